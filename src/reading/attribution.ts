/**
 * Frames: stretches of text that some party vouches for, with the words that say so.
 * Finds explicit attribution only (a verb with its subject, "according to X", "X: …", speaker lines); who a pronoun
 * or "the group" stands for, and which sentences go on without a cue, is decided in speaker.ts.
 * Cues follow reading.md §3; people agree on about nine cues in ten (PolNeAR), so some doubt is left on purpose.
 */
import type { Modality } from './contract.ts';
import { type Grammar, type Token, tokens } from './grammar.ts';
import type { Lexicon } from './lexicon.ts';
import { type Sentence, type Span, wordAt } from './segment.ts';

export interface Cue {
  readonly class: string;
  readonly modality: Modality;
  readonly lemma: string;
}

/** One explicit attribution; spans are in UTF-16 units of the body. */
export interface Frame {
  /** What is attributed. */
  readonly content: Span;
  /** Source and cue words together, verbatim. */
  readonly mention: Span;
  /** The source's words; null when the text names nobody ("it is believed"). */
  readonly source: string | null;
  readonly sourceSpan: Span | null;
  readonly modality: Modality;
  readonly cue: Cue;
  /** The cue stands after what it attributes. */
  readonly trailing: boolean;
}

export interface FrameTools {
  readonly grammar: Grammar;
  readonly cues: ReadonlyMap<string, Cue>;
  readonly sources: Lexicon;
}

const IMPERSONAL: Cue = { class: 'impersonal', modality: 'asserted', lemma: 'impersonal' };
const PREPOSED: Cue = { class: 'according', modality: 'asserted', lemma: 'according to' };

/** What one may accord with without anybody vouching. */
const NOT_PARTY =
  /^(?:(?:their|its|his|her|our|the|a|an) )?(?:own )?(?:[a-z]+ )?(?:procedures?|law|laws|rules?|plans?|schedules?|conventions?|constitution|customs?|traditions?|principles?|information|mandate|practice|standards|terms|agreement|articles?|need|type|age|gender|statute)\b/i;
/** "By February the hotline": a fronted phrase belongs to no name. */
const FRONTED =
  /^(?:by|in|on|at|since|until|before|after|from|during|of|with|under|as|when|while|where|if|there|this|that|it|but|and|not|only|no|none|nobody|one of them) /i;
const RUMOUR =
  /^(?:(?:some|several|many|various|unconfirmed|media|press|local|other|the|recent|early|initial) )*(?:reports?|rumours?|accounts?|sources?|estimates|press reports|media)$/i;

/** All explicit frames of a sentence, in order of their cue. */
export function framesOf(sentence: Sentence, words: readonly string[], tools: FrameTools): Frame[] {
  const frames = [...sourceFrames(sentence, words, tools), ...signed(sentence)];
  if (!words.some((word) => tools.cues.has(word))) return frames;
  const list = tokens(sentence.plain);
  for (const [at, token] of list.entries()) {
    const cue = tools.cues.get(token.verbal);
    const frame = cue ? verbFrame({ sentence, list, at, cue, tools }) : null;
    if (frame) frames.push(frame);
  }
  return frames.sort((a, b) => a.mention.start - b.mention.start);
}

/** "According to X", "by X's count", "a figure from X: …". */
function sourceFrames(sentence: Sentence, words: readonly string[], tools: FrameTools): Frame[] {
  const frames: Frame[] = [];
  for (const hit of tools.sources.scan(sentence.plain, words)) {
    const src = hit.groups['src'];
    if (!src || NOT_PARTY.test(src.words) || (hit.start === 0 && FRONTED.test(src.words))) continue;
    if (/^(?:citing|quoting)\b/i.test(hit.words) && A_REASON.test(src.words)) continue;
    const rumour = RUMOUR.test(src.words);
    const side = hit.pattern.fields['side'];
    const content = {
      start: side === 'after' ? sentence.start + hit.end : boundaryBefore(sentence, hit.start),
      end: side === 'before' ? sentence.start + hit.start : boundaryAfter(sentence, hit.end),
    };
    frames.push({
      content,
      mention: { start: sentence.start + hit.start, end: sentence.start + hit.end },
      source: rumour ? null : src.words,
      sourceSpan: { start: sentence.start + src.start, end: sentence.start + src.end },
      modality: rumour ? 'alleged' : ((hit.pattern.fields['modality'] ?? 'asserted') as Modality),
      cue: rumour ? { ...IMPERSONAL, modality: 'alleged' } : PREPOSED,
      trailing: hit.start > 20,
    });
  }
  return frames;
}

