/**
 * The parties that a text names, in its order, and which of them a pronoun or a description stands for at a place.
 * Where nobody or more than one could be meant the answer is nobody, with the candidates.
 */
import type { Grammar, PartyType } from '../grammar.ts';
import { type Sentence } from '../segment.ts';
import { tokens } from '../grammar.ts';
import type { SpeakerLines } from './lines.ts';
import {
  appositionType,
  clean,
  KIN_BESIDE,
  nameBehind,
  ownSubject,
  plausibleName,
  PRONOUN,
} from './naming.ts';

interface Mention {
  readonly name: string;
  readonly type: PartyType;
  readonly sentence: number;
  readonly block: number;
  /** Named as a source, not only as the topic of a sentence. */
  readonly spoke: boolean;
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

  /** Notes the party a sentence is about. */
  noteTopic(sentence: Sentence): void {
    const topic =
      /^(?:\d{1,2}(?::\d\d|[.)/]) )?(?:The |Both |Mr |Ms |Mrs |Dr )?(?<name>[A-Z][\w'-]+(?:(?: |, | and | al-| of the )[A-Z][\w'-]+)*)(?=, (?:who|which|a|an|the|both|\d+|director|head|mother|wife|father)\b| (?:[a-z]+ly )?(?:turns|spreads|shakes|sits|keeps|opens|leans|lives|runs|walks|remembers|smiles|nods|points|reads|looks|works|served|spent|[a-z]+ed|came|went|took|saw|gave|sat|stood|met|rang|led|ran|got|began|kept|put|sent)\b| (?:is|are|was|were|has|have|had|who|will|would|did|does)\b)/.exec(
        sentence.plain,
      ) ??
      /^(?:\d{1,2}(?::\d\d|[.)/]) )?(?<name>(?:The|A|An|One|Another|His|Her|Their) (?:[a-z-]+ ){0,3}?(?:man|woman|survivor|returnee|conscript|deserter|fisherman|teacher|student|farmer|driver|cook|governor|officer|minister|spokes\w+|director|lawyer|prosecutor|judge|commander|commandant|guard|nurse|doctor|delegate|official|mayor|colonel|general|mother|father|wife|brother|sister|widow|ambassador|diplomat|inspector|ombuds\w+|envoy|mediator|advocate|president|chairman|consul|captain|warden|witness)(?: (?:who|whose|from|of|in) [^,.;]{3,50}?)?|(?:The |Two |Three |Some |Several |Its |Their |His |Her |[A-Z][\w'-]+(?: [A-Z][\w'-]+)?'s? )(?:own )?(?:[a-z-]+ ){0,2}?(?:prosecutors|lawyers|relatives|families|experts|monitors|observers|rebels|survivors|investigators|inspectors|diplomats|researchers|activists|officials|delegates|mediators|negotiators|villagers|residents|mothers|doctors|guards)) (?:contradict\w*|have|are|were|say|[a-z]+ed|is|was|has|had|did|will|would|could|came|went)\b/.exec(
        sentence.plain,
      );
    const kin = KIN_BESIDE.exec(sentence.plain)?.groups?.['name'];
    const found = kin ?? topic?.groups?.['name'] ?? this.#subjectOf(sentence);
    const name = found ? (nameBehind(sentence.plain, found) ?? found) : found;
    if (
      !name ||
      /^(?:The|In|On|At|It|They|He|She|But|And|There|This|That|When|If|Of|For|None|Neither|Today|According)$/.test(
        name,
      )
    )
      return;
    const type =
      (kin ? 'person' : null) ??
      appositionType(sentence.plain, name, this.#grammar) ??
      (PLURAL_ROLE.test(name) || / and /.test(name) ? 'people' : this.#grammar.partyType(name));
    this.#mentions.push({ name, type, sentence: sentence.index, block: sentence.block, spoke: false });
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

  /** The party that is the subject of the first verb: "The rights group Lantern issued …". */
  #subjectOf(sentence: Sentence): string | null {
    const list = tokens(sentence.plain.slice(0, 240));
    for (let at = 1; at < list.length && at < 16; at++) {
      const word = list[at]?.verbal ?? '';
      if (list[at]?.words === '"') return null;
      if (!this.#grammar.isFinite(word) && !/^[a-z]{3,}(?:ed|s)$/.test(word)) continue;
      const span = this.#grammar.subjectBefore(list, at);
      if (!span) continue;
      const words = sentence.plain.slice(span.start, span.end);
      const type = this.#grammar.partyType(words);
      const isTitled = /^(?:\p{Lu}[\p{L}'.-]+ ){1,4}\p{Lu}[\p{L}'-]+$/u.test(words);
      // "The priest" may be somebody named before; "a nun" and "the harbour master at Bokel" are new here.
      const isDescribed =
        words.length < 60 && /^(?:An?|One|Another) |^The .{3,30} (?:of|at|from|in|who|whose) /.test(words);
      if ((type === 'person' && (isTitled || isDescribed)) || (type === 'body' && words.length < 60))
        return words;
    }
    return null;
  }

  /** The party that words stand for, here; `trailing` for a cue that stands behind what it attributes. */
  identify(words: string, sentence: Sentence, trailing = false): Identified {
    const source = clean(words);
    const lower = source.toLowerCase();
    if (/^(?:i|we|me|us|our|my)$/.test(lower))
      return { name: this.#lines.of(sentence.block), candidates: [] };
    if (
      /^(?:nobody|no one|none|who|which|that|this|there|those|some|many|most|anyone|everyone|one|others|another|people|all|neither|both|what)$/.test(
        lower,
      )
    )
      return { name: null, candidates: [] };
    if (/^(?:he|she|him|her|his)$/.test(lower)) {
      const own = ownSubject(sentence.plain, lower);
      return own === null
        ? this.#nearest(sentence, ['person', 'unclear'], trailing)
        : { name: own, candidates: [] };
    }
    if (lower === 'it' || lower === 'its')
      return this.#nearest(sentence, ['body', 'document', 'unclear'], trailing);
    if (/^(?:they|them|their|these|the two|the pair)$/.test(lower))
      return this.#nearest(sentence, ['people', 'body'], trailing);
    const described = /^the (?:[a-z-]+ )*?([a-z-]+)(?: in [A-Z][\w-]+)?$/.exec(source.replace(/^The/, 'the'));
    if (described) return this.#described(source, described[1] ?? '', sentence);
    const beside = nameBehind(sentence.plain, source);
    if (beside !== null) return { name: beside, candidates: [] };
    if (!plausibleName(source)) return { name: null, candidates: [] };
    return { name: source, candidates: [] };
  }

  /** "the ministry" is the ministry named before; "the group" is the one body that has spoken here, if one. */
  #described(source: string, head: string, sentence: Sentence): Identified {
    const earlier = this.#before(sentence)
      .reverse()
      .find(
        (m) =>
          m.name.toLowerCase() !== source.toLowerCase() &&
          new RegExp(`\\b${head}\\b`, 'i').test(m.name) &&
          /\p{Lu}/u.test(m.name.slice(4)),
      );
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

  #nearest(sentence: Sentence, types: readonly PartyType[], trailing = false): Identified {
    const window = this.#before(sentence).filter(
      (m) =>
        types.includes(m.type) &&
        // "The colonel was drunk, he said": the subject of what is told is not who tells it.
        (m.spoke || !trailing || m.sentence < sentence.index) &&
        (m.block === sentence.block || (m.block === sentence.block - 1 && sentence.index - m.sentence <= 4)),
    );
    const candidates = [...new Set(window.map((m) => m.name))].reverse();
    const fresh = window.filter(
      (m) =>
        m.spoke ||
        (sentence.index - m.sentence <= 1 && m.type !== 'unclear' && !types.includes('body')) ||
        (types.includes('people') && m.type === 'people' && sentence.index - m.sentence <= 1) ||
        (types.includes('body') && m.type === 'body' && sentence.index - m.sentence === 1),
    );
    const own = fresh.filter((m) => m.block === sentence.block);
    const pool = own.length > 0 ? own : fresh;
    const names = [...new Set(pool.map((m) => m.name))];
    const last = pool.at(-1);
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

/** Parties that are several. */
const PLURAL_ROLE =
  /(?:prosecutors|lawyers|relatives|families|experts|monitors|observers|rebels|survivors|investigators|inspectors|diplomats|researchers|activists|officials|delegates|mediators|negotiators|villagers|residents|mothers|doctors|guards)$/;

/** Mentions looked back at: enough for a dozen paragraphs, constant for any length. */
const RECENT = 80;
