/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * How far an estimate has come: one line and one bar for each step that has begun. The server draws it, and the script
 * draws the same again while it goes on. It says nothing by itself to a voice; the script says when a step begins.
 */
import { useSay } from './say.ts';

/** An estimate that is being computed, was stopped by somebody, or could not be computed. */
export interface EstimateRun {
  readonly state: 'running' | 'stopped' | 'failed';
  /** Steps in the order in which they began. Units differ: sweeps, replicates, draws. */
  readonly steps: readonly { readonly stage: string; readonly done: number; readonly total: number }[];
}

/** Whole per cent; a step that has no end yet is at its beginning. */
export function shareOf({ done, total }: EstimateRun['steps'][number]): number {
  return total <= 0 ? 0 : Math.min(100, Math.floor((100 * done) / total));
}

export function RunSteps({ steps }: Pick<EstimateRun, 'steps'>) {
  const say = useSay();
  return (
    <ol className="plain run-steps">
      {steps.map((step) => {
        const label = say.code('count.stage', step.stage);
        return (
          <li key={step.stage}>
            {say('count.est.step', { step: label, share: shareOf(step) })}{' '}
            <progress max={100} value={shareOf(step)} aria-label={label} />
          </li>
        );
      })}
    </ol>
  );
}
