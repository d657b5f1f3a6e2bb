/** Numbers said to be unknown, unpublished, unconfirmed or larger than recorded. Null is never a number. */
import type { Measure, Modality } from '../contract.ts';
import { isBattle } from '../guards.ts';
import type { Hit } from '../lexicon.ts';
import type { Draft, Scene } from '../scene.ts';
import type { Span } from '../segment.ts';
import { measureOf, recentMeasure } from './measure.ts';
import { type KindRule, runRule } from './pattern-kinds.ts';

const rule: KindRule = { kind: 'unknown_count', read };

/** Proposes unknown counts. */
export function unknownCounts(scene: Scene): Draft[] {
  const told = runRule(rule, scene);
  return told.length > 0 ? told : notTold(scene);
}

/** "How many are still there? – I couldn't tell you.": the number is asked for in the sentence before, whoever speaks. */
function notTold(scene: Scene): Draft[] {
  const asked = scene.document.sentences[scene.sentence.index - 1]?.plain ?? '';
  if (!scene.onTopic || !/\bhow many\b/i.test(asked) || !/\?\W*$/.test(asked)) return [];
  const found = NO_TELLING.exec(scene.plain);
  if (!found) return [];
  const start = scene.sentence.start + found.index;
  return [
    {
      kind: 'unknown_count',
      start,
      end: start + found[0].length,
      rule: 'unknown_count:not-told',
      cue: found[0],
      fields: { measure: recentMeasure(scene) ?? 'held' },
      modality: 'unknown',
      subject: 'number of persons',
    },
  ];
}

const NO_TELLING =
  /\b(?:(?:I|we|he|she|they|it) (?:do not|don't|does not|doesn't|did not|didn't) know\b(?! (?:him|her|them|that|this))|(?:I|we|he|she|they|it) (?:could not|couldn't|cannot|can't) (?:say|tell)(?: (?:you|us|me))?|(?:nobody|no one|no-one)(?: [\w'-]+){0,3} (?:knows|could (?:say|tell)|can (?:say|tell)|would (?:say|tell))(?: (?:you|us|me))?|no idea|that is not known|that is unknown)\b/i;

const NUMBER = /\bhow many\b|\b(?:figures?|lists?|records?|statistics) (?:for|of|on)\b/i;
const HIDDEN =
  /\b(?:no|not|never|nobody|no one|none|nothing|neither|nor|cannot|unknown|unclear|uncertain|unable|refus\w+|declin\w+|hidden|destroyed|lost|burnt|secret|incomplete|higher|larger|without|hard(?:er)?|difficult|impossible|guess\w*)\b|n't\b/i;

/** True if a clause that only leans to an unknown number names a number and says that something is missing of it. */
export function isUnknownNumber(scene: Scene, draft: Draft): boolean {
  const text = scene.plain.slice(draft.start - scene.sentence.start, draft.end - scene.sentence.start);
  return NUMBER.test(text) && HIDDEN.test(text) && !scene.plain.includes('?');
}

const EVERYDAY =
  /\b(?:euros?|dollars?|crowns|barrels|tonnes|votes?|budget|prices?|visitors to|voters|tourists|spectators|readers|viewers|tickets|subscribers)\b/i;

function read(hit: Hit, scene: Scene): Draft[] {
  if (!scene.onTopic) return [];
  const clause = scene.clause(hit.start, hit.end);
  if (isBattle(scene, clause) || EVERYDAY.test(scene.plain.slice(clause.start, clause.end))) return [];
  const measure = toldMeasure(scene, hit.start, clause);
  const modality = (hit.pattern.fields['modality'] ?? 'unknown') as Modality;
  return [scene.draft('unknown_count', hit, { measure }, { modality, subject: 'number of persons' })];
}

/** What the number nobody gives would count: by its own clause, its sentence, or the sentences it goes on from. */
function toldMeasure(scene: Scene, start: number, clause: Span): Measure {
  const own =
    measureOf(scene, { start, end: clause.end }) ?? measureOf(scene, { start: 0, end: scene.plain.length });
  if (own !== null && own !== 'other' && own !== 'cases') return own;
  return recentMeasure(scene) ?? own ?? 'held';
}
