// All that is kept as one file, and back.

import { canonical } from "./account.js";
import { fileOf } from "./shape.js";
import type { Everything } from "./store.js";

/** Why a file is not taken; nothing of it was. */
export type FileProblem = "too-large" | "not-a-file-of-ours" | "newer" | "damaged";

/** What a file holds, or why it is not taken and where it is wrong, as a JSON Pointer. */
export type ReadFile = { readonly content: Everything } | { readonly problem: FileProblem; readonly at: string };

const FORMAT = "kaibo-data";
const VERSION = 1;
const MOST_BYTES = 50_000_000;

/** The text of the file: the same for the same content, byte for byte. */
export function fileText({ accounts, entries }: Everything): string {
  return `${canonical({ format: FORMAT, version: VERSION, accounts, entries })}\n`;
}

/** Reads a file. */
export async function readFile(file: Blob): Promise<ReadFile> {
  if (file.size > MOST_BYTES) return { problem: "too-large", at: "" };
  let data: unknown;
  try {
    data = JSON.parse(await file.text());
  } catch {
    return { problem: "not-a-file-of-ours", at: "" };
  }
  const { format, version } = (data ?? {}) as { readonly format?: unknown; readonly version?: unknown };
  if (format !== FORMAT) return { problem: "not-a-file-of-ours", at: "" };
  if (typeof version === "number" && version > VERSION) return { problem: "newer", at: "/version" };
  const shaped = fileOf(data);
  if ("wrongAt" in shaped) return { problem: "damaged", at: shaped.wrongAt };
  const ids = shaped.is.accounts.map(({ id }) => id);
  if (new Set(ids).size !== ids.length) return { problem: "damaged", at: "/accounts" };
  return { content: shaped.is as Everything };
}
