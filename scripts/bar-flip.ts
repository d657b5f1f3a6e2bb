/** Bar R4, `npm run bar:flip`: 2,000 flipped bits over the files of a workspace. `--flips N --seed S`. */
import { runFlips } from './bars/flip.ts';
import { chosenSeed, option, progress, report } from './bars/report.ts';

const seed = chosenSeed();
const flips = Number(option('flips', '2000'));
const result = await runFlips({ flips, seed, onFlip: progress('flips', flips) });
const words = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, number]) => `${name} ${number}`)
    .join(', ');
report({
  bar: 'flip',
  seed,
  counts: 'flipped bits not found',
  number: result.flips - result.found,
  measured: {
    'flipped bits': result.flips,
    'in files': words(result.files),
    'first found by': words(result.foundBy),
  },
  failures: result.failures,
});
