/** Questions asked of anyone about the persons, and what came of them. */
import { isFirstPerson } from '../cases.ts';
import { around, type Find, type Memory, partyNear } from '../find.ts';
import type { Clause, Line } from '../line.ts';
import type { Modality } from '../../contract.ts';
import type { Concept } from '../vocabulary.ts';

const ASKED: readonly Concept[] = ['body', 'official', 'monitor', 'court', 'group', 'newsroom'];

/** What an outcome is told by: a sentence without any of it tells of no question. */
const TELLING: readonly Concept[] = [
  'unreachable',
  'refusal',
  'silence',
  'partial',
  'refuse',
  'tell',
  'reply',
  'request',
  'ask',
  'hearer',
];

interface Outcome {
  readonly at: number;
  readonly outcome: 'no_response' | 'refused' | 'unreachable' | 'partial' | 'answered' | null;
}

/** Proposes inquiries. */
export function inquiries(line: Line, memory: Memory): Find[] {
  const finds: Find[] = [];
  if (!memory.isOnTopic || line.isQuestion) return finds;
  for (const clause of line.has(TELLING) ? line.clauses : []) {
    const found = outcomeOf(clause, memory);
    if (!found || clause.has('norm', 'if')) continue;
    const { at, outcome } = found;
    // "The accused took back his testimony": nobody was asked.
    if (clause.has('confession') && !clause.has('reply', 'request', 'audience', 'us')) continue;
    // "His telephone is off": a family that does not reach him, and nobody asked.
    if (
      outcome === 'unreachable' &&
      clause.has('pronoun', 'kin', 'call') &&
      !line.whole.has(...ASKED, 'us', 'request')
    )
      continue;
    // "Since that day, silence": nobody was asked, here or just before.
    const isAskedHere = line.whole.has(...ASKED, 'us', 'request', 'ask', 'reply') || isFirstOf(clause);
    const isAtHome = line.whole.has('kin', 'pronoun', 'call', 'letter', 'message', 'news', 'contact');
    if (outcome === 'no_response' && isAtHome && !isAskedHere && memory.asked !== line.sentence.block)
      continue;
    const own = partyNear(clause, at, 'body', 'official', 'monitor', 'court');
    if (own === null && finds.some(({ fields }) => fields['outcome'] === outcome)) continue;
    const asked = addresseeIn(clause, at) ?? (outcome === null ? null : memory.addressee);
    if (asked === null && !clause.has('us', 'request')) continue;
    const modality: Modality =
      outcome === 'refused'
        ? 'refused'
        : outcome === 'no_response' || outcome === 'unreachable'
          ? 'no_response'
          : 'asserted';
    finds.push({
      kind: 'inquiry',
      range: around(clause, at),
      cue: at,
      rule: `concepts:inquiry-${outcome ?? 'sent'}`,
      fields: {
        asker: askerIn(clause) ?? (clause.has('us') ? memory.publisher : null),
        addressee: asked,
        outcome,
        n: null,
      },
      modality,
      isAuthor: outcome !== null,
    });
  }
  if (finds.length > 0) memory.asked = line.sentence.block;
  const last = line.whole.last(ASKED);
  if (last >= 0) memory.addressee = partyNear(line.whole, last, ...ASKED);
  return told(finds, line);
}

/** True if somebody of the text itself acts: "we waited". */
function isFirstOf(clause: Clause): boolean {
  for (let at = clause.from; at <= clause.to; at++) if (isFirstPerson(clause.line, at)) return true;
  return false;
}

/**
 * "We wrote to the ministry, but no answer came": a question and what came of it in the next clause are one inquiry.
 * A second refusal or silence that names nobody of its own is the reason for the first.
 */
function told(finds: readonly Find[], line: Line): Find[] {
  const kept: Find[] = [];
  for (const find of finds) {
    const before = kept.at(-1);
    const isOwn = line.clauseOf(find.cue).has(...ASKED);
    if (!before || isOwn || find.fields['outcome'] === null) {
      kept.push(find);
      continue;
    }
    const isSent = before.fields['outcome'] === null;
    const isSame = before.fields['outcome'] === find.fields['outcome'];
    if (isSent)
      kept[kept.length - 1] = {
        ...find,
        range: { from: before.range.from, to: find.range.to },
        fields: {
          ...find.fields,
          asker: before.fields['asker'],
          addressee: before.fields['addressee'] ?? find.fields['addressee'],
        },
      };
    else if (!isSame) kept.push(find);
  }
  return kept;
}

