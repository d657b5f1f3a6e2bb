/** Numbers said to be unknown, unpublished, unconfirmed or larger than recorded. Null is never a number. */
import type { Modality } from '../contract.ts';
import type { Hit } from '../lexicon.ts';
import type { Draft, Scene } from '../scene.ts';
import { measureOf } from './measure.ts';
import { type KindRule, runRule } from './pattern-kinds.ts';

const rule: KindRule = { kind: 'unknown_count', read };

/** Proposes unknown counts. */
export function unknownCounts(scene: Scene): Draft[] {
  return runRule(rule, scene);
}

const EVERYDAY =
  /\b(?:euros?|dollars?|crowns|barrels|tonnes|votes?|budget|prices?|visitors to|voters|tourists|spectators|readers|viewers|tickets|subscribers)\b/i;

function read(hit: Hit, scene: Scene): Draft[] {
  if (!scene.onTopic) return [];
  const clause = scene.clause(hit.start, hit.end);
  if (EVERYDAY.test(scene.plain.slice(clause.start, clause.end))) return [];
  const measure = measureOf(scene, { start: hit.start, end: clause.end }) ?? 'held';
  const modality = (hit.pattern.fields['modality'] ?? 'unknown') as Modality;
  return [scene.draft('unknown_count', hit, { measure }, { modality, subject: 'number of persons' })];
}
