// The boundary to what plans screenings, as wasm-bindgen writes it (target web): the build puts glue.js here.

/** Plans a screening: a policy's JSON text, the ids of the columns. Throws `{ errors }`. */
export function planScreening(policy: string, programmeId: unknown, columns: string[], options: unknown): unknown;

/** Counts ledgers: an id, then its column, and so on. Throws `{ errors }`. */
export function ledgerColumns(
  policy: string,
  accounts: number,
  firstAccount: number,
  columns: unknown[],
  options: unknown,
): (string | Int32Array | Float64Array)[];

/** Loads and starts it; does nothing if it runs already. */
export default function init(options: { module_or_path: BufferSource }): Promise<unknown>;
