/** Naming acts: a label belongs to its speaker. Only explicit formulas; nicknames and scare quotes stay unclaimed. */
import { isNorm, isParty, isPerson } from '../guards.ts';
import type { Hit } from '../lexicon.ts';
import type { Draft, Scene } from '../scene.ts';
import { type KindRule, runRule } from './pattern-kinds.ts';

const EMPTY =
  /^(?:with|at|from|on|behind|held|kept|detained|being|alive|safe|ill|sick|free|freed|released|gone|there|here|still|now|buried|taken|treated|all|such|well|usual|follows|so|saying|having|being|part|much|many|it|them|soon|long|far|the same|evidence|a (?:result|sign|step|success|whole|matter|fact|lie|figure|witness|problem|priority)|possible|necessary|missing|dead|responsible|due|likely|false|true|unfounded|baseless|routine|present|of|for|in|to|out|off|up|back|away|before|by|into)\b/i;

const rule: KindRule = { kind: 'label', distinct: 'label', read };

/** Proposes labels. */
export function labels(scene: Scene): Draft[] {
  return runRule(rule, scene);
}

function read(hit: Hit, scene: Scene): Draft[] {
  const label = hit.groups['label']?.words.replace(/^["‘“]|["’”']$/g, '').trim();
  if (!label || EMPTY.test(label) || /ing\b.* (?:to|that)$/.test(label) || label.length > 70) return [];
  const object = hit.groups['obj']?.words ?? null;
  const quoted = /^["‘]/.test(hit.groups['label']?.words ?? '');
  if (
    !quoted &&
    object !== null &&
    !isPerson(object, scene) &&
    !/^(?:it|the (?:facility|place|camp|prison|site|building))/i.test(object)
  )
    return [];
  if (isNorm(scene, scene.clause(hit.start, hit.start + 1)) || scene.plain.endsWith('?')) return [];
  // "Called officers as witnesses", "if you can call them that": nobody is given a name.
  if (/^(?:as (?:an? )?(?:witness|expert|reinforcement)|that$|this$)/i.test(label)) return [];
  if (/\bas (?:witness(?:es)?|experts?)\b/i.test(hit.words)) return [];
  const how = hit.pattern.fields['by'];
  const speaker =
    how === 'group' ? hit.groups['by']?.words : how === 'subj' ? scene.subjectBefore(hit.start) : undefined;
  if (how === 'group' && !isParty(speaker ?? null, scene, true)) return [];
  const fields = { label };
  const start = scene.sentence.start + hit.start;
  const clause = scene.draft('label', hit, fields, { subject: object ?? 'persons named' });
  const tight = {
    ...clause,
    start: Math.min(clause.start, start),
    end: Math.max(clause.end, scene.sentence.start + hit.end),
  };
  if (hit.pattern.fields['quoted'] && !scene.isQuoted(hit)) return [];
  if (how === 'voice') return [hit.pattern.fields['denies'] ? { ...tight, modality: 'denied' } : tight];
  if (speaker === null || speaker === undefined) return quoted ? [tight] : [];
  return [
    {
      ...tight,
      speaker,
      modality: /\b(?:not|never|n't) [\w ]{0,12}$/.test(scene.plain.slice(0, hit.start))
        ? 'denied'
        : 'asserted',
    },
  ];
}
