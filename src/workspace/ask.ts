/**
 * Asking an authority about a person: the question as it was put, to whom, when it went out and by when an answer is
 * due. An entry like any other. That nobody answered is not said here: a silence is a claim that a person makes.
 */
import { unlabelled, type Inquiry, type PartyRef } from '#claim';
import { Fault, isCalendarDay, newId, whenOf, type When } from '#ground';
import type { Principal } from './principal.ts';
import type { Workspace } from './workspace.ts';

export interface AskIn {
  /** Id of any record of the person. */
  readonly personId: string;
  readonly addressee: PartyRef;
  /** In whose name the question is put. */
  readonly asker: PartyRef;
  /** The question, in the words in which it was put. */
  readonly question: string;
  readonly lang: string;
  /** By letter, by telephone … in a person's own words. */
  readonly channel?: string;
  /** Calendar day on which it was sent; without one it is prepared and not sent. */
  readonly sent?: string;
  readonly due?: string;
}

function dayOf(words: string, lang: string, role: 'on' | 'due'): When {
  if (!isCalendarDay(words)) throw new Fault('date-malformed', 'a day is written like 2026-03-31');
  return whenOf({ words, lang, edtf: words, role, basis: 'explicit' });
}

/**
 * Records a question put about a person and returns its id. It stays in the compartment of the person's records.
 * Throws Fault: not-allowed, not-found, date-malformed, usage-wrong where an answer would be due before it was asked.
 */
export async function askAuthority(
  workspace: Workspace,
  principal: Principal,
  given: AskIn,
): Promise<string> {
  const { records } = await workspace.read(principal, 'work', { what: 'person', personId: given.personId });
  const { sent, due, lang } = given;
  if (sent !== undefined && due !== undefined && due < sent)
    throw new Fault('usage-wrong', 'an answer cannot be due before the question was sent');
  const compartment =
    records.map(({ handling }) => handling.compartment).find((one) => one !== 'open') ?? 'open';
  const inquiry: Inquiry = {
    inquiryId: newId(),
    asker: given.asker,
    addressee: given.addressee,
    question: given.question,
    recordIds: records.map(({ recordId }) => recordId),
    ...(given.channel === undefined ? {} : { channel: given.channel }),
    ...(sent === undefined ? {} : { sent: dayOf(sent, lang, 'on') }),
    ...(due === undefined ? {} : { due: dayOf(due, lang, 'due') }),
    reminders: [],
    outcome: sent === undefined ? 'NOTSENT' : 'SENT',
    evidence: [],
    handling: { ...unlabelled(), compartment },
  };
  await workspace.append(principal, [{ type: 'inquiry-recorded', body: { inquiry }, compartment }]);
  return inquiry.inquiryId;
}
