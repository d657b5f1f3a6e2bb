/** What a concept rule gives: a stretch of a sentence, the kind and its fields; and what rules share to fill them. */
import type { Kind, Measure, Modality } from '../contract.ts';
import { type Clause, type Dated, type Line, type Range } from './line.ts';
import { isGiven, isName, isParty, isUnknownName } from './parties.ts';
import { type Concept, EVENTS, PERSONS } from './vocabulary.ts';

/** A proposal in the making, in words of one sentence. */
export interface Find {
  readonly kind: Kind;
  readonly range: Range;
  /** The word that made the rule fire. */
  readonly cue: number;
  readonly rule: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly modality?: Modality;
  /** The text's own voice, whatever is said around. */
  readonly isAuthor?: boolean;
  /** Speaker named by the rule itself. */
  readonly speaker?: string;
  readonly subject?: string;
}

/** What the sentences before have left: figures go on from there. */
export interface Memory {
  block: number;
  measure: Measure | null;
  asOf: string | null;
  /** Whoever was asked or spoke for a body last. */
  addressee: string | null;
  /** The block that told of a question last. */
  asked: number;
  /** The block that spoke of a court last. */
  court: number;
  /** The block that named somebody last: verbs without a subject of their own go on with them. */
  subject: number;
  /** Observers named last, and in which block: "they were not let in" is about them. */
  monitor: { readonly name: string; readonly block: number } | null;
  /** The person whom an entry of a list names first: what its other sentences tell happened to that person. */
  entry: { readonly name: string; readonly block: number } | null;
  /** The block in which somebody was last told to be held, counted or dead. */
  told: number;
  /** The block that spoke of custody last. */
  custody: number;
  /** What happened to persons last, as what a figure of them counts, and in which block. */
  event: { readonly measure: Measure; readonly block: number } | null;
  readonly carriers: Set<string>;
  /** The block that spoke of an exchange last: talks and papers near it are about it. */
  swap: number;
  /** The block that opened with nothing but a place and a day. */
  dated: number;
  /** Blocks that open with a question and answer it: an explainer, which leaves nothing open there. */
  readonly answered: ReadonlySet<number>;
  /** True if the passage is about persons held or missing. */
  isOnTopic: boolean;
  readonly publisher: string | null;
}

export type Rule = (line: Line, memory: Memory) => Find[];

/** The date of a clause: the one in it, else the only one of the sentence. */
export function dateIn(clause: Clause): string | null {
  const inside = clause.line.dates.filter((date) => date.first >= clause.from && date.last <= clause.to);
  const pool = inside.length > 0 ? inside : clause.line.dates.length === 1 ? clause.line.dates : [];
  const date: Dated | undefined = pool[0];
  if (!date?.edtf) return null;
  return date.role === 'since' && !date.edtf.includes('/') ? `${date.edtf}/..` : date.edtf;
}

/** The persons a clause is about, nearest to a word: noun with its name, or a name alone. */
export function whoNear(clause: Clause, at: number): string | null {
  const { line } = clause;
  const heads = clause.all(...PERSONS, 'many').filter((head) => head !== at || !line.is(head, ...EVENTS));
  const head = heads.sort((a, b) => Math.abs(a - at) - Math.abs(b - at))[0];
  if (head !== undefined) return line.text(grown(clause, head));
  for (let reach = 1; reach < 8; reach++)
    for (const near of [at - reach, at + reach])
      if (
        near >= clause.from &&
        near <= clause.to &&
        (isName(line, near) || isGiven(line, near)) &&
        !line.is(near, 'place', 'detention')
      ) {
        if (line.is(near - 1, 'to', 'place', 'detention')) continue;
        return line.text(grown(clause, near));
      }
  const pronoun = clause.find('pronoun');
  return pronoun < 0 ? null : line.text({ from: pronoun, to: pronoun });
}

function grown(clause: Clause, head: number): Range {
  const { line } = clause;
  let from = head;
  let to = head;
  while (to < clause.to && isName(line, to + 1)) to++;
  while (from > clause.from && (isName(line, from - 1) || line.is(from - 1, 'title', 'many', ...PERSONS)))
    from--;
  const numeral = line.numerals.find((n) => n.last === from - 1);
  if (numeral) from = numeral.first;
  return isGiven(line, head) && !line.tongue.hasCapitals ? withFamily(clause, head) : { from, to };
}

/** A given name without capitals, with the given names beside it and a family name behind it. */
function withFamily(clause: Clause, head: number): Range {
  const { line } = clause;
  const { article } = line.tongue;
  let from = head;
  let to = head;
  while (from > clause.from && (isGiven(line, from - 1) || line.is(from - 1, 'title'))) from--;
  while (to < clause.to && isGiven(line, to + 1)) to++;
  const next = line.words[to + 1];
  const isFamily = next !== undefined && (article === '' || next.key.startsWith(article));
  return isFamily && isUnknownName(line, { from: to + 1, to: to + 1 }) ? { from, to: to + 1 } : { from, to };
}

