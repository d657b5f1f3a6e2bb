/** The commands of docs/cli.md. Each opens what it needs, calls one verb of the workspace, prints, and closes. */
import { mkdirSync, renameSync, writeFileSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault } from '#ground';
import { startServer } from '#web';
import {
  addDocument,
  exportClaims,
  exportReadingCases,
  importList,
  isAudience,
  loadSample,
  previewList,
  readDocument,
  sampleName,
  SCOPE_FACETS,
  type AskedTerm,
  type DocumentRead,
  type DocumentReadTwice,
  type Query,
} from '#workspace';
import { countText } from './count.ts';
import { asked, onInterrupt } from './interrupt.ts';
import { modelFor, modelText, type ModelFlags } from './model.ts';
import { fail, print, printJson, progress, say, type OutputOptions } from './output.ts';
import {
  newPassphrase,
  passphraseFor,
  replacementPassphrase,
  unlockFor,
  type SecretOptions,
} from './passphrase.ts';
import { createAt, gateAt, openAt, restoreAt, type Session } from './stores.ts';
import { terminalWidth } from './table.ts';

export type Common = OutputOptions & SecretOptions;

const SAMPLE = fileURLToPath(new URL('../../sample', import.meta.url));

/** Passphrase of the fictional sample; it protects nothing and is printed. */
export const SAMPLE_PASSPHRASE = 'sample';

async function bytesOf(file: string): Promise<Uint8Array> {
  if (file === '-') {
    const parts: Uint8Array[] = [];
    for await (const part of process.stdin) parts.push(part as Uint8Array);
    return new Uint8Array(Buffer.concat(parts));
  }
  try {
    return new Uint8Array(await readFile(file));
  } catch (cause) {
    throw new Fault('input-missing', `the file ${basename(file)} cannot be read`, { cause });
  }
}

/** Opens a workspace, uses it, and closes it whatever happens. */
export async function withWorkspace<T>(
  folder: string,
  options: SecretOptions,
  use: (session: Session) => Promise<T>,
): Promise<T> {
  const session = await openAt(folder, await unlockFor(options));
  try {
    return await use(session);
  } finally {
    await session.close();
  }
}

export async function init(folder: string, options: Common & { name?: string }): Promise<void> {
  const passphrase = await newPassphrase(options);
  const { session, recoveryCode } = await createAt(folder, { passphrase, name: options.name ?? 'Workspace' });
  await session.close();
  if (options.json) return printJson({ ok: true, recoveryCode });
  await print(
    [
      'The workspace is made and encrypted.',
      '',
      `Recovery code, shown this once: ${recoveryCode}`,
      'Write it on paper and keep it apart from the laptop. It opens the workspace without the passphrase.',
      'If both are lost, nobody can open the workspace again, we neither.',
    ].join('\n'),
  );
}

/** Why this proposal: the rule or model, the words that set it off, who else may speak, and what to look at. */
function whyText({ rule, cue, attribution, flags }: DocumentRead['claims'][number]): string {
  const others =
    attribution.candidates.length === 0 ? '' : `; may also be ${attribution.candidates.join(', ')}`;
  const marks = flags.length === 0 ? '' : `; look closely: ${flags.join(', ').replaceAll('-', ' ')}`;
  const seen = rule.startsWith('weighed:') ? '; no rule saw it, its words together speak for it' : '';
  return `because of “${cue}” (${rule})${seen}${others}${marks}`;
}

function readingText(reading: DocumentRead | DocumentReadTwice): string {
  const lines = reading.claims.map((claim) => {
    const speaker =
      claim.attribution.state === 'unresolved'
        ? 'speaker not certain'
        : (claim.attributed_to ?? 'the text itself');
    return `${claim.id}  ${claim.kind}, ${claim.modality}, ${speaker}\n    “${claim.quote}”\n    ${whyText(claim)}`;
  });
  const { coverage } = reading;
  return [
    ...('model' in reading ? [...modelText(reading), ''] : []),
    `${reading.claims.length} proposals in ${reading.text} (${reading.lang}). Each says: the text says this. A person decides.`,
    '',
    ...lines,
    '',
    `${coverage.sentences_with_claims} of ${coverage.sentences} sentences have a proposal; ${coverage.numbers_claimed} of ${coverage.numbers} figures are covered.`,
    ...coverage.unread.map(
      ({ lang, characters }) => `${characters} characters in ${lang} were not read: there is no pack for it.`,
    ),
    ...(reading.unclaimed.length === 0
      ? []
      : [
          'Not covered, look at these yourself:',
          ...reading.unclaimed.map(({ kind, quote }) => `  ${kind}: “${quote}”`),
        ]),
    ...(reading.doubted.length === 0
      ? []
      : [
          'Considered and left out, because little speaks for it:',
          ...reading.doubted.map(({ kind, quote, rule }) => `  ${kind}: “${quote}” (${rule})`),
        ]),
    ...(reading.recognised ?? []).map(
      ({ page, language, confidence, words, uncertain }) =>
        `Page ${page} was read from a picture (${language}, confidence ${confidence} of 100): ${uncertain} of ${words} words are uncertain. Compare it with the page.`,
    ),
    ...(reading.damaged.length === 0 ? [] : [`${reading.damaged.length} damaged places in the text.`]),
  ].join('\n');
}

