/**
 * Who speaks: resolves pronouns and descriptions to parties named in the text, follows quotations and speaker
 * lines, and decides which sentences go on without a cue. Where it is not sure it abstains and shows candidates:
 * a wrong name is a false record, an open question costs a reviewer one click.
 */
import type { Frame } from './attribution.ts';
import type { Attribution, Modality } from './contract.ts';
import type { Grammar } from './grammar.ts';
import {
  goesOnWithEvidence,
  isHearing,
  isItem,
  opensAccount,
  opensList,
  ownerOfList,
  speakerOfBefore,
} from './saying/carry.ts';
import { SpeakerLines } from './saying/lines.ts';
import { type Identified, Mentions, OURS } from './saying/mentions.ts';
import { type Block, holds, type Sentence, type Span } from './segment.ts';

export interface Voice {
  readonly state: Attribution['state'];
  readonly name: string | null;
  readonly mention: string | null;
  readonly candidates: readonly string[];
  readonly modality: Modality;
}

interface Resolved {
  readonly frame: Frame;
  readonly name: string | null;
  readonly candidates: readonly string[];
}

const AUTHOR: Voice = { state: 'author', name: null, mention: null, candidates: [], modality: 'asserted' };

export class Speakers {
  readonly #body: string;
  readonly #mentions: Mentions;
  readonly #resolved: Resolved[][] = [];
  readonly #quotes = new Map<number, [Span, Resolved][]>();
  readonly #lines: SpeakerLines;
  readonly #sentences: Sentence[] = [];
  /** Speakers of sentences without a cue of their own, from a sentence before or behind them. */
  readonly #carried: (Resolved | undefined)[] = [];
  readonly #isHearing: boolean;
  /** The experts whose release the text is: they vouch for what no other is named for. */
  #house: Resolved | undefined;

  constructor(
    body: string,
    blocks: readonly Block[],
    frames: ReadonlyMap<number, readonly Frame[]>,
    grammar: Grammar,
  ) {
    this.#body = body;
    this.#lines = new SpeakerLines(body, blocks);
    this.#mentions = new Mentions(grammar, this.#lines);
    this.#isHearing = isHearing(body);
    let list: Resolved | undefined;
    let open: Resolved | undefined;
    for (const block of blocks) {
      for (const sentence of block.sentences) {
        this.#sentences[sentence.index] = sentence;
        this.#mentions.noteTopic(sentence);
        this.#resolved[sentence.index] = (frames.get(sentence.index) ?? []).map((frame) =>
          this.#resolve(frame, sentence),
        );
        this.#mentions.noteChain(sentence);
      }
      open = this.#assignQuotes(block, open);
      if (!isItem(this.#body.slice(block.start, block.start + 12))) list = undefined;
      this.#carry(block, list);
      list = this.#listSpeaker(block) ?? list;
    }
    this.#house = this.#houseOf(blocks);
  }

  /** A release that opens with experts, who then speak three times or more and as often as all others together. */
  #houseOf(blocks: readonly Block[]): Resolved | undefined {
    const lead = blocks[0]?.sentences[0];
    if (!lead || !HOUSE.test(lead.plain)) return undefined;
    const spoken = this.#sentences
      .flatMap((sentence) => this.#speaking(sentence))
      .filter((r) => r.name !== null);
    const own = spoken.filter((r) => HOUSE.test(r.name ?? ''));
    return own.length >= 3 && own.length * 2 >= spoken.length ? own[0] : undefined;
  }

  /** Gives sentences without a cue the speaker of an account, of a list, or of a sentence behind them. */
  #carry(block: Block, list: Resolved | undefined): void {
    let account = list;
    for (const [at, sentence] of block.sentences.entries()) {
      const own = this.#speaking(sentence);
      const source = speakerOfBefore(sentence.plain);
      if (source !== null) this.#carryBack(block, at, this.#told(source, sentence));
      else if (opensAccount(sentence)) account = own.at(-1) ?? this.#teller(sentence);
      else if (own.length > 0) account = undefined;
      else this.#carried[sentence.index] = account;
    }
  }

