/**
 * Are the rows people read what the entries give? Every entry is projected again and the rows are compared with the
 * stored ones as two heaps: the sum of their digests, so that neither order nor memory matters. This finds a changed,
 * missing or added row in a view; rows of views nobody projects are never read and not looked for.
 */
import { isFault, sha256Hex } from '#ground';
import { OPEN, type LedgerStore, type ViewRow } from './ports.ts';
import { projectedEntry, rowsOf, type Projection } from './project.ts';

const PAGE = 4_000;
const MOST_ROWS = 10_000;
const MODULUS = 2n ** 256n;

/** What is to be checked: entries below `size`. */
export interface ViewsCall {
  readonly projections: readonly Projection[];
  readonly size: number;
}

interface ViewsPart {
  readonly part: 'views';
  readonly ok: boolean;
  readonly says: string;
}

class Heaps {
  readonly views = new Map<string, { count: number; sum: bigint }>();
  /** The newest entry any row names. */
  newest = -1;

  add(row: ViewRow): void {
    const { view, key, seq, parent, sort, compartment, row: text } = row;
    const heap = this.views.get(view) ?? { count: 0, sum: 0n };
    const digest = BigInt(
      `0x${sha256Hex(JSON.stringify([view, key, seq, parent, sort, compartment, text]))}`,
    );
    heap.sum = (heap.sum + digest) % MODULUS;
    heap.count += 1;
    this.views.set(view, heap);
  }
}

/** Compares the stored rows with the rows the entries give. Never throws for damage. */
export async function verifyViews(store: LedgerStore, call: ViewsCall): Promise<ViewsPart> {
  try {
    return await compare(store, call);
  } catch (thrown) {
    return {
      part: 'views',
      ok: false,
      says: `rows cannot be checked (${isFault(thrown) ? thrown.code : 'unreadable'})`,
    };
  }
}

async function compare(store: LedgerStore, { projections, size }: ViewsCall): Promise<ViewsPart> {
  const expected = new Heaps();
  const compartments = new Set([OPEN]);
  for (let from = 0; from < size; from += PAGE) {
    const page = await store.entries({ from, to: Math.min(from + PAGE, size), compartments: 'all' });
    for (const stored of page) {
      compartments.add(stored.compartment);
      const entry = projectedEntry(stored);
      if (entry !== null) rowsOf(entry, projections).forEach((row) => expected.add(row));
    }
  }
  const views = new Set([...projections.map(({ name }) => name), ...expected.views.keys()]);
  const actual = new Heaps();
  for (const view of views) {
    for await (const row of rowsIn(store, { view, compartments: [...compartments] })) {
      actual.newest = Math.max(actual.newest, row.seq);
      // Rows from `size` on were recorded meanwhile, unless their entry does not exist.
      if (row.seq < size) actual.add(row);
    }
  }
  if (actual.newest >= (await store.head()).size) {
    return { part: 'views', ok: false, says: `a row names entry ${actual.newest}, which is not there` };
  }
  let count = 0;
  for (const view of [...views].sort()) {
    const [stored, given] = [actual.views.get(view), expected.views.get(view)];
    if (stored?.sum !== given?.sum || stored?.count !== given?.count) {
      const says = `view ${view}: ${stored?.count ?? 0} rows are stored, the entries give ${given?.count ?? 0}, and they differ`;
      return { part: 'views', ok: false, says };
    }
    count += given?.count ?? 0;
  }
  return { part: 'views', ok: true, says: `${count} rows are what the entries give` };
}

type Which = { readonly view: string; readonly compartments: readonly string[] };

async function* rowsIn(store: LedgerStore, which: Which): AsyncGenerator<ViewRow> {
  let page = await store.rows({ ...which, limit: MOST_ROWS });
  while (page.length > 0) {
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < MOST_ROWS) return;
    page = await store.rows({
      ...which,
      limit: MOST_ROWS,
      after: { sort: last.sort, key: last.key, seq: last.seq },
    });
  }
}
