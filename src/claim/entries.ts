/**
 * Entry bodies: what each type of ledger entry holds, one closed schema per type. Types are added, never
 * changed or reused: a body that was valid once stays readable for ever. Who wrote the entry and when stands
 * in the ledger's own leaf and is not repeated here. Checking: validate.ts.
 */
import { Type } from 'typebox';
import { CLAIM_SCHEMAS, type Claim } from './claim.ts';
import { CountViewSchema, EstimateOverrideSchema } from './count-view.ts';
import { CountReleaseSchema } from './release.ts';
import { DisclosureSchema } from './disclosure.ts';
import { DocumentSchema, PinnedTextSchema } from './document.ts';
import { AnchorSchema, EventSchema } from './event.ts';
import { InquirySchema } from './inquiry.ts';
import { DecisionUndoneSchema, JudgementSchema, ProposalDecisionSchema } from './judgement.ts';
import { codeOf } from './lists.ts';
import { ModelAskedSchema, ModelChoiceSchema } from './model.ts';
import { PartySchema } from './party.ts';
import { DoubtedSchema, PROPOSAL_SCHEMAS, UnclaimedSchema, type Proposal } from './proposal.ts';
import { QuestionSchema } from './question.ts';
import { RecordSchema, SourceListSchema } from './record.ts';
import { RereadingAnsweredSchema, RereadingAskedSchema } from './second-reading.ts';
import {
  closed,
  IdSchema,
  LangSchema,
  LineSchema,
  NumberSchema,
  oneOf,
  ReaderNameSchema,
  Sha256Schema,
  TokenSchema,
  WordsSchema,
} from './schema.ts';

/** Any claim; in an error the place is found by its kind (validate.ts). */
export const ClaimSchema = Type.Unsafe<Claim>(Type.Union(Object.values(CLAIM_SCHEMAS)));
export const ProposalSchema = Type.Unsafe<Proposal>(Type.Union(Object.values(PROPOSAL_SCHEMAS)));

/** Marks on a claim. `shown-first` and `set-aside` order a page; `cleared` takes the marks off again. */
export const CLAIM_MARKS = ['retracted', 'set-aside', 'shown-first', 'cleared'] as const;

/** One schema per type of entry. */
export const ENTRY_SCHEMAS = {
  'workspace-created': closed({
    workspaceId: IdSchema,
    name: LineSchema,
    /** Version of the entry formats. */
    format: Type.Literal(1),
    program: closed({ name: TokenSchema, version: TokenSchema }),
    lists: Type.Array(closed({ list: TokenSchema, version: Type.Integer({ minimum: 1 }) })),
    isSample: Type.Boolean(),
  }),
  'principal-registered': closed({
    principalId: IdSchema,
    role: codeOf('RO'),
    /** Compartments they may read beside the open one. */
    compartments: Type.Array(TokenSchema, { uniqueItems: true }),
    name: Type.Optional(LineSchema),
    /** Ed25519 public key in hexadecimal, if they sign. */
    publicKey: Type.Optional(Sha256Schema),
  }),
  'party-registered': closed({ party: PartySchema }),
  'document-preserved': closed({ document: DocumentSchema }),
  'text-pinned': PinnedTextSchema,
  'reading-run': closed({
    runId: IdSchema,
    documentId: IdSchema,
    textSha256: Sha256Schema,
    reader: closed({ name: TokenSchema, version: TokenSchema }),
    lang: LangSchema,
    proposals: Type.Array(ProposalSchema),
    unclaimed: Type.Array(UnclaimedSchema),
    /** Considered and left out; earlier readings did not say. */
    doubted: Type.Optional(Type.Array(DoubtedSchema)),
  }),
  'model-chosen': ModelChoiceSchema,
  'model-asked': ModelAskedSchema,
  'proposal-judged': ProposalDecisionSchema,
  'claim-recorded': closed({ claim: ClaimSchema }),
  'claim-marked': closed({ claimId: IdSchema, mark: oneOf(CLAIM_MARKS), reason: WordsSchema }),
  'list-imported': closed({ list: SourceListSchema }),
  'record-added': closed({ record: RecordSchema }),
  'judgement-made': closed({ judgement: JudgementSchema }),
  'event-registered': closed({ event: EventSchema }),
  'inquiry-recorded': closed({ inquiry: InquirySchema }),
  'question-opened': closed({ question: QuestionSchema }),
  'anchor-registered': closed({ anchor: AnchorSchema }),
  'disclosure-made': closed({ disclosure: DisclosureSchema }),
  'decision-undone': DecisionUndoneSchema,
  /** A place that the reader left unclaimed needs no claim, or needs one again. */
  'mark-dismissed': closed({
    documentId: IdSchema,
    textSha256: Sha256Schema,
    /** Code points, end excluded. */
    start: NumberSchema,
    end: NumberSchema,
    state: oneOf(['dismissed', 'open']),
    words: Type.Optional(WordsSchema),
  }),
  /** All rows of a list leave every answer, or come back; they stay in the ledger. */
  'import-undone': closed({ listId: IdSchema, state: oneOf(['undone', 'restored']), reason: WordsSchema }),
  /** A document leaves the work, or comes back to it; what was recorded from it stays. */
  'document-set-aside': closed({
    documentId: IdSchema,
    state: oneOf(['set-aside', 'in-use']),
    reason: WordsSchema,
  }),
  'rereading-asked': RereadingAskedSchema,
  'rereading-answered': RereadingAnsweredSchema,
  /** The acceptances of these proposals in this batch were one step of a person who had all of them in sight. */
  'group-accepted': closed({
    documentId: IdSchema,
    kind: TokenSchema,
    proposalIds: Type.Array(IdSchema, { minItems: 2, maxItems: 20, uniqueItems: true }),
  }),
  /**
   * Somebody takes a document to read it, or gives it back; it stays open to everybody. `reader` is the name of who
   * reads, in their own word, where several people share one sign-in.
   */
  'document-taken': closed({
    documentId: IdSchema,
    state: oneOf(['taken', 'given-back']),
    reader: Type.Optional(ReaderNameSchema),
  }),
  /**
   * The entries before this one, `entries` of them, were one request with a key of its own. `proof` is keyed with the
   * request's key, which is not stored, so that it tells nothing about what was asked.
   */
  'request-recorded': closed({
    proof: Sha256Schema,
    once: IdSchema,
    entries: Type.Integer({ minimum: 1, maximum: 10_000_000 }),
  }),
  'count-view-signed': closed({ view: CountViewSchema }),
  'estimate-overridden': closed({ override: EstimateOverrideSchema }),
  'counts-published': closed({ release: CountReleaseSchema }),
  /** Body and salt of entry `seq` are gone; its commitment stays. */
  'body-erased': closed({
    seq: NumberSchema,
    basis: Type.String({ pattern: '^[a-z][a-z0-9.-]{0,63}$' }),
    reason: WordsSchema,
  }),
} as const;

export type EntryType = keyof typeof ENTRY_SCHEMAS;
export const ENTRY_TYPES = Object.keys(ENTRY_SCHEMAS) as EntryType[];

/** The body of an entry of one type. */
export type EntryBody<T extends EntryType> = Type.Static<(typeof ENTRY_SCHEMAS)[T]>;
