/** The statements of linkage mean the same in another database: PostgreSQL runs them to the letter. */
import { Client } from 'pg';
import { expect, inject, test } from 'vitest';
import { scoreSql, tablesOf } from '#engines/duckdb';
import { linkRecords, type LinkEngine, type ScoredPairs, type ScoreJob } from '#linkage';
import { everyField } from './support.ts';

async function scoreIn(client: Client, job: ScoreJob): Promise<ScoredPairs> {
  const sql = scoreSql(job);
  for (const { name, count, columns } of tablesOf(job, sql.names)) {
    await client.query(
      `CREATE TEMPORARY TABLE ${name} (${columns.map((column) => `${column.name} INTEGER`).join(', ')})`,
    );
    const numbers = columns.map(({ value }) => Array.from({ length: count }, (_, row) => value(row)));
    const arrays = columns.map((_, at) => `$${at + 1}::integer[]`).join(', ');
    await client.query(`INSERT INTO ${name} SELECT * FROM unnest(${arrays})`, numbers);
  }
  await client.query('CREATE TEMPORARY TABLE met (a INTEGER, b INTEGER)');
  for (let key = 0; key < job.keys.length; key++) await client.query(sql.meet(key, 0, 1));
  const { rows } = await client.query<{ a: number; b: number; weight: number }>(sql.weigh);
  const sorted = rows.toSorted((one, other) => one.a - other.a || one.b - other.b);
  return {
    left: Int32Array.from(sorted, ({ a }) => a),
    right: Int32Array.from(sorted, ({ b }) => b),
    weight: Int32Array.from(sorted, ({ weight }) => weight),
  };
}

test('K1 PostgreSQL runs the statements of linkage to the letter and gives the pairs and weights of the engine in memory', async () => {
  const place = inject('postgres');
  if (place === null) throw new Error('no PostgreSQL for this test: npm test says how to get it');
  const client = new Client({ connectionString: place.adminUrl });
  await client.connect();
  try {
    const engine: LinkEngine = { name: 'postgres', score: (job) => scoreIn(client, job) };
    const records = everyField();
    const memory = await linkRecords(records, {});
    const postgres = await linkRecords(records, {}, engine);
    expect(memory.linked.pairs.left.length).toBeGreaterThan(40);
    expect(postgres.linked.pairs).toEqual(memory.linked.pairs);
    expect(postgres.groups()).toEqual(memory.groups());
  } finally {
    await client.end();
  }
});
