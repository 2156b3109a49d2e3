// Starts the package's own worker where Trusted Types are enforced: its address goes through the policy `kaibo`, which a
// page's security policy names. Where they are not known, or not enforced, nothing is different.

interface Policy {
  createScriptURL(address: string): unknown;
}

/** As much of it as is used; TypeScript does not know it. */
interface TrustedTypes {
  readonly defaultPolicy: unknown;
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): Policy;
}

let policy: Policy | undefined;

/** What `start` returns, which starts a worker by `new Worker(new URL(…))`. */
export function trusted(start: () => Worker): Worker {
  const own = ownPolicy();
  return own ? through(own, start) : start();
}

/**
 * Bundlers look for just that form, and it takes no address that has been through a policy: so `Worker` is another for as
 * long as it runs.
 */
function through(own: Policy, start: () => Worker): Worker {
  const { Worker: Plain } = globalThis;
  globalThis.Worker = class extends Plain {
    constructor(address: string | URL, options?: WorkerOptions) {
      super(own.createScriptURL(String(address)) as string, options);
    }
  };
  try {
    return start();
  } finally {
    globalThis.Worker = Plain;
  }
}

/** None where none is needed, or where the page allows none: its own may do. */
function ownPolicy(): Policy | undefined {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  if (!trustedTypes || trustedTypes.defaultPolicy) return undefined;
  try {
    policy ??= trustedTypes.createPolicy("kaibo", { createScriptURL: sameHost });
  } catch {
    // What starts the worker says what is wrong.
  }
  return policy;
}

/** By the protocol too: the origin of a blob's address is that of the page. */
function sameHost(address: string): string {
  const { protocol, host } = new URL(address, location.href);
  if (protocol !== location.protocol || host !== location.host)
    throw new TypeError(`a script of another's: ${address}`);
  return address;
}
