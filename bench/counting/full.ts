/**
 * The shared overlap tables in full, as `habeas estimate` runs them: every default, seed 1. Prints one row for each table
 * with the latent classes, the bootstrap, the headline or what refuses it, beside the reference answers of
 * ../shared/data/mse/README.md. Runs where the folder ../shared stands beside the checkout; minutes for each table.
 *
 *   node bin/run-ts.js bench/counting/full.ts [--only kosovo] [--threads 2]
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { estimate, parseTable, type EngineReport } from '../../src/counting/index.ts';

const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, threads: { type: 'string', default: '2' } },
});

/** Latent classes and bootstrap of the reference packages. */
const REFERENCE: Readonly<Record<string, readonly [string, string]>> = {
  kosovo_4list: ['10,438 [9,128, 13,946]', '[6,947, 18,010]'],
  hiv_rome_4list: ['10,940 [9,382, 13,078]', '–'],
  sim_heterogeneous_4list: ['1,720 [1,611, 1,912]', '[1,557.3, 2,038.6]'],
  snowshoe_hare_6occasion: ['77 [70, 90]', '–'],
  uk2013_6list: ['22,194 [15,675, 33,327]', '–'],
  artificial_3list: ['–', '–'],
};

const whole = (value: number): string => Math.round(value).toLocaleString('en-GB');
function shown(engine: EngineReport | undefined): string {
  if (engine === undefined || engine.point === null || engine.interval === null) return '–';
  const { point, interval } = engine;
  return `${whole(point)} [${whole(interval.lo)}, ${whole(interval.hi)}]`;
}

const folder = resolve(import.meta.dirname, '../../../shared/data/mse');
const names = existsSync(folder)
  ? readdirSync(folder).filter((name) => name.endsWith('.csv') && name.includes(values.only))
  : [];
if (names.length === 0) console.log('No such shared table is there; nothing was run.');
for (const file of names) {
  const name = file.replace('.csv', '');
  const began = process.cpuUsage();
  const report = await estimate(parseTable(readFileSync(join(folder, file), 'utf8')), {
    threads: Number(values.threads),
  });
  const { user, system } = process.cpuUsage(began);
  const engine = (one: string): EngineReport | undefined =>
    report.engines.find((found) => found.name === one);
  const ids = (outcome: string): string =>
    report.rules
      .filter((rule) => rule.outcome === outcome)
      .map(({ id }) => id)
      .join(', ') || '–';
  const rHat = engine('lcmcr')?.diagnostics['rHat'];
  const [latent, boot] = REFERENCE[name] ?? ['–', '–'];
  const { headline } = report;
  console.log(
    `| ${[
      name,
      shown(engine('lcmcr')),
      latent,
      typeof rHat === 'number' ? rHat.toFixed(3) : '–',
      shown(engine('loglinear')),
      boot,
      shown(engine('dga')),
      headline === null ? 'refused' : `${whole(headline.lo)} to ${whole(headline.hi)}`,
      ids('refuse'),
      ids('warn'),
      Math.round((user + system) / 1e6),
    ].join(' | ')} |`,
  );
}
