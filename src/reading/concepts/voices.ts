/**
 * Whose assertion a claim is: the party beside the speech word of its clause or sentence, a source named with
 * "according to", or the speaker of a quotation that goes on. Where this is not plain nobody is named, and the
 * parties that were considered are shown.
 */
import type { Modality } from '../contract.ts';
import { Cast, isDescription } from './cast.ts';
import {
  isInQuotationOf,
  isName,
  isParty,
  isPlain,
  isUnknownName,
  partyAfter,
  partyAtHead,
  partyBefore,
} from './parties.ts';
import { isFirstPerson, isOblique } from './cases.ts';
import { isBareInCase, isClause, isMuddled, isNamed, namedBeside, nameIn, nameOf } from './named.ts';
import { namedPart } from './shown.ts';
import { turnsOf, type Turn } from './interview.ts';
import type { Line, Range } from './line.ts';
import type { Voice } from '../speaker.ts';
import { type Concept, PARTIES, PREDICATES } from './vocabulary.ts';

/** One cue of speech in a sentence, with the party beside it. */
export interface Cue {
  readonly at: number;
  readonly modality: Modality;
  readonly party: Range | null;
  readonly name: string | null;
  /** Words that the content reaches up to: everything before (inverted) or after the cue. */
  readonly side: 'before' | 'after' | 'both';
}

const COLOURS: readonly (readonly [Concept, Modality])[] = [
  ['denied', 'denied'],
  ['unknown', 'unknown'],
  ['alleged', 'alleged'],
  ['believed', 'believed'],
];

const AUTHOR: Voice = { state: 'author', name: null, mention: null, candidates: [], modality: 'asserted' };

/** What a cue is told by. */
const CUES: readonly Concept[] = ['source', 'source_before', 'say'];

/** All cues of a sentence. */
export function cuesOf(line: Line): Cue[] {
  const cues: Cue[] = [];
  if (!line.has(CUES)) return cues;
  let within = -1;
  for (let at = 0; at < line.words.length; at++) {
    if (at <= within) continue;
    const isSource = line.is(at, 'source', 'source_before');
    if (!isSource && !line.is(at, 'say')) continue;
    if (cues.some((cue) => cue.party && cue.party.from <= at && at <= cue.party.to)) continue;
    const before = cues.at(-1);
    const isJoined =
      line.tongue.order === 'sov' &&
      !isSource &&
      before?.party &&
      line.is(at - 1, 'and') &&
      before.at < at - 1;
    const cue = isSource
      ? sourceAt(line, at)
      : isJoined && !line.is(at, 'that')
        ? { ...before, at, modality: colourAt(line, at), side: 'after' as const }
        : speechAt(line, at);
    // "Komissiyanın saytındakı məlumata görə": the formula ends with a word that alone is one too.
    if (isSource && (line.is(at, 'source') || cue)) within = line.words[at]?.until ?? at;
    if (cue) cues.push(joinedTo(cues.at(-1), cue, line.tongue.order === 'vso'));
  }
  return cues;
}

/** "The ministry rejected this, denied … and put …": a verb without a subject of its own goes on with the last one. */
function joinedTo(last: Cue | undefined, cue: Cue, isFirst: boolean): Cue {
  const isBehind = isFirst && last?.party && last.party.from > last.at;
  const isSubject = last?.party && (last.party.from < last.at || isBehind) && last.side !== 'before';
  if (cue.party || cue.side !== 'after' || !isSubject) return cue;
  return { ...cue, party: last.party, name: last.name };
}

function colourAt(line: Line, at: number): Modality {
  for (const [concept, modality] of COLOURS) if (line.is(at, concept)) return modality;
  return 'asserted';
}

function sourceAt(line: Line, at: number): Cue | null {
  let last = line.words[at]?.until ?? at;
  while (line.is(last + 1, 'source')) last++;
  const found = line.is(at, 'source_before')
    ? partyBefore(line, at, floorOf(line, at), true)
    : (pronounIn(line, at, last) ?? partyAfter(line, last + 1));
  const party = found && namedPart(line, found, false);
  if (!party || !isPlain(line, party)) return null;
  return { at, modality: colourAt(line, at), party, name: line.text(party), side: 'both' };
}

/** "According to her": the pronoun stands inside or at the end of the formula. */
function pronounIn(line: Line, from: number, last: number): Range | null {
  for (let at = from; at <= last + 1; at++) {
    const isEnd = at > last && isParty(line, at + 1);
    if (line.is(at, 'pronoun', 'us') && !isEnd) return { from: at, to: at };
  }
  return null;
}

