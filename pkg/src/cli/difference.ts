// How an answer differs from what a case expects. No API of any platform is used: every consumer of the tests runs it.

/** How an answer differs from what its case expects. */
export interface Difference {
  /** JSON Pointer into the answer; items that have an `id` are named by it. */
  readonly path: string;
  readonly says: string;
}

const MOST_SHOWN = 500;

/**
 * Where an answer is not as expected: an object has the listed keys; objects in an array that have an `id` are found by
 * it, whatever else is there; another array is equal item by item; `{ "$contains": [...] }` is an array that holds
 * these; `{ "$absent": true }` is a key that is not there. `null` if it is.
 */
export function difference(actual: unknown, expected: unknown, path = ""): Difference | null {
  if (Array.isArray(expected)) return arrayDifference(actual, expected, path);
  if (!isObject(expected)) {
    return Object.is(actual, expected) ? null : { path, says: `${show(actual)} is not ${show(expected)}` };
  }
  if (expected.$absent === true) return actual === undefined ? null : { path, says: `${show(actual)} is there` };
  if (Array.isArray(expected.$contains)) return containedDifference(actual, expected.$contains, path);
  if (!isObject(actual)) return { path, says: `${show(actual)} is not an object` };
  return first(Object.entries(expected), ([key, part]) => difference(actual[key], part, `${path}/${key}`));
}

function arrayDifference(actual: unknown, expected: readonly unknown[], path: string): Difference | null {
  if (!Array.isArray(actual)) return { path, says: `${show(actual)} is not an array` };
  if (expected.length > 0 && expected.every(hasId)) {
    return first(expected.filter(hasId), (item) => {
      const found = actual.filter(hasId).find(({ id }) => id === item.id);
      if (found) return difference(found, item, `${path}/${item.id}`);
      const ids = actual.filter(hasId).map(({ id }) => id);
      return { path, says: `nothing has the id ${item.id}; there are ${ids.join(", ")}` };
    });
  }
  if (actual.length !== expected.length) return { path, says: `${show(actual)} is not ${show(expected)}` };
  return first([...expected.entries()], ([index, item]) => difference(actual[index], item, `${path}/${index}`));
}

function containedDifference(actual: unknown, items: readonly unknown[], path: string): Difference | null {
  if (!Array.isArray(actual)) return { path, says: `${show(actual)} is not an array` };
  const lacking = items.find((item) => actual.every((candidate) => difference(candidate, item) !== null));
  return lacking === undefined ? null : { path, says: `${show(actual)} does not contain ${show(lacking)}` };
}

function first<T>(items: readonly T[], differs: (item: T) => Difference | null): Difference | null {
  for (const item of items) {
    const found = differs(item);
    if (found) return found;
  }
  return null;
}

/** Whether a value has members. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function hasId(value: unknown): value is { readonly id: string } {
  return isObject(value) && typeof value.id === "string";
}

/** A value as JSON, shortened. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= MOST_SHOWN ? text : `${text.slice(0, MOST_SHOWN)}…`;
}
