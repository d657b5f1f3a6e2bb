/**
 * Visits to places of detention and access to them, by bodies with a mandate, monitors and lawyers as a group.
 * A family's visit is contact, not a visit.
 */
import { isAsked, isNorm, isHypothetical } from '../guards.ts';
import type { Hit } from '../lexicon.ts';
import type { Draft, Scene } from '../scene.ts';
import { isEveryday } from './everyday.ts';
import { type KindRule, runRule } from './pattern-kinds.ts';

const VISITOR =
  /\b(?:ICRC|International Committee|Red Cross|Red Crescent|UN|United Nations|ombuds\w+|inspectors?|monitors?|observers?|delegates?|delegations?|rapporteurs?|experts?|lawyers?|consuls?|consular|diplomats?|doctors?|commission\w*|committee|subcommittee|parliamentarians?|journalists?|reporters?|team|mission|chaplains?|priests?|envoys?|visitors?|outsiders?|investigators?|Bar Association|association|organi[sz]ations?|agenc(?:y|ies)|staff|advocate|group|network|we|I|it|they|deputies|MPs|Council|Office|embassy|officials?|ambassadors?|attachés?|bishops?|nuns?|ombudswom[ae]n|jurists?|physicians?|nurses?|charit(?:y|ies)|MPs|senators?|body|trainees?|attorneys?|advocates?|rapporteur|workers?|pastors?|imams?|patrols?|judges?|presence|peacekeepers?)\b/i;
const PLACE =
  /\b(?:prisons?|jails?|gaols?|camps?|detention|cells?|colony|colonies|barracks|cellars?|fort|police stations?|station|centre|center|facilit(?:y|ies)|hangar|hospital|prisoners?|detainees?|captives?|inmates?|hostages?|internees?|soldiers|graves?|trench|site|works|block|ward|quarry|places? of detention|the men|gates?|compound|base|ship|inside|them|him|her|school|island|perimeter|basement|wings?|yard|annexe?|dungeons?|wounded|patients|sailors|crew|sites|huts?|jetty|cages?)\b/i;
/** Bodies and roles that visit with a mandate. */
const INSTITUTION =
  /\b(?:ICRC|International Committee|Red Cross|Red Crescent|UN|United Nations|[Oo]mbuds\w+|inspectors?|monitors?|observers?|delegates?|delegations?|[Rr]apporteurs?|experts|lawyers|consuls?|consular|diplomats?|doctors?|[Ss]ubcommittee|[Cc]ommission(?:er)?|parliamentarians?|MPs|deputies|journalists|reporters|chaplains?|priest|envoys?|missions?|Bar Association|team|outsiders?|visitors?|[Ee]mbass(?:y|ies)|ambassadors?|attachés?|bishops?|nuns?|jurists?|physicians?|charit(?:y|ies)|senators?|prevention (?:body|mechanism)|trainees?|attorneys?|advocates?|aid workers?|relief workers?|humanitarian \w+|pastors?|imams?|patrols?|peacekeepers?)\b/i;
