// What the core's bytes hash to: the build puts core-digest.js here.

export const coreDigest: string;
