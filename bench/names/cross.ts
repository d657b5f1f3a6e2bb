/**
 * Cross-validated retrieval: `node bin/run-ts.js bench/names/cross.ts [QUERIES] [SCRIPT] [FOLDS] [SEED]`. The Latin tokens
 * of all files are cut into five parts by a hash that the seed changes; tables are learned on four and the tokens of the
 * fifth look for their partners among all Latin tokens of the file. Nothing is written.
 */
import { useChannel, type ChannelScript } from '../../src/names/channel-tables.ts';
import { matchNames } from '../../src/names/match.ts';
import { FILE_NAMES, FILES, hashOf, pairsOf, rowsOf, type FileName, type TokenRow } from './rows.ts';
import { train } from './train.ts';

const PARTS = 5;
const SCRIPT: Readonly<Record<(typeof FILES)[FileName], ChannelScript>> = {
  armenian: 'Armn',
  cyrillic: 'Cyrl',
  arabic: 'Arab',
};
const most = Number(process.argv[2] ?? 400);
const only = process.argv[3];
const folds = Number(process.argv[4] ?? PARTS);
const seed = process.argv[5] ?? '';
const partOf = ({ latin }: TokenRow): number => Math.floor(hashOf(`${seed}${latin}`) / 64) % PARTS;
/** Channels that a file needs: its own, and for Armenian the Cyrillic one that bears it out. */
const NEEDED: Readonly<Record<FileName, readonly (typeof FILES)[FileName][]>> = {
  armenian: ['armenian', 'cyrillic'],
  russian: ['cyrillic'],
  arabic: ['arabic'],
  persian: ['arabic'],
};

process.stdout.write('script\tvocabulary\tqueries\tfirst\tfirst, any right\tamong ten\n');
for (const file of FILE_NAMES.filter((name) => only === undefined || name === only)) {
  const rows = rowsOf(file);
  const vocabulary = [...new Set(rows.map(({ latin }) => latin))];
  const right = new Map<string, Set<string>>();
  for (const { latin, other } of rows) right.set(other, (right.get(other) ?? new Set()).add(latin));
  const hits = { queries: 0, first: 0, any: 0, ten: 0 };
  for (let fold = 0; fold < folds; fold++) {
    for (const channel of NEEDED[file]) {
      const learning = FILE_NAMES.filter((name) => FILES[name] === channel).flatMap(rowsOf);
      const learned = learning.filter((row) => partOf(row) !== fold);
      useChannel(SCRIPT[channel], train(pairsOf(learned), { least: [1, 1, 1, 2] }));
    }
    const sample = rows
      .filter((row) => partOf(row) === fold)
      .sort((a, b) => hashOf(`${a.other} ${a.latin}`) - hashOf(`${b.other} ${b.latin}`))
      .slice(0, most);
    const found = matchNames(
      sample.map(({ other }) => other),
      vocabulary,
      { top: 10 },
    );
    sample.forEach(({ latin, other }, at) => {
      const names = (found[at] ?? []).map(({ name }) => name);
      hits.queries += 1;
      if (names[0] === latin) hits.first += 1;
      if (right.get(other)?.has(names[0] ?? '') === true) hits.any += 1;
      if (names.includes(latin)) hits.ten += 1;
    });
  }
  const share = (count: number): string => (count / hits.queries).toFixed(3);
  process.stdout.write(
    `${[file, vocabulary.length, hits.queries, share(hits.first), share(hits.any), share(hits.ten)].join('\t')}\n`,
  );
}
