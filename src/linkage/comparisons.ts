/**
 * What is compared, and its levels. Fields that move together are one comparison (the parts of a date; a place with its
 * postcode; a street with its house), names that changed places are a level of their own, and a record with several
 * claims of one field counts by the best of them.
 */
import type { Encoded } from './encode.ts';
import { claimColumn, TABLE_OF } from './encode.ts';
import { MOST_CLAIMS } from './fields.ts';
import { LEVEL } from './levels.ts';
import {
  all,
  any,
  atLeast,
  below,
  bothSay,
  cases,
  equal,
  greatest,
  left,
  level,
  number,
  right,
  type Comparison,
  type Level,
  type Num,
  type Test,
} from './plan.ts';

/** Claims of a column that any row has. */
function claimsOf(encoded: Encoded, name: string): number[] {
  return Array.from({ length: MOST_CLAIMS }, (_, k) => k).filter((k) =>
    encoded.columns.has(claimColumn(name, k)),
  );
}

/** The best over all claims of both rows. `-1` where no pair of claims can be compared. */
function best(encoded: Encoded, name: string, of: (k: number, j: number) => Num): Num {
  const claims = claimsOf(encoded, name);
  return greatest(...claims.flatMap((k) => claims.map((j) => of(k, j))));
}

const words = (table: string, name: string, k: number, j: number): Num =>
  level(table, left(claimColumn(name, k)), right(claimColumn(name, j)));

const NAME_LEVELS: readonly Level[] = [
  { words: 'different', expected: 0.03 },
  { words: 'a little alike', expected: 0.02 },
  { words: 'an initial that fits', expected: 0.02 },
  { words: 'alike', expected: 0.04, rarity: 300 },
  { words: 'very alike', expected: 0.09, rarity: 600 },
  { words: 'the same name in another spelling or script', expected: 0.1, rarity: 1000 },
  { words: 'the same', expected: 0.7, rarity: 1000 },
];
/** What two strangers' names are like, where nothing was counted yet. */
const NAME_STRANGERS = [0.93, 0.03, 0.01, 0.01, 0.005, 0.002, 0.01, 0.003];
const SWAPPED: Level = { words: 'given and family name changed places', expected: 0.02, rarity: 0 };
/** Places of levels of names: those of the table, with the initial between. */
const NAME = { none: 0, weak: 1, initial: 2, close: 3, strong: 4, concept: 5, same: 6, swapped: 7 } as const;

function ofTable(found: Num): readonly (readonly [Test, Num])[] {
  return [
    [atLeast(found, LEVEL.same), number(NAME.same)],
    [atLeast(found, LEVEL.concept), number(NAME.concept)],
    [atLeast(found, LEVEL.strong), number(NAME.strong)],
    [atLeast(found, LEVEL.close), number(NAME.close)],
  ];
}

/** One of the two is only a letter, and the other begins with it. */
function initialFits(name: string, k: number, j: number): Test {
  const [a, b] = [claimColumn(name, k), claimColumn(name, j)];
  return all(
    equal(left(`${a}Letter`), right(`${b}Letter`)),
    any(equal(left(`${a}Initial`), number(1)), equal(right(`${b}Initial`), number(1))),
  );
}

function nameValue(name: string, k: number, j: number): Num {
  const found = words('names', name, k, j);
  const initial = /^(?:given|father)$/.test(name) ? initialFits(name, k, j) : null;
  const isInitial: Test =
    initial === null
      ? all()
      : any(
          equal(left(`${claimColumn(name, k)}Initial`), number(1)),
          equal(right(`${claimColumn(name, j)}Initial`), number(1)),
        );
  return cases(
    [
      [below(found, 0), number(-1)],
      // Two equal initials are no equal names.
      ...(initial === null
        ? []
        : ([
            [initial, number(NAME.initial)],
            [isInitial, number(NAME.none)],
          ] as const)),
      ...ofTable(found),
      [atLeast(found, LEVEL.weak), number(NAME.weak)],
    ],
    number(NAME.none),
  );
}

