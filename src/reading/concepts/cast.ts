/**
 * The parties of a text as it names them: what a pronoun or a description ("the ministry", "the organisation") may
 * stand for. It answers only where one party fits; where several do, they are the candidates.
 */
import type { Line, Range } from './line.ts';
import { isName, isUnknownName } from './parties.ts';
import type { Tongue } from './tongue.ts';
import type { Concept } from './vocabulary.ts';

/** A party once named, with the place where it was. */
export interface Player {
  readonly name: string;
  readonly place: number;
  readonly block: number;
  /** Folded heads ("министерство"), by which a later description finds it. */
  readonly heads: ReadonlySet<string>;
  readonly isPerson: boolean;
  readonly isOutlet: boolean;
  /** What sort of body it is; empty for persons. */
  readonly sorts: ReadonlySet<Concept>;
  /** False where it only was what a sentence is about. */
  readonly spoke: boolean;
  /** What sort of person it is: an official, a lawyer, a relative. */
  readonly people: ReadonlySet<Concept>;
  /** False for "families", "lawyers": a later description of another sort is somebody else. */
  readonly isNamed: boolean;
}

interface Issuer {
  readonly name: string;
  readonly heads: ReadonlySet<string>;
}

export interface Found {
  readonly name: string | null;
  readonly candidates: readonly string[];
}

const BODIES: readonly Concept[] = ['body', 'court', 'group', 'newsroom', 'monitor', 'document'];
const PEOPLE: readonly Concept[] = ['official', 'title', 'lawyer', 'kin', 'witness', 'role', 'captive'];
/** Sentences that a pronoun looks back over. */
const REACH = 3;
/** Sentences that "the ministry" looks back over. */
const LONG_REACH = 14;
const STEM = 5;

/** The name of a person at the end of a noun phrase, without the office before it; else the phrase. */
export function personIn(line: Line, party: Range): Range {
  let from = party.to + 1;
  while (
    from > party.from &&
    isName(line, from - 1) &&
    !/^\p{Lu}{2,}$/u.test(line.words[from - 1]?.text ?? '')
  )
    from--;
  const hasOffice = rangeHas(line, { from: party.from, to: from - 1 }, PEOPLE);
  return hasOffice && party.to - from >= 1 ? { from, to: party.to } : party;
}

function rangeHas(line: Line, range: Range, concepts: readonly Concept[]): boolean {
  for (let at = range.from; at <= range.to; at++) if (line.is(at, ...concepts)) return true;
  return false;
}

