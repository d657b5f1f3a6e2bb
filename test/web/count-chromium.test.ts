/**
 * The count in a real browser: the sample's own answer in every state, in English and from right to left, wide and
 * narrow, light, dark and in forced colours; the tabs by keyboard alone; a view signed and taken back without a script.
 * One browser and one sample for all of it.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#ground';
import { ed25519Signer } from '#ledger';
import { MemoryStore } from '#stores/memory';
import { startServer, type Started } from '#web';
import { createWorkspace, loadSample, ownerPrincipal, Workspace } from '#workspace';
import { sayIn } from '../../src/web/page/say.ts';
import { CATALOGUES } from '../../src/web/server/messages.ts';
import { openBrowser, watchedPage, type Watched } from './support/browser.ts';

const say = sayIn('en', CATALOGUES.en);
let browser: Browser;
let started: Started;

beforeAll(async () => {
  const owner = ownerPrincipal(newId(), ['sources']);
  const workspace = await Workspace.open({
    store: new MemoryStore(),
    signer: ed25519Signer('test.example/count', randomBytes(32)),
  });
  await createWorkspace(workspace, owner, { workspaceId: newId(), name: 'Sample', isSample: true });
  await loadSample(workspace, owner, { folder: join(import.meta.dirname, '../../sample') });
  const gate = {
    title: 'Sample',
    unlock: async () => ({ workspace, principal: owner }),
    lock: async () => undefined,
  };
  started = await startServer({ gate, sampleHint: 'any', attempts: 1_000 });
  browser = await openBrowser();
}, 180_000);

afterAll(async () => {
  await browser.close();
  await started.close();
});

async function inside(options: Parameters<typeof watchedPage>[2]): Promise<Watched> {
  const watched = await watchedPage(browser, started.url, options);
  await watched.page.goto(started.url);
  await watched.page.locator('input[type="password"]').fill('any');
  await watched.page.keyboard.press('Enter');
  await watched.page.waitForURL('**/documents');
  return watched;
}

const TABS = ['/count', '/count/table', '/count/sources', '/count/method', '/count/download'];
const ASIDE = ['/count/sign', '/count/persons/documented', '/count?on=2025-07-01'];

describe('a view, without a script', () => {
  test('is signed from the page with a reason, moves the chart, and is taken back as an entry of its own', async () => {
    const { page, wrong } = await inside({ locale: 'en', javaScriptEnabled: false });
    await page.goto(`${started.url}/count`);
    await page.getByRole('link', { name: say('count.sign.open') }).press('Enter');
    const figures = page.locator('.signer__figure');
    const taken = { 'holds 21': 'acknowledged', 'more than 70': 'number' };
    for (const [words, as] of Object.entries(taken))
      await figures.filter({ hasText: words }).locator('select').selectOption(as);
    await page.getByLabel(say('count.assume.same-moment')).check();
    await page.getByLabel(say('count.sign.name')).fill('Two of one season');
    await page.getByLabel(say('count.sign.reason')).fill('Both speak of the spring of 2025.');
    await page.getByRole('button', { name: say('count.sign.submit') }).press('Enter');
    await page.waitForURL(/done=signed/);
    const view = page.locator('.view').filter({ hasText: 'Two of one season' });
    // More than 70 and 21 acknowledged: at least 50 stand outside of every acknowledged number.
    expect(await view.textContent()).toContain('50 or more');
    expect(await view.textContent()).toContain('71 or more because of:');
    const chart = page
      .locator('.chart__row')
      .filter({ hasText: say('count.forced.outside') })
      .filter({ hasText: 'Two of one season' });
    expect(await chart.textContent()).toContain('50 or more');
    await view.locator('summary').press('Enter');
    await view.getByLabel(say('count.withdrawWhy')).fill('The first figure is under question.');
    await view.getByRole('button', { name: say('count.withdrawIt') }).press('Enter');
    await page.waitForURL(/done=withdrawn/);
    expect(await view.count()).toBe(0);
    expect(await page.locator('main').textContent()).toContain(say('count.done.withdrawn'));
    expect(wrong).toEqual([]);
    await page.context().close();
  }, 180_000);
});

