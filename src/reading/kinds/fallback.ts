/**
 * Weak signs: single words that speak of custody, treatment, death or contact, tried last and only on clauses that
 * no other rule has claimed and that speak of a person. They find what the patterns have no wording for; each
 * proposal says that it was made this way.
 */
import type { Kind } from '../contract.ts';
import { isAsked, isBattle, isHypothetical, isNorm } from '../guards.ts';
import type { Draft, Scene } from '../scene.ts';
import { touches } from '../segment.ts';
import { tellsOfFallen } from './count-free.ts';

const SOMEONE =
  /\b(?:he|she|they|him|her|them|his|hers|theirs|who|whom|man|woman|boy|girl|men|women|boys|girls)\b/i;
const KIN =
  /\b(?:famil(?:y|ies)|relatives?|wife|wives|husband|mother|father|parents|brother|sister|son|daughter|widow)s?\b/i;

/** Proposes from weak signs where `claimed` leaves clauses free. */
export function fallbacks(scene: Scene, claimed: readonly Draft[]): Draft[] {
  if (!scene.onTopic) return [];
  const hits = scene.pack.fallback.scan(scene.plain, scene.words);
  if (hits.length === 0 || isAsked(scene, scene.plain.length)) return [];
  const drafts: Draft[] = [];
  for (const hit of hits) {
    const { kind = '', value = '' } = hit.pattern.fields;
    const clause = scene.clause(hit.start, hit.end);
    const own = { start: scene.sentence.start + clause.start, end: scene.sentence.start + clause.end };
    if ([...claimed, ...drafts].some((draft) => draft.kind !== 'source_chain' && touches(draft, own)))
      continue;
    const text = scene.plain.slice(clause.start, clause.end);
    if (
      !(scene.pack.person.test(text) || SOMEONE.test(text)) ||
      isNorm(scene, clause) ||
      isHypothetical(scene, clause)
    )
      continue;
    if (kind !== 'custody' && isBattle(scene, clause)) continue;
    if (kind === 'death' && tellsOfFallen(scene, text)) continue;
    if (
      kind === 'contact' &&
      !(KIN.test(text) && !/\b(?:ministr|prosecut|author|office|government|court)/i.test(text))
    )
      continue;
    if (
      /\b(?:visited|inspect|delegat|monitors?|ICRC|Red Cross|journalists?|reporters?|lawyers?)\b/i.test(text)
    )
      continue;
    const who = scene.subjectBefore(hit.start);
    drafts.push(
      scene.draft(kind as Kind, hit, fieldsOf(scene, kind, value, { who, text, hit }), {
        subject: who ?? kind,
      }),
    );
  }
  return drafts;
}

function fieldsOf(
  scene: Scene,
  kind: string,
  value: string,
  found: { who: string | null; text: string; hit: { start: number; end: number } },
): Record<string, unknown> {
  const date = scene.dateNear(found.hit);
  const { who } = found;
  if (kind === 'custody')
    return {
      event: value,
      who,
      place: scene.placeAfter(found.hit.start, found.hit.end + 30),
      date,
      by: null,
    };
  if (kind === 'death') return { who, cause: null, date };
  if (kind === 'contact')
    return { polarity: scene.polarityOf('contact', found.text) ?? 'exists', channel: null, date };
  return { who };
}
