/**
 * Shared words of the mapping from proposals to claims: fields of a proposal, persons, dates, codes that carry a
 * reader's word. No kind is treated here.
 */
import type { When } from '#ground';
import type { Draft, Refusal } from './acceptance.ts';
import { saidField, textDate, type Bench } from './acceptance-envelope.ts';
import type { Who } from './claim-kinds.ts';
import { list, type ListName } from './lists.ts';
import type { ProposalKind, ProposalOf } from './proposal.ts';

/** What a kind's mapping gives. */
export type Mapped = readonly Draft[] | Refusal;
/** A bench whose proposal is of one kind. */
export type On<K extends ProposalKind> = Bench & { readonly proposal: ProposalOf<K> };

/** The code of a list that carries this word of the reader, or null. */
export function readerCode(name: ListName, word: string | null): string | null {
  return list(name).members.find((member) => word !== null && member.maps['reader'] === word)?.code ?? null;
}

/** The persons a proposal speaks of, in its words, with the records the person chose. */
export function whoOf({ proposal, input }: Bench, field = 'who'): Who {
  const words = saidField(proposal, field) ?? (proposal.subject || proposal.quote);
  const { recordIds } = input.decision;
  return { words, ...(recordIds?.length ? { recordIds: [...recordIds] } : {}) };
}

/** A date of the proposal: absent, right, or malformed (null). */
export function dateIn(bench: Bench, field: string): { readonly on?: When } | null {
  const edtf = saidField(bench.proposal, field);
  if (edtf === null) return {};
  const on = textDate(bench, edtf, 'on');
  return on === null ? null : { on };
}

type SaidEvent = Extract<Extract<Draft, { claimKind: 'event' }>['value'], { kind: 'said' }>;

export function eventDraft(
  event: string,
  fields: Omit<SaidEvent, 'kind' | 'event' | 'statedOrInferred'>,
): Draft {
  return { claimKind: 'event', value: { kind: 'said', event, statedOrInferred: 'stated', ...fields } };
}

type SaidState = Extract<Extract<Draft, { claimKind: 'state' }>['value'], { kind: 'said' }>;

export function stateDraft(state: SaidState['state']): Draft {
  return { claimKind: 'state', value: { kind: 'said', state } };
}
