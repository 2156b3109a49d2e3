// The WebAssembly core in base64: the build puts bytes.js here.

export const bytes: string;
