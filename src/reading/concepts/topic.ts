/**
 * Whether a passage is about persons held or missing: by words that can hardly mean anything else in the blocks around,
 * or by what one sentence tells of somebody by itself.
 */
import type { Block } from '../segment.ts';
import type { Clause, Line } from './line.ts';
import { isElided, isGiven, isName, isUnknownName } from './parties.ts';
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
/** What happens to persons held and to others too: a text that tells of it again and again is about them. */
const SOFT: readonly Concept[] = [
  'held',
  'released',
  'transferred',
  'torture',
  'killed',
  'sentenced',
  'charged',
];
/** Sentences with such a word and somebody that make a text one about persons held. */
const SOFT_SIGNS = 4;
/** Blocks around a sign of captivity that are about it too. */
const REACH = 8;
const SHORT = 120;

/** The blocks of a text that are about persons held or missing. */
export function topics(blocks: readonly Block[], lines: readonly Line[]): (block: number) => boolean {
  const signs = new Set<number>();
  for (const line of lines) if (line.whole.has(...TOPIC)) signs.add(line.sentence.block);
  if (blocks.length <= SHORT) {
    const isAbout =
      signs.size > 0 ||
      lines.filter(({ whole }) => whole.has(...SOFT) && whole.has(...PERSONS, 'pronoun')).length >=
        SOFT_SIGNS;
    return () => isAbout;
  }
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

/** A word said of prisoners only; where what is freed may be a seat, somebody has to stand beside it. */
function isJailed(clause: Clause): boolean {
  return clause.has('jailed') || clause.all('freed').some((at) => isSomebodyNear(clause, at, ...PERSONS));
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
  for (let near = clause.from; near <= clause.to; near++) if (isAwaited(clause.line, near)) return true;
  return false;
}

/** A name; without capitals also a word that nobody knows behind a relative ("the mother of Adnan"). */
function isAwaited(line: Line, at: number): boolean {
  if (isGiven(line, at)) return true;
  if (line.tongue.hasCapitals)
    return ((at > 0 || line.is(at + 1, 'kin')) && isName(line, at)) || isElided(line.words[at]?.text ?? '');
  return line.is(at - 1, 'kin') && isUnknownName(line, { from: at, to: at });
}

/** True if somebody stands near a word: a given name, two names together, or a noun for persons. */
function isSomebodyNear(clause: Clause, at: number, ...nouns: readonly Concept[]): boolean {
  const { line } = clause;
  const until = line.words[at]?.until ?? at;
  const isSomebody = (near: number) =>
    isGiven(line, near) || line.is(near, ...nouns) || (isName(line, near) && isName(line, near + 1));
  for (const [from, step] of [
    [at, -1],
    [until, 1],
  ] as const)
    for (
      let near = from, steps = 0;
      near >= clause.from && near <= clause.to && steps <= NEAR;
      near += step
    ) {
      if (isSomebody(near)) return true;
      if (!line.dates.some((date) => date.first <= near && near <= date.last)) steps++;
    }
  return isSomebody(at + 1);
}
