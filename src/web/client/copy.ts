/** Copies the words of an element, where the browser lets a page do that; the live region says so. */
import type { Say } from '../page/say.ts';
import { announce } from './live.ts';

/** Buttons that copy show themselves once the script runs; without it the words can be selected by hand. */
export function offerCopies(say: Say): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copies]')) {
    const source = document.getElementById(button.dataset['copies'] ?? '');
    if (source === null || !('clipboard' in navigator)) continue;
    button.hidden = false;
    button.addEventListener('click', () => {
      // Blocks of the source are lines of the copy.
      const lines = [...source.children].map((block) => block.textContent.trim());
      navigator.clipboard.writeText(lines.join('\n')).then(
        () => announce(say('count.copied')),
        () => announce(say('count.notCopied')),
      );
    });
  }
}
