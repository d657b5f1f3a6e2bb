/**
 * Stages of a long run that are kept, so that a run that was stopped goes on: the table of names, the learned model, the
 * weighed pairs. A stage is named by a digest of everything it was made from; another list, another flag or another
 * version of the rules gives another name, and what is there is never taken for what it is not. Stages hold numbers and
 * no word of a list.
 */
import { sha256Hex, startSha256 } from '#ground';
import { vocabularyVersion } from '#names';
import type { Encoded } from './encode.ts';
import { hashOf, type LevelTable } from './levels.ts';
import type { Key } from './keys.ts';
import type { Model, PinnedWeight, Weights } from './model.ts';
import type { Comparison } from './plan.ts';
import type { KeptPairs, PairKeeper, StageKeeper } from './ports.ts';

/** Changes whenever the same input would give another stage. */
const RULES = 'linkage-stages/2';

function bytesOf(numbers: Int32Array | Uint8Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

/** A digest of named arrays and words. */
function digestOf(parts: Iterable<readonly [name: string, part: string | Int32Array | Uint8Array]>): string {
  const digest = startSha256();
  const encoder = new TextEncoder();
  for (const [name, part] of parts) {
    const bytes = typeof part === 'string' ? encoder.encode(part) : bytesOf(part);
    digest.update(encoder.encode(`${name} ${bytes.length}\n`));
    digest.update(bytes);
  }
  return digest.hex().slice(0, 32);
}

/** Arrays as one run of bytes: how many, their lengths, then the numbers. */
function packed(arrays: readonly Int32Array[]): Uint8Array {
  const heading = Int32Array.from([arrays.length, ...arrays.map(({ length }) => length)]);
  const out = new Int32Array(heading.length + arrays.reduce((sum, { length }) => sum + length, 0));
  out.set(heading);
  let at = heading.length;
  for (const array of arrays) {
    out.set(array, at);
    at += array.length;
  }
  return bytesOf(out);
}

function unpacked(bytes: Uint8Array): Int32Array[] {
  const numbers = new Int32Array(Uint8Array.from(bytes).buffer);
  const count = numbers[0] ?? 0;
  let at = 1 + count;
  return Array.from({ length: count }, (_, place) => {
    const from = at;
    at += numbers[1 + place] ?? 0;
    return numbers.subarray(from, at);
  });
}

/** The table of names of these words, kept or made. */
export async function keptTable(
  keeper: StageKeeper | undefined,
  words: readonly string[],
  counts: Int32Array,
  make: () => LevelTable,
): Promise<LevelTable> {
  if (keeper === undefined) return make();
  const name = `names-${digestOf([
    ['rules', RULES],
    ['names', vocabularyVersion()],
    ['words', words.join('\n')],
    ['counts', counts],
  ])}`;
  const bytes = await keeper.read(name);
  if (bytes !== null) {
    const [starts, others, levels, first, second] = unpacked(bytes);
    if (starts && others && levels && first && second) {
      const table = {
        words,
        starts,
        others,
        levels: Uint8Array.from(levels),
        sounds: [first, second] as const,
      };
      return { ...table, hash: hashOf(table) };
    }
  }
  const table = make();
  const { starts, others, levels, sounds } = table;
  await keeper.write(name, packed([starts, others, Int32Array.from(levels), ...sounds]));
  return table;
}

/** A digest of everything that is compared, and how. */
export function digestOfEncoded(encoded: Encoded, keys: readonly Key[], settings: unknown): string {
  return digestOf([
    ['rules', RULES],
    ['settings', JSON.stringify(settings)],
    ['lists', encoded.rows.list],
    ...[...encoded.tables].map(([name, { hash }]) => [`table ${name}`, hash] as const),
    ...[...encoded.columns].map(([name, numbers]) => [`column ${name}`, numbers] as const),
    ...keys.map(({ name, numbers }) => [`key ${name}`, numbers] as const),
  ]);
}

/** The model of this digest, kept or learned. */
export async function keptModel(
  keeper: StageKeeper | undefined,
  digest: string,
  { seed, pins }: { seed: string; pins: readonly PinnedWeight[] },
  learn: () => Promise<Model>,
): Promise<Model> {
  if (keeper === undefined) return learn();
  const name = `model-${digestOf([
    ['from', digest],
    ['seed', seed],
    ['pins', JSON.stringify(pins)],
  ])}`;
  const bytes = await keeper.read(name);
  if (bytes !== null) return JSON.parse(new TextDecoder().decode(bytes)) as Model;
  const model = await learn();
  await keeper.write(name, new TextEncoder().encode(JSON.stringify(model)));
  return model;
}

/** Keeps the weighed pairs of a job, batch by batch. */
export function pairKeeper(
  keeper: StageKeeper,
  digest: string,
  weights: Weights,
  comparisons: readonly Comparison[],
): PairKeeper {
  const { levels, rarity, rare, ...priors } = weights;
  const name = `pairs-${digestOf([
    ['from', digest],
    ['comparisons', sha256Hex(JSON.stringify(comparisons))],
    ['priors', JSON.stringify(priors)],
    ...levels.map((some, at) => [`levels ${at}`, some] as const),
    ...[...rarity, ...rare].map((some, at) => [`rarity ${at}`, some ?? ''] as const),
  ])}`;
  return {
    async read(batch) {
      const bytes = await keeper.read(`${name}-${batch}`);
      const [next, left, right, weight] = bytes === null ? [] : unpacked(bytes);
      return next && left && right && weight ? { next: next[0] ?? 0, left, right, weight } : null;
    },
    async write(batch, { next, left, right, weight }: KeptPairs) {
      await keeper.write(`${name}-${batch}`, packed([Int32Array.of(next), left, right, weight]));
    },
  };
}
