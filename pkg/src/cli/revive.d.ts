// The build copies it from tests/cases, where the browsers' runner finds it too.

/** A copy of `value` in which each `{ "$js": name }` is the JavaScript value of that name. */
export declare function revive(value: unknown): unknown;
