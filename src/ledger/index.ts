/** Ledger: append-only entries, their hashes and proofs, projections, and the ports that stores implement. */
export * from './ports.ts';
export { Ledger } from './append.ts';
export type { EntryDraft, EraseCall, LedgerOptions, Receipt } from './append.ts';
export { slicesOf } from './parts.ts';
export { asKnownOn } from './asof.ts';
export type { KnownOn } from './asof.ts';
export { formatCheckpoint, openCheckpoint, parseCheckpoint, signCheckpoint } from './checkpoint.ts';
export type { Checkpoint, CheckpointCheck, SigningDesk } from './checkpoint.ts';
export {
  bodyCommit,
  formatLeaf,
  isActor,
  isEntryType,
  leafHash,
  NO_PREV,
  parseLeaf,
  prevOf,
} from './entry.ts';
export type { Leaf } from './entry.ts';
export { BODY_ERASED, parseErasure } from './erase.ts';
export type { Erasure } from './erase.ts';
export { CompactRange, emptyRoot, joinHashes, verifyConsistency, verifyInclusion } from './merkle.ts';
export type { InclusionClaim, TreeHead } from './merkle.ts';
export { ed25519Signer, noteVerifier, openNote, parseNote, signerOf, signNote } from './note.ts';
export type { Note, NoteCheck, NoteVerifier, Signer } from './note.ts';
export { findsOf, projectedEntry, rebuild, rowsOf } from './project.ts';
export type { FindDraft, ProjectedEntry, Projection, RowDraft } from './project.ts';
export { TreeReader } from './tree.ts';
export { packEntries } from './pack.ts';
export { verifyLedger } from './verify.ts';
export type { LedgerPart, Redaction, Verification, VerifyOptions } from './verify.ts';
export { writeBundle } from './bundle.ts';
export type { BundleCall, BundleSink } from './bundle.ts';
export { formatProof, parseProof, proofFor, verifyProof } from './proof.ts';
export type { ProofCheck, TlogProof } from './proof.ts';
