import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { faultOf } from './acceptance.ts';
import { CHEAP } from './vault-place.ts';
import {
  newWorkspaceKey,
  publicKeyOf,
  recoveryCodeOf,
  signWithSeed,
  subkeysOf,
  workspaceKeyOf,
} from '../../src/stores/vault/keys.ts';
import {
  KDF_FLOOR,
  calibratedCost,
  isSealedBy,
  makeSlot,
  readKeyFile,
  unwrapKey,
  writeKeyFile,
} from '../../src/stores/vault/slots.ts';
import { isFault, newId } from '#ground';
import { ed25519Signer, noteVerifier } from '#ledger';

const runs = process.env['SLOW'] === '1' ? 2000 : 100;
const key32 = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));

describe('the recovery code', () => {
  test('is 14 groups of four and gives the key back', () => {
    fc.assert(
      fc.property(key32, (workspaceKey) => {
        const code = recoveryCodeOf(workspaceKey);
        expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){13}[0-9A-HJKMNP-TV-Z]{4}$/);
        expect(workspaceKeyOf(code).equals(workspaceKey)).toBe(true);
      }),
      { numRuns: runs },
    );
  });

  test('notices every single mistyped letter', () => {
    const code = recoveryCodeOf(newWorkspaceKey());
    for (let at = 0; at < code.length; at += 1) {
      if (code[at] === '-') continue;
      const typo = code.slice(0, at) + (code[at] === 'X' ? 'Y' : 'X') + code.slice(at + 1);
      expect(() => workspaceKeyOf(typo)).toThrow('does not open this workspace');
    }
  });

  test('is read with lower case, spaces, and O, I, L for 0 and 1', () => {
    const workspaceKey = Buffer.alloc(32, 1);
    const code = recoveryCodeOf(workspaceKey);
    const sloppy = ` ${code.toLowerCase().replaceAll('-', '  ').replaceAll('0', 'o').replaceAll('1', 'l')}\n`;
    expect(workspaceKeyOf(sloppy).equals(workspaceKey)).toBe(true);
  });
});

describe('sub-keys', () => {
  test('differ by purpose and by workspace', () => {
    const [one, two] = [subkeysOf(Buffer.alloc(32, 1)), subkeysOf(Buffer.alloc(32, 2))];
    const all = [...Object.values(one), ...Object.values(two)].map((key: Buffer) => key.toString('hex'));
    expect(new Set(all).size).toBe(8);
    expect(subkeysOf(Buffer.alloc(32, 1)).signingSeed.equals(one.signingSeed)).toBe(true);
  });

  test('the signing seed makes signatures that the ledger accepts', async () => {
    const seed = subkeysOf(newWorkspaceKey()).signingSeed;
    const verifier = noteVerifier(ed25519Signer('example.org/ledger', new Uint8Array(seed)).key);
    const message = new Uint8Array(randomBytes(40));
    expect(verifier?.verify(message, signWithSeed(seed, message))).toBe(true);
    expect(publicKeyOf(seed)).toHaveLength(32);
  });
});

async function makeFile(passphrases: readonly string[]): Promise<{ workspaceKey: Buffer; bytes: Buffer }> {
  const workspaceKey = newWorkspaceKey();
  const workspaceId = newId();
  const slots = [];
  for (const passphrase of passphrases) {
    slots.push(await makeSlot({ workspaceKey, workspaceId, passphrase, cost: CHEAP }));
  }
  return { workspaceKey, bytes: writeKeyFile(workspaceKey, workspaceId, slots) };
}

