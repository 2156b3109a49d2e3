// The boundary to the WebAssembly core, as wasm-bindgen writes it (target web): the build puts glue.js here.

/** One loaded policy, in the core's memory. */
export class WasmPolicy {
  private constructor();
  readonly id: string;
  readonly version: string;
  readonly digest: string;
  /** The digests of all versions. */
  readonly digests: string;
  /** JSON text of all versions, which loads as the same policy. */
  readonly source: string;
  /** JSON text of the newest version. */
  readonly document: string;
  assess(application: unknown, options: unknown): unknown;
  decide(programmeId: unknown, application: unknown, options: unknown): unknown;
  /**
   * Memory for the facts of the newest version, in the document's order, then for the truths of a programme's criteria and
   * bars: 0 false, 1 unknown, 2 true. Detached when the core's memory grows.
   */
  numbers(): Float64Array;
  /** The outcome for the facts in `numbers`: 0 ineligible, 1 undetermined, 2 eligible, 3 where `decide` is to be asked. */
  decideNumbers(programme: number, asOf: number, isDay: boolean): number;
  outlook(programmeId: string, application: unknown, options: unknown): unknown;
  remedies(programmeId: string, application: unknown, options: unknown): unknown;
  schedule(programmeId: string, options: unknown): unknown;
  questions(programmeId: string | undefined, application: unknown, options: unknown): unknown;
  free(): void;
}

/** Reads a document: JSON text, an object, or an array of versions. Throws `{ errors }`. */
export function loadPolicy(document: unknown): WasmPolicy;

/** Compiles and starts the core at once; does nothing if it runs already. */
export function initSync(options: { module: BufferSource | WebAssembly.Module }): unknown;

/** Loads and starts the core; does nothing if it runs already. */
export default function init(options: {
  module_or_path: string | URL | Request | Response | BufferSource | WebAssembly.Module | PromiseLike<Response>;
}): Promise<unknown>;
