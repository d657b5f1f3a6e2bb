import { runStoreTests } from './acceptance.ts';
import { MemoryStore } from '#stores/memory';

runStoreTests('memory', async () => {
  const store = new MemoryStore();
  return { store, dispose: () => store.close() };
});
