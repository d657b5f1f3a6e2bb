/**
 * From the reader's JSON to a proposal that can be recorded: known keys only, the passage taken from the pinned
 * text and compared with the quote, fields that a reader left out as null, percentages with decimals as whole
 * numbers. Trusts no reader: what does not fit is handed back with a reason and is not recorded.
 */
import { Value } from 'typebox/value';
import { passageAt } from './passage.ts';
import { PROPOSAL_SCHEMAS, type Proposal, type ProposalKind } from './proposal.ts';

/** What every reader gives; the fields of its kind beside it. */
export interface ReaderClaim {
  readonly id: string;
  readonly kind: string;
  readonly quote: string;
  /** Code points of the pinned text, end excluded. */
  readonly start: number;
  readonly end: number;
}

/** The pinned text a reading was made of. */
export interface PinnedPoints {
  readonly documentId: string;
  readonly textSha256: string;
  /** The text as code points: `Array.from(text)`. */
  readonly points: readonly string[];
}

export type ProposalMade =
  | { readonly ok: true; readonly proposal: Proposal }
  | { readonly ok: false; readonly reason: 'kind-unknown' | 'not-verbatim' | 'malformed' };

/** Keys that a reader may leave out, and what stands there then. */
const WHEN_MISSING: Readonly<Record<string, unknown>> = {
  vague: false,
  flags: [],
  rule: 'unstated',
  subject: '',
};

function wholeNumbers(fields: Record<string, unknown>): void {
  const numbers = [fields['number']].flat();
  if (!numbers.some((one) => typeof one === 'number' && !Number.isInteger(one))) return;
  const scaled = numbers.map((one) => (typeof one === 'number' ? Math.round(one * 100) : one));
  const isExact = numbers.every(
    (one, at) => typeof one === 'number' && Math.abs(one * 100 - Number(scaled[at])) < 1e-6,
  );
  if (fields['unit'] === 'percent' && isExact) {
    fields['number'] = Array.isArray(fields['number']) ? scaled : scaled[0];
    fields['unit'] = 'permyriad';
  } else {
    // Not ours to round: the words have the figure, and a person will read them.
    fields['number'] = null;
  }
}

/** Makes the proposal. Never throws for anything a reader may deliver. */
export function proposalFromReader(said: ReaderClaim, text: PinnedPoints, proposalId: string): ProposalMade {
  if (!Object.hasOwn(PROPOSAL_SCHEMAS, said.kind)) return { ok: false, reason: 'kind-unknown' };
  const { start, end } = said;
  if (
    !Number.isInteger(start) ||
    !Number.isInteger(end) ||
    start < 0 ||
    end <= start ||
    end > text.points.length
  )
    return { ok: false, reason: 'not-verbatim' };
  const passage = passageAt(text, start, end);
  if (passage.exact !== said.quote) return { ok: false, reason: 'not-verbatim' };
  const schema = PROPOSAL_SCHEMAS[said.kind as ProposalKind];
  const given = said as unknown as Readonly<Record<string, unknown>>;
  const fields: Record<string, unknown> = {};
  for (const key of Object.keys(schema.properties)) {
    const value = given[key];
    // Empty words are no words; the subject alone may be empty.
    const isBlank = typeof value === 'string' && value.trim() === '' && key !== 'subject';
    if (value !== undefined && !isBlank) fields[key] = value;
    else if (key !== 'cue') fields[key] = WHEN_MISSING[key] ?? null;
  }
  if (fields['attribution'] === null)
    fields['attribution'] = {
      state: fields['attributed_to'] === null ? 'author' : 'named',
      mention: null,
      candidates: [],
    };
  wholeNumbers(fields);
  const proposal = { ...fields, proposalId, passage };
  return Value.Check(schema, proposal) ? { ok: true, proposal } : { ok: false, reason: 'malformed' };
}