/** Given and family name stand in each other's place, and not in their own. */
function swapped(): Test {
  const given = words('names', 'given', 0, 0);
  const family = words('names', 'family', 0, 0);
  const across = level('names', left('given'), right('family'));
  const back = level('names', left('family'), right('given'));
  return all(
    any(
      all(atLeast(across, LEVEL.strong), atLeast(back, LEVEL.close)),
      all(atLeast(across, LEVEL.close), atLeast(back, LEVEL.strong)),
    ),
    below(given, LEVEL.strong),
    below(family, LEVEL.strong),
  );
}

function names(encoded: Encoded): Comparison[] {
  const has = (name: string): boolean => encoded.columns.has(name);
  const both = has('given') && has('family');
  const made: Comparison[] = [];
  const make = (name: string, title: string, value: Num, more: Partial<Comparison> = {}): void => {
    if (has(name))
      made.push({
        name,
        title,
        levels: NAME_LEVELS,
        strangers: NAME_STRANGERS,
        value,
        rare: name,
        isShared: true,
        ...more,
      });
  };
  const given = best(encoded, 'given', (k, j) => nameValue('given', k, j));
  const family = best(encoded, 'family', (k, j) => nameValue('family', k, j));
  make('given', 'given name', both ? cases([[swapped(), number(NAME.swapped)]], given) : given, {
    isShared: false,
    ...(both ? { levels: [...NAME_LEVELS, SWAPPED] } : {}),
  });
  make('family', 'family name', both ? cases([[swapped(), number(-1)]], family) : family);
  make(
    'father',
    'name of the father',
    best(encoded, 'father', (k, j) => nameValue('father', k, j)),
  );
  make(
    'mother',
    'name of the mother',
    best(encoded, 'mother', (k, j) => nameValue('mother', k, j)),
  );
  return made;
}

const BIRTH_LEVELS: readonly Level[] = [
  { words: 'different', expected: 0.03 },
  { words: 'a part is the same and the year nearly, or few digits differ', expected: 0.02 },
  { words: 'the same year', expected: 0.02 },
  { words: 'two of three parts are the same', expected: 0.04 },
  { words: 'one or two digits differ', expected: 0.07 },
  { words: 'the same, day and month changed places', expected: 0.02 },
  { words: 'the same day', expected: 0.8 },
];

function birthValue(k: number, j: number): Num {
  const column = (name: string): readonly [Num, Num] => [
    left(claimColumn(name, k)),
    right(claimColumn(name, j)),
  ];
  const [a, b] = column('birth');
  const year = equal(...column('birthYear'));
  const month = equal(...column('birthMonth'));
  const day = equal(...column('birthDay'));
  const turned = all(
    year,
    equal(left(claimColumn('birthMonth', k)), right(claimColumn('birthDay', j))),
    equal(left(claimColumn('birthDay', k)), right(claimColumn('birthMonth', j))),
  );
  const apart: Num = { kind: 'digits', a, b };
  const [yearA, yearB] = column('birthYear');
  const yearsApart: Num = { kind: 'digits', a: yearA, b: yearB };
  // Two digits that changed places differ by a multiple of nine.
  const exchanged = all(
    equal(apart, number(2)),
    equal({ kind: 'remainder', a: { kind: 'distance', a, b }, by: 9 }, number(0)),
  );
  return cases(
    [
      [any(below(a, 0), below(b, 0)), number(-1)],
      [equal(a, b), number(6)],
      [turned, number(5)],
      [any(equal(apart, number(1)), exchanged), number(4)],
      [any(all(year, month), all(year, day), all(month, day)), number(3)],
      [year, number(2)],
      [any(below(apart, 3), all(any(month, day), below(yearsApart, 2))), number(1)],
    ],
    number(0),
  );
}