const BY_INSTITUTION =
  /\b(?:by|to|for|from) (?:the |a |an |its |their |our |any |two |three |all )?(?:[\w'-]+ ){0,4}?(?:ICRC|International Committee|Red Cross|UN|United Nations|ombuds\w+|inspectors?|monitors?|observers?|delegates?|delegations?|rapporteurs?|experts|consuls?|consular|diplomats?|doctors?|subcommittee|commission(?:er)?|outsiders?)\b/i;
const SITE =
  /\b(?:prisons?|jails?|gaols?|camps?|detention|cells?|colony|colonies|barracks|cellars?|fort|stations?|facilit(?:y|ies)|hangar|hospital|graves?|trench|site|block|ward|quarry|places?|the men|gates?|compound|ship|island|mine|school|basement|annexe?|wing)\b/i;
const KIN =
  /\b(?:famil(?:y|ies)|relatives?|wife|wives|husbands?|mothers?|fathers?|parents?|brothers?|sisters?|sons?|daughters?)\b/i;

/** Places that are shown to guests and hold nobody. */
const OTHER_PLACE =
  /\b(?:power|railway|train|bus|metro|radio|petrol|fire|polling|space|weather) stations?\b|\b(?:factory|museum|exhibition|vineyards?|festival|stadium opening|polling|vaccination|shopping|sports|trade) (?:cent(?:re|er)s?|fair|hall)?\b/i;

/** What is still to come has not occurred. */
const AHEAD =
  /\b(?:expected|due|scheduled|set|hop(?:es?|ing)|plan(?:s|ning)?|wants?|waiting|poised|about|intends?|prepar(?:es|ing)) to \w+/i;

const rule: KindRule = { kind: 'visit', distinct: 'polarity', unless: isEveryday, read };
/** "No aid worker has been let past the mill": it did not happen. */
const NOBODY =
  /\b(?:no|none|nobody|not one|not a|neither)\b(?! (?:longer|sooner|fewer|less|more|doubt|matter))[^,;:.]*$/i;
const WATCHING = /\b(?:reporters?|journalists?|press|observers?|spectators?|consul)\b/i;
const COURT = /\b(?:court|bench|judges?|sittings?|hearings?|trials?|tribunal|verdict)\b/i;

/** Where they went, or whom they saw, named before. */
const THERE =
  /\b(?:there|inside|aboard|them|him|her|those|each|some of|(?:three|four|five|six|seven|eight|nine|ten|several|many) of)\b/i;

/** Proposes visits. */
export function visits(scene: Scene): Draft[] {
  return runRule(rule, scene);
}

/** "The team was shown the yard but was kept out of the cellar": the subject of the first half is that of the second. */
function sharedSubject(nearest: string | null, hit: Hit, scene: Scene): string | null {
  if (nearest !== null && INSTITUTION.test(nearest)) return null;
  const before = scene.plain.slice(0, hit.start);
  if (
    !/\b(?:and|but|yet|then)(?: (?:was|were|is|are|has|have|had|been|not|never|then|later|only))* *$/i.test(
      before,
    )
  )
    return null;
  const first =
    /^(?<who>(?:[\w'’-]+ ){1,8}?)(?:was|were|has|have|had|is|are|got|saw|met|visited|entered|went)\b/i.exec(
      before,
    )?.groups?.['who'];
  return first !== undefined && INSTITUTION.test(first) ? first.trim() : null;
}

function read(hit: Hit, scene: Scene): Draft[] {
  const { polarity: said = 'occurred', guard } = hit.pattern.fields;
  if (isAsked(scene, hit.start)) return [];
  const clause = scene.clause(hit.start, hit.end);
  const text = scene.plain.slice(clause.start, clause.end);
  if (!scene.onTopic || isNorm(scene, { start: clause.start, end: hit.end }) || isHypothetical(scene, clause))
    return [];
  const nearest =
    hit.groups['visitor']?.words ??
    scene.subjectBefore(hit.start) ??
    (scene.plain.slice(clause.start, hit.start).trim() || null);
  const subject = sharedSubject(nearest, hit, scene) ?? nearest;
  if (
    scene.pack.captive.test(subject ?? '') ||
    KIN.test(subject ?? '') ||
    /\b(?:trial|hearing|courtroom|court|verdict|file|indictment)\b/i.test(hit.words)
  )
    return [];
  const isNobody =
    said === 'occurred' &&
    NOBODY.test(scene.plain.slice(clause.start, hit.start + (hit.groups['visitor']?.words.length ?? 0)));
  const known = isNobody ? 'denied' : said === 'occurred' && AHEAD.test(hit.words) ? 'planned' : said;
  const polarity = known === 'auto' ? (scene.polarityOf('visit', text) ?? 'occurred') : known;
  if (guard === 'broad' && !(INSTITUTION.test(subject ?? '') || BY_INSTITUTION.test(text))) return [];
  if (guard === 'broad' && !(SITE.test(text) || scene.pack.captive.test(text))) return [];
  if (guard === 'visitor' && !(subject !== null && VISITOR.test(subject))) return [];
  if (
    guard === 'institution' &&
    !INSTITUTION.test(subject ?? '') &&
    !/\b(?:we|our|their)\b/i.test(subject ?? '')
  )
    return [];
  if (guard === 'visitor-site' && !(VISITOR.test(subject ?? '') && SITE.test(text))) return [];
  if (guard === 'visit' && !(VISITOR.test(text) || /inspect|visit/i.test(text))) return [];
  const byMandate =
    INSTITUTION.test(subject ?? '') ||
    /^(?:we|our)\b/i.test(subject ?? '') ||
    (/^(?:they|he|she|it)$/i.test(subject ?? '') && INSTITUTION.test(scene.before));
  // Those who watch a trial are shown the door of a court.
  if (WATCHING.test(subject ?? '') && COURT.test(`${scene.plain} ${scene.nearby}`) && !SITE.test(text))
    return [];
  // Whoever speaks or was named before has the mandate: "their wish to travel there was rebuffed", "the hangar is closed to them".
  const isMandated = INSTITUTION.test(
    `${scene.plain} ${scene.before} ${scene.nearby} ${scene.document.asker ?? ''}`,
  );
  if (guard === 'mandate' && !isMandated) return [];
  if (guard === 'seen' && !(SITE.test(text) || scene.pack.captive.test(text) || THERE.test(text))) return [];
  // "The inspection was put off": the place was named before.
  const isPlaced =
    PLACE.test(text) ||
    /[A-Z][a-z]+/.test(hit.groups['visited']?.words ?? '') ||
    ((/\b(?:inspections?|consular|access)\b/i.test(hit.words) ||
      (/\bvisits?\b/i.test(hit.words) && !KIN.test(scene.plain))) &&
      (SITE.test(scene.before) || scene.pack.captive.test(scene.before)));
  const isOpen = isPlaced || guard === 'mandate' || guard === 'seen';
  if (!isOpen && !(byMandate && guard !== 'broad' && (polarity !== 'planned' || SITE.test(scene.before))))
    return [];
  if (OTHER_PLACE.test(text)) return [];
  if (guard === 'custody' && !PLACE.test(hit.words) && !PLACE.test(text)) return [];
  const fields = {
    visitor: subject,
    visited: hit.groups['visited']?.words.trim() ?? scene.placeAfter(hit.end - 3, clause.end),
    polarity,
    date: scene.dateNear(hit),
  };
  return [scene.draft('visit', hit, fields, { subject: subject ?? 'visit' })];
}
