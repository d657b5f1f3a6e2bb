/**
 * What the rules of every kind share: one sentence with everything recognised in it once, and small questions
 * about it (which clause, whose subject, which date, which place). Rules make drafts; they never write quotes.
 */
import type { Frame } from './attribution.ts';
import type { Header, Kind, Modality } from './contract.ts';
import type { DateMention } from './dates.ts';
import { type Grammar, type Token, tokensOf } from './grammar.ts';
import { hasAsked } from './guards.ts';
import type { Hit, Sieve } from './lexicon.ts';
import type { Figure } from './numbers.ts';
import type { MeasureCue, Pack } from './pack.ts';
import { type Block, holds, type Sentence, type Span, touches, trim } from './segment.ts';

/** A proposal in the making; spans in UTF-16 units of the body. */
export interface Draft {
  readonly kind: Kind;
  readonly start: number;
  readonly end: number;
  readonly rule: string;
  readonly cue: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Set where the rule knows better than frames and hedges. */
  readonly modality?: Modality;
  /** Speaker words given by the rule itself, still to be resolved ("he", "the ministry"). */
  readonly speaker?: string;
  /** The text's own voice, whatever frames say (what the author reports about its own questions). */
  readonly authorOnly?: boolean;
  readonly subject?: string;
  /** What told the rule what a figure counts (kinds/count-measure.ts). */
  readonly basis?: string;
}

/** One sentence and all that was recognised in it. */
export class Scene {
  readonly sentence: Sentence;
  readonly block: Block;
  readonly plain: string;
  readonly words: readonly string[];
  readonly frames: readonly Frame[];
  readonly dates: readonly DateMention[];
  readonly figures: readonly Figure[];
  readonly pack: Pack;
  readonly document: Document;
  #measures: readonly MeasureCue[] | undefined;
  #isTopical: boolean | undefined;
  #mayAsk: boolean | undefined;

  constructor(parts: {
    sentence: Sentence;
    words: readonly string[];
    frames: readonly Frame[];
    dates: readonly DateMention[];
    figures: readonly Figure[];
    document: Document;
  }) {
    this.sentence = parts.sentence;
    this.plain = parts.sentence.plain;
    this.words = parts.words;
    this.frames = parts.frames;
    this.dates = parts.dates;
    this.figures = parts.figures;
    this.document = parts.document;
    this.pack = parts.document.pack;
    const block = parts.document.blocks[parts.sentence.block];
    this.block = block ?? { start: 0, end: 0, sentences: [], quotes: [] };
  }

  /** Tokens of the sentence. */
  get list(): readonly Token[] {
    return tokensOf(this.sentence);
  }

