/** A long run that was stopped goes on where it was, and gives the bytes it would have given. */
import { describe, expect, test } from 'vitest';
import { duckDbEngine } from '#engines/duckdb';
import { isFault } from '#ground';
import { linkRecords, type StageKeeper } from '#linkage';
import { twoLists } from './support.ts';

const records = twoLists(90, 'stages');
const engine = duckDbEngine({ memoryMiB: 512, batch: 700 });

/** Keeps stages in memory; `most` writes and then it fails, as a disk or a killed process does. */
function keeperOf(stages: Map<string, Uint8Array>, most = Infinity): StageKeeper & { reads: string[] } {
  const reads: string[] = [];
  let writes = 0;
  return {
    reads,
    read(name) {
      const found = stages.get(name) ?? null;
      if (found !== null) reads.push(name);
      return Promise.resolve(found);
    },
    write(name, bytes) {
      writes += 1;
      if (writes > most) return Promise.reject(new Error('no more room'));
      stages.set(name, Uint8Array.from(bytes));
      return Promise.resolve();
    },
  };
}

describe('stages', () => {
  test('K1 a run stopped after any stage goes on and gives the same model, pairs and groups', async () => {
    const whole = await linkRecords(records, {}, engine);
    const stages = new Map<string, Uint8Array>();
    await linkRecords(records, { keeper: keeperOf(stages) }, engine);
    const kinds = [...stages.keys()].map((name) => name.replace(/-.*/, ''));
    expect(kinds.slice(0, 2)).toEqual(['names', 'model']);
    expect(kinds.filter((kind) => kind === 'pairs').length).toBeGreaterThan(2);
    for (const most of [1, stages.size - 1]) {
      const kept = new Map<string, Uint8Array>();
      await expect(linkRecords(records, { keeper: keeperOf(kept, most) }, engine)).rejects.toThrow(/no more/);
      expect(kept.size).toBe(most);
      const keeper = keeperOf(kept);
      const again = await linkRecords(records, { keeper }, engine);
      expect(keeper.reads.length).toBe(most);
      expect(again.linked.pairs).toEqual(whole.linked.pairs);
      expect(again.linked.model).toEqual(whole.linked.model);
      expect(again.groups()).toEqual(whole.groups());
    }
  });

  test('a stage of other lists or other settings is never taken', async () => {
    const stages = new Map<string, Uint8Array>();
    await linkRecords(records, { keeper: keeperOf(stages) }, engine);
    const readBy = async (
      lists: typeof records,
      options: Parameters<typeof linkRecords>[1],
    ): Promise<string[]> => {
      const keeper = keeperOf(new Map(stages));
      await linkRecords(lists, { ...options, keeper }, engine);
      return keeper.reads.map((name) => name.replace(/-.*/, ''));
    };
    expect(new Set(await readBy(records, {}))).toEqual(new Set(['names', 'model', 'pairs']));
    expect(await readBy(records, { oneToOne: true })).toEqual(['names']);
    expect(await readBy(records, { seed: '2', budget: 1_500_000 })).not.toContain('model');
    expect(await readBy(records.slice(2), {})).toEqual([]);
    const pins = [{ comparison: 'given', level: 0, millibits: -1, reason: 'r', author: 'a' }];
    expect(await readBy(records, { pins })).toEqual(['names']);
  });

  test('stages hold no word of a list', async () => {
    const stages = new Map<string, Uint8Array>();
    await linkRecords(records, { keeper: keeperOf(stages) }, engine);
    const all = [...stages.values()].map((bytes) => Buffer.from(bytes).toString('latin1')).join('');
    for (const { claims } of records)
      for (const word of [claims.surname, claims.place].flatMap((said) => said ?? []))
        if (word.length > 4) expect(all.includes(word)).toBe(false);
  });

  test('work that is stopped ends as interrupted', async () => {
    const stop = new AbortController();
    const seen: string[] = [];
    const thrown: unknown = await linkRecords(
      records,
      {
        signal: stop.signal,
        onProgress: (stage) => {
          seen.push(stage);
          if (stage === 'learning') stop.abort();
        },
      },
      engine,
    ).catch((cause: unknown) => cause);
    expect(isFault(thrown) && thrown.code).toBe('interrupted');
    expect(seen).not.toContain('pairs');
  });
});
