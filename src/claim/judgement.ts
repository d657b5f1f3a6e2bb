/**
 * Judgements: a person's decision, or a stated threshold's, on whether two records are one individual. Always
 * with a reason and an author, always reversible: a later judgement on the same pair takes the place of the
 * earlier one, and `withdrawn` leaves the pair as if nobody had judged. Persons follow in person.ts.
 */
import { Type } from 'typebox';
import { closed, IdSchema, NumberSchema, oneOf, some, TokenSchema, WordsSchema } from './schema.ts';

export const JUDGEMENTS = ['same', 'different', 'unsure', 'withdrawn'] as const;
export type Decision = (typeof JUDGEMENTS)[number];

export const JudgementSchema = closed({
  judgementId: IdSchema,
  left: IdSchema,
  right: IdSchema,
  decision: oneOf(JUDGEMENTS),
  reason: WordsSchema,
  /** A person, or a rule with the threshold it applied, in thousandths of a bit. */
  by: Type.Union([
    closed({ kind: Type.Literal('person'), principalId: IdSchema }),
    closed({
      kind: Type.Literal('rule'),
      rule: TokenSchema,
      thresholdMillibits: Type.Integer(),
      run: IdSchema,
    }),
  ]),
  evidence: Type.Optional(some(IdSchema, 1000)),
  weightMillibits: Type.Optional(Type.Integer()),
});
export type Judgement = Type.Static<typeof JudgementSchema>;

/** Decision on a proposal of a reader. */
export const ProposalDecisionSchema = closed({
  proposalId: IdSchema,
  decision: oneOf(['accepted', 'refused', 'parked']),
  /** Code of list RS; needed to refuse unless words are given. */
  reason: Type.Optional(oneOf(['1', '2', '3', '4', '5'])),
  words: Type.Optional(WordsSchema),
  /** The claims recorded from it; empty unless accepted. */
  claimIds: Type.Array(IdSchema),
  /** Milliseconds the person looked at it, if the page measured that. */
  took: Type.Optional(NumberSchema),
});
export type ProposalDecision = Type.Static<typeof ProposalDecisionSchema>;

/** A decision taken back. Without `restores` the proposal is open again, else the decision before it is in force again. */
export const DecisionUndoneSchema = closed({
  proposalId: IdSchema,
  /** Number of the entry that is undone. */
  undoes: NumberSchema,
  restores: Type.Optional(
    closed({
      decision: oneOf(['accepted', 'refused', 'parked']),
      reason: Type.Optional(oneOf(['1', '2', '3', '4', '5'])),
      words: Type.Optional(WordsSchema),
      claimIds: Type.Array(IdSchema),
    }),
  ),
});
export type DecisionUndone = Type.Static<typeof DecisionUndoneSchema>;
