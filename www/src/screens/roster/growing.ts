// Lists of numbers and of texts that grow, and take no more room than they must: a row of a file is no object.

type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

const FIRST_LENGTH = 1024;

/** So many numbers lie side by side. */
export const SIDE_BY_SIDE = 65_536;

/** A list of numbers, in typed arrays of which none has ever to be copied into a larger one. */
export class Growing<T extends Numbers> {
  readonly #parts: T[] = [];
  #length = 0;

  constructor(readonly kind: new (length: number) => T) {}

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    const place = this.#length % SIDE_BY_SIDE;
    if (place === 0) this.#parts.push(new this.kind(SIDE_BY_SIDE));
    (this.#parts[this.#parts.length - 1] as T)[place] = value;
    this.#length += 1;
  }

  at(index: number): number {
    return this.#parts[Math.floor(index / SIDE_BY_SIDE)]?.[index % SIDE_BY_SIDE] ?? 0;
  }

  /** Those from a place to before another one, of which all lie side by side: no copy of them. */
  between(from: number, to: number): T {
    const first = from - (from % SIDE_BY_SIDE);
    return (this.#parts[first / SIDE_BY_SIDE] ?? new this.kind(0)).subarray(from - first, to - first) as T;
  }
}

/** Texts one behind the other, as bytes: as strings they would hold on to the file they were cut out of. */
export class Texts {
  readonly #encoder = new TextEncoder();
  readonly #decoder = new TextDecoder();
  readonly #ends = new Growing(Uint32Array);
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
