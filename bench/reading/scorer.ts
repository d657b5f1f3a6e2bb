/**
 * Scores proposals against gold claims by the rules of docs/method/reading.md: same kind, spans overlapping by half
 * of the shorter one, one to one; optional gold neither rewards nor punishes. Knows nothing about how they were made.
 */
import { KINDS, MAX_QUOTE, type Kind } from '#reading';

/** A gold claim or a proposal, with whatever fields its kind has. */
export type Scored = Readonly<Record<string, unknown>> & { readonly kind: string; readonly quote: string };

export interface Tally {
  gold: number;
  proposed: number;
  matched: number;
}

export interface Figures {
  readonly texts: number;
  readonly all: Tally;
  readonly kinds: Record<string, Tally>;
  /** Right and all, per field, over matched pairs. */
  readonly fields: Record<string, { right: number; of: number }>;
  readonly acceptedAsIs: number;
  readonly notVerbatim: number;
  /** Matched claims whose gold names a speaker: resolved, and right among the resolved. */
  readonly speakers: { named: number; resolved: number; right: number };
}

const EXACT = [
  'operator',
  'as_of',
  'modality',
  'outcome',
  'measure',
  'event',
  'polarity',
  'feature',
  'relation',
  'stage',
  'unit',
  'n',
  'date',
  'period',
  'number',
];
const WORDS = [
  'attributed_to',
  'asker',
  'addressee',
  'label',
  'who',
  'place',
  'by',
  'visitor',
  'visited',
  'holder',
  'recipient',
  'source',
  'channel',
  'cause',
];

/** Fields that a reviewer must not have to correct, besides speaker and modality. */
const KEY: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  count: ['number', 'operator', 'as_of', 'measure'],
  inquiry: ['outcome', 'addressee'],
  custody: ['event'],
  contact: ['polarity'],
  visit: ['polarity'],
  trial: ['feature'],
  label: ['label'],
  source_chain: ['source'],
  agreement: ['stage'],
  confidentiality_rule: ['recipient'],
  death: ['who'],
};

/** Adds the result of one text to running figures. */
export function emptyFigures(): Figures {
  return {
    texts: 0,
    all: { gold: 0, proposed: 0, matched: 0 },
    kinds: Object.fromEntries(KINDS.map((kind) => [kind, { gold: 0, proposed: 0, matched: 0 }])),
    fields: {},
    acceptedAsIs: 0,
    notVerbatim: 0,
    speakers: { named: 0, resolved: 0, right: 0 },
  };
}

interface Placed {
  readonly claim: Scored;
  readonly spans: readonly (readonly [number, number])[];
}

/** Scores one text and returns the sum with `before`; `problems` receives a line for each miss and error. */
export function scoreText(
  text: { body: string; gold: readonly Scored[]; proposals: readonly Scored[] },
  before: Figures,
  problems?: (line: string) => void,
): Figures {
  const gold = text.gold.map((claim) => place(claim, text.body));
  const usable = text.proposals.filter((p) => p.quote.length <= MAX_QUOTE && text.body.includes(p.quote));
  const proposals = usable.map((claim) => place(claim, text.body));
  const required = gold.filter(({ claim }) => claim['optional'] !== true);
  const optional = gold.filter(({ claim }) => claim['optional'] === true);
  const pairs = matchUp(required, proposals);
  const used = new Set(pairs.map(([, proposal]) => proposal));
  const free = proposals.filter((p) => !used.has(p) && optional.some((g) => fits(g, p)));
  const counted = proposals.filter((p) => !free.includes(p));
  const after = structuredClone(before) as Figures & {
    texts: number;
    acceptedAsIs: number;
    notVerbatim: number;
  };
  after.texts++;
  after.notVerbatim += text.proposals.length - usable.length;
  for (const { claim } of required) bump(after, claim.kind, 'gold');
  for (const { claim } of counted) bump(after, claim.kind, 'proposed');
  after.all.proposed += text.proposals.length - usable.length;
  for (const [g, p] of pairs) {
    bump(after, g.claim.kind, 'matched');
    scoreFields(after, g.claim, p.claim, problems);
    if (agreeing(g.claim, p.claim) === keysOf(g.claim).length) after.acceptedAsIs++;
  }
  const found = new Set(pairs.map(([g]) => g));
  for (const g of required)
    if (!found.has(g)) problems?.(`missed ${g.claim.kind}: ${g.claim.quote.slice(0, 100)}`);
  for (const p of counted) {
    if (!used.has(p))
      problems?.(
        `spurious ${p.claim.kind}: ${p.claim.quote.slice(0, 100)} [${typeof p.claim['rule'] === 'string' ? p.claim['rule'] : 'no rule'}]`,
      );
    if (typeof p.claim['rule'] === 'string')
      problems?.(`rule ${used.has(p) ? 'right' : 'wrong'} ${p.claim['rule']}`);
  }
  return after;
}

function bump(figures: Figures, kind: string, what: keyof Tally): void {
  figures.all[what]++;
  const tally = figures.kinds[kind];
  if (tally) tally[what]++;
}

