/**
 * What no claim covers: figures (above all beside words for persons), dates, names, and words of silence, refusal
 * and denial. Nothing is skipped silently; this list is shown to the reviewer beside the proposals.
 */
import type { Coverage, Proposal, Unclaimed } from './contract.ts';
import type { Part, Sign } from './part.ts';
import type { Scene } from './scene.ts';
import { type Span, touches, matches } from './segment.ts';

/** Longest list given back; a text of numbers only would otherwise double in size. */
const MAX_UNCLAIMED = 20_000;

const NAME =
  /(?=\p{Lu})(?<!^)(?<![.!?:"“‘] )(?<![\w'-])\p{Lu}[\p{Ll}'-]+(?: (?:al-|de |van |bin |of )?\p{Lu}[\p{L}'-]+)+/gu;

/** Everything in scenes of patterns that a claim should cover, in units of their body. */
export function leftOver(scenes: readonly Scene[]): Sign[] {
  const signs: Sign[] = [];
  for (const scene of scenes) {
    const offset = scene.sentence.start;
    const add = (kind: Unclaimed['kind'], span: Span, near = false) =>
      signs.push({ start: offset + span.start, end: offset + span.end, kind, near });
    for (const figure of scene.figures) {
      if (scene.dates.some((date) => touches(date, figure))) continue;
      add(
        'number',
        { start: figure.numberStart, end: figure.end },
        scene.pack.person.test(scene.plain.slice(figure.end, figure.end + 40)),
      );
    }
    for (const date of scene.dates) add('date', date);
    for (const hit of scene.pack.coverage.scan(scene.plain, scene.words))
      add((hit.pattern.fields['kind'] ?? 'denial') as Unclaimed['kind'], hit);
    for (const name of matches(NAME, scene.plain))
      add('name', { start: name.index, end: name.index + name[0].length });
  }
  return signs;
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
    const isTouched = (span: Span): boolean => {
      const own = { start: from + span.start, end: from + span.end };
      return tests.some((test) => test(own));
    };
    this.#numbers += part.numbers;
    this.#sentences += part.sentences.length;
    for (const sentence of part.sentences) if (isTouched(sentence)) this.#claimed++;
    for (const sign of part.left()) {
      if (this.left.length >= MAX_UNCLAIMED) break;
      if (isTouched(sign)) continue;
      const [start, end] = [from + sign.start, from + sign.end];
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