/** True if a noun phrase holds no name: "the ministry", "the organisation". */
export function isDescription(line: Line, party: Range): boolean {
  if (party.to - party.from > 2) return false;
  for (let at = party.from; at <= party.to; at++) {
    if (isName(line, at) || /^["«»]$/.test(line.words[at]?.text ?? '')) return false;
    if (line.numerals.some((numeral) => numeral.first <= at && at <= numeral.last)) return false;
    if (line.is(at, 'us', 'many', 'not')) return false;
  }
  return rangeHas(line, party, [...BODIES, 'official', 'lawyer']);
}

/** Parties in the order of the text. */
export class Cast {
  readonly #players: Player[] = [];
  /** Sentences whose speaker could not be made out: a pronoun after one may mean that speaker. */
  readonly #gaps: number[] = [];
  /** Sentences in which a party spoke that has no name and stands for nobody named. */
  readonly #others: number[] = [];
  readonly #publisher: Issuer | null;

  /** `publisher`: who issues the text; "the association" of a report is the one whose report it is. */
  constructor(publisher: string | null, tongue: Tongue | undefined) {
    const words = publisher && tongue ? tongue.tagger.read(publisher) : [];
    const heads = words.filter((word) => word.concepts.has('group')).map(({ bare }) => headOf(bare));
    this.#publisher = publisher && heads.length > 0 ? { name: publisher, heads: new Set(heads) } : null;
  }

  /** Notes that a party without a name ("the command") spoke at a place. */
  addOther(place: number): void {
    this.#others.push(place);
  }

  /** Notes that somebody spoke at a place who could not be made out. */
  addGap(place: number): void {
    this.#gaps.push(place);
  }

  /** Adds a party that spoke, or that a sentence is about. */
  add(line: Line, place: number, party: Range, name: string, spoke = true): void {
    this.#players.push({
      name,
      place,
      block: line.sentence.block,
      heads: headsOf(line, party),
      isPerson: isPersonal(line, party),
      isOutlet: line.is(party.from, 'newsroom'),
      sorts: sortsOf(line, party),
      spoke,
      people: peopleOf(line, party),
      isNamed: isNamedIn(line, party),
    });
  }

  /** What a pronoun at a place stands for: the only speaker of its paragraph so far, a few sentences back at most. */
  pronoun(place: number, block: number): Found {
    const before = this.#players.filter((player) => player.place < place && player.place >= place - REACH);
    const own = before.filter((player) => player.block === block);
    // "By her count …" opens a paragraph: she is the person named as speaking in the one before.
    const around =
      own.length > 0
        ? own
        : before.filter(
            (player) => player.block === block - 1 && player.spoke && player.isPerson && player.isNamed,
          );
    const spoke = around.filter((player) => player.spoke);
    const all = spoke.length > 0 ? spoke : around;
    // "He" is a person where one has spoken; a body only where none has.
    const persons = all.filter((player) => player.isPerson);
    const near = persons.length > 0 ? persons : all;
    const candidates = distinct(near.map((player) => player.name));
    const nearest = Math.max(-1, ...near.map((player) => player.place));
    if (this.#gaps.some((gap) => gap > nearest && gap < place)) return { name: null, candidates };
    if (candidates.length === 1) return { name: candidates[0] ?? null, candidates };
    const last = distinct(
      near.filter((player) => player.place === place - 1 && player.block === block).map(({ name }) => name),
    );
    return { name: last.length === 1 ? (last[0] ?? null) : null, candidates };
  }

  /** Who a pronoun beside a word of speech stands for, in its paragraph or, where nobody there fits, in the text. */
  speaker(place: number, block: number): Found {
    const near = this.pronoun(place, block);
    return near.candidates.length > 0 ? near : this.#only(place);
  }

  /** Where nobody in the paragraph can be meant: the one party that has spoken in the whole text so far. */
  #only(place: number): Found {
    const before = this.#players.filter((player) => player.place < place);
    const candidates = distinct(before.map(({ name }) => name));
    const spoke = before.some((player) => player.spoke && !player.isOutlet);
    const isAlone = [...this.#gaps, ...this.#others].every((other) => other >= place);
    const isPlain = candidates.length === 1 && spoke && isAlone;
    return { name: isPlain ? (candidates[0] ?? null) : null, candidates };
  }

  /** True if somebody with a name was told of before a place: a bare kind of speaker may be that one. */
  hasNamed(place: number): boolean {
    return this.#players.some((player) => player.isNamed && player.place < place);
  }

  /** The only party whose name holds a word: a surname alone in a script without capitals. */
  named(word: string, place: number): string | null {
    const near = this.#players.filter((player) => player.place < place);
    const same = distinct(
      near.filter((player) => player.name.toLowerCase().split(/\s+/).includes(word)).map(({ name }) => name),
    );
    return same.length === 1 ? (same[0] ?? null) : null;
  }

  /** What a description stands for; null and no candidates where nothing before fits it. */
  description(line: Line, place: number, party: Range): Found {
    const heads = headsOf(line, party);
    const sorts = sortsOf(line, party);
    const near = this.#players.filter(
      (player) => player.place < place && player.place >= place - LONG_REACH && !player.isOutlet,
    );
    const same = distinct(
      near.filter((player) => [...heads].some((head) => player.heads.has(head))).map(({ name }) => name),
    );
    if (same.length > 0) {
      const [last] = same;
      return { name: same.length === 1 ? (last ?? null) : null, candidates: same };
    }
    const own = this.#publisher;
    if (own && sorts.has('group') && [...heads].some((head) => own.heads.has(head)))
      return { name: own.name, candidates: [own.name] };
    // "The agency" may be a ministry named before; "the southern office" is somebody else.
    if (line.tongue.order === 'sov' && party.to > party.from && !line.is(party.to, 'document'))
      return { name: null, candidates: [] };
    const isPerson = isPersonal(line, party) || line.is(party.to, 'monitor');
    const people = peopleOf(line, party);
    const before = distinct(
      near
        .filter((player) => player.place >= place - 2 && player.isPerson === isPerson)
        .filter((player) => !isPerson || (player.isNamed && isOfSort(player, people)))
        .filter(
          ({ sorts: own }) =>
            isPerson || (sorts.has('document') && own.size > 0) || [...sorts].some((s) => own.has(s)),
        )
        .map(({ name }) => name),
    );
    // "The ombudsman" may be the person just named; another body is shown by its own words, not by a guess. Where the
    // verb stands last, "in the statement it is said" stands for whoever has just made one.
    const isMade = line.tongue.order === 'sov' && sorts.has('document');
    // "The organisation counted …", after "The group X published …": one association is told of, and spoken of again.
    const isGroup =
      sorts.has('group') && near.some(({ name, sorts: own }) => name === before[0] && own.has('group'));
    const [only] = before;
    return {
      name: (isPerson || isMade || isGroup) && before.length === 1 ? (only ?? null) : null,
      candidates: before,
    };
  }
}

