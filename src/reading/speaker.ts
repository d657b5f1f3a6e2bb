/**
 * Who speaks: resolves pronouns and descriptions to parties named in the text, follows quotations and speaker
 * lines, and decides which sentences go on without a cue. Where it is not sure it abstains and shows candidates:
 * a wrong name is a false record, an open question costs a reviewer one click.
 */
import type { Frame } from './attribution.ts';
import type { Attribution, Modality } from './contract.ts';
import { type Grammar, type PartyType, tokens } from './grammar.ts';
import { type Block, holds, type Sentence, type Span } from './segment.ts';

export interface Voice {
  readonly state: Attribution['state'];
  readonly name: string | null;
  readonly mention: string | null;
  readonly candidates: readonly string[];
  readonly modality: Modality;
}

interface Mention {
  readonly name: string;
  readonly type: PartyType;
  readonly sentence: number;
  readonly block: number;
  /** Named as a source, not only as the topic of a sentence. */
  readonly spoke: boolean;
}

interface Resolved {
  readonly frame: Frame;
  readonly name: string | null;
  readonly candidates: readonly string[];
}

const AUTHOR: Voice = { state: 'author', name: null, mention: null, candidates: [], modality: 'asserted' };

export class Speakers {
  readonly #body: string;
  readonly #grammar: Grammar;
  readonly #mentions: Mention[] = [];
  readonly #resolved: Resolved[][] = [];
  readonly #quotes = new Map<number, [Span, Resolved][]>();
  readonly #lines: (string | null)[] = [];
  readonly #sentences: Sentence[] = [];
  /** Who holds an office in the speaker lines of this text. */
  readonly #offices = new Map<string, string>();

