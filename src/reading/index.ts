/**
 * Reading: text in, proposals out. The door of the room; everything else in this folder is private.
 */
export { propose } from './propose.ts';
export type { ProposeOptions } from './propose.ts';
export { splitHeader } from './header.ts';
export { detectLanguage, supportedLanguages } from './language.ts';
export { findDates, resolveDate } from './dates.ts';
export type { DateMention } from './dates.ts';
export { KINDS, MAX_QUOTE } from './contract.ts';
export type {
  Attribution,
  Coverage,
  Header,
  Kind,
  KindFields,
  Measure,
  Modality,
  Operator,
  Proposal,
  Reading,
  Unclaimed,
} from './contract.ts';
export { READER } from './version.ts';
export { endpointOf, keyOf, proposeWithModel } from './model/index.ts';
export type {
  CallLimits,
  ChunkReport,
  Difference,
  Endpoint,
  ModelOptions,
  ModelReading,
  ModelReport,
  Reach,
  ReadTwice,
  Rejected,
} from './model/index.ts';
