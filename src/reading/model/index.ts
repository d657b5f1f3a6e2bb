/** The model-backed proposer: an option, off unless a person switches it on. Its parts are private to this folder. */
import type { proposeWithModel as Propose } from './second-reader.ts';

export { endpointOf, keyOf, type Endpoint, type Reach } from './endpoint.ts';
export type { ChunkReport, ModelOptions, ModelReading, ModelReport, Rejected } from './second-reader.ts';
export type { Difference, ReadTwice } from './merge.ts';
export type { CallLimits } from './call.ts';

/** Loaded when a model is asked: most readings have none. */
export const proposeWithModel: typeof Propose = async (...given) =>
  (await import('./second-reader.ts')).proposeWithModel(...given);
