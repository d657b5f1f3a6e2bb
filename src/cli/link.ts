/**
 * `habeas link`: lists in, persons out, no workspace. Says what every column was taken for; writes each file whole or
 * not at all; the same lists, flags and seed give the same bytes whatever the order of the rows.
 */
import { constants, createReadStream, createWriteStream } from 'node:fs';
import { access, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { once } from 'node:events';
import { Fault, isFault } from '#ground';
import { linkLists, readListFile, type LinkedLists, type LinkList, type LinkReport } from '#workspace/lists';
import type { readPins as ReadPins } from '#workspace/pins';
import { linkEngine } from './engines.ts';
import { onInterrupt } from './interrupt.ts';
import { print, printJson, progress, say, type OutputOptions } from './output.ts';
import { stageFolder } from './stages.ts';

export interface LinkFlags extends OutputOptions {
  readonly out?: string;
  readonly pairs?: string;
  readonly map?: string;
  readonly id?: string;
  readonly oneToOne?: boolean;
  /** False with --no-within. */
  readonly within?: boolean;
  readonly threshold?: string;
  readonly modelOut?: string;
  readonly pins?: string;
  readonly engine?: string;
  readonly stages?: string;
  readonly seed?: string;
  readonly explain?: readonly string[];
}

/** Bytes that are read at one time. */
const PIECE = 1024 * 1024;

const countOf = (table: LinkList['table']): number => ('count' in table ? table.count : table.rows.length);

/** Writes a file under another name and gives it its own when it is whole. */
async function writeWhole(path: string, lines: Iterable<string>): Promise<void> {
  const making = `${path}.${process.pid}.part`;
  const drop = (): void => void rm(making, { force: true });
  onInterrupt(drop);
  const stream = createWriteStream(making);
  try {
    let chunk = '';
    for (const line of lines) {
      chunk += `${line}\n`;
      if (chunk.length < 65_536) continue;
      if (!stream.write(chunk)) await once(stream, 'drain');
      chunk = '';
    }
    stream.end(chunk);
    await once(stream, 'finish');
    await rename(making, path);
  } catch (cause) {
    stream.destroy();
    await rm(making, { force: true });
    throw new Fault('usage-wrong', `the file ${basename(path)} cannot be written`, { cause });
  }
}

/** A cell as RFC 4180 wants it. */
function cell(words: string): string {
  return /[",\r\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words;
}

function* linkLines(linked: LinkedLists): Generator<string> {
  yield 'source,record,cluster';
  for (const [source, record, cluster] of linked.links()) yield `${cell(source)},${cell(record)},${cluster}`;
}

function* pairLines(linked: LinkedLists): Generator<string> {
  yield 'left_source,left_record,right_source,right_record,weight,probability';
  for (const [a, b, c, d, weight, probability] of linked.pairs())
    yield `${[a, b, c, d].map(cell).join(',')},${weight.toFixed(3)},${probability.toFixed(6)}`;
}

function mapOf(words: string | undefined): Record<string, string> {
  const map: Record<string, string> = {};
  for (const pair of (words ?? '').split(',').filter((one) => one.trim() !== '')) {
    const at = pair.indexOf('=');
    if (at < 1) throw new Fault('usage-wrong', 'a map is written field=column,field=column');
    map[pair.slice(0, at).trim()] = pair.slice(at + 1).trim();
  }
  return map;
}

function thresholdOf(words: string | undefined): number | undefined {
  if (words === undefined) return undefined;
  const threshold = Number(words);
  if (!(threshold > 0 && threshold < 1))
    throw new Fault('usage-wrong', 'a threshold is a probability between 0 and 1');
  return threshold;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share < 0.001 ? 3 : 1)} %`;
}

/** The report in words. */
export function linkText(report: LinkReport): string {
  const columns = report.lists.flatMap(({ source, rows, id, namedBy, columns: read, notices }) => [
    namedBy === 'row'
      ? `${source}: ${rows} records, named by their row (the heading is row 1): no column names them without repeating`
      : `${source}: ${rows} records, named by the column ${id}`,
    ...read.map(({ column, field, basis, reason }) =>
      field === null
        ? `  ${column}: not used, ${reason ?? 'the heading is not known'}`
        : `  ${column}: ${field}${basis === 'cells' ? ' (by its cells)' : basis === 'person' ? ' (as mapped)' : ''}`,
    ),
    ...notices.map((notice) => `  ${notice}`),
  ]);
  const { bands } = report;
  return [
    ...columns,
    '',
    `${report.records} records are ${report.persons} persons; ${report.linkedRecords} records are linked, the largest person has ${report.largest}.`,
    `Linked from ${bands.linkBits.toFixed(1)} bits (${percent(bands.linkProbability)}): by these chances ${percent(bands.expectedWrong)} of the links are wrong and ${percent(bands.expectedMissed)} of the true pairs are not linked.`,
    ...(report.pinned === 0 ? [] : [`${report.pinned} of the weights are set by a person (--pins).`]),
    `${bands.toReview} pairs between ${bands.reviewBits.toFixed(1)} and ${bands.linkBits.toFixed(1)} bits are for a person to look at.`,
  ].join('\n');
}

/** Names of the lists: the files' names, or their paths where two files have one name. */
function namesOf(files: readonly string[]): string[] {
  const short = files.map((file) => basename(file));
  return new Set(short).size === short.length ? short : [...files];
}

/** A list of a file by this name; long ones are read row by row. */
async function listOf(
  file: string,
  name: string,
  options: Parameters<typeof readListFile>[1],
): Promise<LinkList> {
  let size: number;
  try {
    const found = await stat(file);
    if (!found.isFile()) throw new Fault('input-missing', `the file ${name} is not a file`);
    size = found.size;
    await access(file, constants.R_OK);
  } catch (cause) {
    throw isFault(cause) ? cause : new Fault('input-missing', `the file ${name} cannot be read`, { cause });
  }
  return readListFile({ name, size, bytes: () => createReadStream(file, { highWaterMark: PIECE }) }, options);
}

async function pinsIn(path: string): Promise<ReturnType<typeof ReadPins>> {
  const name = basename(path);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new Fault('input-missing', `the file ${name} cannot be read`, { cause });
  }
  const { readPins } = await import('#workspace/pins');
  return readPins(text, name);
}

/** Runs the command. Nothing is written when anything fails. */
export async function link(given: readonly string[], options: LinkFlags): Promise<void> {
  const [left, right, ...more] = options.explain ?? [];
  if (options.explain !== undefined && right === undefined)
    throw new Fault('usage-wrong', '--explain names two records');
  // What stands behind the two records is a file again.
  const files = [...given, ...more];
  if (options.out === undefined && options.explain === undefined)
    throw new Fault('usage-wrong', '--out names the file for the links');
  if (options.seed !== undefined && !/^\d{1,15}$/.test(options.seed))
    throw new Fault('usage-wrong', 'a seed is a whole number');
  const threshold = thresholdOf(options.threshold);
  const map = mapOf(options.map);
  const pins = options.pins === undefined ? undefined : await pinsIn(options.pins);
  const bar = progress(options);
  try {
    const names = namesOf(files);
    const lists: LinkList[] = [];
    for (const [at, file] of files.entries()) {
      const name = names[at] ?? file;
      const onProgress = (done: number, total: number): void => bar.step(`reading ${at + 1}`, done, total);
      lists.push(
        await listOf(file, name, {
          map,
          onProgress,
          ...(options.id === undefined ? {} : { id: options.id }),
        }),
      );
    }
    const records = lists.reduce((sum, { table }) => sum + countOf(table), 0);
    const linked = await linkLists(lists, {
      map,
      engine: await linkEngine(options.engine, records),
      ...(options.stages === undefined ? {} : { keeper: await stageFolder(options.stages) }),
      ...(options.id === undefined ? {} : { id: options.id }),
      ...(pins === undefined ? {} : { pins }),
      ...(options.oneToOne === undefined ? {} : { oneToOne: options.oneToOne }),
      within: options.within ?? true,
      ...(threshold === undefined ? {} : { threshold }),
      ...(options.seed === undefined ? {} : { seed: options.seed }),
      onProgress: (stage, done, total) => bar.step(stage, done, total),
    });
    bar.end();
    if (options.out !== undefined) await writeWhole(options.out, linkLines(linked));
    if (options.pairs !== undefined) await writeWhole(options.pairs, pairLines(linked));
    if (options.modelOut !== undefined)
      await writeWhole(options.modelOut, [JSON.stringify(linked.model(), null, 1)]);
    if (left !== undefined && right !== undefined) {
      const explanation = linked.explain(left, right);
      if (options.json) return printJson({ ok: true, ...linked.report, explanation });
      return print(explanation.words.join('\n'));
    }
    if (options.json) return printJson({ ok: true, ...linked.report });
    await print(linkText(linked.report));
    say('Links are proposals. A person decides, and every link can be undone.', options);
  } finally {
    bar.end();
  }
}
