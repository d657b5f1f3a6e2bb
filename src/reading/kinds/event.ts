/**
 * Events told by verbs: who was done what to. The verb's voice decides who the person is: "was arrested" (subject),
 * "police arrested him" (object), "students arrested in May" (the noun before), "he died" (subject).
 * Serves custody, death, treatment and trial; idioms and nouns stay with the lexicons of those kinds.
 */
import type { Modality } from '../contract.ts';
import type { Token } from '../grammar.ts';
import { isAsked, isBattle, isHypothetical, isNorm, isNotYet, isPerson, isTask } from '../guards.ts';
import type { Hit } from '../lexicon.ts';
import type { EventVerb } from '../pack.ts';
import type { Draft, Scene } from '../scene.ts';

interface Happening {
  readonly who: string | null;
  readonly by: string | null;
  readonly negated: boolean;
  /** "students tried in May": the verb only modifies the noun. */
  readonly participle?: boolean;
}

/** Proposes what verbs of the event lexicon tell. */
export function events(scene: Scene): Draft[] {
  if (!scene.onTopic || !scene.words.some((word) => scene.pack.events.has(word))) return [];
  const drafts: Draft[] = [];
  for (const [at, token] of scene.list.entries()) {
    for (const verb of scene.pack.events.get(token.verbal) ?? []) {
      if (!verb.after.test(scene.plain.slice(token.end, token.end + 70))) continue;
      const draft = read(scene, at, token, verb);
      if (draft) drafts.push(draft);
    }
  }
  return drafts;
}

function read(scene: Scene, at: number, token: Token, verb: EventVerb): Draft | null {
  const hit = asHit(token, verb);
  const clause = scene.clause(token.start, token.end);
  if (isNorm(scene, { start: clause.start, end: token.end }) || isHypothetical(scene, clause)) return null;
  if (verb.kind === 'custody' && (isNotYet(scene, token.start) || isTask(scene, token))) return null;
  const happening = verb.patient === 'subject' ? bySubject(scene, at) : byObject(scene, at);
  if (!happening || !isPerson(happening.who, scene)) return null;
  if (isAsked(scene, token.start) || (verb.kind !== 'custody' && isBattle(scene, clause))) return null;
  if (verb.value === 'transferred' && NOT_MOVED.test(happening.who ?? '')) return null;
  const counted = isCounted(happening.who ?? '');
  if (verb.kind === 'trial' && happening.participle) return null;
  if (verb.kind === 'death' && (counted || !inCustody(scene, happening.who))) return null;
  const dated = scene.dates.some(
    (date) =>
      date.start >= clause.start - 1 &&
      date.end <= clause.end + 1 &&
      date.role !== 'since' &&
      !/\bsince\b/i.test(scene.plain.slice(clause.start, date.start)) &&
      /-\d\d-\d\d$/.test(date.edtf ?? ''),
  );
  const place = scene.placeAfter(token.end, clause.end);
  if (
    verb.kind === 'custody' &&
    counted &&
    !(
      /^(?:captured|arrested|transferred|released|exchanged)$/.test(verb.value) &&
      place !== null &&
      (dated || verb.value === 'transferred')
    )
  )
    return null;
  if (verb.kind === 'ill_treatment_or_health' && counted) return null;
  if (happening.negated && /^(?:released|exchanged|sentenced)$/.test(verb.value)) return null;
  const modality: { modality?: Modality } = happening.negated ? { modality: 'denied' } : {};
  return scene.draft(verb.kind, hit, fieldsOf(scene, verb, happening, place, hit), {
    ...modality,
    subject: happening.who ?? 'persons held',
  });
}

/** Those who come to see prisoners are let in or turned away; nobody moves them. */
const NOT_MOVED =
  /\b(?:lawyers?|relatives|famil(?:y|ies)|journalists?|delegates?|inspectors?|monitors?|observers?|entries|names|reporters?)\b/i;

function fieldsOf(
  scene: Scene,
  verb: EventVerb,
  happening: Happening,
  place: string | null,
  hit: Hit,
): Record<string, unknown> {
  const { who, by } = happening;
  const date = scene.dateNear(hit);
  if (verb.kind === 'custody') return { event: verb.value, who, place, date, by };
  if (verb.kind === 'death')
    return {
      who,
      cause:
        /^ (?:of|from) (?<cause>[^.;,]{2,40}?)(?= in\b| on\b| at\b| after\b|,|\.|;|$)/.exec(
          scene.plain.slice(hit.end),
        )?.groups?.['cause'] ?? null,
      date,
    };
  if (verb.kind === 'trial') return { feature: verb.value, who, date };
  return { who };
}

