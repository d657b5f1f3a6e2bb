/** What an engine that speaks SQL is given: tables of whole numbers, made from the rows and words of a job. */
import type { ScoreJob } from '#linkage';
import { tableIn, type Names } from './sql.ts';

/** One table, column by column; every value is a whole number of 32 bits. */
export interface NumberTable {
  readonly name: string;
  readonly count: number;
  readonly columns: readonly { readonly name: string; readonly value: (row: number) => number }[];
}

function wordTables(job: ScoreJob): NumberTable[] {
  return [...job.encoded.tables].map(([name, { starts, others, levels }]) => {
    const from = new Int32Array(others.length);
    for (let word = 0; word + 1 < starts.length; word++) from.fill(word, starts[word], starts[word + 1]);
    return {
      name: tableIn(job, name),
      count: others.length,
      columns: [
        { name: 'a', value: (row) => from[row] ?? 0 },
        { name: 'b', value: (row) => others[row] ?? 0 },
        { name: 'level', value: (row) => levels[row] ?? 0 },
      ],
    };
  });
}

function rowTable({ encoded, keys, comparisons, weights }: ScoreJob, names: Names): NumberTable {
  const rares = comparisons.flatMap((_, at) => {
    const worth = weights.rare[at] ?? null;
    return worth === null ? [] : [{ name: `q${at}`, value: (row: number): number => worth[row] ?? 0 }];
  });
  return {
    name: 'rec',
    count: encoded.count,
    columns: [
      { name: 'id', value: (row) => row },
      { name: 'list', value: (row) => encoded.rows.list[row] ?? 0 },
      ...names.all.map((name) => {
        const column = encoded.columns.get(name);
        return { name: names.column(name), value: (row: number): number => column?.[row] ?? -1 };
      }),
      ...keys.map(({ numbers }, at) => ({
        name: `k${at}`,
        value: (row: number): number => numbers[row] ?? -1,
      })),
      ...rares,
    ],
  };
}

/** `names` are those of the statements (`scoreSql`), which say what columns are read. */
export function tablesOf(job: ScoreJob, names: Names): NumberTable[] {
  return [...wordTables(job), rowTable(job, names)];
}
