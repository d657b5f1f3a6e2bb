/**
 * Writes a list of invented people as CSV and its truth beside it: node bin/run-ts.js bench/linkage/generate.ts COUNT FILE
 * [mixed]. With "mixed" every third record is written in Cyrillic, every third in Armenian letters.
 */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { inScript, people } from './people.ts';

const [countGiven = '1000', file = 'people.csv', kind = 'latin'] = process.argv.slice(2);
const count = Number(countGiven);
const list = createWriteStream(file);
const truth = createWriteStream(file.replace(/\.csv$/, '.truth.csv'));
list.write('id,given_name,father,surname,birth_date,place\n');
truth.write('id,person\n');
let n = 0;
for (const row of people(count, 'bench')) {
  const script = kind === 'mixed' ? (['Latn', 'Cyrl', 'Armn'] as const)[n % 3] : undefined;
  const write = (words: string): string =>
    script === undefined || words === '' ? words : inScript(words, script);
  n += 1;
  const cells = [row.id, write(row.given), write(row.father), write(row.family), row.birth, write(row.place)];
  if (!list.write(`${cells.join(',')}\n`)) await once(list, 'drain');
  if (!truth.write(`${row.id},${row.person}\n`)) await once(truth, 'drain');
}
list.end();
truth.end();
