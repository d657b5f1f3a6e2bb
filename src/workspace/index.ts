/** Workspace: the one way in and out. Principals, queries with their answers, and the verbs. */
export { Workspace, workspaceSigner } from './workspace.ts';
export type { Watch } from './workspace.ts';
export { SCOPE_FACETS } from './answers/count-scope.ts';
export { verifyWorkspace } from './verify.ts';
export type { VerifiedPart, VerifyCall, WorkspaceVerified } from './verify.ts';
export { readDocument } from './read-document.ts';
export type { DocumentRead, DocumentReadTwice, ModelInReading } from './read-document.ts';
export type { Draft, WorkspaceOptions } from './workspace.ts';
export { isMember, ownerPrincipal, principal, PURPOSES, ROLES } from './principal.ts';
export type { Principal, Purpose, Role } from './principal.ts';
export { MAY_APPEND, MAY_READ } from './authorise.ts';
export type * from './count-answer.ts';
export type * from './queries.ts';
export type * from './reread-shapes.ts';
export type * from './people/shapes.ts';
export { GROUPS, LANES } from './people/shapes.ts';
export { addDocument } from './add-document.ts';
export type { DocumentAdded, DocumentIn } from './add-document.ts';
export { endpointOf, keyOf } from '#reading';
export type { ModelReading } from '#reading';
export { askModel, chooseModel } from './ask-model.ts';
export type { ModelAnswered, ModelCall } from './ask-model.ts';
export { judgeProposal } from './judge-proposal.ts';
export type { Judged, ProposalJudgement } from './judge-proposal.ts';
export { markClaim, recordClaim, retractClaim } from './record-claim.ts';
export type { ClaimByHand } from './record-claim.ts';
export {
  createWorkspace,
  nameOf,
  PROGRAM,
  registerAnchor,
  registerParty,
  registerPrincipal,
} from './register.ts';
export type { PartyIn } from './register.ts';
export { importList, previewImport, previewList, redoImport, undoImport } from './import-list.ts';
export type { ImportCall, ImportPreview, ListImported, ListIn, ListPreview } from './import-list.ts';
export { dismissMark, placeDocument, undismissMark, undoDecision } from './take-back.ts';
export type { DecisionTakenBack, PlaceOfText } from './take-back.ts';
export { GROUP_MOST, judgeGroup, mayJoinGroup, undoGroup } from './judge-group.ts';
export type { GroupCall } from './judge-group.ts';
export { answerAgain, askSecondReader, takeAnswerBack } from './read-again.ts';
export type { AnswerAgain } from './read-again.ts';
export { holdDocument, type HoldingCall } from './hold-document.ts';
export { MEASURES } from './answers/count.ts';
export { askAuthority, type AskIn } from './ask.ts';
export { overrideEstimate, signView, withdrawOverride, withdrawView } from './sign-view.ts';
export { draftCounts, publishCounts } from './publish-counts.ts';
export type { CountsPublished, CountsToPublish } from './publish-counts.ts';
export { judgeRecords } from './judge-records.ts';
export type { RecordJudgement } from './judge-records.ts';
export { proposeLinks } from './propose-links.ts';
export type { LinkRun, LinkRunDone } from './propose-links.ts';
export { exportClaims } from './export-claims.ts';
export { exportReadingCases } from './export-cases.ts';
export type { CasesExport } from './export-cases.ts';
export { loadSample, sampleName } from './demo.ts';
export type { SampleLoaded, SampleStage } from './demo.ts';
export { AUDIENCES, isAudience } from '#disclosure';
export type { Audience } from '#disclosure';
export { estimateTable } from './estimate.ts';
export type { TableEstimateOptions } from './estimate.ts';
export type { EstimateReport, Reason, StrataTest } from '#counting';
export { matchNameLists, romaniseLines } from './names.ts';
export type { NameMatches } from './names.ts';
export { linkLists, LinkedLists } from './link-lists.ts';
export { readPins } from './read-pins.ts';
export type { LinkList, LinkListsOptions, LinkReport } from './link-lists.ts';
export { readListFile } from './read-list.ts';
export type { ListFile } from './read-list.ts';
export { readTableFile } from './read-table.ts';
export { memoryEngine as memoryLinkEngine } from '#linkage';
export type { LinkEngine, StageKeeper } from '#linkage';
