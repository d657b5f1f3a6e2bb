/**
 * Finds the Latin partner of each token among all Latin tokens of its file: `npm run bench:names [-- QUERIES]`. Prints,
 * for each half and script, how often the right one comes first and among ten. The shipped tables were learned on both
 * halves; run learn.ts with `half` first to measure what was never seen.
 */
import { matchNames } from '../../src/names/match.ts';
import { FILE_NAMES, hashOf, inDevelopment, rowsOf } from './rows.ts';

const most = Number(process.argv[2] ?? 1000);
const only = process.argv[3];
process.stdout.write('script\thalf\tvocabulary\tqueries\tfirst\tfirst, any right\tamong ten\tseconds\n');
for (const file of FILE_NAMES.filter((name) => only === undefined || name === only)) {
  const rows = rowsOf(file);
  const vocabulary = [...new Set(rows.map(({ latin }) => latin))];
  const right = new Map<string, Set<string>>();
  for (const { latin, other } of rows) right.set(other, (right.get(other) ?? new Set()).add(latin));
  for (const half of ['development', 'measured'] as const) {
    const sample = rows
      .filter((row) => inDevelopment(row) === (half === 'development'))
      .sort((a, b) => hashOf(`${a.other} ${a.latin}`) - hashOf(`${b.other} ${b.latin}`))
      .slice(0, most);
    const began = performance.now();
    const found = matchNames(
      sample.map(({ other }) => other),
      vocabulary,
      { top: 10 },
    );
    const seconds = (performance.now() - began) / 1000;
    const share = (hits: (row: (typeof sample)[number], names: string[]) => boolean) =>
      (
        sample.filter((row, i) =>
          hits(
            row,
            (found[i] ?? []).map(({ name }) => name),
          ),
        ).length / sample.length
      ).toFixed(3);
    const first = share(({ latin }, names) => names[0] === latin);
    const any = share(({ other }, names) => right.get(other)?.has(names[0] ?? '') ?? false);
    const ten = share(({ latin }, names) => names.includes(latin));
    process.stdout.write(
      `${[file, half, vocabulary.length, sample.length, first, any, ten, seconds.toFixed(1)].join('\t')}\n`,
    );
  }
}
