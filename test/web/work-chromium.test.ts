/** The quiet line about haste and the minutes without a break, in real Chromium with a clock of our own. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer } from '#web';
import { sayIn } from '../../src/web/page/say.ts';
import { CATALOGUES } from '../../src/web/server/messages.ts';
import { openBrowser, watchedPage } from './support/browser.ts';
import { openDesk, PASSPHRASE } from './support/desk.ts';
import { openSample, press } from './support/keyboard.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

/** Invented names; each is one proposal. */
const TEXT = Array.from(
  { length: 23 },
  (_, n) =>
    `${['Ilo', 'Miran', 'Bogdan', 'Vera'][n % 4]} ${'BCDFGHKLMNPRSTVZ'[n % 16]}arsan was captured on ${n + 1} May 2024.`,
).join(' ');

test('haste is one calm line for the reader, gone with the next look; minutes go on until a break', async () => {
  const desk = await openDesk();
  const documentId = await desk.add({ text: TEXT });
  const started = await startServer({ gate: desk.gate, sampleHint: PASSPHRASE });
  const { page, wrong } = await watchedPage(browser, started.url, { locale: 'en' });
  const say = sayIn('en', CATALOGUES.en);
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().includes('/api/')) sent.push(request.postData() ?? '');
  });
  await openSample(page, started.url);
  let now = Date.parse('2024-03-14T10:00:00Z');
  await page.clock.setFixedTime(now);
  await page.goto(`${started.url}/documents/${documentId}`);
  await page.waitForSelector('[data-scripted]');
  await page.waitForFunction(() => document.activeElement?.classList.contains('card') === true);
  const recorded = say('reading.done.accepted', { n: 1 });
  const isPause = async (): Promise<boolean> => (await page.getByText(say('reading.pause')).count()) === 1;
  for (let n = 0; n < 19; n += 1) await press(page, 'KeyT', recorded);
  expect(await isPause()).toBe(false);
  await press(page, 'KeyT', recorded);
  expect(await isPause()).toBe(true);
  await press(page, 'KeyX', say('reading.done.refused'));
  expect(await isPause()).toBe(false);
  // Nothing of it leaves the page: an answer is an answer.
  expect(new Set(sent)).toEqual(new Set(['{"decision":"accepted"}', '{"decision":"refused"}']));

  const pass = async (minutes: number): Promise<void> => {
    now += minutes * 60_000;
    await page.clock.setFixedTime(now);
    await page.keyboard.press('KeyJ');
  };
  const minutes = (n: number) => page.getByText(say('reading.minutes', { n })).waitFor();
  await minutes(0);
  await pass(4);
  await pass(3);
  await minutes(7);
  await pass(6);
  await minutes(0);
  expect(wrong).toEqual([]);
  await page.context().close();
  await started.close();
}, 180_000);
