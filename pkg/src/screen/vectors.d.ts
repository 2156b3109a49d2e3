// What runs screenings with vectors, as text: the build puts vectors.js here.

import type { Carried } from "../carried.js";

export const vectors: Carried;
