/**
 * Patterns and concepts over the same words: where both propose the same kind on the same stretch the pattern stays,
 * because it is narrower; concepts add what patterns did not see. Order is the order of the text.
 */
import { overlap } from './kinds/pattern-kinds.ts';
import type { Part, Spoken } from './part.ts';

/** One reading of two. */
export function merge(first: Part, second: Part): Part {
  const added = second.spoken
    .filter((spoken) => !first.spoken.some((own) => collides(own, spoken)))
    .map((spoken) => first.hear?.(spoken) ?? spoken);
  const spoken = [...first.spoken, ...added].sort(
    (a, b) => a.draft.start - b.draft.start || b.draft.end - a.draft.end,
  );
  return { ...first, spoken };
}

function collides(own: Spoken, added: Spoken): boolean {
  return overlap(own.draft, added.draft) >= 0.3;
}
