/**
 * The English rules that work by patterns: recognise, let every kind propose, attribute. They read phrases where the
 * concept rules read combinations; for English both run, and what they agree on is proposed once.
 */
import { framesOf, type Frame } from './attribution.ts';
import type { Header, Kind, Modality } from './contract.ts';
import { leftOver } from './coverage.ts';
import { findDates } from './dates.ts';
import { isRejected, withDenial } from './denial.ts';
import { isAsked } from './guards.ts';
import { agreements } from './kinds/agreement.ts';
import { confidentialityRules } from './kinds/confidentiality.ts';
import { contacts } from './kinds/contact.ts';
import { isNoCount } from './kinds/count-free.ts';
import type { CountState } from './kinds/count-measure.ts';
import { counts } from './kinds/count.ts';
import { custodyEvents } from './kinds/custody.ts';
import { deaths } from './kinds/death.ts';
import { events } from './kinds/event.ts';
import { fallbacks } from './kinds/fallback.ts';
import { inquiries } from './kinds/inquiry.ts';
import { labels } from './kinds/label.ts';
import { openQuestions } from './kinds/question.ts';
import { sourceChains } from './kinds/source-chain.ts';
import { treatments } from './kinds/treatment.ts';
import { trials } from './kinds/trial.ts';
import { isUnknownNumber, unknownCounts } from './kinds/unknown-count.ts';
import { visits } from './kinds/visit.ts';
import type { Pack } from './pack.ts';
import type { Part, Spoken } from './part.ts';
import { Document, type Draft, met, Scene } from './scene.ts';
import { type Cutting, matches, segment, touches } from './segment.ts';
import { settle } from './settle.ts';
import { Speakers, type Voice } from './speaker.ts';
import { isInsideWord } from './units.ts';

/** Reads a body by the patterns of a pack. */
export function readPatterns(body: string, pack: Pack, header: Header, cutting?: Cutting): Part {
  const blocks = segment(body, pack.abbreviations, pack.lang, cutting);
  const document = new Document(body, blocks, header, pack);
  const scenes: Scene[] = [];
  const frames = new Map<number, Frame[]>();
  for (const block of blocks)
    for (const sentence of block.sentences) {
      const { words } = sentence;
      const own = framesOf(sentence, words, pack);
      frames.set(sentence.index, own);
      scenes.push(
        new Scene({
          sentence,
          words,
          frames: own,
          dates: findDates(sentence.plain, header.published, words),
          figures: pack.figures(sentence.plain, words),
          document,
        }),
      );
    }
  const speakers = new Speakers(body, blocks, frames, pack.grammar);
  const spoken = settle(draftsOf(scenes)).map(({ draft, scene }): Spoken => {
    const voice = voiceFor(draft, scene, speakers);
    return { draft: withDenial(draft, voice, scene), voice };
  });
  return {
    lang: pack.lang,
    spoken,
    sentences: scenes.map((scene) => scene.sentence),
    numbers: scenes.reduce(
      (sum, s) => sum + s.figures.filter((f) => !s.dates.some((d) => touches(d, f))).length,
      0,
    ),
    hear: (spoken) => heard(spoken, scenes, speakers),
    left: () => leftOver(scenes),
  };
}

/** Kinds that say that something is so; inside a reported question nothing is. */
const HAPPENS: ReadonlySet<Kind> = new Set([
  'custody',
  'death',
  'ill_treatment_or_health',
  'trial',
  'contact',
  'visit',
]);

function cueAt(scene: Scene, draft: Draft): number {
  const start = draft.start - scene.sentence.start;
  return Math.max(start, scene.plain.indexOf(draft.cue, start));
}

/** A draft of the concept rules with the speaker the patterns hear in it; the stronger modality of the two stays. */
function heard(spoken: Spoken, scenes: readonly Scene[], speakers: Speakers): Spoken | null {
  const { draft, modality: said = spoken.voice.modality } = spoken;
  const scene = sceneAt(scenes, draft.start);
  if (!scene || said === 'refused' || said === 'no_response') return spoken;
  if (draft.kind === 'source_chain' || draft.kind === 'open_question') return spoken;
  if (draft.kind === 'count' && isNoCount(scene, draft)) return null;
  if (draft.rule === 'weighed:unknown_count' && !isUnknownNumber(scene, draft)) return null;
  if (HAPPENS.has(draft.kind) && isAsked(scene, cueAt(scene, draft))) return null;
  const own = voiceFor(draft, scene, speakers);
  const modality = said === 'asserted' ? own.modality : said;
  return { draft: withDenial(turned(draft, scene), own, scene), voice: { ...own, modality } };
}

