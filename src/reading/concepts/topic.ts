/**
 * Whether a passage is about persons held or missing: by words that can hardly mean anything else in the blocks around,
 * or by what one sentence tells of somebody by itself.
 */
import type { Block } from '../segment.ts';
import type { Clause, Line } from './line.ts';
import { isGiven, isName } from './parties.ts';
import { type Concept, PERSONS } from './vocabulary.ts';

const TOPIC: readonly Concept[] = [
  'captive',
  'missing',
  'detention',
  'captured',
  'arrested',
  'disappeared',
  'remains',
  'exchanged',
  'defendant',
];
/** Blocks around a sign of captivity that are about it too. */
const REACH = 8;
const SHORT = 120;

/** The blocks of a text that are about persons held or missing. */
export function topics(blocks: readonly Block[], lines: readonly Line[]): (block: number) => boolean {
  const signs = new Set<number>();
  for (const line of lines) if (line.whole.has(...TOPIC)) signs.add(line.sentence.block);
  if (blocks.length <= SHORT) return () => signs.size > 0;
  return (block) => {
    for (let near = block - REACH; near <= block + REACH; near++) if (signs.has(near)) return true;
    return false;
  };
}

/** Words between what a sentence tells and the one it happened to. */
const NEAR = 5;
/** What is said of a family that waits. */
const MEANS: readonly Concept[] = ['letter', 'news'];

/** "Leila was released on Thursday.", alone in a text: what is told, and that somebody is named, show what it is about. */
export function isOfSomebodyHeld(line: Line): boolean {
  return line.clauses.some((clause) => isJailed(clause) || isTortured(clause) || isMissed(clause));
}

/** A word said of prisoners only; what can be freed is many a thing, so that a release needs somebody beside it. */
function isJailed(clause: Clause): boolean {
  return clause
    .all('jailed')
    .some((at) => !clause.line.is(at, 'released') || isSomebodyNear(clause, at, ...PERSONS));
}

/** "He died under torture." */
function isTortured(clause: Clause): boolean {
  const at = clause.find('died', 'killed');
  const isBoth = at >= 0 && clause.has('torture') && !clause.line.is(at, 'torture');
  return isBoth && isSomebodyNear(clause, at, ...PERSONS);
}

/** "Roman's family has had no letter from him", "no news of Michael since April": for whom somebody waits. */
function isMissed(clause: Clause): boolean {
  const at = clause.find(...MEANS);
  if (at < 0 || !(clause.isNegated(at) || clause.has('not', 'without'))) return false;
  const isLong = clause.line.is(at, 'news') && clause.line.dates.some(({ role }) => role === 'since');
  if (!isLong && !clause.has('kin')) return false;
  for (let near = clause.from; near <= clause.to; near++) if (isGiven(clause.line, near)) return true;
  return false;
}

/** True if somebody stands near a word: a given name, two names together, or a noun for persons. */
function isSomebodyNear(clause: Clause, at: number, ...nouns: readonly Concept[]): boolean {
  const { line } = clause;
  const until = line.words[at]?.until ?? at;
  for (let near = Math.max(clause.from, at - NEAR); near <= Math.min(clause.to, until + NEAR); near++)
    if (isGiven(line, near) || line.is(near, ...nouns) || (isName(line, near) && isName(line, near + 1)))
      return true;
  return false;
}
