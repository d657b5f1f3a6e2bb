/**
 * Proposals of links: weighs the records and writes what it found as judgements of a rule, `unsure` for a person to
 * look at, or `same` where a person asked it to link above a stated threshold. A pair that a person ever judged is left
 * alone, whatever it weighs now; so is a pair about which nothing new was found.
 */
import type { Judgement } from '#claim';
import { Fault, newId } from '#ground';
import type { Weighed } from './people/weighing.ts';
import type { Principal } from './principal.ts';
import type { Draft, Workspace } from './workspace.ts';

export interface LinkRun {
  /** True: pairs at or above the threshold become links by the rule. Otherwise all of them are only proposed. */
  readonly link?: boolean;
  /** Pairs of records that a person wants to judge without a machine's link, whatever they weigh; they are proposed. */
  readonly leave?: readonly (readonly [left: string, right: string])[];
  readonly onProgress?: (stage: string, done: number, total: number) => void;
  /** Stops before anything is written. */
  readonly signal?: AbortSignal;
}

export interface LinkRunDone {
  readonly records: number;
  /** Pairs written now: as links, and for a person to look at. */
  readonly linked: number;
  readonly proposed: number;
  /** Pairs that a person judged before; they were left as they are. */
  readonly kept: number;
  /** Pairs about which nothing new was found. */
  readonly known: number;
  readonly tooLittle: number;
}

const RULE = 'record-linkage';
const STEP = 500;

const pairKey = (left: string, right: string): string => [left, right].sort().join(':');

type Standing = ReadonlyMap<string, Judgement>;

/** The pairs of a group that hold it together, the heaviest first; the others follow from them. */
function tiesOf(weighed: Weighed, { link = false, leave = [] }: LinkRun): ReadonlySet<string> {
  if (!link) return new Set();
  const groupOf = new Map(
    weighed.linked.groups().flatMap((group, at) => group.map(({ id }) => [id, at] as const)),
  );
  const above = new Map<string, string>();
  const root = (id: string): string => {
    let found = id;
    for (let next = above.get(found); next !== undefined; next = above.get(found)) found = next;
    return found;
  };
  const left = new Set(leave.map(([one, other]) => pairKey(one, other)));
  const ties = new Set<string>();
  for (const pair of heaviestFirst(weighed)) {
    const [one, other] = [pair.left.id, pair.right.id];
    if (left.has(pairKey(one, other)) || groupOf.get(one) !== groupOf.get(other)) continue;
    if (root(one) === root(other)) continue;
    above.set(root(one), root(other));
    ties.add(pairKey(one, other));
  }
  return ties;
}

function heaviestFirst(weighed: Weighed): ReturnType<Weighed['linked']['pairs']> {
  return [...weighed.linked.pairs()].sort(
    (a, b) =>
      b.weightMillibits - a.weightMillibits ||
      (pairKey(a.left.id, a.right.id) < pairKey(b.left.id, b.right.id) ? -1 : 1),
  );
}

function draftsOf(
  weighed: Weighed,
  standing: Standing,
  wanted: LinkRun,
  done: { kept: number; known: number },
): Judgement[] {
  const runId = newId();
  const ties = tiesOf(weighed, wanted);
  const thresholdMillibits = Math.round(weighed.linked.linked.bands.link);
  return heaviestFirst(weighed).flatMap(({ left, right, weightMillibits }): Judgement[] => {
    const before = standing.get(pairKey(left.id, right.id));
    if (before?.by.kind === 'person') {
      done.kept += 1;
      return [];
    }
    const decision = ties.has(pairKey(left.id, right.id)) ? 'same' : 'unsure';
    // A link that a rule made before is not taken back by a run that only proposes.
    if (before && (before.decision === decision || before.decision === 'same')) {
      done.known += 1;
      return [];
    }
    const { words } = weighed.linked.explain(left, right);
    return [
      {
        judgementId: newId(),
        left: left.id,
        right: right.id,
        decision,
        reason: words.slice(1, 4).join(' ').slice(0, 1_000),
        by: { kind: 'rule', rule: RULE, thresholdMillibits, run: runId },
        weightMillibits,
      },
    ];
  });
}

/**
 * Weighs everything this principal may see and records what was found. Progress is told in records and pairs; a signal
 * stops it with nothing written. Throws Fault: input-empty when there are not two records, interrupted, not-allowed.
 */
export async function proposeLinks(
  workspace: Workspace,
  principal: Principal,
  run: LinkRun = {},
): Promise<LinkRunDone> {
  const { onProgress = () => undefined, signal } = run;
  const halt = (): void => {
    if (signal?.aborted) throw new Fault('interrupted', 'stopped; nothing was written');
  };
  const told = (stage: string, done: number, total: number): void => {
    halt();
    onProgress(stage, done, total);
  };
  halt();
  const { weighed, judgements } = await workspace.weigh(principal, told);
  if (weighed === null) throw new Fault('input-empty', 'there are not two records to compare');
  const standing: Standing = new Map(judgements.map((one) => [pairKey(one.left, one.right), one]));
  const done = { kept: 0, known: 0 };
  const made = draftsOf(weighed, standing, run, done);
  halt();
  for (let from = 0; from < made.length; from += STEP) {
    const drafts = made
      .slice(from, from + STEP)
      .map((judgement): Draft => ({ type: 'judgement-made', body: { judgement } }));
    await workspace.append(principal, drafts);
    onProgress('writing', Math.min(made.length, from + STEP), made.length);
  }
  return {
    records: weighed.records,
    linked: made.filter(({ decision }) => decision === 'same').length,
    proposed: made.filter(({ decision }) => decision === 'unsure').length,
    ...done,
    tooLittle: weighed.tooLittle.length,
  };
}
