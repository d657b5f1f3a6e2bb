/** The acceptance suite on a real server, and what only a server can get wrong. */
import type { LedgerStore } from '#ledger';
import { runStoreTests } from './acceptance.ts';
import { migratedPlace, openAt } from './postgres-place.ts';

runStoreTests('postgres', async () => {
  const place = await migratedPlace();
  let store: LedgerStore = await openAt(place);
  return {
    store,
    reopen: async () => {
      await store.close();
      store = await openAt(place);
      return store;
    },
    dispose: () => store.close(),
  };
});
