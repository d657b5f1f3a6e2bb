/**
 * Every screen of the sample, as `npm start` makes it, in real Chromium: nothing that axe finds, nothing wider than the
 * window, no message of the console and no request to elsewhere; light and dark, forced colours, no motion, 320 pixels, text twice
 * as large, and from right to left.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, watchedPage } from './support/browser.ts';
import { openSample } from './support/keyboard.ts';

const BIN = join(import.meta.dirname, '../../bin/habeas.js');

let browser: Browser;
let folder: string;
let program: ChildProcess;
let url: string;

beforeAll(async () => {
  browser = await openBrowser();
  folder = await mkdtemp(join(tmpdir(), 'habeas-screens-'));
  await promisify(execFile)(process.execPath, [BIN, 'demo', '--quiet', '--no-serve', '--dir', folder]);
  program = spawn(process.execPath, [BIN, 'demo', '--dir', folder]);
  url = await new Promise<string>((resolve, reject) => {
    let said = '';
    program.stdout?.on('data', (bytes: Buffer) => {
      said += bytes.toString('utf8');
      const [found] = /http:\/\/[\w.:[\]]+/.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    });
    program.once('exit', (code) => reject(new Error(`the program ended with ${code} before it served`)));
  });
}, 300_000);

afterAll(async () => {
  await browser.close();
  const ended = new Promise((done) => program.once('exit', done));
  program.kill('SIGINT');
  await ended;
  await rm(folder, { recursive: true, force: true });
});

/** Where a person gets from these screens by their first link that leads there. */
const STEPS: readonly (readonly [from: string, to: RegExp])[] = [
  ['/documents', /^\/documents\/[\w-]+$/],
  ['/people', /^\/people\/[\w-]+$/],
  ['/sources', /^\/sources?\/[\w-]+/],
  ['/linkage', /^\/linkage\/[\w-]+\/[\w-]+/],
  ['/history', /^\/history\/[\w-]+/],
  ['/count', /^\/count\/persons\/[\w-]+/],
];
const SCREENS =
  '/documents /people /records /linkage/overview /sources /search /history /count /count/table /count/sources /count/method /count/download /settings /imports /second-reader'.split(
    ' ',
  );

/** Links of the page as it stands, without what is behind them. */
const linksOf = (page: Page): Promise<string[]> =>
  page
    .locator('main a[href]')
    .evaluateAll((all) => all.map((one) => new URL((one as HTMLAnchorElement).href).pathname));

/** Parts of the page that would still move or fade where a reader asked for no motion. */
const moving = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((one) => {
        const { transitionDuration, animationName } = getComputedStyle(one);
        return (
          animationName !== 'none' ||
          transitionDuration.split(',').some((time) => Number.parseFloat(time) > 0)
        );
      })
      .map((one) => one.getAttribute('class') ?? one.tagName),
  );

/** All screens with an address of their own, those of a first document, person, pair and so on with them. */
async function addresses(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const [from, to] of STEPS) {
    await page.goto(url + from);
    const link = (await linksOf(page)).find((one) => to.test(one) && one !== '/linkage/overview');
    if (link !== undefined) found.push(link);
  }
  const person = found.find((one) => one.startsWith('/people/'));
  if (person === undefined) throw new Error('the sample has nobody');
  return [...SCREENS, ...found, `${person}/ask`];
}

describe('every screen of the sample', () => {
  const wide = { width: 1280, height: 900 };
  const narrow = { width: 320, height: 720 };
  const looks = [
    { name: 'light', locale: 'en', rules: undefined, more: { viewport: wide } },
    {
      name: 'dark',
      locale: 'hy',
      rules: ['color-contrast', 'link-in-text-block'],
      more: { viewport: wide, colorScheme: 'dark' as const },
    },
    { name: 'narrow', locale: 'az', rules: [], more: { viewport: narrow } },
    { name: 'narrow from right to left', locale: 'ar', rules: undefined, more: { viewport: narrow } },
    {
      name: 'forced colours',
      locale: 'ru',
      rules: [],
      more: { viewport: wide, forcedColors: 'active' as const, reducedMotion: 'reduce' as const },
    },
  ];

  test.each(looks)(
    'has nothing that axe finds, is no wider than the window, and is silent: $name',
    async ({ name, locale, rules, more }) => {
      const { page, wrong, axe, sideways, shot } = await watchedPage(browser, url, { locale, ...more });
      await openSample(page, url);
      const all = await addresses(page);
      expect(all.length).toBeGreaterThan(SCREENS.length + 4);
      for (const address of all) {
        await page.goto(url + address);
        await page.waitForSelector('[data-scripted]');
        const found = rules?.length === 0 ? [] : await axe(rules);
        expect([address, found, await sideways()]).toEqual([address, [], 0]);
        if ('reducedMotion' in more) expect([address, await moving(page)]).toEqual([address, []]);
        await shot(`${name}-${address.replaceAll(/\W+/g, '-').slice(0, 24)}`);
      }
      expect(wrong).toEqual([]);
      await page.context().close();
    },
    600_000,
  );

  test('with letters twice as large no screen is wider than the window', async () => {
    const large = await openBrowser(['--blink-settings=defaultFontSize=32']);
    try {
      const { page, wrong, sideways, shot } = await watchedPage(large, url, { locale: 'en', viewport: wide });
      await openSample(page, url);
      const size = await page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
      expect(Number.parseFloat(size)).toBeGreaterThanOrEqual(32);
      const over: (readonly [string, number])[] = [];
      for (const address of await addresses(page)) {
        await page.goto(url + address);
        over.push([address, await sideways()]);
        await shot(`large-${address.replaceAll(/\W+/g, '-').slice(0, 24)}`);
      }
      expect(over.filter(([, pixels]) => pixels > 0)).toEqual([]);
      expect(wrong).toEqual([]);
    } finally {
      await large.close();
    }
  }, 600_000);
});
