/**
 * Events in custody: captured, arrested, held, disappeared, transferred, released, exchanged, charged, sentenced.
 * A figure decides the kind: where a number is counted, custody is proposed beside it only if the group also
 * undergoes a dated or placed event.
 */
import type { Modality } from '../contract.ts';
import { isAsked, isHypothetical, isNorm, isNotYet, isPerson, isTask } from '../guards.ts';
import type { Hit } from '../lexicon.ts';
import type { Draft, Scene } from '../scene.ts';
import { type KindRule, runRule, whoOf } from './pattern-kinds.ts';

const rule: KindRule = { kind: 'custody', distinct: 'event', read };

/** Proposes custody events. */
export function custodyEvents(scene: Scene): Draft[] {
  return runRule(rule, scene);
}

/** "a place laid for people who have not come back": no one in particular. */
const ANY_WHO =
  /\b(?:for|of|about|to|with) (?:people|those|men|women|anyone|someone|loved ones) who (?:have |has |had )?$/i;

/** "taken from their homes" is how people are seized, not how prisoners are moved. */
const FROM_HOME =
  /\b(?:taken|dragged|pulled|led|removed|snatched|lifted) (?:[\w'-]+ )?from (?:his|her|their|a|an|the) (?:own |family )?(?:[\w'-]+ ){0,2}?(?:homes?|houses?|beds?|flats?|villages?|work(?:place)?|offices?|desks?|shops?|cars?|fields?|farms?|clinics?|hospitals?|wards?|schools?|universit(?:y|ies)|hostels?|hotels?|church(?:es)?|mosques?|temples?|markets?|streets?|squares?|bus(?:es)?|trains?|boats?|ferr(?:y|ies)|ships?|checkpoints?|roadblocks?|airports?|stations? platform|newsrooms?|studios?|workshops?|factor(?:y|ies)|mines?|site|platforms?|weddings?|funerals?|rall(?:y|ies)|cellars?|shelters?|caf[e\u00e9]s?|bars?|restaurants?)\b/;