  /** To the sentences before one in its paragraph, or to those of the paragraph before where it opens one. */
  #carryBack(block: Block, at: number, told: Resolved | undefined): void {
    const first = block.sentences[at];
    if (!told || !first) return;
    const { block: place } = this.#sentences[first.index - (at === 0 ? 1 : 0)] ?? first;
    for (let index = first.index - 1; this.#sentences[index]?.block === place; index--) {
      const sentence = this.#sentences[index];
      if (!sentence || this.#speaking(sentence).length > 0) return;
      this.#carried[index] = told;
    }
  }

  #listSpeaker(block: Block): Resolved | undefined {
    const last = block.sentences.at(-1);
    if (!last || !opensList(last.plain)) return undefined;
    const owner = ownerOfList(last.plain);
    return this.#speaking(last).at(-1) ?? (owner === null ? this.#teller(last) : this.#told(owner, last));
  }

  /** What somebody says in a sentence, without what nobody says and what is asked. */
  #speaking(sentence: Sentence): Resolved[] {
    return (this.#resolved[sentence.index] ?? []).filter(
      (r) => r.frame.cue.class !== 'impersonal' && r.frame.cue.class !== 'ask',
    );
  }

  /** Whoever a sentence without a cue is about, as the one who tells what follows. */
  #teller(sentence: Sentence): Resolved | undefined {
    const topic = this.#mentions.topicOf(sentence);
    return topic === null ? undefined : this.#told(topic, sentence);
  }

  #told(source: string, sentence: Sentence): Resolved | undefined {
    const { name, candidates } = this.#mentions.identify(source, sentence);
    const at = Math.max(0, sentence.plain.indexOf(source));
    const mention = { start: sentence.start + at, end: sentence.start + at + source.length };
    const frame: Frame = {
      content: sentence,
      mention,
      source,
      sourceSpan: mention,
      modality: 'asserted',
      cue: { class: 'say', modality: 'asserted', lemma: 'tell' },
      trailing: false,
    };
    return { frame, name, candidates };
  }

  #resolve(frame: Frame, sentence: Sentence): Resolved {
    if (frame.source === null) return { frame, name: null, candidates: [] };
    const { name, candidates } = this.#mentions.identify(frame.source, sentence, frame.trailing);
    // Who asks is not who answers: a "he" that follows is the one who was asked.
    if (name !== null && frame.cue.class !== 'ask') this.#mentions.noteSpeaker(name, sentence);
    return { frame, name, candidates };
  }

  /** The party that words stand for, here. `name` is null where nobody or more than one could be meant. */
  identify(words: string, sentence: Sentence): Identified {
    return this.#mentions.identify(words, sentence);
  }

  /**
   * Gives every quotation of a block the speaker of the cue beside it, or of the quotation before it. `before` speaks
   * on where the block opens with a quotation that has no cue. Returns who speaks at the end of the block.
   */
  #assignQuotes(block: Block, before: Resolved | undefined): Resolved | undefined {
    const isOpening = block.quotes[0]?.start === block.start && block.quotes.length === 1;
    const isNamed = block.sentences.some((sentence) => this.#speaking(sentence).length > 0);
    let last: Resolved | undefined = isOpening && !isNamed ? before : undefined;
    const own: [Span, Resolved][] = [];
    const index = block.sentences[0]?.block;
    if (index !== undefined) this.#quotes.set(index, own);
    for (const quote of block.quotes) {
      const beside = this.#besideQuote(quote, block);
      const whole = quote.end - quote.start > 24 || beside !== undefined || this.#isSentence(quote, block);
      if (beside) last = beside;
      const speaker = beside ?? (whole ? (last ?? this.#laterCue(quote, block)) : undefined);
      if (speaker) own.push([quote, speaker]);
    }
    const end = own.at(-1);
    return end && end[0].end >= block.end - 120 ? end[1] : undefined;
  }

  /** A quotation that is a sentence of its own, however short. */
  #isSentence(quote: Span, block: Block): boolean {
    return (
      block.sentences.some((sentence) => Math.abs(sentence.start - quote.start) <= 1) &&
      /[.!?…]["”»’']?$/.test(this.#body.slice(quote.start, quote.end).trimEnd())
    );
  }

  #besideQuote(quote: Span, block: Block): Resolved | undefined {
    let best: { distance: number; resolved: Resolved } | undefined;
    for (const sentence of block.sentences) {
      if (sentence.end < quote.start || sentence.start > quote.end + 2) continue;
      for (const resolved of this.#resolved[sentence.index] ?? []) {
        const { mention, cue } = resolved.frame;
        if (cue.class === 'impersonal' || holds(quote, mention)) continue;
        // »… told us: "They beat us." Another said that …«: after a full stop only "…, he said" looks back.
        if (mention.start >= quote.end && !resolved.frame.trailing && this.#isClosed(quote)) continue;
        const before = quote.start - mention.end;
        const after = mention.start - quote.end;
        const distance = before >= 0 ? before : after >= 0 ? after : 0;
        if (distance <= 40 && (!best || distance < best.distance)) best = { distance, resolved };
      }
    }
    return best?.resolved;
  }

  #isClosed(quote: Span): boolean {
    return /[.!?]["”’']?$/.test(this.#body.slice(quote.start, quote.end));
  }

  #laterCue(quote: Span, block: Block): Resolved | undefined {
    for (const sentence of block.sentences)
      for (const resolved of this.#resolved[sentence.index] ?? [])
        if (resolved.frame.mention.start > quote.end && resolved.frame.trailing) return resolved;
    return undefined;
  }

  /** Whose assertion the words of a span are. */
  voiceOf(span: Span, sentence: Sentence, anchor = (span.start + span.end) / 2): Voice {
    const frames = this.#resolved[sentence.index] ?? [];
    const middle = anchor;
    const around = frames.filter(
      ({ frame }) =>
        frame.content.start <= middle && middle <= frame.content.end && frame.cue.class !== 'ask',
    );
    const inner =
      around
        .filter((r) => r.frame.cue.class !== 'impersonal')
        .sort((a, b) => size(a) - size(b) || byVerb(a) - byVerb(b))[0] ?? this.#spokenIn(span, sentence);
    const colour = around.filter((r) => r.frame.cue.class === 'impersonal')[0]?.frame.modality;
    const quoted = this.#quotes
      .get(sentence.block)
      ?.find(([quote]) => holds({ start: quote.start - 1, end: quote.end + 1 }, span));
    // "We wrote three times" inside a quotation is the word of whoever is quoted.
    const isOwn = inner?.name === null && /^(?:i|we)$/i.test(inner.frame.source ?? '');
    if (inner && !(isOwn && quoted)) return this.#voice(inner, colour);
    if (quoted) return this.#voice(quoted[1], colour);
    const line = this.#lines.of(sentence.block);
    if (line)
      return { state: 'named', name: line, mention: line, candidates: [], modality: colour ?? 'asserted' };
    if (colour) return { ...AUTHOR, modality: colour };
    const carried = this.#carried[sentence.index];
    if (carried && frames.length === 0) return { ...this.#voice(carried, undefined), modality: 'asserted' };
    const voice = this.#continued(sentence);
    const house = this.#house;
    const isHouse = house && voice.name === null && (voice.candidates[0] ?? house.name) === house.name;
    return house && isHouse ? { ...this.#voice(house, undefined), modality: 'asserted' } : voice;
  }

  /** "Reeve now says fourteen" as a whole: the cue inside a span, with what it attributes, where no other holds the middle. */
  #spokenIn(span: Span, sentence: Sentence): Resolved | undefined {
    return this.#speaking(sentence).find(
      ({ frame }) =>
        !frame.trailing &&
        span.start <= frame.mention.start &&
        frame.mention.end < span.end &&
        frame.content.start < span.end,
    );
  }

  #voice({ frame, name, candidates }: Resolved, colour: Modality | undefined): Voice {
    const mention = this.#body.slice(frame.mention.start, frame.mention.end);
    const modality = colour ?? frame.modality;
    if (name !== null) return { state: 'named', name, mention, candidates, modality };
    const self =
      /^(?:i|we|our|us)$/i.test(frame.source ?? '') || OURS.test(frame.source?.toLowerCase() ?? '');
    return { state: self ? 'author' : 'unresolved', name: null, mention, candidates, modality };
  }

  /** Between two sentences that name one speaker in the same paragraph nobody else speaks. */
  #goesOnBelow(sentence: Sentence, name: string): boolean {
    for (let at = sentence.index + 1; at <= sentence.index + 2; at++) {
      if (this.#sentences[at]?.block !== sentence.block) return false;
      const next = (this.#resolved[at] ?? []).filter((r) => !/^(?:impersonal|ask)$/.test(r.frame.cue.class));
      if (next.length > 0) return next.every((r) => r.name?.toLowerCase() === name.toLowerCase());
    }
    return false;
  }

  /** A sentence without a cue: goes on with the one before only where grammar says so. */
  #continued(sentence: Sentence): Voice {
    const before = this.#sentences[sentence.index - 1];
    if (!before || before.block !== sentence.block) return AUTHOR;
    const last = (this.#resolved[before.index] ?? [])
      .filter((r) => r.frame.cue.class !== 'impersonal' && r.frame.cue.class !== 'ask')
      .at(-1);
    const previous = last ? this.#voice(last, undefined) : this.#continued(before);
    if (previous.state === 'author') return AUTHOR;
    const name = previous.name;
    if (name !== null && this.#goesOnBelow(sentence, name)) return { ...previous, modality: 'asserted' };
    if (
      name !== null &&
      previous.state === 'named' &&
      (goesOn(sentence.plain, previous.mention ?? before.plain) ||
        (this.#isHearing && goesOnWithEvidence(sentence.plain)))
    )
      return { ...previous, modality: 'asserted' };
    return {
      ...AUTHOR,
      state: 'unresolved',
      candidates: name === null ? previous.candidates : [name, ...previous.candidates],
    };
  }
}

/** Experts who publish what they have found, and bodies of them. */
const HOUSE = /\b(?:experts|(?:special )?rapporteurs?|working group|committee of experts)\b/i;

/** A verb of speech tells better than a noun who speaks. */
function byVerb({ frame }: Resolved): number {
  return frame.cue.class === 'according' ? 1 : 0;
}

function size({ frame }: Resolved): number {
  return frame.content.end - frame.content.start;
}

const PAST_CUE = /\b(?:said|told|wrote|[a-z]{2,}ed)\b/;
const PRESENT = /^(?:They|These|Their [a-z]+) (?:[a-z]+ly |still |now |all )?(?:are|have|do|is|has|does)\b/;

/** Signs that a sentence belongs to what the one before reports. */
function goesOn(here: string, before: string): boolean {
  // "They are accused of arson" behind "they had not been heard, said the lawyer": what is told would stand in the past.
  if (PAST_CUE.test(before) && PRESENT.test(here)) return false;
  if (/^Another\b/.test(here) && /^(?:One|An?|Another) /i.test(before)) return false;
  if (
    /^(?:Of (?:these|those|them|the \d)|Among (?:them|these|those)|Another|The (?:others?|rest|remaining)|Most of (?:them|these)|Some of (?:them|these)|None of (?:them|these)|All of (?:them|these)|In particular|In addition|Moreover|Furthermore|They |These |Their (?!(?:[a-z-]+ )?(?:lawyers?|counsel|famil(?:y|ies)|relatives|mothers?|fathers?|parents|wives|wife|husbands?|brothers?|sisters?|sons?|daughters?|employers?|guards?|captors?|commanders?|leaders?|union|spokes\w+|neighbours?|friends|colleagues|doctors?|teachers?|government|ministry|embassy|consul|own\b)))/.test(
      here,
    )
  )
    return true;
  return (
    /(?<!")\b(?:said|told|added|stated|reported|recalled|explained|testified|wrote|noted|claimed|insisted|admitted|conceded|argued|warned|assured|replied|answered|maintained|declared|asserted|observed|remarked|protested|complained|acknowledged|alleged|swore|announced|confirmed|informed|countered|retorted)\b/.test(
      before,
    ) &&
    /\b(?:had (?!an?\b|the\b|no\b|little\b|his\b|her\b|their\b|\d)[a-z]+|would (?:be|not|have))\b/.test(here)
  );
}
