/**
 * Makes the frozen workspace of the present format, fixtures/vault/vN.habeas, once per format and never again:
 * later versions must go on opening it. Words, people and places in it are invented. The passphrase is cheap to
 * try on purpose (`sample`, 64 KiB), because it protects nothing. Prints the recovery code for ORIGIN.md.
 */
import { rmSync } from 'node:fs';
import { fixedClock } from '#ground';
import { Ledger, ed25519Signer } from '#ledger';
import type { Projection } from '#ledger';
import { createVault } from '#stores/vault';

const [place = ''] = process.argv.slice(2);
if (place === '') throw new Error('usage: make-vault-fixture.ts FOLDER');
rmSync(place, { recursive: true, force: true });

const notes: Projection = {
  name: 'notes',
  version: 1,
  project: ({ type, body, seq }) =>
    type === 'note' ? [{ key: `note-${seq}`, sort: String(seq), row: body }] : [],
};

const actor = '00000000-0000-4000-8000-000000000001';
const note = (text: string, compartment = 'open'): Parameters<Ledger['append']>[0][number] => ({
  type: 'note',
  actor,
  compartment,
  body: { text },
});

const { vault, recoveryCode } = await createVault(place, {
  passphrase: 'sample',
  cost: { memoryKiB: 64, passes: 1, lanes: 1 },
  largestInRows: 4096,
});
const signer = ed25519Signer(`habeas/${vault.workspaceId}`, vault.signingSeed());
const clock = fixedClock('2026-11-23T12:00:00.000Z');
const ledger = await Ledger.open(vault.store, { signer, clock, projections: [notes] });
await ledger.append([
  { ...note('The ministry of Veldany says that 14 are held.'), idempotencyKey: 'fixture-1' },
  note('Վելդանի, Велдани, فلداني'),
  note('A relative asked that this be kept closed.', 'family'),
  note('This note is erased.'),
]);
await ledger.checkpoint();
await ledger.erase({ seqs: [3], basis: 'consent-withdrawn', reason: 'asked by the person concerned', actor });
for (const [fill, size] of [
  [7, 100],
  [8, 8192],
] as const) {
  const blobId = await vault.store.blobBegin();
  await vault.store.blobWrite(blobId, new Uint8Array(size).fill(fill));
  const facts = await vault.store.blobFinish(blobId);
  await ledger.append([{ type: 'document', actor, body: { blobId, sha256: facts.sha256 } }]);
}
await ledger.checkpoint();
await vault.close();
process.stdout.write(`${place}\nrecovery code: ${recoveryCode}\n`);