function asHit(token: Token, verb: EventVerb): Hit {
  return {
    pattern: { id: verb.id, fields: {}, expression: /$/g, needs: [], company: null, unless: null },
    start: token.start,
    end: token.end,
    words: token.words,
    groups: {},
  };
}

const BE = new Set([
  'is',
  'are',
  'was',
  'were',
  'be',
  'been',
  'being',
  'am',
  'got',
  'gets',
  'get',
  'getting',
  "he's",
  "they've",
  "she's",
  "they're",
]);
const NEGATION =
  /^(?:not|never|neither|nor|nobody|none|wasn't|weren't|isn't|aren't|hasn't|haven't|hadn't|didn't)$/;

/** A subject that says no: "none of the men", "no prisoner". */
const NO_ONE = /^(?:no|none|nobody|neither|not (?:one|a|a single))\b/i;

function bySubject(scene: Scene, at: number): Happening | null {
  const span = scene.pack.grammar.subjectBefore(scene.list, at);
  if (!span) return null;
  const who = scene.plain.slice(span.start, span.end);
  const negated =
    NO_ONE.test(who) || scene.list.slice(Math.max(0, at - 3), at).some((t) => NEGATION.test(t.lower));
  return { who, by: null, negated };
}

function byObject(scene: Scene, at: number): Happening | null {
  const { list, plain } = scene;
  const grammar = scene.pack.grammar;
  let back = at - 1;
  let negated = false;
  let perfect = false;
  while (back >= 0 && at - back <= 6) {
    const word = list[back]?.lower ?? '';
    if (NEGATION.test(word)) negated = true;
    if (/^(?:has|have|had|having)$/.test(word)) perfect = true;
    if (BE.has(word)) {
      const span = grammar.subjectBefore(list, back);
      const who = span ? plain.slice(span.start, span.end) : null;
      return {
        who,
        by: agent(plain.slice(list[at]?.end ?? 0)),
        negated: negated || NO_ONE.test(who ?? ''),
      };
    }
    if (!grammar.is(word, 'adverb', 'aux') && !word.endsWith('ly') && !NEGATION.test(word)) break;
    back--;
  }
  const object = grammar.phraseAfter(list, at + 1, 9);
  const objectWords = object ? plain.slice(object.start, object.end) : null;
  const subject = grammar.subjectBefore(list, at);
  const subjectWords = subject ? plain.slice(subject.start, subject.end) : null;
  if (objectWords !== null && isPerson(objectWords, scene))
    return { who: objectWords, by: subjectWords, negated };
  if (perfect || list[at]?.lower.endsWith('ing')) return null;
  // "We sent our findings": done to a thing, and not to who did it.
  if (/^ (?:the|our|its|their|his|her|my|this|that|these|those|an?) /i.test(plain.slice(list[at]?.end ?? 0)))
    return null;
  const before = list[at - 1];
  if (before?.words === ',' || (before && !grammar.is(before.lower, 'det', 'aux', 'prep', 'conj', 'sub')))
    return { who: subjectWords, by: agent(plain.slice(list[at]?.end ?? 0)), negated, participle: true };
  return null;
}

function agent(rest: string): string | null {
  return (
    /^[^.;]{0,40}?\bby (?<by>(?:the |a |an |its |their )?(?!\w+ing\b)[\w' -]{2,40}?)(?= (?:on|in|at|after|near|and|who|while|as|from|for|during)\b|,|\.|;|$)/.exec(
      rest,
    )?.groups?.['by'] ?? null
  );
}

function isCounted(who: string): boolean {
  return /\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|dozens?|scores|thousands?)\b/i.test(
    who,
  );
}

/** Deaths count as claims here only in or after custody, or of a captive. */
function inCustody(scene: Scene, who: string | null): boolean {
  if (scene.pack.captive.test(who ?? '')) return true;
  const around = [
    scene.document.blocks[scene.sentence.block - 1],
    scene.block,
    scene.document.blocks[scene.sentence.block + 1],
  ].flatMap((block) => block?.sentences ?? []);
  return around.some((sentence) =>
    /\b(?:custody|captiv\w+|detention|detained|prison|jail|gaol|camp|cells?|interrogat\w+|guards?|arrest(?:ed)?|hostages?|warders?|inmates?|internees?|prisoners?|surrender\w*|tortur\w+|barracks|colony|remand|locked)\b/i.test(
      sentence.plain,
    ),
  );
}
