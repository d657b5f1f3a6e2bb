import { describe, expect, test } from 'vitest';
import { isFault } from '#ground';
import { BODY_ERASED, proofFor, verifyLedger, verifyProof } from '#ledger';
import { history, PROJECTIONS, VERIFIER } from './support/history.ts';
import type { ArrayStore } from './support/array-store.ts';

const call = { basis: 'life-safety', reason: 'asked for by the family', actor: 'owner' };
const check = { verifiers: [VERIFIER], projections: PROJECTIONS };

function someLive(store: ArrayStore): number {
  return store.list.find(({ body, leaf }) => body !== null && !leaf.includes(BODY_ERASED))?.seq ?? -1;
}

describe('erasure', () => {
  test('L11 body, salt and rows go; leaf, commitment and proofs stay', async () => {
    const { store, ledger, kept } = await history(60, 'erase');
    const seq = someLive(store);
    const leaf = store.list[seq]?.leaf ?? '';
    const proof = await proofFor(store, seq);
    await ledger.erase({ seqs: [seq], ...call });
    expect(store.list[seq]).toMatchObject({ leaf, body: null, salt: null });
    expect(store.viewRows.filter((row) => row.seq === seq)).toEqual([]);
    expect(verifyProof(proof, leaf, [VERIFIER])).toMatchObject({ ok: true, seq });
    const report = await verifyLedger(store, { ...check, outside: [kept.note] });
    expect(report.parts.filter(({ ok }) => !ok)).toEqual([]);
    expect(report.redacted.at(-1)).toEqual({ seq, basis: 'life-safety', at: 60 });
  });

  test('L11 the erasing entry is as closed as what it erases', async () => {
    const { store, ledger } = await history(60, 'erase');
    const sealed = store.list.find(({ compartment, body }) => compartment !== 'open' && body !== null);
    await ledger.erase({ seqs: [sealed?.seq ?? -1], ...call });
    expect(store.list.at(-1)?.compartment).toBe(sealed?.compartment);
  });

  test('L12 a body that is gone without an entry is reported, and so is one that came back', async () => {
    const { store, ledger } = await history(40, 'erase');
    const seq = someLive(store);
    const before = { ...store.list[seq] };
    Object.assign(store.list[seq] ?? {}, { body: null, salt: null });
    expect((await verifyLedger(store)).parts.find(({ part }) => part === 'erasures')).toMatchObject({
      ok: false,
      says: `the body of entry ${seq} is gone and no entry says why`,
    });
    Object.assign(store.list[seq] ?? {}, before);
    await ledger.erase({ seqs: [seq], ...call });
    expect((await verifyLedger(store)).ok).toBe(true);
    Object.assign(store.list[seq] ?? {}, before);
    expect((await verifyLedger(store)).parts.find(({ part }) => part === 'erasures')).toMatchObject({
      ok: false,
      says: `the body of ${seq} is there, but 40 erased it`,
    });
  });

  test('L12 whoever appends an erasing entry erases; it must say which, on what basis and why', async () => {
    const { store, ledger } = await history(20, 'erase');
    const seq = someLive(store);
    await ledger.append([
      { type: BODY_ERASED, body: { seq, basis: 'court-order', reason: '' }, actor: 'owner' },
    ]);
    expect(store.list[seq]?.body).toBeNull();
    const bodies = [
      {},
      { seq: -1, basis: 'a', reason: '' },
      { seq, basis: 'A b', reason: '' },
      { seq, basis: 'a' },
      null,
      [seq],
    ];
    for (const body of [...bodies, { seq, basis: 'a', reason: '', name: 'x' }]) {
      const thrown: unknown = await ledger
        .append([{ type: BODY_ERASED, body, actor: 'owner' }])
        .catch((caught: unknown) => caught);
      expect(isFault(thrown, 'entry-malformed')).toBe(true);
    }
  });

  test('L13 an erasing entry is never erased, and nothing is erased twice', async () => {
    const { store, ledger } = await history(20, 'erase');
    const seq = someLive(store);
    await ledger.erase({ seqs: [seq], ...call });
    const codes = [];
    for (const seqs of [[20], [seq], [99], [someLive(store), someLive(store)]]) {
      const thrown: unknown = await ledger.erase({ seqs, ...call }).catch((caught: unknown) => caught);
      codes.push(isFault(thrown) ? thrown.code : thrown);
    }
    expect(codes).toEqual(['entry-malformed', 'already-decided', 'not-found', 'entry-malformed']);
    expect(store.list.length).toBe(21);
  });

  test('L8 repeating an erasure with its key gives the earlier receipt', async () => {
    const { store, ledger } = await history(20, 'erase');
    const seq = someLive(store);
    const first = await ledger.erase({ seqs: [seq], ...call, idempotencyKey: 'wish-7' });
    const again = await ledger.erase({ seqs: [seq], ...call, idempotencyKey: 'wish-7' });
    expect(again).toEqual(first.map((receipt) => ({ ...receipt, replayed: true })));
    expect(store.list.length).toBe(21);
  });

  test('L8 repeating a recording after its erasure does not bring it back', async () => {
    const { store, ledger } = await history(10, 'erase');
    const draft = { type: 'claim-recorded', body: { n: 1 }, actor: 'owner', idempotencyKey: 'once' };
    const [receipt] = await ledger.append([draft]);
    await ledger.erase({ seqs: [receipt?.seq ?? -1], ...call });
    expect(await ledger.append([draft])).toMatchObject([{ seq: 10, replayed: true }]);
    expect(store.list[10]?.body).toBeNull();
  });
});