/** Years of birth, for pairs of which at least one does not say the whole date. */
function yearValue(k: number, j: number): Num {
  const [fromL, fromR] = [left(claimColumn('birthYear', k)), right(claimColumn('birthYear', j))];
  const [toL, toR] = [left(claimColumn('birthUntil', k)), right(claimColumn('birthUntil', j))];
  const overlap = all({ kind: 'atLeast', a: toL, b: fromR }, { kind: 'atLeast', a: toR, b: fromL });
  const gap = greatest({ kind: 'minus', a: fromR, b: toL }, { kind: 'minus', a: fromL, b: toR });
  return cases(
    [
      [any(below(fromL, 0), below(fromR, 0), bothSayDays(k, j)), number(-1)],
      [
        all(
          overlap,
          equal(left(claimColumn('birthMonth', k)), right(claimColumn('birthMonth', j))),
          atLeast(left(claimColumn('birthMonth', k)), 1),
        ),
        number(4),
      ],
      [all(overlap, equal(fromL, toL), equal(fromR, toR)), number(3)],
      [overlap, number(2)],
      [below(gap, 3), number(1)],
    ],
    number(0),
  );
}

function bothSayDays(k: number, j: number): Test {
  return all(atLeast(left(claimColumn('birth', k)), 0), atLeast(right(claimColumn('birth', j)), 0));
}

function births(encoded: Encoded): Comparison[] {
  const made: Comparison[] = [];
  if (encoded.columns.has('birth'))
    made.push({
      name: 'birth',
      title: 'date of birth',
      levels: BIRTH_LEVELS,
      strangers: [0.92, 0.04, 0.025, 0.01, 0.004, 0.0005, 0.0005],
      value: best(encoded, 'birth', birthValue),
      isShared: false,
      turn: 'birth',
    });
  if (encoded.columns.has('birthYear'))
    made.push({
      name: 'birthYear',
      title: 'year of birth',
      levels: [
        { words: 'different', expected: 0.04 },
        { words: 'up to two years apart', expected: 0.1 },
        { words: 'can be the same', expected: 0.2 },
        { words: 'the same year', expected: 0.5 },
        { words: 'the same year and month', expected: 0.16 },
      ],
      strangers: [0.84, 0.09, 0.04, 0.025, 0.005],
      value: best(encoded, 'birthYear', yearValue),
      isShared: false,
      turn: 'birth',
    });
  // Ages without a day to which they belong can only be compared with ages.
  if (encoded.columns.has('age'))
    made.push({
      name: 'age',
      title: 'age',
      levels: [
        { words: 'different', expected: 0.05 },
        { words: 'up to three years apart', expected: 0.15 },
        { words: 'up to one year apart', expected: 0.8 },
      ],
      strangers: [0.8, 0.12, 0.08],
      value: best(encoded, 'age', (k, j) => {
        const [a, b] = [left(claimColumn('age', k)), right(claimColumn('age', j))];
        const apart: Num = { kind: 'distance', a, b };
        const births = any(bothSay('birthYear'), bothSay('birth'));
        return cases(
          [
            [any(below(a, 0), below(b, 0), births), number(-1)],
            [below(apart, 2), number(2)],
            [below(apart, 4), number(1)],
          ],
          number(0),
        );
      }),
      isShared: false,
    });
  return made;
}

/** How much two numbers of a kind agree: 2 the same, 1 one slip, 0 not, −1 nothing said. */
function numberAgrees(name: string, k: number, j: number): Num {
  const [a, b] = [left(claimColumn(name, k)), right(claimColumn(name, j))];
  const apart: Num = { kind: 'digits', a, b };
  const slip = any(
    equal(apart, number(1)),
    all(
      equal(apart, number(2)),
      equal({ kind: 'remainder', a: { kind: 'distance', a, b }, by: 9 }, number(0)),
    ),
  );
  return cases(
    [
      [any(below(a, 0), below(b, 0)), number(-1)],
      [equal(a, b), number(2)],
      [slip, number(1)],
    ],
    number(0),
  );
}

/** The same for words of a table. */
function wordsAgree(encoded: Encoded, name: string): Num {
  return best(encoded, name, (k, j) => {
    const found = words(TABLE_OF[name] ?? '', name, k, j);
    return cases(
      [
        [below(found, 0), number(-1)],
        [atLeast(found, LEVEL.concept), number(2)],
        [atLeast(found, LEVEL.close), number(1)],
      ],
      number(0),
    );
  });
}

