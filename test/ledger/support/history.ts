/** Ledgers with a past, for tests: repeatable, fictional, and with two compartments and erasures in them. */
import { fixedClock, seededRandom, type CanonicalValue, type Random } from '#ground';
import {
  BODY_ERASED,
  ed25519Signer,
  Ledger,
  noteVerifier,
  type EntryDraft,
  type NoteVerifier,
  type Projection,
  type StoredCheckpoint,
} from '#ledger';
import { ArrayStore } from './array-store.ts';

export const SIGNER = ed25519Signer('habeas.test/ledger', new Uint8Array(32).fill(7));
export const VERIFIER = noteVerifier(SIGNER.key) as NoteVerifier;

/** Two views: one row for every entry, and the newest value under a key. */
export const PROJECTIONS: readonly Projection[] = [
  {
    name: 'log',
    version: 1,
    project: ({ seq, type, actor, sysTime }) => [
      { key: `n${seq}`, sort: String(seq).padStart(9, '0'), row: { type, actor, sysTime } },
    ],
  },
  {
    name: 'value',
    version: 1,
    project: ({ body }) => {
      const { key, n, words } = body as { readonly [name: string]: CanonicalValue };
      if (typeof key !== 'string') return [];
      return [
        { key, parent: `p${JSON.stringify(n)}`, row: { n: n ?? null, words: words ?? null } },
        { view: 'order', key, row: Object.keys(body as object) },
      ];
    },
  },
];

export function draft(random: Random): EntryDraft {
  const n = random.below(1000);
  return {
    type: 'claim-recorded',
    // Keys out of order on purpose: a projection must see them as a rebuild does.
    body: { words: `cafe\u0301 ${'word '.repeat(random.below(8))}`, n, key: `k${random.below(20)}` },
    actor: `person-${random.below(3)}`,
    ...(random.below(4) === 0 ? { compartment: 'sealed-1' } : {}),
  };
}

export interface History {
  readonly store: ArrayStore;
  readonly ledger: Ledger;
  /** Signed when the ledger had half its size. */
  readonly kept: StoredCheckpoint;
}

/** A ledger of this many entries, a twentieth of them erasures, with a checkpoint at the middle and at the end. */
export async function history(size: number, seed: string, projections = PROJECTIONS): Promise<History> {
  const random = seededRandom(seed);
  const store = new ArrayStore();
  const clock = fixedClock('2026-01-01T00:00:00.000Z', 60_000);
  const ledger = await Ledger.open(store, { clock, signer: SIGNER, projections });
  const half = Math.floor(size / 2);
  await fill({ store, ledger, random }, half);
  const kept = await ledger.checkpoint();
  await fill({ store, ledger, random }, size);
  await ledger.checkpoint();
  return { store, ledger, kept };
}

interface Filling {
  readonly store: ArrayStore;
  readonly ledger: Ledger;
  readonly random: Random;
}

async function fill({ store, ledger, random }: Filling, size: number): Promise<void> {
  while (store.list.length < size) {
    const room = size - store.list.length;
    const erasable = store.list.filter(({ body, leaf }) => body !== null && !leaf.includes(BODY_ERASED));
    if (random.below(10) === 0 && erasable.length > 0) {
      const seq = erasable[random.below(erasable.length)]?.seq ?? 0;
      await ledger.erase({
        seqs: [seq],
        basis: 'life-safety',
        reason: 'asked for by the family',
        actor: 'owner',
      });
    } else {
      await ledger.append(Array.from({ length: Math.min(room, 1 + random.below(4)) }, () => draft(random)));
    }
  }
}
