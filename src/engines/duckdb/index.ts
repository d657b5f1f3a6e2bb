/**
 * DuckDB as an engine of linkage: in the process, in memory, without access to files or the network. It is given numbers
 * only, writes nothing to disk, and stops rather than spill. The same pairs and weights come out as from every other
 * engine, byte for byte.
 */
import { DuckDBDataChunk, DuckDBInstance, INTEGER, type DuckDBConnection } from '@duckdb/node-api';
import { Fault, Numbers, placesTo, sortPlaces } from '#ground';
import type { LinkEngine, ScoredPairs, ScoreJob } from '#linkage';
import { scoreSql, type ScoreSql } from './sql.ts';
import { tablesOf, type NumberTable } from './tables.ts';

export { scoreSql } from './sql.ts';
export { tablesOf } from './tables.ts';

export interface DuckDbOptions {
  /** Most memory that the engine may use, in MiB; grows with the lists unless told. */
  readonly memoryMiB?: number;
  readonly threads?: number;
  /** Pairs that meet before they are weighed and kept; bounds what is held at one time. */
  readonly batch?: number;
}

/** Memory up to a million records, for each record beyond, and at most: ten million with the program itself in 16 GB. */
const MEMORY = { least: 3072, each: 0.000_9, most: 10_240 } as const;
const MILLION = 1_000_000;

function memoryFor(records: number): number {
  const more = Math.max(0, records - MILLION) * MEMORY.each;
  return Math.round(Math.min(MEMORY.most, MEMORY.least + more));
}
/** Rows of one chunk; DuckDB's own size. */
const CHUNK = 2048;
const BATCH = 16_000_000;

async function fill(
  connection: DuckDBConnection,
  { name: table, count, columns }: NumberTable,
): Promise<void> {
  const declared = columns.map(({ name }) => `${name} INTEGER`).join(', ');
  await connection.run(`CREATE TABLE ${table} (${declared})`);
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

  get count(): number {
    return this.#left.length;
  }

  addAll({ left, right, weight }: ScoredPairs): void {
    for (let at = 0; at < left.length; at++) {
      this.#left.push(left[at] ?? 0);
      this.#right.push(right[at] ?? 0);
      this.#weight.push(weight[at] ?? 0);
    }
  }

  /** Pairs that came from here on, in the order in which they came. */
  since(from: number): ScoredPairs {
    const some = (numbers: Numbers): Int32Array => numbers.all.subarray(from);
    return { left: some(this.#left), right: some(this.#right), weight: some(this.#weight) };
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

/** One statement that lets pairs of a key meet. */
interface Step {
  readonly key: number;
  readonly slice: number;
  readonly slices: number;
  readonly pairs: number;
}

function stepsOf({ keys }: ScoreJob, batch: number): Step[] {
  return keys.flatMap(({ pairs }, key) => {
    const slices = Math.max(1, Math.ceil(pairs / batch));
    return Array.from({ length: slices }, (_, slice) => ({ key, slice, slices, pairs: pairs / slices }));
  });
}

/** Takes up batches that an earlier run kept: how many, and the step that comes next. */
async function takeUp(job: ScoreJob, arriving: Arriving): Promise<{ batch: number; step: number }> {
  let [batch, step] = [0, 0];
  for (;;) {
    const kept = (await job.kept?.read(batch)) ?? null;
    if (kept === null) return { batch, step };
    arriving.addAll(kept);
    batch += 1;
    step = kept.next;
  }
}

async function score(job: ScoreJob, options: DuckDbOptions): Promise<ScoredPairs> {
  const arriving = new Arriving();
  const steps = stepsOf(job, options.batch ?? BATCH);
  const from = await takeUp(job, arriving);
  if (from.step < steps.length) await run(job, options, arriving, steps, from);
  return arriving.sorted();
}

async function run(
  job: ScoreJob,
  options: DuckDbOptions,
  arriving: Arriving,
  steps: readonly Step[],
  from: { batch: number; step: number },
): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${options.memoryMiB ?? memoryFor(job.encoded.count)}MiB`,
    threads: String(options.threads ?? 2),
    temp_directory: '',
    enable_external_access: 'false',
    preserve_insertion_order: 'false',
  });
  const connection = await instance.connect();
  try {
    await connection.run(`SET lock_configuration = true`);
    const sql = scoreSql(job);
    for (const table of tablesOf(job, sql.names)) await fill(connection, table);
    await connection.run('CREATE TABLE met (a INTEGER, b INTEGER)');
    await weighAll({ connection, job, sql, arriving, steps, batch: options.batch ?? BATCH }, from);
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

interface Weighing {
  readonly connection: DuckDBConnection;
  readonly job: ScoreJob;
  readonly sql: ScoreSql;
  readonly arriving: Arriving;
  readonly steps: readonly Step[];
  readonly batch: number;
}

/** Weighs the pairs that have met. */
async function weigh({ connection, sql, arriving }: Weighing): Promise<void> {
  const result = await connection.stream(sql.weigh);
  let chunk = await result.fetchChunk();
  while (chunk !== null && chunk.rowCount > 0) {
    arriving.add(chunk);
    chunk = await result.fetchChunk();
  }
  await connection.run('TRUNCATE met');
}

/** Lets the pairs of one key after the other meet, and weighs and keeps them whenever enough have met. */
async function weighAll(weighing: Weighing, from: { batch: number; step: number }): Promise<void> {
  const { connection, job, sql, arriving, steps } = weighing;
  const total = steps.reduce((sum, { pairs }) => sum + pairs, 0);
  let done = 0;
  let waiting = 0;
  let batch = from.batch;
  for (const [at, { key, slice, slices, pairs }] of steps.entries()) {
    done += pairs;
    if (at < from.step) continue;
    job.onProgress?.('pairs', Math.round(done), Math.round(total));
    if (job.signal?.aborted === true) throw new Fault('interrupted', 'stopped before the end');
    waiting += (await connection.run(sql.meet(key, slice, slices))).rowsChanged;
    if (waiting < weighing.batch && at + 1 < steps.length) continue;
    const before = arriving.count;
    if (waiting > 0) await weigh(weighing);
    waiting = 0;
    await job.kept?.write(batch, { next: at + 1, ...arriving.since(before) });
    batch += 1;
  }
}

/** The engine. Throws Fault('input-too-large') when the lists do not fit into its memory; nothing is written to disk. */
export function duckDbEngine(options: DuckDbOptions = {}): LinkEngine {
  return { name: 'duckdb', score: (job) => score(job, options) };
}
