/**
 * A long append in portions: drafts are sealed by the slice, and the store writes one part while the next is made, so
 * that memory does not grow with the length of a list. Knows nothing of hashes.
 */
import { isFault } from '#ground';
import type { AppendPart, LedgerStore } from './ports.ts';

/** Drafts that are sealed at once. */
const SLICE = 1_000;

/** Anything in portions at which what is made of them need not be kept long. */
export function* slicesOf<T>(all: Iterable<T>): Generator<T[]> {
  let slice: T[] = [];
  for (const one of all) {
    slice.push(one);
    if (slice.length < SLICE) continue;
    yield slice;
    slice = [];
  }
  if (slice.length > 0) yield slice;
}

/** Hands parts to a store; the newest is kept back, because `append` brings the last one. */
export class PartHand {
  readonly #store: LedgerStore;
  /** The newest part; all of them where the store takes no parts. */
  #kept: AppendPart[] = [];
  #sent: Promise<void> | null = null;

  constructor(store: LedgerStore) {
    this.#store = store;
  }

  async take(part: AppendPart): Promise<void> {
    const [before] = this.#kept;
    if (before === undefined || this.#store.appendPart === undefined) {
      this.#kept.push(part);
      return;
    }
    this.#kept = [part];
    await this.#sent;
    this.#sent = this.#store.appendPart(before);
    // Heard when the next part is ready; until then nobody waits for it.
    this.#sent.catch(() => undefined);
  }

  /** What `append` brings; null when there was nothing. */
  async last(): Promise<AppendPart | null> {
    await this.#sent;
    const [first, ...more] = this.#kept;
    if (first === undefined || more.length === 0) return first ?? null;
    return {
      expectSize: first.expectSize,
      entries: this.#kept.flatMap(({ entries }) => entries),
      rows: this.#kept.flatMap(({ rows }) => rows),
      finds: this.#kept.flatMap(({ finds }) => finds ?? []),
    };
  }

  /** Takes back what the store was given. Parts of another writer, who was there first, are not ours to drop. */
  async drop(): Promise<void> {
    if (this.#sent === null) return;
    const refused = await this.#sent.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (isFault(refused, 'ledger-conflict')) return;
    await this.#store.appendPart?.(null).catch(() => undefined);
  }
}