/**
 * A frequent given name within a few words of what happens, and nothing told in between; -1 for none. Where verbs stand
 * last it stands before them, or right behind a noun ("the fate of Rashid"); with capitals only its place beside counts.
 */
export function givenNear(clause: Clause, at: number): number {
  const { line } = clause;
  if (line.tongue.hasCapitals) return givenBeside(clause, at);
  const isBetween = (one: number) => line.is(one, 'say', 'that', 'which');
  for (let near = at - 1; near >= Math.max(clause.from, at - GIVEN) && !isBetween(near); near--)
    if (isGiven(line, near)) return near;
  if (line.tongue.order === 'sov') return at < clause.to && isGiven(line, at + 1) ? at + 1 : -1;
  const until = line.words[at]?.until ?? at;
  for (let near = at + 1; near <= Math.min(clause.to, until + GIVEN) && !isBetween(near); near++)
    if (isGiven(line, near)) return near;
  return -1;
}

/** "The kidnappers let go Murad": a given name right behind the verb, or behind a short word between. */
function givenBeside(clause: Clause, at: number): number {
  const { line } = clause;
  const until = line.words[at]?.until ?? at;
  if (line.tongue.order === 'sov') return -1;
  for (let near = at + 1; near <= Math.min(clause.to, until + 2); near++)
    if (isGiven(line, near)) return near;
  return -1;
}

/** Words between an event and the given name of the one it happens to. */
const GIVEN = 7;

