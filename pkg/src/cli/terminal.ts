// What is written for people: lines of parts, in colour where the terminal wants it, and never with what data smuggles in.

import { styleText } from "node:util";

/** How a part looks. */
export type Look = "bold" | "dim" | "red" | "green" | "yellow" | "cyan";

/** A piece of a line. */
export type Part = string | { readonly text: string; readonly as: Look };

/** The part of a stream that is needed to write to it. */
export interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

// Whatever steers a terminal or reorders a line: control characters (C0, C1) and the marks of writing direction.
const STEERING = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

// Newer Nodes would look at standard output for themselves; older ones have no such option.
const paint: (format: Look, text: string, options?: { readonly validateStream: boolean }) => string = styleText;

/** Writes lines to a stream. */
export class Terminal {
  readonly #output: Output;
  readonly #coloured: boolean;

  constructor(output: Output, environment: Readonly<Record<string, string | undefined>>) {
    this.#output = output;
    this.#coloured = wantsColour(output, environment);
  }

  /** One line. Every part is made harmless, so nothing a file holds can steer the terminal. */
  line(...parts: readonly Part[]): void {
    const written = parts.map((part) => {
      if (typeof part === "string") return harmless(part);
      const text = harmless(part.text);
      return this.#coloured ? paint(part.as, text, { validateStream: false }) : text;
    });
    this.#output.write(`${written.join("")}\n`);
  }

  /** A value as JSON, for machines; what could steer a terminal is escaped, which reads as the same value. */
  json(value: unknown): void {
    const text = JSON.stringify(value, null, 2);
    this.#output.write(`${text.replace(STEERING, (one) => (one === "\n" ? one : escaped(one)))}\n`);
  }

  /** A text as it is, for files. */
  text(text: string): void {
    this.#output.write(text);
  }
}

/** Whether colours are wanted: `FORCE_COLOR` before `NO_COLOR` before what the stream is. */
export function wantsColour(output: Output, environment: Readonly<Record<string, string | undefined>>): boolean {
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: terminal } = environment;
  if (force !== undefined) return force !== "0" && force !== "false";
  if (no !== undefined && no !== "") return false;
  return output.isTTY === true && terminal !== "dumb";
}

/** A text on one line with nothing in it that steers a terminal: such characters are shown by their numbers. */
export function harmless(text: string): string {
  return text.replace(STEERING, (one) => (one === "\n" || one === "\t" ? " " : escaped(one)));
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
