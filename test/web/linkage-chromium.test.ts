/**
 * The review of pairs as a person at a keyboard does it, on the sample: same, different, can't tell, undo, blind, Latin
 * on and off, history, what would come of it, rows that say too little; with axe in light, dark, right to left and at
 * 320 pixels. HABEAS_SHOTS=FOLDER keeps pictures of every state.
 */
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, watchedPage, type Watched } from './support/browser.ts';
import { openSample } from './support/keyboard.ts';

const BIN = join(import.meta.dirname, '../../bin/habeas.js');
const LONG = 300_000;

let browser: Browser;
let folder: string;
let url: string;
let end: () => Promise<void>;

beforeAll(async () => {
  browser = await openBrowser();
  folder = await mkdtemp(join(tmpdir(), 'habeas-linkage-'));
  const made = join(folder, 'made');
  await promisify(execFile)(process.execPath, [BIN, 'demo', '--quiet', '--no-serve', '--dir', made]);
  const child = spawn(process.execPath, [BIN, 'demo', '--dir', made]);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (bytes: Buffer) => {
      said += bytes.toString('utf8');
      const [found] = /http:\/\/[\w.:[\]]+/.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`the program ended with ${code} before it served`)));
  });
  end = async () => {
    child.kill('SIGINT');
    await ended;
  };
}, 300_000);

