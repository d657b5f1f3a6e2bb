/**
 * What the figures of a text count, told once all of them are found: by what the rules took each for, by the words before
 * and behind it in its sentence, and by what the figures before it counted. Weights are learned from texts of our own
 * (concepts/measures.ts); where a language has none, the rules have the last word.
 */
import type { Line } from '../concepts/line.ts';
import type { Word } from '../concepts/tagger.ts';
import type { Spoken } from '../part.ts';
import { firstEndingAfter } from '../segment.ts';

/** Words before and behind a figure that may tell what it counts, and those that stand close. */
const BEFORE = 12;
const BEHIND = 14;
const CLOSE = 3;
/** Words behind in whose pairs a figure is told of, and before it. */
const PAIRED = 9;
/** Words of the sentence before. */
const EARLIER = 24;
/** Letters by which a word is known. */
const STEM = 6;

/** Fewer sentences are no text: what little they say is plain, and rules read it. */
const FEW = 6;
/** What a rule is believed in: a predicate said of those counted, their own noun, an entry of a list. */
const SURE: ReadonlySet<string> = new Set(['deed', 'noun', 'list']);
/** Words that turn what is said: "have not been let go". What they turn is a matter of grammar and not of weights. */
const DENIALS = ['not', 'never', 'nor', 'without', 'cannot'].map((word) => `~${stem(word)}`);

/** Proposals whose counts count what their words tell. */
export function measured(spoken: readonly Spoken[], lines: readonly Line[]): readonly Spoken[] {
  const learned = lines[0]?.tongue.measures;
  if (!learned || lines.length < FEW) return spoken;
  return tallied(spoken, lines).map(({ one, signs }) => {
    if (signs === null || SURE.has(one.draft.basis ?? '') || DENIALS.some((sign) => signs.has(sign)))
      return one;
    const measure = learned.likeliest(signs);
    const { draft } = one;
    return measure === draft.fields['measure']
      ? one
      : { ...one, draft: { ...draft, fields: { ...draft.fields, measure } } };
  });
}

/** Proposals with the signs of those that count; null for all others. */
export function tallied(
  spoken: readonly Spoken[],
  lines: readonly Line[],
): { one: Spoken; signs: ReadonlySet<string> | null }[] {
  const before: Before = { measures: [], seen: new Set(), numbers: new Map(), isFirst: true };
  let block = -1;
  let at = 0;
  return spoken.map((one) => {
    const { draft } = one;
    const { measure } = draft.fields;
    if (draft.kind !== 'count' || typeof measure !== 'string') return { one, signs: null };
    while (at > 0 && (lines[at]?.sentence.start ?? 0) > draft.start) at--;
    while (at + 1 < lines.length && (lines[at + 1]?.sentence.start ?? Infinity) <= draft.start) at++;
    const line = lines[at];
    if (!line) return { one, signs: null };
    before.isFirst = line.sentence.block !== block;
    block = line.sentence.block;
    const signs = signsOf(one, line, lines[at - 1], before);
    before.measures.push(measure);
    before.seen.add(measure);
    before.numbers.set(String(draft.fields['number']), measure);
    return { one, signs };
  });
}

/** What rules took the counts before a count for. */
interface Before {
  /** In the order of the text. */
  readonly measures: string[];
  readonly seen: Set<string>;
  /** The last of each number. */
  readonly numbers: Map<string, string>;
  /** True for the first count of a paragraph. */
  isFirst: boolean;
}

/** The signs of a count. */
function signsOf(
  { draft }: Spoken,
  line: Line,
  earlier: Line | undefined,
  { measures, seen, numbers, isFirst }: Before,
): ReadonlySet<string> {
  const family = draft.rule.replace(/^.*:/, '');
  const ruled = String(draft.fields['measure']);
  const basis = draft.basis ?? 'other';
  const signs = new Set([
    `=${ruled}`,
    `by:${family}`,
    `=${ruled}/${family}`,
    `=${ruled}/${basis}`,
    `basis:${basis}`,
  ]);
  const { from, to } = figureOf(draft, line);
  const left = telling(line, from - 1, -1, BEFORE);
  const own = line.words
    .slice(from, to + 1)
    .map(shown)
    .filter(isTelling);
  const right = telling(line, to + 1, 1, BEHIND);
  for (const word of left) signs.add(`<${stem(word)}`);
  for (const word of left.slice(0, CLOSE)) signs.add(`<<${stem(word)}`);
  for (const word of own) signs.add(`.${stem(word)}`);
  for (const word of right) signs.add(`>${stem(word)}`);
  for (const word of right.slice(0, CLOSE + 1)) signs.add(`>>${stem(word)}`);
  for (const word of [...left, ...own, ...right]) signs.add(`~${stem(word)}`);
  pairs(left.slice(0, PAIRED).reverse(), '<', signs);
  pairs(right.slice(0, PAIRED), '>', signs);
  for (const { lower } of earlier?.words.slice(-EARLIER) ?? [])
    if (isTelling(lower)) signs.add(`-${stem(lower)}`);
  const last = measures.at(-1) ?? 'none';
  signs.add(`after:${last}`).add(`after:${last}/${family}`).add(`after:${last}=${ruled}`);
  signs.add(isFirst ? 'first' : `beside:${last}`);
  if (measures.length > 1) signs.add(`later:${measures.at(-2)}`).add(`two:${measures.at(-2)}/${last}`);
  for (const name of seen) signs.add(`seen:${name}`);
  const same = numbers.get(String(draft.fields['number']));
  if (same !== undefined) signs.add(`same:${same}`).add(`same:${same}=${ruled}`);
  return signs;
}

/** A word as signs know it. */
function shown({ lower, isDigits }: Word): string {
  return isDigits ? '#' : lower.replace(/['’]s?$/, '');
}

/** The next telling words of a line from a place on, in one direction; a sentence may have thousands. */
function telling(line: Line, from: number, step: 1 | -1, most: number): string[] {
  const found: string[] = [];
  for (let at = from; found.length < most; at += step) {
    const word = line.words[at];
    if (!word) break;
    const own = shown(word);
    if (isTelling(own)) found.push(own);
  }
  return found;
}

/** The words of a figure and its noun, as places in the line. */
function figureOf(draft: Spoken['draft'], line: Line): { from: number; to: number } {
  const start = draft.start - line.sentence.start;
  const end = draft.end - line.sentence.start;
  const place = draft.subject ? line.sentence.plain.indexOf(draft.subject, Math.max(0, start)) : -1;
  const isKnown = place >= 0 && place < end;
  const figure = isKnown
    ? undefined
    : line.numerals.find((one) => one.numberStart >= start && one.numberStart < end);
  const first = isKnown ? place : (figure?.numberStart ?? start);
  const last = isKnown ? place + (draft.subject?.length ?? 0) : (figure?.end ?? first + 1);
  const behind = firstEndingAfter(line.words, first);
  const from = behind < line.words.length ? behind : 0;
  let to = from;
  while (to + 1 < line.words.length && (line.words[to + 1]?.start ?? Infinity) < last) to++;
  return { from, to };
}

function pairs(words: readonly string[], side: string, signs: Set<string>): void {
  for (let at = 1; at < words.length; at++)
    signs.add(`${side}${stem(words[at - 1] ?? '')}|${stem(words[at] ?? '')}`);
}

/** Words and figures, and marks behind which something else begins. */
function isTelling(word: string): boolean {
  return /^[\p{L}#]/u.test(word) || word === ';' || word === ':' || word === '?';
}

function stem(word: string): string {
  return word.slice(0, STEM);
}