function floorOf(line: Line, at: number): number {
  for (let here = at - 1; here >= 0; here--) if (/^[;:]$/.test(line.words[here]?.text ?? '')) return here + 1;
  return 0;
}

function speechAt(line: Line, at: number): Cue | null {
  const { order } = line.tongue;
  const modality = colourAt(line, at);
  if (isFirstPerson(line, at)) {
    const party = { from: at, to: at };
    return { at, modality, party, name: line.text(party), side: 'both' };
  }
  // "…, denied that …" goes on; "…, said X" ends a quotation.
  const until = line.words[at]?.until ?? at;
  const isThat = line.is(until + 1, 'that') || (until > at && line.is(until, 'that'));
  const isChained = /^[,،]$/.test(line.words[at - 1]?.text ?? '') && isThat;
  const isInverted = at > 0 && !isChained && (isCut(line, at - 1) || isBehindQuotation(line, at));
  const floor = line.clauseOf(at).from;
  const make = (found: Range | null, side: Cue['side']): Cue | null => {
    const plain = found && isPlain(line, found) ? found : null;
    const party = plain && (pronounOf(line, plain) ?? namedPart(line, plain, true));
    return party && isPlain(line, party) && !isInQuotationOf(line, party, at) && !isToldTo(line, party)
      ? { at, modality, party, name: line.text(party), side }
      : null;
  };
  // "To the capital came 37 men, said X": what stands behind a preposition before such a comma says nothing.
  const isAfterPlace = (party: Range | null) =>
    isInverted && order === 'svo' && party !== null && line.is(party.from - 1, 'to', 'prep');
  const own = () => {
    const party = partyBefore(line, at, order === 'sov' ? 0 : floor);
    return isAfterPlace(party) ? null : make(party, 'after');
  };
  const inverted = () => {
    const party = partyAfter(line, (line.words[at]?.until ?? at) + 1);
    const isWedged = isInverted && party !== null && order === 'svo' && isBetweenCommas(line, at, party.to);
    return make(party, isInverted && !isWedged ? 'before' : order === 'svo' && !isRelated ? 'both' : 'after');
  };
  // "…, which the ministry denies": what stands before is somebody else's.
  const isRelated = line.is(at - 1, 'that') && line.is(at, 'denied');
  const head = () => {
    const party = partyAtHead(line, floorOf(line, at), at);
    // "My brother is seen bandaged, told by telephone X": what begins the sentence has a verb of its own.
    return party && order === 'svo' && isTelling(line, party.to + 1, at) ? null : make(party, 'both');
  };
  // "The family hears nothing, she added.": where the verb ends the sentence its subject is not in it.
  const isLast = isInverted && order === 'svo' && /^[.!?…]?$/.test(line.words[until + 1]?.text ?? '');
  const tries = isInverted
    ? isLast
      ? []
      : [inverted, own, head]
    : order === 'vso'
      ? [inverted, own]
      : order === 'sov'
        ? [own, head, inverted]
        : [own, inverted];
  const plain = order === 'vso' ? nameAfter(line, at) : null;
  if (plain) return { at, modality, party: plain, name: line.text(plain), side: 'after' };
  for (const attempt of tries) {
    const cue = attempt();
    if (cue) return cue;
  }
  const relative = antecedent(line, at);
  const behind = relative < 0 ? null : make(partyBefore(line, relative, 0), 'after');
  if (behind) return behind;
  if (isLast) return { at, modality, party: null, name: null, side: 'before' };
  // "The wife of one of them, Oksana Myrych, said": the comma before the verb ends what stands between.
  const isBetween = line.words[at - 1]?.text === ',' && order === 'svo' && !isChain(line, at - 1);
  const wide = isBetween ? make(partyBefore(line, at, floorOf(line, at)), 'after') : null;
  if (wide) return wide;
  return { at, modality, party: null, name: null, side: isInverted ? 'before' : 'after' };
}

/** "Publicly, though, they claim": a pronoun among words that name nobody is all there is of the speaker. */
function pronounOf(line: Line, party: Range): Range | null {
  if (line.tongue.order !== 'svo' || party.to === party.from) return null;
  let pronoun: Range | null = null;
  for (let at = party.from; at <= party.to; at++) {
    if (line.is(at, ...PARTIES, 'us') || (at > 0 && isName(line, at))) return null;
    if (line.is(at, 'pronoun')) pronoun = pronoun ? null : { from: at, to: at };
  }
  return pronoun;
}

