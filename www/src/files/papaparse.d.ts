// What is used of papaparse: its own types come with all of Node's.

declare module "papaparse" {
  interface ParseError {
    readonly code: string;
    readonly row?: number;
  }

  interface Step {
    readonly data: string[];
    readonly errors: readonly ParseError[];
    readonly meta: { readonly cursor: number };
  }

  interface GuessOptions {
    readonly delimitersToGuess: readonly string[];
    readonly preview: number;
  }

  interface ParseOptions {
    readonly delimiter: string;
    readonly fastMode: false;
    readonly step: (row: Step, parser: { abort(): void }) => void;
  }

  interface UnparseOptions {
    readonly newline: string;
    readonly escapeFormulae?: RegExp;
  }

  interface Rows {
    readonly data: string[][];
    readonly errors: readonly ParseError[];
    /** `cursor`: where what was read ends, in characters. */
    readonly meta: { readonly cursor: number };
  }

  const papaparse: {
    parse(text: string, options: GuessOptions): { readonly meta: { readonly delimiter: string } };
    parse(text: string, options: ParseOptions): void;
    unparse(rows: readonly (readonly (string | number | null)[])[], options: UnparseOptions): string;
    Parser: new (options: {
      readonly delimiter: string;
      readonly newline: "\n";
    }) => {
      /** `ignoreLastRow`: the last row may not have ended. */
      parse(text: string, baseIndex: number, ignoreLastRow: boolean): Rows;
    };
  };
  export default papaparse;
}
