// What is thrown: one class, with everything that is wrong with the input.

import type { ErrorCode, Fault } from "./generated/index.js";

/**
 * Malformed input, or a core that is not ready. Expected answers are values and never thrown.
 *
 * The fields of the first fault are the error's own; `errors` holds all of them. Branch on `code`, never on the words.
 */
export class KaiboError extends Error {
  /** What is wrong: one of a closed, stable set. */
  readonly code: ErrorCode;
  /** Where: a JSON Pointer (RFC 6901) into the input; empty for the input itself. */
  readonly path: string;
  /** What was expected there, in English. */
  readonly expected: string;
  /** What to do about it, in English. */
  readonly help: string;
  /** Every fault, in the order of the input; the first one is also this error's own fields. */
  readonly errors: readonly Fault[];

  /**
   * @param errors - At least one fault.
   * @param options - The cause, where there is one.
   */
  constructor(errors: readonly [Fault, ...Fault[]], options?: ErrorOptions) {
    super(messageOf(errors), options);
    const [first] = errors;
    this.code = first.code;
    this.path = first.path;
    this.expected = first.expected;
    this.help = first.help;
    this.errors = errors;
  }

  static {
    Object.defineProperty(KaiboError.prototype, "name", { value: "KaiboError", configurable: true, writable: true });
  }
}

/**
 * An error about the core, not about an input.
 *
 * @internal
 */
export function notReady(expected: string, help: string, cause?: unknown): KaiboError {
  return new KaiboError([{ code: "not-ready", path: "", expected, help }], { cause });
}

/**
 * Runs something in the core. What the core throws as data becomes a `KaiboError`; anything else is a defect.
 *
 * @internal
 */
export function callCore<T>(call: () => T): T {
  try {
    return call();
  } catch (thrown) {
    if (thrown instanceof KaiboError) throw thrown;
    if (hasFaults(thrown)) throw new KaiboError(thrown.errors);
    throw new KaiboError(
      [
        {
          code: "internal",
          path: "",
          expected: "an answer",
          help: "This is a defect of Kaibo: please report it with the input.",
        },
      ],
      { cause: thrown },
    );
  }
}

function hasFaults(thrown: unknown): thrown is { errors: [Fault, ...Fault[]] } {
  if (typeof thrown !== "object" || thrown === null || thrown instanceof Error) return false;
  const { errors } = thrown as { errors?: unknown };
  return Array.isArray(errors) && errors.length > 0;
}

function messageOf(errors: readonly Fault[]): string {
  const lines = errors.map(
    ({ code, path, expected, help }) => `${code} at ${path === "" ? "the input" : path}: expected ${expected}. ${help}`,
  );
  return lines.length === 1 ? lines.join() : [`${lines.length} errors`, ...lines].join("\n  ");
}