afterAll(async () => {
  await end();
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

/** The first pair that waits. */
async function atPair(options: BrowserContextOptions = {}, path = '/linkage'): Promise<Watched> {
  const watched = await watchedPage(browser, url, { locale: 'en', ...options });
  await openSample(watched.page, url);
  await watched.page.goto(url + path);
  await watched.page.waitForSelector('[data-scripted]');
  return watched;
}

/** Presses a key that leads to another page, and waits for that page. */
async function go(page: Page, key: string): Promise<void> {
  const before = page.url();
  await page.keyboard.press(key);
  await page.waitForFunction((was) => location.href !== was, before);
  await page.waitForSelector('[data-scripted]');
}

const text = async (page: Page, selector: string): Promise<string> =>
  (await page.locator(selector).innerText()).replaceAll(/\s+/g, ' ').trim();
const pairOf = (page: Page): string => /\/linkage\/([\w-]+\/[\w-]+)/.exec(page.url())?.[1] ?? '';

const wide = { width: 1280, height: 900 };
const narrow = { width: 320, height: 720 };
const looks: readonly { name: string; options: BrowserContextOptions }[] = [
  { name: 'light', options: { viewport: wide, colorScheme: 'light' } },
  { name: 'dark', options: { viewport: wide, colorScheme: 'dark' } },
  { name: 'arabic', options: { viewport: wide, locale: 'ar' } },
  { name: 'narrow', options: { viewport: narrow } },
  { name: 'narrow-arabic-dark', options: { viewport: narrow, locale: 'ar', colorScheme: 'dark' } },
];

describe('the review of a pair', () => {
  test.each(looks)(
    'has nothing that axe finds and no sideways scroll: $name',
    async ({ name, options }) => {
      const { page, wrong, axe, sideways, shot } = await atPair(options);
      for (const [state, path] of [
        ['pair', page.url().slice(url.length)],
        ['blind', `${page.url().slice(url.length)}?blind=1`],
        ['overview', '/linkage/overview'],
      ] as const) {
        await page.goto(url + path);
        await page.waitForSelector('[data-scripted]');
        await shot(`linkage-${state}-${name}`);
        expect(await axe(), state).toEqual([]);
        expect(await sideways(), state).toBe(0);
      }
      expect(wrong).toEqual([]);
      await page.context().close();
    },
    LONG,
  );

  test(
    'hard facts stand above the score, the score is in words before numbers, what comes of it is told before',
    async () => {
      const { page } = await atPair();
      const order = await page.evaluate(() => {
        const places = ['.sheet--result', '.before', '.weighing', '.judge'].map((selector) =>
          [...document.querySelectorAll('*')].indexOf(document.querySelector(selector) as Element),
        );
        return places;
      });
      expect(order.every((place) => place > 0)).toBe(true);
      expect(order).toEqual([...order].sort((a, b) => a - b));
      // Rows of the waterfall: a title, words, a bar, a number; the words stand first.
      const rows = await page.locator('.fall tr').allInnerTexts();
      expect(rows.length).toBeGreaterThan(3);
      for (const row of rows) expect(row.replaceAll(/\s+/g, ' ')).toMatch(/^\p{L}[^\d]*\p{L}.*[\d.]+$/u);
      expect(await text(page, '.sheet--result')).toMatch(/becomes|unchanged/);
      // The reason is written beforehand and may be kept.
      expect(await page.locator('#why').inputValue()).not.toBe('');
      // Three answers of one size, none chosen.
      const sizes = await page
        .locator('.btn--answer')
        .evaluateAll((all) => all.map((one) => one.clientHeight));
      expect(new Set(sizes).size).toBe(1);
      expect(sizes).toHaveLength(3);
      await page.context().close();
    },
    LONG,
  );

  test(
    'different letters are marked for the eye and in words, and letters of two scripts are set against each other',
    async () => {
      const { page } = await atPair();
      const marks = await page.locator('.who .d').count();
      const letters = await page.locator('.before .soft').count();
      expect(marks + letters).toBeGreaterThan(0);
      if (marks > 0) expect(await text(page, '.who .d >> nth=0')).not.toBe('');
      await page.context().close();
    },
    LONG,
  );
});

describe('by keyboard alone', () => {
  test(
    'blind, Latin, history, same, undo, different, can’t tell, and the counts after each',
    async () => {
      const { page, wrong, axe, shot } = await atPair();
      const first = pairOf(page);
      expect(first).not.toBe('');
      const becomes = await text(page, '.sheet--result .num');

      // Blind: the score and the machine's reason are not there at all until the pair is judged.
      await go(page, 'b');
      expect(await page.locator('.fall').count()).toBe(0);
      expect(await page.content()).not.toContain('w-sum');
      expect(await page.locator('.note').allInnerTexts()).toContainEqual(
        expect.stringMatching(/hidden until you judge/),
      );
      await go(page, 'b');
      expect(await page.locator('.fall').count()).toBe(1);

      // Latin letters beside the others, off and on.
      const aids = await page.locator('.pair .sheet .aid bdi').count();
      await go(page, 'l');
      expect(await page.locator('.pair .sheet .aid bdi').count()).toBeLessThanOrEqual(aids);
      await go(page, 'l');
      expect(await page.locator('.pair .sheet .aid bdi').count()).toBe(aids);

      // Same: said, counted, and taken back with one key. The pair waits again as it did before.
      await go(page, 's');
      expect(await text(page, '#done')).toContain('Judged to be one person');
      await shot('linkage-done');
      expect(await axe()).toEqual([]);
      await go(page, 'z');
      expect(await text(page, '#done')).toContain('Taken back');
      await page.goto(`${url}/linkage/${first}`);
      await page.waitForSelector('[data-scripted]');
      expect(await text(page, '.sheet--result .num')).toBe(becomes);

      // Both steps stay in the history, opened by its key.
      await page.keyboard.press('h');
      await page.waitForSelector('.earlier[open]');
      expect(await page.locator('.earlier li').count()).toBeGreaterThanOrEqual(2);
      await shot('linkage-history');
      expect(await axe()).toEqual([]);

      // Different: the page says that no machine joins them, and a judged pair leaves the queue.
      await go(page, 'd');
      expect(await text(page, '#done')).toContain('No machine will join them again');
      await page.goto(`${url}/linkage`);
      await page.waitForSelector('[data-scripted]');
      expect(pairOf(page)).not.toBe(first);
      await page.goto(`${url}/linkage/${first}`);
      await page.waitForSelector('[data-scripted]');
      expect(await page.locator('.head').innerText()).toContain('does not wait in the queue');

      // Can't tell, for the next pair that waits.
      await page.goto(`${url}/linkage`);
      await page.waitForSelector('[data-scripted]');
      if (pairOf(page) !== '') {
        await go(page, 'u');
        expect(await text(page, '#done')).toContain('cannot be told');
      }
      expect(wrong).toEqual([]);
      await page.context().close();
    },
    LONG * 2,
  );

  test(
    'rows that say too little are reached by the keyboard and listed by list and row, never by name',
    async () => {
      const { page, wrong } = await atPair({}, '/linkage/overview');
      const section = await text(page, '#too-little');
      expect(section).toMatch(/too little|enough/i);
      for (const row of await page.locator('#too-little li').allInnerTexts())
        expect(row).toMatch(/, row \d+$/);
      expect(wrong).toEqual([]);
      await page.context().close();
    },
    LONG,
  );
});