/** What was weighed and not read by a rule: whether a visit or a contact came about is read off its words. */
function turned(draft: Draft, scene: Scene): Draft {
  const { polarity } = draft.fields;
  if (!draft.rule.startsWith('weighed:') || (polarity !== 'occurred' && polarity !== 'exists')) return draft;
  const text = scene.plain.slice(draft.start - scene.sentence.start, draft.end - scene.sentence.start);
  const read = scene.polarityOf(draft.kind, text);
  return read === null ? draft : { ...draft, fields: { ...draft.fields, polarity: read } };
}

/** The sentence a position lies in, by halving. */
function sceneAt(scenes: readonly Scene[], position: number): Scene | undefined {
  let low = 0;
  let high = scenes.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((scenes[middle]?.sentence.start ?? 0) <= position) low = middle;
    else high = middle - 1;
  }
  return position < (scenes[low]?.sentence.end ?? 0) ? scenes[low] : undefined;
}

interface Placed {
  readonly draft: Draft;
  readonly scene: Scene;
}

/** Rules in their order; what they propose on one clause is settled afterwards. */
const RULES: readonly ((scene: Scene) => Draft[])[] = [
  unknownCounts,
  labels,
  custodyEvents,
  events,
  deaths,
  treatments,
  trials,
  contacts,
  visits,
  confidentialityRules,
  inquiries,
  agreements,
  openQuestions,
  sourceChains,
];

/** Those that read passages too that are not about persons held; all others keep silent there. */
const ANYWHERE: readonly ((scene: Scene) => Draft[])[] = [labels, inquiries, sourceChains];

function draftsOf(scenes: readonly Scene[]): Placed[] {
  const state: CountState = { block: -1, measure: null, seen: new Map(), asOf: null };
  const placed: Placed[] = [];
  for (const scene of scenes) {
    const drafts = counts(scene, state);
    if (!isHeading(scene)) {
      for (const rule of scene.onTopic ? RULES : ANYWHERE) drafts.push(...rule(scene));
      drafts.push(...fallbacks(scene, drafts));
    }
    for (const draft of drafts) placed.push({ draft, scene });
  }
  return placed;
}

/** "2. Who is behind bars", "Released this week: 17": a heading or a line of a table tells a topic and at most a figure. */
function isHeading({ sentence, block, plain, figures }: Scene): boolean {
  if (block.sentences.length > 1 || plain.length > 60 || sentence.index === 0) return false;
  if (
    /^(?:[\p{L}\d]{1,3}[.)] |[•*·–-] ?)?\p{L}[\p{L} ,()'-]{2,50}: ?(?:[a-z ]{0,16})?[\d,.]+ ?(?:\([^)]*\))?$/u.test(
      plain,
    )
  )
    return figures.length > 0;
  return /^(?:\d{1,2}|[IVX]{1,4})\. \p{Lu}[\p{L} '-]*$/u.test(plain);
}

/** The voice of a draft; what the sentence rejects is denied, whatever else it says. */
function voiceFor(draft: Draft, scene: Scene, speakers: Speakers): Voice {
  const voice = plainVoice(draft, scene, speakers);
  // A court that dismisses an appeal acts; it denies nothing.
  if (draft.kind === 'trial' && draft.fields['feature'] === 'appeal_rejected' && voice.modality === 'denied')
    return { state: 'author', name: null, mention: null, candidates: [], modality: 'asserted' };
  const open = /^(?:asserted|alleged|believed)$/.test(voice.modality) && draft.kind !== 'inquiry';
  return open && isRejected(draft, scene) ? { ...voice, modality: 'denied' } : voice;
}

