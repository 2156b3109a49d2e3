// Texts by name that are kept as one text: what stands in a form of several fields.

/** The texts in it; none where it holds anything else, as what is kept may come from anywhere. */
export function textsIn(text: string | undefined): Readonly<Record<string, string>> {
  const read = readIn(text ?? "");
  if (typeof read !== "object" || read === null || Array.isArray(read)) return {};
  const entries: readonly (readonly [string, unknown])[] = Object.entries(read);
  return entries.every(isText) ? Object.fromEntries(entries) : {};
}

function readIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isText(entry: readonly [string, unknown]): entry is readonly [string, string] {
  return typeof entry[1] === "string";
}
