/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * Follows an estimate: asks every two seconds how far it has come, draws the steps again, and says to a voice when a step
 * begins and when the estimate is there. The page is not reloaded under a reader; a link is offered.
 */
import { useEffect, useRef, useState } from 'react';
import { RunSteps, type EstimateRun } from '../page/count-run.tsx';
import { useSay } from '../page/say.ts';
import { announce } from './live.ts';

const EVERY = 2_000;

interface Told {
  readonly run: EstimateRun | null;
  readonly isThere: boolean;
}

export function EstimateIsland({
  path,
  page,
  steps,
}: {
  path: string;
  page: string;
  steps: EstimateRun['steps'];
}) {
  const say = useSay();
  const [told, setTold] = useState<Told>({ run: { state: 'running', steps }, isThere: false });
  const said = useRef(new Set(steps.map(({ stage }) => stage)));
  const isOver = told.run?.state !== 'running';
  useEffect(() => {
    if (isOver) return undefined;
    const ask = async (): Promise<void> => {
      const answer = await fetch(path).catch(() => null);
      if (answer?.ok !== true) return;
      const now = (await answer.json()) as Told;
      for (const { stage } of now.run?.steps ?? []) {
        if (said.current.has(stage)) continue;
        said.current.add(stage);
        announce(say.code('count.stage', stage));
      }
      if (now.isThere) announce(say('count.est.there'));
      setTold(now);
    };
    const timer = setInterval(() => void ask(), EVERY);
    return () => clearInterval(timer);
  }, [isOver, path, say]);
  if (!isOver) return <RunSteps steps={told.run?.steps ?? []} />;
  const failed = told.run?.state === 'failed' ? say('count.est.failed') : say('count.est.stopped');
  return (
    <p>
      {told.isThere ? say('count.est.there') : failed} <a href={page}>{say('count.est.look')}</a>
    </p>
  );
}
