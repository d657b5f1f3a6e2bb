/**
 * Learns the channel tables and writes them to src/names/tables: `node bin/run-ts.js bench/names/learn.ts [half] [folder]`.
 * `half` learns from the development half only, so that the other half measures what was never seen.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeTable } from '../../src/names/channel-tables.ts';
import { FILE_NAMES, FILES, inDevelopment, pairsOf, rowsOf } from './rows.ts';
import { train } from './train.ts';

const [mode, folder] = process.argv.slice(2);
const out = folder ?? fileURLToPath(new URL('../../src/names/tables/', import.meta.url));
mkdirSync(out, { recursive: true });
for (const channel of new Set(Object.values(FILES))) {
  const rows = FILE_NAMES.filter((file) => FILES[file] === channel)
    .flatMap((file) => rowsOf(file))
    .filter((row) => mode !== 'half' || inDevelopment(row));
  const text = writeTable(train(pairsOf(rows), { least: [1, 1, 1, 2] }));
  writeFileSync(join(out, `${channel}.tsv`), text);
  process.stdout.write(`${channel}\t${rows.length} pairs\t${Math.round(text.length / 1024)} Ki letters\n`);
}
