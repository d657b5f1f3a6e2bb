/**
 * The pages in Chromium, as a person meets them: how large the script is that a first page loads, how soon a list of
 * 100,000 people can be worked with, and how soon the next card stands after an answer. Run by hand: node bin/run-ts.js bench/web/run.ts [--people N] [--at FOLDER], which keeps the people for another run. Prints a
 * Markdown table for bench/RESULTS.md.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type Page } from 'playwright-core';
import { newId, seededRandom } from '#ground';
import { ed25519Signer, Ledger } from '#ledger';
import { MemoryStore } from '#stores/memory';
import { createVault, KDF_FLOOR, openVaultInChild } from '#stores/vault';
import { startServer } from '#web';
import {
  createWorkspace,
  loadSample,
  ownerPrincipal,
  Workspace,
  workspaceSigner,
  type Principal,
} from '#workspace';
import { clientScript } from '../../src/web/server/bundle.ts';
import { WORKSPACE_VIEWS } from '../../src/workspace/projections.ts';
import { processorMs } from '../processor.ts';
import { findChromium } from '../../test/support/found.ts';

const people = Number(process.argv[process.argv.indexOf('--people') + 1]) || 100_000;
const TIMES = 15;
const ANSWERS = 40;
const TURNS = 120;
const PASSPHRASE = 'a bench needs no secret';
const handling = { tlp: 'TLP:AMBER', caveats: [], compartment: 'open' };
const random = seededRandom('bench-web');

interface Made {
  readonly workspace: Workspace;
  readonly owner: Principal;
}

/** A workspace of so many people, each one row of one list, on the vault in its own process as the program runs it. */
async function crowd(place: string): Promise<Made & { close(): Promise<void> }> {
  if (!existsSync(place)) await fill(place);
  const vault = await openVaultInChild(place, { passphrase: PASSPHRASE });
  const workspace = await Workspace.open({ store: vault.store, signer: workspaceSigner(vault) });
  return { workspace, owner: await workspace.owner(), close: () => vault.close() };
}

async function fill(place: string): Promise<void> {
  const { vault } = await createVault(place, { passphrase: PASSPHRASE, cost: KDF_FLOOR });
  const { store, workspaceId } = vault;
  const signer = workspaceSigner(vault);
  const owner = ownerPrincipal(newId());
  await createWorkspace(await Workspace.open({ store, signer }), owner, { workspaceId, name: 'Bench' });
  const ledger = await Ledger.open(store, { signer, projections: [WORKSPACE_VIEWS] });
  const BATCH = 5_000;
  const listId = newId();
  for (let from = 0; from < people; from += BATCH)
    await ledger.append(
      Array.from({ length: Math.min(BATCH, people - from) }, (_, n) => {
        const words = `Name${random.below(40_000)} Family${from + n}`;
        return {
          type: 'record-added',
          actor: owner.id,
          body: {
            record: {
              recordId: newId(),
              origin: { kind: 'row', listId, row: from + n + 1, cells: [{ column: 0, words }] },
              names: [{ words, script: 'Latn' }],
              handling,
            },
          },
        };
      }),
    );
  await vault.close();
}

async function sample(): Promise<Made> {
  const signer = ed25519Signer('bench.example/web', randomBytes(32));
  const workspace = await Workspace.open({ store: new MemoryStore(), signer });
  const owner = ownerPrincipal(newId(), ['sources']);
  await createWorkspace(workspace, owner, { workspaceId: newId(), name: 'Bench', isSample: true });
  await loadSample(workspace, owner, { folder: join(import.meta.dirname, '../../sample') });
  return { workspace, owner };
}

/** Milliseconds by the clock and of processor time: of the browser, the server and the vault together. */
interface Took {
  readonly clock: number;
  readonly work: number;
}

async function measured(step: () => Promise<number>): Promise<Took> {
  const before = processorMs();
  const clock = await step();
  return { clock, work: processorMs() - before };
}

