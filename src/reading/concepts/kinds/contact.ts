/** Contact of persons held with their families and lawyers, and visits by those who may inspect. */
import { around, dateIn, entryAt, type Find, type Memory, partyNear, placeIn } from '../find.ts';
import { isFirstPerson } from '../cases.ts';
import type { Clause, Line } from '../line.ts';
import { isGiven, isName } from '../parties.ts';
import { type Concept, EVENTS, PERSONS } from '../vocabulary.ts';

const CHANNELS: readonly Concept[] = ['call', 'letter', 'message', 'video'];
const MEANS: readonly Concept[] = [...CHANNELS, 'news', 'contact'];
const HELD: readonly Concept[] = ['captive', 'kin', 'pronoun', 'missing', 'soldier', 'detention', 'us'];

/** What contact is told by. */
const TOLD_BY: readonly Concept[] = [...MEANS, 'recognised', 'write', 'meeting'];

/** What reaches somebody. */
const REACHING: readonly Concept[] = [
  'call',
  'letter',
  'message',
  'contact',
  'write',
  'recognised',
  'meeting',
  'last',
];
/** Words of a heading with its mark. */
const HEADLINE = 4;

/** Proposes contact claims. */
export function contacts(line: Line, memory: Memory): Find[] {
  if (!memory.isOnTopic || !line.has(TOLD_BY) || line.isQuestion) return [];
  return lastOf(line.clauses.flatMap((clause) => contactIn(clause, memory)));
}

function contactIn(clause: Clause, memory: Memory): Find[] {
  const { line } = clause;
  if (
    clause.isUnreal ||
    clause.has('request', 'reply', 'agree') ||
    (clause.has('us') && clause.has('say', 'official') && !clause.has('kin', 'captive')) ||
    (clause.has('body', 'monitor', 'newsroom') && !clause.has('kin')) ||
    // "The commandant's telephone is off": nobody held has lost touch.
    (clause.has('official') && clause.has('unreachable') && !clause.has('kin')) ||
    // "A delegate rings every month and says": no contact of those held.
    (line.whole.has('monitor') && !clause.has('kin', 'captive', 'us', 'last'))
  )
    return [];
  const at = meansIn(clause);
  if (at < 0) return [];
  const polarity = polarityOf(clause, at);
  if (line.tongue.order === 'sov') {
    // A line of two or three words is a heading; news and films that say nothing of whom are no sign of life.
    if (line.words.length <= HEADLINE || (polarity === 'exists' && !clause.has(...REACHING))) return [];
  }
  const isPlain = polarity !== 'exists' && clause.has(...CHANNELS, 'contact');
  // A building that was recognised, a talk that an outlet had with somebody: no sign of life.
  if (polarity === 'exists' && line.is(at, 'recognised') && !clause.has(...PERSONS, 'pronoun')) return [];
  const isOutside = clause.has('us') && !clause.has('captive', 'missing', 'detention', 'lawyer');
  if (polarity === 'exists' && line.is(at, 'meeting') && isOutside && !isOwn(clause)) return [];
  const held = polarity === 'exists' ? HELD.filter((one) => one !== 'soldier') : HELD;
  const isSomebody =
    clause.has(...held) ||
    isOwn(clause) ||
    line.whole.has('kin', 'captive') ||
    (polarity === 'absent' && hasGiven(clause));
  if (!isPlain && !isSomebody && entryAt(clause, clause.from, memory) === null) return [];
  const channels: string[] = CHANNELS.filter((channel) => clause.has(channel));
  if (channels.length === 0 && clause.has('meeting')) channels.push('visit');
  // A film that shows how somebody fares is told by how he fares; one of a spokesman is no sign of life.
  if (polarity === 'exists' && channels.length === 1 && channels[0] === 'video')
    if (line.whole.has('illness', 'torture', 'official') && !clause.has('kin')) return [];
  // "She wrote to three ministers": a question, or a complaint, and no sign of anybody's life.
  const isToOffice = clause.has('official', 'body', 'newsroom') && line.is(at, 'write', 'letter', 'call');
  if (polarity === 'exists' && isToOffice && !clause.has('kin', 'captive', 'pronoun', 'us', 'lawyer'))
    return [];
  // A film that says or proves nothing is no missing contact.
  if (polarity === 'absent' && channels.length === 1 && channels[0] === 'video') return [];
  return [
    {
      kind: 'contact',
      range: around(clause, at),
      cue: at,
      rule: `concepts:contact-${polarity}`,
      fields: { polarity, channel: channels.join(', ') || null, date: dateIn(clause) },
    },
  ];
}

/** True if a clause has a frequent given name. */
function hasGiven(clause: Clause): boolean {
  for (let at = clause.from; at <= clause.to; at++) if (isGiven(clause.line, at)) return true;
  return false;
}

/** Contact that is not, or is less than it was. */
const OVER: ReadonlySet<string> = new Set(['absent', 'reduced']);

/** "He rang in May; that was the last time": one contact, and it is the last. */
function lastOf(finds: readonly Find[]): Find[] {
  const last = finds.find(({ fields }) => fields['polarity'] === 'last');
  const [first] = finds;
  // A letter that was the last, and the silence after it, are two.
  if (!last || !first || finds.length < 2 || finds.some(({ fields }) => OVER.has(String(fields['polarity']))))
    return [...finds];
  const { channel, date } = first.fields;
  const fields = {
    ...last.fields,
    channel: last.fields['channel'] ?? channel,
    date: last.fields['date'] ?? date,
  };
  return [{ ...last, fields, range: { from: first.range.from, to: last.range.to } }];
}