export async function read(
  file: string,
  options: Common & ModelFlags & { lang?: string; published?: string; save?: string },
): Promise<void> {
  const model = modelFor(options);
  if (model !== null && options.save !== undefined)
    throw new Fault('usage-wrong', 'a workspace asks the model that its owner chose', {
      hint: 'Save first, then: habeas model DIR --read DOCUMENT.',
    });
  const bytes = await bytesOf(file);
  const fileName = file === '-' ? undefined : basename(file);
  const given = {
    ...(fileName === undefined ? {} : { fileName }),
    ...(options.lang === undefined ? {} : { lang: options.lang }),
    ...(options.published === undefined ? {} : { published: options.published }),
  };
  const reading = await readDocument(bytes, {
    ...given,
    name: fileName ?? '-',
    ...(model === null ? {} : { model }),
  });
  if (options.save !== undefined) {
    const { lang: language, ...rest } = given;
    const added = await withWorkspace(options.save, options, ({ workspace, owner }) =>
      addDocument(workspace, owner, { ...rest, bytes, ...(language === undefined ? {} : { language }) }),
    );
    say(`Kept as document ${added.documentId}; ${added.proposals} proposals wait for a person.`, options);
  }
  if (options.json) return printJson(reading);
  await print(readingText(reading));
}

function mapOf(words: string | undefined): Record<string, string> {
  const map: Record<string, string> = {};
  for (const pair of (words ?? '').split(',').filter((one) => one.trim() !== '')) {
    const at = pair.indexOf('=');
    if (at < 1) throw new Fault('usage-wrong', 'a map is written field=column,field=column');
    const field = pair.slice(0, at).trim();
    if (Object.hasOwn(map, field)) throw new Fault('usage-wrong', 'the map names a field twice');
    map[field] = pair.slice(at + 1).trim();
  }
  return map;
}

export async function importLists(
  files: readonly string[],
  options: Common & { into: string; list: string; map?: string; encoding?: string; dryRun?: boolean },
): Promise<void> {
  const map = mapOf(options.map);
  const charset = options.encoding === undefined ? {} : { charset: options.encoding };
  const lists: { file: string; bytes: Uint8Array }[] = [];
  for (const file of files) lists.push({ file, bytes: await bytesOf(file) });
  // Everything is read before anything is written, so that a bad second file leaves the first unimported as well.
  const previews = [];
  for (const { file, bytes } of lists)
    previews.push({
      file: basename(file),
      ...(await previewList({ bytes, fileName: basename(file), map, ...charset })),
    });
  for (const { file, columns, rows, unnamed, notices } of previews) {
    say(`${file}: ${rows} rows${unnamed === 0 ? '' : `, ${unnamed} without a name`}`, options);
    for (const notice of notices) say(`  ${notice}`, options);
    for (const { column, field, basis } of columns)
      say(`  ${column}: ${field ?? 'kept as it is'}${field === null ? '' : ` (${basis})`}`, options);
  }
  const report = previews.map(({ table: _table, sample: _sample, ...preview }) => preview);
  if (options.dryRun) {
    say('Nothing was written (--dry-run).', options);
    return options.json ? printJson({ ok: true, imported: false, files: report }) : undefined;
  }
  const done: { file: string; listId: string; documentId: string }[] = [];
  await withWorkspace(options.into, options, async ({ workspace, owner }) => {
    for (const { file, bytes } of lists) {
      const name = lists.length === 1 ? options.list : `${options.list} (${basename(file)})`;
      const { listId, documentId } = await importList(workspace, owner, {
        bytes,
        fileName: basename(file),
        name,
        map,
        ...charset,
      });
      done.push({ file: basename(file), listId, documentId });
    }
  });
  if (options.json)
    return printJson({ ok: true, imported: true, files: report.map((one, at) => ({ ...one, ...done[at] })) });
  await print(
    done.map(({ listId }, at) => `${report[at]?.rows ?? 0} rows kept as list ${listId}`).join('\n'),
  );
}

