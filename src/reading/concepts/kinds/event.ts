/** Events of custody, deaths and treatment: something happens to persons, with who, where, when and by whom. */
import {
  dateIn,
  entryAt,
  type Find,
  givenNear,
  hasPersons,
  hasSubjectBefore,
  hasUnknownPair,
  hedgeNear,
  isOfSubject,
  type Memory,
  partyNear,
  placeIn,
  around,
  whoNear,
} from '../find.ts';
import type { Clause, Line } from '../line.ts';
import { isGiven, isName } from '../parties.ts';
import { type Concept, EVENTS, PERSONS } from '../vocabulary.ts';

/** What is done with the wounded and the sick as a group. */
const MOVED: readonly Concept[] = ['transferred', 'released', 'exchanged', 'admitted'];
/** What a body can say it did to nobody: "we have not arrested anyone". */
const DISOWNED: readonly Concept[] = ['held', 'arrested', 'captured'];
/** What is promised before it happens. */
const LATER: readonly Concept[] = ['transferred', 'released', 'exchanged'];
/** "Yusuf keeps old pictures": beside a name alone a prison, a word of prisoners or who holds them is needed. */
const KEPT: readonly Concept[] = ['detention', 'jailed', 'freed', 'arrested', 'captured', 'body', 'court'];
const CUSTODY: readonly Concept[] = ['captive', 'detention', 'missing', ...EVENTS];

/** Proposes custody events. */
export function custody(line: Line, memory: Memory): Find[] {
  if (!memory.isOnTopic || line.isQuestion) return [];
  const finds: Find[] = line.clauses.flatMap(nobodyHeld);
  if (!line.has(EVENTS)) return finds;
  for (const clause of line.clauses) {
    if (clause.isUnreal) continue;
    for (const event of EVENTS) {
      // "Will be freed when the siege ends": nothing has happened yet.
      if (clause.has('future') && LATER.includes(event)) continue;
      const at = clause.find(event);
      const entry = at < 0 ? null : entryAt(clause, at, memory);
      const isElided = at >= 0 && isOfSubject(clause, memory, at);
      if (at < 0 || !isTold(clause, at, event, entry !== null || goesOn(clause, at, memory), isElided))
        continue;
      // "No news of them since" is how a disappearance is told: its negation takes nothing back.
      const isNegated = clause.isNegated(at) && !(event === 'disappeared' && isSomebody(clause));
      const isUnknown = clause.has('unknown');
      // "We hold no such persons": a body takes back that there are any.
      const isDisowned = isNegated && DISOWNED.includes(event) && line.whole.has('body', 'official', 'us');
      if (isNegated && !isUnknown && !isDisowned && !clause.has('denied')) continue;
      finds.push({
        kind: 'custody',
        range: around(clause, at),
        cue: at,
        rule: `concepts:custody-${event}`,
        fields: {
          event,
          who: entry ?? whoNear(clause, at),
          place: event === 'charged' ? null : placeIn(clause, at),
          date: dateIn(clause),
          by: partyNear(clause, at, 'body', 'court'),
        },
        ...(isUnknown ? { modality: 'unknown' as const } : {}),
        ...(isDisowned && !isUnknown ? { modality: 'denied' as const } : {}),
      });
      break;
    }
  }
  return finds;
}

/** Beside these a negated prisoner is one to whom something does not happen. */
const HAPPENING: readonly Concept[] = [
  ...EVENTS,
  'died',
  'killed',
  'torture',
  'illness',
  'isolation',
  'trial',
  'hearing',
  'lawyer',
  'visit',
  'admitted',
  'meeting',
  'letter',
  'call',
  'message',
  'news',
  'contact',
  'video',
  'reply',
  'tally',
  'kin',
  'monitor',
  'confession',
  'only',
  'dub',
  'brand',
  'which',
];
/** Words from a negation to the prisoners that are none. */
const NONE = 4;

