/**
 * What no claim covers: figures (above all beside words for persons), dates, names, and words of silence, refusal
 * and denial. Nothing is skipped silently; this list is shown to the reviewer beside the proposals.
 */
import type { Coverage, Proposal, Unclaimed } from './contract.ts';
import type { Part, Sign } from './part.ts';
import type { Scene } from './scene.ts';
import { type Span, touches, matches } from './segment.ts';
import { HALF, isUnit, UPPER } from './units.ts';

/** Longest list given back; a text of numbers only would otherwise double in size. */
const MAX_UNCLAIMED = 20_000;

const NAME =
  /(?=\p{Lu})(?<!^)(?<![.!?:"“‘] )(?<![\w'-])\p{Lu}[\p{Ll}'-]+(?: (?:al-|de |van |bin |of )?\p{Lu}[\p{L}'-]+)+/gu;

/** Everything in scenes of patterns that a claim should cover, in units of their body. */
export function leftOver(scenes: readonly Scene[]): Sign[] {
  const signs: Sign[] = [];
  for (const { sentence, plain, words, figures, dates, pack } of scenes) {
    const offset = sentence.start;
    for (const figure of figures) {
      if (dates.some((date) => touches(date, figure))) continue;
      const near = pack.person.test(plain.slice(figure.end, figure.end + 40));
      signs.push(signOf('number', { start: figure.numberStart, end: figure.end }, offset, near));
    }
    for (const date of dates) signs.push(signOf('date', date, offset));
    for (const hit of pack.coverage.scan(plain, words))
      signs.push(signOf((hit.pattern.fields['kind'] ?? 'denial') as Sign['kind'], hit, offset));
    if (hasNames(plain))
      for (const { index, 0: name } of matches(NAME, plain))
        signs.push(signOf('name', { start: index, end: index + name.length }, offset));
  }
  return signs;
}

/** A sign in positions of a sentence that begins at an offset of the body. */
export function signOf(kind: Sign['kind'], span: Span, offset: number, near = false): Sign {
  return { start: offset + span.start, end: offset + span.end, kind, near };
}

/** Cheap test that spares sentences without two capitals inside them the search for names. */
function hasNames(plain: string): boolean {
  let capitals = 0;
  for (let at = 1; at < plain.length; at++)
    if (isUnit(plain.charCodeAt(at), UPPER | HALF) && ++capitals > 1) return true;
  return false;
}

/** Tells whether a span is touched by any of the given ones; they are sorted once. */
export function touching(given: readonly Span[]): (span: Span) => boolean {
  const sorted = [...given].sort((a, b) => a.start - b.start);
  const reach: number[] = [];
  for (const span of sorted) reach.push(Math.max(reach.at(-1) ?? 0, span.end));
  return (span) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle]?.start ?? 0) < span.end) low = middle + 1;
      else high = middle;
    }
    return low > 0 && (reach[low - 1] ?? 0) > span.start;
  };
}

/** What claims cover of a text and what they leave, added up piece by piece so that no piece has to be kept. */
export class Tally {
  readonly left: Unclaimed[] = [];
  readonly #body: string;
  readonly #at: (position: number) => number;
  #sentences = 0;
  #claimed = 0;
  #numbers = 0;

  /** `at` gives code points for units of the body. */
  constructor(body: string, at: (position: number) => number) {
    this.#body = body;
    this.#at = at;
  }

  /** Adds a piece that begins at a place of the body; the tests tell which spans of the body its claims touch. */
  add(part: Part, from: number, ...tests: readonly ((span: Span) => boolean)[]): void {
    this.#numbers += part.numbers;
    this.#sentences += part.sentences.length;
    for (const { start, end } of part.sentences)
      if (isTouched({ start: from + start, end: from + end }, tests)) this.#claimed++;
    for (const sign of part.left()) {
      if (this.left.length >= MAX_UNCLAIMED) break;
      const span = { start: from + sign.start, end: from + sign.end };
      if (isTouched(span, tests)) continue;
      const { start, end } = span;
      this.left.push({
        quote: this.#body.slice(start, end),
        kind: sign.kind,
        start: this.#at(start),
        end: this.#at(end),
        near_person: sign.near,
      });
    }
  }

  /** Numbers of the coverage report. */
  coverage(parts: {
    claims: readonly Proposal[];
    dropped: { notVerbatim: number; tooLong: number };
    unread: readonly { lang: string; characters: number }[];
  }): Coverage {
    const { claims, dropped } = parts;
    return {
      sentences: this.#sentences,
      sentences_with_claims: this.#claimed,
      numbers: this.#numbers,
      numbers_claimed: this.#numbers - this.left.filter((entry) => entry.kind === 'number').length,
      attributions_named: claims.filter((claim) => claim.attribution.state === 'named').length,
      attributions_unresolved: claims.filter((claim) => claim.attribution.state === 'unresolved').length,
      dropped_not_verbatim: dropped.notVerbatim,
      dropped_too_long: dropped.tooLong,
      unread: parts.unread,
    };
  }
}

function isTouched(span: Span, tests: readonly ((span: Span) => boolean)[]): boolean {
  for (const test of tests) if (test(span)) return true;
  return false;
}
