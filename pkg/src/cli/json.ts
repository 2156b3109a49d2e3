// Where things stand in JSON text: the line and the column of a mistake, and of what a JSON Pointer names.

/** A place in a text, both from 1; a column counts UTF-16 units, as editors do. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** What is wrong with a JSON text. */
export interface Mistake extends Place {
  readonly code: "not-json" | "duplicate-key" | "too-deep";
  /** JSON Pointer to what the mistake is in. */
  readonly path: string;
}

/** What was read: the value, or why there is none. */
export type Reading = { readonly value: unknown } | { readonly mistake: Mistake };

interface Open {
  readonly pointer: string;
  /** The keys so far; `null` in an array. */
  readonly keys: Set<string> | null;
  /** How many items an array has so far. */
  count: number;
}

/** As deep as the core reads, with room to spare: what is deeper it refuses by itself. */
const MOST_DEPTH = 1000;

const BLANK = /[ \t\n\r]*/y;
const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// Control characters cannot stand in a string as they are.
const STRING = /"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/uy;

/** Reads JSON text strictly: a key that stands twice in an object is a mistake too. */
export function readJson(text: string): Reading {
  const mistake = walk(text, () => {});
  return mistake ? { mistake } : { value: JSON.parse(text) };
}

/** Where in a text that is JSON the value of each of these pointers begins; what is not there has the place of what would hold it. */
export function placesOf(text: string, pointers: readonly string[]): ReadonlyMap<string, Place> {
  const offsets = new Map<string, number>();
  walk(text, (pointer, offset) => offsets.set(pointer, offset));
  return new Map(
    pointers.flatMap((pointer) => {
      const offset = nearest(offsets, pointer);
      return offset === undefined ? [] : [[pointer, placeAt(text, offset)] as const];
    }),
  );
}

function nearest(offsets: ReadonlyMap<string, number>, pointer: string): number | undefined {
  for (let part = pointer; part !== ""; part = part.slice(0, part.lastIndexOf("/"))) {
    const offset = offsets.get(part);
    if (offset !== undefined) return offset;
  }
  return offsets.get("");
}

function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}

/** Goes through the text once, tells where each value begins, and stops at the first mistake. */
function walk(text: string, found: (pointer: string, offset: number) => void): Mistake | null {
  const open: Open[] = [];
  let at = 0;
  let pointer = "";
  const wrong = (code: Mistake["code"] = "not-json", offset = at): Mistake => ({
    code,
    path: pointer,
    ...placeAt(text, offset),
  });
  const token = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const [matched] = pattern.exec(text) ?? [];
    at += matched?.length ?? 0;
    return matched;
  };
  const take = (character: string): boolean => {
    token(BLANK);
    if (text[at] !== character) return false;
    at += 1;
    return true;
  };
  /** Goes to the next value in what is open; a key stands before it in an object. */
  const enter = (within: Open): Mistake | null => {
    let key = String(within.count);
    within.count += 1;
    if (within.keys) {
      token(BLANK);
      const start = at;
      const written = token(STRING);
      if (written === undefined) return wrong();
      key = JSON.parse(written) as string;
      pointer = `${within.pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
      if (within.keys.has(key)) return wrong("duplicate-key", start);
      within.keys.add(key);
      return take(":") ? null : wrong();
    }
    pointer = `${within.pointer}/${key}`;
    return null;
  };

  for (;;) {
    token(BLANK);
    found(pointer, at);
    const opened = take("{") ? "{" : take("[") ? "[" : undefined;
    if (opened) {
      const within: Open = { pointer, keys: opened === "{" ? new Set() : null, count: 0 };
      if (!take(opened === "{" ? "}" : "]")) {
        if (open.length >= MOST_DEPTH) return wrong("too-deep");
        open.push(within);
        const mistake = enter(within);
        if (mistake) return mistake;
        continue;
      }
    } else if (!token(text[at] === '"' ? STRING : SCALAR)) return wrong();
    // After a value: what is open ends, or goes on with the next one.
    for (;;) {
      const within = open.at(-1);
      if (!within) {
        token(BLANK);
        pointer = "";
        return at === text.length ? null : wrong();
      }
      pointer = within.pointer;
      if (take(",")) {
        const mistake = enter(within);
        if (mistake) return mistake;
        break;
      }
      if (!take(within.keys ? "}" : "]")) return wrong();
      open.pop();
    }
  }
}
