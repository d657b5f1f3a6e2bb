/**
 * Which pairs are compared at all: those that share a key. Keys are tried from the most telling to the loosest until the
 * budget of pairs is used up, so that a short list is compared almost whole and a long one where it counts. What no key
 * joins is never linked; the report says how many pairs each key brought and which keys were left out.
 */
import { sortPlaces } from '#ground';
import type { Encoded } from './encode.ts';
import { numberOf } from './levels.ts';

/** One key: rows with the same number meet. −1: the row has no such key. */
export interface Key {
  readonly name: string;
  readonly numbers: Int32Array;
  /** Pairs it brings, those that an earlier key brought as well included. */
  readonly pairs: number;
  /**
   * Comparisons whose answer the key gives away; they learn nothing from its pairs. None: the key gives away something,
   * but not what exactly, and nothing is learned from its pairs.
   */
  readonly fixes: readonly string[];
  /** 1 for rows whose group was too large and was split by year of birth: there the key gives away the birth as well. */
  readonly split: Uint8Array | null;
  /** Rows in groups that were too large to be compared, and were left out of this key. */
  readonly crowded: number;
}

export interface Blocking {
  readonly keys: readonly Key[];
  readonly leftOut: readonly { readonly name: string; readonly pairs: number }[];
}

export interface BlockingOptions {
  /** Most pairs of all keys together. */
  readonly budget: number;
  /** Only rows of different lists meet. */
  readonly acrossOnly: boolean;
}

/** Two numbers as one; −1 when either is missing. */
function joined(...columns: readonly (Int32Array | undefined)[]): Int32Array | null {
  const [first, ...rest] = columns;
  if (first === undefined || rest.includes(undefined)) return null;
  const out = new Int32Array(first);
  for (const column of rest)
    for (let row = 0; row < out.length; row++) {
      const [a, b] = [out[row] ?? -1, column?.[row] ?? -1];
      out[row] = a < 0 || b < 0 ? -1 : mixed(a, b);
    }
  return out;
}

function mixed(a: number, b: number): number {
  let hash = Math.imul(a ^ 0x9e37_79b9, 0x85eb_ca6b) ^ Math.imul(b + 0x7f4a_7c15, 0xc2b2_ae35);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x27d4_eb2f);
  return (hash ^ (hash >>> 15)) & 0x7fff_ffff;
}

