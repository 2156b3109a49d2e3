// Where the browser enforces Trusted Types, the page starts scripts only through this policy: its workers, and the one that
// keeps it for days without a network. No other policy of the page's may make a script of a text, and none HTML but lit's.

/** As much of it as is used; TypeScript does not know it. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(address: string): string },
  ): { createScriptURL(address: string): unknown };
}

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
const policy = trustedTypes?.createPolicy("kaibo-page", {
  createScriptURL(address) {
    const { protocol, host } = new URL(address, location.href);
    // By its protocol too: the origin of a blob's address is that of the page.
    if (protocol !== location.protocol || host !== location.host)
      throw new TypeError(`a script of another's: ${address}`);
    return address;
  },
});

/** The address of one of the page's own scripts, as what starts it takes it. */
export function ownScript(address: string): string {
  return (policy?.createScriptURL(address) ?? address) as string;
}
