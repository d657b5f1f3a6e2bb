/**
 * Long lists in real Chromium: the box scrolls over all rows, the keyboard reaches each, the address brings back where
 * one was, rows that are seen do not move when others come, and paper and a page without a script have rows too.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type Started } from '#web';
import { importList } from '#workspace';
import { openBrowser, watchedPage } from './support/browser.ts';
import { openDesk, PASSPHRASE, type Desk } from './support/desk.ts';
import { openSample } from './support/keyboard.ts';

const PEOPLE = 1_200;

let browser: Browser;
let started: Started;
let desk: Desk;
let lists: readonly string[];

/** Some names are long, so that rows differ in height. */
const nameOf = (n: number): string =>
  n % 7 === 0 ? `Orsan Tel ${n}, ${'called by many names in many villages '.repeat(4)}` : `Orsan Tel ${n}`;

beforeAll(async () => {
  browser = await openBrowser();
  desk = await openDesk();
  const add = async (name: string, names: readonly string[]): Promise<string> => {
    const rows = names.map((one, n) => `"${one}",${1950 + (n % 50)}`);
    const { listId } = await importList(desk.workspace, desk.owner, {
      bytes: Buffer.from(`name,born\n${rows.join('\n')}\n`),
      fileName: 'list.csv',
      name,
      handling: { tlp: 'TLP:AMBER', caveats: [], compartment: 'open' },
    });
    return listId;
  };
  lists = [
    await add(
      'The long list',
      Array.from({ length: PEOPLE }, (_, n) => nameOf(n + 1)),
    ),
    await add('The short list', ['Արամ Տել', 'Միրան Տել']),
  ];
  started = await startServer({ gate: desk.gate, sampleHint: PASSPHRASE, attempts: 1_000 });
}, 120_000);

afterAll(async () => {
  await started.close();
  await browser.close();
});

async function open(page: Page, address: string): Promise<void> {
  await page.goto(started.url + address);
  await page.waitForSelector('[data-scripted]');
  await settled(page);
}

/** Waits until every row that is drawn has its words, after what was scrolled has reached the page. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise((done) => {
        requestAnimationFrame(() => requestAnimationFrame(done));
      }),
  );
  await page.waitForFunction(
    () =>
      document.querySelector('.rows [role="grid"]') !== null &&
      document.querySelector('.rows__awaited') === null,
  );
}

/** Row with the focus, from 1 as the page numbers it, and what the table says of it. */
const focused = (page: Page): Promise<{ row: number; said: string | null; words: string }> =>
  page.evaluate(() => {
    const row = document.activeElement as HTMLElement;
    return {
      row: Number(row.dataset['place']) + 1,
      said: row.getAttribute('aria-rowindex'),
      words: row.querySelector('th')?.textContent ?? '',
    };
  });

const focusOn = (page: Page, row: number): Promise<unknown> =>
  page.waitForFunction((place) => document.activeElement?.matches(`[data-place="${place}"]`), row - 1);

/** How far a row stands below the top of the box, in pixels. */
const standsAt = (page: Page, row: number): Promise<number> =>
  page.evaluate((place) => {
    const box = document.querySelector('.rows__box')?.getBoundingClientRect();
    const one = document.querySelector(`[data-place="${place}"]`)?.getBoundingClientRect();
    return (one?.top ?? Number.NaN) - (box?.top ?? 0);
  }, row - 1);

const argumentsOf = (page: Page): string => new URL(page.url()).search;

