/**
 * The journey on the sample itself, exactly as `npm start` makes and serves it, by keyboard alone and in three
 * languages: open it, read a document nobody has read, accept three claims, refuse one, claim one that the program
 * missed about a person of the lists, see that person's page change, and see in the count table who says what.
 */
import { execFile, spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sayIn, type Language, type Say } from '../../src/web/page/say.ts';
import { CATALOGUES } from '../../src/web/server/messages.ts';
import { openBrowser, watchedPage } from './support/browser.ts';
import { openSample, press, tabTo } from './support/keyboard.ts';

const BIN = join(import.meta.dirname, '../../bin/habeas.js');
const NOTES = 'Estrec Military Court: what we could learn, April to June 2025';
const MISSED = 'he had been beaten in Prison No. 4';
/** The first row of the lists that the notes speak of here, and the name by which it is looked for. */
const NAME = 'Tesvik Pelko';
const PERSON = 'Tesvik Levko Pelko';

let browser: Browser;
let folder: string;

beforeAll(async () => {
  browser = await openBrowser();
  folder = await mkdtemp(join(tmpdir(), 'habeas-journey-'));
  await promisify(execFile)(process.execPath, [
    BIN,
    'demo',
    '--quiet',
    '--no-serve',
    '--dir',
    join(folder, 'made'),
  ]);
}, 300_000);

afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

interface Program {
  readonly url: string;
  end(): Promise<void>;
}

/** The program as a person starts it, on a copy of the sample that was just made. */
async function started(copy: string): Promise<Program> {
  await cp(join(folder, 'made'), join(folder, copy), { recursive: true });
  const child = spawn(process.execPath, [BIN, 'demo', '--dir', join(folder, copy)]);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (bytes: Buffer) => {
      said += bytes.toString('utf8');
      const [found] = /http:\/\/[\w.:[\]]+/.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`the program ended with ${code} before it served`)));
  });
  return {
    url,
    end: async () => {
      child.kill('SIGINT');
      await ended;
    },
  };
}

/** Moves the choice of missed words from where it begins to the wanted ones, as a person does with the arrows. */
async function choose(page: Page, wanted: string): Promise<void> {
  await page.keyboard.press('KeyM');
  await page.waitForSelector('.m-choose');
  await page.keyboard.press('Home');
  const chosen = async (): Promise<string> =>
    (await page.locator('.m-choose').allTextContents()).join('').replaceAll(/\s+/g, ' ').trim();
  const words = wanted.split(' ');
  const first = words[0] ?? '';
  const before = (await page.locator('.doc__body').innerText()).replaceAll(/\s+/g, ' ').indexOf(wanted);
  expect(before).toBeGreaterThan(0);
  // The choice stands on some "he" first; the right one is followed by the words that are wanted.
  for (let tries = 0; tries < 200; tries += 1) {
    if ((await chosen()) === first) {
      for (let n = 1; n < words.length; n += 1) await page.keyboard.press('Shift+ArrowRight');
      if ((await chosen()) === wanted.replace(/\.$/, '')) return;
      for (let n = 1; n < words.length; n += 1) await page.keyboard.press('Shift+ArrowLeft');
    }
    await page.keyboard.press('ArrowRight');
  }
  throw new Error('the arrows do not reach the words');
}

/** Presses `next` until the card in hand quotes these words. */
async function toCard(page: Page, words: string): Promise<void> {
  for (let n = 0; n < 40; n += 1) {
    const quote = (await page.locator('.card .card__value').first().textContent()) ?? '';
    if (quote.includes(words)) return;
    await page.keyboard.press('KeyJ');
    await page.waitForTimeout(50);
  }
  throw new Error('no card has the words');
}

/** Rows of the group with this heading on a person's page. */
const rowsOf = async (page: Page, say: Say): Promise<readonly string[]> =>
  page
    .locator('.group')
    .filter({ has: page.getByRole('heading', { name: say('person.group.health'), exact: true }) })
    .locator('.account')
    .allTextContents();

