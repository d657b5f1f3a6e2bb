/**
 * A table of counts leaves: drawn through the rules for small counts and against every table that left before, recorded
 * with the persons behind each number, and only then handed over. What stays back is named with its reason.
 */
import { newId, sha256Hex } from '#ground';
import type { Principal } from './principal.ts';
import type { CountTable } from './queries.ts';
import type { Workspace } from './workspace.ts';

export interface CountsToPublish {
  readonly name: string;
  readonly facets: readonly string[];
  /** Torture, sexual violence, informers, minors: the threshold is 10. */
  readonly sensitive?: boolean;
  /** Two people who say that those counted are named in public with consent, and why small counts may leave. */
  readonly publicByConsent?: { readonly by: readonly string[]; readonly reason: string };
  readonly reason: string;
}

export interface CountsPublished extends CountTable {
  readonly releaseId: string;
  /** The table as it may be handed over. */
  readonly csv: string;
}

const quoted = (words: string): string => (/[",\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words);

function csvOf(name: string, { lines, keptBack, threshold, asKnown }: CountTable): string {
  const because = {
    small: `fewer than ${threshold}, or none or all of a group`,
    'would-tell': 'kept back, because it would tell another number',
  } as const;
  return [
    'group,persons,remark',
    ...lines.map(({ label, value }) => `${quoted(label)},${value},`),
    ...keptBack.map((one) => `${quoted(one.label)},,${quoted(because[one.because])}`),
    '',
    quoted(
      `${name}. Persons documented by name; being on a list means that its compiler says so. As known ${asKnown.at}; ledger of ${asKnown.size} entries, head ${asKnown.head.slice(0, 16)}.`,
    ),
    '',
  ].join('\n');
}

/** The table as it would leave; nothing is recorded. Throws like `publishCounts`. */
export function draftCounts(
  workspace: Workspace,
  principal: Principal,
  wanted: Omit<CountsToPublish, 'name' | 'reason'>,
): Promise<CountTable> {
  const { facets, sensitive, publicByConsent } = wanted;
  return workspace.read(principal, 'export', {
    what: 'count-table',
    facets,
    ...(sensitive === undefined ? {} : { sensitive }),
    ...(publicByConsent === undefined ? {} : { publicByConsent }),
  });
}

/**
 * Publishes a table and records it. Throws Fault: never-publish when earlier tables and this one together would give a
 * small group away, usage-wrong for facets that are none, input-empty without persons, not-allowed.
 */
export async function publishCounts(
  workspace: Workspace,
  principal: Principal,
  wanted: CountsToPublish,
): Promise<CountsPublished> {
  const made = await draftCounts(workspace, principal, wanted);
  const releaseId = newId();
  const csv = csvOf(wanted.name, made);
  await workspace.append(principal, [
    {
      type: 'counts-published',
      body: {
        release: {
          releaseId,
          name: wanted.name,
          facets: [...wanted.facets],
          threshold: made.threshold,
          lines: made.lines.map((line) => ({ ...line, members: [...line.members], cells: [...line.cells] })),
          empty: [...made.empty],
          keptBack: made.keptBack.map(({ label, because }) => ({ label, because })),
          ...(wanted.publicByConsent === undefined
            ? {}
            : {
                publicByConsent: {
                  by: [...wanted.publicByConsent.by],
                  reason: wanted.publicByConsent.reason,
                },
              }),
          reason: wanted.reason,
        },
      },
    },
    {
      type: 'disclosure-made',
      body: {
        disclosure: {
          disclosureId: newId(),
          audience: 'public',
          form: 'aggregate',
          purpose: 'a table of counts is published',
          format: 'habeas-counts/1',
          sha256: sha256Hex(csv),
          ledger: { size: made.asKnown.size, root: made.root },
          contents: [{ kind: 'counts', ids: [releaseId] }],
          tlp: 'TLP:CLEAR',
          rules: [
            { rule: 'D10', keptBack: made.keptBack.filter(({ because }) => because === 'small').length },
            { rule: 'D14', keptBack: made.keptBack.filter(({ because }) => because !== 'small').length },
          ],
          decidedBy: [principal.id],
          reason: wanted.reason,
        },
      },
    },
  ]);
  return { ...made, releaseId, csv };
}