/** "There is not one political prisoner here": somebody says that nobody is held. */
function nobodyHeld(clause: Clause): Find[] {
  const { line } = clause;
  const at = clause.find('captive');
  if (line.tongue.order !== 'svo' || at < 0 || clause.isUnreal || clause.has(...HAPPENING)) return [];
  const not = clause.all('not', 'without').find((one) => one < at && at - one <= NONE);
  const isNumbered = line.numerals.some(({ value }) => Array.isArray(value) || value > 1);
  if (not === undefined || isNumbered || !(isSaid(line) || line.has(['us', 'body', 'official']))) return [];
  return [
    {
      kind: 'custody',
      range: around(clause, at),
      cue: at,
      rule: 'concepts:custody-none',
      fields: {
        event: 'held',
        who: whoNear(clause, at),
        place: placeIn(clause),
        date: dateIn(clause),
        by: null,
      },
      modality: 'denied',
    },
  ];
}

/** "They were captured in May. Were taken to the capital": a verb that opens a sentence goes on with those before it. */
function goesOn(clause: Clause, at: number, memory: Memory): boolean {
  const { line } = clause;
  const { from } = clause.bare;
  const isOpening = clause.from === 0 && (at === from || (line.is(from, 'aux') && at <= from + 2));
  return isOpening && memory.told === line.sentence.block;
}

/** True if a clause means certain persons, not people in general. */
function isSomebody(clause: Clause): boolean {
  return (
    dateIn(clause) !== null ||
    isNamed(clause) ||
    clause.has('captive', 'soldier', 'missing', 'role', 'pronoun', 'civilian', 'defendant')
  );
}

/** An event needs persons, and more than the noun for those held: "prisoners" alone tells nothing. */
function isTold(clause: Clause, at: number, event: Concept, isEntry: boolean, isElided: boolean): boolean {
  const { line } = clause;
  const isLone = (line.words[at]?.until ?? at) === at;
  if (isLone && line.is(at, 'captive', 'defendant', 'tally')) return false;
  // "Is in the prison" as one word at the end tells where somebody is; "in the prison" before a verb does not.
  if (isLone && line.is(at, 'detention') && !(event === 'held' && at === clause.bare.to)) return false;
  const isGivenNear = givenNear(clause, at) >= 0;
  if (!isEntry && !isElided && !isGivenNear && !hasPersons(clause) && !hasSubjectBehind(clause, at))
    return false;
  if (isOnlyAfterwards(clause, at) || isNounBeforeNoun(line, at) || isAskedAbout(clause, at)) return false;
  if (isHeading(clause)) return false;
  // "The Commission for Missing Persons": part of a name, where verbs stand last.
  if (event === 'disappeared' && isInName(clause, at)) return false;
  if (event === 'held' && (clause.has('died', 'dead', 'remains') || isAnybodyHeld(clause, at))) return false;
  if (event === 'held' && isHow(clause)) return false;
  // "The bodies were returned": what is counted or handed over then is no person.
  if ((event === 'released' || event === 'transferred') && clause.has('remains')) return false;
  if (COUNTABLE.includes(event) && isOfFigure(clause, at)) return false;
  // "His comrade, back since February": what has happened to a witness is who he is.
  if ((event === 'released' || event === 'exchanged') && clause.has('witness')) return false;
  if (isEntry) return true;
  if (event === 'charged') return !line.is(at, 'defendant') && isSomebody(clause);
  if (event === 'sentenced') return true;
  if (event === 'released' || event === 'transferred' || event === 'held' || event === 'exchanged')
    return (
      clause.has(
        'captive',
        'soldier',
        'civilian',
        'detention',
        'pronoun',
        'object',
        'role',
        'person',
        'kin',
        'missing',
        'many',
        'defendant',
      ) ||
      (event === 'exchanged' ? isNamed(clause) : isNamedBefore(clause, at)) ||
      (isGivenNear && (line.tongue.hasCapitals || clause.has(...KEPT))) ||
      hasUnknownPair(clause) ||
      hasSubjectBefore(clause) ||
      isElided
    );
  return true;
}

/** What happens to so many persons that only the figure is told. */
const COUNTABLE: readonly Concept[] = ['released', 'transferred', 'captured', 'arrested', 'exchanged'];

