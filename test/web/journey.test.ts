/**
 * The whole way in a real browser, with scripts off and without a mouse being needed: unlock, the documents, the
 * first one, one answer after another, and the count that shows what was claimed. Then with the script: every state of a page is checked
 * with axe, in both themes, at 1280 and at 320 pixels.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type Started } from '#web';
import { openBrowser, watchedPage, type Watched } from './support/browser.ts';
import { openDesk, PASSPHRASE, REPORT, type Desk } from './support/desk.ts';

let browser: Browser;
let desk: Desk;
let started: Started;

beforeAll(async () => {
  browser = await openBrowser();
  desk = await openDesk();
  await desk.add({ text: REPORT });
  await desk.add({
    text: 'წერილში წერია, რომ 41 ჯარისკაცი ჰყავთ.\n',
    title: 'დედის წერილი',
    language: 'ka',
  });
  started = await startServer({ gate: desk.gate, sampleHint: PASSPHRASE });
});

afterAll(async () => {
  await started.close();
  await browser.close();
});

async function unlocked(options: Parameters<typeof watchedPage>[2] = {}): Promise<Watched> {
  const watched = await watchedPage(browser, started.url, options);
  await watched.page.goto(started.url);
  await watched.page.getByLabel('Passphrase').fill(PASSPHRASE);
  await watched.page.getByRole('button', { name: 'Unlock' }).press('Enter');
  await watched.page.waitForURL('**/documents');
  return watched;
}

describe('a journey', () => {
  test('with scripts off, from the passphrase to the count: what the text says is claimed, what it does not say is refused', async () => {
    const watched = await watchedPage(browser, started.url, { javaScriptEnabled: false });
    const { page, wrong } = watched;
    await page.goto(started.url);
    expect(page.url()).toBe(`${started.url}/unlock`);
    await watched.shot('unlock');
    await page.getByLabel('Passphrase').fill(PASSPHRASE);
    await page.keyboard.press('Enter');

    await page.getByRole('link', { name: 'Families still wait at the Sel crossing' }).click();
    const card = page.locator('.card');
    expect(await card.textContent()).toContain('it holds 41 soldiers');
    await watched.shot('document');

    await card.getByRole('button', { name: 'The text says this' }).press('Enter');
    await page.waitForURL(/done=accepted/);
    expect(await page.locator('.said-now').textContent()).toContain(
      'Recorded: the text says this. One claim was recorded',
    );
    expect(await card.textContent()).not.toContain('it holds 41 soldiers');
    expect(await card.getAttribute('id')).toBe(new URL(page.url()).hash.slice(1));
    expect(await page.locator('.m-claimed').first().textContent()).toContain('it holds 41 soldiers');

    await card.getByRole('button', { name: 'It does not', exact: true }).press('Enter');
    await page.waitForURL(/done=refused/);
    expect(await page.locator('.said-now').textContent()).toContain('Nothing was claimed');
    await page.locator('.card [data-action="park"]').press('Enter');
    await page.getByLabel('Question for whoever comes back to it').fill('Which office said this?');
    await page.getByRole('button', { name: 'Park with this question' }).press('Enter');
    await page.waitForURL(/done=parked/);
    expect(await page.locator('.lines').textContent()).toContain('Which office said this?');
    await watched.shot('document-after');

    await page.getByRole('link', { name: 'Counts' }).click();
    const row = page.locator('.saying--said');
    expect(await row.count()).toBe(1);
    for (const part of ['The Ministry of Justice of Orlavia', 'it holds 41 soldiers', '41', '1 Mar 2024'])
      expect(await row.textContent()).toContain(part);
    expect(await page.locator('main').textContent()).not.toContain('120 or more');
    await watched.shot('count');

    await row.locator('a[href*="#c-"]').first().click();
    expect(page.url()).toMatch(/#c-/);
    await page.getByRole('button', { name: 'Lock' }).click();
    await page.waitForURL('**/unlock?locked');
    await page.goBack();
    expect(await page.getByLabel('Passphrase').count()).toBe(1);
    expect(await page.title()).toBe('Workspace');
    expect(wrong).toEqual([]);
    await page.context().close();
  }, 300_000);

  test('a press on words of the text puts their proposal in hand, and the card leads back to the words', async () => {
    const { page, wrong } = await unlocked();
    await page.getByRole('link', { name: 'Families still wait at the Sel crossing' }).click();
    const words = page.locator('.m-proposed .m-link').last();
    const href = await words.getAttribute('href');
    await words.click();
    await page.waitForURL(`${started.url}${href}`);
    expect(`#${await page.locator('.card').getAttribute('id')}`).toBe(new URL(page.url()).hash);
    await page.locator('.card').getByRole('link', { name: 'Show in the text' }).click();
    expect(await page.locator('.anchor:target').count()).toBe(1);
    expect(wrong).toEqual([]);
    await page.context().close();
  });

  test('with the keyboard alone: every link and button is reached, and the ring is seen', async () => {
    const { page } = await unlocked();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
    const seen: string[] = [];
    for (let n = 0; n < 12; n += 1) {
      await page.keyboard.press('Tab');
      seen.push(
        await page.evaluate(() => {
          const here = document.activeElement;
          return here ? `${here.tagName} ${getComputedStyle(here).outlineStyle}` : '';
        }),
      );
    }
    expect(seen.slice(0, 6).every((one) => one.endsWith('solid'))).toBe(true);
    expect(seen.some((one) => one.startsWith('BUTTON'))).toBe(true);
    await page.context().close();
  });

  test('no script of a page would run: the policy refuses what is put in by hand', async () => {
    const { page } = await unlocked();
    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      try {
        script.text = 'window.ran = true';
      } catch {
        return 'refused';
      }
      document.body.append(script);
      return 'ran' in window ? 'ran' : 'blocked';
    });
    expect(ran).not.toBe('ran');
    await page.context().close();
  });
});

describe('every state of every page', () => {
  const wide = { width: 1280, height: 900 };
  const looks = [
    { name: 'light-1280', rules: undefined, options: { viewport: wide, colorScheme: 'light' as const } },
    {
      name: 'dark-1280',
      rules: ['color-contrast', 'link-in-text-block'],
      options: { viewport: wide, colorScheme: 'dark' as const },
    },
    { name: 'light-320', rules: [], options: { viewport: { width: 320, height: 720 } } },
    { name: 'forced-1280', rules: [], options: { viewport: wide, forcedColors: 'active' as const } },
  ];

  test.each(looks)(
    'has nothing that axe finds and no sideways scroll: $name',
    async ({ name, rules, options }) => {
      const watched = await unlocked(options);
      const { page } = watched;
      const [first, unread] = await page
        .locator('.title__link')
        .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
      const states = [
        ['documents', '/documents'],
        ['document', `${first}?need=speaker`],
        ['document-whole', `${first}?whole=1`],
        ['document-unread', `${unread}`],
        ['document-past', `${first}?asKnown=2024-03-14`],
        ['count', '/count'],
        ['count-empty', '/count?asKnown=2020-01-01'],
        ['documents-empty', '/documents?asKnown=2020-01-01'],
        ['nothing', '/nothing'],
      ] as const;
      for (const [state, href] of states) {
        await page.goto(started.url + href);
        if (rules?.length !== 0) expect([state, await watched.axe(rules)]).toEqual([state, []]);
        expect([state, await watched.sideways()]).toEqual([state, 0]);
        await watched.shot(`${state}-${name}`);
      }
      await page.context().close();
    },
    300_000,
  );
});
