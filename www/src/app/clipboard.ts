// Copies a text; browsers allow it to pages from https and from localhost alone, and may refuse it there too.

/** Copies a text. @returns Whether it was copied. */
export async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
