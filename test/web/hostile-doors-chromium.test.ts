/**
 * R17 Five hundred strings that try to become markup, script, style, address or direction, planted through the doors
 * that people use: files with such names, pages and drawings full of scripts, pasted text, lists, claims by hand,
 * reasons, questions, searches. Then every kind of page is opened in Chromium. Nothing runs, nothing leaves.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type Started } from '#web';
import { importList, judgeProposal, judgeRecords, recordClaim, retractClaim } from '#workspace';
import { openBrowser, watchedPage } from './support/browser.ts';
import { openDesk, PASSPHRASE, REPORT, serve, Visitor, type Desk } from './support/desk.ts';
import { openSample } from './support/keyboard.ts';
import { hostileStrings } from './support/hostile.ts';

const STRINGS = hostileStrings(500);
let browser: Browser;
let desk: Desk;
let started: Started;
let personId: string;

/** Through the doors of the server, as a browser sends it. */
async function upload(visitor: Visitor, fileName: string, content: string): Promise<void> {
  const { statusCode } = await visitor.upload(
    '/documents/file',
    fileName.replaceAll(/["\r\n\0]/g, "'"),
    content,
  );
  // Refused is a proper end; a failure of the program is not.
  expect(statusCode).toBeLessThan(500);
}

async function plant(): Promise<void> {
  const all = STRINGS.join('\n\n');
  const documentId = await desk.add({
    text: `${REPORT}\n${all}\n`,
    title: STRINGS.slice(0, 4).join(' ').slice(0, 400),
    publisher: { kind: 'mention', words: STRINGS[5] ?? '' },
  });
  const page = await desk.workspace.read(desk.owner, 'work', { what: 'document', documentId });
  for (const [n, { proposalId }] of page.proposals.slice(0, 20).entries())
    await judgeProposal(desk.workspace, desk.owner, {
      proposalId,
      decision: n % 2 === 0 ? 'parked' : 'refused',
      words: STRINGS[n] ?? '',
    });
  const { listId } = await importList(desk.workspace, desk.owner, {
    bytes: Buffer.from(
      [
        'name,remarks',
        ...STRINGS.map((words) => `"${words.replaceAll('"', '""')}","${words.replaceAll('"', '""')}"`),
      ].join('\n'),
    ),
    fileName: 'list.csv',
    name: STRINGS[7] ?? '',
    map: { full_name: 'name', remarks: 'remarks' },
    handling: { tlp: 'TLP:AMBER', caveats: [], compartment: 'open' },
  });
  const { records } = await desk.workspace.read(desk.owner, 'work', { what: 'records', listId, limit: 50 });
  personId = records[0]?.recordId ?? '';
  await judgeRecords(
    desk.workspace,
    desk.owner,
    records.slice(1, 12).map(({ recordId }, n) => ({
      left: personId,
      right: recordId,
      decision: n % 3 === 0 ? ('different' as const) : ('same' as const),
      reason: STRINGS[n + 20] ?? '',
    })),
  );
  for (let n = 0; n < 12; n += 1) {
    const { claimIds } = await recordClaim(desk.workspace, desk.owner, {
      documentId,
      kind: n % 2 === 0 ? 'death' : 'label',
      quote: 'three men died in custody in 2022',
      speaker: { kind: 'mention', words: STRINGS[n + 40] ?? '' },
      fields:
        n % 2 === 0
          ? { who: STRINGS[n + 60] ?? '', cause: STRINGS[n + 80] ?? '' }
          : { label: STRINGS[n + 60] ?? '' },
      settled: { recordIds: [personId] },
    });
    if (n % 4 === 0)
      await retractClaim(desk.workspace, desk.owner, claimIds[0] ?? '', STRINGS[n + 100] ?? '');
  }
  const { server } = await serve(desk);
  const visitor = Visitor.as(server, desk.workspace, desk.owner);
  const html = `<!doctype html><title>${STRINGS[0]}</title><body onload="window.ran=1"><script>window.ran=1;fetch('//elsewhere.example/')</script><p>${STRINGS.slice(0, 40).join('</p><p>')}</p>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="window.ran=1"><script>window.ran=1</script><image href="//elsewhere.example/x.png"/><text>${STRINGS[3]}</text></svg>`;
  for (let n = 0; n < 8; n += 1) {
    await upload(visitor, `${STRINGS[n * 11]}.html`, `${html}<!-- ${n} -->`);
    await upload(visitor, `${STRINGS[n * 13]}.svg`, `${svg}<!-- ${n} -->`);
    await upload(visitor, `${STRINGS[n * 17]}.txt`, `${STRINGS[n * 17]} ${n}`);
  }
  await server.close();
}

beforeAll(async () => {
  browser = await openBrowser();
  desk = await openDesk();
  await plant();
  started = await startServer({ gate: desk.gate, sampleHint: PASSPHRASE });
}, 600_000);

afterAll(async () => {
  await started.close();
  await browser.close();
});

/** The kind of a page: its address without what tells one thing from another. */
function kindOf(url: string): string {
  const { pathname, searchParams } = new URL(url);
  const keys = [...searchParams.keys()].sort().join(' ');
  return `${pathname.replaceAll(/[0-9a-f-]{36}/g, '*').replace(/(\/search\/)[\w-]+/, '$1*')} ${keys}`;
}

/** Pages of one kind that are opened. */
const OF_ONE_KIND = 2;

/** Opens pages from link to link, some of every kind, and gives the addresses. */
async function crawl(page: Page, from: readonly string[]): Promise<readonly string[]> {
  const seen = new Map<string, number>();
  const opened: string[] = [];
  const waiting = [...from];
  for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
    const kind = kindOf(url);
    const n = seen.get(kind) ?? 0;
    if (n >= OF_ONE_KIND || opened.includes(url)) continue;
    seen.set(kind, n + 1);
    opened.push(url);
    await page.goto(url);
    await page.waitForSelector('[data-scripted], .gate, svg');
    expect([url, await page.evaluate(() => 'ran' in window)]).toEqual([url, false]);
    const links = await page
      .locator('a[href]')
      .evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href.split('#')[0] ?? ''));
    // A file that is handed over is no page, and the examples of the pattern page lead nowhere.
    const own = links.filter(
      (link) =>
        link.startsWith(`${started.url}/`) && !/\.(?:csv|json)(?:\?|$)|00000000-0000-4000-8000/.test(link),
    );
    expect(links.filter((link) => link !== '' && !link.startsWith(started.url))).toEqual([]);
    waiting.push(...own);
  }
  return opened;
}

test(`R17 ${STRINGS.length} hostile strings through the real doors: no page runs a script or asks elsewhere`, async () => {
  expect(new Set(STRINGS).size).toBe(500);
  const { page, wrong } = await watchedPage(browser, started.url);
  page.setDefaultTimeout(90_000);
  await openSample(page, started.url);
  const opened = await crawl(
    page,
    [
      '/documents',
      `/people/${personId}`,
      '/people',
      '/records',
      '/sources',
      '/linkage',
      '/count',
      '/history',
    ].map((path) => started.url + path),
  );
  const kinds = new Set(opened.map(kindOf));
  for (const kind of ['/documents/* ', '/people/* ', '/people/*/print ', '/records list', '/history/* '])
    expect([...kinds]).toContain(kind);
  await page.goto(`${started.url}/search`);
  await page
    .locator('input[name="words"]')
    .first()
    .fill(STRINGS[1] ?? '');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/search/*');
  await page.goto(`${started.url}/people`);
  expect(await page.locator('main').textContent()).toContain(STRINGS[0]);
  expect(wrong).toEqual([]);
}, 600_000);
