/**
 * The long computations of an estimate as tasks that can run in a thread of their own: one chain, one bootstrap, one
 * average over graphs, one draw of the linkage, the checks of a table against itself. A task and its answer are plain values. Which thread runs it never changes the numbers, because
 * each task has its own seed.
 */
import { bootstrap, type BootstrapAsk, type Bootstrapped } from './bootstrap.ts';
import { checksOf, type CheckAsk, type Checked } from './checks.ts';
import { dga, type DgaPosterior } from './dga.ts';
import { estimatesOfDraw, type DrawAsk, type DrawEstimates } from './draw.ts';
import { runChain, type ChainAsk } from './lcmcr.ts';
import type { OverlapTable } from './table.ts';

export type Task =
  | { readonly kind: 'chain'; readonly ask: Omit<ChainAsk, 'onSweeps'> }
  | { readonly kind: 'bootstrap'; readonly ask: Omit<BootstrapAsk, 'onStep'> }
  | {
      readonly kind: 'dga';
      readonly ask: { readonly table: OverlapTable; readonly deltas: readonly number[] };
    }
  | { readonly kind: 'draw'; readonly ask: DrawAsk }
  | { readonly kind: 'checks'; readonly ask: CheckAsk };

/** What an estimate says it is busy with: a kind of task, or chains over draws of the linkage. */
export type Stage = Task['kind'] | 'linkage';

export type TaskAnswer =
  | { readonly kind: 'chain'; readonly unseen: Float64Array }
  | { readonly kind: 'bootstrap'; readonly made: Bootstrapped }
  | { readonly kind: 'dga'; readonly posteriors: readonly DgaPosterior[] }
  | { readonly kind: 'draw'; readonly made: DrawEstimates }
  | { readonly kind: 'checks'; readonly made: Checked };

/** Work of a task in its own unit: sweeps, replicates, one. */
export function sizeOf(task: Task): number {
  if (task.kind === 'chain') return task.ask.burnIn + task.ask.draws * task.ask.thin;
  return task.kind === 'bootstrap' ? task.ask.replicates : 1;
}

/** Runs one task in this thread. */
export function runTask(task: Task, onStep?: (done: number) => void): TaskAnswer {
  switch (task.kind) {
    case 'chain':
      return { kind: 'chain', unseen: runChain({ ...task.ask, onSweeps: (done) => onStep?.(done) }) };
    case 'bootstrap':
      return { kind: 'bootstrap', made: bootstrap({ ...task.ask, onStep: (done) => onStep?.(done) }) };
    case 'dga':
      return {
        kind: 'dga',
        posteriors: task.ask.deltas.map((delta) => dga({ table: task.ask.table, delta })),
      };
    case 'draw':
      return { kind: 'draw', made: estimatesOfDraw(task.ask) };
    case 'checks':
      return { kind: 'checks', made: checksOf(task.ask) };
  }
}
