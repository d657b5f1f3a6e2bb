/**
 * The language of comparisons: whole numbers, look-ups in level tables, cases. Small enough that a database can say the
 * same thing in joins, CASE and integer arithmetic, and that every engine gives the same bytes. −1 is "nothing said";
 * there is no null in here.
 */

export type Side = 'left' | 'right';

/** A whole number worked out from two rows. */
export type Num =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'column'; readonly side: Side; readonly name: string }
  /** Level of two words of a table; −1 when either says nothing. */
  | { readonly kind: 'level'; readonly table: string; readonly a: Column; readonly b: Column }
  /** How many of the lowest nine decimal digits differ. Both must not be negative. */
  | { readonly kind: 'digits'; readonly a: Num; readonly b: Num }
  | { readonly kind: 'minus'; readonly a: Num; readonly b: Num }
  | { readonly kind: 'distance'; readonly a: Num; readonly b: Num }
  | { readonly kind: 'remainder'; readonly a: Num; readonly by: number }
  | { readonly kind: 'greatest'; readonly of: readonly Num[] }
  | { readonly kind: 'case'; readonly when: readonly (readonly [Test, Num])[]; readonly otherwise: Num };

export type Column = Extract<Num, { kind: 'column' }>;

/** Something that holds or does not. */
export type Test =
  | { readonly kind: 'equal'; readonly a: Num; readonly b: Num }
  | { readonly kind: 'atLeast'; readonly a: Num; readonly b: Num }
  | { readonly kind: 'all'; readonly of: readonly Test[] }
  | { readonly kind: 'any'; readonly of: readonly Test[] }
  | { readonly kind: 'not'; readonly of: Test };

export const number = (value: number): Num => ({ kind: 'number', value });
export const left = (name: string): Column => ({ kind: 'column', side: 'left', name });
export const right = (name: string): Column => ({ kind: 'column', side: 'right', name });
export const level = (table: string, a: Column, b: Column): Num => ({ kind: 'level', table, a, b });
export const greatest = (...of: readonly Num[]): Num => ({ kind: 'greatest', of });
export const cases = (when: readonly (readonly [Test, Num])[], otherwise: Num): Num => ({
  kind: 'case',
  when,
  otherwise,
});
export const equal = (a: Num, b: Num): Test => ({ kind: 'equal', a, b });
export const atLeast = (a: Num, b: number): Test => ({ kind: 'atLeast', a, b: number(b) });
export const below = (a: Num, b: number): Test => ({ kind: 'not', of: atLeast(a, b) });
export const all = (...of: readonly Test[]): Test => ({ kind: 'all', of });
export const any = (...of: readonly Test[]): Test => ({ kind: 'any', of });
/** Something is said on both sides. */
export const bothSay = (name: string): Test => all(atLeast(left(name), 0), atLeast(right(name), 0));

/** One level of a comparison, as it is explained. Levels are ordered by what they say for the same person. */
export interface Level {
  /** Completes "given name: …". */
  readonly words: string;
  /** Share of pairs of one person that are expected here before anything is counted. */
  readonly expected: number;
  /** The part of the frequency of the word that is taken into account, in thousandths. */
  readonly rarity?: number;
}

/** One thing that is compared. */
export interface Comparison {
  readonly name: string;
  /** As it is called in explanations. */
  readonly title: string;
  readonly levels: readonly Level[];
  /**
   * Share of pairs of strangers that is expected at each level before anything is counted; only tiny lists feel it. Nearly
   * all at the first level unless given.
   */
  readonly strangers?: readonly number[];
  /** Place of the level, −1 when one side says nothing. */
  readonly value: Num;
  /** Column whose word's frequency counts, where levels have a `rarity`. */
  readonly rare?: string;
  /** A relative of the same household agrees on this as often as the same person does. */
  readonly isShared: boolean;
  /** Of the comparisons with the same turn only one can be made for a pair. */
  readonly turn?: string;
  /** Comparisons of one group fail together (someone moved): against, only the worst of them counts. */
  readonly group?: string;
}

/** Every column that a number reads, each once, by side. */
export function columnsOf(num: Num, found: Map<string, Column> = new Map()): Map<string, Column> {
  const visit = (one: Num): void => void columnsOf(one, found);
  switch (num.kind) {
    case 'number':
      break;
    case 'column':
      found.set(`${num.side} ${num.name}`, num);
      break;
    case 'greatest':
      num.of.forEach(visit);
      break;
    case 'remainder':
      visit(num.a);
      break;
    case 'case':
      for (const [test, then] of num.when) {
        for (const inner of numbersOf(test)) visit(inner);
        visit(then);
      }
      visit(num.otherwise);
      break;
    default:
      visit(num.a);
      visit(num.b);
  }
  return found;
}

/** The numbers a test looks at. */
export function numbersOf(test: Test): readonly Num[] {
  switch (test.kind) {
    case 'equal':
    case 'atLeast':
      return [test.a, test.b];
    case 'not':
      return numbersOf(test.of);
    default:
      return test.of.flatMap((inner) => [...numbersOf(inner)]);
  }
}
