// The built-in policy document as JSON text: the build puts built-in.js here.

export const builtIn: string;
