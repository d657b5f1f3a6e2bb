/**
 * Accepting together, by keyboard in real Chromium: what is wholly in sight and nothing else, with one key, and back
 * with one key; at a desk, on a low window and at 320 pixels, in English and in Arabic.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer } from '#web';
import { sayIn, type Language } from '../../src/web/page/say.ts';
import { CATALOGUES } from '../../src/web/server/messages.ts';
import { NAMES } from '../support/names-in-a-list.ts';
import { openBrowser, watchedPage } from './support/browser.ts';
import { openDesk, PASSPHRASE } from './support/desk.ts';
import { press, tabTo } from './support/keyboard.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

async function opened(language: Language, viewport: { width: number; height: number }) {
  const desk = await openDesk();
  const documentId = await desk.add({ text: NAMES });
  const started = await startServer({ gate: desk.gate, sampleHint: PASSPHRASE });
  const watched = await watchedPage(browser, started.url, { locale: language, viewport });
  const { page } = watched;
  await page.goto(started.url);
  await page.waitForFunction(() => document.activeElement?.tagName === 'BUTTON');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/documents');
  await page.waitForSelector('[data-scripted]');
  await tabTo(page, '.title__link');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.classList.contains('card') === true);
  const decided = async (): Promise<number> =>
    (await desk.workspace.read(desk.owner, 'work', { what: 'document', documentId })).document.decided;
  const waiting = async (): Promise<string[]> =>
    (await desk.workspace.read(desk.owner, 'work', { what: 'document', documentId })).proposals
      .filter(({ decision }) => decision === null)
      .map(({ passage }) => passage.exact);
  const close = async (): Promise<void> => {
    await page.context().close();
    await started.close();
  };
  return { ...watched, decided, waiting, close, say: sayIn(language, CATALOGUES[language]) };
}

/** Goes on to the first of the names: the label before them is no name. */
async function toNames(page: Page): Promise<void> {
  await page.keyboard.press('KeyJ');
  await page.waitForFunction(
    () => document.querySelector('.card__value')?.textContent?.includes('Ilo Sanvar') === true,
  );
  // Two drawings later everything has been measured.
  await page.evaluate(
    async () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
}

/** Lays those of the kind in hand side by side, and waits until they have been measured. */
async function gather(page: Page): Promise<void> {
  await page.keyboard.press('KeyA');
  await page.waitForFunction(() => document.activeElement?.id === 'group');
  await page.waitForSelector('.is-joined');
  await page.evaluate(
    async () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
}

/** Of each row: whether it is marked, and whether it lies wholly inside of the window. */
const rows = (page: Page): Promise<{ marked: boolean; inside: boolean }[]> =>
  page.locator('.gather__rows > li').evaluateAll((all) =>
    all.map((one) => {
      const { top, bottom } = one.getBoundingClientRect();
      return {
        marked: one.classList.contains('is-joined'),
        inside: top >= 0 && bottom <= window.innerHeight,
      };
    }),
  );

describe('accepting together', () => {
  test.each([
    ['en', { width: 1280, height: 900 }],
    ['ar', { width: 1280, height: 900 }],
    ['en', { width: 1280, height: 600 }],
    ['ar', { width: 320, height: 720 }],
  ] as const)(
    'takes what is in sight and no more, and one key takes it back: %s %o',
    async (language, viewport) => {
      const { page, say, wrong, axe, shot, sideways, decided, close } = await opened(language, viewport);
      await toNames(page);
      await gather(page);
      const found = await rows(page);
      expect(found).toHaveLength(7);
      const n = found.filter(({ marked }) => marked).length;
      expect(n).toBeGreaterThan(1);
      expect(found.filter(({ marked, inside }) => marked && !inside)).toEqual([]);
      if (viewport.height < 800) expect(n).toBeLessThan(7);
      expect(await axe()).toEqual([]);
      expect(await sideways()).toBe(0);
      await shot(`group-${language}-${viewport.width}-${viewport.height}`);
      expect(await page.locator('[data-action="group"]').textContent()).toContain(say('group.accept', { n }));
      await press(page, 'KeyA', say('group.done', { n }));
      expect(await decided()).toBe(n);
      expect(await page.evaluate(() => document.activeElement?.classList.contains('card'))).toBe(true);
      await press(page, 'KeyZ', say('group.undone', { n }));
      expect(await decided()).toBe(0);
      expect(await page.locator('.card__value').textContent()).toContain('Ilo Sanvar');
      expect(wrong).toEqual([]);
      await close();
    },
    120_000,
  );

  test('a row that was scrolled away is not taken, and Escape goes back to one by one', async () => {
    const { page, say, wrong, decided, waiting, close } = await opened('en', {
      width: 1280,
      height: 600,
    });
    await toNames(page);
    await gather(page);
    expect((await rows(page))[0]).toEqual({ marked: true, inside: true });
    await page
      .locator('.gather__rows > li')
      .last()
      .evaluate((row) => row.scrollIntoView({ block: 'center' }));
    await page.waitForFunction(
      () => document.querySelector('.gather__rows > li')?.classList.contains('is-joined') === false,
    );
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement?.id.startsWith('p-') === true);
    expect(await page.locator('.gather').count()).toBe(0);
    await gather(page);
    await page
      .locator('.gather__rows > li')
      .last()
      .evaluate((row) => row.scrollIntoView({ block: 'center' }));
    await page.waitForFunction(
      () => document.querySelector('.gather__rows > li')?.classList.contains('is-joined') === false,
    );
    const n = (await rows(page)).filter(({ marked }) => marked).length;
    await press(page, 'KeyA', say('group.done', { n }));
    expect(await decided()).toBe(n);
    expect(n).toBeLessThan(7);
    // What could not be seen waits.
    expect(await waiting()).toContain('Ilo Sanvar was captured on 3 May 2024');
    expect(wrong).toEqual([]);
    await close();
  }, 120_000);
});
