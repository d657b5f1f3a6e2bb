/**
 * What a schema cannot say about a claim or another body: that the parts of a figure fit its comparator, that a
 * date bounds what its expression bounds, that a quote has the length of its place, that a silence says as of
 * when. Each rule has a number in SPEC.md and gives a place and a reason, never a value.
 */
import { checkWhen, type When } from '#ground';
import type { Claim, ClaimOf } from './claim.ts';
import type { CountValue } from './claim-kinds.ts';
import type { EntryBody, EntryType } from './entries.ts';
import type { Handling } from './handling.ts';
import { OPEN_COMPARTMENT } from './handling.ts';
import { list } from './lists.ts';
import { codePoints, QUOTE_LIMIT } from './passage.ts';

/** Where something is wrong (a JSON pointer) and why. Never a value. */
export interface Problem {
  readonly path: string;
  readonly reason: string;
}

type Rule<T> = (subject: T) => Problem | null;

function first<T>(rules: readonly Rule<T>[], subject: T): Problem | null {
  for (const rule of rules) {
    const problem = rule(subject);
    if (problem !== null) return problem;
  }
  return null;
}

/** C7–C9: an unsettled speaker is said by a person, blocks confirmation, and never carries a label. */
function speakerRule(claim: Claim): Problem | null {
  if (claim.speaker.kind !== 'unresolved') return null;
  if (claim.speaker.byPerson !== true)
    return { path: '/speaker', reason: 'a program may not leave the speaker unresolved' };
  if (claim.claimKind === 'label') return { path: '/speaker', reason: 'a label needs its speaker' };
  if (claim.confirmation !== 'blocked')
    return { path: '/confirmation', reason: 'an unresolved speaker blocks confirmation' };
  return null;
}

function dateRolesRule(claim: Claim): Problem | null {
  if (claim.asOf.role !== 'asOf') return { path: '/asOf/role', reason: 'role must be asOf' };
  return claim.statedAt.role === 'statedAt'
    ? null
    : { path: '/statedAt/role', reason: 'role must be statedAt' };
}

/** Which ends each comparator has. */
const ENDS: Readonly<Record<CountValue['comparator'], readonly [lo: boolean, hi: boolean]>> = {
  '=': [true, false],
  '~': [true, false],
  '>': [true, false],
  '>=': [true, false],
  '<': [false, true],
  '<=': [false, true],
  between: [true, true],
  vague: [false, false],
};

/** C14: the ends of a figure are those its comparator has. */
function countRule(claim: Claim): Problem | null {
  if (claim.claimKind !== 'count' || claim.value.kind !== 'said') return null;
  const { comparator, lo, hi, lexeme } = claim.value;
  const [wantsLo, wantsHi] = ENDS[comparator];
  if ((lo !== undefined) !== wantsLo || (hi !== undefined) !== wantsHi)
    return { path: '/value', reason: 'lo and hi do not fit the comparator' };
  if (lo !== undefined && hi !== undefined && lo > hi) return { path: '/value', reason: 'lo is above hi' };
  if (lexeme !== undefined && comparator !== 'vague')
    return { path: '/value/lexeme', reason: 'only a vague number has a lexeme' };
  if (comparator === '<' && hi === 0) return { path: '/value/hi', reason: 'fewer than zero' };
  return claim.modality === 'declines-to-state' || claim.modality === 'declares-unknown'
    ? { path: '/modality', reason: 'a figure is given, so it is not declined or unknown' }
    : null;
}

/** C11: a label that accuses says whether it is speech, charge or conviction. */
function labelRule(claim: Claim): Problem | null {
  if (claim.claimKind !== 'label' || claim.value.kind !== 'said') return null;
  const needs = list('LS').get(claim.value.label)?.maps['needsUse'] === 'yes';
  return needs && claim.value.use === undefined
    ? { path: '/value/use', reason: 'this label needs its use' }
    : null;
}

/** C19: no reply says as of when; the number reached is not above the number asked. */
function outcomeRule(claim: Claim): Problem | null {
  if (claim.claimKind !== 'inquiry-outcome') return null;
  const { outcome, n, reached } = claim.inquiry;
  if (outcome === 'NORESP' && claim.asOf.edtf === null)
    return { path: '/asOf', reason: 'no reply needs an as-of' };
  if (reached !== undefined && (n === undefined || reached > n))
    return { path: '/inquiry/reached', reason: 'more reached than asked' };
  return null;
}

/** C17: what is practice names no person; what is person-level names a person and a moment. */
function levelRule(claim: Claim): Problem | null {
  if (!('value' in claim) || claim.value.kind !== 'said') return null;
  if (claim.claimKind === 'practice' && claim.value.who?.recordIds !== undefined)
    return { path: '/value/who/recordIds', reason: 'a practice names no record' };
  if (
    claim.claimKind === 'contact' &&
    claim.value.madeAt === undefined &&
    claim.value.deliveredAt === undefined
  )
    return { path: '/value/madeAt', reason: 'a contact needs its moment' };
  if (claim.claimKind === 'access' && claim.value.on === undefined)
    return { path: '/value/on', reason: 'a visit to a person or place needs its moment' };
  return null;
}

