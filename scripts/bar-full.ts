/**
 * Bar R3, `npm run bar:full`: a vault on a file system of `--size` MiB (24) that fills up (root on Linux), and
 * the same under a limit on the size of every file.
 */
import { NO_MOUNT, runFull, runLimited } from './bars/full.ts';
import type { FullResult } from './bars/full.ts';
import { option, report } from './bars/report.ts';

const size = Number(option('size', '24'));
const mounted = await runFull(size);
const limited = await runLimited(Math.ceil(size / 3));
const words = (refused: FullResult['refused']): string => Object.keys(refused).join(', ');
const failures = limited.failures.map((failure) => `limit: ${failure}`);
failures.push(...(mounted === null ? [NO_MOUNT] : mounted.failures.map((failure) => `disk: ${failure}`)));
report({
  bar: 'full',
  seed: 'none',
  counts: 'acknowledged entries lost',
  number: limited.acknowledged - limited.readable + (mounted?.acknowledged ?? 0) - (mounted?.readable ?? 0),
  measured: {
    'size of the disk, MiB': size,
    'entries acknowledged before and after': mounted?.acknowledged ?? 0,
    'of these readable after freeing space': mounted?.readable ?? 0,
    'answered with disk-full': words(mounted?.refused ?? {}),
    'limit on the size of files, MiB': Math.ceil(size / 3),
    'entries acknowledged before and after (limit)': limited.acknowledged,
    'of these readable without the limit': limited.readable,
    'answered with disk-full (limit)': words(limited.refused),
  },
  failures,
});
