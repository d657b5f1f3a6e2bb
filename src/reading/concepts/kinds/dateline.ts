/**
 * The line that opens a dispatch: place, day, agency ("PORT AMBER, 5 March (Cordal) –"). The agency is whoever
 * stands in brackets there, or the publisher of the text named between marks beside the day.
 */
import type { Find, Memory } from '../find.ts';
import type { Line, Range } from '../line.ts';

/** Words of a text's first sentences that can be its dateline. */
const REACH = 14;
const BLOCKS = 3;
const MAX_NAME = 4;
const KEY = '(dateline)';

/** Proposes the agency of a dateline as carrier; once in a text. */
export function datelines(line: Line, memory: Memory): Find[] {
  if (line.sentence.block >= BLOCKS || memory.carriers.has(KEY)) return [];
  const isDated = memory.dated === line.sentence.block;
  const range = bracketed(line) ?? publisherIn(line, memory.publisher, isDated);
  // "LANTIS, 13 October." is a sentence of its own, and the agency stands in the next.
  if (line.dates.some(({ first }) => first < REACH) && isPlaceAndDay(line, line.words.length))
    memory.dated = line.sentence.block;
  if (!range) return [];
  memory.carriers.add(KEY);
  const source = line.text(range).replace(/["«»“”()/]/g, '');
  memory.carriers.add(source.toLowerCase().slice(0, 24));
  return [
    {
      kind: 'source_chain',
      range,
      cue: range.from,
      rule: 'concepts:carrier-dateline',
      fields: { relation: 'published_by', source },
      isAuthor: true,
    },
  ];
}

/** "(Cordal) –": a short name in brackets before the mark that ends a dateline. */
function bracketed(line: Line): Range | null {
  for (let at = 1; at < REACH; at++) {
    if (line.words[at]?.text !== '(') continue;
    for (let to = at + 2; to <= at + 1 + MAX_NAME; to++) {
      if (line.words[to]?.text !== ')') continue;
      const name = { from: at + 1, to: to - 1 };
      const hasFigure = /\p{Nd}/u.test(line.text(name));
      const ends = /^[–—.:-]$/.test(line.words[to + 1]?.text ?? '.');
      return !hasFigure && ends && isPlaceAndDay(line, at) ? name : null;
    }
  }
  return null;
}

/** True if only places and days stand before the bracket: behind other words it gives an abbreviation. */
function isPlaceAndDay(line: Line, bracket: number): boolean {
  if (!line.tongue.hasCapitals)
    return bracket <= 5 && (isMark(line, bracket - 1) || line.sentence.block === 0);
  return line.words
    .slice(0, bracket)
    .every(
      (word, at) =>
        word.hasCapital ||
        (word.isMark && word.text !== '(') ||
        line.dates.some((date) => date.first <= at && at <= date.last),
    );
}

/** The publisher's own name between marks, in a line that begins with place and day. */
function publisherIn(line: Line, publisher: string | null, isDated: boolean): Range | null {
  if (publisher === null || !(isDated || line.dates.some((date) => date.first < REACH))) return null;
  const words = publisher.toLowerCase().split(/[^\p{L}\p{M}\p{Nd}-]+/u);
  const own = new Set(
    [...words, ...words.flatMap((word) => word.split('-'))].filter((word) => word.length > 2),
  );
  for (let at = isDated ? 0 : 1; at < REACH && at < line.words.length; at++) {
    if (!own.has(line.words[at]?.text.toLowerCase() ?? '') || !isMark(line, at - 1)) continue;
    if (!isDated && !line.dates.some((date) => date.first < at)) continue;
    if (!isPlaceAndDay(line, at)) continue;
    let to = at;
    while (own.has(line.words[to + 1]?.text.toLowerCase() ?? '')) to++;
    if (isMark(line, to + 1)) return { from: at, to };
  }
  return null;
}

function isMark(line: Line, at: number): boolean {
  const word = line.words[at];
  return word === undefined || word.isMark;
}