/** "I wrote twice": the verb alone tells that the one who speaks was held, or waits at home. */
function isOwn(clause: Clause): boolean {
  for (let at = clause.from; at <= clause.to; at++) if (isFirstPerson(clause.line, at)) return true;
  return false;
}

function meansIn(clause: Clause): number {
  // A capital inside a sentence is a name: the "Courier" is no letter.
  const isPaper = (at: number) => clause.line.words[at]?.hasCapital === true && isName(clause.line, at);
  const means = clause.all(...MEANS, 'recognised').find((at) => !isPaper(at));
  if (means !== undefined) return means;
  const verb = clause.find('write');
  if (verb >= 0 && clause.has('kin', 'captive')) return verb;
  const meeting = clause.find('meeting');
  return meeting >= 0 && clause.has('kin', 'lawyer') ? meeting : -1;
}

function polarityOf(clause: Clause, at: number): string {
  if (clause.has('last')) return 'last';
  if (
    clause.isNegated(at) ||
    clause.has('without', 'unreachable') ||
    (clause.has('not') && !clause.has('denied'))
  )
    return 'absent';
  return clause.has('rare') ? 'reduced' : 'exists';
}

/** Blocks from a visitor to a door that stays shut. */
const FAR = 3;

/** "They have not been let in": one phrase tells of a door and that it is shut; visitors are named not far before. */
function isShutDoor(clause: Clause, at: number, memory: Memory, isOurs: boolean): boolean {
  const { line } = clause;
  if (!line.is(at, 'admitted') || !line.is(at, 'refuse') || clause.has('kin')) return false;
  const isNear = memory.monitor !== null && line.sentence.block - memory.monitor.block <= FAR;
  return isOurs || isNear || line.whole.has('monitor') || clause.has('detention', 'place');
}

const VISITING: readonly Concept[] = ['visit', 'admitted', 'meeting', 'arrive'];

/** What else a sentence with observers and a prison may tell. */
const TOLD_OTHERWISE: readonly Concept[] = [
  'say',
  'tell',
  'reply',
  'request',
  'ask',
  'publish',
  'dub',
  'torture',
  'illness',
  'isolation',
  'died',
  'killed',
  'letter',
  'call',
  'document',
  'registered',
  'unknown',
  ...EVENTS,
];

function mayBeThere(line: Line): boolean {
  return line.tongue.order === 'sov' && line.has(['monitor']) && line.has(['detention']);
}

/** "The consul was in the prison twice": where verbs stand last, one that only moves or is ends the clause; or -1. */
function thereIn(clause: Clause): number {
  const { line } = clause;
  const { to } = clause.bare;
  if (!mayBeThere(line) || !clause.has('monitor') || !clause.has('detention')) return -1;
  if (clause.has(...TOLD_OTHERWISE.filter((one) => one !== 'held')) || line.numerals.length > 0) return -1;
  return clause.find('detention') < to && clause.find('monitor') < to && !line.is(to, 'monitor', 'detention')
    ? to
    : -1;
}

/** Proposes visits. */
export function visits(line: Line, memory: Memory): Find[] {
  if (!memory.isOnTopic || line.isQuestion || !(line.has(VISITING) || mayBeThere(line))) return [];
  return line.clauses.flatMap((clause): Find[] => {
    const isSeen = line.whole.has('monitor') && clause.has('captive', 'detention');
    const visit = clause.find('visit', 'admitted');
    const met = visit >= 0 || !isSeen ? visit : clause.find('meeting');
    // "The delegates came on Friday": where they come there is somebody to be visited.
    const come = met < 0 && clause.has('monitor') && !clause.has('say') ? clause.find('arrive') : met;
    const at = come < 0 ? thereIn(clause) : come;
    if (at < 0 || clause.has('norm', 'if') || clause.has('court', 'hearing', 'trial')) return [];
    if (memory.court === line.sentence.block && !clause.has('detention')) return [];
    // Delegates see museums too.
    if (clause.has('everyday') && !clause.has(...HELD)) return [];
    const isOurs = clause.has('us', 'newsroom', 'group', 'lawyer') || isOwn(clause);
    const isByVisitor = clause.has('monitor') || (isOurs && clause.has('detention'));
    const isNear = memory.monitor !== null && line.sentence.block <= memory.monitor.block + 1;
    const goesOn =
      (isNear || line.whole.has('monitor')) &&
      (clause.has('detention') ||
        (clause.has('visit', 'meeting') && clause.has('captive', 'future', 'last', 'us')) ||
        (clause.has('place') && clause.has('refuse')) ||
        // "He was not let in to them": a door shut on the visitor told of just before.
        (clause.has('admitted') && clause.has('refuse') && clause.has('pronoun', 'captive')));
    if (!isByVisitor && !goesOn && !isShutDoor(clause, at, memory, isOurs)) return [];
    const isAtEnd = line.is(at, 'admitted') && line.is(clause.bare.to, 'not');
    const isAsked = clause.has('ask', 'request');
    const isLeft = isAsked && line.clauses.some((c) => c.from >= clause.from && c.has('not', 'silence'));
    const isShut = isAtEnd || isLeft || clause.isNegated(at) || clause.has('refuse', 'refusal', 'without');
    const polarity = isShut ? 'denied' : clause.has('future') || isAsked ? 'planned' : 'occurred';
    return [
      {
        kind: 'visit',
        range: around(clause, at),
        cue: at,
        rule: `concepts:visit-${polarity}`,
        fields: {
          visitor:
            partyNear(clause, at, 'monitor', 'group', 'newsroom', 'us') ?? memory.monitor?.name ?? null,
          visited: placeIn(clause),
          polarity,
          date: dateIn(clause),
        },
      },
    ];
  });
}
