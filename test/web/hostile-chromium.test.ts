/** Bar R17 in a real browser: hostile words as name, title, quote and text run nothing and reach nothing. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#ground';
import { startServer, type Gate, type Started } from '#web';
import { ownerPrincipal, type Workspace } from '#workspace';
import { actor, documentPage, HOSTILE, howMany, saidRow } from './support/answers.ts';
import { openBrowser, watchedPage } from './support/browser.ts';

let browser: Browser;
let started: Started;
let stage: Workspace = actor({ page: documentPage('x'), count: howMany([]) });

beforeAll(async () => {
  browser = await openBrowser();
  const read = (async (...given: Parameters<Workspace['read']>) => stage.read(...given)) as Workspace['read'];
  const gate: Gate = {
    title: 'x',
    unlock: async () => ({ workspace: { read } as unknown as Workspace, principal: ownerPrincipal(newId()) }),
    lock: async () => undefined,
  };
  started = await startServer({ gate });
});

afterAll(async () => {
  await started.close();
  await browser.close();
});

test(`R17 ${HOSTILE.length} hostile strings: no dialog, no error, no request to elsewhere, and the words are all there`, async () => {
  const { page, wrong, sideways } = await watchedPage(browser, started.url, {
    viewport: { width: 320, height: 700 },
  });
  await page.goto(started.url);
  await page.getByLabel('Passphrase').fill('x');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/documents');
  for (const words of HOSTILE) {
    const shown = documentPage(words, { unreadBecause: words });
    stage = actor({ page: shown, count: howMany([saidRow(words)]), name: words });
    for (const path of [`/documents/${shown.document.documentId}`, '/documents', '/count']) {
      await page.goto(started.url + path);
      expect([words, path, await sideways()]).toEqual([words, path, 0]);
      await page.mouse.move(100, 300);
      if (path.length > 20) {
        const text = await page.locator('.doc__body').evaluate((body) => body.textContent);
        // HTML can carry neither NUL nor a lone carriage return: both are shown by name instead.
        expect(text).toBe(words.replaceAll(/[\0\r]/g, ''));
      }
    }
  }
  expect(wrong).toEqual([]);
}, 120_000);
