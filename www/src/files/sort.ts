// What sort of file bytes are, told by the bytes and not by a name.

import type { FileRefusal } from "./table.js";

/** Bytes other files than tables begin with. */
const NO_TABLE: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46], // PDF
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0x52, 0x49, 0x46, 0x46], // WebP, and sound
  [0x52, 0x61, 0x72, 0x21], // RAR
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
  [0x1f, 0x8b], // gzip
];
const ARCHIVE = [0x50, 0x4b];
/** The container of old Office files, and of new ones with a password. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const UTF_16 = [
  [0xff, 0xfe],
  [0xfe, 0xff],
];
/** In a compound file: what holds a workbook with a password. In UTF-16, as such files name what they hold. */
const ENCRYPTED = Array.from("EncryptedPackage", (letter) => [letter.charCodeAt(0), 0]).flat();
/** What text begins with that is no table: HTML that calls itself a workbook, XML, JSON. */
const MARKUP = /^\s*(?:<(?:!doctype|html|\?xml|table|head|meta|svg)\b|[[{]\s*["[{])/i;
/** So many bytes tell what a text is. */
const FIRST_BYTES = 4096;

/** What to read it as, or why not to. */
export function sortOf(bytes: Uint8Array): "workbook" | "text" | FileRefusal {
  if (beginsWith(bytes, ARCHIVE) && (bytes[2] ?? 0) < 0x09) return "workbook";
  if (beginsWith(bytes, COMPOUND)) return holds(bytes, ENCRYPTED) ? "protected" : "not-a-table";
  if (UTF_16.some((mark) => beginsWith(bytes, mark))) return "text";
  if (NO_TABLE.some((start) => beginsWith(bytes, start)) || bytes.subarray(0, FIRST_BYTES).includes(0))
    return "not-a-table";
  const first = new TextDecoder().decode(bytes.subarray(0, FIRST_BYTES));
  if (first.trim() === "" && bytes.length <= FIRST_BYTES) return "empty";
  return MARKUP.test(first) ? "not-a-table" : "text";
}

function beginsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

function holds(bytes: Uint8Array, part: readonly number[]): boolean {
  for (let at = bytes.indexOf(part[0] ?? 0); at !== -1; at = bytes.indexOf(part[0] ?? 0, at + 1)) {
    if (part.every((byte, index) => bytes[at + index] === byte)) return true;
  }
  return false;
}
