/**
 * Whether the lists of a workspace carry an estimate of those on no list, and the estimate or its refusal. Lists of one
 * origin are merged before anything is counted; rows without a name cannot be linked and stay out, and are told.
 */
import { estimate, overlapTable, personsAmong, type EstimateContext, type EstimateReport } from '#counting';
import { isFault } from '#ground';
import type { Views } from '../projections.ts';
import type { EstimateAnswer } from '../count-answer.ts';
import type { Desk } from '../workspace.ts';
import type { CountedPeople } from './count-persons.ts';

/** Measures of people who stay counted once they are: "ever taken", "dead". Of others there is turnover. */
const CLOSED = ['taken', 'dead'];
/** Caveats under which a list is not counted in an aggregate. */
const BARRED = ['ICRC', 'NOLINK'];
/** Reports of tables already estimated in this process, by hash and context. */
const known = new Map<string, EstimateReport>();
const MOST_KNOWN = 50;

interface Column {
  readonly name: string;
  readonly lists: readonly string[];
}

function columnsOf({ lists, records }: CountedPeople): Column[] {
  const byFamily = new Map<number, Column>();
  for (const { key, row } of lists) {
    const family = records.find(({ listId }) => listId === key)?.family;
    if (family === undefined) continue;
    const before = byFamily.get(family);
    byFamily.set(family, {
      name: before === undefined ? row.list.name : `${before.name} + ${row.list.name}`,
      lists: [...(before?.lists ?? []), key],
    });
  }
  return [...byFamily.values()];
}

/** The estimate of a measure from the lists, with `run` in full, otherwise as far as the rules go without an engine. */
export async function estimateAnswer(
  desk: Desk,
  people: CountedPeople,
  question: {
    readonly measure: string;
    readonly run: boolean;
    readonly atLeast: number | null;
    readonly cap: number | null;
  },
): Promise<EstimateAnswer> {
  const columns = columnsOf(people);
  const listOf = new Map(people.records.map(({ recordId, listId }) => [recordId, listId]));
  const persons = personsAmong(people.records, people.judgements);
  const unnamed = people.records.filter(({ isNamed }) => !isNamed).length;
  const merged = columns.filter(({ lists }) => lists.length > 1).map(({ name }) => name.split(' + '));
  const none = (because: string): EstimateAnswer => ({ report: null, because, merged, unnamed });
  if (columns.length === 0 || persons.length === 0) return none('there is no list of names');
  const cells = new Map<string, { present: boolean[]; count: number }>();
  for (const { recordIds } of persons) {
    const on = new Set(recordIds.map((id) => listOf.get(id)));
    const present = columns.map(({ lists }) => lists.some((id) => on.has(id)));
    const key = present.map(Number).join('');
    cells.set(key, { present, count: (cells.get(key)?.count ?? 0) + 1 });
  }
  try {
    const table = overlapTable(
      columns.map(({ name }, at) =>
        columns.findIndex((one) => one.name === name) === at ? name : `${name} (${at + 1})`,
      ),
      [...cells.values()].map((cell, at) => ({ ...cell, line: at + 2 })),
    );
    const barred = people.lists
      .filter(({ row }) => row.list.handling.caveats.some((code) => BARRED.includes(code)))
      .map(({ key }) => key);
    const context: EstimateContext = {
      dependent: [],
      barred,
      closed: CLOSED.includes(question.measure),
      ...(question.atLeast === null ? {} : { acceptedAtLeast: question.atLeast }),
      ...(question.cap === null ? {} : { populationCap: question.cap }),
    };
    const overrides = (await desk.reader.rows<Views['overrides']>('overrides', { parent: table.hash })).map(
      ({ row }) => ({ rules: row.rules, by: row.by, reason: row.reason }),
    );
    const key = JSON.stringify([table.hash, context, overrides]);
    const report =
      known.get(key) ??
      (await estimate(table, {
        checkOnly: !question.run,
        context,
        overrides,
        merged,
        scope: question.measure,
      }));
    if (question.run && known.size < MOST_KNOWN) known.set(key, report);
    return { report, because: report.noHeadline, merged, unnamed };
  } catch (thrown) {
    if (isFault(thrown, 'import-malformed')) return none(thrown.message);
    throw thrown;
  }
}
