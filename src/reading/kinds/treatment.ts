/** Ill-treatment, conditions, illness, humiliation, and their denial. Law and demands are not claims. */
import type { Modality } from '../contract.ts';
import { isAsked, isBattle, isHypothetical, isNorm, isPerson } from '../guards.ts';
import type { Hit } from '../lexicon.ts';
import type { Draft, Scene } from '../scene.ts';
import { isEveryday } from './everyday.ts';
import { type KindRule, runRule, whoOf } from './pattern-kinds.ts';

const rule: KindRule = { kind: 'ill_treatment_or_health', unless: isEveryday, read };

/** Proposes claims of ill-treatment or health. */
export function treatments(scene: Scene): Draft[] {
  return runRule(rule, scene);
}

function read(hit: Hit, scene: Scene): Draft[] {
  if (isAsked(scene, hit.start)) return [];
  const clause = scene.clause(hit.start, hit.end);
  const { guard, modality } = hit.pattern.fields;
  if (
    !scene.onTopic ||
    isNorm(scene, { start: clause.start, end: hit.end }) ||
    isHypothetical(scene, clause) ||
    (isBattle(scene, clause) && !/hunger[- ]strike/i.test(hit.words))
  )
    return [];
  if (CAUSE_GIVEN.test(scene.plain.slice(clause.start, clause.end))) return [];
  const who = whoOf(hit, scene);
  if (guard === 'custody' && who !== null && IT.test(who)) return [];
  if (guard === 'person' && who !== null && !isPerson(who, scene)) return [];
  if (
    guard === 'state' &&
    !(isPerson(who, scene) && /^(?:they|he|she|the |all|our|his|her|their)/i.test(who ?? ''))
  )
    return [];
  if (
    /\b(?:committee|convention|rapporteur|prohibition|commission|centre|center|protocol) (?:against|on|for)\b/i.test(
      scene.plain.slice(Math.max(0, hit.start - 30), hit.end),
    )
  )
    return [];
  return [
    scene.draft(
      'ill_treatment_or_health',
      hit,
      { who },
      { ...(modality ? { modality: modality as Modality } : {}), subject: who ?? 'persons held' },
    ),
  ];
}

/** "It collapsed", "the talks collapsed": what fares badly then is nobody. */
const IT = /^it$|\b(?:talks?|negotiations?|deal|agreement|exchange|swap|plan|truce|ceasefire)$/i;

/** What somebody died of is told with the death. */
const CAUSE_GIVEN =
  /\b(?:as (?:the )?cause|cause of death|put (?:it|this|that|(?:his|her|their|the) deaths?) down to|died (?:of|from)|blam(?:es|ed) (?:it|the death) on)\b/i;
