// The text in the bytes of a file: in the encodings tables come in, or none where it cannot be told for sure.

/** How a text was encoded. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030";

/** A text, and how it was encoded. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
}

/** Files that say how they are encoded do so in their first bytes. */
const MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

/** Controls that are in no text. */
const CONTROL = /[^\P{Cc}\s]/u;
/** Characters GB18030 gives to bytes that mean nothing. */
const PRIVATE = /\p{Co}/u;
const BEYOND_ASCII = /\P{ASCII}/gu;
const REPLACED = /\ufffd/g;
/** UTF-8 of which less than this share is broken is UTF-8, and broken; GB18030 read as UTF-8 is broken throughout. */
const SLIGHTLY_BROKEN = 0.3;

/**
 * The text and its encoding: what its mark says, else UTF-8, else GB18030, each without a single bad byte;
 * `"broken-encoding"` where the bytes are no text, or damaged.
 */
export function decode(bytes: Uint8Array): DecodedText | "broken-encoding" {
  const marked = MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  if (marked) return inEncoding(marked[0], bytes);
  if (bytes.includes(0)) return "broken-encoding";
  const utf8 = inEncoding("utf-8", bytes);
  if (utf8 !== "broken-encoding" || isSlightlyBroken(bytes)) return utf8;
  return inEncoding("gb18030", bytes);
}

function inEncoding(encoding: Encoding, bytes: Uint8Array): DecodedText | "broken-encoding" {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    const isBroken = CONTROL.test(text) || (encoding === "gb18030" && PRIVATE.test(text));
    return isBroken ? "broken-encoding" : { text, encoding };
  } catch {
    return "broken-encoding";
  }
}

/** Damaged UTF-8 can be read as GB18030 too, as other words. */
function isSlightlyBroken(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes);
  const beyond = text.match(BEYOND_ASCII)?.length ?? 0;
  const replaced = text.match(REPLACED)?.length ?? 0;
  return replaced < beyond * SLIGHTLY_BROKEN;
}
