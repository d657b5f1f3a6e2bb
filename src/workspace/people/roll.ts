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
  readonly records: number;
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
  // Nothing changes a record; to look for a newer row of each would cost as much as reading it.
  for await (const { key, seq, parent, row } of reader.each<Views['records']>('records', { latest: false }))
    records.push(rollRecord(key, seq, parent, row));
  return records;
}

function rollOf(records: readonly RollRecord[], judgements: readonly Judged[]): Roll {
  const byId = new Map(records.map((record) => [record.recordId, record]));
  // Of a hundred thousand records few are judged; every other one is a person by itself.
  const judged = new Set(judgements.flatMap(({ left, right }) => [left, right]).filter((id) => byId.has(id)));
  const { persons, contradictions } = personsOf([...judged], judgements);
  const alone = [...byId.values()].filter(({ recordId }) => !judged.has(recordId)).map((record) => [record]);
  const joined = persons.map(({ recordIds }) =>
    recordIds.flatMap((id) => byId.get(id) ?? []).sort((a, b) => a.seq - b.seq),
  );
  const made = [...alone, ...joined].map((own) => ({ personId: own[0]?.recordId ?? '', records: own }));
  made.sort((a, b) => (a.records[0]?.seq ?? 0) - (b.records[0]?.seq ?? 0));
  const personOf = new Map(made.flatMap((person) => person.records.map((one) => [one.recordId, person])));
  return { persons: made, personOf, judgements, contradictions, records: byId.size };
}

interface Kept {
  readonly place: string;
  readonly size: number;
  readonly mark: Mark;
  readonly records: readonly RollRecord[];
  readonly roll: Roll;
}

/** How many rows there are of what a roll is made from; rows are only added, so the same numbers are the same rows. */
interface Mark {
  readonly records: number;
  /** Records, erasures and imports undone or restored: what reading the records depends on. */
  readonly read: string;
  readonly judgements: number;
}

async function markOf(reader: Reader): Promise<Mark> {
  const count = (view: string): Promise<number> => reader.count(view, { latest: false });
  const records = await count('records');
  const read = [records, await count('erasures'), await count('imports')].join(' ');
  return { records, read, judgements: await count('judgements') };
}

/** So many records are looked through before anybody notices. */
const AT_ONCE = 5_000;

/** Milliseconds in which a page has had its answers. */
const LATER = 300;

/** Rolls kept at once: a few readers, and a past day beside the present. */
const MOST = 4;

/** Keeps the rolls of a workspace. A ledger of the same size has the same roll, whoever reads it in these compartments. */
export class Rolls {
  #kept: Kept[] = [];
  /** Rolls being made, so that two questions at once read the records once. */
  readonly #making = new Map<string, Promise<Kept>>();
  #tallies: { place: string; size: number; tally: Tally }[] = [];
  #forgotten = 0;
  #waiting: NodeJS.Timeout | undefined;

  async of(reader: Reader, mark?: Mark): Promise<Roll> {
    const place = placeOf(reader);
    const { size } = reader.asKnown;
    const same = this.#kept.find((kept) => kept.place === place && kept.size === size);
    if (same) return same.roll;
    const call = `${place} ${size}`;
    const before = this.#forgotten;
    const making = this.#making.get(call) ?? this.#make(reader, place, mark);
    this.#making.set(call, making);
    try {
      const made = await making;
      if (before === this.#forgotten && !this.#kept.includes(made))
        this.#kept = [made, ...this.#kept.filter(({ roll }) => roll !== made.roll)].slice(0, MOST);
      return made.roll;
    } finally {
      if (this.#making.get(call) === making) this.#making.delete(call);
    }
  }

  /**
   * The roll where it is known or soon made, and how many records there are. Where it takes longer it is null, and is
   * made meanwhile for whoever asks next: the first page of a large workspace does not wait for everybody.
   */
  async atHand(reader: Reader): Promise<{ roll: Roll | null; records: number }> {
    const place = placeOf(reader);
    const { size } = reader.asKnown;
    const same = this.#kept.find((kept) => kept.place === place && kept.size === size);
    if (same) return { roll: same.roll, records: same.roll.records };
    const mark = await markOf(reader);
    const isRead = this.#kept.some((kept) => kept.place === place && kept.mark.read === mark.read);
    if (mark.records <= AT_ONCE || isRead) {
      const roll = await this.of(reader, mark);
      return { roll, records: roll.records };
    }
    this.#later(reader, mark);
    return { roll: null, records: mark.records };
  }

  /** Makes a roll when the page that asked has had its answers: both would wait for the same store. */
  #later(reader: Reader, mark: Mark): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => {
      // Whoever needs it asks again and meets the failure; nobody waits for this call.
      this.of(reader, mark).catch(() => undefined);
    }, LATER);
    this.#waiting.unref();
  }

  /** A roll as far as it has to be made: most entries change neither a record nor a judgement. */
  async #make(reader: Reader, place: string, given?: Mark): Promise<Kept> {
    const { size } = reader.asKnown;
    const mark = given ?? (await markOf(reader));
    const known = this.#kept.filter((kept) => kept.place === place && kept.mark.read === mark.read);
    const whole = known.find((kept) => kept.mark.judgements === mark.judgements);
    if (whole) return { ...whole, size };
    const records = known[0]?.records ?? (await recordsOf(reader));
    const judgements = (await reader.rows<Judged>('judgements')).map(({ row }) => row);
    return { place, size, mark, records, roll: rollOf(records, judgements) };
  }

  /** How many documents, proposals and claims this reader may see; every page says so, and counting goes through all. */
  async tally(reader: Reader): Promise<Tally> {
    const place = placeOf(reader);
    const { size } = reader.asKnown;
    const same = this.#tallies.find((kept) => kept.place === place && kept.size === size);
    if (same) return same.tally;
    const before = this.#forgotten;
    const tally = {
      documents: await reader.count('documents'),
      // One entry records each of these once, so that the newest of a key is the only one.
      proposals: await reader.count('proposals', { latest: false }),
      claims: await reader.count('claims', { latest: false }),
    };
    if (before === this.#forgotten) this.#tallies = [{ place, size, tally }, ...this.#tallies].slice(0, MOST);
    return tally;
  }

  /** After an erasure: nothing erased may stay in memory. */
  forget(): void {
    this.#forgotten += 1;
    this.#kept = [];
    this.#tallies = [];
    this.#making.clear();
    clearTimeout(this.#waiting);
  }
}

export interface Tally {
  readonly documents: number;
  readonly proposals: number;
  readonly claims: number;
}

const placeOf = (reader: Reader): string => [...reader.compartments].sort().join(' ');
