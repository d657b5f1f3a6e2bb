/** Chromium for tests: finds it, watches for requests to elsewhere and for errors, checks each page state with axe. */
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { findChromium } from '../../support/found.ts';

/** Opens the Chromium of this machine. The file that calls this is left out of a run where there is none. */
export async function openBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null)
    throw new Error('no Chromium was found; scripts/test.ts leaves this file out then');
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', ...more] });
}

export interface Watched {
  readonly page: Page;
  /** What must not happen: errors of the console, dialogs, requests to another origin, refusals by the policy. */
  readonly wrong: string[];
  /** Findings of axe on the page as it stands (of these rules only, where given), as "rule: element". */
  axe(rules?: readonly string[]): Promise<readonly string[]>;
  /** Pixels by which the page is wider than the window; 0 is right. */
  sideways(): Promise<number>;
  shot(name: string): Promise<void>;
}

/** Folder for pictures of a run, to be looked at by a person; none are made without it. */
const shots = process.env['HABEAS_SHOTS'];

export async function watchedPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const wrong: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      wrong.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => wrong.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    wrong.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(url).origin) wrong.push(`request: ${request.url()}`);
  });
  return {
    page,
    wrong,
    axe: async (rules) => {
      // In the page itself, as there are no frames from elsewhere (they would be in `wrong`); and what passes is not
      // described, which takes most of the time. What is found is the same.
      const builder = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
      const { violations } = await (rules ? builder.withRules([...rules]) : builder).analyze();
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
    },
    sideways: async () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    shot: async (name) => {
      if (shots !== undefined && shots !== '')
        await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
    },
  };
}
