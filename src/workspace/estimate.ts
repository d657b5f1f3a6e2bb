/**
 * An estimate from an overlap table in a file, without a workspace: reads the table, runs the counting room, answers
 * with the whole report. Knows no principal, because nothing of a workspace is read or written.
 */
import { Fault, isFault } from '#ground';
import {
  ENGINES,
  estimate,
  parseTable,
  type EngineName,
  type EstimateOptions,
  type EstimateReport,
  type OverlapTable,
} from '#counting/overlap';

export type { EstimateReport };

export interface TableEstimateOptions extends Omit<EstimateOptions, 'engines' | 'context'> {
  /** Names of engines; all unless told. */
  readonly engines?: readonly string[];
  /** The file's name, which every fault about the table begins with; "the table" unless told. */
  readonly name?: string;
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

function tableIn(bytes: Uint8Array, name: string): OverlapTable {
  if (bytes.byteLength > TABLE_BYTES)
    throw new Fault('input-too-large', `${name}: a table has at most ${TABLE_BYTES} bytes`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Fault('input-encoding', `${name} is not valid utf-8`, {
      cause,
      hint: 'Save the table as UTF-8 and run again.',
    });
  }
  try {
    return parseTable(text);
  } catch (thrown) {
    if (!isFault(thrown, 'import-malformed')) throw thrown;
    const hint = thrown.hint === undefined ? {} : { hint: thrown.hint };
    throw new Fault('import-malformed', `${name}, ${thrown.message}`, { cause: thrown, ...hint });
  }
}

/**
 * The report for the bytes of a CSV table. Throws Fault('import-malformed') naming file and row, Fault('input-encoding')
 * and Fault('input-too-large') naming the file, Fault('usage-wrong') for unknown engines or impossible options,
 * Fault('interrupted') when stopped. A refusal is in the report, not thrown.
 */
export async function estimateTable(
  bytes: Uint8Array,
  options: TableEstimateOptions = {},
): Promise<EstimateReport> {
  const { engines, name = 'the table', ...rest } = options;
  const names = engineNames(engines);
  return estimate(tableIn(bytes, name), { ...rest, ...(names === undefined ? {} : { engines: names }) });
}