const SORTS_OF_PEOPLE: readonly Concept[] = [...PEOPLE, 'monitor'];

function peopleOf(line: Line, party: Range): Set<Concept> {
  const sorts = new Set<Concept>();
  for (let at = party.from; at <= party.to; at++)
    for (const sort of SORTS_OF_PEOPLE)
      if (line.is(at, sort)) sorts.add(sort === 'monitor' ? 'official' : sort);
  return sorts;
}

/** "The lawyer" is no minister: a description stands for a person of its own sort. */
function isOfSort(player: Player, people: ReadonlySet<Concept>): boolean {
  return [...people].some((sort) => player.people.has(sort));
}

function isNamedIn(line: Line, party: Range): boolean {
  for (let at = party.from; at <= party.to; at++) if (isName(line, at)) return true;
  return false;
}

function isPersonal(line: Line, party: Range): boolean {
  // Where the head stands last, "the commission for prisoners" is a commission.
  if (line.tongue.order === 'sov' && line.is(party.to, ...BODIES)) return false;
  return (
    rangeHas(line, party, PEOPLE) ||
    (!rangeHas(line, party, BODIES) && (isName(line, party.to) || isUnknownName(line, party)))
  );
}

function sortsOf(line: Line, party: Range): Set<Concept> {
  const sorts = new Set<Concept>();
  for (let at = party.from; at <= party.to; at++)
    for (const sort of BODIES) if (line.is(at, sort)) sorts.add(sort);
  return sorts;
}

/** The beginning that the cases of one noun share. */
function headOf(key: string): string {
  return key.slice(0, STEM);
}

function headsOf(line: Line, party: Range): Set<string> {
  const heads = new Set<string>();
  for (let at = party.from; at <= party.to; at++)
    if (line.is(at, ...BODIES, ...PEOPLE) && !isName(line, at)) heads.add(headOf(line.words[at]?.bare ?? ''));
  const first = line.words[party.from];
  if (first && line.is(party.from, ...BODIES, ...PEOPLE)) heads.add(headOf(first.bare));
  return heads;
}

/** Names once each, nearest first; one name inside another is the same party. */
function distinct(names: readonly string[]): string[] {
  const kept: string[] = [];
  for (const name of [...names].reverse())
    if (!kept.some((other) => other.includes(name) || name.includes(other))) kept.push(name);
  return kept;
}
