/**
 * An estimate from an overlap table in a file, without a workspace: reads the table, runs the counting room, answers
 * with the whole report. Knows no principal, because nothing of a workspace is read or written.
 */
import { Fault } from '#ground';
import {
  ENGINES,
  estimate,
  parseTable,
  type EngineName,
  type EstimateOptions,
  type EstimateReport,
} from '#counting';

export interface TableEstimateOptions extends Omit<EstimateOptions, 'engines' | 'context'> {
  /** Names of engines; all unless told. */
  readonly engines?: readonly string[];
}

/** Largest table that is read, in bytes: every pattern of the most lists fits many times. */
const TABLE_BYTES = 4 * 1024 * 1024;

function engineNames(names: readonly string[] | undefined): readonly EngineName[] | undefined {
  if (names === undefined) return undefined;
  const known = names.filter((name): name is EngineName => (ENGINES as readonly string[]).includes(name));
  if (known.length !== names.length || known.length === 0)
    throw new Fault('usage-wrong', `the engines are ${ENGINES.join(', ')}`);
  return known;
}

/**
 * The report for the bytes of a CSV table. Throws Fault('import-malformed') naming the row, Fault('usage-wrong') for
 * unknown engines or impossible options, Fault('interrupted') when stopped. A refusal is in the report, not thrown.
 */
export async function estimateTable(
  bytes: Uint8Array,
  options: TableEstimateOptions = {},
): Promise<EstimateReport> {
  if (bytes.byteLength > TABLE_BYTES)
    throw new Fault('input-too-large', `a table has at most ${TABLE_BYTES} bytes`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Fault('input-encoding', 'the table is not valid utf-8', { cause });
  }
  const { engines, ...rest } = options;
  const names = engineNames(engines);
  return estimate(parseTable(text), { ...rest, ...(names === undefined ? {} : { engines: names }) });
}
