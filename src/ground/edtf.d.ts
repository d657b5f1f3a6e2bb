/** The part of the library edtf (4.11.1) that is used; it ships no types. Its bounds are wrong for prose and stay unused. */
declare module 'edtf' {
  export interface ParseOptions {
    readonly level?: 0 | 1 | 2 | 3;
    readonly types?: readonly string[];
    /** Accepts seasons as ends of intervals, beyond every level of the standard. */
    readonly seasonIntervals?: boolean;
    readonly seasonUncertainty?: boolean;
  }
  /** Throws `Error` if the text is not in the language. The tree is not used. */
  export function parse(text: string, options?: ParseOptions): unknown;
}
