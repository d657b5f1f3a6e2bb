/**
 * The shape a model's reply must have, closed to the last key: the contract of a model-backed proposer. The same
 * schema is sent with the question, so that a backend that can constrain its output does, and is checked on arrival
 * whatever the backend promised. A grammar guarantees shape; that the words stand in the text is checked in verify.ts.
 */
import { Type, type Static, type TProperties, type TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { KINDS, MAX_QUOTE, type Kind } from '../contract.ts';

/** More claims than this in one reply are no reading any more. */
export const MAX_CLAIMS = 60;

const closed = <P extends TProperties>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });
const oneOf = <const W extends readonly string[]>(words: W) =>
  Type.Unsafe<W[number]>({ type: 'string', enum: [...words] });
const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

const words = orNull(Type.String({ minLength: 1, maxLength: 200 }));
const number = Type.Number({ minimum: 0, maximum: 1e9 });
const measure = oneOf([
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
]);

/** Values of the fields that are chosen from a list. */
export const CHOICES = {
  event: [
    'captured',
    'arrested',
    'held',
    'disappeared',
    'transferred',
    'released',
    'exchanged',
    'charged',
    'sentenced',
  ],
  feature: [
    'closed',
    'no_observers',
    'no_lawyer',
    'unfair',
    'monitored',
    'on_trial',
    'hearing',
    'delayed',
    'verdict',
    'forced_confession',
    'appeal_rejected',
  ],
  contact: ['exists', 'absent', 'reduced', 'last'],
  channel: ['call', 'letter', 'message', 'video', 'visit'],
  visit: ['occurred', 'denied', 'planned'],
  outcome: ['no_response', 'refused', 'partial', 'answered', 'unreachable'],
  stage: ['proposed', 'negotiating', 'concluded', 'implemented', 'refused'],
  relation: ['published_by', 'republished_from', 'reported_by', 'cites'],
} as const;

const FIELDS = {
  count: closed({
    operator: oneOf(['=', '>', '>=', '<', '<=', '~', 'between']),
    number: Type.Union([
      number,
      Type.Unsafe<[number, number]>(Type.Array(number, { minItems: 2, maxItems: 2 })),
    ]),
    measure,
    as_of: words,
    period: words,
    unit: orNull(oneOf(['percent'])),
    vague: Type.Boolean(),
  }),
  unknown_count: closed({ measure }),
  label: closed({ label: Type.String({ minLength: 1, maxLength: 200 }) }),
  custody: closed({ event: oneOf(CHOICES.event), who: words, place: words, date: words, by: words }),
  death: closed({ who: words, cause: words, date: words }),
  ill_treatment_or_health: closed({ who: words }),
  trial: closed({ feature: oneOf(CHOICES.feature), who: words, date: words }),
  contact: closed({ polarity: oneOf(CHOICES.contact), channel: orNull(oneOf(CHOICES.channel)), date: words }),
  visit: closed({ visitor: words, visited: words, polarity: oneOf(CHOICES.visit), date: words }),
  confidentiality_rule: closed({ holder: words, recipient: words }),
  inquiry: closed({
    asker: words,
    addressee: words,
    outcome: orNull(oneOf(CHOICES.outcome)),
    n: orNull(Type.Integer({ minimum: 1, maximum: 100_000 })),
  }),
  agreement: closed({ stage: oneOf(CHOICES.stage), parties: words }),
  open_question: closed({}),
  source_chain: closed({
    relation: oneOf(CHOICES.relation),
    source: Type.String({ minLength: 1, maxLength: 200 }),
  }),
} as const satisfies Record<Kind, TSchema>;

const BASE = {
  quote: Type.String({ minLength: 4, maxLength: MAX_QUOTE }),
  attribution: closed({
    status: oneOf(['author', 'named', 'unresolved']),
    mention: orNull(Type.String({ maxLength: 300 })),
    name: orNull(Type.String({ maxLength: 200 })),
  }),
  modality: oneOf(['asserted', 'alleged', 'believed', 'denied', 'unknown', 'refused', 'no_response']),
  subject: Type.String({ maxLength: 120 }),
} as const;

/** One claim as a model says it; `fields` are those of its kind. */
export interface SaidClaim {
  readonly kind: Kind;
  readonly quote: string;
  readonly attribution: Static<(typeof BASE)['attribution']>;
  readonly modality: Static<(typeof BASE)['modality']>;
  readonly subject: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

const CLAIMS = KINDS.map((kind) => closed({ kind: Type.Literal(kind), ...BASE, fields: FIELDS[kind] }));
const SCHEMAS = new Map<string, TSchema>(KINDS.map((kind, at) => [kind, CLAIMS[at] as TSchema]));

/** The schema that goes with the question. */
export const REPLY_SCHEMA = closed({
  claims: Type.Array(Type.Union(CLAIMS), { maxItems: MAX_CLAIMS }),
});

export type Parsed =
  | { readonly ok: true; readonly claims: readonly SaidClaim[] }
  | { readonly ok: false; readonly why: 'not-json' | 'out-of-shape' | 'too-many' };

/** Some models wrap their JSON into a code fence; nothing else around it is forgiven. */
const FENCE = /^\s*```(?:json)?\s*\n([\s\S]*?)\n\s*```\s*$/;

/** Takes a reply apart. Never throws; whatever does not fit is refused as a whole (check 1). */
export function parseReply(reply: string): Parsed {
  let said: unknown;
  try {
    said = JSON.parse(FENCE.exec(reply)?.[1] ?? reply);
  } catch {
    return { ok: false, why: 'not-json' };
  }
  if (typeof said !== 'object' || said === null || Array.isArray(said))
    return { ok: false, why: 'out-of-shape' };
  const { claims } = said as { claims?: unknown };
  if (!Array.isArray(claims) || Object.keys(said).length !== 1) return { ok: false, why: 'out-of-shape' };
  if (claims.length > MAX_CLAIMS) return { ok: false, why: 'too-many' };
  // Checked by its kind and not against the union of all kinds: the same answer, in a fourteenth of the time.
  const fits = claims.every((claim: unknown) => {
    const kind = (claim as { kind?: unknown } | null)?.kind;
    const schema = typeof kind === 'string' ? SCHEMAS.get(kind) : undefined;
    return schema !== undefined && Value.Check(schema, claim);
  });
  return fits ? { ok: true, claims: claims as SaidClaim[] } : { ok: false, why: 'out-of-shape' };
}
