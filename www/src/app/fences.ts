// Where the browser enforces Trusted Types, no script is taken from elsewhere: neither a worker's, nor the one that keeps the
// page for days without a network. What makes HTML or script of a text has no policy, and is refused.

/** As much of it as is used; TypeScript does not know it. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): unknown;
}

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };

// The policy for addresses that come as texts: bundlers know workers only by a plain `new Worker(new URL(…))`.
trustedTypes?.createPolicy("default", {
  createScriptURL: (address) => {
    if (new URL(address, document.baseURI).origin !== location.origin)
      throw new TypeError(`a script from elsewhere: ${address}`);
    return address;
  },
});
