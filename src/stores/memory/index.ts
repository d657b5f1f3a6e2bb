/** Door of the memory store. */
export { MemoryStore } from './store.ts';
