// The screens of the page: their addresses, and what loads them. All but the first one load when they are opened.

/** Where a screen is: the fragment of the address. */
export type Address = (typeof screens)[number]["address"];

/** A screen of the page. */
export interface ScreenEntry {
  readonly address: string;
  /** The name of its element. */
  readonly element: string;
  /** Where it is found: in the bar at the foot of the page, or under "more". */
  readonly place: "bar" | "more";
  load(): Promise<unknown>;
}

export const screens = [
  { address: "check", element: "page-check", place: "bar", load: () => import("./check.js") },
  { address: "progress", element: "page-progress", place: "bar", load: () => import("./progress/progress.js") },
  { address: "planner", element: "page-planner", place: "bar", load: () => import("./planner/planner.js") },
  { address: "more", element: "page-more", place: "bar", load: () => import("./more.js") },
  { address: "draft", element: "page-draft", place: "more", load: () => import("./draft/draft.js") },
  { address: "policy", element: "page-policy", place: "more", load: () => import("./policy/policy.js") },
  { address: "roster", element: "page-roster", place: "more", load: () => import("./roster/roster.js") },
  { address: "data", element: "page-data", place: "more", load: () => import("./data/data.js") },
] as const satisfies readonly ScreenEntry[];
