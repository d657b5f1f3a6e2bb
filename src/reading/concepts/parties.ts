/**
 * Noun phrases of persons and bodies, found from their neighbours: which words belong to a speaker that stands
 * before a verb, after it, or at the head of the sentence. Null where no party can be made out.
 */
import { isContent, isOblique } from './cases.ts';
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

/** Heads by which a speaker behind a preposition is known. */
const HEADS: readonly Concept[] = ['official', 'title', 'body', 'court', 'monitor', 'group', 'lawyer'];

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
  if (line.dates.length > 0 && line.dates.some((date) => date.first <= at && at <= date.last)) return false;
  const before = line.words[at - 1];
  const isFirst = before === undefined || (before.isMark && /^["«.!?:•–(]$/.test(before.text));
  if (!isFirst) return true;
  if (isQuotedName(line, at)) return true;
  if (word.concepts.size > 0) return false;
  if (line.tongue.names.has(word.key)) return true;
  return word.text.length > 4 || line.names.has(word.key) || line.words[at + 1]?.hasCapital === true;
}

/** What is called by the name behind it: "Nasser prison", "the Sami centre"; police and courts do something to somebody. */
const NAMED_AFTER: readonly Concept[] = [
  'place',
  'detention',
  'thing',
  'numbered',
  'group',
  'newsroom',
  'document',
];

/** A frequent given name that names somebody: not one that a place or a group is called by. */
export function isGiven(line: Line, at: number): boolean {
  const word = line.words[at];
  const { hasCapitals, names } = line.tongue;
  if (!word || word.isMark || !names.has(word.key)) return false;
  if (hasCapitals && !word.hasCapital && !isElided(word.text)) return false;
  if (line.dates.some((date) => date.first <= at && at <= date.last)) return false;
  if (line.is(at - 1, ...NAMED_AFTER)) return false;
  if (word.concepts.size === 0 || hasCapitals) return true;
  // "Ali is in prison": no preposition stands before another.
  const isLoose = [...word.concepts].every((concept) => concept === 'to' || concept === 'prep');
  return (
    isLoose &&
    names.isWritten(word.text) &&
    (at === 0 || line.is(at - 1, 'aux')) &&
    line.is(at + 1, 'to', 'held')
  );
}

/** "D'Adnan": a name behind a preposition that has lost its vowel. */
export function isElided(text: string): boolean {
  return /^\p{Ll}'\p{Lu}/u.test(text);
}

/** «Дім», "Hearth": a word or two in quotation marks of their own inside a sentence are what something is called. */
function isQuotedName(line: Line, at: number): boolean {
  if (at < 2 || !/^["«“„]$/.test(line.words[at - 1]?.text ?? '')) return false;
  if (line.words[at - 2]?.isMark) return false;
  for (let end = at + 1; end <= at + 3; end++) if (/^["»”]$/.test(line.words[end]?.text ?? '')) return true;
  return false;
}

/** True if words stand wholly inside a quotation that a word outside it introduces. */
export function isInQuotationOf(line: Line, party: Range, cue: number): boolean {
  if (line.isQuoted(cue)) return false;
  const { start, end } = line.span(party);
  return line.quotes.some(
    (quote) =>
      quote.end - quote.start >= 30 &&
      quote.start <= line.sentence.start + start &&
      line.sentence.start + end <= quote.end,
  );
}

function stops(line: Line, at: number): boolean {
  const word = line.words[at];
  if (!word) return true;
  if (word.isMark && /^(?:[.;:!?…()՝։؟،,–]|\p{Nd}.+)$/u.test(word.text)) return true;
  if (line.is(at, ...ENDS) && !line.is(at, ...PARTIES)) return true;
  return line.dates.some((date) => date.first <= at && at <= date.last);
}

/** Words of something told: a stretch that holds one is a clause and no name. */
const TOLD: readonly Concept[] = [
  'visit',
  'released',
  'captured',
  'arrested',
  'held',
  'transferred',
  'died',
  'killed',
  'refusal',
  'silence',
  'unreachable',
];

/** A name that stands elsewhere in the text, if in another case: "Sahratyani" and "Sahratyanë". */
function isKnown(line: Line, key: string): boolean {
  const [bare = key] = key.split("'");
  if (line.names.has(bare)) return true;
  if (line.tongue.order !== 'sov') return false;
  const stem = bare.slice(0, Math.max(STEM, bare.length - 3));
  return bare.length > STEM && [...line.names].some((name) => name.startsWith(stem));
}

/** Letters that two cases of one name share at least. */
const STEM = 5;

/**
 * True if a stretch can be shown as a speaker: it names a party, is no half of a quotation, and tells nothing.
 * A wrong name is a false record, so whatever looks odd is no name.
 */
export function isPlain(line: Line, party: Range): boolean {
  if (isUnknownName(line, party)) return true;
  const text = line.text(party);
  const marks = text.match(/["«»“”]/g)?.length ?? 0;
  if (marks % 2 === 1 || party.to - party.from >= MAX_LENGTH - 1) return false;
  if (party.from === party.to && party.from > 0 && /^["«“‘]$/.test(line.words[party.from - 1]?.text ?? ''))
    if (!line.is(party.from, ...PARTIES)) return false;
  // "One part" of the captives: words between marks of their own before a noun are a quotation, not a name.
  const isCited = line.tongue.hasCapitals && /^["«“]\s*\p{Ll}/u.test(text) && !/["»”]$/.test(text);
  if (isCited && !isName(line, party.to)) return false;
  const lone = party.from === party.to ? line.words[party.from] : undefined;
  if (lone?.concepts.size === 0 && party.from < 2 && !isKnown(line, lone.key)) return false;
  let heads = 0;
  for (let at = party.from; at <= party.to; at++) {
    const isHead = line.is(at, ...PARTIES);
    if (isHead || isName(line, at) || line.is(at, 'pronoun', 'us')) heads++;
    else if (line.is(at, ...TOLD)) return false;
  }
  if (line.tongue.oblique.length > 0 && isLoosePhrase(line, party)) return false;
  const isCounted = line.numerals.some((n) => n.first > party.from && n.last <= party.to);
  return heads > 0 && !(isCounted && party.to - party.from > 3);
}

/** "The named figure of 46", "the news given by X citing Y": where verbs stand last a long phrase is no name. */
function isLoosePhrase(line: Line, { from, to }: Range): boolean {
  for (let at = from; at <= to; at++) {
    if (line.is(at, 'cite', 'last') && !line.is(at, ...PARTIES)) return true;
    if (line.is(at, 'tally') && !line.is(at, 'document', 'body')) return true;
  }
  // A driver, an accused, a teacher told of alone has a name elsewhere in the text.
  return (
    from === to &&
    line.is(from, 'defendant', 'role', 'civilian') &&
    !line.is(from, 'official', 'witness', 'audience')
  );
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
  let end = endOf(line, start);
  while (end > start && line.is(end, 'audience') && !line.is(end - 1, 'to', 'prep')) end--;
  if (end < start) return null;
  const first = headAfter(line, start, end);
  // "Counted 31 prisoners": a figure behind the verb is what it tells, not who tells it.
  const isCounted = line.numerals.some((numeral) => numeral.first === first && !numeral.inWords);
  const party = first === null || isCounted ? null : trimmed(line, { from: first, to: end });
  return party && (nameBehind(line, party) ?? party);
}

/** "said his delegate, Beatriz Onís": the name that follows an office, set off by a comma. */
function nameBehind(line: Line, party: Range): Range | null {
  if (!line.tongue.hasCapitals) return unknownBehind(line, party);
  if (line.words[party.to + 1]?.text !== ',') return null;
  let start = party.to + 2;
  while (start < party.to + 5 && !isName(line, start) && isRank(line, start)) start++;
  const name = nameRun(line, start);
  const after = line.words[name.to + 1];
  if (name.to === name.from || (after && !after.isMark)) return null;
  for (let at = party.from; at <= party.to; at++)
    if (line.is(at, 'official', 'kin', 'lawyer', 'title', 'witness', 'monitor')) return name;
  return null;
}

/** The same where no letter shows a name: behind a rank or none, up to four words nobody knows, closed by a comma. */
function unknownBehind(line: Line, party: Range): Range | null {
  if (!/^[,،]$/.test(line.words[party.to + 1]?.text ?? '')) return null;
  let from = party.to + 2;
  while (from < party.to + 4 && line.is(from, 'title', 'official', 'soldier')) from++;
  let to = from - 1;
  while (isUnknownName(line, { from, to: to + 1 })) to++;
  const after = line.words[to + 1];
  const isClosed =
    after === undefined || (after.isMark && /^[,،.)]$/.test(after.text)) || line.is(to + 1, 'that');
  const isNamed = to > from || (to === from && from > party.to + 2);
  if (!isClosed || !isNamed) return null;
  for (let at = party.from; at <= party.to; at++)
    if (line.is(at, 'official', 'kin', 'lawyer', 'title', 'witness', 'monitor', 'role')) return { from, to };
  return null;
}

/** "Le colonel" before a name: a rank, an office, or a word as short as an article. */
function isRank(line: Line, at: number): boolean {
  const word = line.words[at];
  return word !== undefined && !word.isMark && (word.text.length <= 3 || line.is(at, 'title', 'official'));
}

/** Words with capitals from a place on; `to` before `from` where there is none. */
function nameRun(line: Line, from: number): Range {
  let to = from - 1;
  while (to < from + 3 && isName(line, to + 1)) to++;
  return { from, to: Math.max(to, from) };
}

/** Skips those who are told ("journalists", an outlet with another party behind it) and prepositions. */
function headAfter(line: Line, start: number, end: number): number | null {
  let first = start;
  const told = outletAt(line, start, end);
  if (told >= start) {
    for (let at = told + 1; at <= end; at++)
      if (line.is(at, ...SPEAKERS) || (isName(line, at) && !line.is(at, 'newsroom'))) return at;
  }
  // "Put at 40 those freed", "fear for the life of X": what follows a preposition is no subject.
  const isBehind = line.is(start, 'to', 'by', 'prep') && told < start;
  for (let at = start; at <= end; at++) {
    if (isBehind && line.numerals.some(({ first: n }) => n >= start && n <= at)) return null;
    if (isBehind) {
      const isFirst = !isName(line, at - 1) || /\p{Lu}{2}$/u.test(line.words[at - 1]?.text ?? '');
      const isOwn = isName(line, at) && at > start + 1 && isFirst && !line.is(at - 1, 'to', 'by', 'prep');
      const isFar = (line.words[at - 1]?.text.length ?? 0) > 3 || at - start > 2;
      if (line.is(at, ...HEADS) || isOwn || (isFar && line.is(at, 'kin', 'witness'))) return at;
      continue;
    }
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
    // "The experts expressed their horror at …": behind a verb that stands first, a preposition ends who speaks.
    if (quote === 0 && at > start && isEndedBy(line, at)) break;
    if (!line.tongue.hasCapitals && at > start && line.numerals.some((one) => one.first === at)) break;
    end = at;
  }
  return end;
}

/** A preposition written alone, or a word with one on its front that tells what was said: "as follows". */
function isEndedBy(line: Line, at: number): boolean {
  return line.tongue.order === 'vso' && line.is(at, 'prep') && !line.is(at, ...PARTIES);
}

/** The party that ends before a word; `isNear` if nothing in another case may stand between ("by X's words"). */
export function partyBefore(line: Line, verb: number, floor: number, isNear = false): Range | null {
  let end = verb - 1;
  for (let steps = 0; end >= floor && steps < 8; steps++) {
    const date = line.dates.find((d) => d.first <= end && end <= d.last);
    if (!isNear && isContent(line, end)) return null;
    if (date) end = date.first - 1;
    else if (line.is(end, 'adverb', 'aux', 'not') || (line.is(end, 'audience') && end > floor)) end--;
    else if (!isNear && line.tongue.oblique.length > 0 && end > floor && isAside(line, end)) end--;
    else if (line.is(end, 'to', 'prep') && line.is(end + 1, 'audience')) end--;
    else if (!isNear && objectFrom(line, end, floor) > floor) end = objectFrom(line, end, floor) - 1;
    else break;
  }
  if (/^[,،)]$/.test(line.words[end]?.text ?? '')) end = beforeApposition(line, end, floor);
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
    const isAbbreviation = text === ')' && line.words[at - 2]?.text === '(' && at < end;
    if (isAbbreviation) {
      at -= 2;
      continue;
    }
    if (quote === 0 && stops(line, at)) break;
    first = at;
  }
  if (first > end) return null;
  const bare = trimmed(line, { from: first, to: end });
  const range = bare && bare.from > first ? withoutAdverbial(line, bare, first) : bare;
  if (!range) return null;
  for (let at = range.from; at <= range.to; at++) if (isParty(line, at)) return range;
  return isNamedOffice(line, range) ? range : null;
}

/** Where a script has no capitals: words nobody knows before a comma, and an office behind it, are a name. */
function isNamedOffice(line: Line, range: Range): boolean {
  if (!/^[,،]$/.test(line.words[range.to + 1]?.text ?? '') || !isUnknownName(line, range)) return false;
  for (let at = range.to + 2; at <= range.to + 5; at++) {
    if (/^[,،]$/.test(line.words[at]?.text ?? '')) return false;
    if (line.is(at, ...SPEAKERS)) return true;
  }
  return false;
}

/** One to four words without any concept in a script without capitals: they can only be a name. */
export function isUnknownName(line: Line, range: Range): boolean {
  if (line.tongue.hasCapitals || range.to < range.from || range.to - range.from > 3) return false;
  for (let at = range.from; at <= range.to; at++) {
    const word = line.words[at];
    if (!word || word.isMark || word.concepts.size > 0 || !/^\p{L}{3}/u.test(word.text)) return false;
    if (line.dates.some((date) => date.first <= at && at <= date.last)) return false;
    if (line.numerals.some((numeral) => numeral.first <= at && at <= numeral.last)) return false;
  }
  return true;
}

/** "To the agency", "for us" before a verb that stands last, in a language of prepositions: its first word, or -1. */
function objectFrom(line: Line, end: number, floor: number): number {
  const { order, oblique, hasCapitals } = line.tongue;
  if (order !== 'sov' || oblique.length > 0 || hasCapitals) return -1;
  for (let at = end; at > Math.max(floor, end - FAR_OBJECT); at--) {
    if (line.words[at]?.isMark) return -1;
    if (!line.is(at, 'to', 'prep') || at === end) continue;
    if (at > end - NEAR_OBJECT) return at;
    // "The minister said after a meeting of the cabinet": a long phrase goes only where a party stands before it.
    let first = at;
    while (line.is(first - 1, 'to', 'prep')) first--;
    for (let party = floor; party < first; party++) if (line.is(party, ...SPEAKERS)) return first;
    return -1;
  }
  return -1;
}

/** Words of a phrase with a preposition before a verb: whatever stands before it, and where a party does. */
const NEAR_OBJECT = 3;
const FAR_OBJECT = 7;

/** "In the same case the court found": behind a preposition the speaker begins where a party does. */
function withoutAdverbial(line: Line, range: Range, first: number): Range {
  if (line.tongue.order !== 'svo' || !line.is(first, 'to', 'prep')) return range;
  for (let at = range.from; at <= range.to; at++)
    if (isParty(line, at)) return at - range.from > 1 ? { from: at, to: range.to } : range;
  return range;
}

/** What may stand between a speaker and a verb at the end: "at the briefing", "with us", "to his family". */
function isAside(line: Line, at: number): boolean {
  if (isContent(line, at)) return false;
  return isOblique(line, at) || (line.is(at, 'prep', 'to') && !line.is(at, ...PARTIES));
}

/** True if the phrase that ends at a word holds an office or a relative: a name behind it is who bears it. */
function isOffice(line: Line, end: number, floor: number): boolean {
  for (let at = end; at >= floor && !line.words[at]?.isMark; at--)
    if (line.is(at, 'official', 'kin', 'lawyer', 'witness')) return true;
  return false;
}

/** "X, director of Y, said" → the last word of X. */
function beforeApposition(line: Line, comma: number, floor: number): number {
  const isBracket = line.words[comma]?.text === ')';
  for (let at = comma - 1; at > floor && comma - at < 20; at--) {
    const text = line.words[at]?.text ?? '';
    if (!isBracket && /^[,،]$/.test(text)) {
      const name = nameRun(line, at + 1);
      const isBare =
        (isName(line, at - 1) && !isOffice(line, at - 1, floor)) || line.words[at - 1]?.isMark === true;
      return name.to > name.from && name.to === comma - 1 && !isBare ? comma - 1 : at - 1;
    }
    if (isBracket && text === '(') return at - 1;
    if (/^[.;:!?]$/.test(text)) break;
  }
  return comma - 1;
}

/** The party at the head of a stretch (verb-final languages). */
export function partyAtHead(line: Line, from: number, verb: number): Range | null {
  let start = from;
  for (let steps = 0; steps < 4 && start < verb; steps++) {
    while (start < verb && (line.words[start]?.isMark || line.is(start, 'and', 'but', 'adverb'))) {
      if (/["«]/.test(line.words[start]?.text ?? '')) break;
      start++;
    }
    const date = line.dates.find((d) => d.first === start);
    if (!date) break;
    start = date.last + 1;
  }
  const end = Math.min(endOf(line, start), verb - 1);
  const isOpening = line.tongue.oblique.length > 0 && end >= start - 1 && end < verb - 2;
  for (let at = start; at <= end; at++) {
    if (!isParty(line, at)) continue;
    if (line.is(at, 'us', 'pronoun') && isOblique(line, at)) {
      start = at + 1;
      continue;
    }
    const last = headEnd(line, at, end);
    if (isOblique(line, last) && !line.is(last, 'document')) {
      at = last;
      start = last + 1;
      continue;
    }
    // "A freed worker, Hakan …": what has happened to the speaker is no part of the name.
    for (let told = start; told < at; told++)
      if (line.is(told, ...TOLD, 'exchanged', 'other', 'verb')) start = told + 1;
    return trimmed(line, { from: start, to: last });
  }
  // "In the session before, open to all, the prosecutor …": what opens a sentence may hold no party.
  const isComma = /^[,،]$/.test(line.words[end + 1]?.text ?? '');
  return isOpening && isComma ? partyAtHead(line, end + 2, verb) : null;
}

/** The last word of a noun phrase that begins at a party. */
function headEnd(line: Line, at: number, end: number): number {
  let last = at;
  let isNamed = line.is(at, ...SPEAKERS);
  while (last < end) {
    const next = last + 1;
    const isTold = isNamed && line.is(next, ...TOLD_OF) && !isName(line, next) && isOblique(line, next);
    if (isTold || (line.is(next, 'pronoun') && isOblique(line, next)) || isWhole(line, last)) break;
    const isInside = line.is(next, 'prep') && line.words[last]?.hasCapital && isName(line, next + 1);
    if (!isInside && !isParty(line, next) && !line.is(next, 'and') && !/["«»]/.test(markAt(line, next)))
      break;
    isNamed ||= line.is(next, ...SPEAKERS) || isName(line, next);
    last = next;
  }
  return last;
}

/** A body in the case of a subject ends its name, unless an office or a person follows: "the committee's secretary". */
function isWhole(line: Line, at: number): boolean {
  return (
    line.tongue.oblique.length > 0 &&
    line.is(at, 'body', 'court', 'group', 'monitor') &&
    !line.is(at, 'official', 'title') &&
    !isOblique(line, at) &&
    !line.is(at + 1, ...PARTIES) &&
    !/["«»]/.test(markAt(line, at + 1))
  );
}

/** Those something is told of; in a case of their own they are no part of the speaker before them. */
const TOLD_OF: readonly Concept[] = ['captive', 'missing', 'dead', 'soldier', 'civilian', 'person'];

function trimmed(line: Line, range: Range): Range | null {
  let { from, to } = range;
  const isLoose = (at: number) =>
    line.is(at, 'and', 'but', 'that', 'to', 'by', 'prep', 'adverb') && !line.is(at, ...PARTIES);
  // "24- Mr Tuwayriqi": the number of a paragraph is no part of a name.
  const isNumbered = line.words[from]?.isDigits && /^[-–.)/]$/.test(line.words[from + 1]?.text ?? '');
  if (isNumbered && from + 2 <= to) from += 2;
  while (from < to && (isLoose(from) || /^[,.–)]$/.test(line.words[from]?.text ?? ''))) from++;
  while (to > from && (isLoose(to) || /^[,.–(*]$/.test(line.words[to]?.text ?? ''))) to--;
  const text = line.text({ from, to });
  const lone = /^["«]|["»]$/;
  if (from === to && lone.test(text) && text.length < 2) return null;
  return { from, to };
}