/** A place named in a clause: a place of detention with its name, or a name after a preposition of place. */
export function placeIn(clause: Clause, after = clause.from): string | null {
  const { line } = clause;
  const head = clause.all('detention', 'place').find((at) => at >= after) ?? clause.find('detention');
  if (head >= 0) {
    let to = head;
    while (
      to < clause.to &&
      (isName(line, to + 1) ||
        /^["«»]$/.test(line.words[to + 1]?.text ?? '') ||
        (line.is(to + 1, 'to') && isName(line, to + 2)))
    )
      to++;
    return line.text({ from: head, to });
  }
  for (let at = after; at < clause.to; at++) {
    if (!line.is(at, 'to') || !isName(line, at + 1)) continue;
    let to = at + 1;
    while (to < clause.to && isName(line, to + 1)) to++;
    return line.text({ from: at + 1, to });
  }
  return null;
}

/** A body or official of a clause, nearest before a word, else after it. */
export function partyNear(clause: Clause, at: number, ...concepts: readonly Concept[]): string | null {
  const wanted: readonly Concept[] =
    concepts.length > 0 ? concepts : ['body', 'official', 'monitor', 'court', 'newsroom', 'group'];
  const { line } = clause;
  const heads = clause.all(...wanted).sort((a, b) => Math.abs(a - at) - Math.abs(b - at));
  const [head] = heads;
  if (head === undefined) return null;
  let from = head;
  let to = head;
  while (to < clause.to && (isParty(line, to + 1) || line.is(to + 1, ...wanted))) to++;
  to = behindOf(clause, to);
  while (from > clause.from && isName(line, from - 1) && !line.is(from - 1, 'source')) from--;
  return line.text({ from, to });
}

/** What an office is of, as languages with capital letters write it: "Ministry | of Defence", "Ministerio | de la Defensa". */
const OF = /^(?:of|de|du|des|del|d['’])$/;
const ARTICLE = /^(?:the|la|las|los|les|le|l['’])$/;

/** The last word of an office with what it is of; `at` where nothing is said of that. */
function behindOf(clause: Clause, at: number): number {
  const { words } = clause.line;
  if (!OF.test(words[at + 1]?.lower ?? '')) return at;
  let to = at + (ARTICLE.test(words[at + 2]?.lower ?? '') ? 3 : 2);
  if (to > clause.to || words[to]?.hasCapital !== true) return at;
  while (to < clause.to && words[to + 1]?.hasCapital === true) to++;
  return to;
}

/** The words of a clause without its attribution, cut to what a rule needs: from one word to another. */
export function around(clause: Clause, ...places: readonly number[]): Range {
  const known = places.filter((place) => place >= 0);
  const { to } = clause.bare;
  const from = behindSource(clause, Math.min(...known));
  const ends = known.map((place) => clause.line.words[place]?.until ?? place);
  return { from: Math.min(from, ...known), to: Math.max(to, ...ends) };
}

/** The first word behind "according to X," at the head of a clause. */
function behindSource(clause: Clause, first: number): number {
  const { line } = clause;
  const { from } = clause.bare;
  let isSource = false;
  for (let at = from; at < Math.min(first, from + HEAD); at++) {
    isSource ||= line.is(at, 'source', 'source_before');
    if (isSource && /^[,،՝]$/.test(line.words[at]?.text ?? '')) return at + 1;
  }
  return from;
}

/** Words that a source at the head of a sentence may have. */
const HEAD = 14;

/** True if a clause speaks of persons at all. */
export function hasPersons(clause: Clause): boolean {
  if (clause.has(...PERSONS, 'pronoun', 'object', 'many', 'title') || hasUnknownPair(clause)) return true;
  for (let at = clause.from; at <= clause.to; at++) if (isName(clause.line, at)) return true;
  return hasSubjectBefore(clause);
}

/** "Was freed in May.": where verbs stand last and need no subject, it is whoever the paragraph told of before. */
export function isOfSubject(clause: Clause, memory: Memory, at: number): boolean {
  const { line } = clause;
  const { from, to } = clause.bare;
  const isVerb = (line.words[at]?.until ?? at) >= to - 1 || at <= from + 1;
  return (
    line.tongue.order === 'sov' &&
    memory.subject === line.sentence.block &&
    isVerb &&
    !line.is(at, 'exchanged', 'document', 'thing') &&
    !clause.all(...OWN_SUBJECTS).some((head) => isSubject(line, head))
  );
}

/** True if a word can be a subject: one of a date is none, and whoever did it to somebody ("by the guard") is none. */
function isSubject(line: Line, head: number): boolean {
  return !line.is(head - 1, 'by') && !line.dates.some((d) => d.first <= head && head <= d.last);
}

/** What is the subject of a verb itself where it stands beside it. */
const OWN_SUBJECTS: readonly Concept[] = [
  'thing',
  'document',
  'official',
  'body',
  'newsroom',
  'group',
  'court',
  'everyday',
  'request',
];

/** In a script without capitals two words together that the lexicon does not know are taken for a name. */
export function hasUnknownPair(clause: Clause): boolean {
  const { line } = clause;
  if (line.tongue.hasCapitals) return false;
  const isUnknown = (at: number): boolean => {
    const word = line.words[at];
    if (!word || word.isMark || word.concepts.size > 0 || !/^\p{L}{3}/u.test(word.text)) return false;
    return !line.dates.some((date) => date.first <= at && at <= date.last);
  };
  // A given name has no article ("the judge the match"), and behind a prison stands what the prison is called.
  const { article } = line.tongue;
  const isBare = (at: number) =>
    (article === '' || line.words[at]?.key.startsWith(article) === false) && !line.is(at - 1, 'detention');
  for (let at = clause.from; at < clause.to; at++)
    if (isUnknown(at) && isUnknown(at + 1) && isBare(at)) return true;
  return false;
}

/** "The lieutenant, captured in May, was handed over": the subject stands in the clause before. */
export function hasSubjectBefore(clause: Clause): boolean {
  const before = clause.line.clauses[clause.line.clauses.indexOf(clause) - 1];
  return before?.has('captive', 'soldier', 'missing', 'defendant', 'role', 'civilian', 'title') ?? false;
}

/** "3. Octave Pin, pensioner": the name that an entry of a list begins with; null for any other line. */
export function entryIn(line: Line): string | null {
  const { words } = line;
  const isNumber = words[0]?.isDigits === true && /^[.)]$/.test(words[1]?.text ?? '');
  const isBullet = /^[•*·–-]$/.test(words[0]?.text ?? '');
  const from = isNumber ? 2 : isBullet ? 1 : -1;
  if (from < 0) return null;
  if (/^["«“]$/.test(words[from]?.text ?? '')) return words[from + 1]?.text ?? null;
  let to = from - 1;
  while (words[to + 1]?.hasCapital === true && !words[to + 1]?.isMark) to++;
  return to > from ? line.text({ from, to }) : null;
}

/** "Arrested on 9 February.": in an entry of a list the person named first, where a clause names nobody before it. */
export function entryAt(clause: Clause, at: number, { entry }: Memory): string | null {
  if (entry?.block !== clause.line.sentence.block) return null;
  return at <= clause.bare.from + 1 || !hasPersons(clause) ? entry.name : null;
}

/** The hedge of a clause, nearest to a word. */
export function hedgeNear(clause: Clause, at: number): Modality | null {
  const hedges = clause.all('alleged', 'believed').sort((a, b) => Math.abs(a - at) - Math.abs(b - at));
  const [hedge] = hedges;
  if (hedge === undefined) return null;
  return clause.line.is(hedge, 'alleged') ? 'alleged' : 'believed';
}