/** "Twelve pupils were taken": where verbs stand last, a figure beside the verb is what is told. */
function isOfFigure(clause: Clause, at: number): boolean {
  const { line } = clause;
  if (line.tongue.order !== 'sov' || dateIn(clause) !== null || isNamed(clause)) return false;
  return line.numerals.some(
    ({ first, last, value }) =>
      first >= clause.from &&
      last <= clause.to &&
      Math.min(Math.abs(at - last), Math.abs(first - at)) <= 5 &&
      (Array.isArray(value) || value >= 2) &&
      last + 1 !== at &&
      line.is(last + 1, ...PERSONS),
  );
}

/** What an arrest or a release can be the first half of the name of: "gözaltı listesi", "kalanqi harc". */
const NAMED_FOR: readonly Concept[] = ['tally', 'document', 'request', 'case', 'talks', 'deal', 'numbered'];

/** "The list of arrests": where the noun stands before what it belongs to, one word for an event tells of none. */
function isNounBeforeNoun(line: Line, at: number): boolean {
  if (line.tongue.order !== 'sov' || (line.words[at]?.until ?? at) > at) return false;
  return line.is(at + 1, ...NAMED_FOR) && !line.is(at + 1, ...PERSONS);
}

/** "We asked to whom he was handed over": where verbs stand last, what somebody asks is told by nobody. */
function isAskedAbout(clause: Clause, at: number): boolean {
  const { line } = clause;
  if (line.tongue.order !== 'sov') return false;
  const until = line.words[at]?.until ?? at;
  const ask = clause.all('ask').find((one) => one > until);
  return ask !== undefined && clause.bare.to - ask <= 2 && !clause.all('say').some((one) => one > until);
}

/** "They kept us tied to a tree": how somebody is held is told, and neither where nor since when. */
function isHow(clause: Clause): boolean {
  const isPlaced = clause.has('detention', 'place', 'jailed') || placeIn(clause) !== null;
  return clause.has('torture', 'isolation') && !isPlaced && dateIn(clause) === null && !clause.has('by');
}

/** Words of a heading inside a paragraph. */
const HEADING = 4;

/** "Ill-treatment: …", "Fate unknown: …": what a passage is about, and no claim. */
export function isHeading({ line, from, to }: Clause): boolean {
  if (isTitle(line)) return true;
  const next = line.words[to + 1]?.text ?? '';
  return (
    from === 0 && to < HEADING && next === ':' && !line.clauseOf(from).has('say', 'source_before', 'aux')
  );
}

/** Words of a title. */
const TITLE = 5;

/** "**Ill-treatment**", "Persons arrested": a few words in a paragraph of their own that end without a mark. */
function isTitle(line: Line): boolean {
  const words = line.words.filter(({ text }) => text !== '*' && text !== '#');
  const isShort = words.length <= TITLE && !words.some(({ isMark, isDigits }) => isMark || isDigits);
  return isShort && !line.has(['say', 'source_before', 'aux', 'not', 'pronoun', 'object', 'us', 'verb']);
}

/** "Sick prisoners": a word that stands right before persons, where nothing is said of them but who they are. */
function isOfPersons(line: Line, at: number): boolean {
  return line.tongue.order === 'sov' && line.is(at + 1, 'captive', 'soldier');
}

/** True if a body or group follows an event within a few words and the clause goes on. */
function isInName(clause: Clause, at: number): boolean {
  const { line } = clause;
  if (line.tongue.order !== 'sov') return false;
  for (let next = at + 1; next < Math.min(clause.bare.to, at + 6); next++)
    if (line.is(next, 'body', 'group', 'monitor')) return true;
  return false;
}

/** "… or arrested after it": a pronoun behind the event and a preposition is no person to whom it happened. */
function isOnlyAfterwards(clause: Clause, at: number): boolean {
  const { line } = clause;
  const pronouns = clause.all('pronoun');
  return (
    pronouns.length === 1 &&
    pronouns.every((one) => one > at && line.is(one - 1, 'prep')) &&
    !clause.has(...PERSONS, 'many', 'title', 'role') &&
    !isNamed(clause)
  );
}