/** »"We hold nobody." – Bela Orr, minister«: a name behind a dash signs the quotation before it. */
const SIGNED =
  /["'] ?[–-]{1,2} ?(?<who>(?:\p{Lu}[\p{L}'.-]* ){1,6}(?:al-|de |bin |van |von )?\p{Lu}[\p{L}'-]+)(?=,|\.?$)/u;

function signed(sentence: Sentence): Frame[] {
  const hit = SIGNED.exec(sentence.plain);
  const who = hit?.groups?.['who'];
  if (!hit || who === undefined) return [];
  const end = sentence.start + hit.index + hit[0].length;
  const start = end - who.length;
  return [
    {
      content: { start: sentence.start, end: sentence.start + hit.index + 1 },
      mention: { start, end },
      source: who,
      sourceSpan: { start, end },
      modality: 'asserted',
      cue: PREPOSED,
      trailing: true,
    },
  ];
}

/** "…, citing the ongoing proceedings": a reason given, nobody who speaks. */
const A_REASON =
  /\b(?:proceedings?|reasons?|concerns?|fears?|security|secrecy|privacy|confidentiality|investigations?|inquir(?:y|ies)|cases?|policy|policies|rules?|regulations?|laws?|protocols?|lack|risks?|threats?|shortages?|weather|conditions|grounds|needs?|sensitivity|nature|safety|rights|tensions?|health|orders)$|\b(?:reasons?|concerns?|fears?|lack|risks?|need|sensitivity|nature|safety|threat|shortage) (?:of|about|over|for|to|that)\b/i;

function boundaryBefore(sentence: Sentence, at: number): number {
  const cut = sentence.plain.lastIndexOf('; ', at);
  return sentence.start + (cut < 0 ? 0 : cut + 2);
}

function boundaryAfter(sentence: Sentence, at: number): number {
  const cut = sentence.plain.indexOf('; ', at);
  return cut < 0 ? sentence.end : sentence.start + cut;
}

interface CueAt {
  readonly sentence: Sentence;
  readonly list: readonly Token[];
  readonly at: number;
  readonly cue: Cue;
  readonly tools: FrameTools;
}

function verbFrame(place: CueAt): Frame | null {
  const { list, at, cue, tools, sentence } = place;
  const verb = list[at];
  if (!verb || !admissible(place)) return null;
  const impersonal = impersonalFrame(place);
  if (impersonal !== undefined) return impersonal;
  if (cue.lemma === 'hear' && LISTENS.test(sentence.plain.slice(0, verb.start))) return heardFrame(place);
  const before = sentence.plain.slice(0, verb.start).trimEnd();
  const leading = /["'!?]$/.test(before) ? null : tools.grammar.subjectBefore(list, speakingVerb(place));
  const inverted = leading ? null : invertedSubject(place);
  const bare =
    participleSubject(place) ??
    (followsAnd(place) ? (elidedSubject(place) ?? mainSubject(place) ?? leading) : leading) ??
    inverted ??
    elidedSubject(place) ??
    (speakingVerb(place) === at ? tools.grammar.subjectBefore(list, at) : null);
  if (!bare || NOBODY.test(sentence.plain.slice(bare.start, bare.end)) || !agrees(place, bare)) return null;
  const named = withRelative(sentence.plain, nameBeside(sentence.plain, bare, verb), verb);
  // The whole of "its president, Hanne Brodie" stands before the verb; the name in it is who speaks.
  const subject = { start: Math.min(bare.start, named.start), end: Math.max(bare.end, named.end) };
  const colon = inverted !== null && /^\s*:/.test(sentence.plain.slice(inverted.end));
  const trailing = !colon && (inverted !== null || isTrailing(place, bare));
  const parenthesis =
    trailing && sentence.plain.slice(Math.max(verb.end, subject.end)).trimStart().startsWith(',');
  const negated = /(?:\bnot|n't|\bnever)(?: \w+)?$/.test(
    sentence.plain.slice(Math.max(0, verb.start - 24), verb.start).trimEnd(),
  );
  const modality =
    negated && cue.modality === 'believed'
      ? 'denied'
      : negated && cue.class === 'know'
        ? 'unknown'
        : cue.modality;
  if (negated && modality === 'asserted' && !(cue.lemma in ADMITS)) return null;
  const told = negated && modality === 'asserted' ? 'denied' : modality;
  const start = contentStart(place, { subject, trailing, after: Math.max(verb.end, inverted?.end ?? 0) });
  const end =
    trailing && !parenthesis
      ? sentence.start + Math.min(subject.start, verb.start)
      : endOfContent(place, verb.end);
  return {
    content: { start, end: Math.max(start, end) },
    mention: {
      start: sentence.start + Math.min(subject.start, verb.start),
      end: sentence.start + Math.max(subject.end, verb.end),
    },
    source: sentence.plain.slice(named.start, named.end),
    sourceSpan: { start: sentence.start + named.start, end: sentence.start + named.end },
    modality: told,
    cue,
    trailing,
  };
}

/** "The court heard that …": who listens vouches for nothing, and the one who spoke is not named. */
const LISTENS =
  /\b(?:court|jury|tribunal|inquest|hearing|bench|judges?|panel|assize|chamber)(?: (?:has|have|had|also|then|later|further))? $/i;

function heardFrame({ sentence, list, at }: CueAt): Frame | null {
  const verb = list[at];
  if (!verb) return null;
  return {
    content: { start: sentence.start + verb.end, end: boundaryAfter(sentence, verb.end) },
    mention: { start: sentence.start + verb.start, end: sentence.start + verb.end },
    source: null,
    sourceSpan: null,
    modality: 'asserted',
    cue: IMPERSONAL,
    trailing: false,
  };
}

/** Who has never conceded a thing denies it. */
const ADMITS: Readonly<Record<string, true>> = { concede: true, admit: true, acknowledge: true };

/** "X rejected the figure, saying …": a participle after a comma speaks for the subject of the sentence. */
function participleSubject(place: CueAt): Span | null {
  const { list, at } = place;
  if (!list[at]?.lower.endsWith('ing') || list[at - 1]?.words !== ',') return null;
  return mainSubject(place);
}

/** The subject of the first verb after the last quotation that closes before the cue. */
function mainSubject({ sentence, list, at, tools }: CueAt): Span | null {
  let from = at - 1;
  while (from > 0 && !/^["”;:]$/.test(list[from - 1]?.words ?? '')) from--;
  for (const isVerb of [
    (word: string) => tools.grammar.isFinite(word),
    (word: string) => /[a-z]ed$/.test(word),
  ])
    for (let verb = from + 1; verb < at - 1; verb++) {
      if (!isVerb(list[verb]?.verbal ?? '')) continue;
      const found = tools.grammar.subjectBefore(list, verb, from);
      if (found && !NOBODY.test(sentence.plain.slice(found.start, found.end))) return found;
    }
  return null;
}

/** "… and says": the verb stands right behind a conjunction, so its subject is that of the verb before. */
function followsAnd({ list, at, tools }: CueAt): boolean {
  let back = at - 1;
  while (back >= 0 && tools.grammar.is(list[back]?.lower ?? '', 'aux', 'adverb')) back--;
  return /^(?:and|but|then|yet)$/.test(list[back]?.lower ?? '');
}

const BESIDE =
  /^, (?<name>(?:(?:Mr|Ms|Mrs|Dr|Prof|Gen|Col|Capt)\.? )?\p{Lu}[\p{L}'-]+(?: (?:al-|de |bin |van |von )?\p{Lu}[\p{L}'-]+){1,4})(?=,|$)/u;

/** "A man who got out in April, … says": who has no name is known by what is told of them. */
function withRelative(plain: string, named: Span, verb: Span): Span {
  if (
    verb.start <= named.end ||
    !/^(?:An?|One|Another) [^\p{Lu}]+$/u.test(plain.slice(named.start, named.end))
  )
    return named;
  const told = /^ who [^,;:"]{3,60}?(?=,| $)/.exec(plain.slice(named.end, verb.start))?.[0].length ?? 0;
  return { start: named.start, end: named.end + told };
}

/** "Her brother, Arn, remembers": a relative is named by one name. */
const KIN =
  /^(?:his|her|their|my|our) (?:\w+ )?(?:mother|father|wife|husband|brother|sister|son|daughter|widow|uncle|aunt|cousin|fiancée?|grandmother|grandfather|partner|nephew|niece)$/i;

/** "Its president, Hanne Brodie, said": the name that stands beside a description is who speaks. */
function nameBeside(plain: string, subject: Span, verb: Span): Span {
  const words = plain.slice(subject.start, subject.end);
  if (KIN.test(words)) {
    const one = /^, (?<name>\p{Lu}[\p{L}'-]+)(?=,)/u.exec(plain.slice(subject.end))?.groups?.['name'];
    if (one !== undefined && verb.start > subject.end)
      return { start: subject.end + 2, end: subject.end + 2 + one.length };
  }
  if (/\p{Lu}[\p{L}'-]+ \p{Lu}/u.test(words.replace(/^\p{L}+ /u, ''))) return subject;
  const to = verb.start > subject.end ? verb.start : plain.length;
  const beside = BESIDE.exec(plain.slice(subject.end, to).replace(/ $/, ''))?.groups?.['name'];
  if (beside === undefined) return subject;
  return { start: subject.end + 2, end: subject.end + 2 + beside.length };
}

/** Where what is vouched for begins: before the source, at it (counters), or after the cue. */
function contentStart(
  { sentence, list, at, cue }: CueAt,
  told: { subject: Span; trailing: boolean; after: number },
): number {
  const { subject, trailing, after } = told;
  const before = sentence.plain.slice(0, subject.start);
  const relative =
    cue.class === 'say' &&
    list[at + 1]?.lower === 'to' &&
    /[a-z] $/.test(before) &&
    !/\b(?:that|and|but|while|as|when|if|because|whereas) $/.test(before);
  if (trailing || relative) return boundaryBefore(sentence, subject.start);
  return cue.class === 'figure' || cue.class === 'show'
    ? sentence.start + subject.start
    : sentence.start + after;
}

/** The word is a cue here only in the company its class asks for. */
function admissible({ list, at, cue, tools, sentence }: CueAt): boolean {
  const next = list[at + 1]?.lower ?? '';
  const before = list[at - 1]?.lower ?? '';
  const standsAlone = before === 'another' && (cue.lemma === 'say' || cue.lemma === 'tell');
  if (tools.grammar.is(before, 'det') && before !== 'that' && before !== 'this' && !standsAlone) return false;
  if (tools.cues.get(before)?.class === 'deny') return false;
  if (before === 'to' && speakingVerb({ sentence, list, at, cue, tools }) === at) return false;
  const rest = sentence.plain.slice(list[at]?.end ?? 0);
  const opens =
    /^,? *(?:that\b|"|‘|:|,? *"|in (?:a|an|its|his|her|their|the) [\w ]{3,40}(?: that|,|:)|on \w+day(?: that|,)|[\w ]{0,24} that\b)/.test(
      rest,
    );
  const closes =
    /["',]\s*(?:[\w'-]+ ){0,14}$/.test(sentence.plain.slice(0, list[at]?.start ?? 0)) &&
    /^\s*(?:[,.;]|$|\w+[\w .'-]{0,60}[,.;]?)/.test(rest);
  switch (cue.class) {
    case 'say':
      return (
        next !== 'to' ||
        /^ to (?:(?:\w+ ){0,4}(?:that|have)|be (?:holding|keeping|detaining)|hold|detain)\b/.test(rest)
      );
    case 'thatsay':
      return !/^(?:of|by)$/.test(next);
    case 'that':
      return (
        opens ||
        closes ||
        TOLD.test(rest) ||
        /^ (?:\d+|at least|more|about|around|some|no|the|a|its|his|her|their|on|in|only|having|holding|there|it|they|he|she|all|none|that)\b/.test(
          rest,
        )
      );
    case 'thatonly':
      return (
        /^,? *(?:that\b|"|‘|:)|^ [\w ]{0,24} that\b/.test(rest) ||
        MARKS.test(rest) ||
        FOUND.test(rest) ||
        closesWithComma(sentence, list[at])
      );
    case 'tale':
      return (
        (TOLD.test(rest) || HELD.test(rest)) && !/^ [^.,;]{1,60} as (?:an? |the |being |")?\w/.test(rest)
      );
    case 'show':
      return (
        closesWithComma(sentence, list[at]) ||
        /^ (?:that|\d+|at least|only|about|more|how|no|a|the|[a-z]+teen|[a-z]+ty|\w+ (?:men|women|people|prisoners|detainees))\b/.test(
          rest,
        )
      );
    case 'tell':
      return (
        opens ||
        /^ [\w' -]{2,40}: ?"/.test(rest) ||
        /^ of\b/.test(rest) ||
        /^ (?:[\w@.'-]+ ){1,7}(?:that\b|how\b|about\b|"|‘|she|he|they|it|there|the|of\b|their|his|her|its|no|none|some|more|all)/.test(
          rest,
        ) ||
        closes
      );
    case 'pointout':
      return next === 'out' || (next === 'to' && /\d|"/.test(rest));
    case 'of':
      return next === 'of';
    case 'figure':
      if (next === 'of' && /^\d[\d.,]*$/.test(before)) return false;
      return /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|dozens?|scores)\b/.test(
        rest.slice(0, 90),
      );
    case 'accuse':
      return / of /.test(rest.slice(0, 120));
    case 'know':
      return (
        /(?:not|n't|never|who|alone) *$/.test(sentence.plain.slice(0, list[at]?.start ?? 0)) ||
        next === 'of' ||
        next === 'that'
      );
    case 'ask':
      return (
        /^ (?:\w+ ){0,6}(?:whether|why|how|if|when|where|what|which|who)\b|^[,.]? *["‘]/.test(rest) || closes
      );
    default:
      return true;
  }
}

/** "tells of", "recounted how", "admits to holding": what follows is told. */
const TOLD =
  /^ (?:of|how|seeing|counting|hearing|sharing|meeting|guarding|burying|carrying|watching|finding|being|having|holding|to (?:holding|having|keeping|detaining|taking|up to|about|over|some|\d+))\b/;
/** A doctor who found marks says that they are there. */
const MARKS =
  /^ (?:[\w'-]+ ){0,2}?(?:signs?|traces?|marks?|evidence|injuries|bruis\w+|burns|scars|wounds|fractures)\b/;
/** "has found 12 of them": who finds persons says that they are there. */
const FOUND =
  /^ (?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|dozens) (?:of (?:them|the|those|these)|more|others)\b/;
/** What a witness describes when it is about persons held. */
const HELD =
  /^ (?:[\w'-]+ ){0,7}?(?:beat\w*|burns|bruises|scars|fractures|tortur\w*|shocks?|cells?|prison\w*|detain\w*|detention|captiv\w*|custody|solitary|isolation|hunger|thirst|wounds?|wounded|injur\w*|bruis\w*|arrests?|raids?|deaths?|bod(?:y|ies)|hostages?|inmates?|guards?|conditions|hearings?|trials?|executions?|graves?|being (?:beaten|held|kept|taken|moved)|men|women|boys|soldiers|camps?|days|weeks|months|nights)\b/;

function closesWithComma(sentence: Sentence, token: Token | undefined): boolean {
  return (
    token !== undefined &&
    /,\s*(?:\w+ ){1,6}$/.test(sentence.plain.slice(0, token.start)) &&
    /^\s*[.,;]/.test(sentence.plain.slice(token.end))
  );
}

/** "It is believed that …", "is said to", "are thought to have": nobody is named. undefined = not impersonal. */
function impersonalFrame({ sentence, list, at, cue }: CueAt): Frame | null | undefined {
  const verb = list[at];
  if (!verb) return undefined;
  const before = sentence.plain.slice(Math.max(0, verb.start - 30), verb.start);
  if (!/\b(?:is|are|was|were|been|being) (?:\w+ly |also |still )?$/i.test(before)) return undefined;
  if (cue.class === 'tell') return null;
  const rest = sentence.plain.slice(verb.end);
  const it = /\bit (?:is|was|has been) (?:\w+ly |also |still )?$/i.test(before);
  const named = /^ by ([^,;:."–]{3,60}?)(?= to\b| that\b| as\b|,|;|\.|$)/.exec(rest);
  if (!it && !named && !/^ (?:to|dead|killed|missing|captured|lost|that)\b/.test(rest)) return null;
  const modality: Modality =
    it || named ? cue.modality : cue.modality === 'asserted' ? 'alleged' : cue.modality;
  const source = named ? (named[1] ?? null) : null;
  const from = sentence.start + verb.end + 4;
  return {
    content: {
      start: it ? sentence.start + verb.end : boundaryBefore(sentence, verb.start),
      end: boundaryAfter(sentence, verb.end),
    },
    mention: { start: sentence.start + verb.start, end: sentence.start + verb.end },
    source,
    sourceSpan: source ? { start: from, end: from + source.length } : null,
    modality,
    cue: source ? cue : { ...IMPERSONAL, modality },
    trailing: false,
  };
}

/** "…," said X; "…", the ministry says is handled by subjectBefore. */
function invertedSubject({ sentence, list, at, tools, cue }: CueAt): Span | null {
  const verb = list[at];
  const before = sentence.plain.slice(0, verb?.start ?? 0).trimEnd();
  if (!verb || !/[,"'!?–:]$/.test(before) || /^(?:that|of|has|have)\b/.test(list[at + 1]?.lower ?? ''))
    return null;
  if (!/^(?:say|that|think|ask|thatsay)$/.test(cue.class) || verb.lower.endsWith('ing')) return null;
  const phrase = tools.grammar.phraseAfter(list, at + 1, 14);
  // "…, 59, said parents still want": what follows has a verb of its own and is what was said.
  const behind = phrase ? list.findIndex((token) => token.start >= phrase.end) : -1;
  let next = behind;
  while (next > 0 && tools.grammar.is(list[next]?.lower ?? '', 'adverb')) next++;
  if (
    next > 0 &&
    !/^[,.;:"]$/.test(list[behind]?.words ?? '') &&
    tools.grammar.isFinite(list[next]?.verbal ?? '')
  )
    return null;
  if (
    !phrase ||
    /^(?:in|on|at|it|there|no|so|yesterday|today|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$/i.test(
      wordAt(sentence.plain, phrase.start),
    )
  )
    return null;
  return phrase;
}

/** The subject opens after a comma or quotation, and nothing follows the cue that it could introduce. */
const NOBODY =
  /\b(?:nobody|no one|none|anyone|anybody|everyone|who|which|it is|there)$|^(?:what|that|this|there|how)\b/i;

const SEVERAL =
  /^(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|dozens of|hundreds of|these|those|many|several|both|most|few|some) [^,]*$/i;

/** A base form ("report", "note", "claim") is a verb only after a plural or a first person. */
function agrees({ list, at, cue, sentence }: CueAt, subject: Span): boolean {
  const verb = list[at];
  // "two diplomatic notes": after a plural, a form in -s is a noun.
  if (verb?.lower === `${cue.lemma}s` && SEVERAL.test(sentence.plain.slice(subject.start, subject.end)))
    return false;
  if (!verb || verb.lower !== cue.lemma || /^(?:said|told|cites|ruled|put|read)$/.test(verb.lower))
    return true;
  const words = sentence.plain.slice(subject.start, subject.end);
  if (/^(?:i|we|they|you)$/i.test(words) || / and /.test(words)) return true;
  if (
    /\b(?:did|does|do|would|will|could|can|not|n't|to)$/i.test(sentence.plain.slice(0, verb.start).trimEnd())
  )
    return true;
  return (
    /(?:[^s']s|men|women|people|police|families|children|staff|data)$/i.test(
      words.split(/ (?:of|in|at|from|who|for)\b/)[0] ?? words,
    ) && subject.end <= verb.start
  );
}

/** "rang to say that …": the subject is that of the verb before. */
function speakingVerb({ list, at }: CueAt): number {
  if (list[at - 1]?.lower !== 'to') return at;
  for (let back = at - 2; back >= 0 && at - back < 8; back--)
    if (CALLING.test(list[back]?.lower ?? '')) return back;
  return at;
}

const CALLING =
  /^(?:rang|rung|called|wrote|written|phoned|telephoned|came|texted|messaged|appeared|returned|wired)$/;

/** "confirms an incident but says it has …": the subject is that of the cue before the conjunction. */
function elidedSubject({ sentence, list, at, tools }: CueAt): Span | null {
  let back = at - 1;
  while (back >= 0 && tools.grammar.is(list[back]?.lower ?? '', 'aux', 'adverb')) back--;
  if (!/^(?:and|but|then|or|yet)$/.test(list[back]?.lower ?? '')) return null;
  for (let verb = back - 1; verb >= 0; verb--) {
    if (!tools.cues.has(list[verb]?.verbal ?? '')) continue;
    const found = tools.grammar.subjectBefore(list, verb);
    if (found && /\p{L}/u.test(sentence.plain.slice(found.start, found.end))) return found;
  }
  return null;
}

function isTrailing(place: CueAt, subject: Span): boolean {
  const { sentence, list, at } = place;
  const verb = list[at];
  const before = sentence.plain.slice(0, subject.start).trimEnd();
  if (!verb || !/[,"'!?–]$/.test(before)) return false;
  const rest = sentence.plain.slice(verb.end).trim();
  if (
    place.cue.class === 'tell' &&
    /^(?!.*\b(?:that|how|of|about|it|they|he|she|there|was|were|is|are|had|have|has|to|not|no|at least|\d+)\b)(?:the |a |an |its |his |her )?[\w' -]{3,50}[.,]?$/.test(
      rest,
    )
  )
    return true;
  return /^(?:[.,;–]|$|(?:in|on|at|after|during|by|through|from|to|this|last|yesterday|today|later|\w+ \w+ (?:message|statement|interview|conference|telephone))[^"]{0,60}$|(?:me|us|him|her|reporters|journalists|this|the [A-Z]|[A-Z])[^"]{0,40}$)/.test(
    rest,
  );
}

/** Content of a leading cue ends at a semicolon or where a new subject speaks for itself. */
function endOfContent({ sentence, list, tools }: CueAt, from: number): number {
  const rest = sentence.plain.slice(from);
  const cut =
    /; |, (?:but|while|whereas|although|though) (?!that\b|it\b|he\b|she\b|they\b|would\b|had\b|was\b|were\b|none\b|no\b|not\b)|(?<=[a-z]), (?:and )?(?:a|the|its|his) [\w ]{2,40} (?:said|says)\b/.exec(
      rest,
    );
  void list;
  void tools;
  return cut ? sentence.start + from + cut.index : sentence.end;
}
