// The worker that reads one file, and is ended after it.

import { decode } from "./encoding.js";
import type { ReadAnswer, ReadRequest } from "./read.js";
import { sortOf } from "./sort.js";
import type { FileRefusal, Limits, Table } from "./table.js";
import { readText } from "./text.js";
import { readWorkbook } from "./workbook.js";

/** How much of the work it is to fetch the bytes. */
const SHARE_OF_BYTES = 0.2;

addEventListener("message", async ({ data }: MessageEvent<ReadRequest>) => {
  answer({ read: await read(data).catch((): FileRefusal => "unreadable") });
});

async function read({ file, limits }: ReadRequest): Promise<Table | FileRefusal> {
  const bytes = await bytesOf(file);
  const progress = (share: number) => answer({ share: SHARE_OF_BYTES + share * (1 - SHARE_OF_BYTES) });
  const table = await tableOf(bytes, limits, progress);
  return typeof table !== "string" && table.rows.length === 0 ? "empty" : table;
}

async function tableOf(
  bytes: Uint8Array,
  limits: Limits,
  progress: (share: number) => void,
): Promise<Table | FileRefusal> {
  const sort = sortOf(bytes);
  if (sort === "workbook") return readWorkbook(bytes, limits, progress);
  if (sort !== "text") return sort;
  const decoded = decode(bytes);
  return decoded === "broken-encoding" ? decoded : readText(decoded, limits, progress);
}

async function bytesOf(file: File): Promise<Uint8Array> {
  const bytes = new Uint8Array(file.size);
  const reader = file.stream().getReader();
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes.set(part.value, length);
    length += part.value.length;
    answer({ share: (length / file.size) * SHARE_OF_BYTES });
  }
  return bytes;
}

function answer(given: ReadAnswer): void {
  postMessage(given);
}
