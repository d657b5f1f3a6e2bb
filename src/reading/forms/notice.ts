/**
 * Notices of courts and offices: lines of a label and a value, "Defendant: …", "Next hearing: …". A label there says what
 * the value is and is nobody who speaks, other than in a transcript. Positions are UTF-16 units of the body.
 */
import type { Span } from '../segment.ts';

/** A line of a notice with its label. */
export interface NoticeLine extends Span {
  readonly label: string;
}

const LABELLED = /^(?<label>\p{L}[^\n:]{1,40}): ?(?<value>\S[^\n]*)$/u;
/** Values of a notice are short, some are numbers or days, and none asks. */
const LONGEST = 160;
const FEWEST = 4;

/** The lines of all notices: four or more in a row whose labels differ, with a number or day among the values. */
export function noticesOf(body: string): NoticeLine[] {
  const found: NoticeLine[] = [];
  let run: (NoticeLine & { readonly value: string })[] = [];
  const close = (): void => {
    const isNotice =
      run.length >= FEWEST &&
      new Set(run.map(({ label }) => label)).size === run.length &&
      run.some(({ value }) => /^(?:No\.? |№ ?|n° ?)?\d/iu.test(value)) &&
      run.every(({ value }) => value.length <= LONGEST && !/[?؟՞]/.test(value));
    if (isNotice) for (const { start, end, label } of run) found.push({ start, end, label });
    run = [];
  };
  for (const { 0: line, index } of body.matchAll(/[^\n]+|\n\n/g)) {
    const { label, value } = LABELLED.exec(line.trim().slice(0, LONGEST * 2))?.groups ?? {};
    if (label === undefined || value === undefined) close();
    else run.push({ start: index, end: index + line.length, label, value });
  }
  close();
  return found;
}