describe('keys.json', () => {
  test('opens with the passphrase of any slot', async () => {
    const { workspaceKey, bytes } = await makeFile(['one', 'two', 'three']);
    for (const passphrase of ['one', 'two', 'three']) {
      expect((await unwrapKey(readKeyFile(bytes), passphrase)).equals(workspaceKey)).toBe(true);
    }
    expect(await faultOf(unwrapKey(readKeyFile(bytes), 'four'))).toBe('passphrase-wrong');
    expect(isSealedBy(workspaceKey, readKeyFile(bytes))).toBe(true);
    expect(isSealedBy(newWorkspaceKey(), readKeyFile(bytes))).toBe(false);
  });

  test('holds 16 slots in 8 KiB and no more', async () => {
    const { bytes } = await makeFile(Array.from({ length: 16 }, (_, at) => `p${at}`));
    expect(bytes.length).toBeLessThanOrEqual(8192);
    await expect(makeFile(Array.from({ length: 17 }, (_, at) => `p${at}`))).rejects.toThrow('too many');
  });

  test('names neither passphrase nor key', async () => {
    const { workspaceKey, bytes } = await makeFile(['canary-passphrase']);
    const text = bytes.toString('latin1');
    for (const secret of ['canary', workspaceKey.toString('hex'), workspaceKey.toString('base64')]) {
      expect(text).not.toContain(secret);
    }
  });

  test('R21 any changed slot opens nothing, and any changed byte breaks the seal or the form', async () => {
    const { workspaceKey, bytes } = await makeFile(['sample']);
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      let isFound: boolean;
      try {
        isFound = !isSealedBy(workspaceKey, readKeyFile(changed));
      } catch (thrown) {
        isFound = isFault(thrown, 'keys-damaged') || isFault(thrown, 'vault-newer');
      }
      // White space and other spellings of the same JSON are left to the byte comparison with the database.
      const isSameJson =
        !isFound && JSON.stringify(readKeyFile(changed)) === JSON.stringify(readKeyFile(bytes));
      expect(isFound || isSameJson, `byte ${at}`).toBe(true);
    }
  });

  test.each([
    ['memoryKiB', 67_108_864],
    ['memoryKiB', 0],
    ['memoryKiB', 1.5],
    ['passes', 1_000_000],
    ['lanes', 255],
    ['salt', 'AAAA'],
    ['kdf', 'none'],
    ['id', '../../etc'],
  ])('R21 a slot with %s = %s is refused before anything is computed', async (name, value) => {
    const { bytes } = await makeFile(['sample']);
    const file = JSON.parse(bytes.toString()) as { slots: Record<string, unknown>[] };
    const [slot] = file.slots;
    if (slot !== undefined) slot[name] = value;
    expect(() => readKeyFile(Buffer.from(JSON.stringify(file)))).toThrow('slot 0 of keys.json is malformed');
  });

  test('R21 memory and passes together are capped too', async () => {
    const { bytes } = await makeFile(['sample']);
    const text = bytes.toString().replace('"memoryKiB": 64', '"memoryKiB": 524288');
    expect(() => readKeyFile(Buffer.from(text.replace('"passes": 1', '"passes": 5')))).toThrow('malformed');
    expect(readKeyFile(Buffer.from(text)).slots[0]?.memoryKiB).toBe(524_288);
  });

  test('R21 the cost for a new workspace is never below the floor and never above what is read', async () => {
    const cost = await calibratedCost();
    expect(cost.memoryKiB).toBeGreaterThanOrEqual(KDF_FLOOR.memoryKiB);
    expect(cost.memoryKiB).toBeLessThanOrEqual(262_144);
    expect(cost.passes).toBeGreaterThanOrEqual(KDF_FLOOR.passes);
    expect(cost.memoryKiB * cost.passes).toBeLessThanOrEqual(2_097_152);
    expect(cost.passes).toBeLessThanOrEqual(16);
  });

  test.each(['', '[]', 'null', '"x"', '{}', '{"format":"habeas-keys"}', '\xff'])(
    '%j is not a key file',
    (text) => {
      expect(() => readKeyFile(Buffer.from(text, 'latin1'))).toThrow(/keys\.json/);
    },
  );

  test('a key file of 9 KiB is not even parsed', () => {
    expect(() => readKeyFile(Buffer.alloc(9216, 32))).toThrow('larger than 8 KiB');
  });
});
