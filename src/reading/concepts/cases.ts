/**
 * What the endings of words tell where verbs stand last: which words are nobody's name for who speaks. The endings are
 * data (`oblique`, `content`, `first` in the settings of a language); without them nothing is told.
 */
import type { Line } from './line.ts';
import { PARTIES } from './vocabulary.ts';

/** A word in a case that no speaker stands in ("to the ministry"), by its ending; names only behind an apostrophe. */
export function isOblique(line: Line, at: number): boolean {
  return endsIn(line, at, line.tongue.oblique) || endsIn(line, at, line.tongue.content);
}

/** "That he was held" as an object of saying: the speaker stands before it. */
export function isContent(line: Line, at: number): boolean {
  return endsIn(line, at, line.tongue.content);
}

function endsIn(line: Line, at: number, endings: readonly string[]): boolean {
  const word = line.words[at];
  if (!word || word.isMark) return false;
  return endings.some((ending) =>
    ending.startsWith('=')
      ? word.key === ending.slice(1)
      : (!word.hasCapital || ending.startsWith("'") || line.is(at, ...PARTIES)) &&
        word.key.length > ending.length + 1 &&
        word.key.endsWith(ending),
  );
}

/** True if a verb of speech is in the first person: the one who writes or is asked says it. */
export function isFirstPerson(line: Line, at: number): boolean {
  const { first, firstBeside } = line.tongue;
  if (first.length === 0 && firstBeside.length === 0) return false;
  return (
    endsIn(line, at, first) ||
    firstBeside.includes(line.words[at + 1]?.key ?? '') ||
    firstBeside.includes(line.words[at - 1]?.key ?? '')
  );
}