/** Keys in the order in which they are tried. */
function candidates(encoded: Encoded): { name: string; numbers: Int32Array; fixes: readonly string[] }[] {
  const { columns, tables, count } = encoded;
  const get = (name: string): Int32Array | undefined => columns.get(name);
  const names = tables.get('names');
  const sounds = names?.sounds ?? [];
  const through = (name: string, numbers: Int32Array | undefined): Int32Array | undefined =>
    numbers && get(name)?.map((word) => (word < 0 ? -1 : (numbers[word] ?? -1)));
  const given = through('given', sounds[0]);
  const family = through('family', sounds[0]);
  const givenElse = through('given', sounds[1]);
  const familyElse = through('family', sounds[1]);
  const father = through('father', sounds[0]);
  const place = through('place', tables.get('places')?.sounds[0]);
  const year = get('birthYear');
  const [month, day] = [get('birthMonth'), get('birthDay')];
  const unordered = (a: Int32Array | undefined, b: Int32Array | undefined): Int32Array | undefined =>
    a &&
    b &&
    a.map((one, row) =>
      (b[row] ?? -1) < 0 || one < 0 ? -1 : mixed(Math.min(one, b[row] ?? 0), Math.max(one, b[row] ?? 0)),
    );
  const date = joined(year, unordered(month, day)) ?? undefined;
  const decade = year?.map((one, row) =>
    one < 0 || (get('birthUntil')?.[row] ?? one) - one > 12 ? -1 : Math.floor(one / 5),
  );
  const letter = get('givenLetter');
  const familyLetter = through(
    'family',
    names && Int32Array.from(names.words, (word) => numberOf(word.slice(0, 1))),
  );
  const offered: [string, Int32Array | undefined | null, string[]?][] = [
    ['document', get('document'), ['document']],
    ['e-mail', get('emailWhole'), ['email']],
    ['given and family name, in either place', unordered(given, family), ['given', 'family']],
    ['date of birth and given name', joined(date, given), ['birth', 'birthYear', 'given']],
    ['date of birth and family name', joined(date, family), ['birth', 'birthYear', 'family']],
    ['telephone', get('phone'), ['phone']],
    ['family name and year of birth', joined(family, year), ['family', 'birth', 'birthYear']],
    ['given name and year of birth with father', joined(given, father, decade)],
    ['given name, family name (other reading)', unordered(givenElse, familyElse)],
    ['given name and place', joined(given, place), ['given', 'locality']],
    ['family name and place', joined(family, place), ['family', 'locality']],
    ['day and month of birth with given name', joined(month, day, given)],
    ['day and month of birth with family name', joined(month, day, family)],
    ['date of birth', date, ['birth', 'birthYear']],
    ['street and house', joined(get('street'), get('house')), ['street']],
    ['given name and postcode', joined(given, get('postcode')), ['given', 'locality']],
    ['family name and postcode', joined(family, get('postcode')), ['family', 'locality']],
    ['day of capture and given name', joined(get('captured'), given), ['captured', 'given']],
    ['unit and family name', joined(get('unit'), family), ['unit', 'family']],
    ['unit and given name', joined(get('unit'), given), ['unit', 'given']],
    ['given name and father', joined(given, father), ['given', 'father']],
    ['family name and father', joined(family, father), ['family', 'father']],
    ['name before the @', get('email'), ['email']],
    ['year and month of birth with a first letter', joined(year, month, letter)],
    ['year and day of birth with a first letter', joined(year, day, letter)],
    ['family name and first letter', joined(family, letter), ['family', 'given']],
    ['given name and first letter of the family name', joined(given, familyLetter), ['family', 'given']],
    ['given name and year of birth', joined(given, year)],
    ['rest of the address', get('more'), ['more']],
    ['street', get('street'), ['street']],
    ['family name', family],
    ['day of capture', get('captured')],
    ['postcode', get('postcode')],
    ['place and year of birth', joined(place, year)],
    ['given name', given],
    ['day and month of birth', joined(month, day)],
    ['place', place],
    ['year and month of birth', joined(year, month)],
  ];
  return offered.flatMap(([name, numbers, fixes = []]) =>
    numbers && numbers.length === count ? [{ name, numbers: new Int32Array(numbers), fixes }] : [],
  );
}

/** Rows of every group of a key: `rows` sorted by number, a group from `starts[g]` to `starts[g + 1]`. */
export function groupsOf(numbers: Int32Array): { rows: Uint32Array; starts: Uint32Array } {
  let count = 0;
  for (let row = 0; row < numbers.length; row++) if ((numbers[row] ?? -1) >= 0) count += 1;
  const rows = new Uint32Array(count);
  for (let row = 0, at = 0; row < numbers.length; row++) if ((numbers[row] ?? -1) >= 0) rows[at++] = row;
  sortPlaces(rows, numbers);
  const starts = new Uint32Array(count + 1);
  let groups = 0;
  for (let at = 0; at < count; at++)
    if (at === 0 || numbers[rows[at] ?? 0] !== numbers[rows[at - 1] ?? 0]) starts[groups++] = at;
  starts[groups] = count;
  return { rows, starts: starts.subarray(0, groups + 1) };
}

/** Pairs of a group, whose rows are in order and so stand list by list: all, or those of different lists. */
function pairsOf(rows: Uint32Array, list: Int32Array, acrossOnly: boolean): number {
  const all = (rows.length * (rows.length - 1)) / 2;
  if (!acrossOnly) return all;
  let within = 0;
  let run = 0;
  for (let at = 0; at < rows.length; at++) {
    run = at > 0 && list[rows[at] ?? 0] === list[rows[at - 1] ?? 0] ? run + 1 : 0;
    within += run;
  }
  return all - within;
}

