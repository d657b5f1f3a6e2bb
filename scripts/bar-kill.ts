/** Bar R1, `npm run bar:kill`: 1,000 kills in the middle of writes. `--cycles N --seed S`. */
import { runKills } from './bars/kill.ts';
import { chosenSeed, option, progress, report } from './bars/report.ts';

const seed = chosenSeed();
const cycles = Number(option('cycles', '1000'));
const result = await runKills({ cycles, seed, from: 50, to: 1500, onCycle: progress('kills', cycles) });
const { acknowledged, entries, interrupted, unheard, slowestOpenMs, failures } = result;
report({
  bar: 'kill',
  seed,
  counts: 'acknowledged entries lost, changed or duplicated',
  number: failures.length,
  measured: {
    'kills -9': result.cycles,
    'pieces of work acknowledged': acknowledged,
    'entries acknowledged': entries,
    'pieces of work cut off': interrupted,
    'of these on disk without an answer': unheard,
    'slowest opening after a kill, ms': Math.round(slowestOpenMs),
  },
  failures,
});
