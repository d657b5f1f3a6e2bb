/**
 * Signing on the command line: a view, which says what somebody takes together for the sake of the argument, and an
 * override, by which two named people let a refused estimate stand. Without a name `view` shows what can be taken.
 * Neither says that a figure is so; the entry in the ledger is the signature.
 */
import { Fault } from '#ground';
import { overrideEstimate, signView, type HowMany } from '#workspace';
import { withWorkspace, type Common } from './session.ts';
import { viewLines } from './count.ts';
import { print, printJson } from './output.ts';

type ViewDraft = Parameters<typeof signView>[2];
type Accepted = ViewDraft['accepts'][number];
type Assumption = ViewDraft['assumes'][number];

export interface ViewFlags extends Common {
  readonly measure: string;
  readonly name?: string;
  readonly accept: readonly string[];
  readonly assume: readonly string[];
  readonly list: readonly string[];
  readonly replace?: string;
  readonly reason?: string;
}

export interface OverrideFlags extends Common {
  readonly measure: string;
  readonly rules: string;
  readonly by: readonly string[];
  readonly reason: string;
  readonly table?: string;
}

const ACCEPT = 'claim, claim:N for its N-th other reading, and claim:acknowledged or claim:N:acknowledged';

/** A claim as the view takes it, from "claim", "claim:2", "claim:acknowledged", "claim:2:acknowledged". */
function acceptedIn(words: string): Accepted {
  const [claimId = '', ...rest] = words.split(':').map((part) => part.trim());
  const as = rest.at(-1) === 'acknowledged' || rest.at(-1) === 'number' ? rest.pop() : 'number';
  const [reading = '0'] = rest;
  if (claimId === '' || rest.length > 1 || !/^\d{1,2}$/.test(reading))
    throw new Fault('usage-wrong', 'what --accept names is not written as a claim', {
      hint: `Written as ${ACCEPT}.`,
    });
  return { claimId, reading: Number(reading), as: as === 'acknowledged' ? 'acknowledged' : 'number' };
}

function assumptionIn(words: string): Assumption {
  const [kind = '', one = '', other = '', ...rest] = words.split(':').map((part) => part.trim());
  const isPair = one !== '' && other !== '' && rest.length === 0;
  if (kind === 'within' && isPair) return { kind, inner: one, outer: other };
  if (kind === 'apart' && isPair) return { kind, one, other };
  if (one === '' && (kind === 'same-moment' || kind === 'all-departures' || kind === 'all-arrivals'))
    return { kind };
  throw new Fault('usage-wrong', 'there is no such assumption', {
    hint: 'same-moment, all-departures, all-arrivals, within:INNER:OUTER or apart:ONE:OTHER, with ids of claims.',
  });
}

function takeable({ rows, documented, bounds }: HowMany): string {
  const figures = rows.filter(({ readAs }) => readAs !== null);
  return [
    'Figures that a view can take together (--accept):',
    ...figures.map(
      ({ claimId, speaker, words, readAs, covers }) =>
        `  ${claimId}  ${speaker.state === 'unresolved' ? 'speaker not certain' : speaker.name}: “${words}” (${readAs ?? ''}); ${covers}`,
    ),
    ...(documented.byList.length === 0
      ? []
      : [
          'Lists of which a view can say that everybody on them is one of those asked about (--list):',
          ...documented.byList.map(({ listId, name, records }) => `  ${listId}  ${records} rows: ${name}`),
        ]),
    ...(bounds.views.length === 0 ? ['Nobody has signed a view.'] : ['Signed views:']),
    ...bounds.views.flatMap((view) => [`  ${view.viewId ?? ''}`, ...viewLines(view)]),
  ].join('\n');
}

/** `habeas view`: shows what can be taken together, or signs a view and shows what it forces. */
export async function view(folder: string, flags: ViewFlags): Promise<void> {
  const { name, accept, assume, list, replace, reason, measure } = flags;
  const isSigning = name !== undefined || accept.length + assume.length + list.length > 0;
  if (isSigning && (name === undefined || reason === undefined || accept.length + list.length === 0))
    throw new Fault('usage-wrong', 'a view takes --name, --reason and at least one --accept or --list');
  await withWorkspace(folder, flags, async ({ workspace, owner }) => {
    const read = (): Promise<HowMany> => workspace.read(owner, 'count', { what: 'count', measure });
    if (name === undefined || reason === undefined) {
      const answer = await read();
      const { rows, documented, bounds } = answer;
      return flags.json
        ? printJson({ rows, lists: documented.byList, views: bounds.views })
        : print(takeable(answer));
    }
    const viewId = await signView(workspace, owner, {
      ...(replace === undefined ? {} : { viewId: replace }),
      name,
      accepts: accept.map(acceptedIn),
      assumes: assume.map(assumptionIn),
      lists: [...list],
      reason,
    });
    const made = (await read()).bounds.views.find((one) => one.viewId === viewId);
    if (flags.json) return printJson({ ok: true, viewId, view: made ?? null });
    await print([`Signed as view ${viewId}.`, ...(made === undefined ? [] : viewLines(made))].join('\n'));
  });
}

/** `habeas override`: two named people or more let the estimate stand against rules; printed with the figure from then on. */
export async function override(folder: string, flags: OverrideFlags): Promise<void> {
  const rules = flags.rules.split(',').map((id) => id.trim().toUpperCase());
  const by = flags.by.map((one) => one.trim()).filter((one) => one !== '');
  if (new Set(by.map((one) => one.toLowerCase())).size < 2)
    throw new Fault('usage-wrong', 'an override needs two different people by name', {
      hint: 'Give --by twice.',
    });
  await withWorkspace(folder, flags, async ({ workspace, owner }) => {
    const { estimate } = await workspace.read(owner, 'count', { what: 'count', measure: flags.measure });
    const table = flags.table ?? estimate.report?.table.hash;
    if (table === undefined)
      throw new Fault('usage-wrong', 'there is no overlap table whose estimate could stand', {
        hint: 'Import at least three lists, or name a table by its hash with --table.',
      });
    const overrideId = await overrideEstimate(workspace, owner, { table, rules, by, reason: flags.reason });
    if (flags.json) return printJson({ ok: true, overrideId, table, rules, by });
    await print(
      `Recorded: ${by.join(' and ')} let the estimate of table ${table.slice(0, 16)} stand against ${rules.join(', ')}. This is printed with the figure. Another table needs another decision.`,
    );
  });
}
