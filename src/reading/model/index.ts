/** The model-backed proposer: an option, off unless a person switches it on. Its parts are private to this folder. */
export { endpointOf, type Endpoint, type Reach } from './endpoint.ts';
export { keyOf, proposeWithModel } from './second-reader.ts';
export type { ChunkReport, ModelOptions, ModelReading, ModelReport, Rejected } from './second-reader.ts';
export type { Difference, ReadTwice } from './merge.ts';
export type { CallLimits } from './call.ts';
