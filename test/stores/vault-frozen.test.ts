import { createHash } from 'node:crypto';
import { cpSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { freshFolder } from './vault-place.ts';
import { Ledger, ed25519Signer, noteVerifier, verifyLedger } from '#ledger';
import type { StoredCheckpoint } from '#ledger';
import { openVault } from '#stores/vault';
import type { Unlock, Vault } from '#stores/vault';

const frozen = join(import.meta.dirname, '../../fixtures/vault');
/** Recovery codes stand in ORIGIN.md in the order of the formats. */
const codes = [...readFileSync(join(frozen, 'ORIGIN.md'), 'utf8').matchAll(/^ {4}([0-9A-Z-]{69})$/gm)].map(
  (found) => found[1] ?? '',
);
const FORMATS = ['v1.habeas', 'v2.habeas'];

/** Works on a copy: opening may migrate, and the fixture must stay as it was frozen. */
async function openCopy(version: string, unlock: Unlock): Promise<Vault> {
  const place = join(freshFolder(), 'copy.habeas');
  cpSync(join(frozen, version), place, { recursive: true });
  if ('recoveryCode' in unlock) rmSync(join(place, 'keys.json'));
  return openVault(place, unlock);
}

function signerOf(vault: Vault): ReturnType<typeof ed25519Signer> {
  return ed25519Signer(`habeas/${vault.workspaceId}`, vault.signingSeed());
}

describe.each(FORMATS)('R8 a workspace frozen as %s', (version) => {
  const recoveryCode = codes[FORMATS.indexOf(version)] ?? '';
  const ways: [string, Unlock][] = [
    ['its passphrase', { passphrase: 'sample' }],
    ['its recovery code alone', { recoveryCode }],
  ];

  test.each(ways)('opens with %s and verifies', async (_, unlock) => {
    const vault = await openCopy(version, unlock);
    expect((await vault.store.verify()).filter(({ ok }) => !ok)).toEqual([]);
    const verifier = noteVerifier(signerOf(vault).key);
    const checkpoint = (await vault.store.lastCheckpoint()) as StoredCheckpoint;
    const verifiers = verifier === null ? [] : [verifier];
    const verdict = await verifyLedger(vault.store, { verifiers, outside: [checkpoint.note] });
    expect(verdict.parts.filter(({ ok }) => !ok)).toEqual([]);
    expect(verdict.size).toBe(7);
    expect(verdict.redacted).toMatchObject([{ seq: 3, at: 4, basis: 'consent-withdrawn' }]);
    await vault.close();
  });

  test('gives the rows, entries and blobs that were put in', async () => {
    const vault = await openCopy(version, { passphrase: 'sample' });
    const query = { view: 'notes', compartments: ['open'], limit: 10 };
    const rows = await vault.store.rows(query);
    expect(rows.map(({ row }) => (JSON.parse(row) as { text: string }).text)).toEqual([
      'The ministry of Veldany says that 14 are held.',
      'Վելդանի, Велдани, فلداني',
    ]);
    expect(await vault.store.countRows({ ...query, compartments: ['open', 'family'] })).toBe(3);
    expect((await vault.store.byIdempotencyKey('fixture-1'))?.seq).toBe(0);
    const ids = await vault.store.blobIds(null, 10);
    const sizes: number[] = [];
    for (const blobId of ids) {
      const bytes = await vault.store.blobRead(blobId, 0, 10_000);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      expect(await vault.store.blobFacts(blobId)).toEqual({ blobId, size: bytes.length, sha256 });
      sizes.push(bytes.length);
    }
    expect(sizes.sort((left, right) => left - right)).toEqual([100, 8192]);
    await vault.close();
  });

  test('can be written on', async () => {
    const vault = await openCopy(version, { passphrase: 'sample' });
    const ledger = await Ledger.open(vault.store, { signer: signerOf(vault) });
    const actor = '00000000-0000-4000-8000-000000000002';
    const [receipt] = await ledger.append([{ type: 'note', actor, body: { text: 'later' } }]);
    expect(receipt?.seq).toBe(7);
    expect((await ledger.checkpoint()).size).toBe(8);
    expect((await verifyLedger(vault.store)).parts.filter(({ ok }) => !ok)).toEqual([]);
    await vault.close();
  });

  test('every frozen format has its folder', () => {
    expect(readdirSync(frozen).sort()).toEqual(['ORIGIN.md', ...FORMATS]);
  });
});
