/**
 * Paper: each sheet is printed to PDF in Chromium, on A4 and on Letter, and its text is read back page by page. Every
 * page carries the label, the workspace, the day, the head of the ledger and its number. A strict sheet is not on
 * paper before a second press.
 */
import type { Browser, Page } from 'playwright-core';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type Started } from '#web';
import { importList, recordClaim } from '#workspace';
import { sayIn, type Language } from '../../src/web/page/say.ts';
import { CATALOGUES } from '../../src/web/server/messages.ts';
import { openBrowser, watchedPage, type Watched } from './support/browser.ts';
import { openDesk, PASSPHRASE, REPORT, type Desk } from './support/desk.ts';
import { openSample } from './support/keyboard.ts';

/** Width and height in points. */
const SIZES = { a4: [595, 842], letter: [612, 792] } as const;

let browser: Browser;
let desk: Desk;
let started: Started;
let documentId: string;
let personId: string;
const LONG = Array.from({ length: 160 }, (_, n) => `Line ${n + 1} of a long annex about nothing.`).join('\n');

beforeAll(async () => {
  browser = await openBrowser();
  desk = await openDesk(['sealed']);
  documentId = await desk.add({
    text: `${REPORT}\n${LONG}\n`,
    handling: { tlp: 'TLP:GREEN', caveats: [], compartment: 'open' },
  });
  const { listId } = await importList(desk.workspace, desk.owner, {
    bytes: Buffer.from('name,born\nМиран Кевалы,1998\n'),
    fileName: 'list.csv',
    name: 'A list of families',
    language: 'ru',
    handling: { tlp: 'TLP:AMBER', caveats: [], compartment: 'open' },
  });
  const { records } = await desk.workspace.read(desk.owner, 'work', { what: 'records', listId });
  personId = records[0]?.recordId ?? '';
  await recordClaim(desk.workspace, desk.owner, {
    documentId,
    kind: 'death',
    quote: 'three men died in custody in 2022',
    speaker: { kind: 'mention', words: 'Relatives' },
    modality: 'alleged',
    settled: { recordIds: [personId] },
  });
  await recordClaim(desk.workspace, desk.owner, {
    documentId,
    kind: 'count',
    quote: 'it holds 41 soldiers',
    speaker: { kind: 'mention', words: 'The Ministry of Justice of Orlavia' },
    fields: { operator: '=', number: 41, measure: 'held', as_of: '2024-03-01' },
  });
  started = await startServer({ gate: desk.gate, sampleHint: PASSPHRASE, attempts: 1_000 });
});

afterAll(async () => {
  await started.close();
  await browser.close();
});

interface Printed {
  /** Text of each page, spaces folded. */
  readonly pages: readonly string[];
  readonly size: readonly [number, number];
}

/** What the page gives when it is printed with its own paper. */
async function printed(page: Page): Promise<Printed> {
  const bytes = await page.pdf({ preferCSSPageSize: true });
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages: string[] = [];
  let size: readonly [number, number] = [0, 0];
  for (let n = 1; n <= pdf.numPages; n += 1) {
    const one = await pdf.getPage(n);
    const { width, height } = one.getViewport({ scale: 1 });
    size = [Math.round(width), Math.round(height)];
    const { items } = await one.getTextContent();
    pages.push(
      items
        .map((piece) => ('str' in piece ? piece.str : ''))
        .join(' ')
        .replaceAll(/\s+/g, ' '),
    );
  }
  return { pages, size };
}

async function unlocked(language: Language): Promise<Watched> {
  const watched = await watchedPage(browser, started.url, { locale: language });
  await openSample(watched.page, started.url);
  return watched;
}

const sheets = [
  { name: 'person', href: () => `/people/${personId}/print`, has: ['Миран Кевалы', 'Relatives'] },
  {
    name: 'document',
    href: () => `/documents/${documentId}/print`,
    has: ['Families still wait', 'Line 160 of a long annex', 'Relatives'],
  },
  { name: 'count', href: () => '/count/print?measure=held', has: ['41', 'Ministry of Justice of Orlavia'] },
] as const;

describe('a sheet of paper', () => {
  test.each(sheets.flatMap((sheet) => (['a4', 'letter'] as const).map((paper) => ({ ...sheet, paper }))))(
    '$name on $paper: every page says whose, as known when, under which label, and its number',
    async ({ href, has, paper, name }) => {
      const { page, wrong, axe, sideways, shot } = await unlocked('en');
      const at = href();
      await page.goto(`${started.url}${at}${at.includes('?') ? '&' : '?'}paper=${paper}&sure=1`);
      await page.waitForSelector('[data-scripted]');
      expect([await axe(), await sideways()]).toEqual([[], 0]);
      await shot(`print-${name}-${paper}`);
      const { head } = (await desk.workspace.read(desk.owner, 'work', { what: 'overview' })).asKnown;
      const { pages, size } = await printed(page);
      expect(size).toEqual(SIZES[paper]);
      if (name === 'document') expect(pages.length).toBeGreaterThan(2);
      for (const [n, words] of pages.entries()) {
        for (const part of ['SAMPLE', 'as known on', head.slice(0, 4), head.slice(12, 16)])
          expect(words).toContain(part);
        expect(words).toContain(`${n + 1} / ${pages.length}`);
        expect(words.split(/TLP:(?:GREEN|AMBER)/).length - 1).toBeGreaterThanOrEqual(2);
      }
      for (const part of has) expect(pages.join(' ')).toContain(part);
      expect(wrong).toEqual([]);
      await page.context().close();
    },
    300_000,
  );

  test.each(['hy', 'ar'] as const)(
    'speaks the language of its reader: %s',
    async (language) => {
      const { page, wrong, axe, shot } = await unlocked(language);
      const say = sayIn(language, CATALOGUES[language]);
      await page.goto(`${started.url}/people/${personId}`);
      await page.waitForSelector('[data-scripted]');
      await page.keyboard.press('Shift+KeyP');
      await page.waitForURL('**/print');
      await page.waitForSelector('[data-scripted] .note');
      await page.keyboard.press('Shift+KeyP');
      await page.waitForURL('**sure=1**');
      expect(await page.locator('.paper__top').textContent()).toContain(say('print.person'));
      expect(await page.evaluate(() => document.documentElement.dir)).toBe(language === 'ar' ? 'rtl' : 'ltr');
      expect(await axe()).toEqual([]);
      await shot(`print-person-${language}`);
      const { pages } = await printed(page);
      expect(pages).toHaveLength(1);
      expect(pages[0]).toContain('Миран');
      expect(wrong).toEqual([]);
      await page.context().close();
    },
    300_000,
  );

  test('nothing of a strict label is on paper before a second press', async () => {
    const sealedId = await desk.add({
      text: 'A sealed note about the well behind the mill.\n',
      title: 'Note for the closed file',
      isPublic: false,
      handling: { tlp: 'TLP:RED', caveats: ['SOURCE'], compartment: 'sealed' },
    });
    const { page, wrong, axe } = await unlocked('en');
    await page.goto(`${started.url}/documents/${sealedId}/print`);
    await page.waitForSelector('[data-scripted]');
    expect(await axe()).toEqual([]);
    expect((await printed(page)).pages.join(' ')).not.toContain('mill');
    await page.keyboard.press('Shift+KeyP');
    await page.waitForURL('**sure=1**');
    const { pages } = await printed(page);
    expect(pages.join(' ')).toContain('behind the mill');
    expect(pages[0]).toContain('TLP:RED');
    expect(pages[0]).toContain('SOURCE');
    expect(wrong).toEqual([]);
    await page.context().close();
  }, 300_000);
});