/** Pairs of every group of a key that has any, in the order of the groups, with the rows of each. */
function* crowds(
  numbers: Int32Array,
  { rows: { list } }: Encoded,
  { acrossOnly }: BlockingOptions,
): Generator<{ members: Uint32Array; pairs: number }> {
  const { rows, starts } = groupsOf(numbers);
  for (let group = 0; group + 1 < starts.length; group++) {
    const members = rows.subarray(starts[group], starts[group + 1]);
    if (members.length < 2) continue;
    const pairs = pairsOf(members, list, acrossOnly);
    if (pairs > 0) yield { members, pairs };
  }
}

/** The most pairs that a group may have so that all groups up to it together have no more than `allowance`. */
function crowdedFrom(found: readonly number[], allowance: number, most: number): number {
  let sum = 0;
  for (const pairs of Float64Array.from(found).sort()) {
    sum += pairs;
    if (pairs > most || sum > allowance) return Math.min(most, pairs - 1);
  }
  return most;
}

interface Thinned {
  readonly pairs: number;
  readonly crowded: number;
  readonly split: Uint8Array | null;
}

/**
 * Takes groups that are too large out of a key: they are split by year of birth where that is said, and what is too
 * large even then is left out. The rows of a common name meet under the other keys.
 */
function thin(
  numbers: Int32Array,
  encoded: Encoded,
  options: BlockingOptions,
  { allowance, most }: { allowance: number; most: number },
): Thinned {
  const year = encoded.columns.get('birthYear');
  const sizes = [...crowds(numbers, encoded, options)].map(({ pairs }) => pairs);
  const limit = crowdedFrom(sizes, allowance, most);
  let pairs = 0;
  let crowded = 0;
  const split = new Int32Array(numbers.length).fill(-1);
  let isCrowded = false;
  for (const group of crowds(numbers, encoded, options)) {
    if (group.pairs <= limit) {
      pairs += group.pairs;
      continue;
    }
    for (const row of group.members) {
      const own = year?.[row] ?? -1;
      if (own < 0) crowded += 1;
      else split[row] = mixed(numbers[row] ?? 0, own);
      numbers[row] = -1;
    }
    isCrowded = true;
  }
  if (!isCrowded || year === undefined) return { pairs, crowded, split: null };
  const isOfSplit = new Uint8Array(numbers.length);
  for (const group of crowds(split, encoded, options)) {
    if (group.pairs > limit || pairs + group.pairs > allowance) {
      crowded += group.members.length;
      continue;
    }
    pairs += group.pairs;
    for (const row of group.members) {
      numbers[row] = split[row] ?? -1;
      isOfSplit[row] = 1;
    }
  }
  return { pairs, crowded, split: isOfSplit };
}

/** Part of the budget that one key may take. */
const SHARE = 0.25;

/** The keys that fit into the budget. Deterministic. */
export function chooseKeys(encoded: Encoded, options: BlockingOptions): Blocking {
  const { budget } = options;
  const keys: Key[] = [];
  const leftOut: { name: string; pairs: number }[] = [];
  // A group that alone takes a hundredth of the budget is a common name or an empty date, not a person.
  const most = Math.max(500, budget / 100);
  let used = 0;
  for (const { name, numbers, fixes } of candidates(encoded)) {
    // A telling key is thinned until it fits; a loose one comes whole or not at all.
    const allowance = fixes.length > 0 ? Math.min(SHARE * budget, budget - used) : Infinity;
    const { pairs, crowded, split } = thin(numbers, encoded, options, { allowance, most });
    if (pairs === 0) continue;
    if (used + pairs > budget) {
      leftOut.push({ name, pairs });
      continue;
    }
    used += pairs;
    keys.push({ name, numbers, fixes, split, pairs, crowded });
  }
  return { keys, leftOut };
}
