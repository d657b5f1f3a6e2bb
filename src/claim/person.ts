/**
 * Persons: revocable sets of records, computed and never stored. `same` joins, `different` keeps apart whatever
 * else would join, and only the newest judgement on a pair counts. Records for ever, persons revocable: taking
 * a judgement back gives exactly the persons there were without it.
 */
import type { Decision } from './judgement.ts';

/** What is needed of a judgement; `seq` orders them in time (the ledger's sequence number). */
export interface PairJudgement {
  readonly judgementId: string;
  readonly left: string;
  readonly right: string;
  readonly decision: Decision;
  readonly seq: number;
}

export interface Person {
  /** The smallest record id of the set; changes when the set does, so nothing may be kept under it. */
  readonly personId: string;
  /** Sorted. */
  readonly recordIds: readonly string[];
}

/** A `same` that could not join, because a `different` keeps two of the records apart. */
export interface Contradiction {
  readonly judgementId: string;
  readonly left: string;
  readonly right: string;
  /** The `different` judgement in the way. */
  readonly against: string;
}

export interface Persons {
  /** Sorted by id. Every record is in exactly one. */
  readonly persons: readonly Person[];
  /** To be shown to a person; none of them is solved by the program. */
  readonly contradictions: readonly Contradiction[];
}

interface Group {
  readonly members: string[];
  /** Record to keep apart from, and the judgement that says so. */
  readonly apart: Map<string, string>;
}

/** The newest judgement per pair, oldest first. Judgements about unknown records or a record and itself are left out. */
function standing(recordIds: ReadonlySet<string>, judgements: readonly PairJudgement[]): PairJudgement[] {
  const newest = new Map<string, PairJudgement>();
  for (const judgement of judgements) {
    const { left, right } = judgement;
    if (left === right || !recordIds.has(left) || !recordIds.has(right)) continue;
    const pair = left < right ? `${left} ${right}` : `${right} ${left}`;
    const earlier = newest.get(pair);
    if (earlier === undefined || isLater(judgement, earlier)) newest.set(pair, judgement);
  }
  return [...newest.values()].sort((a, b) => (isLater(a, b) ? 1 : -1));
}

function isLater(a: PairJudgement, b: PairJudgement): boolean {
  return a.seq > b.seq || (a.seq === b.seq && a.judgementId > b.judgementId);
}

/** The `different` that keeps two groups apart, or null. Walks the smaller of the two. */
function barrier(a: Group, b: Group, groupOf: ReadonlyMap<string, Group>): string | null {
  const [small, large] = a.apart.size <= b.apart.size ? [a, b] : [b, a];
  for (const [recordId, judgementId] of small.apart) if (groupOf.get(recordId) === large) return judgementId;
  return null;
}

/**
 * The persons among these records under these judgements. Deterministic: depends on the sets of records and
 * judgements, not on the order given. `same` judgements are applied oldest first, so that a later one that
 * contradicts a `different` is reported and does not undo earlier work.
 */
export function personsOf(recordIds: readonly string[], judgements: readonly PairJudgement[]): Persons {
  const groupOf = new Map<string, Group>();
  for (const recordId of recordIds) groupOf.set(recordId, { members: [recordId], apart: new Map() });
  const counted = standing(new Set(recordIds), judgements);
  for (const { decision, left, right, judgementId } of counted) {
    if (decision !== 'different') continue;
    groupOf.get(left)?.apart.set(right, judgementId);
    groupOf.get(right)?.apart.set(left, judgementId);
  }
  const contradictions: Contradiction[] = [];
  for (const { decision, left, right, judgementId } of counted) {
    const [a, b] = [groupOf.get(left), groupOf.get(right)];
    if (decision !== 'same' || a === undefined || b === undefined || a === b) continue;
    const against = barrier(a, b, groupOf);
    if (against !== null) contradictions.push({ judgementId, left, right, against });
    else joinGroups(a, b, groupOf);
  }
  const persons = [...new Set(groupOf.values())]
    .map(({ members }) => [...members].sort())
    .map((members) => ({ personId: members[0] ?? '', recordIds: members }))
    .sort((a, b) => (a.personId < b.personId ? -1 : 1));
  return { persons, contradictions };
}

function joinGroups(a: Group, b: Group, groupOf: Map<string, Group>): void {
  const [into, from] = a.members.length >= b.members.length ? [a, b] : [b, a];
  for (const recordId of from.members) groupOf.set(recordId, into);
  into.members.push(...from.members);
  for (const [recordId, judgementId] of from.apart) into.apart.set(recordId, judgementId);
}
