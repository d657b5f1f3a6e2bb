/** Number of runs of a property: few by default, fifty times as many with SLOW=1. */
export function runs(few: number): number {
  return process.env['SLOW'] === '1' ? few * 50 : few;
}
