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