function place(claim: Scored, body: string): Placed {
  const spans: [number, number][] = [];
  for (let at = body.indexOf(claim.quote); at >= 0; at = body.indexOf(claim.quote, at + 1))
    spans.push([at, at + claim.quote.length]);
  return { claim, spans };
}

function best(
  a: Placed,
  b: Placed,
  measure: (x: readonly [number, number], y: readonly [number, number]) => number,
): number {
  let top = 0;
  for (const x of a.spans) for (const y of b.spans) top = Math.max(top, measure(x, y));
  return top;
}

const shared = (a: readonly [number, number], b: readonly [number, number]) =>
  Math.max(0, Math.min(a[1], b[1]) - Math.max(a[0], b[0]));
const overlap = (a: readonly [number, number], b: readonly [number, number]) =>
  shared(a, b) / Math.min(a[1] - a[0], b[1] - b[0]);
const union = (a: readonly [number, number], b: readonly [number, number]) =>
  shared(a, b) / (a[1] - a[0] + b[1] - b[0] - shared(a, b));

function fits(g: Placed, p: Placed): boolean {
  return g.claim.kind === p.claim.kind && best(g, p, overlap) >= 0.5;
}

/** Maximum one-to-one matching; among equals, pairs with more agreeing fields and tighter spans win. */
function matchUp(golds: readonly Placed[], proposals: readonly Placed[]): [Placed, Placed][] {
  const edges = golds.map((g) =>
    proposals
      .filter((p) => fits(g, p))
      .map((p) => ({ p, weight: 1 + agreeing(g.claim, p.claim) * 10 + best(g, p, union) }))
      .sort((a, b) => b.weight - a.weight),
  );
  const owner = new Map<Placed, number>();
  const augment = (at: number, seen: Set<Placed>): boolean => {
    for (const { p } of edges[at] ?? []) {
      if (seen.has(p)) continue;
      seen.add(p);
      const holder = owner.get(p);
      if (holder === undefined || augment(holder, seen)) {
        owner.set(p, at);
        return true;
      }
    }
    return false;
  };
  const order = golds
    .map((_, at) => at)
    .sort((a, b) => (edges[b]?.[0]?.weight ?? 0) - (edges[a]?.[0]?.weight ?? 0));
  for (const at of order) augment(at, new Set());
  return [...owner].flatMap(([p, at]) => (golds[at] ? [[golds[at], p] as [Placed, Placed]] : []));
}

function keysOf(gold: Scored): string[] {
  return ['attributed_to', 'modality', ...(KEY[gold.kind as Kind] ?? [])].filter((field) => field in gold);
}

function agreeing(gold: Scored, proposal: Scored): number {
  return keysOf(gold).filter((field) => isRight(gold, proposal, field)).length;
}

function isRight(gold: Scored, proposal: Scored, field: string): boolean {
  const more = gold[`${field}_alt`];
  const wanted = [gold[field], ...(Array.isArray(more) ? (more as unknown[]) : [])];
  return wanted.some((want) =>
    WORDS.includes(field)
      ? sameName(want, proposal[field])
      : JSON.stringify(want ?? null) === JSON.stringify(proposal[field] ?? null),
  );
}

function scoreFields(
  figures: Figures,
  gold: Scored,
  proposal: Scored,
  problems?: (line: string) => void,
): void {
  for (const field of [...EXACT, ...WORDS]) {
    if (!(field in gold)) continue;
    const right = isRight(gold, proposal, field);
    const tally = (figures.fields[field] ??= { right: 0, of: 0 });
    tally.of++;
    if (right) tally.right++;
    else
      problems?.(
        `wrong ${field} of ${gold.kind}: want ${JSON.stringify(gold[field])}, got ${JSON.stringify(proposal[field] ?? null)}`,
      );
  }
  if (gold['attributed_to'] === null) return;
  figures.speakers.named++;
  if (proposal['attributed_to'] === null) return;
  figures.speakers.resolved++;
  if (isRight(gold, proposal, 'attributed_to')) figures.speakers.right++;
}

const SMALL = new Set(['the', 'a', 'an', 'of', 'and', 's', 'mr', 'mrs', 'ms']);

/** True if two names are one by the rules of scoring: accents, articles and possessives aside, one within the other. */
export function sameName(a: unknown, b: unknown): boolean {
  if (a === null || a === undefined || b === null || b === undefined) return (a ?? null) === (b ?? null);
  const [x, y] = [tokens(a), tokens(b)];
  if (x.size === 0 || y.size === 0) return x.size === y.size;
  const common = [...x].filter((token) => y.has(token)).length;
  return common === Math.min(x.size, y.size) || (2 * common) / (x.size + y.size) >= 0.5;
}

function tokens(value: unknown): Set<string> {
  const folded = String(value)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]s\b/g, '');
  return new Set(folded.split(/[^\p{L}\p{N}]+/u).filter((token) => token && !SMALL.has(token)));
}
