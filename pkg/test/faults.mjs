// What a call throws, for tests to compare.

import assert from "node:assert/strict";
import { KaiboError } from "kaibo";

/** What is thrown, as pairs of a code and a path. */
export async function faultsOf(promise) {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof KaiboError, String(error));
    for (const { expected, help } of error.errors) assert.ok(expected && help);
    return error.errors.map(({ code, path }) => [code, path]);
  }
  assert.fail("nothing was wrong");
}
