/**
 * Projections: pure functions from one entry to rows of views. A row comes from exactly one entry and is never
 * changed; the newest row of a key wins, older ones answer "as known on", and a row dies only with its entry's
 * erasure. Because of that, rows made one append at a time and rows made by a rebuild are the same (SPEC L17).
 */
import { canonicalJson, Fault, type CanonicalValue } from '#ground';
import { parseLeaf } from './entry.ts';
import type { FindRow, LedgerStore, StoredEntry, ViewRow } from './ports.ts';

/** An entry as a projection sees it. */
export interface ProjectedEntry {
  readonly seq: number;
  readonly type: string;
  readonly body: CanonicalValue;
  /** The body as it is stored, canonical JSON, where it is at hand: rows need not be written a second time then. */
  readonly text?: string;
  readonly actor: string;
  readonly sysTime: string;
  readonly compartment: string;
}

/** A row as a projection gives it; entry and compartment are added by the ledger, so they cannot be wrong. */
export interface RowDraft {
  /** The projection's own name unless told. */
  readonly view?: string;
  readonly key: string;
  readonly parent?: string;
  readonly sort?: string;
  readonly row: CanonicalValue;
}

/** What a thing can be found by, as a projection gives it. */
export type FindDraft = Omit<FindRow, 'seq' | 'compartment'>;

/** Pure and without memory: the same entry gives the same rows, whatever came before it. */
export interface Projection {
  readonly name: string;
  /** Raise it when `project` changes: stored rows are then rebuilt on open. */
  readonly version: number;
  project(entry: ProjectedEntry): readonly RowDraft[];
  finds?(entry: ProjectedEntry): readonly FindDraft[];
}

/** Entries that are read at once while rebuilding. */
const PAGE = 5_000;

/** The rows of one entry; none when its body was erased. Two rows of one view and key are Fault('bug'). */
export function rowsOf(entry: ProjectedEntry, projections: readonly Projection[]): ViewRow[] {
  const rows: ViewRow[] = [];
  const places = new Set<string>();
  const known = onlyMember(entry);
  for (const projection of projections) {
    for (const draft of projection.project(entry)) {
      const view = draft.view ?? projection.name;
      const place = `${view}\0${draft.key}`;
      if (places.has(place)) throw new Fault('bug', `entry ${entry.seq} gives two rows for one key`);
      places.add(place);
      rows.push({
        view,
        key: draft.key,
        seq: entry.seq,
        parent: draft.parent ?? '',
        sort: draft.sort ?? '',
        compartment: entry.compartment,
        row: draft.row === known?.value ? known.text : canonicalJson(draft.row),
      });
    }
  }
  return rows;
}

/** The member of a body that has one only, and its text as it stands in the body: most rows are just that. */
function onlyMember({ body, text }: ProjectedEntry): { value: CanonicalValue; text: string } | null {
  if (text === undefined || body === null || typeof body !== 'object' || Array.isArray(body)) return null;
  const [only, more] = Object.entries(body as { readonly [key: string]: CanonicalValue });
  if (only === undefined || more !== undefined) return null;
  return { value: only[1], text: text.slice(JSON.stringify(only[0]).length + 2, -1) };
}

/** What the things of one entry can be found by. Two of one view and key are Fault('bug'). */
export function findsOf(entry: ProjectedEntry, projections: readonly Projection[]): FindRow[] {
  const places = new Set<string>();
  return projections.flatMap((projection) =>
    (projection.finds?.(entry) ?? []).map((draft) => {
      const place = `${draft.view}\0${draft.key}`;
      if (places.has(place)) throw new Fault('bug', `entry ${entry.seq} is to be found twice under one key`);
      places.add(place);
      return { ...draft, seq: entry.seq, compartment: entry.compartment };
    }),
  );
}

/** A stored entry as projections see it, or null when its body was erased. Throws Fault('ledger-broken'). */
export function projectedEntry(entry: StoredEntry): ProjectedEntry | null {
  if (entry.body === null) return null;
  const leaf = parseLeaf(entry.leaf);
  if (leaf === null) throw new Fault('ledger-broken', `the leaf of entry ${entry.seq} is malformed`);
  const { actor, sysTime, type } = leaf;
  const body = JSON.parse(entry.body) as CanonicalValue;
  return { seq: entry.seq, type, body, text: entry.body, actor, sysTime, compartment: entry.compartment };
}

/** Says which projections in which versions made the stored rows. */
export function projectionsMark(projections: readonly Projection[]): string {
  return projections
    .map(({ name, version }) => `${name}@${version}`)
    .sort()
    .join(' ');
}

/**
 * Projects every entry again and replaces all rows of all views. Nothing may be appended meanwhile; a store that
 * notices throws Fault('ledger-conflict') and keeps the old rows.
 */
export async function rebuild(store: LedgerStore, projections: readonly Projection[]): Promise<void> {
  const { size } = await store.head();
  await store.replaceRows({ begin: true });
  for (let from = 0; from < size; from += PAGE) {
    const page = await store.entries({ from, to: Math.min(from + PAGE, size), compartments: 'all' });
    const entries = page.flatMap((stored) => projectedEntry(stored) ?? []);
    const rows = entries.flatMap((entry) => rowsOf(entry, projections));
    const finds = entries.flatMap((entry) => findsOf(entry, projections));
    await store.replaceRows({ rows, finds });
  }
  await store.replaceRows({ commit: true });
}
