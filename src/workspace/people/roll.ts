/**
 * The roll: every record a reader may see with the person it belongs to now, or belonged to then. Computed from records
 * and judgements and kept for a while, because a list of a hundred thousand people is asked for page by page.
 * A person's id is that of its earliest record, so it stays through links and splits as long as that record does.
 */
import { personsOf, type Contradiction } from '#claim';
import type { Views } from '../projections.ts';
import type { Reader } from '../reader.ts';

export interface RollRecord {
  readonly recordId: string;
  readonly seq: number;
  /** List id, or the document of a mention. */
  readonly parent: string;
  readonly row: number;
  /** Name as written; empty when the record gives none. */
  readonly name: string;
  readonly lang: string | null;
  readonly script: string;
}

export interface RollPerson {
  /** Id of the earliest record. */
  readonly personId: string;
  /** Earliest first. */
  readonly records: readonly RollRecord[];
}

type Judged = Views['judgements'];

export interface Roll {
  /** In the order of their earliest records. */
  readonly persons: readonly RollPerson[];
  readonly personOf: ReadonlyMap<string, RollPerson>;
  /** The newest judgement on each pair. */
  readonly judgements: readonly Judged[];
  readonly contradictions: readonly Contradiction[];
}

function rollRecord(key: string, seq: number, parent: string, record: Views['records']): RollRecord {
  const name = record.names[0];
  return {
    recordId: key,
    seq,
    parent,
    row: record.origin.kind === 'row' ? record.origin.row : 0,
    name: name?.words ?? '',
    lang: name?.lang ?? null,
    script: name?.script ?? 'Zyyy',
  };
}

async function recordsOf(reader: Reader): Promise<RollRecord[]> {
  const records: RollRecord[] = [];
  for await (const { key, seq, parent, row } of reader.each<Views['records']>('records'))
    records.push(rollRecord(key, seq, parent, row));
  return records;
}

function rollOf(records: readonly RollRecord[], judgements: readonly Judged[]): Roll {
  const byId = new Map(records.map((record) => [record.recordId, record]));
  const { persons, contradictions } = personsOf([...byId.keys()], judgements);
  const personOf = new Map<string, RollPerson>();
  const made = persons.map(({ recordIds }) => {
    const own = recordIds.flatMap((id) => byId.get(id) ?? []).sort((a, b) => a.seq - b.seq);
    const person = { personId: own[0]?.recordId ?? '', records: own };
    for (const { recordId } of own) personOf.set(recordId, person);
    return person;
  });
  made.sort((a, b) => (a.records[0]?.seq ?? 0) - (b.records[0]?.seq ?? 0));
  return { persons: made, personOf, judgements, contradictions };
}

interface Kept {
  readonly place: string;
  readonly size: number;
  /** Erasures and undone imports so far; after another one nothing kept may be used. */
  readonly removals: number;
  readonly records: readonly RollRecord[];
  readonly roll: Roll;
}

/** Rolls kept at once: a few readers, and a past day beside the present. */
const MOST = 4;

/** Keeps the rolls of a workspace. A ledger of the same size has the same roll, whoever reads it in these compartments. */
export class Rolls {
  #kept: Kept[] = [];

  async of(reader: Reader): Promise<Roll> {
    const place = [...reader.compartments].sort().join(' ');
    const { size } = reader.asKnown;
    const same = this.#kept.find((kept) => kept.place === place && kept.size === size);
    if (same) return same.roll;
    const removals = (await reader.count('erasures')) + (await reader.count('imports', { latest: false }));
    const records = await this.#grown(reader, place, removals);
    const judgements = (await reader.rows<Judged>('judgements')).map(({ row }) => row);
    const roll = rollOf(records, judgements);
    this.#kept = [{ place, size, removals, records, roll }, ...this.#kept].slice(0, MOST);
    return roll;
  }

  /** Records only ever come after those that are there, so an earlier roll needs only what came since. */
  async #grown(reader: Reader, place: string, removals: number): Promise<readonly RollRecord[]> {
    const before = this.#kept
      .filter((kept) => kept.place === place && kept.size < reader.asKnown.size && kept.removals === removals)
      .sort((a, b) => b.size - a.size)[0];
    if (!before) return recordsOf(reader);
    if ((await reader.count('records')) === before.records.length) return before.records;
    return recordsOf(reader);
  }

  /** After an erasure: nothing erased may stay in memory. */
  forget(): void {
    this.#kept = [];
  }
}