/** "Arrested at sea on 22 August, they face …": whom it happened to stands at the head of the next clause. */
function hasSubjectBehind(clause: Clause, at: number): boolean {
  const { clauses } = clause.line;
  const next = clauses[clauses.indexOf(clause) + 1];
  return (
    at <= clause.bare.from + 1 && next !== undefined && next.line.is(next.bare.from, 'pronoun', ...PERSONS)
  );
}

/** "The side that holds prisoners", "anybody deprived of liberty has the right": said of nobody in particular. */
function isAnybodyHeld(clause: Clause, at: number): boolean {
  const { line } = clause;
  const isPlain =
    dateIn(clause) === null &&
    !isNamed(clause) &&
    !line.numerals.some((n) => n.first >= clause.from && n.last <= clause.to);
  const relative = clause.find('which');
  const isRelative = relative >= 0 && relative <= clause.from + 1 && at - relative <= 2;
  return isPlain && ((isRelative && line.is(at + 1, 'captive')) || line.whole.has('norm'));
}

/** True if a name that is no place stands beside an event: it happens to somebody. */
function isNamedBefore(clause: Clause, event: number): boolean {
  const { line } = clause;
  let reach = 7;
  for (let at = event - 1; at >= clause.from && reach > 0; at--) {
    if (line.dates.some((date) => date.first <= at && at <= date.last)) continue;
    reach--;
    if (isName(line, at) && (!line.is(at - 1, 'to', 'body', 'place') || isGiven(line, at))) return true;
  }
  return false;
}

/** What a death is told by. */
const DYING: readonly Concept[] = ['died', 'killed', 'remains'];

/** Proposes deaths in or after custody. */
export function deaths(line: Line, memory: Memory): Find[] {
  const isCustody = line.has(CUSTODY);
  if (isCustody) memory.custody = line.sentence.block;
  if (!memory.isOnTopic || !line.has(DYING) || line.isQuestion) return [];
  const isNear = isCustody || memory.custody === line.sentence.block;
  return line.clauses.flatMap((clause): Find[] => {
    const at = clause.has('died', 'killed') ? clause.find('died', 'killed') : handedOver(clause);
    const isTortured = at >= 0 && clause.has('torture') && !line.is(at, 'torture');
    if (at < 0 || clause.isUnreal || clause.has('battle')) return [];
    if (line.whole.has('battle') && !clause.has(...CUSTODY, 'of_them', 'pronoun')) return [];
    if (!hasPersons(clause) && !isOfSubject(clause, memory, at) && givenNear(clause, at) < 0) return [];
    // "An officer fell there": no death in custody, unless it is one of those held.
    if (clause.has('fallen') && !line.whole.has(...CUSTODY, 'of_them', 'pronoun', 'many')) return [];
    if (!isNear && !isTortured && !isNamed(clause)) return [];
    const isNegated = clause.isNegated(at) && !isOwnNegation(line, at) && !clause.has('denied');
    // "No prisoner has been shot": a body takes back that anybody was killed.
    const isDisowned =
      isNegated && line.tongue.order === 'svo' && line.is(at, 'killed', 'died') && isSaid(line);
    if (isNegated && !isDisowned) return [];
    return [
      {
        kind: 'death',
        range: around(clause, at),
        cue: at,
        rule: 'concepts:death',
        fields: { who: whoNear(clause, at), cause: causeIn(clause), date: dateIn(clause) },
        ...(isDisowned ? { modality: 'denied' as const } : {}),
      },
    ];
  });
}

/** True if somebody says a sentence, or it stands in quotation marks. */
function isSaid(line: Line): boolean {
  return line.has(['say', 'source']) || line.isQuoted(Math.floor(line.words.length / 2));
}

/** "His body was returned to the family": a death told by what came back; -1 where figures are counted. */
function handedOver(clause: Clause): number {
  const at = clause.find('remains');
  const isCounted = clause.line.numerals.some((n) => n.first >= clause.from && n.last <= clause.to);
  return !isCounted &&
    clause.has('released', 'transferred') &&
    clause.has('kin', 'role', 'captive', 'soldier')
    ? at
    : -1;
}

