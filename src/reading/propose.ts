/**
 * The pipeline of the reader: check the input, cut it, recognise, let every kind propose, attribute, and pass one
 * last gate that lets only exact quotes through. It writes nothing, needs no network, and is deterministic.
 */
import { Fault } from '#ground';
import { framesOf, type Frame } from './attribution.ts';
import { type Header, type Modality, type Proposal, type Reading, MAX_QUOTE } from './contract.ts';
import { coverageOf, unclaimed } from './coverage.ts';
import { findDates } from './dates.ts';
import { isRejected, turns, withDenial } from './denial.ts';
import { emptyHeader, splitHeader } from './header.ts';
import { agreements } from './kinds/agreement.ts';
import { confidentialityRules } from './kinds/confidentiality.ts';
import { contacts } from './kinds/contact.ts';
import { counts, type CountState } from './kinds/count.ts';
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
import { unknownCounts } from './kinds/unknown-count.ts';
import { visits } from './kinds/visit.ts';
import { detectLanguage, packOf } from './language.ts';
import { wordsOf } from './lexicon.ts';
import { settle } from './settle.ts';
import { Document, type Draft, Scene } from './scene.ts';
import { codePointIndex, segment, type Span, matches } from './segment.ts';
import { Speakers, type Voice } from './speaker.ts';

export interface ProposeOptions {
  /** ISO 639-1 code; the header line of the text wins over it. */
  readonly lang?: string;
  /** EDTF date of publication, against which relative dates are placed; the header wins. */
  readonly published?: string;
  /** Name of the text in the answer. */
  readonly name?: string;
  /** What the caller knows about the document; with it, the text is all body. */
  readonly header?: Partial<Header>;
}

/** Largest text that is read, in UTF-16 units. */
const MAX_TEXT = 50 * 1024 * 1024;

/**
 * Proposes claims for a text. Offsets in the answer are code points of the body, that is of the text after its
 * header line. Throws faults `input-empty`, `input-too-large`, `input-encoding`, `input-binary` and
 * `language-unsupported`; never throws because of what a text says.
 */
export async function propose(text: string, options: ProposeOptions = {}): Promise<Reading> {
  checkInput(text);
  const split = options.header ? { header: emptyHeader(), body: text } : splitHeader(text);
  const header: Header = { ...split.header, ...options.header };
  if (!split.body.trim()) throw new Fault('input-empty', 'the text has no body');
  const lang = header.lang ?? options.lang ?? (await detectLanguage(split.body));
  return read(
    split.body,
    { ...header, lang, published: header.published ?? options.published ?? null },
    options.name ?? '',
  );
}

function checkInput(text: string): void {
  if (text.length > MAX_TEXT)
    throw new Fault('input-too-large', `text of ${text.length} units is over the limit of ${MAX_TEXT}`);
  if (!text.trim()) throw new Fault('input-empty', 'the text is empty');
  if (/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text))
    throw new Fault('input-encoding', 'the text has an unpaired surrogate');
  const head = text.slice(0, 65_536);
  // eslint-disable-next-line no-control-regex
  const controls = head.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/g)?.length ?? 0;
  if (head.includes('\u0000') || controls > 8 + head.length / 200)
    throw new Fault('input-binary', `${controls} control characters near the start`);
}

function read(body: string, header: Header & { lang: string }, name: string): Reading {
  const pack = packOf(header.lang);
  const blocks = segment(body, pack.abbreviations, pack.lang);
  const document = new Document(body, blocks, header, pack);
  const scenes: Scene[] = [];
  const frames = new Map<number, Frame[]>();
  for (const block of blocks)
    for (const sentence of block.sentences) {
      const words = wordsOf(sentence.plain);
      const own = framesOf(sentence, words, pack);
      frames.set(sentence.index, own);
      scenes.push(
        new Scene({
          sentence,
          words,
          frames: own,
          dates: findDates(sentence.plain, header.published),
          figures: pack.figures(sentence.plain),
          document,
        }),
      );
    }
  const speakers = new Speakers(body, blocks, frames, pack.grammar);
  const drafts = settle(draftsOf(scenes));
  const gate = new Gate(body);
  const claims: Proposal[] = [];
  const spans: Span[] = [];
  for (const { draft, scene } of drafts) {
    const voice = voiceFor(draft, scene, speakers);
    const whole = withDenial(draft, voice, scene);
    const proposal = gate.pass(whole, voice, claims.length + 1);
    if (!proposal) continue;
    claims.push(proposal);
    spans.push(whole);
  }
  const left = unclaimed(scenes, spans, gate.at);
  return {
    text: name,
    lang: pack.lang,
    claims,
    unclaimed: left,
    coverage: coverageOf({ scenes, claims, spans, left, dropped: gate.dropped }),
  };
}

