// Runs a plan over columns, some thousand rows at a time, in the memory of the kernel.

import { bytesOf } from "../carried.js";
import { type Column, explainRows, Faults, type Plan } from "./columns.js";
import { plain } from "./plain.js";
import { vectors } from "./vectors.js";

/** What the kernel exports. */
interface Kernel {
  readonly memory: WebAssembly.Memory;
  screen(
    program: number,
    words: number,
    columns: number,
    count: number,
    rows: number,
    planes: number,
    outcomes: number,
    unmet: number,
    unknown: number,
  ): number;
}

/** The answers for each row: a byte of its outcome, and the bytes of its criteria. */
export interface Answers {
  readonly outcomes: Uint8Array;
  readonly unmet: Uint8Array;
  readonly unknown: Uint8Array;
}

/** So many rows lie in the kernel's memory at once, whatever the columns have: they fit into a processor's cache. */
const ROWS = 8192;
const PAGE = 65536;
/** Bytes of a plane. */
const PLANE = 128;

const compiled = new Map<boolean, Promise<WebAssembly.Module>>();

/** The kernel, with vectors where they are wanted and the engine has them. */
async function openKernel(wantsVectors: boolean): Promise<Kernel> {
  const bytes = wantsVectors ? bytesOf(vectors) : undefined;
  const hasVectors = bytes !== undefined && WebAssembly.validate(bytes);
  let module = compiled.get(hasVectors);
  if (!module) {
    module = WebAssembly.compile(hasVectors ? bytes : bytesOf(plain));
    compiled.set(hasVectors, module);
  }
  const { exports } = await WebAssembly.instantiate(await module);
  return exports as unknown as Kernel;
}

/** How many bytes of criteria a row has. */
export function widthOf(plan: Plan): number {
  return plan.program[1] ?? 0;
}

/** Room for the answers of so many rows. */
export function roomFor(plan: Plan, rows: number): Answers {
  const bytes = rows * widthOf(plan);
  return { outcomes: new Uint8Array(rows), unmet: new Uint8Array(bytes), unknown: new Uint8Array(bytes) };
}

/** Runs one plan. */
export class Runner {
  readonly #plan: Plan;
  readonly #kernel: Kernel;
  readonly #columns: Column[] = [];
  readonly #answers: Answers;
  /** What the kernel is told but for how many rows there are: before it, and after it. */
  readonly #before: readonly [number, number, number, number];
  readonly #after: readonly [number, number, number, number];

  static async of(plan: Plan, wantsVectors: boolean): Promise<Runner> {
    return new Runner(plan, await openKernel(wantsVectors));
  }

  private constructor(plan: Plan, kernel: Kernel) {
    this.#plan = plan;
    this.#kernel = kernel;
    const { memory } = kernel;
    const start = memory.buffer.byteLength;
    let end = start;
    const place = (bytes: number) => {
      const at = end;
      end += Math.ceil(bytes / 16) * 16;
      return at;
    };
    const width = widthOf(plan);
    const program = place(plan.program.byteLength);
    const places = place(plan.columns.length * 8);
    const planes = place((plan.program[0] ?? 0) * PLANE);
    const outcomes = place(ROWS);
    const unmet = place(ROWS * width);
    const unknown = place(ROWS * width);
    const columns = plan.columns.map(({ array }) => ({ array, at: place(ROWS * sizes[array]) }));
    memory.grow(Math.ceil((end - start) / PAGE));
    const { buffer } = memory;
    new Uint32Array(buffer, program, plan.program.length).set(plan.program);
    const table = new Uint32Array(buffer, places, columns.length * 2);
    columns.forEach(({ array, at }, index) => {
      table.set([kinds[array], at], index * 2);
      this.#columns.push(new constructors[array](buffer, at, ROWS));
    });
    this.#before = [program, plan.program.length, places, columns.length];
    this.#after = [planes, outcomes, unmet, unknown];
    this.#answers = {
      outcomes: new Uint8Array(buffer, outcomes, ROWS),
      unmet: new Uint8Array(buffer, unmet, ROWS * width),
      unknown: new Uint8Array(buffer, unknown, ROWS * width),
    };
  }

  /**
   * Screens rows, in the order of the plan's columns.
   *
   * @param first - The number of the first row, for what is wrong with it.
   * @throws `KaiboError` for rows that cannot be.
   */
  run(columns: readonly Column[], answers: Answers, first: number): void {
    const rows = answers.outcomes.length;
    const faults = new Faults();
    for (let from = 0; from < rows && !faults.full; from += ROWS) {
      const to = Math.min(from + ROWS, rows);
      if (this.#runBlock(columns, from, to) > 0) this.#explain(columns, from, to, first, faults);
      if (faults.errors.length === 0) this.#take(answers, from, to);
    }
    faults.throwAny();
  }

  /** Screens rows that fit into the kernel's memory; returns how many of them cannot be. */
  #runBlock(columns: readonly Column[], from: number, to: number): number {
    for (let place = 0; place < this.#columns.length; place++) {
      this.#columns[place]?.set(columns[place]?.subarray(from, to) ?? []);
    }
    return this.#kernel.screen(...this.#before, to - from, ...this.#after);
  }

  #take(answers: Answers, from: number, to: number): void {
    const width = widthOf(this.#plan);
    answers.outcomes.set(this.#answers.outcomes.subarray(0, to - from), from);
    answers.unmet.set(this.#answers.unmet.subarray(0, (to - from) * width), from * width);
    answers.unknown.set(this.#answers.unknown.subarray(0, (to - from) * width), from * width);
  }

  #explain(columns: readonly Column[], from: number, to: number, first: number, faults: Faults): void {
    const own = columns.map((column) => column.subarray(from, to));
    const isImpossible = (row: number) => this.#runBlock(own, row, row + 1) > 0;
    explainRows(this.#plan, own, first + from, isImpossible, faults);
  }
}

const sizes = { Int32Array: 4, Uint8Array: 1, Float64Array: 8 };
const kinds = { Int32Array: 0, Uint8Array: 1, Float64Array: 2 };
const constructors = { Int32Array, Uint8Array, Float64Array };
