/**
 * Every component in every state, on the pattern page: with axe in light, dark, forced colours and right to left, at
 * 320 pixels, with text twice as large, with wide spacing, and with motion reduced; and the order of the focus.
 */
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type Started } from '#web';
import { openBrowser, watchedPage, type Watched } from './support/browser.ts';
import { openDesk, PASSPHRASE, REPORT } from './support/desk.ts';
import { openSample } from './support/keyboard.ts';

let browser: Browser;
let started: Started;

beforeAll(async () => {
  browser = await openBrowser();
  const desk = await openDesk();
  await desk.add({ text: REPORT });
  started = await startServer({ gate: desk.gate, sampleHint: PASSPHRASE, attempts: 1_000 });
});

afterAll(async () => {
  await started.close();
  await browser.close();
});

async function opened(options: BrowserContextOptions, path = '/patterns'): Promise<Watched> {
  const watched = await watchedPage(browser, started.url, options);
  await openSample(watched.page, started.url);
  await watched.page.goto(started.url + path);
  await watched.page.waitForSelector('[data-scripted]');
  return watched;
}

const wide = { width: 1280, height: 900 };
const looks: readonly { name: string; options: BrowserContextOptions }[] = [
  { name: 'light', options: { viewport: wide, colorScheme: 'light' } },
  { name: 'dark', options: { viewport: wide, colorScheme: 'dark' } },
  { name: 'forced', options: { viewport: wide, forcedColors: 'active' } },
  { name: 'arabic', options: { viewport: wide, locale: 'ar' } },
  { name: 'narrow', options: { viewport: { width: 320, height: 720 } } },
  { name: 'narrow-armenian', options: { viewport: { width: 320, height: 720 }, locale: 'hy' } },
];

describe('the pattern page', () => {
  test.each(looks)(
    'has nothing that axe finds and no sideways scroll: $name',
    async ({ name, options }) => {
      const { page, wrong, axe, sideways, shot } = await opened(options);
      await shot(`patterns-${name}`);
      expect(await axe()).toEqual([]);
      expect(await sideways()).toBe(0);
      expect(wrong).toEqual([]);
      await page.context().close();
    },
    300_000,
  );

  test('with text twice as large nothing is cut off or lies over something else', async () => {
    const { page, wrong, sideways, shot } = await opened({ viewport: wide });
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    await shot('patterns-large');
    expect(await sideways()).toBe(0);
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.btn, .facet, .tlp, label, figcaption')]
        .filter((one) => one.offsetParent !== null && one.scrollWidth > one.clientWidth + 1)
        .map(({ className, textContent }) => `${className}: ${textContent}`),
    );
    expect(cut).toEqual([]);
    expect(wrong).toEqual([]);
    await page.context().close();
  }, 300_000);

  test('nothing moves where motion is reduced, and nothing moves anyway', async () => {
    const { page } = await opened({ viewport: wide, reducedMotion: 'reduce' });
    const moving = await page.evaluate(() =>
      [...document.querySelectorAll('*')].flatMap((one) => {
        const { transitionDuration, animationName } = getComputedStyle(one);
        const isStill = transitionDuration.split(', ').every((time) => Number.parseFloat(time) <= 0.001);
        return isStill && animationName === 'none' ? [] : [one.className];
      }),
    );
    expect(moving).toEqual([]);
    await page.context().close();
  }, 60_000);

  test('the focus goes through the page in the order of reading, is always seen and never covered', async () => {
    const { page, wrong } = await opened({ viewport: wide });
    const places: { readonly at: number; readonly ring: boolean; readonly covered: boolean }[] = [];
    for (let n = 0; n < 60; n += 1) {
      await page.keyboard.press('Tab');
      const place = await page.evaluate(() => {
        const here = document.activeElement;
        if (!here || here === document.body) return null;
        const box = here.getBoundingClientRect();
        const top = document.elementFromPoint(
          Math.min(innerWidth - 1, Math.max(0, box.x + box.width / 2)),
          Math.min(innerHeight - 1, Math.max(0, box.y + box.height / 2)),
        );
        return {
          at: [...document.querySelectorAll('*')].indexOf(here),
          ring: getComputedStyle(here).outlineStyle !== 'none',
          covered: top !== null && !here.contains(top) && !top.contains(here),
        };
      });
      if (place === null) break;
      places.push(place);
    }
    expect(places.length).toBeGreaterThan(30);
    const order = places.map(({ at }) => at);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(places.filter(({ ring, covered }) => !ring || covered)).toEqual([]);
    expect(wrong).toEqual([]);
    await page.context().close();
  }, 300_000);
});
