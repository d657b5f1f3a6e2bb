/**
 * The checks on what a model says, all of them by rule and all of them before a person sees it. A quote that is not in
 * the text is dropped; a value that the text does not bear out is taken away and the place is flagged; a speaker who
 * cannot be shown is nobody. Numbers in brackets are those of the contract.
 */
import type { Attribution, Kind, Modality } from '../contract.ts';
import type { Span } from '../segment.ts';
import type { Chunk } from './chunk.ts';
import { placesOf, standsIn } from './locate.ts';
import type { Recogniser } from './recognise.ts';
import type { SaidClaim } from './shape.ts';

/** A claim that passed, with what is left of its values. Spans are UTF-16 units of the body. */
export interface Checked extends Span {
  readonly kind: Kind;
  readonly quote: string;
  readonly attributedTo: string | null;
  readonly attribution: Attribution;
  readonly modality: Modality;
  readonly subject: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly flags: readonly string[];
}

export type Verdict =
  | { readonly ok: true; readonly claim: Checked }
  | { readonly ok: false; readonly check: 2 | 3; readonly why: 'not-in-text' | 'too-long' | 'said-twice' };

export interface Bench {
  readonly body: string;
  readonly chunk: Chunk;
  readonly rules: Recogniser;
}

const MAX_UNITS = 400;

/** Bodies whose words need a second look before anything of them is published [8]. */
const SENSITIVE =
  /\b(?:ICRC|CICR|Red Cross|Red Crescent|United Nations|UN|OHCHR|ombuds(?:man|person|woman)|human rights (?:defender|commissioner))\b|МККК|Красн\p{L}+ Крест|Կարմիր խաչ|омбудсмен/iu;
const CHANNEL = /\b(?:ICRC|CICR|Red Cross)\b|МККК|Красн\p{L}+ Крест|Կարմիր խաչ/iu;
const PRONOUN = /^(?:he|she|it|they|them|we|i|who|this|that|those|these|он|она|они|мы|նա|նրանք)$/iu;

/** Sentences that speak to a machine. They change nothing and are shown [12]. */
const ORDERS =
  /\b(?:ignore|disregard|forget|override)\b[^.\n]{0,40}\b(?:instructions?|prompts?|rules?|above|previous)\b|\b(?:system|developer) prompt\b|\byou are (?:now )?(?:a|an|the) (?:assistant|language model|ai|chatbot|system)\b|\bas an ai\b|<\/?(?:system|assistant|user)>|\b(?:respond|answer|reply|output) only with\b|\bjailbreak\b/i;

/** True if a stretch of text looks like an order to a program. */
export function speaksToMachine(text: string): boolean {
  return ORDERS.test(text);
}

/** Checks one claim against the text. `taken` holds what this document's model claims cover already. */
export function verify(said: SaidClaim, bench: Bench, taken: Set<string>): Verdict {
  if (said.quote.length > MAX_UNITS) return { ok: false, check: 3, why: 'too-long' };
  const places = placesOf(said.quote, bench.chunk.text);
  const place = nearest(places, said, bench);
  if (!place) return { ok: false, check: 2, why: 'not-in-text' };
  if (place.end - place.start > MAX_UNITS) return { ok: false, check: 3, why: 'too-long' };
  const start = bench.chunk.start + place.start;
  const end = bench.chunk.start + place.end;
  const quote = bench.body.slice(start, end);
  const flags = new Set<string>();
  if (places.length > 1) flags.add('several-places');
  const fields = fieldsOf(said, { start, end }, bench, flags);
  const key = `${said.kind} ${start} ${end} ${JSON.stringify(fields)}`;
  if (taken.has(key)) return { ok: false, check: 3, why: 'said-twice' };
  taken.add(key);
  const { attribution, name } = speakerOf(said, start, bench, flags);
  colours(said, { start, end }, bench, flags);
  caution(said, name, attribution, quote, flags);
  return {
    ok: true,
    claim: {
      start,
      end,
      kind: said.kind,
      quote,
      attributedTo: name,
      attribution,
      modality: said.modality,
      subject: subjectOf(said, bench.body),
      fields,
      flags: [...flags],
    },
  };
}

/** Of several places the one nearest to the words that attribute it [3]. */
function nearest(places: readonly Span[], said: SaidClaim, bench: Bench): Span | undefined {
  const mention = said.attribution.mention;
  const cue = mention === null ? undefined : placesOf(mention, bench.chunk.text)[0];
  if (places.length < 2 || !cue) return places[0];
  return [...places].sort((a, b) => Math.abs(a.start - cue.start) - Math.abs(b.start - cue.start))[0];
}

const DATES = new Set(['as_of', 'date', 'period']);
/** Fields chosen from a list say nothing verbatim. */
const CHOSEN = new Set([
  'event',
  'feature',
  'polarity',
  'channel',
  'outcome',
  'stage',
  'relation',
  'measure',
  'operator',
  'unit',
]);