describe('a list of people', () => {
  test('goes to every row by the keyboard, opens one, and Back returns to it', async () => {
    const { page, wrong, axe } = await watchedPage(browser, started.url);
    await openSample(page, started.url);
    await open(page, '/people');
    const grid = page.getByRole('grid');
    expect(await grid.getAttribute('aria-rowcount')).toBe(String(PEOPLE + 3));
    expect(await page.locator('.rows tbody tr').count()).toBeLessThan(100);
    await page.locator('.rows tr[tabindex="0"]').focus();
    const steps: readonly (readonly [key: string, row: number])[] = [
      ['ArrowDown', 2],
      ['ArrowUp', 1],
      ['ArrowUp', 1],
      ['End', PEOPLE + 2],
      ['ArrowUp', PEOPLE + 1],
      ['Home', 1],
    ];
    for (const [key, row] of steps) {
      await page.keyboard.press(key);
      await focusOn(page, row);
      await settled(page);
      // Its words came after it: the focus is still on it.
      expect(await focused(page)).toMatchObject({ row, said: String(row + 1) });
    }
    await page.keyboard.press('PageDown');
    await page.waitForFunction(() => Number((document.activeElement as HTMLElement).dataset['place']) > 2);
    await page.keyboard.press('KeyG');
    await page.keyboard.type('701');
    await page.keyboard.press('Enter');
    await focusOn(page, 701);
    await settled(page);
    const { words } = await focused(page);
    expect(words).toContain('Orsan Tel');
    expect(argumentsOf(page)).toBe('?from=700');
    const before = await standsAt(page, 701);
    expect(await axe()).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await focusOn(page, 702);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/people/*');
    await page.goBack();
    await page.waitForSelector('[data-scripted]');
    await focusOn(page, 702);
    expect(Math.abs((await standsAt(page, 701)) - before)).toBeLessThanOrEqual(1);
    expect(argumentsOf(page)).toBe('?from=700');
    expect(wrong).toEqual([]);
    await page.context().close();
  }, 120_000);

  test('scrolls over its whole height, and rows that are seen stay where they are when others come', async () => {
    const { page, wrong } = await watchedPage(browser, started.url);
    await openSample(page, started.url);
    await open(page, '/people');
    const box = page.locator('.rows__box');
    const height = await box.evaluate((one) => one.scrollHeight);
    const rows = await page.evaluate(() =>
      [...document.querySelectorAll('.rows tbody tr')].map((row) => row.getBoundingClientRect().height),
    );
    const average = rows.reduce((a, b) => a + b, 0) / rows.length;
    expect(height / (average * (PEOPLE + 2))).toBeGreaterThan(0.9);
    expect(height / (average * (PEOPLE + 2))).toBeLessThan(1.1);
    await box.evaluate((one) => one.scrollTo(0, one.scrollHeight / 2));
    await settled(page);
    const shown = await page.evaluate(() => {
      const top = document.querySelector('.rows__box')?.getBoundingClientRect().top ?? 0;
      const row = [...document.querySelectorAll<HTMLElement>('.rows tbody tr')].find(
        (one) => one.getBoundingClientRect().top > top + 60,
      );
      return Number(row?.dataset['place']) + 1;
    });
    expect(Math.abs(shown - PEOPLE / 2)).toBeLessThan(PEOPLE / 10);
    // Step by step, the same row goes up by what was scrolled, whatever comes in above it.
    for (let step = 0; step < 6; step += 1) {
      const [before, at] = [await standsAt(page, shown), await box.evaluate((one) => one.scrollTop)];
      await page.mouse.move(600, 600);
      await page.mouse.wheel(0, -40);
      await page.waitForFunction((from) => document.querySelector('.rows__box')?.scrollTop !== from, at);
      await settled(page);
      const moved = (await standsAt(page, shown)) - before;
      expect(Math.abs(moved - 40)).toBeLessThanOrEqual(2);
    }
    await page.waitForFunction(() => new URL(location.href).searchParams.has('from'));
    expect(wrong).toEqual([]);
    await page.context().close();
  }, 120_000);

  test('keeps what is chosen beside the place, and the rows of one list in their columns', async () => {
    const { page, wrong, axe, sideways } = await watchedPage(browser, started.url, {
      viewport: { width: 320, height: 720 },
      locale: 'ar',
      forcedColors: 'active',
      reducedMotion: 'reduce',
    });
    await openSample(page, started.url);
    await open(page, `/records?list=${lists[0]}&from=500`);
    expect(argumentsOf(page)).toBe(`?list=${lists[0]}&from=500`);
    await page.locator('.rows tr[tabindex="0"]').focus();
    await page.keyboard.press('End');
    await focusOn(page, PEOPLE);
    await settled(page);
    expect(new URL(page.url()).searchParams.get('list')).toBe(lists[0]);
    expect(await page.locator('.rows thead th').allTextContents()).toEqual(
      expect.arrayContaining(['name', 'born']),
    );
    expect([await axe(), await sideways()]).toEqual([[], 0]);
    await open(page, '/people?from=300');
    expect([await axe(), await sideways()]).toEqual([[], 0]);
    expect(wrong).toEqual([]);
    await page.context().close();
  }, 120_000);

  test('says so when rows cannot be had, and tries again when asked', async () => {
    const { page, axe } = await watchedPage(browser, started.url);
    await openSample(page, started.url);
    await open(page, '/people');
    await page.route('**/people.json*', (route) => route.abort());
    await page.locator('.rows tr[tabindex="0"]').focus();
    await page.keyboard.press('End');
    await page.waitForSelector('.rows__failed');
    expect(await axe()).toEqual([]);
    await page.unroute('**/people.json*');
    await page.locator('.rows__failed button').click();
    await settled(page);
    expect(await page.locator('.rows__failed').count()).toBe(0);
    await page.context().close();
  }, 120_000);

  test('has a page of rows on paper, and links to the pages without a script', async () => {
    const { page } = await watchedPage(browser, started.url);
    await openSample(page, started.url);
    await open(page, '/people?from=400');
    await page.emulateMedia({ media: 'print' });
    await page.waitForFunction(() => document.querySelectorAll('.rows tbody tr').length === 100);
    expect(await page.locator('.rows__shown').textContent()).toContain('401 to 500');
    const whole = await page.locator('.rows__box').evaluate((one) => one.scrollHeight - one.clientHeight);
    expect(whole).toBeLessThanOrEqual(1);
    await page.emulateMedia({ media: 'screen' });
    await settled(page);
    const cookies = await page.context().cookies();
    const plain = await browser.newContext({ javaScriptEnabled: false });
    await plain.addCookies(cookies);
    const bare = await plain.newPage();
    await bare.goto(`${started.url}/people?from=400`);
    expect(await bare.locator('.rows tbody tr').count()).toBe(100);
    await bare.locator('a[rel="next"]').click();
    await bare.waitForURL('**/people?from=500');
    await bare.locator('#place').fill('1200');
    await bare.locator('#place').press('Enter');
    await bare.waitForURL('**place=1200');
    expect(await bare.locator('.rows tbody tr').count()).toBe(3);
    await bare.goto(`${started.url}/people?from=99999`);
    expect(new URL(bare.url()).search).toBe(`?from=${PEOPLE + 1}`);
    await plain.close();
    await page.context().close();
  }, 120_000);
});
