/**
 * Proposals: what a reader thinks the text says, in the public JSON of the reader (docs/method/reading.md), with an id and a
 * passage. A proposal is never counted, linked or published. The reader's vocabulary is smaller than a claim's
 * on purpose; fromProposal.ts makes claims of what a person accepts. `null` here means "the text does not say".
 */
import { Type, type TProperties } from 'typebox';
import { closed, IdSchema, LineSchema, NumberSchema, oneOf, TokenSchema } from './schema.ts';
import { PassageSchema } from './passage.ts';

/** The kinds a reader may propose. */
export const PROPOSAL_KINDS = [
  'count',
  'unknown_count',
  'label',
  'custody',
  'death',
  'ill_treatment_or_health',
  'trial',
  'contact',
  'visit',
  'confidentiality_rule',
  'inquiry',
  'agreement',
  'open_question',
  'source_chain',
] as const;
export type ProposalKind = (typeof PROPOSAL_KINDS)[number];

export const PROPOSAL_MODALITIES = [
  'asserted',
  'alleged',
  'believed',
  'denied',
  'unknown',
  'refused',
  'no_response',
] as const;
export type ProposalModality = (typeof PROPOSAL_MODALITIES)[number];

export const AttributionSchema = closed({
  state: oneOf(['named', 'author', 'unresolved']),
  /** The cue as written ("According to them"). */
  mention: Type.Union([Type.String({ maxLength: 2_000 }), Type.Null()]),
  /** Whom it could be, nearest first. */
  candidates: Type.Array(LineSchema, { maxItems: 50 }),
});

const said = Type.Union([Type.String({ minLength: 1, maxLength: 2_000 }), Type.Null()]);
const MEASURES = [
  'held',
  'taken',
  'missing',
  'dead',
  'released',
  'tried',
  'ill_treated',
  'remains',
  'cases',
  'other',
] as const;

const BASE = {
  proposalId: IdSchema,
  /** The reader's own number of it in the text. */
  id: TokenSchema,
  quote: Type.String({ minLength: 1, maxLength: 1_600 }),
  attributed_to: said,
  modality: oneOf(PROPOSAL_MODALITIES),
  subject: Type.String({ maxLength: 2_000 }),
  passage: PassageSchema,
  attribution: AttributionSchema,
  /** The rule that made it, and the words that made the rule fire. */
  rule: Type.String({ minLength: 1, maxLength: 500 }),
  cue: Type.Optional(Type.String({ maxLength: 2_000 })),
  flags: Type.Array(TokenSchema, { maxItems: 50 }),
} as const;

function proposalOf<K extends ProposalKind, P extends TProperties>(kind: K, fields: P) {
  return closed({ kind: Type.Literal(kind), ...BASE, ...fields });
}

/** One schema per proposal kind; every field of the kind is present. */
export const PROPOSAL_SCHEMAS = {
  count: proposalOf('count', {
    operator: oneOf(['=', '>', '>=', '<', '<=', '~', 'between']),
    /** Null if the figure is no whole number; the words then have it. */
    number: Type.Union([
      NumberSchema,
      Type.Unsafe<[number, number]>({ ...Type.Array(NumberSchema, { minItems: 2, maxItems: 2 }) }),
      Type.Null(),
    ]),
    measure: oneOf(MEASURES),
    as_of: said,
    period: said,
    /** `permyriad`: a percentage with decimals, times one hundred. */
    unit: Type.Union([Type.Literal('percent'), Type.Literal('permyriad'), Type.Null()]),
    vague: Type.Boolean(),
  }),
  unknown_count: proposalOf('unknown_count', { measure: oneOf(MEASURES) }),
  label: proposalOf('label', { label: said }),
  custody: proposalOf('custody', { event: said, who: said, place: said, date: said, by: said }),
  death: proposalOf('death', { who: said, cause: said, date: said }),
  ill_treatment_or_health: proposalOf('ill_treatment_or_health', { who: said }),
  trial: proposalOf('trial', { feature: said, who: said, date: said }),
  contact: proposalOf('contact', { polarity: said, channel: said, date: said }),
  visit: proposalOf('visit', { visitor: said, visited: said, polarity: said, date: said }),
  confidentiality_rule: proposalOf('confidentiality_rule', { holder: said, recipient: said }),
  inquiry: proposalOf('inquiry', {
    asker: said,
    addressee: said,
    outcome: said,
    n: Type.Union([NumberSchema, Type.Null()]),
  }),
  agreement: proposalOf('agreement', { stage: said, parties: said }),
  open_question: proposalOf('open_question', {}),
  source_chain: proposalOf('source_chain', { relation: said, source: said }),
} as const;

export type ProposalOf<K extends ProposalKind> = Type.Static<(typeof PROPOSAL_SCHEMAS)[K]>;
export type Proposal = { [K in ProposalKind]: ProposalOf<K> }[ProposalKind];

/** A figure, date, name or word of silence that no proposal covers. */
export const UnclaimedSchema = closed({
  quote: Type.String({ minLength: 1, maxLength: 2_000 }),
  kind: oneOf(['number', 'date', 'name', 'silence', 'refusal', 'denial']),
  start: NumberSchema,
  end: NumberSchema,
  near_person: Type.Optional(Type.Boolean()),
});
export type Unclaimed = Type.Static<typeof UnclaimedSchema>;

/** What a rule of the reader saw and the reader left out in the end, because little speaks for it. */
export const DoubtedSchema = closed({
  kind: oneOf(PROPOSAL_KINDS),
  quote: Type.String({ minLength: 1, maxLength: 2_000 }),
  start: NumberSchema,
  end: NumberSchema,
  rule: Type.String({ minLength: 1, maxLength: 500 }),
});
export type Doubted = Type.Static<typeof DoubtedSchema>;
