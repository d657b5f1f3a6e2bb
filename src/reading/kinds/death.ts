/** Deaths of named persons or unnumbered groups in or after custody; a number of deaths is a count. */
import type { Modality } from '../contract.ts';
import { isAsked, isBattle, isHypothetical, isNorm, isPerson } from '../guards.ts';
import type { Hit } from '../lexicon.ts';
import type { Draft, Scene } from '../scene.ts';
import { type KindRule, runRule, whoOf } from './pattern-kinds.ts';

const IN_CUSTODY =
  /\b(?:custody|captiv|detention|detained|prison|jail|gaol|camp|cell|interrogat|guards?|arrest|hostage|in the hands|warder|after (?:his|her|their) (?:arrest|capture|release)|surrender|tortur|beaten|hospital|watch)/i;

/** Custody in the sentence or beside it, or a document that is about nothing else. */
function near(scene: Scene): boolean {
  const around = [
    scene.document.blocks[scene.sentence.block - 1],
    scene.block,
    scene.document.blocks[scene.sentence.block + 1],
  ];
  return around.some((block) =>
    block?.sentences.some(
      (sentence) => IN_CUSTODY.test(sentence.plain) || scene.pack.captive.test(sentence.plain),
    ),
  );
}

const rule: KindRule = { kind: 'death', read };

/** Proposes deaths. */
export function deaths(scene: Scene): Draft[] {
  return runRule(rule, scene);
}

function read(hit: Hit, scene: Scene): Draft[] {
  if (isAsked(scene, hit.start)) return [];
  const clause = scene.clause(hit.start, hit.end);
  const { guard, modality } = hit.pattern.fields;
  if (!scene.onTopic || isNorm(scene, clause) || isHypothetical(scene, clause) || isBattle(scene, clause))
    return [];
  const who = whoOf(hit, scene);
  const how = hit.pattern.fields['who'] ?? 'subj';
  if (how === 'subj' && !isPerson(who, scene)) return [];
  if (
    /\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty)\b/i.test(who ?? '') ||
    /\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten) (?:[\w'-]+ ){0,3}$/.test(
      scene.plain.slice(0, hit.start),
    )
  )
    return [];
  if (guard === 'captive' && !near(scene)) return [];
  if (guard === 'death' && !/\b(?:body|death|execution|murder|killing)\b/i.test(hit.words)) return [];
  if (/\b(?:war|battle|fighting|accident|crash) (?:dead|killed)\b/i.test(scene.plain)) return [];
  const fields = {
    who: how === 'match' ? (/^(?:nobody|no one|not one|none|no \w+)/i.exec(hit.words)?.[0] ?? who) : who,
    cause: hit.groups['cause']?.words ?? null,
    date: scene.dateNear(hit),
  };
  return [
    scene.draft('death', hit, fields, {
      ...(modality ? { modality: modality as Modality } : {}),
      subject: who ?? 'persons held',
    }),
  ];
}
