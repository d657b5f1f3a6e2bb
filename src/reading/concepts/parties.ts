/**
 * Noun phrases of persons and bodies, found from their neighbours: which words belong to a speaker that stands
 * before a verb, after it, or at the head of the sentence. Null where no party can be made out.
 */
import type { Line, Range } from './line.ts';
import { type Concept, PARTIES } from './vocabulary.ts';

/** Words that no name goes beyond. */
const ENDS: readonly Concept[] = [
  'say',
  'source',
  'source_before',
  'that',
  'which',
  'not',
  'aux',
  'verb',
  'but',
  'if',
  'denied',
  'refuse',
  'ask',
  'adverb',
];
const MAX_LENGTH = 14;
/** Those who speak to an outlet. */
const SPEAKERS: readonly Concept[] = [
  'official',
  'title',
  'body',
  'court',
  'monitor',
  'group',
  'witness',
  'lawyer',
  'kin',
];

/** True if a word can be the head or a part of a party. */
export function isParty(line: Line, at: number): boolean {
  const word = line.words[at];
  if (!word || word.isMark) return false;
  return line.is(at, ...PARTIES, 'pronoun', 'us') || isName(line, at);
}

/** A capital inside a sentence, or at its head when the lexicon does not know the word. */
export function isName(line: Line, at: number): boolean {
  const word = line.words[at];
  if (!word?.hasCapital) return false;
  if (line.dates.some((date) => date.first <= at && at <= date.last)) return false;
  const before = line.words[at - 1];
  const isFirst = before === undefined || /^["«.!?:•–(]$/.test(before.text);
  if (!isFirst) return true;
  if (word.concepts.size > 0) return false;
  return word.text.length > 4 || line.names.has(word.key) || line.words[at + 1]?.hasCapital === true;
}

function stops(line: Line, at: number): boolean {
  const word = line.words[at];
  if (!word) return true;
  if (/^[.;:!?…()՝։؟،,–]$/.test(word.text)) return true;
  if (line.is(at, ...ENDS) && !line.is(at, ...PARTIES)) return true;
  return line.dates.some((date) => date.first <= at && at <= date.last);
}

/** Words of something told: a stretch that holds one is a clause and no name. */
const TOLD: readonly Concept[] = ['visit', 'released', 'captured', 'arrested', 'held', 'transferred', 'died'];

/**
 * True if a stretch can be shown as a speaker: it names a party, is no half of a quotation, and tells nothing.
 * A wrong name is a false record, so whatever looks odd is no name.
 */
export function isPlain(line: Line, party: Range): boolean {
  const text = line.text(party);
  const marks = text.match(/["«»“”]/g)?.length ?? 0;
  if (marks % 2 === 1 || party.to - party.from >= MAX_LENGTH - 1) return false;
  if (party.from === party.to && party.from > 0 && /^["«“‘]$/.test(line.words[party.from - 1]?.text ?? ''))
    if (!line.is(party.from, ...PARTIES)) return false;
  const lone = party.from === party.to ? line.words[party.from] : undefined;
  if (lone?.concepts.size === 0 && party.from < 2 && !line.names.has(lone.key)) return false;
  let heads = 0;
  for (let at = party.from; at <= party.to; at++) {
    const isHead = line.is(at, ...PARTIES);
    if (isHead || isName(line, at) || line.is(at, 'pronoun', 'us')) heads++;
    else if (line.is(at, ...TOLD)) return false;
  }
  const isCounted = line.numerals.some((n) => n.first > party.from && n.last <= party.to);
  return heads > 0 && !(isCounted && party.to - party.from > 3);
}

/** The party that begins at or soon after a word (inverted order, after "according to"). */
export function partyAfter(line: Line, from: number): Range | null {
  let start = from;
  while (line.is(start, 'adverb', 'aux', 'pronoun') && !line.is(start, 'pronoun') && start < from + 3)
    start++;
  const day = line.dates.find(
    (date) => date.first === start || (date.first === start + 1 && line.is(start, 'to')),
  );
  if (day) start = day.last + 1;
  const end = endOf(line, start);
  if (end < start) return null;
  const first = headAfter(line, start, end);
  return first === null ? null : trimmed(line, { from: first, to: end });
}

/** Skips those who are told ("journalists", an outlet with another party behind it) and prepositions. */
function headAfter(line: Line, start: number, end: number): number | null {
  let first = start;
  const told = outletAt(line, start, end);
  if (told >= start) {
    for (let at = told + 1; at <= end; at++)
      if (line.is(at, ...SPEAKERS) || (isName(line, at) && !line.is(at, 'newsroom'))) return at;
  }
  for (let at = start; at <= end; at++) {
    const isTold = line.is(at, 'audience') && at + 1 < end;
    if (isTold) first = at + 1;
    if (line.is(first, 'to', 'by', 'prep')) first++;
    if (!isTold && isParty(line, at) && at >= first) return first;
  }
  return null;
}

/** The last word of an outlet ("газете «Весть»") that begins a stretch, or -1. */
function outletAt(line: Line, start: number, end: number): number {
  const first = line.is(start, 'to', 'prep', 'us') ? start + 1 : start;
  if (!line.is(first, 'newsroom', 'audience')) return -1;
  if (!/^["«]$/.test(line.words[first + 1]?.text ?? '')) return first;
  for (let at = first + 2; at <= end; at++) if (/^["»]$/.test(line.words[at]?.text ?? '')) return at;
  return first;
}

/** A word as written, curled quotation marks as pointed ones. */
function markAt(line: Line, at: number): string {
  const text = line.words[at]?.text ?? '';
  return text === '“' || text === '„' ? '«' : text === '”' ? '»' : text;
}

function endOf(line: Line, start: number): number {
  let end = start - 1;
  let quote = 0;
  for (let at = start; at < line.words.length && at < start + MAX_LENGTH; at++) {
    const text = markAt(line, at);
    if (/^["«»]$/.test(text)) {
      if (text === '»' && quote === 0) break;
      quote = text === '«' ? 1 : text === '»' ? 0 : 1 - quote;
      if (text === '"' && quote === 1 && at > start && line.words[at - 1]?.isMark) break;
      end = at;
      continue;
    }
    if (quote === 0 && stops(line, at)) break;
    end = at;
  }
  return end;
}

/** The party that ends before a word. */
export function partyBefore(line: Line, verb: number, floor: number): Range | null {
  let end = verb - 1;
  for (let steps = 0; end >= floor && steps < 8; steps++) {
    const date = line.dates.find((d) => d.first <= end && end <= d.last);
    if (date) end = date.first - 1;
    else if (line.is(end, 'adverb', 'aux', 'not') || (line.is(end, 'audience') && end > floor)) end--;
    else if (line.is(end, 'to', 'prep') && line.is(end + 1, 'audience')) end--;
    else break;
  }
  if (/^[,)]$/.test(line.words[end]?.text ?? '')) end = beforeApposition(line, end, floor);
  let first = end + 1;
  let quote = 0;
  for (let at = end; at >= floor && end - at < MAX_LENGTH; at--) {
    const text = markAt(line, at);
    if (/^["«»]$/.test(text)) {
      if (text === '«' && quote === 0) break;
      quote = text === '»' ? 1 : text === '«' ? 0 : 1 - quote;
      first = at;
      continue;
    }
    if (quote === 0 && stops(line, at)) break;
    first = at;
  }
  if (first > end) return null;
  const range = trimmed(line, { from: first, to: end });
  if (!range) return null;
  for (let at = range.from; at <= range.to; at++) if (isParty(line, at)) return range;
  return null;
}

/** "X, director of Y, said" → the last word of X. */
function beforeApposition(line: Line, comma: number, floor: number): number {
  const isBracket = line.words[comma]?.text === ')';
  for (let at = comma - 1; at > floor && comma - at < 20; at--) {
    const text = line.words[at]?.text ?? '';
    if (isBracket ? text === '(' : /^[,،]$/.test(text)) return at - 1;
    if (/^[.;:!?]$/.test(text)) break;
  }
  return comma - 1;
}

/** The party at the head of a stretch (verb-final languages). */
export function partyAtHead(line: Line, from: number, verb: number): Range | null {
  let start = from;
  while (start < verb && (line.words[start]?.isMark || line.is(start, 'and', 'but', 'adverb'))) {
    if (/["«]/.test(line.words[start]?.text ?? '')) break;
    start++;
  }
  const date = line.dates.find((d) => d.first === start);
  if (date) start = date.last + 1;
  const end = Math.min(endOf(line, start), verb - 1);
  for (let at = start; at <= end; at++) {
    if (!isParty(line, at)) continue;
    let last = at;
    while (
      last < end &&
      (isParty(line, last + 1) || line.is(last + 1, 'and') || /["«»]/.test(markAt(line, last + 1)))
    )
      last++;
    return trimmed(line, { from: start, to: last });
  }
  return null;
}

function trimmed(line: Line, range: Range): Range | null {
  let { from, to } = range;
  const isLoose = (at: number) =>
    line.is(at, 'and', 'but', 'that', 'to', 'by', 'prep', 'adverb') && !line.is(at, ...PARTIES);
  while (from < to && (isLoose(from) || /^[,.–)]$/.test(line.words[from]?.text ?? ''))) from++;
  while (to > from && (isLoose(to) || /^[,.–(]$/.test(line.words[to]?.text ?? ''))) to--;
  const text = line.text({ from, to });
  const lone = /^["«]|["»]$/;
  if (from === to && lone.test(text) && text.length < 2) return null;
  return { from, to };
}