/** True if a clause names somebody: a text about persons held that names who died means one of them. */
function isNamed(clause: Clause): boolean {
  for (let at = clause.from; at < clause.to; at++)
    if (isName(clause.line, at) && (isName(clause.line, at + 1) || clause.line.is(at - 1, 'title')))
      return true;
  return false;
}

/** "Does not hear any more", "did not survive": a phrase with a negation of its own, which takes nothing back. */
function isOwnNegation(line: Line, at: number): boolean {
  const until = line.words[at]?.until ?? at;
  const isNegation = (concepts: ReadonlySet<Concept>) => concepts.has('not') || concepts.has('without');
  return until > at && line.words.slice(at, until + 1).some(({ concepts }) => isNegation(concepts));
}

function causeIn(clause: Clause): string | null {
  const at = clause.find('torture', 'illness');
  return at < 0 ? null : clause.line.text({ from: at, to: at });
}

/** "Aslı Kırıkkale", "Nastia Holod": a capital where nothing begins makes a word a name, whatever it means elsewhere. */
function isProper(line: Line, at: number): boolean {
  const [before, word, next] = [line.words[at - 1], line.words[at], line.words[at + 1]];
  if (!line.tongue.hasCapitals || !word?.hasCapital || !before || before.isMark) return false;
  const isShouted = next !== undefined && word.text === word.text.toUpperCase();
  return !isShouted && (word.until === at || before.hasCapital);
}

/** Words of a heading with its mark, where verbs stand last. */
const HEADLINE = 3;

/** "Because of her illness", "about the hunger strike": what is told is something else; and a heading tells nothing. */
function isOnlyNamed(clause: Clause, at: number): boolean {
  const { line } = clause;
  if (line.tongue.order !== 'sov') return false;
  if (line.words.length <= HEADLINE) return true;
  const next = (line.words[at]?.until ?? at) + 1;
  return line.is(next, 'source_before', 'prep') && !line.is(next, 'of_them') && !clause.has('denied', 'not');
}

const SUFFERING: readonly Concept[] = ['torture', 'isolation', 'illness'];

/** Proposes ill-treatment and health. */
export function treatment(line: Line, memory: Memory): Find[] {
  if (!memory.isOnTopic || !line.has(SUFFERING) || line.isQuestion) return [];
  return line.clauses.flatMap((clause): Find[] => {
    const at = clause.all(...SUFFERING).find((one) => !isProper(line, one)) ?? -1;
    if (at < 0 || clause.isUnreal || clause.has('battle')) return [];
    // "Thirty soldiers were wounded": in battle, unless they are some of those held.
    if (line.is(at, 'fallen') && !line.whole.has(...CUSTODY, 'of_them')) return [];
    // "The wounded were exchanged": who they are, not how they are.
    const isSick = line.is(at, 'illness') && (line.is(at, ...PERSONS) || isOfPersons(line, at));
    if (isSick && clause.has(...MOVED, 'kin', 'deal', 'talks')) return [];
    // "Died of a haemorrhage": the cause of a death is told with it.
    if (line.is(at, 'illness') && !line.is(at, 'torture') && clause.has('died')) return [];
    if (isHeading(clause) || isOnlyNamed(clause, at)) return [];
    const entry = entryAt(clause, at, memory);
    const isBare = !line.whole.has(...CUSTODY, 'pronoun') && !hasPersons(clause) && givenNear(clause, at) < 0;
    if (line.is(at, 'illness') && isBare && entry === null) return [];
    const isDenied = (!isOwnNegation(line, at) && clause.isNegated(at)) || clause.has('denied');
    const hedge = hedgeNear(clause, at);
    return [
      {
        kind: 'ill_treatment_or_health',
        range: around(clause, at),
        cue: at,
        rule: 'concepts:treatment',
        fields: { who: entry ?? whoNear(clause, at) },
        ...(isDenied ? { modality: 'denied' as const } : hedge ? { modality: hedge } : {}),
      },
    ];
  });
}
