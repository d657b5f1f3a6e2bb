import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Fault, fixedClock, isFault, type FaultCode } from '#ground';
import { Ledger, parseLeaf, verifyLedger, type EntryDraft } from '#ledger';
import { MemoryStore } from '#stores/memory';
import { ArrayStore } from './support/array-store.ts';
import { PROJECTIONS, VERIFIER } from './support/history.ts';

const clock = fixedClock('2026-05-01T10:00:00.000Z', 1000);
const claim = (n: number, more: Partial<EntryDraft> = {}): EntryDraft => ({
  type: 'claim-recorded',
  body: { key: `k${n}`, n },
  actor: 'owner',
  ...more,
});

async function faultOf(act: Promise<unknown>): Promise<FaultCode | 'none'> {
  try {
    await act;
    return 'none';
  } catch (thrown) {
    if (isFault(thrown)) return thrown.code;
    throw thrown;
  }
}

async function fresh(options = {}): Promise<{ store: ArrayStore; ledger: Ledger }> {
  const store = new ArrayStore();
  return { store, ledger: await Ledger.open(store, { clock, projections: PROJECTIONS, ...options }) };
}

describe('recording', () => {
  test('L6 drafts are recorded in their order at positions without gaps', async () => {
    const { store, ledger } = await fresh();
    const first = await ledger.append([claim(1), claim(2)]);
    const second = await ledger.append([claim(3)]);
    expect([...first, ...second].map(({ seq }) => seq)).toEqual([0, 1, 2]);
    expect(store.list.map(({ body }) => body)).toEqual([1, 2, 3].map((n) => `{"key":"k${n}","n":${n}}`));
    expect(await ledger.append([])).toEqual([]);
    expect((await verifyLedger(store, { projections: PROJECTIONS })).ok).toBe(true);
  });

  test('L6 calls made at the same time are recorded one after the other', async () => {
    const store = new MemoryStore();
    const ledger = await Ledger.open(store, { clock, projections: PROJECTIONS });
    const receipts = await Promise.all(
      Array.from({ length: 40 }, (_, n) => ledger.append([claim(n), claim(n)])),
    );
    expect(receipts.flat().map(({ seq }) => seq)).toEqual(Array.from({ length: 80 }, (_, seq) => seq));
    expect((await verifyLedger(store, { projections: PROJECTIONS })).ok).toBe(true);
  });

  test('L6 one bad draft and nothing of the call is recorded', async () => {
    const { store, ledger } = await fresh();
    expect(await faultOf(ledger.append([claim(1), claim(2, { body: { n: 0.5 } })]))).toBe(
      'canonical-refused',
    );
    expect(store.list).toEqual([]);
    await ledger.append([claim(3)]);
    expect(store.list.length).toBe(1);
  });

  test.each(['before', 'after'] as const)(
    'L6 when the store fails %s writing, the next call goes on from what is there',
    async (when) => {
      const { store, ledger } = await fresh();
      await ledger.append([claim(0)]);
      store.failNext = when;
      const lost = [claim(1, { idempotencyKey: 'a' }), claim(2, { idempotencyKey: 'b' })];
      expect(await faultOf(ledger.append(lost))).toBe('disk-full');
      const again = await ledger.append(lost);
      expect(again.map(({ seq, replayed }) => [seq, replayed])).toEqual([
        [1, when === 'after'],
        [2, when === 'after'],
      ]);
      await ledger.append([claim(3)]);
      expect((await verifyLedger(store, { projections: PROJECTIONS })).ok).toBe(true);
      expect(store.list.length).toBe(4);
    },
  );

  test('L6 another writer came first: nothing is written, and repeating the call works', async () => {
    const { store, ledger } = await fresh();
    await ledger.append([claim(1)]);
    await (await Ledger.open(store, { clock })).append([claim(2)]);
    expect(await faultOf(ledger.append([claim(3)]))).toBe('ledger-conflict');
    expect((await ledger.append([claim(3)]))[0]?.seq).toBe(2);
  });

  test('L7 recorded times never go back', async () => {
    const times = ['2026-05-01T10:00:00.000Z', '2026-05-01T09:00:00.000Z', '2026-05-01T10:00:00.001Z'];
    const { ledger } = await fresh({ clock: { now: () => times.shift() ?? '' } });
    const recorded = [];
    for (let n = 0; n < 3; n++) recorded.push((await ledger.append([claim(n)]))[0]?.recordedAt);
    expect(recorded).toEqual([
      '2026-05-01T10:00:00.000Z',
      '2026-05-01T10:00:00.000Z',
      '2026-05-01T10:00:00.001Z',
    ]);
    expect(await faultOf(ledger.append([claim(4)]))).toBe('bug');
  });

  test('L5 a ledger that is opened again goes on with the chain', async () => {
    const { store, ledger } = await fresh();
    await ledger.append([claim(1)]);
    const [receipt] = await (await Ledger.open(store, { clock })).append([claim(2)]);
    expect(receipt?.seq).toBe(1);
    expect(parseLeaf(store.list[1]?.leaf ?? '')?.prev).toBe(
      Buffer.from(store.list[0]?.leafHash ?? []).toString('hex'),
    );
  });

  test('a head that does not hang together is not written on', async () => {
    const { store, ledger } = await fresh();
    await ledger.append([claim(1), claim(2)]);
    store.top.frontier = new Uint8Array(64);
    expect(await faultOf(Ledger.open(store))).toBe('ledger-broken');
  });
});

