/**
 * Claims: someone says one thing, once, in quoted words of a preserved document, as of a possibly fuzzy date.
 * A discriminated union over `claimKind`, each kind with the whole envelope; static types are
 * derived from the schemas, so that the web, imports and the ledger check the same thing. A claim is never a
 * statement of this program, and "recorded" means that the text says so, not that it is so.
 */
import { Type, type TProperties } from 'typebox';
import { closed, WordsSchema } from './schema.ts';
import { codeOf, list } from './lists.ts';
import { ENVELOPE } from './envelope.ts';
import { EvaluationSaid, OutcomeSchema, VALUES } from './claim-kinds.ts';
import {
  NoneSchema,
  RefusedSchema,
  SilenceSchema,
  UnknownSchema,
  WithheldSchema,
  type ValueKind,
} from './value.ts';

function claimOf<K extends string, P extends TProperties>(kind: K, fields: P) {
  return closed({ claimKind: Type.Literal(kind), ...ENVELOPE, ...fields });
}

/** One schema per claim kind. */
export const CLAIM_SCHEMAS = {
  attribute: claimOf('attribute', { field: codeOf('AT'), value: VALUES.attribute }),
  label: claimOf('label', { value: VALUES.label }),
  event: claimOf('event', { value: VALUES.event }),
  state: claimOf('state', { value: VALUES.state }),
  count: claimOf('count', {
    measure: codeOf('ME'),
    tally: codeOf('TA'),
    unit: codeOf('UN'),
    value: VALUES.count,
    /** What the figure is said to include or leave out. */
    notes: Type.Optional(WordsSchema),
  }),
  'count-unknown': claimOf('count-unknown', {
    measure: codeOf('ME'),
    value: Type.Union([UnknownSchema, RefusedSchema, SilenceSchema, WithheldSchema]),
  }),
  practice: claimOf('practice', { value: VALUES.practice }),
  contact: claimOf('contact', { value: VALUES.contact }),
  access: claimOf('access', { value: VALUES.access }),
  'inquiry-outcome': claimOf('inquiry-outcome', { inquiry: OutcomeSchema }),
  norm: claimOf('norm', { value: VALUES.norm }),
  evaluation: claimOf('evaluation', {
    value: Type.Union([
      closed({ kind: Type.Literal('said'), evaluation: EvaluationSaid }),
      UnknownSchema,
      NoneSchema,
      RefusedSchema,
      SilenceSchema,
      WithheldSchema,
    ]),
  }),
  commitment: claimOf('commitment', { value: VALUES.commitment }),
  relation: claimOf('relation', { value: VALUES.relation }),
  'document-meta': claimOf('document-meta', { value: VALUES['document-meta'] }),
  /** A question has no value; `words` are the question. */
  question: claimOf('question', { words: WordsSchema }),
} as const;

export type ClaimKind = keyof typeof CLAIM_SCHEMAS;
export const CLAIM_KINDS = Object.keys(CLAIM_SCHEMAS) as ClaimKind[];

/** A claim of one kind. */
export type ClaimOf<K extends ClaimKind> = Type.Static<(typeof CLAIM_SCHEMAS)[K]>;
/** Any claim; narrow it by `claimKind`. */
export type Claim = { [K in ClaimKind]: ClaimOf<K> }[ClaimKind];

/** The kind of value a claim holds. An inquiry's comes from its outcome; a question has none (null). */
export function valueKindOf(claim: Claim): ValueKind | null {
  if (claim.claimKind === 'question') return null;
  if (claim.claimKind !== 'inquiry-outcome') return claim.value.kind;
  return (list('IQ').get(claim.inquiry.outcome)?.maps['valueKind'] ?? 'unknown') as ValueKind;
}

/** How a figure is put forward. */
export type Stance = 'asserts' | 'acknowledges' | 'denies' | 'alleges' | 'estimates' | 'withholds';

/**
 * The stance of a count: follows from its value kind and modality, so it is computed and never stored beside
 * them. Refusing, staying silent and keeping back are `withholds`.
 */
export function stanceOf(claim: ClaimOf<'count'> | ClaimOf<'count-unknown'>): Stance {
  if (claim.value.kind === 'refused' || claim.value.kind === 'silence' || claim.value.kind === 'withheld')
    return 'withholds';
  switch (claim.modality) {
    case 'declines-to-state':
      return 'withholds';
    case 'acknowledges':
    case 'denies':
    case 'alleges':
      return claim.modality;
    case 'estimates':
    case 'infers':
      return 'estimates';
    case 'relays-hearsay':
      return 'alleges';
    default:
      return 'asserts';
  }
}
