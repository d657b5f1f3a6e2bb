/** `habeas export`: what an audience may have, or cases for the reader, as files in a new folder. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '#ground';
import { exportClaims, exportReadingCases, isAudience } from '#workspace';
import { print, printJson } from './output.ts';
import { withWorkspace, type Common } from './session.ts';

export type ExportOptions = Common & {
  readonly format: string;
  readonly audience?: string;
  readonly reason?: string;
};

const ASKED = 'asked for on the command line';

export async function exportTo(folder: string, out: string, options: ExportOptions): Promise<void> {
  const { audience, format } = options;
  if (format !== 'claims' && format !== 'reading-cases')
    throw new Fault('usage-wrong', 'the format is claims or reading-cases');
  if (existsSync(out) && readdirSync(out).length > 0)
    throw new Fault('vault-exists', 'there are files at that place already');
  if (format === 'reading-cases') return casesTo(folder, out, options);
  if (audience === undefined || !isAudience(audience))
    throw new Fault('usage-wrong', 'the audience is public, partner or team');
  await withWorkspace(folder, options, async ({ workspace, owner }) => {
    const made = await exportClaims(workspace, owner, {
      audience,
      purpose: 'export by command',
      reason: options.reason ?? ASKED,
    });
    writeAll(out, made.files);
    if (options.json) return printJson({ ok: true, claims: made.claims.length, leftOut: made.leftOut });
    await print(
      [
        `${made.claims.length} claims written for the audience ${audience}, with proofs and a verifier (read VERIFY.md there).`,
        ...made.leftOut.map(({ rule, because, claims }) => `${claims} left out by ${rule}: ${because}`),
      ].join('\n'),
    );
  });
}

function writeAll(out: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(out, { recursive: true, mode: 0o700 });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(out, name), text, { mode: 0o600 });
}

async function casesTo(folder: string, out: string, options: ExportOptions): Promise<void> {
  await withWorkspace(folder, options, async ({ workspace, owner }) => {
    const { files, ...made } = await exportReadingCases(workspace, owner, {
      reason: options.reason ?? ASKED,
    });
    writeAll(out, files);
    if (options.json) return printJson({ ok: true, ...made });
    await print(
      [
        `${made.documents} texts written, with ${made.accepted} proposals accepted, ${made.refused} refused and ${made.missed} claims that the reader missed.`,
        ...made.leftOut.map(({ because, claims }) => `${claims} documents stay: ${because}.`),
      ].join('\n'),
    );
  });
}
