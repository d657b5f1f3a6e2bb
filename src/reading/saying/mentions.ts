/**
 * The parties that a text names, in its order, and which of them a pronoun or a description stands for at a place.
 * Where nobody or more than one could be meant the answer is nobody, with the candidates.
 */
import type { Grammar, PartyType } from '../grammar.ts';
import type { Sentence } from '../segment.ts';
import type { SpeakerLines } from './lines.ts';
import { aliasOf, appositionType, clean, nameBehind, ownSubject, plausibleName, PRONOUN } from './naming.ts';
import { personsBeside, topicOf } from './topics.ts';

interface Mention {
  readonly name: string;
  readonly type: PartyType;
  readonly sentence: number;
  readonly block: number;
  /** Named as a source, not only as the topic of a sentence. */
  readonly spoke: boolean;
  /** Named beside the one a sentence is about: it may be meant by a pronoun, and is never taken for it. */
  readonly isBeside?: boolean;
}

/** Whom words stand for; `name` is null where nobody or more than one could be meant. */
export interface Identified {
  readonly name: string | null;
  readonly candidates: readonly string[];
}

export class Mentions {
  readonly #grammar: Grammar;
  readonly #lines: SpeakerLines;
  readonly #mentions: Mention[] = [];
  /** "he" or "she", by the last word of a name: what the text has said of somebody once holds later. */
  readonly #genders = new Map<string, Gender>();

  constructor(grammar: Grammar, lines: SpeakerLines) {
    this.#grammar = grammar;
    this.#lines = lines;
  }

