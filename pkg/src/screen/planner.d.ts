// What plans screenings, as text: the build puts planner.js here.

import type { Carried } from "../carried.js";

export const planner: Carried;
