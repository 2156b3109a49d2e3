// The WebAssembly core as text: the build puts bytes.js here.

import type { Carried } from "./carried.js";

export const bytes: Carried;
