/** What a person at a keyboard does, for journeys. */
import type { Page } from 'playwright-core';

/** Presses Tab until the element that has the focus matches. */
export async function tabTo(page: Page, selector: string, most = 40): Promise<void> {
  for (let n = 0; n < most; n += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
  }
  throw new Error(`the keyboard does not reach ${selector}`);
}

/** Presses a key and waits until the live region says this. */
export async function press(page: Page, key: string, words: string): Promise<void> {
  await page.evaluate(() => document.getElementById('live')?.replaceChildren());
  await page.keyboard.press(key);
  await page.waitForFunction(
    (wanted) => document.getElementById('live')?.textContent?.trim() === wanted,
    words,
  );
}

/** Opens the sample at the gate: its button has the focus from the start, and Enter presses it. */
export async function openSample(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.waitForFunction(() => document.activeElement?.tagName === 'BUTTON');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/documents');
}
