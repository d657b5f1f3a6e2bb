/**
 * How fast the reader reads and how much memory it takes, by kind and length of text; every row is a process of its
 * own. Kinds: `dense` (articles about persons held), `news` (one article in about ten is, and all else comes near), `archive`
 * (separate articles of a newsroom, one in twelve about persons held), and languages by code.
 * "First" is the first text of the process, with everything loaded and compiled; "next" is another reading after it.
 * Processor time counts all threads of the process (compiler and collector too) and hardly depends on the load of the
 * machine; megabytes are those of UTF-16 units, 10^6 of them.
 * usage: node bin/run-ts.js bench/reading/speed.ts [--kinds dense,news,archive,ru] [--units 1000000] [--sizes 10000,100000]
 */
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { propose, type ProposeOptions } from '#reading';
import { ENGLISH, languages, textsOf } from './texts.ts';

const { values } = parseArgs({
  options: {
    kinds: { type: 'string', default: ['dense', 'news', 'archive', ...languages()].join(',') },
    units: { type: 'string', default: '1000000' },
    sizes: { type: 'string' },
    one: { type: 'string' },
  },
});

/** Longer texts are read once: for them the memory is of interest. */
const LONG = 2_000_000;

interface Row {
  readonly units: number;
  readonly claims: number;
  readonly first: number;
  /** Null where a long text was read once only. */
  readonly next: number | null;
  readonly wall: number | null;
  readonly words: number | null;
  readonly peak: number;
}

function seconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

async function measure(kind: string, units: number): Promise<Row> {
  const lang = ENGLISH.includes(kind) ? 'en' : kind;
  const options = { lang, published: '2031-05-02' };
  let texts = textsOf(kind, units);
  let from = seconds();
  const claims = await proposals(texts, options);
  const first = seconds() - from;
  const peak = process.resourceUsage().maxRSS / 1024;
  if (units > LONG) return { units, claims, first, next: null, wall: null, words: null, peak };
  // Other texts of the kind, so that nothing is remembered that would not be met again.
  texts = textsOf(kind, units, 12);
  from = seconds();
  const start = process.hrtime.bigint();
  await proposals(texts, options);
  const next = seconds() - from;
  const wall = Number(process.hrtime.bigint() - start) / 1e9;
  from = seconds();
  for (const text of texts) for (const _ of text.matchAll(/[\p{L}\p{N}]+/gu));
  const read = texts.reduce((sum, text) => sum + text.length, 0);
  return { units: read, claims, first, next, wall, words: seconds() - from, peak };
}

/** How much is proposed for texts, each read by itself. */
async function proposals(texts: readonly string[], options: ProposeOptions): Promise<number> {
  let claims = 0;
  for (const text of texts) claims += (await propose(text, options)).claims.length;
  return claims;
}

function inProcess(kind: string, units: number): Row {
  const own = [process.argv[1] ?? '', '--one', kind, '--units', String(units)];
  const runner = new URL('../../bin/run-ts.js', import.meta.url).pathname;
  return JSON.parse(execFileSync(process.execPath, [runner, ...own], { encoding: 'utf8' })) as Row;
}

if (values.one !== undefined) {
  console.log(JSON.stringify(await measure(values.one, Number(values.units))));
} else {
  console.log(
    '| text | MB | proposals | first: processor s | next: processor s | MB per processor s | wall s | bare word cutting, s | peak memory, MB |\n|---|---|---|---|---|---|---|---|---|',
  );
  const sizes = (values.sizes ?? values.units).split(',').map(Number);
  for (const kind of values.kinds.split(','))
    for (const units of sizes) {
      const row = inProcess(kind, units);
      const megabytes = row.units / 1e6;
      const cells = [
        kind,
        megabytes.toFixed(2),
        row.claims,
        row.first.toFixed(1),
        row.next?.toFixed(2) ?? '–',
        (megabytes / (row.next ?? row.first)).toFixed(2),
        row.wall?.toFixed(1) ?? '–',
        row.words?.toFixed(2) ?? '–',
        row.peak.toFixed(0),
      ];
      console.log(`| ${cells.join(' | ')} |`);
    }
}
