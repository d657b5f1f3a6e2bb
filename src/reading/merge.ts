/**
 * Patterns and concepts over the same words: where both propose the same kind on the same stretch the pattern stays,
 * because it is narrower; concepts add what patterns did not see. Order is the order of the text.
 */
import { overlap } from './kinds/pattern-kinds.ts';
import type { Part, Sight, Spoken } from './part.ts';

/** One reading of two; of the second only what the named rules give, which are measured to be precise enough. */
export function merge(first: Part, second: Part, adds: readonly string[]): Part {
  const taken = collider(first.spoken);
  const added = second.spoken
    .filter(({ draft }) => adds.some((rule) => draft.rule.startsWith(`concepts:${rule}`)))
    .filter((spoken) => !taken(spoken) && !isAnswered(spoken, first.spoken))
    .flatMap((spoken) => (first.hear === undefined ? spoken : (first.hear(spoken) ?? [])));
  const spoken = [...first.spoken, ...added].sort(
    (a, b) => a.draft.start - b.draft.start || b.draft.end - a.draft.end,
  );
  const { sight } = second;
  if (!sight) return { ...first, spoken };
  const tell: Sight['tell'] = (find, line) => {
    const told = sight.tell(find, line);
    return told === null || first.hear === undefined ? told : first.hear(told);
  };
  return { ...first, spoken, sight: { ...sight, tell } };
}

/** How far behind a question what came of it stands, in units of text. */
const SOON = 40;

/** A question told as put, where the next words tell what came of it. */
function isAnswered({ draft }: Spoken, others: readonly Spoken[]): boolean {
  return (
    draft.rule === 'concepts:inquiry-sent' &&
    others.some(
      ({ draft: other }) =>
        other.kind === 'inquiry' &&
        other.fields['outcome'] !== null &&
        other.start >= draft.start &&
        other.start - draft.end < SOON,
    )
  );
}

/** Units of text by which claims are laid out, so that a long document is not compared all with all. */
const CELL = 512;

/** Tells whether a reading overlaps one of the given ones. */
function collider(spoken: readonly Spoken[]): (added: Spoken) => boolean {
  const cells = new Map<number, Spoken[]>();
  for (const own of spoken)
    for (let cell = Math.floor(own.draft.start / CELL); cell * CELL < own.draft.end; cell++)
      cells.set(cell, [...(cells.get(cell) ?? []), own]);
  return (added) => {
    for (let cell = Math.floor(added.draft.start / CELL); cell * CELL < added.draft.end; cell++)
      if (cells.get(cell)?.some((own) => overlap(own.draft, added.draft) >= 0.3)) return true;
    return false;
  };
}
