// The part of papaparse that the page uses.

declare module "papaparse" {
  const papaparse: {
    unparse(
      rows: readonly (readonly (string | number | null)[])[],
      options: { readonly escapeFormulae: boolean; readonly newline: string },
    ): string;
  };
  export default papaparse;
}
