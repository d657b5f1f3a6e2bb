/** First file of a thread of the estimate: threads do not take over the loader that reads TypeScript, so it is registered. */
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