function locality(encoded: Encoded): Comparison[] {
  const hasPlace = encoded.columns.has('place');
  const hasCode = encoded.columns.has('postcode');
  if (!hasPlace && !hasCode) return [];
  const place = hasPlace ? wordsAgree(encoded, 'place') : number(-1);
  const code = hasCode ? best(encoded, 'postcode', (k, j) => numberAgrees('postcode', k, j)) : number(-1);
  const is = (num: Num, value: number): Test => equal(num, number(value));
  const value = cases(
    [
      [all(below(place, 0), below(code, 0)), number(-1)],
      [all(is(place, 2), is(code, 2)), number(7)],
      [any(all(is(place, 2), is(code, 1)), all(is(place, 1), is(code, 2))), number(6)],
      [all(is(place, 2), below(code, 0)), number(5)],
      [all(is(code, 2), below(place, 0)), number(4)],
      [any(is(place, 2), is(code, 2)), number(3)],
      [all(is(place, 1), is(code, 1)), number(2)],
      [any(is(place, 1), is(code, 1)), number(1)],
    ],
    number(0),
  );
  const levels: readonly Level[] = [
    { words: 'different', expected: 0.08 },
    { words: 'alike', expected: 0.03 },
    { words: 'place and postcode alike', expected: 0.03 },
    { words: 'either place or postcode the same', expected: 0.08, rarity: 0 },
    { words: 'the same postcode', expected: 0.18, rarity: 0 },
    { words: 'the same place', expected: 0.2, rarity: 1000 },
    { words: 'one the same, the other alike', expected: 0.1, rarity: 500 },
    { words: 'the same place and postcode', expected: 0.3, rarity: 300 },
  ];
  const made: Comparison = { name: 'locality', title: 'place', levels, value, isShared: true, group: 'home' };
  return [hasPlace ? { ...made, rare: 'place' } : made];
}

function address(encoded: Encoded): Comparison[] {
  const made: Comparison[] = [];
  if (encoded.columns.has('street')) {
    const street = wordsAgree(encoded, 'street');
    const house = encoded.columns.has('house')
      ? best(encoded, 'house', (k, j) => numberAgrees('house', k, j))
      : number(-1);
    const same = equal(house, number(2));
    made.push({
      name: 'street',
      title: 'street and house',
      levels: [
        { words: 'different', expected: 0.1 },
        { words: 'only the house number is the same', expected: 0.04 },
        { words: 'alike', expected: 0.06 },
        { words: 'alike, the house the same', expected: 0.14 },
        { words: 'the same street', expected: 0.16, rarity: 500 },
        { words: 'the same street and house', expected: 0.5, rarity: 500 },
      ],
      value: cases(
        [
          [below(street, 0), number(-1)],
          [all(equal(street, number(2)), same), number(5)],
          [equal(street, number(2)), number(4)],
          [all(equal(street, number(1)), same), number(3)],
          [equal(street, number(1)), number(2)],
          [same, number(1)],
        ],
        number(0),
      ),
      rare: 'street',
      isShared: true,
      group: 'home',
    });
  }
  made.push(...simple(encoded, 'more', 'rest of the address', { isShared: true, group: 'home' }));
  const elsewhere = any(bothSay('place'), bothSay('postcode'));
  for (const region of simple(encoded, 'region', 'region', { isShared: true, group: 'home' }))
    made.push({ ...region, value: cases([[elsewhere, number(-1)]], region.value) });
  return made;
}

const SIMPLE_LEVELS: readonly Level[] = [
  { words: 'different', expected: 0.15 },
  { words: 'alike', expected: 0.15 },
  { words: 'the same', expected: 0.7, rarity: 1000 },
];

