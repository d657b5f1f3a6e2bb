/** Figures without a noun: "37 had been acquitted", "they speak of 40". They count persons only in company that says so. */
import type { Measure } from '../contract.ts';
import { wordsOf } from '../words.ts';
import type { Scene } from '../scene.ts';
import { deedOf } from './deed.ts';
import { measureOf } from './measure.ts';

/** A figure without a noun counts persons only in company that says so. */
export function bareRule(place: {
  scene: Scene;
  before: string;
  after: string;
  context: boolean;
}): string | null {
  const { scene, before, context } = place;
  // "Two, the steward among them, are ill": what stands between commas is about somebody else.
  const after =
    before.trim() === ''
      ? place.after.replace(/^, [^,]{3,60},(?= (?:are|were|was|have|had|has)\b)/, '')
      : place.after;
  const next = /^ (?<word>[\w'-]+)/.exec(after)?.groups?.['word'] ?? '';
  const opens =
    /^["(]*$/.test(before.trim()) ||
    OPENS.test(before) ||
    isFronted(scene, before, after) ||
    scene.pack.cues.has(/(\w+) $/.exec(before)?.[1]?.toLowerCase() ?? '');
  const ends =
    /^(?:[,.;)"'!]|$| (?:on|in|at|by|as|since|from|so|when|while|and|but|people|more|before|after|last|this|throughout|during)\b)/.test(
      after,
    );
  if (
    /^ (?:[a-z]+ly )?(?:missing|dead|wounded|abducted|arrested|detained|held|killed|freed|released|captured|taken|injured|sentenced|convicted|charged|executed|seized|kidnapped|unaccounted|imprisoned|exchanged|identified|acquitted|pardoned|transferred|deported|jailed|disappeared|interned)\b/.test(
      after,
    )
  )
    return 'count:participle';
  if (
    /^(?: of)? \p{Lu}[\p{Ll}-]+(?:s|ese|ish|ic|i|men|women)(?! \p{Lu})(?![\p{L}'])/u.test(after) &&
    !/^ (?:January|February|March|April|May|June|July|August)/.test(after) &&
    !/^ (?:\p{Lu}\p{Ll}+(?:ways|days|ics)\b)/u.test(after)
  )
    return 'count:nationals';
  if (
    LISTED.test(before) &&
    /^(?: \(|[.,;]|$| \(?(?:of whom|including|up|down)| (?:in (?:the|a)|at|still|held|missing|not (?:accounted|back|found)|kept|inside)\b)/.test(
      after,
    ) &&
    before.length < 90
  )
    return 'count:list';
  if (
    /[a-z] \($/.test(before) &&
    after.startsWith(')') &&
    (scene.pack.person.test(before.slice(-30)) || scene.pack.custodyTopic.test(before.slice(-30)))
  )
    return 'count:in-brackets';
  if (NUMBER_OF.test(before)) return 'count:number-of';
  if (JUDGED.test(after) && (context || before.trim() === '')) return 'count:judged';
  if (context && /[,;] (?:and )?$/.test(before) && /^ (?:without|aged|from|under)\b/.test(after))
    return 'count:fragment';
  if (context && /; (?:and )?in (?:another |a further )?$/.test(before) && after.startsWith(','))
    return 'count:compared';
  if (SAID.test(before) && ends && (context || scene.isTopical || asksHowMany(scene))) return 'count:said';
  if (asksHowMany(scene) && /^[.!]?$/.test(after.trim())) return 'count:answer';
  const verb = scene.pack.grammar.isFinite(next.toLowerCase()) || scene.pack.events.has(next.toLowerCase());
  if (
    opens &&
    (PREDICATE.test(after) || verb) &&
    !ANSWERS.test(after) &&
    (context || PERSONAL.test(after) || scene.pack.events.has(next.toLowerCase()) || isToldOf(scene, after))
  )
    return 'count:subject';
  if (opens && /^ (?:I|we|they|he|she) (?:have |has |had )?\w+/.test(after) && told(scene, after) !== null)
    return 'count:subject';
  if (FIGURE_GIVEN.test(before) && ends) return 'count:said';
  if (opens && context && /^[.,;]?$/.test(after.trim()) && before.trim() !== '') return 'count:fragment';
  return null;
}

/** "Central Prison 88; Fort Marisol 64; police stations 22": three or more names with a figure each, in one line. */
export function isInRows(scene: Scene, before: string, after: string): boolean {
  if (!/(?:^|[;:] )\p{L}[^;:\d]{1,50} $/u.test(before) || !/^(?:;|\.?$)/.test(after)) return false;
  return scene.plain.split(/; /).filter((part) => /^[^;\d]*\p{L} \d[\d,]*\.?$/u.test(part)).length >= 3;
}

/** "43 was not a figure his Government recognised": a figure that is spoken of and not counted. */
const JUDGED =
  /^ (?:was|is) (?:not (?:a|the|our) (?:figure|number|total)|false|untrue|(?:simply |plainly )?wrong|an? (?:invention|lie|fantasy|misprint|misreading|error|mistake|exaggeration))\b/;

/** "The ministry last gave a figure on 30 August: "approximately 1,000"". */
const FIGURE_GIVEN = /\b(?:figure|number|count|total|tally|estimate)s?\b[^.;:]{0,60}: ["'‘]?$/i;

/** What the words up to the next clause say of those counted; null if nothing that happens to persons only. */
function told(scene: Scene, after: string): Measure | null {
  const end = /[,;:.]|\b(?:and|but|while|whereas) /.exec(after)?.index ?? after.length;
  const from = scene.plain.length - after.length;
  const deed = deedOf(scene, { start: from, end: from, left: from, right: from + Math.max(end, 1) });
  if (deed !== null) return deed;
  const measure = measureOf(scene, { start: from, end: from + end }, 'after');
  return measure === 'held' || measure === 'cases' || measure === 'other' ? null : measure;
}

/** "37 had been acquitted", "four had lost toes to frostbite": a predicate of persons. */
function isToldOf(scene: Scene, after: string): boolean {
  if (
    !/^ (?:are|were|was|is|have|had|has|remain|came|went|got|died|returned|crossed|vanished|disappeared|escaped|stayed)\b/.test(
      after,
    )
  )
    return false;
  return (
    told(scene, after) !== null || scene.pack.fallback.scan(after.slice(0, 60), wordsOf(after)).length > 0
  );
}

/** "By nightfall nineteen had …", "On 3 June eleven were …": a phrase of time or of a whole before the figure. */
function isFronted(scene: Scene, before: string, after: string): boolean {
  if (
    !/^ (?:are|were|was|have|had|has|go|went|died|came|walked|remain|returned|crossed|vanished|disappeared|escaped|stayed)\b/.test(
      after,
    )
  )
    return false;
  if (scene.dates.some((date) => date.end === before.trimEnd().length)) return true;
  return /^(?:\(?[\w]{1,3}[.)] )?(?:On|In|By|Since|At|During|Of|From|After|Before|Until) [^,.;:\d]{2,40} $/.test(
    before,
  );
}

const OPENS =
  /(?:[;:–,"(] |\b(?:and|but|while|that|whom|which|these|them|those|where|when|whereas|nor|or|include|including|plus|in|another|a further|the other|the remaining|only|just|for|to|than|with) )$/i;
const LISTED =
  /^(?:[•*·–-] ?|\(?[a-z0-9]{1,2}[.)] )?[\p{L}][\p{L}\d ,.'’()"/-]{1,80}(?::|–|-|\||=|\.{2,}|…) ?(?:up to |about |at least |over )?$/u;

const NUMBER_OF =
  /\b(?:numbers?|figure|total|tally|toll|count|headcount|list|they (?:are|number)|there (?:are|were))\b[^.;"]{0,70}? (?:of|at|to|is|was|to lie|to be|lies?|be|exceeds?|reaches|totals?|comes to|came to|stands at|stood at|reached|now|are|were|numbers?|up to|as|by) $|\b(?:numbering|numbered|totalling|totaling|amount(?:s|ed)? to|brings? the (?:\w+ )?total to|they are|make that|should (?:have said|read)|corrected to|revised to|rather than|instead of|not|rose to|grown to|risen to|fell to) $/i;
const SAID =
  /\b(?:says?|said|saying|mention(?:s|ed)?|show(?:s|ed)?|speaks? of|spoke of|spoken of|talks? of|talked of|counts?|counted|acknowledge[sd]?|admit(?:s|ted)?(?: to)?|own(?:s|ed)?(?: up)? to|kn(?:ows?|ew|own) of|aware of|arriv(?:es?|ed) at|prefers?|reckons?|concede[sd]?|ma(?:kes?|de) it|accounts? for|accounted for|leaves?|has brought|had brought|tallied|logged|list(?:s|ed)?|hold(?:s|ing)?|held|name[sd]?|record(?:s|ed)?|register(?:s|ed)?|document(?:s|ed)?|confirm(?:s|ed)?|claim(?:s|ed)?|put(?:s)? (?:it|the figure|the number|them) at|report(?:s|ed)?|identified|gives?|gave|has|have|had) (?:only |just )?["']?$/i;
const PREDICATE =
  /^ (?:are|were|was|is|have|had|has|remain(?:s|ed)?|died|came|come|did|went|got|wear|wore|still|now|could|can|live|belong|disappeared|vanished|returned|never|later|survived|escaped|received|met|told|said to|of)\b/;
/** What is said of questions, letters and offices and not of persons held. */
const ANSWERS =
  /^ (?:[\w'-]+ ){0,5}?(?:answer(?:ed|s)?|repl(?:y|ied|ies)|respond(?:ed|s)?|comment(?:ed)?|picked up|pick up|call(?:ed)? back|returned (?:our|the|my|a) (?:calls?|messages?)|hung up|dealt with|acknowledged|opened|posted|unanswered|unopened|undelivered|bounced|hearings?|sessions?|ignored|voted|signed)\b/i;
const PERSONAL =
  /^ (?:are|were|was|is|have|had|has)?(?: \w+){0,3}? ?(?:led (?:off|away|out)|let (?:go|out)|put (?:on|in|aboard|behind)|loaded|(?:go|goes|went|going|stand|stood|put) (?:on )?trial|in (?:solitary|custody|prison|jail|cells?|captivity|chains)|free|home|shot|face (?:trial|charges|the)|rounded up|picked up|driven|marched|bussed|flown|starved|hanged|drowned|perished|vanished|disappeared|abducted|seized|jailed|died|dead|arrested|detained|captured|released|freed|sentenced|tried|charged|held|missing|taken|moved|transferred|dropped|handed|killed|executed|beaten|exchanged|convicted|out on|natural deaths|under investigation|minors|children|women|adult|officers|wounded|injured|identified|seen|buried|still)\b/;

function asksHowMany(scene: Scene): boolean {
  const index = scene.sentence.index;
  const before = scene.document.blocks
    .slice(Math.max(0, scene.sentence.block - 2), scene.sentence.block + 1)
    .flatMap((block) => block.sentences)
    .filter((s) => s.index < index && s.index >= index - 4);
  return before.some((sentence) => /\bhow many\b/i.test(sentence.plain));
}