async function openPerson(page: Page): Promise<void> {
  await page.keyboard.press('Shift+Digit2');
  await page.waitForURL('**/people');
  await page.waitForSelector('[data-scripted]');
  await tabTo(page, 'tr[data-place]', 60);
  const total = Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1;
  for (let row = 1; row < total; row += 1) {
    const words = await page.evaluate(() => document.activeElement?.textContent ?? '');
    if (words.includes(PERSON)) break;
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction((place) => document.activeElement?.matches(`[data-place="${place}"]`), row);
  }
  await page.keyboard.press('Enter');
  await page.waitForURL('**/people/*');
  await page.waitForSelector('[data-scripted]');
}

describe('the sample, by keyboard alone', () => {
  test.each(['en', 'ar', 'hy'] as const)(
    'a document is read, a person’s page changes, the count table says who says what: %s',
    async (language: Language) => {
      const program = await started(language);
      const { page, wrong, axe, shot, sideways } = await watchedPage(browser, program.url, {
        locale: language,
      });
      const say = sayIn(language, CATALOGUES[language]);
      await openSample(page, program.url);
      await page.waitForSelector('[data-scripted]');

      await openPerson(page);
      expect(await rowsOf(page, say)).toEqual([]);

      await page.keyboard.press('Shift+Digit1');
      await page.waitForURL('**/documents');
      await page.waitForSelector('[data-scripted]');
      const link = page.locator('.title__link', { hasText: NOTES });
      await tabTo(page, `a[href="${await link.getAttribute('href')}"]`, 120);
      await page.keyboard.press('Enter');
      await page.waitForSelector('[data-scripted] .reading');
      await page.waitForFunction(() => document.activeElement?.classList.contains('card') === true);

      const recorded = say('reading.done.accepted', { n: 1 });
      await toCard(page, 'The hearing was closed');
      await press(page, 'KeyT', recorded);
      await press(page, 'KeyT', recorded);
      await toCard(page, 'The hearing in the case of Levko Tesvik was postponed');
      await press(page, 'KeyX', say('reading.done.refused'));
      await press(page, 'Digit5', say('reading.because', { reason: say('reason.5') }));
      await toCard(page, 'on 14 defendants');
      await press(page, 'KeyT', recorded);
      expect(await page.locator('.lines__claim').count()).toBe(3);

      await choose(page, MISSED);
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.activeElement?.id === 'missed-kind');
      await page.locator('#missed-kind').selectOption('ill_treatment_or_health');
      await page.locator('#missed-speaker').selectOption('other');
      await tabTo(page, '#missed-speakerWords');
      await page.keyboard.type('Levko Tesvik');
      await tabTo(page, '#missed-lookFor');
      await page.keyboard.type(NAME);
      await page.waitForFunction(
        () => (document.getElementById('missed-about') as HTMLSelectElement | null)?.value !== '',
      );
      expect(await axe()).toEqual([]);
      await shot(`sample-${language}-missed`);
      await tabTo(page, '.card .edit button[type="submit"]');
      await press(page, 'Enter', say('missed.recorded'));
      expect([await axe(), await sideways()]).toEqual([[], 0]);
      await shot(`sample-${language}-read`);

      await openPerson(page);
      const rows = await rowsOf(page, say);
      expect(rows).toHaveLength(1);
      for (const part of [MISSED, 'Levko Tesvik']) expect(rows[0]).toContain(part);
      expect(await axe()).toEqual([]);
      await shot(`sample-${language}-person`);

      await page.keyboard.press('Shift+Digit4');
      await page.waitForURL('**/count');
      const speakers = await page.locator('.saying--said').allTextContents();
      for (const name of ['Lantern Rights Centre', 'Ministry of Justice of Berrand'])
        expect(speakers.some((words) => words.includes(name))).toBe(true);
      expect(speakers.length).toBeGreaterThan(4);
      expect(await axe()).toEqual([]);
      await shot(`sample-${language}-count`);
      expect(wrong).toEqual([]);
      await page.context().close();
      await program.end();
    },
    300_000,
  );
});