/** A text that is the same, alike or different. */
function simple(
  encoded: Encoded,
  name: string,
  title: string,
  more: { readonly isShared: boolean; readonly group?: string },
): Comparison[] {
  if (!encoded.columns.has(name)) return [];
  return [{ name, title, levels: SIMPLE_LEVELS, value: wordsAgree(encoded, name), rare: name, ...more }];
}

const NUMBER_LEVELS: readonly Level[] = [
  { words: 'different', expected: 0.2 },
  { words: 'one digit differs', expected: 0.1 },
  { words: 'the same', expected: 0.7 },
];

function contacts(encoded: Encoded): Comparison[] {
  const made: Comparison[] = [];
  const numbered = (name: string, title: string, isShared: boolean): void => {
    if (!encoded.columns.has(name)) return;
    const value = best(encoded, name, (k, j) => numberAgrees(name, k, j));
    made.push({ name, title, levels: NUMBER_LEVELS, value, isShared });
  };
  numbered('phone', 'telephone', true);
  numbered('document', 'number of a document', false);
  if (encoded.columns.has('email'))
    made.push({
      name: 'email',
      title: 'e-mail',
      levels: [
        { words: 'different', expected: 0.1 },
        { words: 'alike', expected: 0.15 },
        { words: 'the same name before the @', expected: 0.1 },
        { words: 'the same', expected: 0.65 },
      ],
      value: best(encoded, 'email', (k, j) => {
        const found = words('mail', 'email', k, j);
        const whole = equal(left(claimColumn('emailWhole', k)), right(claimColumn('emailWhole', j)));
        return cases(
          [
            [below(found, 0), number(-1)],
            [whole, number(3)],
            [atLeast(found, LEVEL.same), number(2)],
            [atLeast(found, LEVEL.close), number(1)],
          ],
          number(0),
        );
      }),
      isShared: false,
    });
  return made;
}

function captures(encoded: Encoded): Comparison[] {
  const made: Comparison[] = [];
  if (encoded.columns.has('captured')) {
    made.push({
      name: 'captured',
      title: 'day of capture',
      levels: [
        { words: 'different', expected: 0.1 },
        { words: 'within a month', expected: 0.15 },
        { words: 'within three days', expected: 0.15 },
        { words: 'the same day', expected: 0.6 },
      ],
      value: best(encoded, 'captured', (k, j) => {
        const [a, b] = [left(claimColumn('captured', k)), right(claimColumn('captured', j))];
        const apart: Num = { kind: 'distance', a, b };
        return cases(
          [
            [any(below(a, 0), below(b, 0)), number(-1)],
            [equal(a, b), number(3)],
            [below(apart, 4), number(2)],
            [below(apart, 32), number(1)],
          ],
          number(0),
        );
      }),
      isShared: false,
    });
  }
  made.push(...simple(encoded, 'capturedAt', 'place of capture', { isShared: false }));
  made.push(...simple(encoded, 'heldAt', 'place of detention', { isShared: false }));
  made.push(...simple(encoded, 'unit', 'unit', { isShared: false }));
  made.push(...simple(encoded, 'rank', 'rank', { isShared: false }));
  made.push(...simple(encoded, 'birthPlace', 'place of birth', { isShared: true }));
  if (encoded.columns.has('sex'))
    made.push({
      name: 'sex',
      title: 'sex',
      levels: [
        { words: 'different', expected: 0.02 },
        { words: 'the same', expected: 0.98 },
      ],
      strangers: [0.5, 0.5],
      value: best(encoded, 'sex', (k, j) => {
        const [a, b] = [left(claimColumn('sex', k)), right(claimColumn('sex', j))];
        return cases(
          [
            [any(below(a, 0), below(b, 0)), number(-1)],
            [equal(a, b), number(1)],
          ],
          number(0),
        );
      }),
      isShared: false,
    });
  return made;
}

/** What can be compared in these lists. */
export function comparisonsFor(encoded: Encoded): readonly Comparison[] {
  return [
    ...names(encoded),
    ...births(encoded),
    ...locality(encoded),
    ...address(encoded),
    ...contacts(encoded),
    ...captures(encoded),
  ];
}
