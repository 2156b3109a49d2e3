// What is used of papaparse: its own types come with all of Node's.

declare module "papaparse" {
  interface ParseError {
    readonly code: string;
    readonly row?: number;
  }

  interface ParseResult {
    readonly data: string[][];
    readonly errors: readonly ParseError[];
    /** `cursor`: where what was read ends, in characters. */
    readonly meta: { readonly cursor: number };
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

  interface StepOptions {
    readonly delimiter: string;
    readonly fastMode: false;
    readonly step: (row: Step, parser: { abort(): void }) => void;
  }

  interface ParseOptions {
    readonly delimiter: string;
    readonly newline?: "\n";
  }

  interface UnparseOptions {
    readonly newline?: string;
    readonly escapeFormulae?: RegExp;
  }

  const papaparse: {
    parse(text: string, options: GuessOptions): { readonly meta: { readonly delimiter: string } };
    parse(text: string, options: StepOptions): void;
    parse(text: string, options: Partial<ParseOptions>): ParseResult;
    unparse(rows: readonly (readonly (string | number | null)[])[], options: UnparseOptions): string;
    Parser: new (
      options: ParseOptions,
    ) => {
      /** `ignoreLastRow`: the last row may not have ended. */
      parse(text: string, baseIndex: number, ignoreLastRow: boolean): ParseResult;
    };
  };
  export default papaparse;
}
