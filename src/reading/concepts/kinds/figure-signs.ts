/** Signs by which a figure without a known noun counts persons, where verbs and nouns stand last. */
import type { Clause, Line } from '../line.ts';
import type { Numeral } from '../numerals.ts';
import type { Concept } from '../vocabulary.ts';

/** "52 rəqəmi uydurmadır": where the noun stands last, a figure that is spoken of as one and taken back. */
export function isToldOf(clause: Clause, numeral: Numeral): boolean {
  const { line } = clause;
  const next = numeral.last + 1;
  return (
    line.tongue.order === 'sov' &&
    line.is(next, 'tally') &&
    !line.is(next, 'document') &&
    clause.has('denied', 'not')
  );
}

/** What is said of persons only, so that a noun nobody knows behind the figure is one for persons. */
const TAKEN: readonly Concept[] = ['captured', 'arrested', 'held', 'disappeared', 'sentenced'];

/** "Պահվում է 12 խախտող": the verb before the figure tells that persons are counted. */
export function isTakenBefore(clause: Clause, numeral: Numeral): boolean {
  const { line } = clause;
  const next = line.words[numeral.last + 1];
  const isNoun = next !== undefined && !next.isMark && next.concepts.size === 0 && !next.hasCapital;
  if (line.tongue.order !== 'sov' || !isNoun || numeral.first - 1 < clause.from) return false;
  const at = line.is(numeral.first - 1, 'aux', 'adverb', 'only') ? numeral.first - 2 : numeral.first - 1;
  return line.is(at, ...TAKEN) || line.is(at - 1, ...TAKEN);
}

/** "8-i", "sekizi": a figure that takes the ending of a noun is one itself, and stands for those told of before. */
export function isOfThose(line: Line, numeral: Numeral): boolean {
  const word = line.words[numeral.last];
  if (!word || word.isDigits) return false;
  return line.tongue.part.some((form) =>
    form.startsWith('=') ? word.key === form.slice(1) : word.key.endsWith(form),
  );
}
