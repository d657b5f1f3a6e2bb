/**
 * Search over a million claims and records on the vault in its own process, as the program runs it: how long one search
 * takes, by kind of question. Run by hand: node bin/run-ts.js bench/search/run.ts [--claims N] [--asked N]. Names are put together
 * from invented syllables in four scripts. Prints a Markdown table for bench/RESULTS.md.
 */
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId, seededRandom } from '#ground';
import { Ledger } from '#ledger';
import { createVault, KDF_FLOOR, openVault, openVaultInChild } from '#stores/vault';
import { createWorkspace, ownerPrincipal, Workspace, workspaceSigner } from '#workspace';
import { processorMs } from '../processor.ts';
import { WORKSPACE_VIEWS } from '../../src/workspace/projections.ts';

const total = Number(process.argv[process.argv.indexOf('--claims') + 1]) || 1_000_000;
const RECORDS = total / 5;
const BATCH = 2_000;
const ASKED = Number(process.argv[process.argv.indexOf('--asked') + 1]) || 200;
/** `--minutes N`: filling stops after so long; with `--at` the next run goes on. */
const MINUTES = Number(process.argv[process.argv.indexOf('--minutes') + 1]) || 600;
const passphrase = 'a bench needs no secret';
const random = seededRandom('bench-search');

/** The same syllables in four scripts, so that a name has four forms. */
const SYLLABLES = [
  ['ka', 'կա', 'ка', 'كا'],
  ['ra', 'րա', 'ра', 'را'],
  ['me', 'մե', 'ме', 'مي'],
  ['lo', 'լո', 'ло', 'لو'],
  ['ti', 'տի', 'ти', 'تي'],
  ['sa', 'սա', 'са', 'سا'],
  ['nu', 'նու', 'ну', 'نو'],
  ['vi', 'վի', 'ви', 'في'],
  ['do', 'դո', 'до', 'دو'],
  ['be', 'բե', 'бе', 'بي'],
  ['ga', 'գա', 'га', 'غا'],
  ['shi', 'շի', 'ши', 'شي'],
  ['zan', 'զան', 'зан', 'زان'],
  ['per', 'պեր', 'пер', 'بير'],
  ['mar', 'մար', 'мар', 'مار'],
  ['tol', 'տոլ', 'тол', 'تول'],
] as const;
const WORDS =
  'held prison court list released visit letter spoke village soldiers winter guard number said'.split(' ');

const pick = <T>(list: readonly T[]): T => list[random.below(list.length)] as T;
const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

function word(places: readonly number[], script: number): string {
  return capital(places.map((place) => SYLLABLES[place]?.[script] ?? '').join(''));
}

interface Name {
  readonly given: readonly number[];
  readonly family: readonly number[];
}
const syllables = (n: number): number[] => Array.from({ length: n }, () => random.below(SYLLABLES.length));
const GIVEN = Array.from({ length: 400 }, () => syllables(2));
const FAMILY = Array.from({ length: 20_000 }, () => syllables(3 + random.below(2)));
/** Some names are common, as names are: the place in the list is drawn three times and the lowest taken. */
const skewed = <T>(list: readonly T[]): T =>
  list[Math.min(...[0, 1, 2].map(() => random.below(list.length)))] as T;
const newName = (): Name => ({ given: skewed(GIVEN), family: skewed(FAMILY) });
const written = (name: Name, script: number): string =>
  `${word(name.given, script)} ${word(name.family, script)}`;

const handling = { tlp: 'TLP:AMBER', caveats: [], compartment: 'open' };
const names: Name[] = [];

function record(listId: string, row: number) {
  const name = newName();
  if (names.length < 20_000) names.push(name);
  const words = written(name, row % 4);
  return {
    type: 'record-added',
    actor: 'bench',
    body: {
      record: {
        recordId: newId(random),
        origin: { kind: 'row', listId, row: row + 1, cells: [{ column: 0, words }] },
        names: [{ words, script: 'Latn' }],
        handling,
      },
    },
  };
}

function claim(documentId: string) {
  const about = skewed(names);
  const exact = `${capital(pick(WORDS))} ${pick(WORDS)} ${written(about, random.below(4))} ${pick(WORDS)} ${random.below(5000)} ${pick(WORDS)}`;
  return {
    type: 'claim-recorded',
    actor: 'bench',
    body: {
      claim: {
        claimId: newId(random),
        claimKind: 'event',
        speaker: { kind: 'author' },
        modality: 'asserts',
        passages: [{ documentId, exact, start: 0, end: exact.length }],
        subject: { kind: 'document', documentId },
        value: { kind: 'said', event: 'OTHER', words: exact },
        handling,
      },
    },
  };
}