  constructor(
    body: string,
    blocks: readonly Block[],
    frames: ReadonlyMap<number, readonly Frame[]>,
    grammar: Grammar,
  ) {
    this.#body = body;
    this.#grammar = grammar;
    this.#readLines(blocks);
    for (const block of blocks) {
      for (const sentence of block.sentences) {
        this.#sentences[sentence.index] = sentence;
        this.#noteTopic(sentence);
        this.#resolved[sentence.index] = (frames.get(sentence.index) ?? []).map((frame) =>
          this.#resolve(frame, sentence),
        );
        this.#noteChain(sentence);
      }
      this.#assignQuotes(block);
    }
  }

  /** Speaker lines: "Ms Winther: …", "A: …"; a line that is only a name speaks for the blocks after it. */
  #readLines(blocks: readonly Block[]): void {
    let standing: string | null = null;
    const guest = interviewee(blocks);
    for (const [at, block] of blocks.entries()) {
      const handle = HANDLE.exec(this.#body.slice(block.start, Math.min(block.end, block.start + 60)));
      if (handle) {
        this.#lines[at] = handle[1] ?? null;
        continue;
      }
      const text = this.#body
        .slice(block.start, Math.min(block.end, block.start + 160))
        .replace(/^([QA])\. (?=\S)/, '$1: ')
        .replace(/^Q ?\d{1,4}[.)]? (?=\p{Lu}[^:\n]{1,60}: )/u, '');
      const line =
        /^(?<who>Q|A|[A-Z][\w.’' -]{1,50}?(?: \([^)\n]{1,40}\))?(?:, [^:\n]{2,70})?): ?(?<rest>\S)?/.exec(
          text,
        );
      const who = this.#lineName(line?.groups?.['who'] ?? null);
      const alone = who !== null && line?.groups?.['rest'] === undefined && block.end - block.start < 160;
      if (who !== null && !alone && !SPEAKER_WORDS.test(who) && !/^[QA]$/.test(who)) {
        this.#lines[at] = standing;
        continue;
      }
      if (alone && TITLED.test(who ?? '')) standing = clean(who ?? '');
      else if (who !== null && standing !== null && TITLED.test(who)) standing = null;
      this.#lines[at] =
        who === 'A'
          ? guest
          : /^(?:Q|question)$/i.test(who ?? '')
            ? null
            : alone
              ? null
              : who !== null && SPEAKER_WORDS.test(who)
                ? clean(who)
                : standing;
    }
  }

  /** "SPOKESPERSON (Ms Tull)" is Ms Tull, here and in later lines; "GANT" is the Rolf Gant whom the text names. */
  #lineName(who: string | null): string | null {
    if (who === null) return null;
    const [, office = '', person = ''] =
      /^(.+?) \(((?:(?:Mr|Ms|Mrs|Dr)\.? )?\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+){0,3})\)$/u.exec(who) ?? [];
    if (office !== '' && /^(?:[\p{Lu} ]+|The \p{Lu}+|Spokes\w+|Moderator|Host)$/u.test(office)) {
      this.#offices.set(office, person);
      return person.includes(' ') ? person : who;
    }
    const known = this.#offices.get(who);
    if (known !== undefined) return known.includes(' ') ? known : who;
    if (!/^\p{Lu}{3,}$/u.test(who) || SPOKEN_PART.test(who)) return who;
    const full = new RegExp(`\\b(?:\\p{Lu}[\\p{L}'-]+ ){1,3}${who}\\b`, 'iu').exec(this.#body)?.[0];
    return full !== undefined &&
      /^\p{Lu}\p{Ll}/u.test(full) &&
      full.split(' ').every((word) => /^\p{Lu}/u.test(word))
      ? full
      : who;
  }

  #noteTopic(sentence: Sentence): void {
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
  #noteChain(sentence: Sentence): void {
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

  #resolve(frame: Frame, sentence: Sentence): Resolved {
    const source = frame.source === null ? null : clean(frame.source);
    if (source === null) return { frame, name: null, candidates: [] };
    const { name, candidates } = this.#identify(source, sentence, frame.trailing);
    if (name !== null && !PRONOUN.test(name))
      this.#mentions.push({
        name,
        type: appositionType(sentence.plain, name, this.#grammar) ?? this.#grammar.partyType(name),
        sentence: sentence.index,
        block: sentence.block,
        spoke: true,
      });
    return { frame, name, candidates };
  }

  /** The party that words stand for, here. `name` is null where nobody or more than one could be meant. */
  identify(words: string, sentence: Sentence): { name: string | null; candidates: readonly string[] } {
    return this.#identify(clean(words), sentence);
  }

  #identify(
    source: string,
    sentence: Sentence,
    trailing = false,
  ): { name: string | null; candidates: readonly string[] } {
    const lower = source.toLowerCase();
    if (/^(?:i|we|me|us|our|my)$/.test(lower))
      return { name: this.#lines[sentence.block] ?? null, candidates: [] };
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
  #described(
    source: string,
    head: string,
    sentence: Sentence,
  ): { name: string | null; candidates: readonly string[] } {
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

  #nearest(
    sentence: Sentence,
    types: readonly PartyType[],
    trailing = false,
  ): { name: string | null; candidates: readonly string[] } {
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

  /** Gives every quotation of a block the speaker of the cue beside it, or of the quotation before it. */
  #assignQuotes(block: Block): void {
    let last: Resolved | undefined;
    const own: [Span, Resolved][] = [];
    const index = block.sentences[0]?.block;
    if (index !== undefined) this.#quotes.set(index, own);
    for (const quote of block.quotes) {
      const beside = this.#besideQuote(quote, block);
      const whole = quote.end - quote.start > 24 || beside !== undefined;
      if (beside) last = beside;
      const speaker = beside ?? (whole ? (last ?? this.#laterCue(quote, block)) : undefined);
      if (speaker) own.push([quote, speaker]);
    }
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
    const inner = around
      .filter((r) => r.frame.cue.class !== 'impersonal')
      .sort((a, b) => size(a) - size(b))[0];
    const colour = around.filter((r) => r.frame.cue.class === 'impersonal')[0]?.frame.modality;
    const quoted = this.#quotes
      .get(sentence.block)
      ?.find(([quote]) => holds({ start: quote.start - 1, end: quote.end + 1 }, span));
    // "We wrote three times" inside a quotation is the word of whoever is quoted.
    const isOwn = inner?.name === null && /^(?:i|we)$/i.test(inner.frame.source ?? '');
    if (inner && !(isOwn && quoted)) return this.#voice(inner, colour);
    if (quoted) return this.#voice(quoted[1], colour);
    const line = this.#lines[sentence.block];
    if (line)
      return { state: 'named', name: line, mention: line, candidates: [], modality: colour ?? 'asserted' };
    if (colour) return { ...AUTHOR, modality: colour };
    return this.#continued(sentence);
  }

  #voice({ frame, name, candidates }: Resolved, colour: Modality | undefined): Voice {
    const mention = this.#body.slice(frame.mention.start, frame.mention.end);
    const modality = colour ?? frame.modality;
    if (name !== null) return { state: 'named', name, mention, candidates, modality };
    const self = /^(?:i|we|our|us)$/i.test(frame.source ?? '');
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
      goesOn(sentence.plain, previous.mention ?? before.plain)
    )
      return { ...previous, modality: 'asserted' };
    return {
      ...AUTHOR,
      state: 'unresolved',
      candidates: name === null ? previous.candidates : [name, ...previous.candidates],
    };
  }
}

