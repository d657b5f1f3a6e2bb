/**
 * The line at the foot of the rail stands outside of every island. What a page records without being drawn anew moves the
 * ledger on; a link to what is seen, as known now, must not lead to before it.
 */
import type { AsKnown } from '#workspace';
import { shortHead } from '../page/part.tsx';

/** Writes size and head of the ledger into the rail, and the moment into the link for good. `size` is in words. */
export function showLedger({ head, at, past }: AsKnown, size: string): void {
  if (past) return;
  const headAt = document.querySelector('[data-ledger="head"] .code');
  const sizeAt = document.querySelector('[data-ledger="size"]');
  if (headAt) headAt.textContent = shortHead(head);
  if (sizeAt) sizeAt.textContent = size;
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[rel="bookmark"]')) {
    const url = new URL(link.href);
    url.searchParams.set('asKnown', at);
    link.href = url.href;
  }
}