/** The workspace in hand, made where there is none yet. */
async function made(place: string) {
  if (existsSync(place)) return openVault(place, { passphrase });
  const { vault } = await createVault(place, { passphrase, cost: KDF_FLOOR });
  const workspace = await Workspace.open({ store: vault.store, signer: workspaceSigner(vault) });
  await createWorkspace(workspace, ownerPrincipal(newId()), {
    workspaceId: vault.workspaceId,
    name: 'bench',
  });
  return vault;
}

/** Fills the workspace, or goes on filling it; ends after so many minutes. True when everything is there. */
async function fill(place: string): Promise<boolean> {
  const vault = await made(place);
  // Straight to the ledger: what is measured is finding, and the checks of a claim would take an hour.
  const ledger = await Ledger.open(vault.store, {
    signer: workspaceSigner(vault),
    projections: [WORKSPACE_VIEWS],
  });
  const { size } = await vault.store.head();
  const began = Date.now();
  let at = 0;
  for (; at < total && Date.now() - began < MINUTES * 60_000; at += BATCH) {
    const make = (n: number) => (n < RECORDS ? record('list', n) : claim(`document-${n % 500}`));
    // Made again also where it is there already, so that what follows is drawn as in one run.
    const entries = Array.from({ length: BATCH }, (_, n) => make(at + n));
    if (at + BATCH > size) await ledger.append(entries);
  }
  await vault.close();
  const file = statSync(join(place, 'vault.db')).size / 2 ** 20;
  const seconds = (Date.now() - began) / 1000;
  console.log(`${at} things recorded, this time in ${seconds.toFixed(0)} s; vault.db ${file.toFixed(0)} MiB`);
  return at >= total;
}

const CASES: readonly (readonly [what: string, words: (name: Name) => string])[] = [
  ['a name in Latin letters, held in any of four scripts', (name) => written(name, 0)],
  ['a name in Armenian letters', (name) => written(name, 1)],
  ['a name in Cyrillic letters', (name) => written(name, 2)],
  ['a name in Arabic letters', (name) => written(name, 3)],
  ['a family name with one letter wrong', (name) => word(name.family, 0).replace(/.$/, 'q')],
  ['a common given name alone', (name) => word(name.given, 0)],
  ['the first three letters of a name', (name) => word(name.family, 0).slice(0, 3)],
  ['two common words of passages', () => `${pick(WORDS)} ${pick(WORDS)}`],
  ['a name and a word of a passage', (name) => `${word(name.family, 0)} ${pick(WORDS)}`],
  ['a number in a passage', () => String(random.below(5000))],
];

const at = (sorted: readonly number[], share: number): string =>
  (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(0);

/** Names to ask for: the same as the filling made, because the seed is the same. */
function namesAgain(): void {
  if (names.length === 0) for (let row = 0; row < Math.min(RECORDS, 20_000); row += 1) record('list', row);
}

async function ask(place: string): Promise<void> {
  namesAgain();
  const vault = await openVaultInChild(place, { passphrase });
  const workspace = await Workspace.open({ store: vault.store, signer: workspaceSigner(vault) });
  const owner = await workspace.owner();
  const search = (words: string) => workspace.read(owner, 'work', { what: 'search', words });
  for (let n = 0; n < 20; n += 1) await search(written(pick(names), n % 4));
  console.log(
    '\n| question | median ms | p95 ms | slowest ms | processor ms, mean | hits, mean |\n|---|---|---|---|---|---|',
  );
  const all: number[] = [];
  for (const [what, wordsFor] of CASES) {
    const took: number[] = [];
    let hits = 0;
    const worked = processorMs();
    for (let n = 0; n < ASKED; n += 1) {
      const words = wordsFor(pick(names));
      const began = performance.now();
      hits += (await search(words)).hits.length;
      took.push(performance.now() - began);
    }
    all.push(...took);
    took.sort((a, b) => a - b);
    console.log(
      `| ${what} | ${at(took, 0.5)} | ${at(took, 0.95)} | ${at(took, 1)} | ${((processorMs() - worked) / ASKED).toFixed(0)} | ${(hits / ASKED).toFixed(1)} |`,
    );
  }
  all.sort((a, b) => a - b);
  console.log(`| all of them | ${at(all, 0.5)} | ${at(all, 0.95)} | ${at(all, 1)} | | |`);
  await vault.close();
}

/** `--at FOLDER` keeps the filled workspace for another run; without it a temporary one is made and removed. */
const kept = process.argv.includes('--at') ? process.argv[process.argv.indexOf('--at') + 1] : undefined;
const folder = kept ?? mkdtempSync(join(tmpdir(), 'habeas-bench-'));
const place = join(folder, 'search.habeas');
try {
  const isFull = await fill(place);
  if (isFull && !process.argv.includes('--fill-only')) await ask(place);
} finally {
  if (kept === undefined) rmSync(folder, { recursive: true, force: true });
}