describe('retries', () => {
  test('L8 the same key and content give the earlier receipt and record nothing', async () => {
    const { store, ledger } = await fresh();
    const call = [claim(1, { idempotencyKey: 'call-1/0' }), claim(2, { idempotencyKey: 'call-1/1' })];
    const first = await ledger.append(call);
    const again = await ledger.append([...call, claim(3)]);
    expect(again.slice(0, 2)).toEqual(first.map((receipt) => ({ ...receipt, replayed: true })));
    expect(again[2]).toMatchObject({ seq: 2, replayed: false });
    expect(store.list.length).toBe(3);
  });

  const others: [string, Partial<EntryDraft>][] = [
    ['body', { body: { key: 'k1', n: 2 } }],
    ['type', { type: 'claim-retracted' }],
    ['actor', { actor: 'somebody-else' }],
    ['compartment', { compartment: 'sealed-1' }],
  ];
  test.each(others)('L8 the same key with another %s is refused', async (_what, change) => {
    const { store, ledger } = await fresh();
    await ledger.append([claim(1, { idempotencyKey: 'k' })]);
    expect(await faultOf(ledger.append([claim(1, { idempotencyKey: 'k', ...change })]))).toBe(
      'idempotency-mismatch',
    );
    expect(store.list.length).toBe(1);
  });

  test('L8 one key twice in one call is refused', async () => {
    const { store, ledger } = await fresh();
    const twice = [claim(1, { idempotencyKey: 'k' }), claim(1, { idempotencyKey: 'k' })];
    expect(await faultOf(ledger.append(twice))).toBe('idempotency-mismatch');
    expect(store.list).toEqual([]);
  });
});

describe('the gate', () => {
  const bad: [string, Partial<EntryDraft>, FaultCode][] = [
    ['a fraction', { body: { n: 0.1 } }, 'canonical-refused'],
    ['a date object', { body: { at: new Date(0) } }, 'canonical-refused'],
    ['an undefined field', { body: { n: undefined } }, 'canonical-refused'],
    ['a lone surrogate', { body: { words: '\ud800' } }, 'canonical-refused'],
    ['no body', { body: undefined }, 'canonical-refused'],
    ['a type with spaces', { type: 'a claim' }, 'entry-malformed'],
    ['a name as actor', { actor: 'Some Body' }, 'entry-malformed'],
    ['an empty key', { idempotencyKey: '' }, 'entry-malformed'],
    ['a compartment that is no id', { compartment: 'A\0' }, 'entry-malformed'],
  ];
  test.each(bad)('L10 %s is not recorded', async (_what, change, code) => {
    const { store, ledger } = await fresh();
    expect(await faultOf(ledger.append([claim(1, change)]))).toBe(code);
    expect(store.list).toEqual([]);
  });

  test('L10 what the schema of its type refuses is not recorded', async () => {
    const validate = (type: string): void => {
      if (type !== 'claim-recorded') throw new Fault('entry-malformed', `unknown type in entry`);
    };
    const { store, ledger } = await fresh({ validate });
    expect(await faultOf(ledger.append([claim(1), claim(2, { type: 'rumour' })]))).toBe('entry-malformed');
    await ledger.append([claim(1)]);
    expect(store.list.length).toBe(1);
  });

  test('L10 a body larger than allowed is not recorded', async () => {
    const { ledger } = await fresh({ maxBodyBytes: 40 });
    expect(await faultOf(ledger.append([claim(1, { body: { words: 'x'.repeat(60) } })]))).toBe(
      'canonical-refused',
    );
  });

  test('L10 words are kept byte for byte, composed or not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (words) => {
        const { store, ledger } = await fresh();
        await ledger.append([claim(1, { body: { words } })]);
        expect(JSON.parse(store.list[0]?.body ?? '')).toEqual({ words });
        expect((await verifyLedger(store, { verifiers: [VERIFIER] })).ok).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  test('L3 two equal bodies have different salts and different hashes', async () => {
    const { store, ledger } = await fresh();
    await ledger.append([claim(1), claim(1)]);
    const [one, two] = store.list;
    expect(one?.body).toBe(two?.body);
    expect(one?.salt).not.toEqual(two?.salt);
    expect(parseLeaf(one?.leaf ?? '')?.bodyCommit).not.toBe(parseLeaf(two?.leaf ?? '')?.bodyCommit);
  });

  test('L21 a refused draft is named without its content', async () => {
    const { ledger } = await fresh();
    const drafts = [
      claim(1, { body: { 'CANARY Name': { words: 'CANARY', n: 0.5 } } }),
      claim(1, { actor: 'CANARY name' }),
      claim(1, { type: 'CANARY type' }),
      claim(1, { compartment: 'CANARY place' }),
      claim(1, { type: 'body-erased', body: { seq: 0, basis: 'CANARY BASIS', reason: 'CANARY' } }),
    ];
    for (const draft of drafts) {
      const thrown: unknown = await ledger.append([draft]).catch((caught: unknown) => caught);
      if (!isFault(thrown)) throw new Error('expected a fault');
      expect(`${thrown.message} ${thrown.hint} ${String(thrown.cause)}`).not.toMatch(/canary/i);
    }
  });
});