/** "Lantern, a rights group, …": what stands beside a name tells what it is. */
function appositionType(plain: string, name: string, grammar: Grammar): PartyType | null {
  const at = plain.indexOf(`${name}, `);
  if (at < 0 || / and /.test(name)) return null;
  const beside = /^(?:an?|the|its) [^,.;]{3,60}(?=,|\.|;|$)/.exec(plain.slice(at + name.length + 2));
  const type = beside ? grammar.partyType(beside[0].replace(/ (?:who|which|that) .*$/, '')) : 'unclear';
  return type === 'unclear' ? null : type;
}

/** "Tull's mother, Oda, who travelled": a relative named by one name or two. */
const KIN_BESIDE =
  /^(?:His|Her|Their|\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)?'s?) (?:\w+ )?(?:mother|father|wife|husband|brother|sister|son|daughter|widow|uncle|aunt|cousin|lawyer), (?<name>\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+){0,3}),/u;

/** "A spokesman, Colonel Ask Brand, called …": the name that stands beside a description without one. */
function nameBehind(plain: string, words: string): string | null {
  if (!/^(?:An?|The|Its|His|Her|Their) [\p{Ll} -]{3,50}$/u.test(words)) return null;
  const at = plain.indexOf(`${words}, `);
  if (at < 0) return null;
  return (
    /^(?:\p{Lu}[\p{L}'-]+\.? ){1,4}\p{Lu}[\p{L}'-]+(?=,)/u.exec(plain.slice(at + words.length + 2))?.[0] ??
    null
  );
}

/** Parts in a conversation that are nobody's name. */
const SPOKEN_PART =
  /^(?:QUESTION|ANSWER|MODERATOR|HOST|SPOKESPERSON|SPOKESMAN|SPOKESWOMAN|PRESENTER|REPORTER|JUDGE|WITNESS|CHAIR|CHAIRMAN|CHAIRPERSON|PRESIDENT|SPEAKER|PROSECUTOR|COUNSEL|NOTE|UPDATE|STATUS|VERDICT)$/;

/** Parties that are several. */
const PLURAL_ROLE =
  /(?:prosecutors|lawyers|relatives|families|experts|monitors|observers|rebels|survivors|investigators|inspectors|diplomats|researchers|activists|officials|delegates|mediators|negotiators|villagers|residents|mothers|doctors|guards)$/;

/** Mentions looked back at: enough for a dozen paragraphs, constant for any length. */
const RECENT = 80;

/** "The mother of one pilot has had one letter, she told us": the subject, where its gender is told. */
function ownSubject(plain: string, pronoun: string): string | null {
  const isShe = pronoun === 'she' || pronoun === 'her';
  const subject =
    /^(?<who>(?:The |A |An |His |Her |Their |One |Another )(?:[\w-]+ ){0,2}?(?<head>mother|wife|widow|sister|daughter|aunt|grandmother|woman|fiancée|girl|father|husband|brother|son|uncle|man|grandfather|boy|spokeswoman|spokesman|ombudsman|ombudswoman)(?: of (?:the |one |two |an? |his |her )?[\w'-]+(?: [A-Z][\w'-]+)?)?)(?= |,)/.exec(
      plain,
    );
  const head = subject?.groups?.['head'] ?? '';
  if (head === '') return null;
  const female =
    /^(?:mother|wife|widow|sister|daughter|aunt|grandmother|woman|fiancée|girl|spokeswoman|ombudswoman)$/;
  return female.test(head) === isShe ? (subject?.groups?.['who'] ?? null) : null;
}

/** "2/4 @delta_friend: …": a post by somebody else than the writer of the thread. */
const HANDLE = /^(?:\d{1,3}\/(?:\d{1,3})? |[•*-] )?(@[\w.-]{2,30}): ?\S/;

const PRONOUN = /^(?:he|she|it|they|we|i|him|her|them)$/i;
const SPEAKER_WORDS =
  /^(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lady|Lord|Prof|Judge|Gen|Col|Lt|Maj|Capt|Sgt)\.? |[QA]$|The (?:CHAIR|PRESIDENT|SPEAKER|WITNESS|JUDGE|CORONER|COURT|CHAIRMAN|CHAIRPERSON)\b|(?:Question|Answer|Witness|Judge|Counsel|Prosecutor|Interviewer|Speaker|President|Coroner|Chair(?:man|woman|person)?|Minister|Moderator|Defendant|Presenter|Host|Reporter)\b|[A-Z]{2,}(?: [A-Z]{2,})*$|[A-Z][\w'’-]+ [A-Z][\w'’-]+(?: \([^)]*\))?$)/;
