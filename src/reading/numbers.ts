/**
 * Numbers as written: digits with separators, number words, vague quantities, ranges, and the words that bound
 * them ("at least", "nearly", "or so"). Knows nothing about what is counted.
 * Vague quantities become lower bounds by the convention of the JSON (dozens 24, scores 40, hundreds 200 …);
 * statistics must use the lexicon of hard and usual ranges instead.
 */
import type { Operator } from './contract.ts';
import { matches } from './segment.ts';

export interface NumberWords {
  /** Word to value, e.g. "seven" → 7, "twenty" → 20. */
  readonly units: ReadonlyMap<string, number>;
  /** "hundred" → 100, "thousand" → 1000, "million" → 1000000. */
  readonly scales: ReadonlyMap<string, number>;
  /** "dozens" → 24. */
  readonly vague: readonly { readonly words: string; readonly value: number }[];
  /** Expressions that stand before a number and bound it. */
  readonly before: readonly { readonly words: string; readonly operator: Operator }[];
  /** Expressions that stand after it. */
  readonly after: readonly { readonly words: string; readonly operator: Operator }[];
}

export interface Figure {
  /** From the first bounding word to the last character that belongs to the number. */
  readonly start: number;
  readonly end: number;
  /** Where the number itself begins. */
  readonly numberStart: number;
  readonly value: number | [number, number];
  readonly operator: Operator;
  readonly vague: boolean;
  readonly percent: boolean;
  /** True for "one", "a dozen" and the like written in words. */
  readonly inWords: boolean;
}

/**
 * Compiles a finder of figures for one language. Where the lower-case words of the text are given, a text without a
 * digit and without a number word is passed over.
 */
export function figureFinder(words: NumberWords): (plain: string, own?: readonly string[]) => Figure[] {
  const spelt = new Set(
    [...words.units.keys(), ...words.scales.keys(), ...words.vague.map((v) => v.words)].flatMap((one) =>
      one.toLowerCase().split(/[ -]/),
    ),
  );
  const unit = [...words.units.keys(), 'and', 'a', ...words.scales.keys()].join('|');
  const digits = "\\d{1,3}(?:[,'\\u00a0 .]\\d{3})+(?![\\d,.]*\\d)|\\d+(?:\\.\\d+)?";
  const scale = [...words.scales.keys()].join('|');
  const core = `(?:(?:${digits})(?: (?:${scale})(?![\\w]))?|(?:${[...words.units.keys()].join('|')}|(?:a|one) (?:${scale}))(?:(?:[ -]| and )(?:${unit.replace('|and|a', '')}))*(?![\\w]))`;
  const vague = words.vague.map((v) => v.words).join('|');
  const before = words.before.map((b) => b.words).join('|');
  const after = words.after.map((a) => a.words).join('|');
  const finder = new RegExp(
    `(?<![\\w.'€$£/:#-])(?:(?<before>${before}) )?(?:the |some )?(?:between (?<low>${core}) and (?<high>${core})|from (?<from>${core}) to (?<to>${core})|(?<one>${core})(?: ?[–-] ?(?<two>${core})| (?:to|or) (?<three>${core})|, (?:maybe|perhaps|possibly) (?<four>${core}))?|(?<vague>${vague}))(?<percent> ?%| per ?cent(?![\\w]))?(?:,? (?<after>${after})|(?<odd>-odd))?(?![\\w])`,
    'gid',
  );
  return (plain, own) => {
    const figures: Figure[] = [];
    if (own && !/\d/.test(plain) && !own.some((word) => spelt.has(word))) return figures;
    for (const match of matches(finder, plain)) {
      const figure = read(match, words);
      if (figure) figures.push(figure);
    }
    return figures;
  };
}

function read(match: RegExpExecArray, words: NumberWords): Figure | null {
  const g = match.groups ?? {};
  const at = match.indices?.groups ?? {};
  const place = at['one'] ?? at['low'] ?? at['from'] ?? at['vague'];
  if (!place) return null;
  const isTopic = /^about the\b/i.test(match[0]);
  const bound = isTopic
    ? undefined
    : (operatorOf(g['before'], words.before) ??
      operatorOf(g['after'], words.after) ??
      (g['odd'] === undefined ? undefined : '~'));
  const shared = {
    start: match.index,
    end: match.index + match[0].length,
    numberStart: place[0],
    percent: g['percent'] !== undefined,
  };
  if (g['vague'] !== undefined) {
    const value = words.vague.find((v) => new RegExp(`^(?:${v.words})$`, 'i').test(g['vague'] ?? ''))?.value;
    return value === undefined
      ? null
      : {
          ...shared,
          value,
          operator: bound === '<=' || bound === '<' ? bound : '>=',
          vague: true,
          inWords: true,
        };
  }
  const low = valueOf(g['low'] ?? g['from'] ?? g['one'] ?? '', words);
  const high = valueOf(g['high'] ?? g['to'] ?? g['two'] ?? g['three'] ?? g['four'] ?? '', words);
  if (low === null) return null;
  const inWords = !/\d/.test(g['one'] ?? g['low'] ?? g['from'] ?? '');
  if (high !== null && high > low)
    return { ...shared, value: [low, high], operator: 'between', vague: false, inWords };
  if (high !== null)
    return { ...shared, end: place[1], value: low, operator: bound ?? '=', vague: false, inWords };
  return { ...shared, value: low, operator: bound ?? '=', vague: false, inWords };
}

function operatorOf(said: string | undefined, list: NumberWords['before']): Operator | undefined {
  if (said === undefined) return undefined;
  let known = OPERATORS.get(list);
  if (!known) OPERATORS.set(list, (known = new Map()));
  if (!known.has(said))
    known.set(said, list.find((entry) => new RegExp(`^(?:${entry.words})$`, 'i').test(said))?.operator);
  return known.get(said);
}

/** What bounding words mean, by their list: a few dozen phrases that come again and again. */
const OPERATORS = new WeakMap<NumberWords['before'], Map<string, Operator | undefined>>();

/** The value of one number as written, null if it is not one. */
export function valueOf(written: string, words: NumberWords): number | null {
  const text = written.toLowerCase().trim();
  if (!text) return null;
  const digits = /^[\d.,'\u00a0 ]*\d/.exec(text)?.[0];
  if (digits !== undefined) {
    const grouped = /^\d{1,3}([,'\u00a0 .]\d{3})+$/.test(digits);
    const value = Number(grouped ? digits.replace(/\D/g, '') : digits.replace(/,/g, ''));
    const scale = words.scales.get(text.slice(digits.length).trim()) ?? 1;
    return Number.isFinite(value) ? value * scale : null;
  }
  let total = 0;
  let part = 0;
  for (const word of text.split(/[ -]+/)) {
    const unit = words.units.get(word);
    const scale = words.scales.get(word);
    if (unit !== undefined) part += unit;
    else if (scale === 100) part = (part || 1) * 100;
    else if (scale !== undefined) {
      total += (part || 1) * scale;
      part = 0;
    } else if (word !== 'and' && word !== 'a') return null;
  }
  return total + part || null;
}