/**
 * `held; place=Renda|Tessa; holder=the ministry`: what is counted, then facets with terms. Throws Fault('usage-wrong').
 */
export function scopeIn(words: string): Pick<Query<'count'>, 'measure' | 'scope'> {
  const parts = words
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const measures = parts.filter((part) => !part.includes('='));
  if (measures.length > 1) throw new Fault('usage-wrong', 'a scope names one thing to count');
  const scope = parts.flatMap((part): AskedTerm[] => {
    const [name = '', ...rest] = part.split('=');
    if (rest.length === 0) return [];
    const facet = SCOPE_FACETS.find((one) => one === name.trim());
    if (facet === undefined)
      throw new Fault('usage-wrong', 'there is no such facet of a scope', {
        hint: `Facets: ${SCOPE_FACETS.join(', ')}. What is counted stands alone, the day is --on.`,
      });
    return rest
      .join('=')
      .split('|')
      .map((term) => ({ facet, term }));
  });
  return {
    ...(measures[0] === undefined ? {} : { measure: measures[0] }),
    ...(scope.length === 0 ? {} : { scope }),
  };
}

export async function count(
  folder: string,
  options: Common & { measure?: string; scope?: string; on?: string; asKnown?: string },
): Promise<void> {
  const query: Query<'count'> = {
    what: 'count',
    estimate: 'run',
    ...(options.scope === undefined ? {} : scopeIn(options.scope)),
    ...(options.on === undefined ? {} : { on: options.on }),
    ...(options.asKnown === undefined ? {} : { asKnown: options.asKnown }),
  };
  await withWorkspace(folder, options, async ({ workspace, owner }) => {
    const answer = await workspace.read(owner, 'count', query);
    await (options.json ? printJson(answer) : print(countText(answer, terminalWidth())));
  });
}

export async function verify(
  folder: string,
  options: Common & { checkpoint?: string; sign?: string },
): Promise<void> {
  const outside =
    options.checkpoint === undefined ? [] : [Buffer.from(await bytesOf(options.checkpoint)).toString('utf8')];
  await withWorkspace(folder, options, async (session) => {
    const bar = progress(options);
    const result = await session.verify(outside, (stage, done, total) => bar.step(stage, done, total));
    bar.end();
    if (options.sign !== undefined && result.ok) {
      const { note } = await session.workspace.checkpoint(session.owner, outside);
      writeFileSync(options.sign, note, { flag: 'wx' });
      say('A signed checkpoint was written. Keep it somewhere else.', options);
    }
    if (options.json) await printJson(result);
    else {
      const lines = result.parts.map(({ part, ok, says }) => `${ok ? 'ok  ' : 'FAIL'}  ${part}: ${says}`);
      const cover =
        result.coveredUntil === null
          ? 'No outside checkpoint was given: a loss at the end of the ledger cannot be seen.'
          : `Covered until ${result.coveredUntil} by an outside checkpoint.`;
      await print(
        [...lines, ...result.redacted.map(({ seq, basis }) => `redacted at #${seq} (${basis})`), cover].join(
          '\n',
        ),
      );
    }
    if (result.ok) return;
    const broken = new Fault('ledger-broken', 'the workspace does not verify', {
      hint: 'Leave it untouched, keep a copy as evidence, and restore a backup to another place.',
    });
    // With --json the parts are on stdout already; a second document there could not be parsed.
    process.exitCode = await fail(broken);
  });
}

export async function backup(folder: string, to: string, options: Common): Promise<void> {
  await withWorkspace(folder, options, async (session) => {
    const report = await session.backup(to);
    await (options.json
      ? printJson({ ok: true, ...report })
      : print(`Backup of ${report.entries} entries made and verified.`));
  });
}

export async function passphrase(
  folder: string,
  options: Common & { newPassphraseFile?: string },
): Promise<void> {
  await withWorkspace(folder, options, async (session) => {
    await session.changePassphrase(await replacementPassphrase(options.newPassphraseFile));
  });
  if (options.json) return printJson({ ok: true });
  await print(
    'The new passphrase opens the workspace. Copies and backups made earlier still open with the old one; the recovery code stays the same.',
  );
}

