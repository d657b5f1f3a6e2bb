/**
 * The journey of somebody who has never seen it, by keyboard alone and in three languages: open the sample, read a
 * document, say three times that the text says this, once that it does not, claim what was missed, take a step back,
 * and find in the table who says what. No error, no warning, no request to elsewhere.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type Started } from '#web';
import { sayIn, type Language, type Say } from '../../src/web/page/say.ts';
import { CATALOGUES } from '../../src/web/server/messages.ts';
import { openBrowser, watchedPage, type Watched } from './support/browser.ts';
import { press, tabTo } from './support/keyboard.ts';
import { openDesk, PASSPHRASE, REPORT } from './support/desk.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
});

interface Opened extends Watched {
  readonly say: Say;
  readonly started: Started;
  close(): Promise<void>;
}

/** A new sample in a browser of this language, with its first document open and the focus on its first card. */
async function opened(language: Language): Promise<Opened> {
  const desk = await openDesk();
  await desk.add({ text: REPORT });
  const started = await startServer({ gate: desk.gate, sampleHint: PASSPHRASE });
  const watched = await watchedPage(browser, started.url, { locale: language });
  const { page } = watched;
  const say = sayIn(language, CATALOGUES[language]);
  await page.goto(started.url);
  expect(await page.getByRole('button', { name: say('gate.openSample') }).count()).toBe(1);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/documents');
  await page.waitForSelector('[data-scripted]');
  await tabTo(page, '.title__link');
  await page.keyboard.press('Enter');
  await page.waitForSelector('[data-scripted] .reading');
  await page.waitForFunction(() => document.activeElement?.classList.contains('card') === true);
  return {
    ...watched,
    say,
    started,
    close: async () => {
      await page.context().close();
      await started.close();
    },
  };
}

