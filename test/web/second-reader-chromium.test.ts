/**
 * A document is taken, read to its end, and a tenth of it read again by a second and a third reader: by keyboard alone
 * in real Chromium, in English and from right to left, wide and at 320 pixels.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer } from '#web';
import { sayIn, type Language, type Say } from '../../src/web/page/say.ts';
import { CATALOGUES } from '../../src/web/server/messages.ts';
import { NAMES } from '../support/names-in-a-list.ts';
import { openBrowser, watchedPage, type Watched } from './support/browser.ts';
import { openDesk, PASSPHRASE } from './support/desk.ts';
import { openSample, press, tabTo } from './support/keyboard.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

/** Presses Enter on what has the focus, and waits for the page that follows. */
async function enter(page: Page): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  await page.waitForSelector('[data-scripted]');
}

/** Presses a key that sends a form, and waits for the page that follows. */
async function send(page: Page, key: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.keyboard.press(key)]);
  await page.waitForSelector('[data-scripted]');
}

async function nameReader(page: Page, name: string): Promise<void> {
  if ((await page.locator('.reads-as[open]').count()) === 0) {
    await tabTo(page, '.reads-as > summary', 200);
    await page.keyboard.press('Enter');
  }
  await tabTo(page, '#reader-name', 200);
  await page.keyboard.press('Control+KeyA');
  await page.keyboard.type(name);
  await enter(page);
}

async function clean({ axe, sideways }: Watched): Promise<void> {
  expect(await axe()).toEqual([]);
  expect(await sideways()).toBe(0);
}

/** Everything is answered: the names are there, what else was proposed is not. */
async function readToTheEnd(page: Page, say: Say): Promise<void> {
  await page.waitForFunction(() => document.activeElement?.classList.contains('card') === true);
  await press(page, 'KeyX', say('reading.done.refused'));
  for (let n = 0; n < 7; n += 1) await press(page, 'KeyT', say('reading.done.accepted', { n: 1 }));
  await page.waitForSelector('#finish .changed');
}

describe('a second reader, by keyboard', () => {
  test.each([
    ['en', { width: 1280, height: 900 }],
    ['ar', { width: 320, height: 720 }],
  ] as const)(
    'a document is taken, read, and a tenth of it read again: %s %o',
    async (language: Language, viewport) => {
      const desk = await openDesk();
      await desk.add({ text: NAMES });
      const started = await startServer({ gate: desk.gate, sampleHint: PASSPHRASE });
      const watched = await watchedPage(browser, started.url, { locale: language, viewport });
      const { page, wrong, shot } = watched;
      const say = sayIn(language, CATALOGUES[language]);
      const name = `second-${language}`;
      await openSample(page, started.url);
      await page.waitForSelector('[data-scripted]');

      // The document is taken in the inbox; the focus stays on the step that follows.
      await tabTo(page, '.holder button');
      await enter(page);
      expect(await page.evaluate(() => document.activeElement?.textContent)).toContain(say('hold.back'));
      await clean(watched);
      await shot(`${name}-inbox`);
      await tabTo(page, '.title__link');
      await enter(page);
      await readToTheEnd(page, say);
      await clean(watched);
      await shot(`${name}-finish`);

      await tabTo(page, '#finish button');
      await enter(page);
      expect(new URL(page.url()).pathname).toMatch(/^\/second-reader\/[\w-]+$/);
      await clean(watched);
      await shot(`${name}-who`);
      await tabTo(page, '.again a[href*="another-person"]');
      await enter(page);
      await nameReader(page, 'Reader two');
      await page.waitForFunction(() => document.activeElement?.classList.contains('again') === true);
      await clean(watched);
      await shot(`${name}-hand`);
      const value = (await page.locator('.card__value').textContent()) ?? '';
      const wasRefused = value.includes('Ministry');
      await send(page, wasRefused ? 'KeyT' : 'KeyX');
      expect(await page.locator('.again').textContent()).toContain(say('again.nothing'));
      await send(page, 'KeyZ');
      expect(await page.locator('.again').textContent()).toContain(say('again.done.taken-back'));
      await send(page, wasRefused ? 'KeyT' : 'KeyX');
      expect(await page.locator('main').textContent()).toContain(say('again.waitsForThird'));

      // Somebody else sits down: only then does the disagreement wait for an answer.
      const { pathname } = new URL(page.url());
      await page.goto(`${started.url}/documents`);
      await page.waitForSelector('[data-scripted]');
      await nameReader(page, 'Reader three');
      await page.goto(`${started.url}${pathname}?who=another-person`);
      await page.waitForFunction(() => document.activeElement?.classList.contains('again') === true);
      expect(await page.locator('.card .cap').first().textContent()).toBe(say('again.leftThird', { n: 1 }));
      await send(page, 'KeyU');
      const said = (await page.locator('main').textContent()) ?? '';
      expect(said).toContain(say('again.inter', { agree: 0, compared: 1, percent: 0 }));
      expect(said).toContain('Reader two');
      expect(said).toContain('Reader three');
      await clean(watched);
      await shot(`${name}-settled`);
      expect(wrong).toEqual([]);
      await page.context().close();
      await started.close();
    },
    180_000,
  );
});
