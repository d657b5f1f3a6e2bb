/**
 * DuckDB as an engine of linkage: in the process, in memory, without access to files or the network. It is given numbers
 * only, writes nothing to disk, and stops rather than spill. The same pairs and weights come out as from every other
 * engine, byte for byte.
 */
import { DuckDBDataChunk, DuckDBInstance, INTEGER, type DuckDBConnection } from '@duckdb/node-api';
import { Fault, Numbers, placesTo, sortPlaces } from '#ground';
import type { LinkEngine, ScoredPairs, ScoreJob } from '#linkage';
import { scoreSql, type Names, type ScoreSql } from './sql.ts';

export interface DuckDbOptions {
  /** Most memory that the engine may use, in MiB. */
  readonly memoryMiB?: number;
  readonly threads?: number;
}

const MEMORY_MIB = 3072;
/** Rows of one chunk; DuckDB's own size. */
const CHUNK = 2048;
/** Pairs that are met in one statement. Bounds what is held at one time. */
const SLICE_PAIRS = 16_000_000;

type Fill = (row: number) => number;

/** Puts `count` rows of these columns into a table. */
async function fill(
  connection: DuckDBConnection,
  table: string,
  count: number,
  columns: readonly { readonly name: string; readonly value: Fill }[],
): Promise<void> {
  const declared = columns.map(({ name }) => `"${name}" INTEGER`).join(', ');
  await connection.run(`CREATE TABLE "${table}" (${declared})`);
  const appender = await connection.createAppender(table);
  const types = columns.map(() => INTEGER);
  for (let from = 0; from < count; from += CHUNK) {
    const rows = Math.min(CHUNK, count - from);
    const chunk = DuckDBDataChunk.create(types, rows);
    columns.forEach(({ value }, at) => {
      const vector = chunk.getColumnVector(at);
      for (let row = 0; row < rows; row++) vector.setItem(row, value(from + row));
      vector.flush();
    });
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

async function loadTables(connection: DuckDBConnection, job: ScoreJob): Promise<void> {
  for (const [name, { starts, others, levels }] of job.encoded.tables) {
    const from = new Int32Array(others.length);
    for (let word = 0; word + 1 < starts.length; word++) from.fill(word, starts[word], starts[word + 1]);
    await fill(connection, `t ${name}`, others.length, [
      { name: 'a', value: (row) => from[row] ?? 0 },
      { name: 'b', value: (row) => others[row] ?? 0 },
      { name: 'level', value: (row) => levels[row] ?? 0 },
    ]);
  }
}

async function loadRows(connection: DuckDBConnection, job: ScoreJob, names: Names): Promise<void> {
  const { encoded, keys, comparisons, weights } = job;
  const rares = comparisons.flatMap((_, at) => {
    const worth = weights.rare[at] ?? null;
    return worth === null ? [] : [{ name: `q${at}`, value: (row: number): number => worth[row] ?? 0 }];
  });
  await fill(connection, 'rec', encoded.count, [
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
  ]);
}

/** Scored pairs as they arrive, outside the heap of objects. */
class Arriving {
  readonly #left = new Numbers();
  readonly #right = new Numbers();
  readonly #weight = new Numbers();

  add(chunk: DuckDBDataChunk): void {
    [this.#left, this.#right, this.#weight].forEach((numbers, at) => {
      const vector = chunk.getColumnVector(at);
      for (let row = 0; row < chunk.rowCount; row++) numbers.push(Number(vector.getItem(row)));
    });
  }

  /** All pairs by left and then right. */
  sorted(): ScoredPairs {
    const places = placesTo(this.#left.length);
    sortPlaces(sortPlaces(places, this.#right.all), this.#left.all);
    const ordered = (numbers: Numbers): Int32Array => Int32Array.from(places, (place) => numbers.at(place));
    return {
      left: ordered(this.#left),
      right: ordered(this.#right),
      weight: ordered(this.#weight),
    };
  }
}

async function score(job: ScoreJob, options: DuckDbOptions): Promise<ScoredPairs> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${options.memoryMiB ?? MEMORY_MIB}MiB`,
    threads: String(options.threads ?? 2),
    temp_directory: '',
    enable_external_access: 'false',
    preserve_insertion_order: 'false',
  });
  const connection = await instance.connect();
  try {
    await connection.run(`SET lock_configuration = true`);
    const sql = scoreSql(job, groupsIn(job));
    await loadTables(connection, job);
    await loadRows(connection, job, sql.names);
    await connection.run('CREATE TABLE met (a INTEGER, b INTEGER)');
    const arriving = new Arriving();
    await weighAll(connection, job, sql, arriving);
    return arriving.sorted();
  } catch (cause) {
    if (cause instanceof Error && /out of memory/i.test(cause.message))
      throw new Fault('input-too-large', 'the lists need more memory than the engine may use', {
        cause,
        hint: 'Link fewer records at a time.',
      });
    throw cause;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Lets the pairs of one key after the other meet, and weighs them whenever enough have met. */
async function weighAll(
  connection: DuckDBConnection,
  job: ScoreJob,
  sql: ScoreSql,
  arriving: Arriving,
): Promise<void> {
  const total = job.keys.reduce((sum, { pairs }) => sum + pairs, 0);
  let done = 0;
  let waiting = 0;
  const weigh = async (): Promise<void> => {
    const result = await connection.stream(sql.weigh);
    let chunk = await result.fetchChunk();
    while (chunk !== null && chunk.rowCount > 0) {
      arriving.add(chunk);
      chunk = await result.fetchChunk();
    }
    await connection.run('TRUNCATE met');
    waiting = 0;
  };
  for (const [key, { pairs }] of job.keys.entries()) {
    const slices = Math.max(1, Math.ceil(pairs / SLICE_PAIRS));
    for (let slice = 0; slice < slices; slice++) {
      job.onProgress?.('pairs', Math.round(done), total);
      const met = await connection.run(sql.meet(key, slice, slices));
      waiting += met.rowsChanged;
      done += pairs / slices;
      if (waiting >= SLICE_PAIRS) await weigh();
    }
  }
  if (waiting > 0) await weigh();
}

/** Comparisons that fail together, by place. */
function groupsIn({ comparisons }: ScoreJob): number[][] {
  const groups = new Map<string, number[]>();
  comparisons.forEach(({ group, name }, at) => {
    const key = group ?? ` ${name}`;
    groups.set(key, [...(groups.get(key) ?? []), at]);
  });
  return [...groups.values()];
}

/** The engine. Throws Fault('input-too-large') when the lists do not fit into its memory; nothing is written to disk. */
export function duckDbEngine(options: DuckDbOptions = {}): LinkEngine {
  return { name: 'duckdb', score: (job) => score(job, options) };
}
