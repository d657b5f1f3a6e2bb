import { rmSync } from 'node:fs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStoreTests } from './acceptance.ts';
import { createVault, openVault } from '#stores/vault';

const CHEAP = { memoryKiB: 64, passes: 1, lanes: 1 };

for (const largestInRows of [undefined, 100_000]) {
  const name = largestInRows === undefined ? 'vault' : 'vault (large blobs beside the database)';
  runStoreTests(name, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'habeas-vault-'));
    const place = join(folder, 'case.habeas');
    const options = largestInRows === undefined ? {} : { largestInRows };
    let { vault } = await createVault(place, { passphrase: 'sample', cost: CHEAP, ...options });
    return {
      store: vault.store,
      reopen: async () => {
        await vault.close();
        vault = await openVault(place, { passphrase: 'sample' }, options);
        return vault.store;
      },
      dispose: async () => {
        await vault.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  });
}