function fieldsOf(said: SaidClaim, at: Span, bench: Bench, flags: Set<string>): Record<string, unknown> {
  const quote = bench.body.slice(at.start, at.end);
  const fields: Record<string, unknown> = { ...said.fields };
  for (const [name, value] of Object.entries(said.fields)) {
    if (value === null || typeof value === 'boolean') continue;
    if (DATES.has(name)) {
      if (typeof value === 'string' && isDated(value, at, bench)) continue;
      fields[name] = null;
      flags.add('date-not-in-text');
    } else if (name === 'n') {
      if (bench.rules.figures(quote).some((figure) => figure.value === value)) continue;
      fields[name] = null;
      flags.add('number-not-in-quote');
    } else if (typeof value === 'string' && !CHOSEN.has(name) && !standsIn(value, bench.body)) {
      fields[name] = null;
      flags.add('field-not-in-text');
    }
  }
  if (said.kind === 'count') countChecked(fields, quote, bench, flags);
  return fields;
}

/** The figure must be read again from the quote by the rules, with the same bound [4]. */
function countChecked(
  fields: Record<string, unknown>,
  quote: string,
  bench: Bench,
  flags: Set<string>,
): void {
  const wanted = JSON.stringify(fields['number']);
  const same = bench.rules.figures(quote).filter(({ value }) => JSON.stringify(value) === wanted);
  if (same.length === 0) {
    fields['number'] = null;
    flags.add('number-not-in-quote');
    return;
  }
  if (!same.some(({ operator }) => operator === fields['operator'])) {
    fields['operator'] = same[0]?.operator ?? fields['operator'];
    flags.add('bound-read-again');
  }
  const isPercent = same.some(({ percent }) => percent);
  if (isPercent !== (fields['unit'] === 'percent')) {
    fields['unit'] = isPercent ? 'percent' : null;
    flags.add('bound-read-again');
  }
}

/** A date expression in or next to the quote gives the same EDTF [5]. */
function isDated(edtf: string, at: Span, bench: Bench): boolean {
  const near = bench.rules.around(at.start, 1, 1);
  const found = bench.rules.dates(
    bench.body.slice(Math.min(near.start, at.start), Math.max(near.end, at.end)),
  );
  return found.some((date) => date === edtf || `${date}/..` === edtf || `../${date}` === edtf);
}

/** Name and mention stand in the document, the mention near the quote and with a word that attributes [6]. */
function speakerOf(
  said: SaidClaim,
  start: number,
  bench: Bench,
  flags: Set<string>,
): { attribution: Attribution; name: string | null } {
  const { status: state, mention, name } = said.attribution;
  const unresolved = (candidates: readonly string[]) => {
    flags.add('unresolved-speaker');
    return { attribution: { state: 'unresolved' as const, mention: null, candidates }, name: null };
  };
  if (state === 'author')
    return { attribution: { state: 'author', mention: null, candidates: [] }, name: null };
  const isThere = name !== null && name.trim() !== '' && standsIn(name, bench.body);
  if (state === 'unresolved' || !isThere || name === null || PRONOUN.test(name.trim()))
    return unresolved(isThere && name !== null && !PRONOUN.test(name.trim()) ? [name.trim()] : []);
  const cue = mention === null ? null : mentionNear(mention, start, bench);
  if (cue === null || !bench.rules.attributes(cue)) return unresolved([name.trim()]);
  return { attribution: { state: 'named', mention: cue, candidates: [] }, name: name.trim() };
}

/** The mention in the document's own characters, within two sentences of the quote, or null. */
function mentionNear(mention: string, start: number, bench: Bench): string | null {
  const near = bench.rules.around(start, 2, 2);
  const place = placesOf(mention, bench.body.slice(near.start, near.end))[0];
  return place ? bench.body.slice(near.start + place.start, near.start + place.end) : null;
}

/** A denial, hedge or refusal in the clause contradicts a plain assertion [7]. */
function colours(said: SaidClaim, at: Span, bench: Bench, flags: Set<string>): void {
  if (said.modality !== 'asserted' || said.kind === 'inquiry') return;
  const found = bench.rules.colours(bench.body.slice(at.start, at.end));
  if (found.size > 0) flags.add('modality-doubtful');
}

/** What a person has to look at with more care [8, 12]. */
function caution(
  said: SaidClaim,
  name: string | null,
  attribution: Attribution,
  quote: string,
  flags: Set<string>,
): void {
  const names = [name, ...attribution.candidates].filter((one) => one !== null).join(' ');
  const isPlain =
    attribution.state === 'named' && /\b(?:said|says|told|according to)\b/i.test(attribution.mention ?? '');
  if (SENSITIVE.test(names) && !isPlain) flags.add('sensitive-speaker');
  if (said.kind === 'confidentiality_rule' || CHANNEL.test(names)) flags.add('confidential-body');
  if (speaksToMachine(quote)) flags.add('instruction-like');
  if (/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u061c]/.test(quote)) flags.add('bidi-control');
  if (quote.includes('\ufffd')) flags.add('damaged');
}

/** A note in the text's own words, else the name of the kind: a model has no words of its own here. */
function subjectOf(said: SaidClaim, body: string): string {
  const words = said.subject.match(/[\p{L}\p{N}'’-]+/gu) ?? [];
  const isOwn = words.length > 0 && words.every((word) => word.length < 3 || standsIn(word, body));
  return isOwn ? words.join(' ') : said.kind;
}