interface Placed {
  readonly draft: Draft;
  readonly scene: Scene;
}

function draftsOf(scenes: readonly Scene[]): Placed[] {
  const state: CountState = { block: -1, measure: null, seen: new Set(), asOf: null };
  const rules = [
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
  const placed: Placed[] = [];
  for (const scene of scenes) {
    const drafts = [...counts(scene, state), ...rules.flatMap((rule) => rule(scene))];
    for (const draft of [...drafts, ...fallbacks(scene, drafts)]) placed.push({ draft, scene });
  }
  return placed;
}

/** The voice of a draft; what the sentence rejects is denied, whatever else it says. */
function voiceFor(draft: Draft, scene: Scene, speakers: Speakers): Voice {
  const voice = plainVoice(draft, scene, speakers);
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
  const voice = speakers.voiceOf(draft, scene.sentence, anchor);
  const modality =
    draft.modality ?? (voice.modality === 'asserted' ? (colour ?? 'asserted') : voice.modality);
  const addressee = draft.fields['addressee'];
  const own =
    draft.kind === 'inquiry' &&
    voice.state === 'named' &&
    (addressee === null || sameParty(addressee, voice.name));
  return own
    ? { state: 'author', name: null, mention: null, candidates: [], modality }
    : { ...voice, modality };
}

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
  for (const hedge of scene.pack.hedges) {
    if (hedge.modality === 'denied' || hedge.modality === 'unknown') continue;
    for (const match of matches(hedge.expression, text)) {
      const distance = Math.abs(match.index - cue);
      if (!best || distance < best.distance) best = { distance, modality: hedge.modality };
    }
  }
  return best?.modality ?? null;
}

/** The last gate: quotes are cut from the body itself, checked to be in it, and counted if they are not. */
class Gate {
  readonly dropped = { notVerbatim: 0, tooLong: 0 };
  readonly at: (position: number) => number;
  readonly #body: string;

  constructor(body: string) {
    this.#body = body;
    this.at = codePointIndex(body);
  }

  pass(draft: Draft, heard: Voice, number: number): Proposal | null {
    const voice = withoutNobody(heard, draft);
    let { start, end } = draft;
    if (end - start > MAX_QUOTE) {
      const cue = this.#body.indexOf(draft.cue, start);
      if (cue < 0 || draft.cue.length > MAX_QUOTE) {
        this.dropped.tooLong++;
        return null;
      }
      start = Math.max(start, cue - (MAX_QUOTE - draft.cue.length) / 2) | 0;
      end = Math.min(end, start + MAX_QUOTE);
      if (/[\udc00-\udfff]/.test(this.#body[start] ?? '')) start++;
      if (/[\udc00-\udfff]/.test(this.#body[end] ?? '')) end--;
    }
    const quote = this.#body.slice(start, end);
    if (!quote.trim() || !this.#body.startsWith(quote, start)) {
      this.dropped.notVerbatim++;
      return null;
    }
    const fields: object = draft.fields;
    return {
      id: `c${number}`,
      kind: draft.kind,
      quote,
      attributed_to: voice.state === 'named' ? voice.name : null,
      modality: voice.modality,
      subject: (draft.subject ?? draft.kind).slice(0, 120),
      ...fields,
      start: this.at(start),
      end: this.at(end),
      rule: draft.rule,
      cue: draft.cue,
      attribution: { state: voice.state, mention: voice.mention, candidates: voice.candidates.slice(0, 5) },
      flags: flagsOf(quote, draft, voice),
    } as Proposal;
  }
}

/** "Neither A nor B replied" has no speaker called "Neither A nor B": the text itself tells of the silence. */
function withoutNobody(voice: Voice, draft: Draft): Voice {
  if (voice.state !== 'named' || !/^(?:neither|nor|none|nobody|no one|no)\b/i.test(voice.name ?? ''))
    return voice;
  return { ...voice, state: draft.kind === 'inquiry' ? 'author' : 'unresolved', name: null, candidates: [] };
}

function flagsOf(quote: string, draft: Draft, voice: Voice): string[] {
  const flags: string[] = [];
  if (/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u061c]/.test(quote)) flags.push('bidi-control');
  if (quote.includes('\ufffd')) flags.push('damaged');
  if (draft.kind === 'confidentiality_rule' || /\b(?:ICRC|Red Cross)\b/.test(voice.name ?? ''))
    flags.push('confidential-body');
  if (voice.state === 'unresolved') flags.push('unresolved-speaker');
  if (voice.modality === 'denied' && !turns(quote)) flags.push('denial-outside-quote');
  return flags;
}
