import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Decrypter, Encrypter } from 'age-encryption';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { faultOf, plain } from './acceptance.ts';
import { freshVault, putBlob } from './vault-place.ts';
import {
  CHUNK,
  ageIdentityOf,
  chunkCount,
  newAgeFile,
  openChunk,
  payloadKeyOf,
  payloadSize,
  sealChunk,
} from '../../src/stores/vault/age.ts';
import type { AgeIdentity } from '../../src/stores/vault/age.ts';
import { subkeysOf, workspaceKeyOf } from '../../src/stores/vault/keys.ts';
import { collectGarbage } from '#stores/vault';

const HEADER = 200; // both parts below are found by searching, this is only an upper bound
const sizes = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 300_000];

async function sealedByUs(plainBytes: Uint8Array, identity: AgeIdentity): Promise<Buffer> {
  const { header, key } = await newAgeFile(identity.recipient);
  const last = chunkCount(plainBytes.length) - 1;
  const chunks = Array.from({ length: last + 1 }, (_, at) =>
    sealChunk(key, at, at === last, plainBytes.subarray(at * CHUNK, (at + 1) * CHUNK)),
  );
  return Buffer.concat([header, ...chunks]);
}

describe('the age format', () => {
  test.each(sizes)('the stock library opens our file of %i bytes', async (size) => {
    const identity = await ageIdentityOf(randomBytes(32));
    const bytes = new Uint8Array(randomBytes(size));
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity.secret);
    const file = await sealedByUs(bytes, identity);
    expect(plain(await decrypter.decrypt(new Uint8Array(file)))).toBe(plain(bytes));
  });

  test.each(sizes)('we open a file of %i bytes that the stock library made', async (size) => {
    const identity = await ageIdentityOf(randomBytes(32));
    const bytes = new Uint8Array(randomBytes(size));
    const encrypter = new Encrypter();
    encrypter.addRecipient(identity.recipient);
    const file = Buffer.from(await encrypter.encrypt(bytes));
    const headerSize = file.length - payloadSize(size);
    expect(headerSize).toBeLessThan(HEADER + 16);
    const key = await payloadKeyOf(file.subarray(0, headerSize), identity);
    const opened: Buffer[] = [];
    const last = chunkCount(size) - 1;
    for (let at = 0; at <= last; at += 1) {
      const start = headerSize + at * (CHUNK + 16);
      opened.push(openChunk(key, at, at === last, file.subarray(start, start + CHUNK + 16)));
    }
    expect(plain(Buffer.concat(opened))).toBe(plain(bytes));
  });

  test('R4 any flipped bit, cut or exchanged chunk is noticed', async () => {
    const identity = await ageIdentityOf(randomBytes(32));
    const { header, key } = await newAgeFile(identity.recipient);
    const chunk = sealChunk(key, 3, false, randomBytes(5000));
    await fc.assert(
      fc.asyncProperty(
        fc.nat(chunk.length * 8 - 1),
        fc.nat((header.length - 16) * 8 - 1),
        async (bit, headBit) => {
          const flipped = Buffer.from(chunk);
          flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
          expect(() => openChunk(key, 3, false, flipped)).toThrow('does not open');
          const head = Buffer.from(header);
          head[headBit >> 3] = (head[headBit >> 3] ?? 0) ^ (1 << (headBit & 7));
          expect(await faultOf(payloadKeyOf(head, identity))).toBe('blob-corrupt');
        },
      ),
      { numRuns: process.env['SLOW'] === '1' ? 1000 : 30 },
    );
    expect(() => openChunk(key, 3, true, chunk)).toThrow('does not open');
    expect(() => openChunk(key, 2, false, chunk)).toThrow('does not open');
    expect(() => openChunk(key, 3, false, chunk.subarray(0, 4999))).toThrow('does not open');
    expect(() => openChunk(key, 3, false, Buffer.alloc(0))).toThrow('does not open');
  });

  test('two blobs of the same bytes share no byte of ciphertext', async () => {
    const identity = await ageIdentityOf(randomBytes(32));
    const [one, two] = [await newAgeFile(identity.recipient), await newAgeFile(identity.recipient)];
    expect(one.key.equals(two.key)).toBe(false);
  });
});

