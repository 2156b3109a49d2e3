// Lists of numbers and of texts that grow, and take no more room than they must: a row of a file is no object.

type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

const FIRST_LENGTH = 1024;

/** A typed array that grows. */
export class Growing<T extends Numbers> {
  #values: T;
  #length = 0;

  constructor(readonly kind: new (length: number) => T) {
    this.#values = new kind(FIRST_LENGTH);
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new this.kind(this.#length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  at(index: number): number {
    return this.#values[index] ?? 0;
  }
}

/** Texts one behind the other, as bytes: as strings they would hold on to the file they were cut out of. */
export class Texts {
  readonly #encoder = new TextEncoder();
  readonly #decoder = new TextDecoder();
  readonly #ends = new Growing(Float64Array);
  #bytes = new Uint8Array(FIRST_LENGTH);

  get length(): number {
    return this.#ends.length;
  }

  push(text: string): void {
    const start = this.#ends.length === 0 ? 0 : this.#ends.at(this.#ends.length - 1);
    // A code unit takes at most three bytes.
    if (start + text.length * 3 > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#bytes.length * 2, start + text.length * 3));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#ends.push(start + this.#encoder.encodeInto(text, this.#bytes.subarray(start)).written);
  }

  at(index: number): string {
    const start = index === 0 ? 0 : this.#ends.at(index - 1);
    return this.#decoder.decode(this.#bytes.subarray(start, this.#ends.at(index)));
  }
}

/** A set of small numbers for each row. */
export class BitSets {
  readonly #words: Uint32Array;
  readonly #width: number;

  /** @param size - The numbers are below it. */
  constructor(
    rows: number,
    readonly size: number,
  ) {
    this.#width = Math.max(1, Math.ceil(size / 32));
    this.#words = new Uint32Array(rows * this.#width);
  }

  add(row: number, bit: number): void {
    const place = row * this.#width + (bit >>> 5);
    this.#words[place] = ((this.#words[place] ?? 0) | (1 << (bit & 31))) >>> 0;
  }

  has(row: number, bit: number): boolean {
    return (((this.#words[row * this.#width + (bit >>> 5)] ?? 0) >>> (bit & 31)) & 1) === 1;
  }

  /** The numbers in a row's set, ascending. */
  of(row: number): readonly number[] {
    const found: number[] = [];
    for (let bit = 0; bit < this.size; bit += 1) if (this.has(row, bit)) found.push(bit);
    return found;
  }
}
