/**
 * How many sweeps a second does a chain of latent classes make on each shared overlap table, and how long would the 1.1
 * million sweeps of four full chains take on one core? Runs where the folder ../shared stands beside the checkout.
 *
 *   node bin/run-ts.js bench/counting/sweeps.ts [--sweeps 100000] [--classes 10]
 *
 * Prints one table of processor time; RESULTS.md keeps it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runChain } from '../../src/counting/mse/lcmcr.ts';
import { parseTable } from '../../src/counting/mse/parse.ts';

const { values } = parseArgs({
  options: {
    sweeps: { type: 'string', default: '100000' },
    classes: { type: 'string', default: '10' },
  },
});
const SWEEPS = Number(values.sweeps);
const CLASSES = Number(values.classes);
const WHOLE = 1_100_000;

const folder = resolve(import.meta.dirname, '../../../shared/data/mse');
const tables = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.csv')) : [];
if (tables.length === 0) console.log('The shared tables are not there; nothing was measured.');
else {
  console.log(`${cpus()[0]?.model ?? 'unknown processor'}, node ${process.version}, ${CLASSES} classes\n`);
  console.log('| table | patterns | sweeps a second | seconds for 1.1 million |');
  console.log('|---|---|---|---|');
}
for (const name of tables) {
  const table = parseTable(readFileSync(join(folder, name), 'utf8'));
  const began = process.cpuUsage();
  runChain({
    lists: table.lists.length,
    patterns: table.patterns,
    counts: table.counts,
    classes: CLASSES,
    burnIn: SWEEPS - 50,
    draws: 1,
    thin: 50,
    seed: 'bench',
  });
  const spent = process.cpuUsage(began);
  const rate = SWEEPS / ((spent.user + spent.system) / 1e6);
  console.log(
    `| ${name.replace('.csv', '')} | ${table.patterns.length} | ${Math.round(rate)} | ${(WHOLE / rate).toFixed(1)} |`,
  );
}
