/** Where in a long list a reader is: the first row that is seen in the address, the row with the keyboard beside it. */

/** Milliseconds after the last step of scrolling until the address is written. */
const AFTER = 250;

let waiting: ReturnType<typeof setTimeout> | undefined;

/** Writes the place into the address and into the links of the page that keep what it shows. */
export function rememberPlace(first: number, active: number): void {
  clearTimeout(waiting);
  const href = placed(location.href, first);
  history.replaceState({ row: active }, '', href);
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[rel="bookmark"], a[rel="alternate"]'))
    link.href = placed(link.href, first);
}

/** The same, once the reader stops for a moment. */
rememberPlace.soon = (first: number, active: number): void => {
  clearTimeout(waiting);
  waiting = setTimeout(() => rememberPlace(first, active), AFTER);
};

function placed(href: string, first: number): string {
  const url = new URL(href);
  url.searchParams.delete('place');
  if (first === 0) url.searchParams.delete('from');
  else url.searchParams.set('from', String(first));
  return url.href;
}

/** The row that had the keyboard when the page was left, where the browser came back to it. */
export function rememberedRow(total: number): number | null {
  const { row } = (history.state ?? {}) as { row?: unknown };
  return typeof row === 'number' && row >= 0 && row < total ? row : null;
}
