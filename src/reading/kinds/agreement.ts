/** Exchange, swap, truce and release talks about persons held, by stage. */
import type { Hit } from '../lexicon.ts';
import type { Draft, Scene } from '../scene.ts';
import { type KindRule, runRule } from './pattern-kinds.ts';

const ABOUT =
  /\b(?:exchange|swap|prisoners?|detainees?|captives?|hostages?|all for all|release|freeing|crew|wounded|bodies|handover|return|trade|jailed|soldiers|men)\b/i;

const rule: KindRule = { kind: 'agreement', distinct: 'stage', read };

/** Proposes agreement stages. */
export function agreements(scene: Scene): Draft[] {
  return runRule(rule, scene);
}

function read(hit: Hit, scene: Scene): Draft[] {
  const { stage: said = 'negotiating', guard } = hit.pattern.fields;
  const clause = scene.clause(hit.start, hit.end);
  if (!scene.onTopic) return [];
  const near = scene.plain.slice(clause.start, clause.end);
  if (guard === 'exchange' && !ABOUT.test(near)) return [];
  if (
    guard === 'deal' &&
    !ABOUT.test(near.replace(hit.words, '')) &&
    !CAPTIVES.test(`${scene.plain} ${scene.nearby}`)
  )
    return [];
  if (guard === 'captives' && !isAboutCaptives(scene)) return [];
  if (
    /\b(?:fire|gunfire|views|words|foreign|stock|currency|letters?|gifts?|information)\b/i.test(hit.words) &&
    /exchange|trade/i.test(hit.words)
  )
    return [];
  const stage = said === 'auto' ? scene.polarityOf('agreement', near) : said;
  if (
    stage === null ||
    (guard === 'broad' &&
      !(ABOUT.test(near.replace(hit.words, '')) || /exchange|swap|all for all/i.test(hit.words)))
  )
    return [];
  const between =
    /\bbetween (?<a>[^.;,]{2,40}?) and (?<b>[^.;,]{2,40}?)(?=,|\.|;|$| on\b| in\b| over\b| about\b)/.exec(
      scene.plain,
    )?.groups;
  return [
    scene.draft(
      'agreement',
      hit,
      { stage, parties: between ? `${between['a']}; ${between['b']}` : null },
      {
        subject: 'exchange or release',
        ...(hit.pattern.fields['denies'] ? { modality: 'denied' as const } : {}),
      },
    ),
  ];
}

/** True if this paragraph or one beside it speaks of persons held or of exchanging them. */
function isAboutCaptives(scene: Scene): boolean {
  const at = scene.sentence.block;
  return scene.document.blocks
    .slice(Math.max(0, at - 2), at + 2)
    .some((block) => block.sentences.some(({ plain }) => CAPTIVES.test(plain)));
}

const CAPTIVES =
  /\b(?:exchange|swap|prisoners?|detainees?|captives?|hostages?|all for all|handover|captured|trade them|prisoner for prisoner)\b/i;
