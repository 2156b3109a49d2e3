// Files of text, byte by byte: a table within the limits, or a refusal.

import { readFileSync } from "node:fs";
import { moduleOf } from "../../tests/support/page-module.mjs";
import { otherBytes } from "./engine.mjs";
import { reachedByCells } from "./rows.mjs";

const { decode } = await moduleOf("files/encoding.ts");
const { readText } = await moduleOf("files/text.ts");
const { sortOf } = await moduleOf("files/sort.ts");

export const limits = { rows: 40, columns: 12 };
const encoder = new TextEncoder();
const { cases, good } = JSON.parse(readFileSync(new URL("../../tests/hostile/files.json", import.meta.url), "utf8"));

const seeds = [
  ...[good, ...cases.map(({ bytes }) => bytes)].map((bytes) => new Uint8Array(Buffer.from(bytes, "base64"))),
  encoder.encode('开播时间,时长,GMV\n2023-09-01 20:00,120,"1,000"\n2023-09-02,90,800'),
  Uint8Array.of(
    0xff,
    0xfe,
    ...new Uint8Array(new Uint16Array([..."a\tb\n1\t2"].map((one) => one.charCodeAt(0))).buffer),
  ),
  Uint8Array.of(0xbf, 0xaa, 0xb2, 0xa5, 0x2c, 0x31, 0x0a, 0x32, 0x2c, 0x33),
].filter(({ length }) => length < 4000);

export const target = {
  seeds,
  mutate: (bytes, dice, other) => otherBytes(bytes, dice, other).slice(0, 4000),
  run(bytes) {
    const sort = sortOf(bytes);
    if (sort !== "text") return sort;
    const decoded = decode(bytes);
    if (typeof decoded === "string") return decoded;
    return `${decoded.encoding} ${asImported(readText(decoded, limits, () => undefined))}`;
  },
};

/** What a table came to when its rows were read as broadcasts; throws where it is larger than was allowed, or no text. */
export function asImported(table) {
  if (typeof table === "string") return table;
  const filled = table.rows.filter((row) => row.length > 0);
  if (filled.length > limits.rows) throw new Error(`${filled.length} rows`);
  const widest = Math.max(0, ...table.rows.map((row) => row.length));
  if (widest > limits.columns) throw new Error(`${widest} columns`);
  for (const cell of table.rows.flat()) if (typeof cell !== "string") throw new Error(`a cell is ${typeof cell}`);
  return `${widest} ${table.broken?.length ?? 0} ${reachedByCells(table)}`;
}
