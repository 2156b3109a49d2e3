// What is used of papaparse: its own types come with all of Node's.

declare module "papaparse" {
  interface ParseError {
    readonly code: string;
    readonly row?: number;
  }

  const papaparse: {
    parse(
      text: string,
      options: { readonly delimiter: string; readonly preview: number },
    ): { readonly data: string[][]; readonly errors: readonly ParseError[] };
  };
  export default papaparse;
}
