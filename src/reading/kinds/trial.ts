/** Proceedings: what kind of trial, who could watch, what became of it. A sentence passed is custody, not a verdict. */
import { isAsked, isNorm } from '../guards.ts';
import type { Hit } from '../lexicon.ts';
import type { Draft, Scene } from '../scene.ts';
import { isEveryday } from './everyday.ts';
import { type KindRule, runRule } from './pattern-kinds.ts';

const COURT =
  /\b(?:court|tribunal|trials?|hearings?|judges?|prosecut|proceedings|indict|sentenced|convict|lawyers?|defendants?|verdict|docket|bench|assize|appearance|sittings?|sessions?|magistrate)/i;

/** Committees and licences are heard too. */
const OTHER_HEARING =
  /\b(?:hearings?|sessions?|sittings?) (?:of|in|before) (?:the )?(?:[\w'-]+ )?(?:committee|parliament|senate|congress|council|budget)|\b(?:budget|committee|parliamentary|congressional|senate|planning|licen[cs]ing) (?:hearings?|sessions?)\b/i;

const rule: KindRule = { kind: 'trial', distinct: 'feature', unless: isEveryday, read };

/** Proposes trial claims. */
export function trials(scene: Scene): Draft[] {
  return runRule(rule, scene);
}

function read(hit: Hit, scene: Scene): Draft[] {
  const { feature = 'on_trial', guard } = hit.pattern.fields;
  if (isAsked(scene, hit.start)) return [];
  const clause = scene.clause(hit.start, hit.end);
  if (!scene.onTopic || isNorm(scene, { start: clause.start, end: hit.end })) return [];
  if (OTHER_HEARING.test(scene.plain)) return [];
  const near = `${scene.plain} ${scene.nearby}`;
  if ((guard === 'trial' || guard === 'court') && !COURT.test(guard === 'court' ? near : scene.plain))
    return [];
  if (guard === 'lawyers' && !/\b(?:lawyers?|counsel|advocates?|attorneys?|defen[cs]e)\b/i.test(near))
    return [];
  if (guard === 'dated' && scene.dates.length === 0) return [];
  if (feature === 'verdict' && /\b(?:sentenced|condemned|years|death sentence)\b/i.test(hit.words)) return [];
  const who =
    scene.subjectBefore(hit.start) ??
    / of (?<who>[^.;,]{2,50}?)(?= (?:is|are|was|were|has|have|in|by|at|on)\b|$)/.exec(hit.words)?.groups?.[
      'who'
    ] ??
    null;
  return [
    scene.draft(
      'trial',
      hit,
      { feature, who, date: scene.dateNear(hit) },
      {
        subject: who ?? 'proceedings',
        // "Each has a lawyer of his own choosing": the want of one is what is denied.
        ...(hit.pattern.fields['denies'] ? { modality: 'denied' as const } : {}),
      },
    ),
  ];
}