describe('an estimate', () => {
  const address = (): string => `${started.url}/count?measure=taken`;
  const estimate = (page: Watched['page']) => page.locator('section[aria-labelledby="est"]');

  test('is stopped by whoever started it, and says so', async () => {
    const watched = await inside({ locale: 'en' });
    const { page } = watched;
    await page.goto(address());
    await page.getByRole('button', { name: say('count.est.run') }).press('Enter');
    await page.waitForURL(/#est$/);
    expect(await estimate(page).textContent()).toContain(say('count.est.running'));
    await page.getByRole('button', { name: say('count.est.stop') }).press('Enter');
    await page.goto(address());
    await estimate(page).getByText(say('count.est.stopped')).waitFor();
    // Nothing was kept: it can be started again.
    expect(await page.getByRole('button', { name: say('count.est.run') }).count()).toBe(1);
    expect(watched.wrong).toEqual([]);
    await page.context().close();
  }, 180_000);

  test('is followed, refused, let stand by two named people with a reason, printed with the figure, and taken back', async () => {
    const watched = await inside({ locale: 'en' });
    const { page } = watched;
    const computed = async (): Promise<void> => {
      await page.getByRole('button', { name: say('count.est.run') }).press('Enter');
      await page.waitForURL(/#est$/);
      await page.waitForSelector('[data-scripted]');
      expect(await watched.axe()).toEqual([]);
      const steps = page.getByRole('progressbar');
      await steps.first().waitFor();
      expect(await steps.first().getAttribute('aria-label')).not.toBe('');
      // The page is not reloaded under its reader: the script says that it is there, and offers a link.
      await estimate(page).getByText(say('count.est.there')).waitFor({ timeout: 240_000 });
      await estimate(page).locator('.island').getByRole('link').press('Enter');
      await page.waitForSelector('[data-scripted]');
    };
    await page.goto(address());
    await computed();
    const refusals = estimate(page)
      .locator('li')
      .filter({ has: page.locator('.code') });
    expect(await refusals.count()).toBeGreaterThan(0);
    await page.getByText(say('count.override.open')).press('Enter');
    for (const box of await page.locator('.signer input[type="checkbox"]').all()) await box.check();
    await page.getByLabel(say('count.override.first')).fill('Ona Verra');
    await page.getByLabel(say('count.override.second')).fill('Tolm Askin');
    await page.getByLabel(say('count.override.reason')).fill('Both lists were read again row by row.');
    await page.getByRole('button', { name: say('count.override.sign') }).press('Enter');
    await page.waitForURL(/done=let-stand/);
    await page.goto(address());
    await computed();
    for (const words of ['Ona Verra', 'Tolm Askin', 'Both lists were read again row by row.'])
      expect(await estimate(page).textContent()).toContain(words);
    const answer = (await (await page.request.get(`${started.url}/count.json?measure=taken`)).json()) as {
      estimate: { report: { headline: { sentence: string } | null } };
    };
    const sentence = answer.estimate.report.headline?.sentence ?? '';
    for (const words of ['Ona Verra', 'Tolm Askin', 'row by row']) expect(sentence).toContain(words);
    // Wherever the figure goes, the names and the reason go with it.
    for (const file of ['count.csv', 'count.svg']) {
      const sent = await (await page.request.get(`${started.url}/${file}?measure=taken`)).text();
      // Lines of a drawing break between words.
      const text = sent.replaceAll(/<[^>]*>/g, ' ');
      for (const words of ['Ona', 'Verra', 'Tolm', 'Askin', 'row'])
        expect([file, text]).toEqual([file, expect.stringContaining(words)]);
    }
    await page.getByRole('button', { name: say('count.override.withdraw') }).press('Enter');
    await page.waitForURL(/done=withdrawn/);
    expect(await estimate(page).textContent()).not.toContain('Ona Verra');
    expect(watched.wrong).toEqual([]);
    await page.context().close();
  }, 600_000);
});

/** A facet and the id of a term. */
const ASKED = /(?:population|standing|holder|place)=[0-9a-f]{12}/;

describe('some of the people', () => {
  test('are asked about by a word that rows use; the address carries no word of a source', async () => {
    const { page, wrong } = await inside({ locale: 'en', javaScriptEnabled: false });
    await page.goto(`${started.url}/count`);
    await page.locator('#ask summary').press('Enter');
    const choice = page.locator('select[id^="scope-"]').first();
    const words = (await choice.locator('option').nth(1).textContent()) ?? '';
    await choice.selectOption({ index: 1 });
    await page
      .locator('#ask')
      .getByRole('button', { name: say('count.askIt') })
      .press('Enter');
    await page.waitForURL(ASKED);
    expect(new URL(page.url()).search.toLowerCase()).not.toContain(words.toLowerCase());
    const only = page.getByRole('list', { name: say('count.scope.only') });
    expect(await only.textContent()).toContain(words);
    // Every tab and file keeps the question.
    for (const link of await page.locator('.tabs a').all())
      expect(await link.getAttribute('href')).toMatch(ASKED);
    expect(wrong).toEqual([]);
    await page.context().close();
  }, 180_000);
});

describe('by keyboard alone', () => {
  test('the tabs are reached and opened, each has its address, and the sentence is copied with its citation', async () => {
    const { page, wrong } = await inside({
      locale: 'en',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await page.goto(`${started.url}/count`);
    await page.waitForSelector('[data-scripted]');
    // From the last to the first, because the first is where it begins.
    for (const [at, path] of [...TABS.entries()].reverse()) {
      const tab = page.locator('.tabs a').nth(at);
      await tab.focus();
      await page.keyboard.press('Enter');
      await page.waitForURL(`${started.url}${path}`);
      await page.waitForSelector('[data-scripted]');
      expect(await page.locator('.tabs a[aria-current="page"]').count()).toBe(1);
    }
    await page.goto(`${started.url}/count`);
    await page.waitForSelector('[data-scripted]');
    await page.locator('.head[data-panel="count"]').focus();
    await page.keyboard.press('KeyC');
    await page.waitForFunction(
      (words) => document.getElementById('live')?.textContent === words,
      say('count.copied'),
    );
    expect(await page.locator('#citation').textContent()).toMatch(/ledger head [0-9a-f]{64}/);
    expect(wrong).toEqual([]);
    await page.context().close();
  }, 180_000);
});

describe('every state', () => {
  const wide = { width: 1280, height: 900 };
  const narrow = { width: 320, height: 720 };
  const looks = [
    { name: 'en-1280', paths: [...TABS, ...ASIDE], axe: true, options: { locale: 'en', viewport: wide } },
    { name: 'ar-1280', paths: TABS, axe: true, options: { locale: 'ar', viewport: wide } },
    { name: 'en-320', paths: [...TABS, ...ASIDE], axe: false, options: { locale: 'en', viewport: narrow } },
    { name: 'ar-320', paths: TABS.slice(0, 2), axe: false, options: { locale: 'ar', viewport: narrow } },
    {
      name: 'dark-1280',
      paths: TABS.slice(0, 1),
      axe: true,
      options: { locale: 'en', viewport: wide, colorScheme: 'dark' as const },
    },
    {
      name: 'forced-320',
      paths: TABS.slice(0, 1),
      axe: true,
      options: { locale: 'en', viewport: narrow, forcedColors: 'active' as const },
    },
  ];

  test.each(looks)(
    'has nothing that axe finds and no sideways scroll: $name',
    async ({ name, paths, axe, options }) => {
      const watched = await inside(options);
      const { page } = watched;
      for (const path of paths) {
        await page.goto(started.url + path);
        await page.waitForSelector('[data-scripted]');
        if (axe) expect([path, await watched.axe()]).toEqual([path, []]);
        expect([path, await watched.sideways()]).toEqual([path, 0]);
        await watched.shot(`count${path.replaceAll(/\W+/g, '-')}-${name}`);
      }
      expect(watched.wrong).toEqual([]);
      await page.context().close();
    },
    600_000,
  );
});
