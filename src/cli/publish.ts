/**
 * `habeas publish-counts`: a table of persons leaves without its small groups, or shows what would leave. The file is
 * written after the release is recorded; a table that would give somebody away ends with code 3 and writes nothing.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { Fault } from '#ground';
import { draftCounts, publishCounts, type CountTable } from '#workspace';
import { withWorkspace, type Common } from './session.ts';
import { print, printJson, say } from './output.ts';

export interface PublishFlags extends Common {
  readonly by: string;
  readonly name?: string;
  readonly out?: string;
  readonly reason?: string;
  readonly sensitive?: boolean;
  readonly dryRun?: boolean;
  readonly consentBy: readonly string[];
  readonly consentReason?: string;
}

const BECAUSE = {
  small: 'small, none of a group, or all of it',
  'would-tell': 'would tell another number',
} as const;

function tableText({ lines, keptBack, threshold, earlier }: CountTable): string {
  return [
    ...lines.map(({ label, value }) => `${String(value).padStart(8)}  ${label}`),
    ...keptBack.map(({ label, because }) => `       –  ${label} (${BECAUSE[because]})`),
    `${keptBack.length} numbers stay back: below ${threshold}, or telling one that is. Held against ${earlier} earlier tables.`,
  ].join('\n');
}

/** Numbers and labels; the persons behind them do not leave. */
function plain({ lines, keptBack, threshold, earlier, asKnown }: CountTable): object {
  return {
    lines: lines.map(({ label, value }) => ({ label, value })),
    keptBack,
    threshold,
    earlier,
    asKnown,
  };
}

function consentIn({ consentBy, consentReason }: PublishFlags): object {
  if (consentBy.length === 0 && consentReason === undefined) return {};
  if (new Set(consentBy.map((one) => one.trim().toLowerCase())).size < 2 || consentReason === undefined)
    throw new Fault(
      'usage-wrong',
      'small counts of people named in public take --consent-by twice and --consent-reason',
    );
  return { publicByConsent: { by: consentBy, reason: consentReason } };
}

export async function publishCountsTo(folder: string, flags: PublishFlags): Promise<void> {
  const { out, name, reason } = flags;
  const table = {
    facets: flags.by.split(',').map((one) => one.trim()),
    sensitive: flags.sensitive ?? false,
    ...consentIn(flags),
  };
  if (out !== undefined && existsSync(out))
    throw new Fault('vault-exists', 'there is a file at that place already');
  await withWorkspace(folder, flags, async ({ workspace, owner }) => {
    if (flags.dryRun === true) {
      const made = await draftCounts(workspace, owner, table);
      say('Nothing was recorded (--dry-run).', flags);
      return flags.json ? printJson({ ok: true, published: false, ...plain(made) }) : print(tableText(made));
    }
    if (name === undefined || reason === undefined || out === undefined)
      throw new Fault('usage-wrong', 'publishing takes --name, --reason and --out, or --dry-run');
    const made = await publishCounts(workspace, owner, { ...table, name, reason });
    writeFileSync(out, made.csv, { flag: 'wx', mode: 0o600 });
    if (flags.json)
      return printJson({ ok: true, published: true, releaseId: made.releaseId, ...plain(made) });
    await print(`${tableText(made)}\nRecorded as release ${made.releaseId}.`);
  });
}
