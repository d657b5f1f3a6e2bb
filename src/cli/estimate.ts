/**
 * `habeas estimate`: prints every engine, every rule with the number that triggered it, and the headline with its
 * sentence, or the refusal. A refusal ends with exit code 3 after everything has been shown.
 */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Fault, FAULTS } from '#ground';
import { estimateTable, type EstimateReport } from '#workspace/estimate';
import { print, printJson, progress, say, type OutputOptions } from './output.ts';
import { table, terminalWidth } from './table.ts';

export interface EstimateFlags extends OutputOptions {
  /** Comma-separated names. */
  readonly engines?: string;
  readonly draws?: string;
  readonly seed?: string;
  readonly checkOnly?: boolean;
  readonly override?: string;
  readonly by?: string[];
  readonly reason?: string;
}

const STAGE = {
  chain: 'latent classes, sweeps',
  bootstrap: 'bootstrap, replicates',
  dga: 'graphs',
  draw: 'draws of the linkage',
  linkage: 'draws of the linkage',
  checks: 'lists against each other',
} as const;

const OUTCOME = { pass: 'pass', warn: 'WARN', refuse: 'REFUSE', not_applicable: 'not applicable' } as const;

function words(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString('en-GB');
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-GB');
  return String(Number(value.toPrecision(4)));
}

function wholeNumber(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,15}$/.test(text)) throw new Fault('usage-wrong', `${name} is a whole number`);
  return Number(text);
}

function engineRows(report: EstimateReport): string[][] {
  return report.engines.map(({ name, point, interval, withheld, rules, assumption }) => [
    name,
    point === null ? '–' : words(Math.round(point)),
    interval === null ? '–' : `${words(Math.round(interval.lo))} to ${words(Math.round(interval.hi))}`,
    [withheld, rules.length === 0 ? null : `see ${rules.join(', ')}`]
      .filter((one) => one !== null)
      .join('; '),
    assumption.sentence,
  ]);
}

/** The report as text; `width` in characters. */
export function estimateText(report: EstimateReport, width: number): string {
  const { n, lists, hash } = report.table;
  const ruleRows = report.rules.map(({ id, title, outcome, value, threshold, reason }) => [
    `${id} ${title}`,
    OUTCOME[outcome],
    value === null ? '–' : words(value),
    threshold === null ? '–' : words(threshold),
    reason,
  ]);
  const known = report.selfTests?.knownSize.filter(({ covered }) => covered !== null) ?? [];
  const { headline } = report;
  return [
    `Documented: ${words(n)} people on ${lists.length} lists. Table ${hash.slice(0, 16)}.`,
    '',
    table(
      [
        { heading: 'engine', share: 12 },
        { heading: 'people in all', share: 12 },
        { heading: '95 % interval', share: 18 },
        { heading: 'remark', share: 22 },
        { heading: 'assumes', share: 46 },
      ],
      engineRows(report),
      width,
    ),
    `Every figure is about ${report.population}.`,
    '',
    table(
      [
        { heading: 'rule', share: 24 },
        { heading: 'outcome', share: 12 },
        { heading: 'number', share: 10 },
        { heading: 'threshold', share: 10 },
        { heading: 'what it is', share: 50 },
      ],
      ruleRows,
      width,
    ),
    ...(known.length === 0
      ? []
      : [
          `Lists tested against themselves: the size of ${known.filter(({ covered }) => covered).length} of ${known.length} lists lies in the interval that the other lists give for it.`,
          '',
        ]),
    headline === null
      ? `No headline: ${report.noHeadline ?? 'not computed'}.`
      : `Headline: ${headline.sentence}`,
  ].join('\n');
}

/** An override from flags, or none. Throws Fault('usage-wrong') when a part is missing; the room checks the rest. */
function overridesIn({ override, by = [], reason }: EstimateFlags): EstimateReport['overrides'] {
  if (override === undefined && by.length === 0 && reason === undefined) return [];
  if (override === undefined || by.length === 0 || reason === undefined)
    throw new Fault('usage-wrong', 'an override takes --override, --by twice and --reason');
  return [{ rules: override.split(',').map((id) => id.trim().toUpperCase()), by, reason }];
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(file));
  } catch (cause) {
    throw new Fault('input-missing', `the file ${basename(file)} cannot be read`, { cause });
  }
}

/**
 * Runs the command. A refusal is printed whole; then the process ends with the code of Fault('estimate-refused'). With
 * --json the report itself is the one document on stdout, so the fault is said on stderr and not thrown.
 */
export async function estimate(file: string, options: EstimateFlags): Promise<void> {
  const draws = wholeNumber(options.draws, 'draws');
  const seed = wholeNumber(options.seed, 'a seed');
  const bytes = await bytesOf(file);
  const stop = new AbortController();
  const onInterrupt = (): void => stop.abort();
  process.once('SIGINT', onInterrupt);
  const bar = progress(options);
  try {
    const report = await estimateTable(bytes, {
      name: basename(file),
      ...(options.engines === undefined
        ? {}
        : { engines: options.engines.split(',').map((name) => name.trim()) }),
      ...(draws === undefined ? {} : { draws }),
      ...(seed === undefined ? {} : { seed }),
      checkOnly: options.checkOnly ?? false,
      overrides: overridesIn(options),
      signal: stop.signal,
      onProgress: (stage, done, total) => bar.step(STAGE[stage], done, total),
    });
    bar.end();
    await (options.json ? printJson(report) : print(estimateText(report, terminalWidth())));
    const refused = report.rules.filter(({ outcome }) => outcome === 'refuse');
    if (refused.length === 0 || report.headline !== null) return;
    const why = refused.map(({ id, title }) => `${id} ${title}`).join(', ');
    const message = `the table carries no defensible estimate: ${why}`;
    if (!options.json) throw new Fault('estimate-refused', message);
    say(`habeas: ${message} (estimate-refused)`, options);
    process.exitCode = FAULTS['estimate-refused'].exit;
  } finally {
    bar.end();
    process.removeListener('SIGINT', onInterrupt);
  }
}