export async function restore(from: string, to: string, options: Common): Promise<void> {
  const report = await restoreAt(from, to, await unlockFor(options));
  await (options.json
    ? printJson({ ok: true, ...report })
    : print(`Restored ${report.entries} entries to a new workspace; everything verifies.`));
}

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

export interface ServeOptions extends Common {
  readonly port?: string;
  readonly host?: string;
}

function portOf(words: string | undefined): number {
  const port = Number(words ?? '0');
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Fault('usage-wrong', 'a port is a number from 0 to 65535');
  return port;
}

async function serveAt(
  folder: string,
  title: string,
  options: ServeOptions & { sampleHint?: string },
): Promise<void> {
  const server = await startServer({
    gate: gateAt(folder, title),
    port: portOf(options.port),
    ...(options.host === undefined ? {} : { host: options.host }),
    ...(options.sampleHint === undefined ? {} : { sampleHint: options.sampleHint }),
  });
  await print(server.url);
  await asked();
  await server.close();
}

export async function serve(folder: string, options: ServeOptions): Promise<void> {
  if (!existsSync(join(folder, 'vault.db')))
    throw new Fault('vault-missing', 'there is no workspace at that place', {
      hint: 'Make one with: habeas init DIR',
    });
  say(
    'Open this address in a browser on this machine. Ctrl-C ends the server and locks the workspace.',
    options,
  );
  await serveAt(folder, 'Workspace', options);
}

export async function demo(options: ServeOptions & { serve?: boolean; dir?: string }): Promise<void> {
  const isOwn = options.dir === undefined;
  const parent = isOwn ? await mkdtemp(join(tmpdir(), 'habeas-sample-')) : null;
  const folder = options.dir === undefined ? join(parent ?? '', 'sample.habeas') : resolve(options.dir);
  const passphrase = options.passphraseFile === undefined ? SAMPLE_PASSPHRASE : await passphraseFor(options);
  // A sample without a place of its own lives as long as the command, however that ends.
  const leave = (): void => {
    if (parent !== null) rmSync(parent, { recursive: true, force: true });
  };
  onInterrupt(leave);
  try {
    await makeSample(folder, passphrase, options);
    if (options.serve === false) return;
    say(
      `\nOpen this address in a browser on this machine; the sample’s passphrase is “${passphrase === SAMPLE_PASSPHRASE ? passphrase : 'the one you gave'}”. Ctrl-C ends it.`,
      options,
    );
    await serveAt(folder, 'Sample workspace, everything in it is invented', {
      ...options,
      ...(passphrase === SAMPLE_PASSPHRASE ? { sampleHint: passphrase } : {}),
    });
  } finally {
    leave();
  }
}

/** Makes the sample beside its place and names it when it is whole, so that a half-made one is never opened. */
async function makeSample(folder: string, passphrase: string, options: Common): Promise<void> {
  if (!existsSync(join(folder, 'vault.db'))) {
    const making = `${folder}.making`;
    rmSync(making, { recursive: true, force: true });
    const { session } = await createAt(making, {
      passphrase,
      name: await sampleName(SAMPLE),
      isSample: true,
      compartments: ['sources'],
    });
    try {
      await fillSample(session, options);
    } catch (thrown) {
      await session.close();
      rmSync(making, { recursive: true, force: true });
      throw thrown;
    }
    await session.close();
    renameSync(making, folder);
  }
  const session = await openAt(folder, { passphrase });
  try {
    const answer = await session.workspace.read(session.owner, 'count', { what: 'count' });
    await (options.json ? printJson(answer) : print(`\n${countText(answer, terminalWidth())}`));
  } finally {
    await session.close();
  }
}

async function fillSample(session: Session, options: Common): Promise<void> {
  say('SAMPLE. Every country, person and document in it is invented.', options);
  const bar = progress(options);
  const loaded = await loadSample(session.workspace, session.owner, {
    folder: SAMPLE,
    onStage: (stage, done, total) => bar.step(stage, done, total),
  });
  bar.end();
  say(
    `${loaded.documents} documents read, ${loaded.proposals} proposals; an invented documenter has accepted ${loaded.accepted}, the others are yours. Record linkage has joined rows of three lists by ${loaded.linked} links.`,
    options,
  );
}
