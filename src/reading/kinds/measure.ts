/** What a figure counts, told by the words around it; the nearest of the strongest rank decides. */
import type { Measure } from '../contract.ts';
import { met, type Scene } from '../scene.ts';
import type { Span } from '../segment.ts';
import { matches } from '../segment.ts';
import { isInsideWord } from '../units.ts';

/** The measure told by words inside a span of the sentence; null where none is told. */
export function measureOf(
  scene: Scene,
  span: Span,
  side: 'before' | 'after' | 'both' = 'both',
): Measure | null {
  const cues = isInsideWord(scene.plain, span.start) ? scene.pack.measures : scene.measures;
  return cues.length === 0 ? null : measureIn(cues, scene.plain.slice(span.start, span.end), side);
}

/** The measure told by words. */
function measureIn(
  measures: Scene['pack']['measures'],
  text: string,
  side: 'before' | 'after' | 'both' = 'both',
): Measure | null {
  let best: { rank: number; distance: number; measure: Measure } | null = null;
  for (const cue of measures) {
    if (side !== 'both' && cue.where !== 'both' && cue.where !== side) continue;
    for (const match of matches(cue.expression, text)) {
      const distance = side === 'before' ? text.length - match.index - match[0].length : match.index;
      if (!best || cue.rank < best.rank || (cue.rank === best.rank && distance < best.distance))
        best = { rank: cue.rank, distance, measure: cue.measure };
    }
  }
  return best?.measure ?? null;
}

/** What the sentences just before tell: a figure or a silence that says nothing itself goes on from them. */
export function recentMeasure(scene: Scene): Measure | null {
  const { block, index } = scene.sentence;
  const before = scene.document.blocks
    .slice(Math.max(0, block - 1), block + 1)
    .flatMap(({ sentences }) => sentences)
    .filter((sentence) => sentence.index < index && sentence.index >= index - 2)
    .reverse();
  const { measures, sieves } = scene.pack;
  for (const sentence of before) {
    const measure = measureIn(met(sentence, sieves.measures, measures), sentence.plain);
    if (measure !== null && !/^(?:other|cases|ill_treated)$/.test(measure)) return measure;
  }
  return null;
}