  /** Notes a party that spoke. Sentences come in the order of the text. */
  noteSpeaker(name: string, sentence: Sentence): void {
    if (PRONOUN.test(name)) return;
    this.#mentions.push({
      name,
      type: appositionType(sentence.plain, name, this.#grammar) ?? this.#grammar.partyType(name),
      sentence: sentence.index,
      block: sentence.block,
      spoke: true,
    });
  }

  /** Notes the party a sentence is about, and the other persons it names. */
  noteTopic(sentence: Sentence): void {
    const topic = topicOf(sentence, this.#grammar);
    const { index, block } = sentence;
    for (const name of personsBeside(sentence.plain, this.#grammar))
      if (topic === null || !sameWords(topic.name, name))
        this.#mentions.push({ name, type: 'person', sentence: index, block, spoke: false, isBeside: true });
    if (topic) this.#mentions.push({ ...topic, sentence: index, block });
  }

  /** The words for whoever a sentence is about; null where it is about nobody who could speak. */
  topicOf(sentence: Sentence): string | null {
    return topicOf(sentence, this.#grammar)?.name ?? null;
  }

  /** "A man who got out met me. He had shared a cell. He remembers …": the second sentence keeps him in mind. */
  noteChain(sentence: Sentence): void {
    if (!/^(?:(?:Then|Later|But|And|So|Now|After that|Today),? )?(?:[Hh]e|[Ss]he)\b/.test(sentence.plain))
      return;
    const { name } = this.#nearest(sentence, ['person', 'unclear']);
    if (name === null) return;
    const { index, block } = sentence;
    this.#mentions.push({ name, type: 'person', sentence: index, block, spoke: false });
  }

  /** The party that words stand for, here; `trailing` for a cue that stands behind what it attributes. */
  identify(words: string, sentence: Sentence, trailing = false): Identified {
    const source = clean(words);
    const lower = source.toLowerCase();
    if (/^(?:i|we|me|us|our|my)$/.test(lower) || OURS.test(lower))
      return { name: this.#lines.of(sentence.block), candidates: [] };
    if (
      /^(?:nobody|no one|none|who|which|that|this|there|those|some|many|most|anyone|everyone|one|others|another|people|all|neither|both|what)$/.test(
        lower,
      )
    )
      return { name: null, candidates: [] };
    if (/^(?:he|she|him|her|his)$/.test(lower)) {
      const own = ownSubject(sentence.plain, lower);
      if (own !== null) return { name: own, candidates: [] };
      const gender = /^(?:she|her)$/.test(lower) ? 'she' : 'he';
      const found = this.#nearest(sentence, ['person', 'unclear'], trailing, gender);
      if (found.name !== null) this.#genders.set(lastWord(found.name), gender);
      return found;
    }
    if (lower === 'it' || lower === 'its') {
      const found = this.#nearest(sentence, ['body', 'document', 'unclear'], trailing);
      const own = trailing ? topicOf(sentence, this.#grammar) : null;
      // "The ministry does not negotiate, it has told the press": the ministry itself, or whoever spoke before.
      return own?.type === 'body' && found.name !== null && !sameWords(own.name, found.name)
        ? { name: null, candidates: [own.name, found.name] }
        : found;
    }
    if (/^(?:they|them|their|these|the two|the pair)$/.test(lower))
      return this.#nearest(sentence, ['people', 'body'], trailing);
    const alias = aliasOf(sentence.plain, source);
    if (alias !== null) return { name: alias, candidates: [] };
    const described = /^the (?:[a-z-]+ )*?([a-z-]+)(?: in [A-Z][\w-]+)?$/.exec(source.replace(/^The/, 'the'));
    if (described) return this.#described(source, described[1] ?? '', sentence);
    const beside = nameBehind(sentence.plain, source);
    if (beside !== null) return { name: beside, candidates: [] };
    if (!plausibleName(source)) return { name: null, candidates: [] };
    return { name: source, candidates: [] };
  }

  /** True if the text tells that a name is a person's: an office or a title stands by it. */
  #isPerson(name: string): boolean {
    return (
      this.#mentions.some((m) => m.isBeside === true && sameWords(m.name, name)) ||
      this.#grammar.is(name.split(' ')[0]?.toLowerCase() ?? '', 'title')
    );
  }

  /** "the ministry" is the ministry named before; "the group" is the one body that has spoken here, if one. */
  #described(source: string, head: string, sentence: Sentence): Identified {
    const own = source.toLowerCase();
    const isHead = new RegExp(`\\b${head}\\b`, 'i');
    const earlier = this.#before(sentence)
      .reverse()
      .find((m) => isHead.test(m.name) && m.name.toLowerCase() !== own && /\p{Lu}/u.test(m.name.slice(4)));
    if (this.#grammar.is(head, 'vaguebody')) {
      const near = this.#nearest(sentence, ['body', 'people', 'unclear']);
      if (near.name !== null) return near;
      // Where nobody has been named, the report speaks for itself.
      const itself = near.candidates.length === 0 && this.#grammar.is(head, 'document') ? source : null;
      return { name: itself, candidates: near.candidates };
    }
    return { name: earlier && sentence.block - earlier.block < 12 ? earlier.name : source, candidates: [] };
  }

  /** The last mentions up to a sentence, in the order of the text; what comes later says nothing about it. */
  #before(sentence: Sentence): Mention[] {
    let low = 0;
    let high = this.#mentions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#mentions[middle]?.sentence ?? 0) <= sentence.index) low = middle + 1;
      else high = middle;
    }
    return this.#mentions.slice(Math.max(0, low - RECENT), low);
  }

  /** False for one of whom the text has told that "he" is none of his, or "she" none of hers. */
  #canBe(name: string, gender: Gender | undefined): boolean {
    if (gender === undefined) return true;
    const known = genderOf(name) ?? this.#genders.get(lastWord(name));
    return known === undefined || known === gender;
  }

  #nearest(sentence: Sentence, types: readonly PartyType[], trailing = false, gender?: Gender): Identified {
    const around = this.#before(sentence).filter(
      (m) =>
        this.#canBe(m.name, gender) &&
        // "The colonel was drunk, he said": the subject of what is told is not who tells it.
        (m.spoke || !trailing || m.sentence < sentence.index) &&
        (m.block === sentence.block || (m.block === sentence.block - 1 && sentence.index - m.sentence <= 4)),
    );
    const isPerson = types.includes('person');
    const fitting = around.filter(
      (m) =>
        m.isBeside !== true &&
        types.includes(m.type) &&
        // "The rule book", "the cooperative": what is known by no name and no office is no "he".
        !(isPerson && m.type === 'unclear' && !/\p{Lu}/u.test(m.name.slice(1))),
    );
    // "Harbour Watch has …, the group said": two capitals are a person's name or a body's, until more is known.
    const isBody = types.includes('body') && !types.includes('person');
    const window =
      isBody && fitting.length === 0
        ? around.filter((m) => m.isBeside !== true && isBareName(m) && !this.#isPerson(m.name))
        : fitting;
    const candidates = [...new Set(window.map((m) => m.name))].reverse();
    const fresh = window.filter(
      (m) =>
        m.spoke ||
        (sentence.index - m.sentence <= 1 && m.type !== 'unclear' && !types.includes('body')) ||
        (types.includes('people') && m.type === 'people' && sentence.index - m.sentence <= 1) ||
        (isBody &&
          m.type !== 'people' &&
          sentence.index - m.sentence === 1 &&
          (m.type === 'body' || isBareName(m))),
    );
    const own = fresh.filter((m) => m.block === sentence.block);
    const pool = own.length > 0 ? own : fresh;
    const isPersonal = types.includes('person');
    if (isPersonal && pool.length > 0 && !pool.some((m) => m.spoke)) {
      // "Olga Prin met the investigator, Jan Weiss. He told her …": either may be meant.
      const beside = around.filter(
        (m) =>
          m.isBeside === true &&
          m.sentence >= (pool.at(-1)?.sentence ?? 0) &&
          !pool.some((p) => sameWords(p.name, m.name)),
      );
      if (beside.length > 0)
        return { name: null, candidates: [...new Set([...candidates, ...beside.map((m) => m.name)])] };
    }
    const names = [...new Set(pool.map((m) => m.name))];
    const last = pool.at(-1);
    // "General Monn seldom receives the press. … He …": the one person named so far, and nobody beside him.
    if (!last && isPersonal && candidates.length === 1 && FULL_NAME.test(candidates[0] ?? ''))
      if (!around.some((m) => m.isBeside === true && !sameWords(m.name, candidates[0] ?? '')))
        return { name: candidates[0] ?? null, candidates: [] };
    if (!last) return { name: null, candidates };
    if (names.length === 1) return { name: last.name, candidates: candidates.slice(1) };
    const spoke = [...pool].reverse().find((m) => m.spoke);
    const sure =
      spoke &&
      sentence.index - spoke.sentence <= 1 &&
      !pool.some((m) => m.sentence > spoke.sentence && m.name !== spoke.name);
    return sure
      ? { name: spoke.name, candidates: candidates.filter((c) => c !== spoke.name) }
      : { name: null, candidates };
  }
}

