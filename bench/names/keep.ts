/**
 * What the vocabulary table keeps, and how long it takes: `node bin/run-ts.js bench/names/keep.ts [FILE] [TOKENS]`. All
 * tokens of a development file (or its first TOKENS) stand in one dictionary; printed is the share of the true pairs that
 * are in the table at weak level or above, of those that are alike when compared directly and of all rows, with every
 * pair looked at and with blocks alone, and the processor time of building it.
 */
import { buildVocabulary, VOCABULARY_LEVELS, type Vocabulary } from '#names';
import { FILE_NAMES, rowsOf } from './rows.ts';

const only = process.argv[2];
const most = Number(process.argv[3] ?? 100_000);
const { weak } = VOCABULARY_LEVELS;

/** Whether a table holds a pair. */
function holder({ tokens, pairs }: Vocabulary): (a: string, b: string) => boolean {
  const place = new Map(tokens.map((token, at) => [token, at]));
  const held = new Set<number>();
  pairs.left.forEach((left, at) => {
    if ((pairs.level[at] ?? 0) >= weak) held.add(left * tokens.length + (pairs.right[at] ?? 0));
  });
  return (a, b) => {
    const [i, j] = [place.get(a) ?? 0, place.get(b) ?? 0];
    return held.has(Math.min(i, j) * tokens.length + Math.max(i, j));
  };
}

process.stdout.write('script\ttokens\tway\tpairs\tkept of alike\tkept of all rows\tseconds\tin the table\n');
for (const file of FILE_NAMES.filter((name) => only === undefined || name === only)) {
  const rows: [string, string][] = [];
  const words = new Set<string>();
  for (const { latin, other } of rowsOf(file)) {
    if (latin === other || words.size + 2 > most) continue;
    rows.push([latin, other]);
    words.add(latin).add(other);
  }
  const alike = rows.filter((pair) => (buildVocabulary(pair).pairs.level[0] ?? 0) >= weak);
  for (const [way, lookedAtUpTo] of [
    ['looked at', words.size + 1],
    ['blocks', 0],
  ] as const) {
    // Two hundred million pairs for twenty thousand words; beyond that blocks are the only way.
    if (way === 'looked at' && words.size > 21_000) continue;
    const began = process.cpuUsage().user;
    const table = buildVocabulary(words, { exhaustiveUpTo: 0, lookedAtUpTo });
    const seconds = (process.cpuUsage().user - began) / 1e6;
    const holds = holder(table);
    const share = (pairs: readonly [string, string][]): string =>
      (pairs.filter(([a, b]) => holds(a, b)).length / pairs.length).toFixed(4);
    process.stdout.write(
      `${[file, words.size, way, rows.length, share(alike), share(rows), seconds.toFixed(1), table.pairs.left.length].join('\t')}\n`,
    );
  }
}
