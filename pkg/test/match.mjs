// Partial matching: a case says what must be so, and nothing about the rest.

import assert from "node:assert/strict";

/**
 * Asserts that `actual` is as `expected` says: an object has the listed keys; objects in an array that have an `id` are
 * found by it, whatever else is there; another array is equal item by item; `{ "$contains": [...] }` is an array that
 * holds these.
 */
export function assertMatches(actual, expected, path = "") {
  if (Array.isArray(expected)) return matchArray(actual, expected, path);
  if (typeof expected !== "object" || expected === null) {
    return assert.deepEqual(actual, expected, `${path || "/"}: ${show(actual)} is not ${show(expected)}`);
  }
  if (Array.isArray(expected.$contains)) return matchContained(actual, expected.$contains, path);
  assert(typeof actual === "object" && actual !== null, `${path || "/"}: ${show(actual)} is not an object`);
  for (const [key, part] of Object.entries(expected)) assertMatches(actual[key], part, `${path}/${key}`);
}

function matchArray(actual, expected, path) {
  assert(Array.isArray(actual), `${path}: ${show(actual)} is not an array`);
  if (expected.length > 0 && expected.every((item) => typeof item?.id === "string")) {
    for (const item of expected) {
      const found = actual.find(({ id }) => id === item.id);
      assert(found, `${path}: nothing has the id ${item.id}; there are ${actual.map(({ id }) => id).join(", ")}`);
      assertMatches(found, item, `${path}/${item.id}`);
    }
    return;
  }
  assert.equal(actual.length, expected.length, `${path}: ${show(actual)} is not ${show(expected)}`);
  for (const [index, item] of expected.entries()) assertMatches(actual[index], item, `${path}/${index}`);
}

function matchContained(actual, items, path) {
  assert(Array.isArray(actual), `${path}: ${show(actual)} is not an array`);
  for (const item of items) {
    assert(
      actual.some((candidate) => matches(candidate, item)),
      `${path}: ${show(actual)} does not contain ${show(item)}`,
    );
  }
}

function matches(actual, expected) {
  try {
    assertMatches(actual, expected);
    return true;
  } catch {
    return false;
  }
}

const show = (value) => JSON.stringify(value) ?? String(value);