function row(what: string, took: readonly Took[], limit: string): void {
  const at = (of: (one: Took) => number, share: number): string => {
    const sorted = took.map(of).sort((a, b) => a - b);
    return (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(0);
  };
  const clock = [0.5, 0.95, 1].map((share) => at((one) => one.clock, share));
  const work = [0.5, 0.95].map((share) => at((one) => one.work, share));
  console.log(`| ${[what, ...clock, ...work, limit].join(' | ')} |`);
}

async function opened({
  workspace,
  owner,
}: Made): Promise<{ page: Page; url: string; end(): Promise<void> }> {
  const started = await startServer({
    gate: {
      title: 'Bench',
      unlock: async () => ({ workspace, principal: owner }),
      lock: async () => undefined,
    },
    sampleHint: PASSPHRASE,
  });
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('there is no Chromium on this machine');
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(120_000);
  await page.goto(started.url);
  // The button of the sample has the focus from the start; on a loaded machine the start takes a moment.
  await page.waitForFunction(() => document.activeElement?.tagName === 'BUTTON');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/documents');
  await page.waitForSelector('[data-scripted]');
  return {
    page,
    url: started.url,
    end: async () => {
      await browser.close();
      await started.close();
    },
  };
}

/** From the start of the navigation until the script has taken the list over, so that every row can be scrolled to. */
async function scrollable(page: Page, url: string): Promise<number> {
  await page.goto(url);
  await page.waitForSelector('.rows [role="grid"]');
  return page.evaluate(() => performance.now());
}

/** Rows that are seen and still wait for their words. */
const awaited = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => {
    const box = document.querySelector('.rows__box')?.getBoundingClientRect();
    return [...document.querySelectorAll('.rows__awaited')].every((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return bottom < (box?.top ?? 0) || top > (box?.bottom ?? 0);
    });
  });

/** Scrolls as a hand does, then drags the bar to any place; what is told is the longest task of the page. */
async function scrolled(page: Page, url: string): Promise<void> {
  await scrollable(page, url);
  await page.evaluate(() => {
    Object.assign(window, { tasks: [] });
    new PerformanceObserver((list) => {
      const { tasks } = window as unknown as { tasks: number[] };
      tasks.push(...list.getEntries().map(({ duration }) => duration));
    }).observe({ entryTypes: ['longtask'] });
  });
  const browser = page.context().browser();
  await browser?.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] });
  await page.mouse.move(640, 600);
  for (let n = 0; n < TURNS; n += 1) {
    await page.mouse.wheel(0, 400);
    await page.waitForTimeout(16);
  }
  const jumps: Took[] = [];
  for (let n = 0; n < TIMES; n += 1) {
    const share = random.below(1_000) / 1_000;
    jumps.push(
      await measured(async () => {
        const began = performance.now();
        await page.evaluate((to) => {
          const box = document.querySelector('.rows__box');
          if (box) box.scrollTop = to * box.scrollHeight;
        }, share);
        await page.waitForTimeout(20);
        await awaited(page);
        return performance.now() - began;
      }),
    );
  }
  row('the bar dragged to any place, until its rows are there', jumps, 'none');
  const tasks = await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks);
  const longest = Math.max(0, ...tasks);
  const work = longestTask((await browser?.stopTracing())?.toString('utf8') ?? '{}');
  console.log(
    `| longest task while ${TURNS} turns of the wheel and ${TIMES} drags were made | ${longest.toFixed(0)} | | ${longest.toFixed(0)} | ${work.toFixed(0)} | | < 200 |`,
  );
}

interface Traced {
  readonly traceEvents?: readonly {
    readonly name: string;
    readonly pid: number;
    readonly tid: number;
    readonly tdur?: number;
    readonly args?: { readonly name?: string };
  }[];
}

/** Milliseconds of processor time of the longest task on the main thread of a page, which no other program makes longer. */
function longestTask(trace: string): number {
  const { traceEvents = [] } = JSON.parse(trace) as Traced;
  const main = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const took = traceEvents
    .filter(({ name, pid, tid }) => name.endsWith('RunTask') && main.has(`${pid} ${tid}`))
    .map(({ tdur = 0 }) => tdur / 1_000);
  if (took.length === 0) throw new Error('the trace holds no task of the page');
  return Math.max(...took);
}