function outcomeOf(clause: Clause, memory: Memory): Outcome | null {
  const unreachable = clause.find('unreachable');
  if (unreachable >= 0) return { at: unreachable, outcome: 'unreachable' };
  // A body that keeps a number to itself, asked by nobody, leaves an unknown count.
  // A list kept back is something asked for.
  const isNumber = clause.all('tally').some((at) => !clause.line.is(at, 'document'));
  const isKept = isNumber && clause.has('tell', 'publish') && clause.has('refuse', 'not');
  if (isKept && !isAsked(clause) && memory.asked !== clause.line.sentence.block) return null;
  const refusal = clause.find('refusal');
  if (refusal >= 0) return { at: refusal, outcome: 'refused' };
  const silence = clause.find('silence');
  if (silence >= 0) return { at: silence, outcome: 'no_response' };
  const partial = clause.find('partial');
  if (partial >= 0 && clause.has('reply', 'request')) return { at: partial, outcome: 'partial' };
  const refuse = clause.find('refuse');
  const isDoor = clause.has('admitted', 'visit') && !clause.has('reply', 'tell');
  if (refuse >= 0 && !isDoor && clause.has('reply', 'tell', 'publish', 'request', 'audience'))
    return { at: refuse, outcome: 'refused' };
  const told = clause.find('tell');
  if (told >= 0 && clause.isNegated(told) && clause.has(...ASKED)) return { at: told, outcome: 'refused' };
  const reply = clause.find('reply');
  if (reply >= 0 && (clause.isNegated(reply) || clause.has('without', 'not')))
    return { at: reply, outcome: 'no_response' };
  if (reply >= 0 && isAnswer(clause, reply) && !isBetweenOffices(clause))
    return { at: reply, outcome: 'answered' };
  // "To the board's letter the ministry remarked that …": said to those who asked, whatever it says.
  const asked = clause.all('request').find((at) => clause.line.is(at, 'to'));
  if (asked !== undefined && clause.has('say') && clause.has('body', 'official') && !clause.has('refuse'))
    return { at: asked, outcome: 'answered' };
  const hearer = toldAt(clause);
  if (hearer >= 0)
    return { at: hearer, outcome: clause.line.whole.has('not', 'refuse') ? 'refused' : 'answered' };
  // "Will turn to the court": nobody has been asked yet.
  if (clause.line.tongue.order === 'sov' && clause.has('future')) return null;
  const request = clause.find('request');
  if (request >= 0 && clause.has('ask', 'us', 'kin', 'group', 'lawyer') && clause.has(...ASKED))
    return { at: request, outcome: null };
  // "The list that the commission sent": where verbs stand last, one inside a clause belongs to a noun behind it.
  const ask = clause.all('ask').find((at) => clause.line.tongue.order !== 'sov' || isAtEnd(clause, at)) ?? -1;
  // Observers who ask to be let in, and are not or not yet, are told of as a visit.
  const { whole } = clause.line;
  const isVisit = clause.has('monitor') && whole.has('admitted', 'visit', 'meeting');
  if (ask >= 0 && isVisit && whole.has('not', 'refuse', 'refusal', 'without')) return null;
  const isByUs = clause.has('us', 'kin', 'lawyer', 'group', 'monitor') || isFirstPerson(clause.line, ask);
  if (ask >= 0 && isByUs && isAskable(clause)) return { at: ask, outcome: null };
  // "A deputy asked the minister what became of the platoon": one office asks another.
  const offices = clause.all('official', 'body', 'court');
  const isOffice =
    clause.has('official') && offices.length > 1 && whole.has('missing', 'disappeared', 'captive');
  if (ask >= 0 && isOffice && !clause.has('say')) return { at: ask, outcome: null };
  const isAbout = clause.line.whole.has('tally') && clause.has('official') && clause.has('body', 'court');
  if (ask >= 0 && isAbout) return { at: ask, outcome: null };
  return null;
}

/** "At the barracks she was told that …": an office speaks to somebody who has come to ask; -1 if none does. */
function toldAt(clause: Clause): number {
  const { line } = clause;
  const say = clause.find('say');
  const hearer = clause.find('hearer');
  if (say < 0 || hearer < 0 || Math.abs(say - hearer) > TOLD_REACH) return -1;
  const isOffice =
    clause.has('body', 'official', 'court', 'detention') && !clause.has('witness', 'captive', 'lawyer');
  return isOffice && !line.is(say, 'denied') ? say : -1;
}

/** Words between what is said and to whom. */
const TOLD_REACH = 4;

/** True if a word or its phrase ends a clause, but for an auxiliary. */
function isAtEnd(clause: Clause, at: number): boolean {
  return (clause.line.words[at]?.until ?? at) >= clause.bare.to - 1;
}

/** "The ministry replied to our letter": a body answers what was sent, and no word takes it back. */
function isAnswer(clause: Clause, reply: number): boolean {
  return (
    clause.has(...ASKED) &&
    clause.has('request', 'letter') &&
    !clause.has('refuse', 'refusal', 'silence', 'future', 'that', 'captive', 'kin') &&
    clause.all('say').every((at) => at === reply)
  );
}

/** "The deputy minister answers the deputy's question": a heading of a record, where what was asked is told below. */
function isBetweenOffices(clause: Clause): boolean {
  return (
    clause.line.tongue.order === 'sov' &&
    clause.all('official').length > 1 &&
    !clause.has('us', 'kin', 'lawyer', 'group', 'monitor')
  );
}

/** A body to ask; observers only where they are not the ones who ask. */
function isAskable(clause: Clause): boolean {
  return (
    clause.has('body', 'official', 'court') || (clause.has('monitor') && clause.has('us', 'kin', 'lawyer'))
  );
}

function isAsked(clause: Clause): boolean {
  return clause.line.whole.has('ask', 'request', 'reply', 'audience', 'us', 'newsroom');
}

function addresseeIn(clause: Clause, at: number): string | null {
  return (
    partyNear(clause, at, 'body', 'official', 'monitor', 'court') ??
    partyNear(clause.line.whole, at, 'body', 'official', 'monitor', 'court')
  );
}

function askerIn(clause: Clause): string | null {
  return partyNear(clause, clause.from, 'newsroom', 'group', 'kin', 'lawyer');
}
