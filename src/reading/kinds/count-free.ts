/**
 * Figures of persons of whom nobody says that they are held, missing or dead in custody: the dead of a fight or an
 * accident, a few who came to see or to help, a crowd, the inhabitants of a place. And what concept rules count
 * although English says that it is an age, an hour or a number plate.
 */
import type { Measure } from '../contract.ts';
import type { Figure } from '../numbers.ts';
import type { Draft, Scene } from '../scene.ts';
import type { Counted, CountState } from './count-measure.ts';
import { excluded, isPartOfThings } from './count-not.ts';
import { deedOf } from './deed.ts';
import { measureOf } from './measure.ts';

const FIGHT_OR_ACCIDENT =
  /\b(?:battles?|battlefield|fighting|fought|war|wars|offensive|assault|ambush|shell(?:s|ed|ing|fire)?|artillery|mortars?|bomb(?:s|ed|ing|ings|ardment)?|(?:air|night|border) raids?|air ?strikes?|rockets?|missiles?|drones?|landmines?|mine(?=s? (?:explo|blast|went))|crossfire|riot(?:s|ing)?|rising|uprising|emergency|clash(?:es)?|skirmish(?:es)?|bridgehead|front line|the front|in action|in the field|casualties|accident|crash(?:ed)?|collision|derailment|earthquake|floods?|avalanche|landslide|hurricane|epidemic|pylon|explosions?|blast|fell(?= (?:at|on|in|before|near|there|that|to the)\b)|losses|the loss of|(?:lost|losing) (?:[\w',-]+ ){1,6}killed\b)/i;
const IN_CUSTODY =
  /\b(?:custody|captiv\w*|capture[ds]?|detain\w*|detention|prison\w*|jail\w*|gaol\w*|camps?|cells?|held|hold|holds|surrender\w*|arrest\w*|execut\w*|hanged|hands tied|intern\w*|confine\w*|interrogat\w*|tortur\w*|taken|hostages?|inmates?|pit|grave|graves|missing|disappear\w*|lists?|registers?|guards?|ward|barge|hulks?|aboard|deport\w*|march|column|bones|skelet\w*|exhum\w*|remains)\b/i;

/** What is told of a year or of both sides is told of a war or of a sea. */
const AT_LARGE =
  /\b(?:drowned|each side|both sides|(?:last|this|each|per|a|every) year|since (?:the )?(?:new year|January|the war))\b/i;

/** "A shell killed two ferrymen", "212 people drowned there last year": dead whom nobody held. */
function isFallen(scene: Scene, one: Counted, measure: Measure): boolean {
  if (!/^(?:dead|remains|ill_treated)$/.test(measure)) return false;
  const { plain } = scene;
  if (/^(?:captive|dead|missing)$/.test(one.noun) || scene.pack.captive.test(plain) || IN_CUSTODY.test(plain))
    return false;
  const from = plain.lastIndexOf(';', one.figure.start) + 1;
  const to = plain.indexOf(';', one.nounEnd);
  const part = plain.slice(from, to < 0 ? plain.length : to);
  if (FIGHT_OR_ACCIDENT.test(part)) return true;
  if (measure !== 'dead' || one.noun === 'none' || !AT_LARGE.test(part)) return false;
  return !scene.pack.captive.test(scene.nearby);
}

/** True if words tell of the dead of a fight, an accident or a whole war, and their sentence of nobody held. */
export function tellsOfFallen(scene: Scene, text: string): boolean {
  if (scene.pack.captive.test(scene.plain) || IN_CUSTODY.test(scene.plain)) return false;
  return FIGHT_OR_ACCIDENT.test(text) || AT_LARGE.test(text);
}

/** A handful at most. */
const FEW = 4;

const VISITORS =
  /^(?:delegates?|researchers?|observers?|inspectors?|deputies|consuls?|diplomats?|experts?|monitors?|lawyers?|advocates?|interpreters?|historians?|investigators?|envoys?|senators?|councillors?|officials?|examiners?|undertakers?)$/i;
const CAUGHT =
  /^[^.;]{0,40}?\b(?:held|detained|arrested|seized|taken|missing|abducted|captured|jailed|in custody|prison(?:er)?s?)\b/;

/** "Two consuls stood in the corridor", "four historians": a few named by what they are, of whom nothing is told that befalls those held. */
function isFew(scene: Scene, one: Counted, state: CountState): boolean {
  const { figure, noun } = one;
  if (!/^(?:person|role|calling|combatant|kin)$/.test(noun)) return false;
  if (typeof figure.value !== 'number' || figure.value > FEW || figure.operator !== '=') return false;
  if (/^ (?:more )?of\b/.test(scene.plain.slice(figure.end))) return false;
  const ahead = scene.plain.slice(0, figure.start);
  if (
    /\bnames of (?:the )?$/.test(ahead) ||
    (noun === 'combatant' && /\b(?:has|have|had|aboard (?:are|were)) $/i.test(ahead))
  )
    return false;
  const clause = scene.clause(figure.start, one.nounEnd);
  const told = measureOf(scene, clause);
  const isVisitor = VISITORS.test(one.nounWords);
  if (told !== null && told !== 'cases' && told !== 'other' && !(isVisitor && told === 'held')) return false;
  if (isVisitor && !CAUGHT.test(scene.plain.slice(one.nounEnd))) return true;
  if (scene.pack.custodyTopic.test(scene.plain.slice(clause.start, clause.end))) return false;
  const right = Math.max(clause.end, one.nounEnd);
  return (
    deedOf(scene, { start: figure.start, end: one.nounEnd, left: clause.start, right }) === null &&
    state.measure === null
  );
}

/** "9,000 people live without hot water", "Morvane has 8 million people": who lives or gathers somewhere. */
const POPULACE =
  /^ (?:(?!(?:were|was|been|be|are|who|not|never)\b)[\w'-]+ ){0,2}?(?:live[sd]?|living|dwell|dwelt|inhabit(?:ed)?|attended|gathered|marched|watched|voted|turned out|stood (?:on|in|at|outside)|at the gates|in the (?:gallery|square|stands|audience|hall|street)|in this country)\b/;
const MANY = 1_000_000;

function isPopulace(scene: Scene, one: Counted): boolean {
  const { figure, noun } = one;
  if (!/^(?:person|role|calling|kin)$/.test(noun)) return false;
  const rest = scene.plain.slice(one.nounEnd);
  if (
    POPULACE.test(rest) &&
    !scene.pack.captive.test(scene.plain) &&
    !/\b(?:held|cells?|custody|camps?|prison)\b/.test(scene.plain)
  )
    return true;
  return typeof figure.value === 'number' && figure.value >= MANY;
}

/** "One of them wept the whole time": one who is told of, unless it is what became of him. */
function isOneTold({ figure, rule }: Counted, measure: Measure): boolean {
  if (figure.value !== 1 || figure.percent) return false;
  return (
    /^count:(?:of-them|subject|missing|number-of)$/.test(rule) &&
    !/^(?:dead|released|tried|remains)$/.test(measure)
  );
}

/** "Two airmen, Nils Garr and Bo Wick, are prisoners": two who are named are told of one by one. */
function isNamedPair(scene: Scene, { figure, nounEnd }: Counted): boolean {
  return (
    figure.value === 2 &&
    /^,? (?:namely )?(?:the )?\p{Lu}[^,;]{2,60} and \p{Lu}[^,;]{2,60}, ?/u.test(scene.plain.slice(nounEnd))
  );
}

/** True if a figure of persons counts none who are held, missing, or dead of it. */
export function isFree(scene: Scene, one: Counted, measure: Measure, state: CountState): boolean {
  return (
    isOneTold(one, measure) ||
    isNamedPair(scene, one) ||
    isFallen(scene, one, measure) ||
    isFew(scene, one, state) ||
    isPopulace(scene, one)
  );
}

const OLDEST = 110;
const AGE_BEFORE =
  /(?:\b(?:[Hh]e|[Ss]he|who|I) (?:is|was|will be|had been|turned|turns)|\p{Lu}[\p{L}'-]+,? (?:is|was)|\b(?:aged|(?:older|younger) than|youngest|oldest|eldest|turned|(?:boy|girl|man|woman|child|son|daughter|lad|youth) of))(?: now| only| just| about| barely| already| still)? $/u;
const AFTER_NAME = /\p{Lu}[\p{L}'-]+, (?:then |now |only |just )?$/u;

/** "She is forty-four", "Mr Ferris, 61, said", "a boy of about fifteen": how old somebody is. */
export function isAgeOfOne(scene: Scene, figure: Figure): boolean {
  if (typeof figure.value !== 'number' || figure.value > OLDEST || figure.percent) return false;
  const before = scene.plain.slice(0, figure.start);
  const bound = scene.plain.slice(0, figure.numberStart);
  const after = scene.plain.slice(figure.end);
  if (!/^(?:[.,;:)"!?]|$| (?:and|or|when|years?|but|at|now|this|in)\b)/.test(after)) return false;
  if (AGE_BEFORE.test(before) || AGE_BEFORE.test(bound)) return true;
  return figure.value >= 10 && AFTER_NAME.test(before) && /^(?:,|\.$)/.test(after);
}

const HOURS = 24;

/** Figures that concept rules count and English does not: ages, hours, what stands before another noun. */
export function isNoCount(scene: Scene, draft: Draft): boolean {
  const start = draft.start - scene.sentence.start;
  const end = draft.end - scene.sentence.start;
  const figure = scene.figures.find((one) => one.end > start && one.start < end);
  if (!figure) return false;
  const before = scene.plain.slice(0, figure.start);
  const after = scene.plain.slice(figure.end);
  const state: CountState = { block: -1, measure: null, seen: new Map(), asOf: null };
  if (
    isAgeOfOne(scene, figure) ||
    excluded(scene, figure, before, after, state) ||
    isPartOfThings(scene, figure)
  )
    return true;
  if (/\d[.:]$/.test(before)) return true;
  const isHour = typeof figure.value === 'number' && figure.value <= HOURS && !figure.percent;
  if (
    isHour &&
    /\b(?:by|between|until|till|past|(?<!\b(?:put|puts|stands|stood|remains|remained|is|was|arrived?|arrives) )at) $/.test(
      before,
    ) &&
    /^(?:[.,;]|$| (?:in the|this|that|on|o'clock|sharp|and noon|and midnight)\b)/.test(after)
  )
    return true;
  return (
    ATTRIBUTE.test(after) && !scene.pack.person.test(after.slice(0, 40)) && !CASES.test(after.slice(0, 40))
  );
}

const CASES = /\b(?:cases|detentions|arrests|abductions|disappearances|deaths|killings|sentences|others)\b/;
/** 'eleven "reception zones"', "nine lawyers": what the figure counts is the noun behind it. */
const ATTRIBUTE =
  /^ ["“]?(?:[\p{Ll}-]+(?:ed|al|ic|y|ive|ion) )?\p{Ll}{3,}s(?<!ss|is|us|was|has)(?=[ ,.;"”])/u;
