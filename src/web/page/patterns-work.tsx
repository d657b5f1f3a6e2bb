/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** States of the pattern page that come and go on screens: work that takes long, and what the palette shows. */
import { ACTIONS } from './actions.ts';
import { RunSteps } from './count-run.tsx';
import type { Setting } from './frame.tsx';
import { Run, type RunState } from './linkage-overview.tsx';
import { PaletteFoot, PaletteList, type Choice } from './palette-list.tsx';
import { Shape } from './part.tsx';
import { EXAMPLES } from './pattern-examples.ts';
import { useSay } from './say.ts';

const COUNTS = { proposed: 12, linked: 3, kept: 5 };
const RUNS: readonly RunState[] = [
  { state: 'running', stage: 'weighing', done: 4_200, total: 9_000, ...COUNTS },
  { state: 'done', stage: 'weighing', done: 9_000, total: 9_000, ...COUNTS },
  { state: 'cancelled', stage: 'weighing', done: 4_200, total: 9_000, ...COUNTS },
  { state: 'failed', stage: 'weighing', done: 10, total: 9_000, ...COUNTS },
];

/** Work that takes long: going on, done, stopped, not possible; and the steps of an estimate. */
export function LongWork({ setting }: { setting: Setting }) {
  const say = useSay();
  return (
    <div className="demo demo--notes">
      {RUNS.map((run, n) => (
        <Run key={run.state} setting={setting} run={run} label={`${say('linkage.run')} ${n + 1}`} />
      ))}
      <RunSteps
        steps={[
          { stage: 'dga', done: 3, total: 3 },
          { stage: 'chain', done: 700, total: 2_000 },
        ]}
      />
    </div>
  );
}

/** What the palette shows: everything a page can do, people and an action, and nothing of that name. */
export function PaletteStates({ setting: { keys } }: { setting: Setting }) {
  const say = useSay();
  const { names, personId, records } = EXAMPLES.person;
  const people = (prefix: string): Choice[] => [
    { id: `${prefix}-person`, person: { personId, names, records: Math.max(4, records.length) } },
  ];
  const actions = (prefix: string, most: number): Choice[] =>
    ACTIONS.filter(({ panel }) => panel === 'everywhere')
      .slice(0, most)
      .map((action) => ({ id: `${prefix}-${action.id}`, action }));
  const states = [
    { id: 'palette-all', typed: '', people: [], actions: actions('all', 5) },
    { id: 'palette-some', typed: 'kev', people: people('some'), actions: actions('some', 2) },
    { id: 'palette-none', typed: 'zzz', people: [], actions: [] },
  ];
  return (
    <div className="demo demo--notes">
      {states.map(({ id, typed, ...found }) => (
        <div key={id} className="palette palette--drawn">
          <p className="palette__in">
            <Shape id="u-search" />{' '}
            {typed === '' ? <span className="soft">{say('palette.placeholder')}</span> : <span>{typed}</span>}
          </p>
          <PaletteList
            id={id}
            people={found.people}
            actions={found.actions}
            chosen={(found.people[0] ?? found.actions[0])?.id}
            keys={keys}
          />
          <PaletteFoot />
        </div>
      ))}
    </div>
  );
}
