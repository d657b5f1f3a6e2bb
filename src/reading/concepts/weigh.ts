/**
 * The last resort of the concept rules: a clause that no rule has claimed goes to the kind its concepts and words speak
 * for, by weights fitted on sentences of our own and on texts that rules may be written from (bench/reading/fit.ts). It
 * finds what is told by paraphrase; each proposal says that it was made this way.
 */
import type { Kind } from '../contract.ts';
import { dateIn, type Find, type Memory, partyNear, placeIn, around, whoNear } from './find.ts';
import type { Clause, Line } from './line.ts';
import type { Sign } from './leanings.ts';
import { type Concept, EVENTS, PREDICATES } from './vocabulary.ts';

/** Words of grammar: they speak for nothing. */
const EMPTY: ReadonlySet<string> = new Set([
  'and',
  'that',
  'to',
  'by',
  'prep',
  'adverb',
  'aux',
  'verb',
  'other',
  'which',
  'title',
  'thing',
  'place',
  'jailed',
  'freed',
]);

/** Chance from which a kind is proposed, and words a clause needs. */
const ENOUGH = 0.4;
/** The same for a stretch without a predicate, such as a heading. */
const SURE = 0.8;
const SHORTEST = 3;
/** Points of a kind that count. */
const MOST = 6;

/** The signs of a clause: its concepts, each also beside a negation, and what else can be counted. */
export function signsOf(clause: Clause): Sign[] {
  const { line } = clause;
  const { leanings } = line.tongue;
  const concepts: Concept[] = [];
  const points = new Map<Kind, number>();
  const leaning = new Set<string>();
  let seen: ReadonlySet<Concept> | null = null;
  for (let at = clause.from; at <= clause.to; at++) {
    const word = line.words[at];
    if (!word) continue;
    if (word.concepts !== seen)
      for (const concept of (seen = word.concepts))
        if (!EMPTY.has(concept) && !concepts.includes(concept)) concepts.push(concept);
    const own = leanings.factsOf(word).leanings;
    if (own.length === 0 || leaning.has(word.lower)) continue;
    leaning.add(word.lower);
    for (const { kind, points: some } of own) points.set(kind, (points.get(kind) ?? 0) + some);
  }
  const signs = concepts.map((concept) => leanings.sign(concept));
  if (concepts.includes('not') || concepts.includes('without'))
    for (const concept of concepts) signs.push(leanings.sign(`not+${concept}`));
  for (const [kind, sum] of points) {
    const sign = leanings.sign(`leans:${kind}`);
    for (let step = 1; step <= Math.min(sum, MOST); step++) signs.push(sign);
  }
  if (line.numerals.some((n) => n.first >= clause.from && n.last <= clause.to))
    signs.push(leanings.sign('figure'));
  if (clause.to > clause.from && line.isQuoted(clause.from + 1)) signs.push(leanings.sign('quoted'));
  return signs;
}

/** The words of a clause, each once: in lower case, without the ending of a possessive. */
export function wordsOf({ line, from, to }: Clause): Sign[] {
  const { leanings } = line.tongue;
  const signs: Sign[] = [];
  const seen = new Set<string>();
  for (let at = from; at <= to; at++) {
    const word = line.words[at];
    const sign = word ? leanings.factsOf(word).sign : null;
    if (sign === null || seen.has(sign.name)) continue;
    seen.add(sign.name);
    signs.push(sign);
  }
  return signs;
}

/** The kind that signs and words of a clause speak for most, with its chance; none for a language without weights. */
function likeliest(clause: Clause): readonly [Kind, number] | null {
  const { leanings } = clause.line.tongue;
  const sums = leanings.sums(signsOf(clause), wordsOf(clause));
  let best = 0;
  for (let at = 1; at < sums.length; at++) if ((sums[at] ?? 0) > (sums[best] ?? 0)) best = at;
  const kind = leanings.kinds[best];
  return kind === undefined ? null : [kind, 1 / (1 + Math.exp(-(sums[best] ?? 0)))];
}

/** Proposes for clauses that hold none of the finds; for the whole sentence where it holds none at all. */
export function weighed(line: Line, memory: Memory, finds: readonly Find[]): Find[] {
  if (!memory.isOnTopic || line.isQuestion || line.tongue.leanings.weights.size === 0) return [];
  if (finds.length === 0 && line.clauses.length > 1 && !line.whole.isUnreal) {
    const whole = proposalOf(line.whole);
    if (whole) return [whole];
  }
  return line.clauses.flatMap((clause) => {
    if (clause.to - clause.from + 1 < SHORTEST || clause.isUnreal) return [];
    if (finds.some(({ range }) => range.from <= clause.to && clause.from <= range.to)) return [];
    const found = proposalOf(clause);
    // "… declined to discuss it and said: no comment": a refusal is told once in a sentence.
    return found && !(found.kind === 'inquiry' && finds.some(({ kind }) => kind === 'inquiry')) ? found : [];
  });
}

function proposalOf(clause: Clause): Find | null {
  const first = likeliest(clause);
  if (!first || first[1] < (clause.has(...PREDICATES) ? ENOUGH : SURE)) return null;
  const [kind] = first;
  const cue = cueOf(clause, kind);
  const fields = fieldsOf(clause, kind, cue);
  if (!fields) return null;
  return { kind, range: around(clause, cue), cue, rule: `concepts:weighed-${kind}`, fields };
}

/** The word that speaks most for a kind. */
function cueOf(clause: Clause, kind: Kind): number {
  const { leanings } = clause.line.tongue;
  const own = leanings.weights.get(kind);
  let best = { at: clause.from, weight: -Infinity };
  for (let at = clause.from; at <= clause.to; at++) {
    const word = clause.line.words[at];
    let weight = 0;
    for (const concept of word?.concepts ?? []) weight += own?.get(concept) ?? 0;
    for (const one of leanings.of(word?.lower ?? '')) if (one.kind === kind) weight += one.points;
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
    case 'inquiry':
      return {
        asker: null,
        addressee: partyNear(clause, at, 'body', 'official', 'monitor', 'court', 'group'),
        outcome: outcomeOf(clause, isShut),
        n: null,
      };
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
