/** One polite live region for the whole page: what was recorded, what was found, what failed. Never a name or a quote. */

/** Says a sentence to whoever listens; the same sentence again is said again. */
export function announce(words: string): void {
  const region = document.getElementById('live');
  if (!region) return;
  region.textContent = region.textContent === words ? `${words}\u00a0` : words;
}
