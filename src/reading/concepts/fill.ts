/**
 * A claim of a kind that no rule has proposed on a clause but that its signs speak for (assess/assess.ts): where it
 * stands, and its fields as far as the concepts of the clause tell them.
 */
import { type Kind, KINDS } from '../contract.ts';
import { figureIn } from './kinds/count.ts';
import { around, dateIn, type Find, partyNear, placeIn, whoNear } from './find.ts';
import type { Clause } from './line.ts';
import { signsOf, wordsOf } from './signs.ts';
import { type Concept, EVENTS } from './vocabulary.ts';

/** Kinds that only rules tell: carriers and questions are known by a few formulas. */
const RULED: ReadonlySet<Kind> = new Set(['source_chain', 'open_question']);
export const FILLABLE: readonly Kind[] = KINDS.filter((kind) => !RULED.has(kind));

/**
 * The find of a kind on a clause; null where the kind needs something that the clause does not have. `counted` is what the
 * figure before it counts, if there is one in the paragraph.
 */
export function filled(clause: Clause, kind: Kind, counted?: unknown): Find | null {
  if (kind === 'count') {
    const figure = figureIn(clause, counted);
    return figure && { ...figure, kind, rule: `weighed:${kind}` };
  }
  const cue = cueOf(clause, kind);
  const fields = fieldsOf(clause, kind, cue);
  if (!fields) return null;
  return { kind, range: around(clause, cue), cue, rule: `weighed:${kind}`, fields };
}

/** The word that speaks most for a kind: without it the clause would speak least for it. */
function cueOf(clause: Clause, kind: Kind): number {
  const { leanings } = clause.line.tongue;
  const number = leanings.kinds.indexOf(kind);
  const signs = signsOf(clause);
  const words = wordsOf(clause);
  let best = { at: clause.from, weight: -Infinity };
  for (let at = clause.from; at <= clause.to; at++) {
    const word = clause.line.words[at];
    if (!word) continue;
    const own = leanings.factsOf(word).sign?.name;
    const left = leanings.sums(
      signs.filter(({ name }) => !word.concepts.has(name as Concept)),
      words.filter(({ name }) => name !== own),
    );
    let weight = -(left[number] ?? 0);
    for (const one of leanings.of(word.lower)) if (one.kind === kind) weight += one.points;
    if (weight > best.weight) best = { at, weight };
  }
  return best.at;
}

function fieldsOf(clause: Clause, kind: Kind, at: number): Record<string, unknown> | null {
  const date = dateIn(clause);
  const who = whoNear(clause, at);
  const isShut = clause.has('not', 'without', 'refuse', 'refusal', 'denied');
  switch (kind) {
    case 'custody': {
      const event = EVENTS.find((name) => clause.has(name)) ?? eventOf(clause);
      const by = partyNear(clause, at, 'body', 'court');
      return { event, who, place: placeIn(clause), date, by };
    }
    case 'death':
      return { who, cause: null, date };
    case 'ill_treatment_or_health':
      return { who };
    case 'trial':
      return { feature: featureOf(clause), who, date };
    case 'contact': {
      const polarity = clause.has('last')
        ? 'last'
        : isShut
          ? 'absent'
          : clause.has('rare')
            ? 'reduced'
            : 'exists';
      const channel = (['call', 'letter', 'message', 'video'] as const).filter((name) => clause.has(name));
      return { polarity, channel: channel.join(', ') || null, date };
    }
    case 'visit': {
      const polarity = isShut ? 'denied' : clause.has('future') ? 'planned' : 'occurred';
      return {
        visitor: partyNear(clause, at, 'monitor', 'group', 'us'),
        visited: placeIn(clause),
        polarity,
        date,
      };
    }
    case 'inquiry': {
      const addressee = partyNear(clause, at, 'body', 'official', 'monitor', 'court', 'group');
      const outcome = outcomeOf(clause, isShut);
      // "I asked her for her name": a question that nobody knows of whom, and with what answer, tells nothing.
      return addressee === null && outcome === null ? null : { asker: null, addressee, outcome, n: null };
    }
    case 'confidentiality_rule':
      return {
        holder: partyNear(clause.line.whole, at, 'monitor', 'group', 'us'),
        recipient: partyNear(clause, at, 'body', 'official'),
      };
    case 'label': {
      const label = quotedIn(clause);
      return label === null ? null : { label };
    }
    case 'agreement':
      return { stage: stageOf(clause, isShut), parties: null };
    case 'unknown_count':
      return {
        measure: clause.has('missing', 'disappeared')
          ? 'missing'
          : clause.has('dead', 'died')
            ? 'dead'
            : 'held',
      };
    default:
      return null;
  }
}

/** The few words of a clause that stand in quotation marks: what somebody is called; null where there are none. */
function quotedIn(clause: Clause): string | null {
  const [, words] = /["“‘]([^"”’]{2,50})["”’]/.exec(clause.line.text(clause)) ?? [];
  return words?.replace(/[,.;:]$/, '') ?? null;
}

/** The event most points of a clause speak for. */
function eventOf(clause: Clause): string {
  const points = new Map<string, number>();
  for (let at = clause.from; at <= clause.to; at++)
    for (const one of clause.line.tongue.leanings.of(clause.line.words[at]?.lower ?? ''))
      if (one.value !== '') points.set(one.value, (points.get(one.value) ?? 0) + one.points);
  return [...points].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'held';
}

function featureOf(clause: Clause): string {
  const features: readonly (readonly [Concept, string])[] = [
    ['closed', 'closed'],
    ['postponed', 'delayed'],
    ['confession', 'forced_confession'],
    ['upheld', 'appeal_rejected'],
    ['convicted', 'verdict'],
    ['unfair', 'unfair'],
    ['monitor', clause.has('not', 'without') ? 'no_observers' : 'monitored'],
    ['lawyer', 'no_lawyer'],
    ['hearing', 'hearing'],
  ];
  return features.find(([concept]) => clause.has(concept))?.[1] ?? 'on_trial';
}

function outcomeOf(clause: Clause, isShut: boolean): string | null {
  if (clause.has('unreachable')) return 'unreachable';
  if (clause.has('refuse', 'refusal')) return 'refused';
  if (clause.has('partial')) return 'partial';
  if (clause.has('silence') || (isShut && clause.has('reply', 'ask', 'request', 'letter', 'call')))
    return 'no_response';
  if (isShut) return 'refused';
  return clause.has('reply') ? 'answered' : null;
}

function stageOf(clause: Clause, isShut: boolean): string {
  if (isShut) return 'refused';
  if (clause.has('carried_out', 'exchanged')) return 'implemented';
  if (clause.has('propose')) return 'proposed';
  return clause.has('agree', 'deal') ? 'concluded' : 'negotiating';
}
