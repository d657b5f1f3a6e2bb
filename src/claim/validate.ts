/**
 * The gate before the ledger: checks a body against the schema of its entry type and the rules of SPEC.md.
 * Reasons name a place and a rule, never a value and never an unknown key, because they end in logs. Schemas
 * are compiled at first use. Unions are checked by their discriminator, so that the place is exact.
 */
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { Fault } from '#ground';
import { CLAIM_SCHEMAS } from './claim.ts';
import { ENVELOPE } from './envelope.ts';
import { ENTRY_SCHEMAS, type EntryBody, type EntryType } from './entries.ts';
import { PROPOSAL_SCHEMAS } from './proposal.ts';
import { bodyProblem, type Problem } from './rules.ts';
import { closed } from './schema.ts';

export type Checked = { readonly ok: true } | ({ readonly ok: false } & Problem);

type Compiled = ReturnType<typeof Compile<Type.TSchema>>;
const compiled = new Map<Type.TSchema, Compiled>();

function compile(schema: Type.TSchema): Compiled {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  const made = Compile(schema);
  compiled.set(schema, made);
  return made;
}

/** Reasons in words, by JSON Schema keyword; nothing of the value goes in. */
const REASONS: Readonly<Record<string, string>> = {
  required: 'something that must be there is missing',
  additionalProperties: 'there is a key that is not known',
  boolean: 'there is a key that is not known',
  type: 'wrong type',
  enum: 'not one of the codes',
  const: 'not the expected word',
  pattern: 'wrong form',
  minLength: 'too short',
  maxLength: 'too long',
  minimum: 'too small',
  maximum: 'too large',
  minItems: 'too few',
  maxItems: 'too many',
  uniqueItems: 'something twice',
  anyOf: 'none of the possible forms',
};

const KNOWN_STEP = /^[A-Za-z][A-Za-z0-9-]{0,39}$|^\d{1,9}$/;

/** The path without any step that is not a field name of ours. */
function safePath(path: string, keyword: string): string {
  const steps = path.split('/').slice(1);
  // The last step of these two is the unknown key itself.
  if (keyword === 'boolean') steps.pop();
  return steps.map((step) => `/${KNOWN_STEP.test(step) ? step : '?'}`).join('');
}

function against(schema: Type.TSchema, value: unknown): Problem | null {
  const check = compile(schema);
  if (check.Check(value)) return null;
  const [error] = check.Errors(value);
  if (error === undefined) return { path: '', reason: 'wrong form' };
  return {
    path: safePath(error.instancePath, error.keyword),
    reason: REASONS[error.keyword] ?? 'wrong form',
  };
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

function byKind(
  schemas: Readonly<Record<string, Type.TSchema>>,
  key: string,
  value: unknown,
): Problem | null {
  const kind = field(value, key);
  const schema = typeof kind === 'string' && Object.hasOwn(schemas, kind) ? schemas[kind] : undefined;
  return schema === undefined ? { path: `/${key}`, reason: 'not one of the kinds' } : against(schema, value);
}

/** Bodies that hold members of a union: the outside alone, whose members are then checked by their kind. */
const OUTSIDE: { readonly [T in EntryType]?: Type.TSchema } = {
  'claim-recorded': closed({ claim: Type.Unknown() }),
  'reading-run': closed({
    ...ENTRY_SCHEMAS['reading-run'].properties,
    proposals: Type.Array(Type.Unknown(), { maxItems: 100_000 }),
  }),
};

/** The envelope, and per kind what stands beside it: sixteen kinds then share one compiled envelope. */
const ENVELOPE_SCHEMA = closed(ENVELOPE);
const BESIDE = new Map(
  Object.entries(CLAIM_SCHEMAS).map(([kind, schema]) => {
    const own = Object.entries(schema.properties).filter(([key]) => !Object.hasOwn(ENVELOPE, key));
    return [kind, closed(Object.fromEntries(own))];
  }),
);

function claimForm(claim: unknown): Problem | null {
  const kind = field(claim, 'claimKind');
  const beside = typeof kind === 'string' ? BESIDE.get(kind) : undefined;
  if (beside === undefined) return { path: '/claimKind', reason: 'not one of the kinds' };
  const parts = Object.entries(claim as object);
  // fromEntries, because assigning a key named __proto__ would make it vanish instead of being refused.
  const envelope = Object.fromEntries(parts.filter(([key]) => Object.hasOwn(ENVELOPE, key)));
  const own = Object.fromEntries(parts.filter(([key]) => !Object.hasOwn(ENVELOPE, key)));
  return against(beside, own) ?? against(ENVELOPE_SCHEMA, envelope);
}

function insideUnions(type: EntryType, body: unknown): Problem | null {
  if (type === 'claim-recorded') {
    const problem = claimForm(field(body, 'claim'));
    return problem === null ? null : { ...problem, path: `/claim${problem.path}` };
  }
  const proposals = type === 'reading-run' ? field(body, 'proposals') : undefined;
  if (!Array.isArray(proposals)) return null;
  for (const [index, proposal] of proposals.entries()) {
    const problem = byKind(PROPOSAL_SCHEMAS, 'kind', proposal);
    if (problem !== null) return { ...problem, path: `/proposals/${index}${problem.path}` };
  }
  return null;
}

/** Whether this is a type of entry. */
export function isEntryType(type: string): type is EntryType {
  return Object.hasOwn(ENTRY_SCHEMAS, type);
}

/** Whether a body may be recorded under this type. Never throws. */
export function validateEntry(type: string, body: unknown): Checked {
  if (!isEntryType(type)) return { ok: false, path: '', reason: 'there is no such type of entry' };
  const malformed = against(OUTSIDE[type] ?? ENTRY_SCHEMAS[type], body) ?? insideUnions(type, body);
  if (malformed !== null) return { ok: false, ...malformed };
  const broken = bodyProblem(type, body as EntryBody<typeof type>);
  return broken === null ? { ok: true } : { ok: false, ...broken };
}

/** As validateEntry, in the form the ledger takes. Throws Fault('entry-malformed') with type, place and rule. */
export function assertEntry(type: string, body: unknown): void {
  const checked = validateEntry(type, body);
  if (!checked.ok)
    throw new Fault(
      'entry-malformed',
      `${isEntryType(type) ? type : 'entry'}${checked.path}: ${checked.reason}`,
    );
}

/** Whether a value is a claim that may be recorded. Never throws. */
export function validateClaim(claim: unknown): Checked {
  const checked = validateEntry('claim-recorded', { claim });
  return checked.ok ? checked : { ...checked, path: checked.path.replace(/^\/claim/, '') };
}