/** The voice of a draft: its own speaker where the rule names one, else frames, else the author. */
function plainVoice(draft: Draft, scene: Scene, speakers: Speakers): Voice {
  const colour = hedgeOf(draft, scene);
  if (draft.authorOnly)
    return {
      state: 'author',
      name: null,
      mention: null,
      candidates: [],
      modality: draft.modality ?? 'asserted',
    };
  if (draft.speaker !== undefined) {
    const { name, candidates } = speakers.identify(draft.speaker, scene.sentence);
    return {
      state: name === null ? 'unresolved' : 'named',
      name,
      mention: draft.speaker,
      candidates,
      modality: draft.modality ?? 'asserted',
    };
  }
  const core = scene.plain.indexOf(draft.cue, Math.max(0, draft.start - scene.sentence.start));
  const anchor =
    core < 0 || draft.kind !== 'count'
      ? undefined
      : scene.sentence.start + core + Math.min(draft.cue.length, 8) / 2;
  const voice = ownWord(speakers.voiceOf(draft, scene.sentence, anchor), draft, scene);
  const modality =
    draft.modality ?? (voice.modality === 'asserted' ? (colour ?? 'asserted') : voice.modality);
  const addressee = draft.fields['addressee'];
  const span = { start: draft.start - scene.sentence.start, end: draft.end - scene.sentence.start };
  const own =
    draft.kind === 'inquiry' &&
    voice.state === 'named' &&
    (addressee === null
      ? !scene.isQuoted(span) && !tellsOfAsking(draft, voice, scene)
      : sameParty(addressee, voice.name));
  // A journalist's question and what came of it is the text's own word, unless somebody says "we asked".
  const asked =
    draft.kind === 'inquiry' &&
    voice.state === 'unresolved' &&
    voice.mention === null &&
    !scene.isQuoted(span) &&
    !/\b(?:we|us|our|my|me|i|he|she|his|her)\b/i.test(scene.plain);
  return own || asked
    ? { state: 'author', name: null, mention: null, candidates: [], modality }
    : { ...voice, modality };
}

/**
 * "The council denies this: by its count …", "disputes it and puts the number at …": what is denied was said before,
 * and what follows is the speaker's own word.
 */
function ownWord(voice: Voice, draft: Draft, scene: Scene): Voice {
  if (voice.modality !== 'denied' || voice.mention === null) return voice;
  const at = scene.plain.indexOf(voice.mention);
  const cue = scene.plain.indexOf(draft.cue, Math.max(0, draft.start - scene.sentence.start));
  if (at < 0 || cue < at) return voice;
  return OWN_WORD.test(scene.plain.slice(at, cue)) ? { ...voice, modality: 'asserted' } : voice;
}

const OWN_WORD =
  /\b(?:this|that|it|them|so)(?: (?:figure|number|count|total|claim|tally))?(?:[:;]| –|,? (?:and|but) (?:puts?|says?|said|counts?|counted|estimates?|estimated|speaks?|spoke|insists?|names?|gives?)\b)|\bby (?:its|their|his|her) (?:own )?(?:count|tally|reckoning|estimate|records?|lists?|figures?)\b/i;

/** "The Red Cross said it had asked to see them": who tells of a request vouches for it; who declines to speak does not. */
function tellsOfAsking(draft: Draft, voice: Voice, scene: Scene): boolean {
  const at = voice.mention === null ? -1 : scene.plain.indexOf(voice.mention);
  const own = draft.start - scene.sentence.start;
  const { outcome } = draft.fields;
  return (
    at >= 0 &&
    at + (voice.mention ?? '').length <= own + 1 &&
    ((outcome === 'no_response' && AWAITED.test(scene.plain.slice(own))) ||
      ASKED.test(scene.plain.slice(own, draft.end - scene.sentence.start)))
  );
}

const AWAITED =
  /\b(?:waiting for|awaiting|had no (?:answer|reply|response)|received no (?:answer|reply|response))\b/;
const ASKED =
  /\b(?:(?:had|has|have) (?:\w+ )?(?:asked|requested|appealed|applied|written|petitioned|sent)|(?:its|their|his|her|two|three|four|five|six|\d+) (?:\w+ ){0,2}(?:requests?|letters?|notes?|appeals?|petitions?|applications?))\b/;

function sameParty(addressee: unknown, name: string | null): boolean {
  if (typeof addressee !== 'string' || name === null) return false;
  const [a, b] = [addressee.toLowerCase(), name.toLowerCase()];
  return a.includes(b) || b.includes(a) || /^(?:he|she|it|they|i)$/.test(a);
}

/** The hedge inside the clause that stands nearest to the cue. */
function hedgeOf(draft: Draft, scene: Scene): Modality | null {
  const offset = scene.sentence.start;
  const text = scene.plain.slice(draft.start - offset, draft.end - offset);
  const cue = Math.max(0, text.indexOf(draft.cue));
  let best: { distance: number; modality: Modality } | null = null;
  const { hedges, sieves } = scene.pack;
  const isCut = isInsideWord(scene.plain, draft.start - offset);
  for (const hedge of isCut ? hedges : met(scene.sentence, sieves.hedges, hedges)) {
    if (hedge.modality === 'denied' || hedge.modality === 'unknown') continue;
    for (const match of matches(hedge.expression, text)) {
      const distance = Math.abs(match.index - cue);
      if (!best || distance < best.distance) best = { distance, modality: hedge.modality };
    }
  }
  return best?.modality ?? null;
}