  /** Words of the sentence that may tell what a figure counts. */
  get measures(): readonly MeasureCue[] {
    return (this.#measures ??= met(this.sentence, this.pack.sieves.measures, this.pack.measures));
  }

  /** True if words of the sentence may open a reported question. */
  get mayAsk(): boolean {
    return (this.#mayAsk ??= hasAsked(this.plain));
  }

  /** True if the sentence itself says that it is about persons held or missing. */
  get isTopical(): boolean {
    return (this.#isTopical ??= isTopical(this.sentence, this.pack));
  }

  /** Hits of a kind's lexicon in this sentence. */
  hits(kind: string): Hit[] {
    const hits = this.pack.lexicons.get(kind)?.scan(this.plain, this.words) ?? [];
    if (hits.length === 0) return hits;
    return hits.filter((hit) => {
      const { company, unless, fields } = hit.pattern;
      if (!company && !unless) return true;
      const span =
        fields['scope'] === 'sentence'
          ? { start: 0, end: this.plain.length }
          : this.clause(hit.start, hit.end);
      const text = this.plain.slice(span.start, span.end);
      return (!company || company.test(text)) && !unless?.test(text);
    });
  }

  /** Index of the token that begins at or after a position of the sentence. */
  tokenAt(position: number): number {
    const at = this.list.findIndex((token) => token.start >= position);
    return at < 0 ? this.list.length : at;
  }

  /** Subject phrase before a position of the sentence; after "and" or "but" that of the verb before. */
  subjectBefore(position: number): string | null {
    const at = this.tokenAt(position);
    const span = this.pack.grammar.subjectBefore(this.list, at) ?? this.#elided(at);
    return span ? this.plain.slice(span.start, span.end) : null;
  }

  #elided(at: number): Span | null {
    const { grammar } = this.pack;
    let back = at - 1;
    while (back > 0 && grammar.is(this.list[back]?.lower ?? '', 'aux', 'adverb', 'conj', 'verb')) back--;
    const joined = this.list.slice(Math.max(0, back), at).some((token) => grammar.is(token.lower, 'conj'));
    if (!joined) return null;
    for (let verb = 1; verb < back; verb++) {
      const lower = this.list[verb]?.verbal ?? '';
      if (!grammar.isFinite(lower) && !this.pack.events.has(lower)) continue;
      return grammar.subjectBefore(this.list, verb);
    }
    return null;
  }

  /** Positions of the sentence → union of the clauses they touch, as a span of the sentence. */
  clause(start: number, end: number): Span {
    const offset = this.sentence.start;
    const inside = this.sentence.clauses.filter((c) =>
      touches(c, { start: offset + start, end: offset + Math.max(end, start + 1) }),
    );
    const first = inside[0];
    const last = inside.at(-1);
    if (!first || !last) return trim(this.plain, { start, end });
    return { start: Math.min(start, first.start - offset), end: Math.max(end, last.end - offset) };
  }

  /** The date that belongs to a span of the sentence: inside its clause, else the only one in the sentence. */
  dateNear(span: Span): string | null {
    const inside = this.dates.filter((date) => touches(date, this.clause(span.start, span.end)));
    const pool = (inside.length > 0 ? inside : this.dates.length === 1 ? this.dates : []).filter(
      (date) => date.role !== 'dated',
    );
    const near = [...pool].sort((a, b) => gap(a, span) - gap(b, span))[0];
    if (!near?.edtf) return null;
    return near.role === 'since' && !near.edtf.includes('/') ? `${near.edtf}/..` : near.edtf;
  }

  /** A place named after a position, within the clause. */
  placeAfter(position: number, limit: number): string | null {
    const rest = this.plain.slice(position, limit);
    const found = PLACE_AFTER.exec(rest);
    return found?.groups?.['place']?.trim() ?? null;
  }

  /** Draft of a kind over the clause of a hit, attribution words left out. */
  draft(kind: Kind, hit: Hit, fields: Draft['fields'], more: Partial<Draft> = {}): Draft {
    const clause = this.clause(hit.start, hit.end);
    const span = this.cut(clause, hit);
    return {
      kind,
      start: this.sentence.start + span.start,
      end: this.sentence.start + span.end,
      rule: hit.pattern.id,
      cue: hit.words.slice(0, 120),
      fields: this.#named(fields),
      ...more,
    };
  }

  /** Fields that name someone or somewhere hold a noun phrase or nothing: "the" and "and" are nobody. */
  #named(fields: Draft['fields']): Draft['fields'] {
    const { grammar } = this.pack;
    const kept = Object.entries(fields).map(([name, value]) => {
      if (typeof value !== 'string' || !NAMING.has(name)) return [name, value];
      const words = value
        .trim()
        .replace(/^(?:that|and|but|while|when|as) (?=\S)/i, '')
        .replace(/ (?:and|or|the|a|an|of|by|to|that|who|which)$/i, '')
        .replace(/[\s,;:–]+$/, '');
      return [name, isNaming(words, grammar) ? this.document.shortName(words) : null];
    });
    return Object.fromEntries(kept);
  }

  /** Takes source and cue words off the ends of a span, never the core itself. */
  cut(span: Span, core: Span): Span {
    const offset = this.sentence.start;
    let { start, end } = span;
    for (const frame of this.frames) {
      const mention = { start: frame.mention.start - offset, end: frame.mention.end - offset };
      if (touches(mention, core)) continue;
      if (mention.end <= core.start && mention.end > start && frame.cue.class !== 'figure')
        start = mention.end;
      else if (mention.start >= core.end && mention.start < end) end = mention.start;
    }
    return this.tidy({ start, end });
  }

  /** Strips connecting words and marks from both ends. */
  tidy(span: Span): Span {
    let { start, end } = trim(this.plain, span);
    const dateline = this.plain.includes('(') ? (DATELINE.exec(this.plain)?.[0].length ?? 0) : 0;
    if (start < dateline && dateline < end) start = dateline;
    const lead =
      /^(?:[\s,;:–.•)\]]|(?:that|and|but|or|yet|so|while|whereas|although|though|because|nor|then|also)\s+(?=\S))+/i.exec(
        this.plain.slice(start, end),
      );
    if (lead && lead[0].length < end - start) start += lead[0].length;
    const tail = /[\s,;:–.(]+$/.exec(this.plain.slice(start, end));
    if (tail && tail[0].length < end - start) end -= tail[0].length;
    // A closing mark whose opening one stands outside says nothing here: »nobody answers,"«.
    const stray = /[,.;:]?["”]$/.exec(this.plain.slice(start, end));
    const inside = this.plain.slice(start, end - (stray?.[0].length ?? 0));
    if (stray && stray[0].length < end - start && !/["“]/.test(inside)) end -= stray[0].length;
    return { start, end };
  }

  /** What a broad hit comes to, by the words of a text; null where no row of the kind fits. */
  polarityOf(kind: string, text: string): string | null {
    return (
      this.pack.polarities.find((row) => row.kind === kind && (row.expression?.test(text) ?? true))?.value ??
      null
    );
  }

  /** True if most of the span stands inside quotation marks. */
  isQuoted(span: Span): boolean {
    const own = { start: this.sentence.start + span.start, end: this.sentence.start + span.end };
    return this.block.quotes.some((quote) => holds({ start: quote.start - 2, end: quote.end + 2 }, own));
  }

  /** The sentence before this one in its paragraph; empty at the head of one. */
  get before(): string {
    const { sentences } = this.block;
    const at = sentences.findIndex((one) => one.index === this.sentence.index);
    return at > 0 ? (sentences[at - 1]?.plain ?? '') : '';
  }

  /** The three sentences before this one, paragraphs aside. */
  get nearby(): string {
    return this.document.sentences
      .slice(Math.max(0, this.sentence.index - 3), this.sentence.index)
      .map((one) => one.plain)
      .join(' ');
  }

  /** True if the passage around is about persons held or missing. */
  get onTopic(): boolean {
    return this.document.onTopic(this.sentence.block);
  }
}

/** What a sentence has words for: of all, those that a sieve lets through where it can tell. */
export function met<T>(sentence: Sentence, sieve: Sieve<T>, all: readonly T[]): readonly T[] {
  return sentence.isPlain ? sieve.of(sentence.words) : all;
}

function isTopical(sentence: Sentence, { custodyTopic, sieves }: Pack): boolean {
  return met(sentence, sieves.topic, [custodyTopic]).some((topic) => topic.test(sentence.plain));
}

/** "TARN, 18 March (Northern Wire) - ": where and through whom a text came; no part of what it says. */
const DATELINE =
  /^\p{Lu}[\p{Lu}\p{L}.' -]{1,40}(?:, [\p{L}\p{N}. ]{3,24})? ?\([\p{L}\p{N}.,/& -]{2,40}\) ?[-–] ?(?=["\p{Lu}])/u;

/** True if one of the words can stand for somebody or something: a pronoun, or a word that is not one of grammar. */
function isNaming(words: string, grammar: Grammar): boolean {
  const lower = words.toLowerCase();
  NAMING_WORD.lastIndex = 0;
  for (let found = NAMING_WORD.exec(lower); found; found = NAMING_WORD.exec(lower)) {
    const [word] = found;
    if (PRONOUN.test(word) || !grammar.is(word, 'det', 'prep', 'conj', 'sub', 'rel', 'aux', 'adverb'))
      return true;
  }
  return false;
}

const NAMING_WORD = /[\p{L}\p{N}'-]+/gu;
const NAMING = new Set(['who', 'by', 'visitor', 'visited', 'place', 'addressee', 'holder', 'recipient']);
const PRONOUN =
  /^(?:he|she|it|they|we|i|you|who|him|her|them|us|me|his|their|this|these|those|both|all|most|many|several|some|none|no|another|each)$/;

const PLACE_AFTER =
  /\b(?:to|in|at|inside|aboard|into|near|from|on|off|across) (?<place>(?:the |a |an |its |their )?(?:(?:[\w'-]+ ){0,3}?(?:prison|camp|jail|gaol|colony|fort|station|barracks|hospital|hangar|quarry|crossing|base|cellar|school|detention cent(?:re|er)|island|village|harbour|port|district|region|valley|front|border|checkpoint)(?: (?:at|in|on|of|No\.?) [A-Z0-9][\w-]*)?|(?:Station|Block|Camp|Fort|Post|Colony) [A-Z0-9][\w-]*|[A-Z][\w'-]+(?: (?:[A-Z][\w'-]+|of|de|al))*(?<! of| de| al)))/;

function gap(a: Span, b: Span): number {
  return a.start >= b.end ? a.start - b.end : b.start >= a.end ? b.start - a.end : 0;
}

/** Blocks up to which a document counts as one piece about one thing. */
const SHORT = 120;

/** Blocks around a sign of captivity that are about it too. */
const REACH = 8;

/** Abbreviations of a text, and under the full name in lower case those it introduces in brackets. */
function shortNamesOf(body: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [short] of body.matchAll(/(?<![\p{L}\p{N}])\p{Lu}{3,9}(?![\p{L}\p{N}])/gu))
    names.set(short, short);
  const introduced =
    /(?<full>\p{Lu}[\p{L}'-]{1,30}(?: (?:of|the|for|and|on|in|\p{Lu}[\p{L}'-]{1,30})){2,8}) \((?:the |or )?["“]?(?<short>\p{Lu}[\p{Lu}\p{N}-]{1,9})["”]?\)/gu;
  for (const { groups } of body.matchAll(introduced)) {
    const full = (groups?.['full'] ?? '').replace(/^The /, '');
    const short = groups?.['short'] ?? '';
    if (full[0] === short[0]) names.set(full.toLowerCase(), short);
  }
  return names;
}

/** The whole text as the rules see it. */
export class Document {
  readonly body: string;
  readonly blocks: readonly Block[];
  readonly header: Header;
  readonly pack: Pack;
  readonly #topics: boolean[];
  readonly #isAbout: boolean;
  #shortNames: ReadonlyMap<string, string> | undefined;
  #lower: string | undefined;
  /** The outlet that asks where the text says "we" or "our requests". */
  asker: string | null;
  /** All sentences in the order of the text; a sentence's `index` is its place here. */
  readonly sentences: readonly Sentence[];

  constructor(body: string, blocks: readonly Block[], header: Header, pack: Pack) {
    this.body = body;
    this.blocks = blocks;
    this.header = header;
    this.pack = pack;
    this.asker = header.publisher;
    this.sentences = blocks.flatMap((block) => block.sentences);
    this.#topics = blocks.map((block) => block.sentences.some((sentence) => isTopical(sentence, pack)));
    this.#isAbout = this.#topics.some(Boolean) || this.#hasWideSigns();
  }

  #hasWideSigns(): boolean {
    const sentences = this.blocks.slice(0, SHORT).flatMap((block) => block.sentences);
    const enough = Math.min(2, sentences.length);
    let signs = 0;
    for (const { plain } of sentences) {
      if (signs >= enough) break;
      if (this.pack.wideTopic.test(plain)) signs++;
    }
    return signs >= enough;
  }

  /** The short name the text itself uses for a body: its own brackets, or the initials where they stand in it. */
  shortName(name: string): string {
    const full = name.replace(/^the /i, '').replace(/ \([^)]*\)$/, '');
    const initials = (full.match(/(?<!\p{L})\p{Lu}(?=\p{Ll})/gu) ?? []).join('');
    if (initials.length < 3 || /,| and (?:the|an?) /.test(full)) return name;
    // Names are many and brackets few: the text is searched for short names only where it can have this one.
    this.#lower ??= this.body.toLowerCase();
    if (!this.#lower.includes(`${full.toLowerCase()} (`) && !this.body.includes(initials)) return name;
    this.#shortNames ??= shortNamesOf(this.body);
    const own = this.#shortNames.get(full.toLowerCase());
    return own ?? (this.#shortNames.has(initials) ? initials : name);
  }

  /** A short document is on topic as a whole; in a long one a block needs a sign of it within eight blocks. */
  onTopic(block: number): boolean {
    if (this.#topics.length <= SHORT) return this.#isAbout;
    for (let near = block - REACH; near <= block + REACH; near++) if (this.#topics[near]) return true;
    return false;
  }
}
