/** Ground: what every room stands on. Imports nothing of ours. */
export { Fault, FAULTS, isFault } from './fault.ts';
export type { FaultCode, FaultKind, FaultOptions } from './fault.ts';
