/** Bar R12, `npm run bar:plaintext`: canaries in every field, every write of the program searched. `--seed S`. */
import { runPlaintext } from './bars/plaintext.ts';
import { chosenSeed, report } from './bars/report.ts';
import { NO_STRACE, hasStrace } from './bars/traced.ts';

const seed = chosenSeed();
const failures: string[] = [];
const withTrace = hasStrace();
if (!withTrace) failures.push(NO_STRACE);
const control = await runPlaintext({ seed, withTrace, isControl: true });
if (control.hits.length === 0) failures.push('the control canary was not caught, so the search is blind');
const result = await runPlaintext({ seed, withTrace, isControl: false });
failures.push(
  ...result.hits,
  ...result.strays.map(() => 'a file was made outside the folder of the workspace'),
);
if (result.endedBy !== 'SIGKILL')
  failures.push(`the program ended with ${result.endedBy} and not by SIGKILL`);
report({
  bar: 'plaintext',
  seed,
  counts: 'canaries in plain text',
  number: result.hits.length,
  measured: {
    'bytes of files searched, log and temporary files included': result.bytes,
    'traced calls searched (write, pwrite, open, rename)': result.calls,
    'files made outside the folder': result.strays.length,
    'hits in the control run, which writes one on purpose': control.hits.length,
  },
  failures,
});
