/** Bar R17 in a real browser: hostile words as name, title, quote and text run nothing and reach nothing. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#ground';
import { startServer, type Gate, type Started } from '#web';
import { ownerPrincipal, type Workspace } from '#workspace';
import {
  actor,
  claimView,
  documentPage,
  documentView,
  HOSTILE,
  howMany,
  NOW,
  proposalView,
  saidRow,
} from './support/answers.ts';
import { openBrowser, watchedPage } from './support/browser.ts';

let browser: Browser;
let started: Started;
const text = HOSTILE.join('\n');
const document = documentView('x', { title: text, publisher: text });

/** One page with every string as name, quote, sentence, flag, reason and reason for damage. */
function stage(): Workspace {
  const decision = (reason: string) => ({ is: 'parked' as const, at: NOW.at, by: newId(), reason });
  const page = documentPage(text, {
    document,
    proposals: [
      proposalView(text, document, { flags: [...HOSTILE] }),
      ...HOSTILE.map((words) => proposalView(words, document, { decision: decision(words) })),
    ],
    claims: HOSTILE.map((words) => claimView(words, document)),
    unreadBecause: text,
    damaged: HOSTILE.map((why, n) => ({ start: n, end: n + 1, why })),
  });
  return actor({
    page,
    count: howMany(HOSTILE.map((words) => saidRow(words, { comparison: words }))),
    name: text,
    documents: HOSTILE.map((words) => documentView(words)),
  });
}

beforeAll(async () => {
  browser = await openBrowser();
  const gate: Gate = {
    title: text,
    unlock: async () => ({ workspace: stage(), principal: ownerPrincipal(newId()) }),
    lock: async () => undefined,
  };
  started = await startServer({ gate, sampleHint: text });
});

afterAll(async () => {
  await started.close();
  await browser.close();
});

test(`R17 ${HOSTILE.length} hostile strings: no dialog, no error, no request to elsewhere, and the words are all there`, async () => {
  const { page, wrong, sideways } = await watchedPage(browser, started.url);
  await page.goto(started.url);
  await page.getByLabel('Passphrase').fill('x');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/documents');
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 700 });
    for (const path of ['/documents', `/documents/${document.documentId}`, '/count']) {
      await page.goto(started.url + path);
      expect([width, path, await sideways()]).toEqual([width, path, 0]);
      for (const y of [100, 300, 500]) await page.mouse.move(100, y);
      for (let n = 0; n < 10; n += 1) await page.keyboard.press('Tab');
    }
  }
  await page.goto(`${started.url}/documents/${document.documentId}`);
  // HTML can carry neither NUL nor a lone carriage return: both are shown by name instead.
  const shown = await page.locator('.doc__body').evaluate((body) => body.textContent);
  expect(shown).toBe(text.replaceAll(/[\0\r]/g, ''));
  expect(wrong).toEqual([]);
}, 300_000);
