/** What a figure counts, told by the words around it; the nearest of the strongest rank decides. */
import type { Measure } from '../contract.ts';
import type { Scene } from '../scene.ts';
import type { Span } from '../segment.ts';
import { matches } from '../segment.ts';

/** The measure told by words inside a span of the sentence; null where none is told. */
export function measureOf(
  scene: Scene,
  span: Span,
  side: 'before' | 'after' | 'both' = 'both',
): Measure | null {
  return measureIn(scene.pack.measures, scene.plain.slice(span.start, span.end), side);
}

/** The measure told by words. */
export function measureIn(
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
  for (const { plain } of before) {
    const measure = measureIn(scene.pack.measures, plain);
    if (measure !== null && !/^(?:other|cases|ill_treated)$/.test(measure)) return measure;
  }
  return null;
}