/** "In exchange, she added, 39 men went home": said of what stands on both sides, unless a quotation has ended. */
function isBetweenCommas(line: Line, cue: number, last: number): boolean {
  const next = line.words[last + 1]?.text;
  return line.words[cue - 1]?.text === ',' && next === ',' && !line.is(last + 2, 'which', 'that', 'but');
}

/** True if words between two places tell something that happened. */
function isTelling(line: Line, from: number, to: number): boolean {
  for (let at = from; at < to; at++)
    if (line.is(at, ...PREDICATES) && !line.is(at, 'say', 'not')) return true;
  return false;
}

/**
 * "And added that …", "they said: …": where the verb stands first and what is said follows at once, nobody else is named
 * in the sentence, and the one who has spoken just before goes on.
 */
function isImplied(line: Line, verb: number): boolean {
  if (line.tongue.order !== 'vso' || line.is(verb, 'source') || verb > line.clauseOf(verb).bare.from + 1)
    return false;
  const next = (line.words[verb]?.until ?? verb) + 1;
  return line.is(next, 'that') || /^[:"«]$/.test(line.words[next]?.text ?? '');
}

/** "Said Wadiy that": words nobody knows between a verb that stands first and what is said. */
function nameAfter(line: Line, verb: number): Range | null {
  let to = verb;
  while (to < verb + 4 && isUnknownName(line, { from: verb + 1, to: to + 1 })) to++;
  const isEnd = line.is(to + 1, 'that') || line.words[to + 1]?.text === ':';
  return to > verb && isEnd ? { from: verb + 1, to } : null;
}

/** True if what stands between two commas before a verb tells something itself: then the verb only goes on. */
function isChain(line: Line, comma: number): boolean {
  for (let at = comma - 1; at > 0 && line.words[at]?.text !== ','; at--)
    if (line.is(at, 'say', 'denied', 'that') && !line.is(at, 'which')) return true;
  return false;
}

/** "To the ministry", "of the prisoners": no speaker, but for what a statement or an office lets be known. */
function isToldTo(line: Line, party: Range): boolean {
  return isOblique(line, party.to) && !line.is(party.to, 'document');
}

function isCut(line: Line, at: number): boolean {
  // Where the verb stands first, a comma before it ends an adverbial; only a quotation puts the verb behind.
  if (line.tongue.order === 'vso' && !line.isQuoted(at - 1) && !line.isQuoted(at - 2)) return false;
  return /^[,،"»–՝-]$/.test(line.words[at]?.text ?? '');
}

/** Words between a quotation and the verb that tells whose it is: «…», on Tuesday to reporters said X. */
const BEHIND = 5;

function isBehindQuotation(line: Line, cue: number): boolean {
  if (line.tongue.order !== 'sov' || line.isQuoted(cue)) return false;
  for (let at = cue - 1; at >= Math.max(1, cue - 1 - BEHIND); at--) {
    if (isCut(line, at)) return line.isQuoted(at - 1) || line.isQuoted(at - 2) || line.isQuoted(at - 3);
    if (isParty(line, at) && !line.is(at, 'audience')) return false;
  }
  return false;
}

/** "X, who put the figure at 40": the comma before the relative word that is the subject of a verb; or -1. */
function antecedent(line: Line, verb: number): number {
  let at = verb - 1;
  while (at > 0 && line.is(at, 'aux', 'adverb', 'not') && !line.is(at, 'which', 'that')) at--;
  return at > 1 && line.is(at, 'which', 'that') && line.words[at - 1]?.text === ',' ? at - 1 : -1;
}

/** The voices of a text, line by line. Who takes part in it is found out when the first voice is asked for. */
export class Voices {
  readonly #cues = new Map<Line, readonly Cue[]>();
  readonly #lines: readonly Line[];
  readonly #place = new Map<Line, number>();
  readonly #cast: Cast;
  #turns: Map<number, Turn> | undefined;
  #statements: Map<number, Voice> | undefined;
  #hasListened = false;

  constructor(lines: readonly Line[], publisher: string | null = null) {
    this.#lines = lines;
    this.#cast = new Cast(publisher, lines[0]?.tongue);
  }

  /** Goes through the whole text once. */
  #listen(): void {
    if (this.#hasListened) return;
    this.#hasListened = true;
    this.#turns ??= new Map(turnsOf(this.#lines));
    for (const [at, line] of this.#lines.entries()) {
      this.#place.set(line, at);
      const cues = this.cuesIn(line);
      for (const { party } of cues) {
        if (!party || line.is(party.from, 'us') || isFirstPerson(line, party.from)) continue;
        if (party.from === party.to && line.is(party.from, 'pronoun')) continue;
        if (!isDescription(line, party)) this.#cast.add(line, at, party, nameIn(line, party));
        else if (this.#cast.description(line, at, party).name === null) this.#cast.addOther(at);
      }
      // The outlet asks somebody else: the conversation is over.
      const isOwn =
        line.whole.has('us') && line.whole.has('ask', 'request') && line.whole.has('official', 'body');
      if (isOwn || cues.some(({ party }) => party && isNamed(line, party)))
        this.#endTurn(line.sentence.block);
      if (line.tongue.order === 'svo' && cues.some(({ party, side }) => !party && side === 'after'))
        this.#cast.addGap(at);
      const topic = cues.length === 0 ? topicOf(line) : null;
      if (topic) this.#cast.add(line, at, topic, nameIn(line, topic), false);
    }
  }

  /** An answer that runs on into further paragraphs ends where somebody else is named as saying something. */
  #endTurn(block: number): void {
    const turn = this.#turns?.get(block);
    if (!turn?.isLabelled || turn.block === block) return;
    for (const [at, other] of this.#turns ?? []) if (other === turn && at >= block) this.#turns?.delete(at);
  }

  cuesIn(line: Line): readonly Cue[] {
    let cues = this.#cues.get(line);
    if (!cues) this.#cues.set(line, (cues = cuesOf(line)));
    return cues;
  }

  /** The voice of what stands at a word. */
  at(line: Line, word: number): Voice {
    this.#listen();
    const cue = this.#nearest(line, word);
    if (cue) return this.#voiceOf(line, cue);
    return (
      this.#inQuotation(line, word) ??
      this.ofTurn(line) ??
      this.#breakdown(line, word) ??
      this.#between(line) ??
      this.#inStatement(line) ??
      AUTHOR
    );
  }

  /** Only the modality of that voice: for most words it can be told without knowing who speaks. */
  modalityAt(line: Line, word: number): Modality {
    const cue = this.#nearest(line, word);
    if (cue) return cue.modality;
    this.#turns ??= new Map(turnsOf(this.#lines));
    const isAuthor = this.#turns.size === 0 && !line.isQuoted(word) && !line.whole.has('of_them');
    return isAuthor ? 'asserted' : this.at(line, word).modality;
  }

  #nearest(line: Line, word: number): Cue | null {
    const all = this.cuesIn(line);
    const cues = all.filter((cue) => {
      const isInParty = cue.party && cue.party.from <= word && word <= cue.party.to;
      if (isInParty && (all.length > 1 || line.tongue.order !== 'sov')) return false;
      return !this.#isAcross(line, cue.at, word);
    });
    const fitting = cues.filter(
      (cue) => cue.side === 'both' || (cue.side === 'before' ? word < cue.at : word > cue.at),
    );
    const pool =
      fitting.length > 0
        ? fitting
        : cues.filter((cue) => cue.side === 'after' && line.tongue.order === 'sov');
    const inner = pool.filter((cue) => cue.side !== 'before' && cue.at < word).at(-1);
    if (inner) return inner;
    return [...pool].sort((a, b) => Math.abs(a.at - word) - Math.abs(b.at - word))[0] ?? null;
  }

  /** A semicolon ends what a cue reaches, unless it stands inside the quotation that the cue introduces. */
  #isAcross(line: Line, cue: number, word: number): boolean {
    if (line.isQuoted(word) && !line.isQuoted(cue)) return false;
    for (let at = Math.min(cue, word); at < Math.max(cue, word); at++)
      if (line.words[at]?.text === ';') return true;
    return false;
  }

  #voiceOf(line: Line, cue: Cue): Voice {
    const mention = line.text({
      from: Math.min(cue.at, cue.party?.from ?? cue.at),
      to: Math.max(cue.at, cue.party?.to ?? cue.at),
    });
    const shared = { mention: mention.slice(0, 160), modality: cue.modality };
    const { party } = cue;
    const place = this.#place.get(line) ?? 0;
    const { block } = line.sentence;
    const known = line.tongue.hasCapitals ? null : this.#surname(line, cue, place);
    if (known !== null) return { ...shared, state: 'named', name: known, candidates: [] };
    if (!party || cue.name === null) {
      const { name, candidates } = this.#cast.speaker(place, block);
      const isLate = cue.side === 'before' && candidates.length > 0;
      const goesOn =
        name !== null &&
        (isLate || line.isQuoted(0) || /["»”]/.test(line.words[0]?.text ?? '') || isImplied(line, cue.at));
      return { ...shared, state: goesOn ? 'named' : 'unresolved', name: goesOn ? name : null, candidates };
    }
    const isOwn = line.is(party.from, 'us') || (party.from === cue.at && isFirstPerson(line, cue.at));
    if (isOwn && party.from === party.to) {
      const own = this.#inQuotation(line, party.from) ?? this.ofTurn(line) ?? AUTHOR;
      return { ...own, modality: cue.modality };
    }
    if (party.from === party.to && line.is(party.from, 'pronoun')) {
      const { name, candidates } = this.#cast.speaker(place, block);
      return { ...shared, state: name === null ? 'unresolved' : 'named', name, candidates };
    }
    if (isClause(line, party)) return { ...shared, state: 'unresolved', name: null, candidates: [] };
    const besides = namedBeside(line, party);
    if (besides) return { ...shared, state: 'named', name: nameOf(line.text(besides)), candidates: [] };
    if (isDescription(line, party)) {
      const { name, candidates } = this.#cast.description(line, place, party);
      if (name !== null || candidates.length > 1)
        return { ...shared, state: name === null ? 'unresolved' : 'named', name, candidates };
    }
    const isMuddledHere = isMuddled(line, party, this.#cast.hasNamed(place));
    if (isMuddledHere || isBareInCase(line, party, this.#lines.length))
      return { ...shared, state: 'unresolved', name: null, candidates: [nameIn(line, party)] };
    return { ...shared, state: 'named', name: nameIn(line, party), candidates: [] };
  }

  /** A word behind the verb that only one party of the text bears: "Wadiy denied", after "Colonel Nasr Wadiy". */
  #surname(line: Line, cue: Cue, place: number): string | null {
    if (cue.party && cue.party.to > cue.party.from) return null;
    const at = cue.party?.from ?? cue.at + 1;
    const word = line.words[at];
    if (!word || word.concepts.size > 0 || !/^\p{L}{3}/u.test(word.text)) return null;
    return this.#cast.named(word.text.toLowerCase(), place);
  }

  /** A sentence inside a quotation belongs to whoever the quotation belongs to. */
  #inQuotation(line: Line, word: number): Voice | null {
    const at = this.#place.get(line) ?? 0;
    if (!line.isQuoted(word)) return null;
    const place = line.sentence.start + (line.words[word]?.start ?? 0);
    const quote = line.quotes.find((q) => q.start < place && place < q.end);
    if (!quote || quote.end - quote.start < 40) return null;
    for (const step of [1, -1, 2, -2, 3, -3]) {
      const other = this.#lines[at + step];
      if (!other || other.sentence.block !== line.sentence.block) continue;
      const reaches = other.sentence.start <= quote.end + 2 && other.sentence.end >= quote.start - 60;
      const cue = this.cuesIn(other).find((c) => c.party && (step > 0 ? c.side !== 'after' : true));
      if (reaches && cue) return this.#voiceOf(other, cue);
    }
    const { candidates } = this.#cast.pronoun(at, line.sentence.block);
    return { ...AUTHOR, state: 'unresolved', candidates };
  }

  /** "The spokesman stated as follows:", and then numbered paragraphs: whoever opens them says what is in them. */
  #inStatement(line: Line): Voice | null {
    this.#statements ??= this.#findStatements();
    return this.#statements.get(line.sentence.block) ?? null;
  }

  /** The blocks of a statement that a line ending in a colon opens, as long as each begins as an entry does. */
  #findStatements(): Map<number, Voice> {
    const found = new Map<number, Voice>();
    let open: Voice | null = null;
    let block = -1;
    for (const line of this.#lines) {
      const isFirst = line.sentence.block !== block;
      block = line.sentence.block;
      if (isFirst && open && !isEntry(line)) open = null;
      if (open) found.set(block, open);
      if (!line.sentence.plain.trimEnd().endsWith(':')) continue;
      const voice = this.#openerOf(line);
      if (voice) open = voice;
    }
    return found;
  }

  /** Who is named by the last word of speech of a line, or as the one whose answer follows. */
  #openerOf(line: Line): Voice | null {
    const cue = this.cuesIn(line).at(-1);
    if (cue?.party) {
      const voice = this.#voiceOf(line, cue);
      return voice.name === null ? null : { ...voice, modality: 'asserted' };
    }
    const party = line.is(0, 'reply') ? partyAfter(line, 1) : null;
    const name = party && isPlain(line, party) ? nameIn(line, party) : null;
    return name === null ? null : { ...AUTHOR, state: 'named', name, mention: name };
  }

  /** What "he" at the head of a sentence stands for, where that is plain. */
  pronounAt(line: Line): Voice {
    this.#listen();
    const { name, candidates } = this.#cast.pronoun(this.#place.get(line) ?? 0, line.sentence.block);
    return { ...AUTHOR, state: name === null ? 'unresolved' : 'named', name, candidates };
  }

  /** The voice of the one whose turn it is in a conversation; null outside one and for questions. */
  ofTurn(line: Line): Voice | null {
    this.#listen();
    const turn = this.#turns?.get(line.sentence.block);
    if (!turn || turn.isAsker) return null;
    const { name, candidates } = turn;
    return { ...AUTHOR, state: name === null ? 'unresolved' : 'named', name, mention: name, candidates };
  }

  /** True in a block of a conversation that one of its speakers opens: what is asked there is asked of the other. */
  isInTurn(line: Line): boolean {
    this.#turns ??= new Map(turnsOf(this.#lines));
    return this.#turns.has(line.sentence.block);
  }

  /** Between two sentences of one paragraph that name the same speaker nobody else speaks. */
  #between(line: Line): Voice | null {
    const at = this.#place.get(line) ?? 0;
    const before = this.#speaking(at, -1);
    const after = before && this.#speaking(at, 1);
    return before && after && before.name === after.name ? { ...before, modality: 'asserted' } : null;
  }

  /** The one named speaker of the nearest sentence with a cue, two steps away at most in the same paragraph. */
  #speaking(at: number, step: 1 | -1): Voice | null {
    const block = this.#lines[at]?.sentence.block;
    for (const near of [at + step, at + 2 * step]) {
      const line = this.#lines[near];
      if (!line || line.sentence.block !== block) return null;
      const cues = this.cuesIn(line);
      if (cues.length === 0) continue;
      const voices = cues.map((cue) => this.#voiceOf(line, cue));
      const [first] = voices;
      return first?.name != null && voices.every(({ name }) => name === first.name) ? first : null;
    }
    return null;
  }

  /** "Of these, 40 are women" goes on with the sentence before: whoever gave the total gives its parts. */
  #breakdown(line: Line, word: number): Voice | null {
    const at = this.#place.get(line) ?? 0;
    const part = line.whole.find('of_them');
    const before = this.#lines[at - 1];
    if (part < 0 || part > Math.max(word, 3) || !before || before.sentence.block !== line.sentence.block)
      return null;
    const cues = this.cuesIn(before);
    if (cues.length === 0) return this.#breakdown(before, before.words.length);
    const [only] = cues;
    return cues.length === 1 && only ? { ...this.#voiceOf(before, only) } : null;
  }
}

/** "1.", "b)", "–", "Second:": how an entry of a statement or a list begins. */
function isEntry(line: Line): boolean {
  const [first, second] = line.words;
  if (!first || !second) return false;
  if (/^[-–—•*·]$/.test(first.text)) return true;
  // With capitals a word before a colon may be somebody else's name.
  if (second.text === ':' && !line.tongue.hasCapitals) return true;
  return (first.isDigits || first.text.length <= 2) && /^[.)\-–/]$/.test(second.text);
}

/** The party a sentence without a speaker is about, if it begins with one that can speak. */
function topicOf(line: Line): Range | null {
  const head = partyAtHead(line, 0, Math.min(12, line.words.length));
  const party = head && namedPart(line, head, true);
  if (!party || !isPlain(line, party) || isDescription(line, party)) return null;
  for (let at = party.from; at <= party.to; at++)
    if (line.is(at, 'monitor', 'body', 'group', 'official', 'lawyer', 'kin')) return party;
  return null;
}