async function list(made: Made): Promise<void> {
  const began = performance.now();
  const worked = processorMs();
  const { page, url, end } = await opened(made);
  const first = { clock: performance.now() - began, work: processorMs() - worked };
  row(`browser started, first page after unlocking ${people} people`, [first], 'none');
  const visit = (path: string): Promise<Took> => measured(() => scrollable(page, url + path));
  row(`list of ${people} people, first time`, [await visit('/people')], '< 1,000');
  const pages: Took[] = [];
  const facets: Took[] = [];
  const rows: Took[] = [];
  for (let n = 0; n < TIMES; n += 1) {
    pages.push(await visit(`/people?from=${random.below(Math.max(1, people - 100))}`));
    facets.push(await visit(`/people?script=Latn&place=${1 + random.below(people)}`));
    rows.push(await visit(`/records?place=${1 + random.below(people)}`));
  }
  row(`list of ${people} people, any page of it`, pages, '< 1,000');
  row('the same with a facet chosen', facets, '< 1,000');
  row(`rows of a list of ${people}, any page`, rows, '< 1,000');
  await scrolled(page, `${url}/people`);
  await end();
}

/** Documents that have more than one card to decide, with how many of them have a next one. */
async function toDecide({ workspace, owner }: Made): Promise<{ href: string; times: number }[]> {
  const { documents } = await workspace.read(owner, 'work', { what: 'documents' });
  const found = [];
  for (const { documentId } of documents) {
    const { proposals } = await workspace.read(owner, 'work', { what: 'document', documentId });
    const open = proposals.filter(({ decision }) => decision === null).length;
    if (open > 1) found.push({ href: `/documents/${documentId}`, times: open - 1 });
  }
  return found;
}

/** From the key to the next card that has the focus, as the page itself sees it; and to the ledger's answer. */
async function cards(made: Made): Promise<void> {
  const { page, url, end } = await opened(made);
  const took: Took[] = [];
  for (const { href, times } of await toDecide(made)) {
    if (took.length >= ANSWERS) break;
    await page.goto(url + href);
    await page.waitForSelector('[data-scripted] .card');
    for (let n = 0; n < times && took.length < ANSWERS; n += 1) took.push(await nextCard(page));
  }
  row('next card after an answer', took, '< 100');
  await end();
}

async function nextCard(page: Page): Promise<Took> {
  const before = await page.locator('.card[id]').getAttribute('id');
  // No function in here has a name: the runner would wrap it in a helper that the page does not have.
  await page.evaluate(() => {
    delete (window as { shown?: number }).shown;
    document.addEventListener('keydown', () => Object.assign(window, { pressed: performance.now() }), {
      capture: true,
      once: true,
    });
    document.addEventListener(
      'focusin',
      () => requestAnimationFrame(() => Object.assign(window, { shown: performance.now() })),
      { once: true },
    );
  });
  const worked = processorMs();
  await page.keyboard.press('KeyX');
  await page.waitForFunction((id) => document.querySelector('.card[id]')?.id !== id, before);
  await page.waitForFunction(() => 'shown' in window);
  const work = processorMs() - worked;
  const clock = await page.evaluate(() => {
    const { pressed = 0, shown = 0 } = window as unknown as { pressed?: number; shown?: number };
    return shown - pressed;
  });
  // The answer is written behind the card; the next key comes when a reader would press it.
  await page.waitForTimeout(300);
  return { clock, work };
}

const script = await clientScript();
console.log(
  `Script of a first page: ${(gzipSync(script, { level: 9 }).length / 1000).toFixed(0)} kB compressed (gzip), ${(Buffer.byteLength(script) / 1000).toFixed(0)} kB as it is; the bar is 300 kB.\n`,
);
console.log(`Load of the machine: ${loadavg()[0]?.toFixed(1)} on ${cpus().length} cores.\n`);
console.log(
  '| what | median ms | p95 ms | slowest ms | processor ms, median | p95 | bar ms |\n|---|---|---|---|---|---|---|',
);
await cards(await sample());
const kept = process.argv.includes('--at') ? process.argv[process.argv.indexOf('--at') + 1] : undefined;
const folder = kept ?? mkdtempSync(join(tmpdir(), 'habeas-bench-'));
try {
  const made = await crowd(join(folder, 'crowd.habeas'));
  await list(made);
  await made.close();
} finally {
  if (kept === undefined) rmSync(folder, { recursive: true, force: true });
}
console.log(`\nLoad at the end: ${loadavg()[0]?.toFixed(1)}.`);