/** "By the reckoning of my Office", "our register": what is the writer's own speaks with the writer's voice. */
export const OURS =
  /^(?:our|my) (?:own )?(?:office|registers?|counts?|lists?|records?|files?|organi[sz]ation|union|association|committee|centre|network|estimates?|tall(?:y|ies)|figures?|data|database|calculations?|reckoning|information)\b/;

/** A name of two words or more. */
const FULL_NAME = /^(?:\p{Lu}[\p{L}'.-]+ ){1,4}\p{Lu}[\p{L}'-]+$/u;

type Gender = 'he' | 'she';

function lastWord(name: string): string {
  return name.slice(name.lastIndexOf(' ') + 1).toLowerCase();
}

const SHE =
  /^(?:Mrs|Ms|Miss|Lady|Dame|Sister|Queen|Princess)\b|\b(?:mother|wife|widow|sister|daughter|aunt|grandmother|woman|girl|niece|fiancée|\w+woman)$/;
const HE =
  /^(?:Mr|Sir|Lord|Father|Brother|King|Prince)\b|\b(?:father|husband|brother|son|uncle|man|boy|grandfather|nephew|priest|bishop|imam|spokesman|policeman)$/;

function genderOf(name: string): Gender | undefined {
  return SHE.test(name) ? 'she' : HE.test(name) ? 'he' : undefined;
}

/** Mentions looked back at: enough for a dozen paragraphs, constant for any length. */
const RECENT = 80;

/** A name of two to four words with nothing that tells what bears it. */
function isBareName({ name, type }: Mention): boolean {
  return type === 'person' && /^(?:\p{Lu}[\p{L}'-]+ ){1,3}\p{Lu}[\p{L}'-]+$/u.test(name);
}

/** True if one name holds the other. */
function sameWords(a: string, b: string): boolean {
  return a.includes(b) || b.includes(a);
}
