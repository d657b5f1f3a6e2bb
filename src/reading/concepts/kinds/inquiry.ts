/** Questions asked of anyone about the persons, and what came of them. */
import { around, type Find, type Memory, partyNear } from '../find.ts';
import type { Clause, Line } from '../line.ts';
import type { Modality } from '../../contract.ts';
import type { Concept } from '../vocabulary.ts';

const ASKED: readonly Concept[] = ['body', 'official', 'monitor', 'court', 'group', 'newsroom'];

interface Outcome {
  readonly at: number;
  readonly outcome: 'no_response' | 'refused' | 'unreachable' | 'partial' | 'answered' | null;
}

/** Proposes inquiries. */
export function inquiries(line: Line, memory: Memory): Find[] {
  const finds: Find[] = [];
  if (!memory.isOnTopic || line.isQuestion) return finds;
  for (const clause of line.clauses) {
    const found = outcomeOf(clause);
    if (!found || clause.has('norm', 'if')) continue;
    const { at, outcome } = found;
    // "His telephone is off": a family that does not reach him, and nobody asked.
    if (
      outcome === 'unreachable' &&
      clause.has('pronoun', 'kin') &&
      !line.whole.has(...ASKED, 'us', 'request')
    )
      continue;
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
  const last = line.whole.all(...ASKED).at(-1);
  if (last !== undefined) memory.addressee = partyNear(line.whole, last, ...ASKED);
  return finds;
}

function outcomeOf(clause: Clause): Outcome | null {
  const unreachable = clause.find('unreachable');
  if (unreachable >= 0) return { at: unreachable, outcome: 'unreachable' };
  // A body that keeps a number to itself, asked by nobody, leaves an unknown count.
  const isKept = clause.has('tally') && clause.has('tell', 'publish') && clause.has('refuse', 'not');
  if (isKept && !isAsked(clause)) return null;
  const refusal = clause.find('refusal');
  if (refusal >= 0) return { at: refusal, outcome: 'refused' };
  const silence = clause.find('silence');
  if (silence >= 0) return { at: silence, outcome: 'no_response' };
  const partial = clause.find('partial');
  if (partial >= 0 && clause.has('reply', 'request')) return { at: partial, outcome: 'partial' };
  const refuse = clause.find('refuse');
  const isDoor = clause.has('admitted', 'visit') && !clause.has('reply', 'tell');
  if (refuse >= 0 && !isDoor && clause.has('reply', 'tell', 'tally', 'publish', 'request', 'audience'))
    return { at: refuse, outcome: 'refused' };
  const told = clause.find('tell');
  if (told >= 0 && clause.isNegated(told) && clause.has(...ASKED)) return { at: told, outcome: 'refused' };
  const reply = clause.find('reply');
  if (reply >= 0 && (clause.isNegated(reply) || clause.has('without', 'not')))
    return { at: reply, outcome: 'no_response' };
  const request = clause.find('request');
  if (request >= 0 && clause.has('ask', 'us', 'kin', 'group', 'lawyer') && clause.has(...ASKED))
    return { at: request, outcome: null };
  const ask = clause.find('ask');
  if (ask >= 0 && clause.has('us', 'kin', 'lawyer', 'group') && clause.has('body', 'official', 'court'))
    return { at: ask, outcome: null };
  return null;
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
