// What runs screenings without vectors, as text: the build puts plain.js here.

import type { Carried } from "../carried.js";

export const plain: Carried;