const TITLED =
  /^(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lady|Lord|Prof|Judge|Gen|Col|Minister|The )|, (?:Minister|Secretary|Deputy|Prosecutor|Ombuds|Commissioner)/;

function size({ frame }: Resolved): number {
  return frame.content.end - frame.content.start;
}

function clean(words: string): string {
  return words
    .replace(/^(?:and|but|that|then|later|also|however),? /i, '')
    .replace(
      /^(?:an?|one|two|three|four|five|six|ten|\d+|some|several) (?:minute|hour|day|week|month|year)s? (?:later|after|afterwards|earlier),? (?=\S)/i,
      '',
    )
    .replace(/ \((?:Ind|Lab|Con|Lib|Dem)[^)]*\)| \([A-Z][a-z]{1,3}\.\)/, '')
    .replace(
      /^(?:An?|One|Another) [^,]{3,70}$/.test(words) ? /, \d.*$/ : /, \d.*$|,? (?:who|which|whose) .*$/,
      '',
    )
    .replace(/ (?:today|yesterday|earlier|later|also|again|now|still)$/, '')
    .replace(/^(he|she|they|it|we|i) (?:last|first|once|only)$/i, '$1')
    .replace(/'s?$/, '')
    .replace(/ (?:as|that|which|who)$/, '')
    .replace(/^["‘]|["’]$/g, '')
    .trim();
}

function plausibleName(words: string): boolean {
  if (words.length < 2 || words.length > 140 || !/\p{L}/u.test(words)) return false;
  // "allowed", "no paper": a participle or a lack of something is nobody.
  if (/^\p{Ll}[\p{L}-]*(?:ed|ing)$|^no /u.test(words)) return false;
  return !/^(?:\d|(?:yesterday|today|earlier|later|meanwhile|what|how|when|where|why|if|in|on|at|by|for|to|from|as|so|not|only|even|such|then|there)\b)/i.test(
    words,
  );
}

/** Signs that a sentence belongs to what the one before reports. */
function goesOn(here: string, before: string): boolean {
  if (
    /^(?:Of (?:these|those|them|the \d)|Among (?:them|these|those)|Another|The (?:others?|rest|remaining)|Most of (?:them|these)|Some of (?:them|these)|None of (?:them|these)|All of (?:them|these)|In particular|In addition|Moreover|Furthermore|They |These |Their )/.test(
      here,
    )
  )
    return true;
  return (
    /(?<!")\b(?:said|told|added|stated|reported|recalled|explained|testified|wrote|noted|claimed|insisted|admitted|conceded|argued|warned)\b/.test(
      before,
    ) &&
    /\b(?:had (?!an?\b|the\b|no\b|little\b|his\b|her\b|their\b|\d)[a-z]+|would (?:be|not|have))\b/.test(here)
  );
}

/** The person an interview is with, from its title lines: "an interview with X", "X talked to Y". */
function interviewee(blocks: readonly Block[]): string | null {
  const intro = blocks
    .slice(0, 4)
    .flatMap((block) => block.sentences.map((sentence) => sentence.plain))
    .join(' ')
    .slice(0, 3000);
  const witness =
    /\b(?:[Ww]itness|[Ii]nterviewee|WITNESS): (?:(?:Mr|Ms|Mrs|Dr)\.? )?(?<a>[A-Z][\w-]+(?: [A-Z][\w-]+){1,4})|(?:testimony|evidence|examination|deposition) of (?:(?:Mr|Ms|Mrs|Dr)\.? )?(?<b>[A-Z][\w-]+(?: [A-Z][\w-]+){1,4})/.exec(
      intro,
    )?.groups;
  if (witness) return witness['a'] ?? witness['b'] ?? null;
  const found =
    /(?<b>[A-Z][\w-]+(?: [A-Z][\w-]+){1,4}),? (?:talked|spoke) (?:to|with)|(?:interview with|spoke (?:to|with)|talked to) (?:the )?(?:[a-z]+ ){0,4}(?<a>[A-Z][\w-]+(?: [A-Z][\w-]+){1,4})/.exec(
      intro,
    )?.groups;
  return found?.['b'] ?? found?.['a'] ?? null;
}
