/**
 * Claim: the vocabulary. Claims with their envelope, sources, documents, passages, scopes, records, persons,
 * inquiries, judgements, handling, the controlled lists, and the schema of every ledger entry.
 */
export * from './schema.ts';
export { ABSENT, codeOf, list, LIST_NAMES } from './lists.ts';
export type { AbsentCode, ControlledList, ListName, Member } from './lists.ts';
export * from './value.ts';
export * from './passage.ts';
export { WhenSchema } from './when-schema.ts';
export * from './handling.ts';
export * from './party.ts';
export * from './document.ts';
export * from './origin.ts';
export * from './scope.ts';
export * from './scope-compare.ts';
export * from './envelope.ts';
export * from './claim-kinds.ts';
export * from './claim.ts';
export * from './record.ts';
export * from './judgement.ts';
export * from './person.ts';
export * from './event.ts';
export * from './inquiry.ts';
export * from './question.ts';
export * from './disclosure.ts';
export * from './proposal.ts';
export * from './model.ts';
export * from './second-reading.ts';
export * from './entries.ts';
export type { CountView, EstimateOverride } from './count-view.ts';
export type { CountRelease } from './release.ts';
export { boundsOfClaim, isDocumentedNumber, countBounds, countLanguages, vagueNumber } from './count.ts';
export type { CountBounds, Range } from './count.ts';
export { LEXICON_NAMES, matches, onlyMatch } from './lexicon.ts';
export type { LexiconName, Match } from './lexicon.ts';
export { claimsFromProposal } from './from-proposal.ts';
export { proposalFromReader } from './from-reader.ts';
export type { PinnedPoints, ProposalMade, ReaderClaim } from './from-reader.ts';
export { ACCEPTANCE_REASONS } from './acceptance.ts';
export type {
  Acceptance,
  AcceptanceDecision,
  AcceptanceInput,
  Ask,
  Effect,
  Refusal,
  SourceOf,
} from './acceptance.ts';
export * from './views.ts';
export { assertEntry, isEntryType, validateClaim, validateEntry } from './validate.ts';
export type { Checked } from './validate.ts';
export { bodyProblem, claimProblem } from './rules.ts';
export type { FigureClaim, Problem } from './rules.ts';
