// How the package's modules carry WebAssembly: as text, a character a byte. With brotli that is 3% more than the bytes
// themselves; base64 is 27% more.

import { notReady } from "./error.js";

/** Bytes as text. */
export interface Carried {
  /** The characters that stand for 0 to 255. */
  readonly alphabet: string;
  readonly text: string;
}

/**
 * The bytes.
 *
 * @throws `KaiboError` with code `not-ready` where the module was not read as UTF-8.
 */
export function bytesOf({ alphabet, text }: Carried): Uint8Array<ArrayBuffer> {
  const values = new Uint8Array(65_536);
  for (let value = 0; value < alphabet.length; value += 1) values[alphabet.charCodeAt(value)] = value;
  if (alphabet.length !== 256) {
    throw notReady("scripts that are read as UTF-8", "Serve them with charset=utf-8, or say so in the page.");
  }
  const bytes = new Uint8Array(text.length);
  for (let place = 0; place < text.length; place += 1) bytes[place] = values[text.charCodeAt(place)] as number;
  return bytes;
}
