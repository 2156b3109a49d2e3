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

  interface ParseOptions {
    readonly delimiter: string;
    readonly newline?: "\n";
  }

  const papaparse: {
    parse(text: string, options: Partial<ParseOptions>): ParseResult;
    unparse(
      rows: readonly (readonly (string | number | null)[])[],
      options: { readonly escapeFormulae?: RegExp; readonly newline?: string },
    ): string;
    Parser: new (
      options: ParseOptions,
    ) => {
      /** `ignoreLastRow`: the last row may not have ended. */
      parse(text: string, baseIndex: number, ignoreLastRow: boolean): ParseResult;
    };
  };
  export default papaparse;
}