describe('by keyboard alone', () => {
  test.each(['en', 'ar', 'hy'] as const)(
    'a document is read and the count table says who says what: %s',
    async (language) => {
      const { page, say, wrong, axe, shot, sideways, close } = await opened(language);
      expect(
        await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]),
      ).toEqual([language, language === 'ar' ? 'rtl' : 'ltr']);
      expect(await page.locator('.doc__body').getAttribute('lang')).toBe('en');
      await shot(`keyboard-${language}-start`);

      const recorded = say('reading.done.accepted', { n: 1 });
      const ledger = () => page.locator('[data-ledger="size"]').textContent();
      const moment = async () =>
        new URL(
          (await page.locator('a[rel="bookmark"]').first().getAttribute('href')) ?? '',
          page.url(),
        ).searchParams.get('asKnown') ?? '';
      const [size, known] = [await ledger(), await moment()];
      await press(page, 'KeyT', recorded);
      // The link for good leads to what is recorded by now, not to before the answer.
      expect(await ledger()).not.toBe(size);
      expect((await moment()) > known).toBe(true);
      await press(page, 'KeyT', recorded);
      await press(page, 'KeyX', say('reading.done.refused'));
      await press(page, 'Digit2', say('reading.because', { reason: say('reason.2') }));
      await press(page, 'KeyT', recorded);
      await press(page, 'KeyZ', say('reading.undone'));
      await press(page, 'KeyT', recorded);
      expect(await page.locator('.m-claimed').count()).toBeGreaterThanOrEqual(3);

      await page.keyboard.press('KeyM');
      await page.keyboard.press('Shift+ArrowRight');
      await page.waitForSelector('.m-choose');
      expect(await axe()).toEqual([]);
      await shot(`keyboard-${language}-choose`);
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.activeElement?.id === 'missed-kind');
      await page.locator('#missed-kind').selectOption('open_question');
      await page.locator('#missed-speaker').selectOption('author');
      await page.locator('#missed-speaker').focus();
      await tabTo(page, '.card .edit button[type="submit"]');
      await press(page, 'Enter', say('missed.recorded'));
      expect(await page.locator('.lines__claim').count()).toBeGreaterThanOrEqual(4);
      expect([await axe(), await sideways()]).toEqual([[], 0]);
      await shot(`keyboard-${language}-end`);

      await page.keyboard.press('Shift+Digit4');
      await page.waitForURL('**/count');
      const rows = page.locator('.saying--said');
      expect(await rows.count()).toBe(2);
      expect(await rows.first().textContent()).toContain('41');
      expect(await page.locator('.chart__part th').first().textContent()).toBe(say('count.part.says'));
      expect(await axe()).toEqual([]);
      await shot(`keyboard-${language}-count`);
      expect(wrong).toEqual([]);
      await close();
    },
    180_000,
  );

  test('unclaimed figures are reached with one key and stay flagged until somebody dismisses them', async () => {
    const { page, say, wrong, close } = await opened('en');
    const flagged = await page.locator('.lines__unclaimed').count();
    expect(flagged).toBeGreaterThan(0);
    await page.keyboard.press('KeyG');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('u-1');
    await press(page, 'KeyD', say('reading.dismissed'));
    expect(await page.locator('.lines__unclaimed').count()).toBe(flagged - 1);
    await page.locator('.card').focus();
    await press(page, 'KeyZ', say('reading.undone'));
    expect(await page.locator('.lines__unclaimed').count()).toBe(flagged);
    expect(wrong).toEqual([]);
    await close();
  }, 300_000);

  test('the palette has every action of the page with its key, finds by words, and gives the focus back', async () => {
    const { page, say, wrong, axe, shot, close } = await opened('en');
    await page.keyboard.press('Control+KeyK');
    const options = page.locator('#palette-list [role="option"]');
    expect(await options.count()).toBeGreaterThan(10);
    for (const words of await options.allTextContents()) expect(words).toMatch(/\S+ ?[A-Z0-9?,]/);
    expect(await axe()).toEqual([]);
    await shot('palette');
    await page.keyboard.type('zzz');
    expect(await options.count()).toBe(0);
    expect(await page.getByText(say('palette.none')).count()).toBe(1);
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.classList.contains('card'))).toBe(true);
    // A closed dialog tells of its end later than the next key comes: what that key opened stays.
    await page.keyboard.press('Control+KeyK');
    await page.evaluate(() => {
      document.querySelector('dialog')?.close();
      document.dispatchEvent(new KeyboardEvent('keydown', { code: 'KeyK', key: 'k', ctrlKey: true }));
    });
    await page.waitForTimeout(100);
    expect(await page.getByRole('dialog').count()).toBe(1);
    await page.keyboard.type('counts');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/count');
    // The keys work once the script of the new page has started.
    for (let tries = 0; tries < 40 && (await page.getByRole('dialog').count()) === 0; tries += 1) {
      await page.keyboard.press('Shift+Slash');
      await page.waitForTimeout(250);
    }
    expect(await page.getByRole('dialog').textContent()).toContain(say('action.lock'));
    expect(await axe()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Shift+KeyL');
    await page.waitForURL('**/unlock?locked');
    expect(wrong).toEqual([]);
    await close();
  }, 300_000);

  test('a key is changed and kept, and letters can be switched off', async () => {
    const { page, say, wrong, started, close } = await opened('en');
    const document = page.url();
    await page.goto(`${started.url}/settings`);
    await page.waitForSelector('.keys .check');
    await page
      .getByRole('button', { name: say('keys.changeFor', { action: say('action.refuse') }) })
      .press('Enter');
    await page.keyboard.press('KeyT');
    expect(await page.locator('.keys [role="status"]').textContent()).toContain(say('action.accept'));
    await page
      .getByRole('button', { name: say('keys.changeFor', { action: say('action.refuse') }) })
      .press('Enter');
    await page.keyboard.press('KeyN');
    expect(await page.locator('.keys [role="status"]').textContent()).toBe(say('keys.changed'));
    await page.goto(document);
    await page.waitForFunction(() => globalThis.document.activeElement?.classList.contains('card') === true);
    expect(await page.locator('[data-keycap="refuse"]').textContent()).toBe('N');
    await press(page, 'KeyN', say('reading.done.refused'));
    await page.goto(`${started.url}/settings`);
    await page.locator('.keys .check').press('Space');
    await page.goto(document);
    await page.waitForFunction(() => globalThis.document.activeElement?.classList.contains('card') === true);
    const before = await page.locator('.lines__claim').count();
    await page.keyboard.press('KeyT');
    await page.keyboard.press('Control+KeyK');
    expect(await page.getByRole('dialog').count()).toBe(1);
    expect(await page.locator('.lines__claim').count()).toBe(before);
    expect(wrong).toEqual([]);
    await close();
  }, 300_000);

  test('letters do nothing outside of their panel and nothing in a field', async () => {
    const { page, wrong, close } = await opened('en');
    await page.locator('.brand').focus();
    for (const key of ['KeyT', 'KeyX', 'KeyZ']) await page.keyboard.press(key);
    await page.locator('.card').focus();
    await page.keyboard.press('KeyU');
    await page.keyboard.type('text, next? X');
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe(
      'text, next? X',
    );
    expect(await page.locator('.lines__claim').count()).toBe(0);
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.classList.contains('card'))).toBe(true);
    expect(wrong).toEqual([]);
    await close();
  }, 300_000);
});

describe('with another layout', () => {
  test.each(['Ա', 'е', 'ت'])(
    'the place of the key counts, not its letter: %s',
    async (letter) => {
      const { page, say, wrong, close } = await opened('en');
      await page.evaluate((key) => {
        document.getElementById('live')?.replaceChildren();
        document.activeElement?.dispatchEvent(
          new KeyboardEvent('keydown', { key, code: 'KeyT', bubbles: true, cancelable: true }),
        );
      }, letter);
      await page.waitForFunction(
        (wanted) => document.getElementById('live')?.textContent === wanted,
        say('reading.done.accepted', { n: 1 }),
      );
      expect(wrong).toEqual([]);
      await close();
    },
    60_000,
  );
});
