// What bytes say as text, in the encodings spreadsheets write.

/** The text of a file: by its byte order mark, else UTF-8 where it is valid, else GB18030. */
export function decodeText(bytes: Uint8Array): string | "broken-encoding" {
  for (const label of [markOf(bytes) ?? "utf-8", "gb18030"]) {
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes);
    } catch {
      // The next one.
    }
  }
  return "broken-encoding";
}

function markOf([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : undefined;
}