describe('a large blob', () => {
  test('is a side file that stock age opens with the identity of the workspace', async () => {
    const { place, vault, recoveryCode } = await freshVault({ largestInRows: 100_000 });
    const bytes = new Uint8Array(randomBytes(250_000));
    const blobId = await putBlob(vault.store, bytes);
    expect(blobId).toMatch(/^[0-9a-f]{32}$/);
    expect(readdirSync(join(place, 'blobs'))).toEqual([blobId]);
    const decrypter = new Decrypter();
    decrypter.addIdentity((await ageIdentityOf(subkeysOf(workspaceKeyOf(recoveryCode)).blobIdentity)).secret);
    const file = new Uint8Array(readFileSync(join(place, 'blobs', blobId)));
    expect(plain(await decrypter.decrypt(file))).toBe(plain(bytes));
  });

  test('above 32 MiB lies beside the database, at 32 MiB in it', async () => {
    const { place, vault } = await freshVault();
    const { store } = vault;
    const mib = new Uint8Array(1024 * 1024);
    const blobId = await store.blobBegin();
    for (let at = 0; at < 32; at += 1) await store.blobWrite(blobId, mib);
    await store.blobFinish(blobId);
    expect(readdirSync(join(place, 'blobs'))).toEqual([]);
    const larger = await store.blobBegin();
    for (let at = 0; at < 32; at += 1) await store.blobWrite(larger, mib);
    await store.blobWrite(larger, Uint8Array.of(9));
    await store.blobFinish(larger);
    expect(readdirSync(join(place, 'blobs'))).toEqual([larger]);
    expect(plain(await store.blobRead(larger, 32 * 1024 * 1024 - 1, 5))).toBe('0009');
    expect((await store.verify()).filter(({ ok }) => !ok)).toEqual([]);
  });

  test('that is erased leaves no file, and one that is broken is said to be so', async () => {
    const { place, vault } = await freshVault({ largestInRows: 10 });
    const erased = await putBlob(vault.store, new Uint8Array(1000));
    await vault.store.blobErase(erased);
    expect(readdirSync(join(place, 'blobs'))).toEqual([]);
    const cut = await putBlob(vault.store, new Uint8Array(1000));
    const path = join(place, 'blobs', cut);
    const whole = readFileSync(path);
    writeFileSync(path, whole.subarray(0, -1));
    expect(await faultOf(vault.store.blobRead(cut, 0, 1000))).toBe('blob-corrupt');
    rmSync(path);
    expect(await faultOf(vault.store.blobRead(cut, 0, 1000))).toBe('blob-corrupt');
    const blobs = (await vault.store.verify()).find(({ part }) => part === 'blobs');
    expect(blobs).toMatchObject({ ok: false });
    writeFileSync(path, Buffer.concat([whole, Buffer.of(0)]));
    expect((await vault.store.verify()).find(({ part }) => part === 'blobs')).toMatchObject({ ok: false });
    writeFileSync(path, whole);
    expect((await vault.store.verify()).find(({ part }) => part === 'blobs')).toMatchObject({ ok: true });
  });

  test('that was not finished is a .part file until the vault closes', async () => {
    const { place, vault } = await freshVault({ largestInRows: 10 });
    const blobId = await vault.store.blobBegin();
    await vault.store.blobWrite(blobId, new Uint8Array(200_000));
    expect(readdirSync(join(place, 'blobs'))).toEqual([`${blobId}.part`]);
    const blobs = (await vault.store.verify()).find(({ part }) => part === 'blobs');
    expect(blobs?.says).toContain('1 files without a blob (1 unfinished)');
    await vault.close();
    expect(readdirSync(join(place, 'blobs'))).toEqual([]);
  });
});

describe('collecting garbage', () => {
  const day = 24 * 60 * 60 * 1000;

  test('removes what is old and named by nobody, and nothing else', async () => {
    const { place, vault } = await freshVault({ largestInRows: 10 });
    const named = await putBlob(vault.store, new Uint8Array(100));
    const unnamed = await putBlob(vault.store, new Uint8Array(100));
    const small = await putBlob(vault.store, new Uint8Array(1));
    const stray = join(place, 'blobs', 'ab'.repeat(16));
    const part = `${stray}.part`;
    for (const path of [stray, part]) writeFileSync(path, 'left behind');
    const isNamed = (blobId: string): boolean => blobId === named;
    expect(await collectGarbage(vault, isNamed)).toEqual({ files: 0, blobs: 0 });
    for (const path of [stray, part, join(place, 'blobs', named)]) utimesSync(path, 0, 0);
    expect(await collectGarbage(vault, isNamed)).toEqual({ files: 2, blobs: 0 });
    expect(await collectGarbage(vault, isNamed, Date.now() + 2 * day)).toEqual({ files: 0, blobs: 2 });
    expect(await vault.store.blobIds(null, 9)).toEqual([named]);
    expect(await vault.store.blobFacts(unnamed)).toBe(null);
    expect(await vault.store.blobFacts(small)).toBe(null);
    expect(existsSync(stray)).toBe(false);
  });
});
