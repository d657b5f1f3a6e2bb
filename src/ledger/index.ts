/** Ledger: append-only entries, their hashes and proofs, projections, and the ports that stores implement. */
export * from './ports.ts';