/** "A list of prisoners was handed over": what is done is done to the list. */
const NOT_THEM =
  /\b(?:lists?|names|photographs?|details|files|cases|records?|relatives|famil(?:y|ies)|mothers|wives|lawyers?|number|belongings|findings|reports?) of (?:the |these |those |its )?(?:[\w'-]+ )?$/i;

/** What follows "kept them in …" where nobody is held: school, suspense, touch. */
const NOT_KEPT =
  /^(?:captive |in |on |at |inside |under )?(?:the |a |an |their |its |his )?(?:school|power|office|line|suspense|dark(?= about)|touch|mind|loop|contempt|check|high regard|esteem|queue|payroll|place|present|future|past|end|same|arms?|home|field|job|work)\b/i;

/** What stands before a participle that belongs to a noun. */
const ADNOMINAL =
  /(?:^|\b)(?:an?|the|this|that|its|his|her|their|these|those|two|three|four|five|six|seven|eight|nine|ten|several|some|many|other|recently|newly|lately|once) $/i;

/** Trials and meetings are held as well, and behind doors. */
const CONVENED =
  /\b(?:trials?|hearings?|sessions?|sittings?|proceedings?|talks|negotiations|elections?|meetings?|rall(?:y|ies)|ceremon(?:y|ies)|services?|funerals?|vigils?|votes?|briefings?|conferences?)(?: [^.;,]{0,30}?)?,? (?:(?:it|he|she) (?:says|said),? )?(?:they )?$/i;

/** Words for going somewhere, which free men do too. */
const GOING =
  /^(?:came|come|comes|walk\w*|went|go|goes|gone|cross\w*|step\w*|arriv\w*|return\w*|left|leaves?|flew|back|got|gets|ended|wound|(?:is|are|was|were) (?:now |still |already )?(?:at|in|on|out|home|back|aboard|inside)) /i;

/** Those who hold, speak for or visit prisoners, and who come out to say so. */
const KEEPERS =
  /\b(?:colonel|general|major|commander|commandant|governor|minister|president|judge|prosecutor|guard|warder|jailer|gaoler|spokes\w+|official|officer|lawyer|advocate|consul|diplomat|delegate|inspector|ambassador|envoy|reporter|journalist|correspondent|photographer|visitor|doctor|clerk|director|warden|chief)s?$/i;

/** Whether the words before a hit and the hit allow what a row asks for under its guard. */
function allows(guard: string | undefined, hit: Hit, scene: Scene): boolean {
  const before = scene.plain.slice(0, hit.start);
  if (guard === 'notice') return /(?:^|[.;|)]|\n)\W*$/.test(before);
  if (guard === 'lead') return /^[^\p{L}]*$/u.test(before);
  if (guard === 'passive')
    return /\b(?:is|are|was|were|been|being|be|got|gets?)(?: \w+ly| \w+)? $/i.test(before);
  if (guard === 'custodial') {
    const who = hit.groups['who'];
    return (
      who !== undefined &&
      !/\b(?:waiting|busy|informed|awake|guessing|away|happy|alive|company|responsible|accountable)\b/i.test(
        hit.words,
      ) &&
      !NOT_KEPT.test(scene.plain.slice(who.end + 1))
    );
  }
  return true;
}

function read(hit: Hit, scene: Scene): Draft[] {
  const { event: said = 'held', guard, modality } = hit.pattern.fields;
  const event = said === 'transferred' && FROM_HOME.test(hit.words) ? 'captured' : said;
  const clause = scene.clause(hit.start, hit.end);
  const span = { start: clause.start, end: hit.end };
  if (!scene.onTopic || isNorm(scene, span) || isHypothetical(scene, clause)) return [];
  if (isAsked(scene, hit.start)) return [];
  // "providing for all to be sent home": nothing has happened yet.
  if (
    /^to be\b/i.test(hit.words) &&
    !/\b(?:said|believed|thought|reported|known|understood|presumed|feared|likely) $/i.test(
      scene.plain.slice(0, hit.start),
    )
  )
    return [];
  const from = hit.start + (/^(?:[\w']+ ){0,4}?be (?:\w+ly )?(?=\w+$)/i.exec(hit.words)?.[0].length ?? 0);
  if (isNotYet(scene, from) || isTask(scene, hit)) return [];
  // "A seized ferry", "two released men have told us": the participle only says which thing or person is meant.
  if (
    /^(?:seized|captured|arrested|detained|abducted|kidnapped|hijacked|intercepted|surrounded|released|freed|exchanged|repatriated|pardoned)\b/i.test(
      hit.words,
    ) &&
    ADNOMINAL.test(scene.plain.slice(0, hit.start))
  )
    return [];
  if (!allows(guard, hit, scene)) return [];
  if (
    event === 'held' &&
    /\bheld\b/i.test(hit.words) &&
    CONVENED.test(scene.plain.slice(0, hit.start)) &&
    !scene.pack.captive.test(scene.plain.slice(0, hit.start))
  )
    return [];
  const who = whoOf(hit, scene);
  const at = who === null ? -1 : scene.plain.lastIndexOf(who, hit.end);
  if (at > 0 && NOT_THEM.test(scene.plain.slice(0, at))) return [];
  if (event === 'disappeared' && ANY_WHO.test(scene.plain.slice(0, hit.start))) return [];
  if (hit.words.startsWith('picked up') && /^(?:no one|no-one|nobody|none)\b/i.test(who ?? '')) return [];
  if (!person(hit, who, scene)) return [];
  if (GOING.test(hit.words) && KEEPERS.test(who ?? '')) return [];
  if (
    guard === 'unknown' &&
    !/\b(?:unknown|unclear|not (?:known|clear)|uncertain|mystery|secret|undisclosed)\b/i.test(scene.plain)
  )
    return [];
  if (
    event === 'transferred' &&
    /\b(?:lawyers?|relatives|famil(?:y|ies)|journalists?|delegates?|inspectors?)\b/i.test(who ?? '')
  )
    return [];
  if (guard === 'date' && scene.dateNear(hit) === null) return [];
  if (guard === 'list' && !/\b(?:list|register|roll|database|records?|ledger|log)\b/i.test(scene.plain))
    return [];
  if (guard === 'denial' && !denial(hit, scene)) return [];
  if (
    guard === 'said' &&
    !/\b(?:den(?:y|ies|ied)|says?|said|insist|told|claims?|has|have|had|replied|answer)/i.test(scene.plain)
  )
    return [];
  if (counted(who, hit, scene) && !placed(event, hit, scene)) return [];
  const fields = {
    event,
    who,
    place: hit.groups['place']?.words.trim() ?? scene.placeAfter(hit.end - 4, clause.end),
    date: scene.dateNear(hit),
    by: hit.groups['by']?.words.trim() ?? agent(scene.plain.slice(hit.end, clause.end)),
  };
  return [
    scene.draft('custody', hit, fields, {
      ...(modality
        ? { modality: modality as Modality }
        : /^(?:no|none|nobody|neither)\b/i.test(who ?? '')
          ? { modality: 'denied' as const }
          : {}),
      subject: who ?? 'persons held',
    }),
  ];
}

function person(hit: Hit, who: string | null, scene: Scene): boolean {
  const how = hit.pattern.fields['who'] ?? 'subj';
  if (how === 'none') return true;
  if (how === 'group' && who === null) return true;
  if (who === null) {
    const before = scene.plain.slice(scene.clause(hit.start, hit.end).start, hit.start);
    return (
      how === 'subj' &&
      (scene.pack.person.test(before) ||
        /\b(?:he|she|they|who|dozens|scores|hundreds|others|many|most|several|both|all of them|the rest)\b/i.test(
          before,
        ))
    );
  }
  return isPerson(who, scene) || isHuman(who, hit);
}

/** What is only ever done to persons: whoever it is done to is one, known word or not ("the bosun"). */
const TO_PERSONS =
  /\b(?:arrested|detained|rearrested|apprehended|abducted|kidnapped|imprisoned|jailed|interned|sentenced|convicted|indicted|pardoned|amnestied|paroled|bailed|extradited|deported|repatriated|handcuffed|remanded|in (?:custody|captivity|detention|prison|jail)|behind bars|under (?:house )?arrest|taken (?:prisoner|captive|hostage|into custody)|led away|marched (?:off|away)|locked up|held (?:captive|hostage|prisoner|incommunicado)|vanished without|house arrest|taken (?:somewhere|elsewhere)|missing since)\b/i;

/** Bodies and things that are put where persons are too. */
const NO_ONE_TO_HOLD =
  /\b(?:it|this|that|which|what|everything|anything|something|nothing|process|plan|idea|sentence|decision|ship|vessel|boat|trawler|ferry|cargo|plane|dog|animal|horse|body|bodies|remains|weapon|word|phrase|rule|law|money|talks?|work|case|trial|country|city|town|village|state|ministry|government|army|court|camp|prison|place|building|truck|convoy|bus|car|phone|letter|parcel)s?$/i;

function isHuman(who: string, hit: Hit): boolean {
  return (
    TO_PERSONS.test(hit.words) &&
    /^(?:the|a|an|his|her|their|my|our|another|its) (?:[\w'-]+ ){0,2}[a-z][\w'-]+$/i.test(who) &&
    !NO_ONE_TO_HOLD.test(who)
  );
}

/** Denied existence needs a denier or an existential form, not any "no prisoners". */
function denial(hit: Hit, scene: Scene): boolean {
  if (
    !/\b(?:prison|jail|custody|held|holds?|captiv|detain|hostage|internee|hands|territory|camps?)/i.test(
      scene.plain,
    )
  )
    return false;
  return (
    /^(?:there|it|they|holds?|held|has|have|had|detains|not a single|does|do|did|never|is not|are not|no such|not one)/i.test(
      hit.words,
    ) || scene.frames.length > 0
  );
}

function counted(who: string | null, hit: Hit, scene: Scene): boolean {
  const before = who ?? '';
  // "The two sappers", "all nine of them": those known already, no new figure.
  if (/^(?:the|these|those|both|his|her|their|my|our) /i.test(before)) return false;
  if (
    !/\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|dozens?|scores|thousands?)\b/i.test(
      before,
    )
  )
    return false;
  return scene.figures.some((figure) => figure.start <= hit.end);
}

/** A counted group is also an event where it is moved, taken or freed on a day or at a place. */
function placed(event: string, hit: Hit, scene: Scene): boolean {
  if (!/^(?:captured|arrested|transferred|released|exchanged)$/.test(event)) return false;
  const clause = scene.clause(hit.start, hit.end);
  const dated = scene.dates.some(
    (date) =>
      date.start >= clause.start &&
      date.end <= clause.end + 1 &&
      date.role === 'at' &&
      !/\bsince\b/i.test(scene.plain.slice(clause.start, date.start)) &&
      /-\d\d-\d\d$/.test(date.edtf ?? ''),
  );
  const place = scene.placeAfter(hit.end - 4, clause.end) !== null;
  // "On 1 March 17 were arrested": the day alone belongs to the figure.
  return hit.groups['place'] !== undefined || (place && (dated || event === 'transferred'));
}

function agent(rest: string): string | null {
  return (
    /\bby (?<by>(?:the |a |an |its |their |his )?(?:[\w'-]+ ){0,3}?(?:police|soldiers|troops|gunmen|militia|rebels|forces|agents|officers|gendarmes|guards|coastguard|navy|army|marines|fighters|men|service|services|patrol|brigade|front|movement|authorities|insurgents|court|[A-Z]\w+(?: [A-Z]\w+)*))/.exec(
      rest,
    )?.groups?.['by'] ?? null
  );
}