/** C22: sexual violence is kept in a compartment of its own and carries its caveat. */
function treatmentRule(claim: Claim): Problem | null {
  if (claim.claimKind !== 'state' || claim.value.kind !== 'said' || claim.value.state.code !== 'SEXV')
    return null;
  const { compartment, caveats } = claim.handling;
  return compartment !== OPEN_COMPARTMENT && caveats.includes('SV')
    ? null
    : { path: '/handling', reason: 'needs the caveat SV and a compartment of its own' };
}

/** The first rule of SPEC.md that a claim of right form breaks, or null. */
export function claimProblem(claim: Claim): Problem | null {
  return first(
    [speakerRule, dateRolesRule, countRule, labelRule, outcomeRule, levelRule, treatmentRule],
    claim,
  );
}

/** Rules of the other bodies, by type of entry. */
const BODY_RULES: { readonly [T in EntryType]?: Rule<EntryBody<T>> } = {
  'claim-recorded': ({ claim }) => under('/claim', claimProblem(claim)),
  'party-registered': ({ party }) => {
    const needsWords = party.names.length === 0 || party.kind === 'OTHER' || party.kind === 'unnamed';
    return needsWords && party.words === undefined ? { path: '/party/words', reason: 'needs words' } : null;
  },
  'proposal-judged': ({ decision, reason, words, claimIds }) => {
    if ((decision === 'accepted') !== claimIds.length > 0)
      return { path: '/claimIds', reason: 'claims go with accepting, and only with it' };
    return decision === 'refused' && reason === undefined && words === undefined
      ? { path: '/reason', reason: 'refusing needs a reason' }
      : null;
  },
  'decision-undone': ({ restores }) =>
    restores !== undefined && (restores.decision === 'accepted') !== restores.claimIds.length > 0
      ? { path: '/restores/claimIds', reason: 'claims go with accepting, and only with it' }
      : null,
  'mark-dismissed': ({ start, end }) =>
    end > start ? null : { path: '/end', reason: 'there is no such place' },
  'judgement-made': ({ judgement }) =>
    judgement.left === judgement.right ? { path: '/judgement/right', reason: 'a record and itself' } : null,
  'inquiry-recorded': ({ inquiry }) => {
    const open = inquiry.outcome === 'NOTSENT' || inquiry.outcome === 'SENT';
    return open || inquiry.outcomeAsOf !== undefined
      ? null
      : { path: '/inquiry/outcomeAsOf', reason: 'an outcome needs an as-of' };
  },
  'count-view-signed': ({ view }) => {
    const ids = view.accepts.map(({ claimId }) => claimId);
    return new Set(ids).size === ids.length
      ? null
      : { path: '/view/accepts', reason: 'a claim is taken once' };
  },
  'estimate-overridden': ({ override }) =>
    override.rules.includes('R1') || override.rules.includes('R3')
      ? { path: '/override/rules', reason: 'too few lists and barred lists cannot be overridden' }
      : null,
  'counts-published': ({ release }) =>
    release.lines.every(({ value, members }) => value === members.length)
      ? null
      : { path: '/release/lines', reason: 'a number is that of the persons it counts' },
  'question-opened': ({ question }) =>
    question.state === 'closed' && question.closing === undefined
      ? { path: '/question/closing', reason: 'closing needs words' }
      : null,
};

function under(path: string, problem: Problem | null): Problem | null {
  return problem === null ? null : { path: path + problem.path, reason: problem.reason };
}

/** The first broken rule of a body whose form is right, or null. */
export function bodyProblem<T extends EntryType>(type: T, body: EntryBody<T>): Problem | null {
  return anywhere(body, []) ?? BODY_RULES[type]?.(body) ?? null;
}

/** Dates, passages and handlings are checked wherever they stand. */
function anywhere(part: unknown, steps: string[]): Problem | null {
  if (part === null || typeof part !== 'object') return null;
  const here = Array.isArray(part) ? null : objectProblem(part as Readonly<Record<string, unknown>>, steps);
  if (here !== null) return here;
  for (const key of Object.keys(part)) {
    const inner = (part as Readonly<Record<string, unknown>>)[key];
    if (inner === null || typeof inner !== 'object') continue;
    steps.push(key);
    const problem = anywhere(inner, steps);
    if (problem !== null) return problem;
    steps.pop();
  }
  return null;
}

function objectProblem(part: Readonly<Record<string, unknown>>, steps: readonly string[]): Problem | null {
  if ('edtf' in part && 'precision' in part) {
    const checked = checkWhen(part as unknown as When);
    return checked.ok ? null : { path: pathOf(steps), reason: `date: ${checked.reason}` };
  }
  if ('exact' in part && 'textSha256' in part) {
    const { start, end, exact } = part as { start: number; end: number; exact: string };
    const length = codePoints(exact);
    if (length > QUOTE_LIMIT) return { path: pathOf([...steps, 'exact']), reason: 'quote too long' };
    return end - start === length
      ? null
      : { path: pathOf(steps), reason: 'the quote does not have the length of its place' };
  }
  if ('tlp' in part && 'caveats' in part) {
    const { caveats, embargoUntil } = part as Handling;
    return caveats.includes('EMBARGO') === (embargoUntil !== undefined)
      ? null
      : { path: pathOf([...steps, 'embargoUntil']), reason: 'an embargo and its day go together' };
  }
  return null;
}

const pathOf = (steps: readonly string[]): string => steps.map((step) => `/${step}`).join('');

/** A count claim whose value is a figure. */
export type FigureClaim = ClaimOf<'count'> & { readonly value: { readonly kind: 'said' } };
