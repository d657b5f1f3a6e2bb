/**
 * What no claim covers: figures (above all beside words for persons), dates, names, and words of silence, refusal
 * and denial. Nothing is skipped silently; this list is shown to the reviewer beside the proposals.
 */
import type { Coverage, Proposal, Unclaimed } from './contract.ts';
import type { Sign } from './part.ts';
import type { Scene } from './scene.ts';
import { type Span, touches, matches } from './segment.ts';

/** Longest list given back; a text of numbers only would otherwise double in size. */
const MAX_UNCLAIMED = 20_000;

const NAME =
  /(?<!^)(?<![.!?:"“‘] )(?<![\w'-])\p{Lu}[\p{Ll}'-]+(?: (?:al-|de |van |bin |of )?\p{Lu}[\p{L}'-]+)+/gu;

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

/** The signs no claim covers. `claimed` are spans of proposals in UTF-16 units; `at` gives code points. */
export function unclaimed(
  body: string,
  signs: readonly Sign[],
  claimed: readonly Span[],
  at: (position: number) => number,
): Unclaimed[] {
  const covered = coveredBy(claimed);
  return signs
    .filter((sign) => !covered(sign))
    .slice(0, MAX_UNCLAIMED)
    .map((sign) => ({
      quote: body.slice(sign.start, sign.end),
      kind: sign.kind,
      start: at(sign.start),
      end: at(sign.end),
      near_person: sign.near,
    }));
}

/** Tells whether a span is touched by any claim; spans are sorted once. */
function coveredBy(claimed: readonly Span[]): (span: Span) => boolean {
  const sorted = [...claimed].sort((a, b) => a.start - b.start);
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

/** Numbers of the coverage report. */
export function coverageOf(parts: {
  sentences: readonly Span[];
  numbers: number;
  claims: readonly Proposal[];
  spans: readonly Span[];
  left: readonly Unclaimed[];
  dropped: { notVerbatim: number; tooLong: number };
  unread: readonly { lang: string; characters: number }[];
}): Coverage {
  const { sentences, numbers, claims, spans, left, dropped } = parts;
  const covered = coveredBy(spans);
  return {
    sentences: sentences.length,
    sentences_with_claims: sentences.filter((sentence) => covered(sentence)).length,
    numbers,
    numbers_claimed: numbers - left.filter((entry) => entry.kind === 'number').length,
    attributions_named: claims.filter((claim) => claim.attribution.state === 'named').length,
    attributions_unresolved: claims.filter((claim) => claim.attribution.state === 'unresolved').length,
    dropped_not_verbatim: dropped.notVerbatim,
    dropped_too_long: dropped.tooLong,
    unread: parts.unread,
  };
}
