/** Numbers said to be unknown, unpublished, unconfirmed or larger than recorded. Null is never a number. */
import type { Modality } from '../contract.ts';
import type { Draft, Scene } from '../scene.ts';
import { measureOf } from './measure.ts';
import { runRule } from './pattern-kinds.ts';

/** Proposes unknown counts. */
export function unknownCounts(scene: Scene): Draft[] {
  return runRule(
    {
      kind: 'unknown_count',
      read: (hit) => {
        if (!scene.onTopic) return [];
        const clause = scene.clause(hit.start, hit.end);
        if (
          /\b(?:euros?|dollars?|crowns|barrels|tonnes|votes?|budget|prices?|visitors to|voters|tourists|spectators|readers|viewers|tickets|subscribers)\b/i.test(
            scene.plain.slice(clause.start, clause.end),
          )
        )
          return [];
        return [
          scene.draft(
            'unknown_count',
            hit,
            { measure: measureOf(scene, { start: hit.start, end: clause.end }) ?? 'held' },
            {
              modality: (hit.pattern.fields['modality'] ?? 'unknown') as Modality,
              subject: 'number of persons',
            },
          ),
        ];
      },
    },
    scene,
  );
}
