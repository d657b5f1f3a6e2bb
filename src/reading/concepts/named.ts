/**
 * Whether the words beside a verb of saying name somebody, and what of them is shown as the name. A wrong speaker is a false
 * record: what reads like a part of a sentence or like a bare description is left open and decided by a person.
 */
import { personIn } from './cast.ts';
import type { Line, Range } from './line.ts';
import { isName } from './parties.ts';
import { bareName } from './shown.ts';
import { type Concept, PARTIES } from './vocabulary.ts';

/** Words that stand in no name: "she to the agency", "her words the channel". */
const NO_NAME: readonly Concept[] = ['pronoun', 'us'];
/** Kinds of speakers that have a name elsewhere, where one word is all that is said of them. */
const BARE: readonly Concept[] = ['official', 'lawyer', 'witness', 'person', 'group', 'newsroom'];

/** A name that no reviewer would write: the words of a phrase run together, or a bare kind of speaker ("the witness"). */
export function isMuddled(line: Line, party: Range, hasNamed: boolean): boolean {
  const { from, to } = personIn(line, party);
  const isPhrase = to > from;
  for (let at = from; at <= to; at++)
    if (isPhrase && line.is(at, ...NO_NAME) && !line.is(at, ...PARTIES)) return true;
  const isLone = to === from || (to === from + 1 && line.is(from, 'person', 'adverb'));
  if (!isLone || isName(line, to) || (from > 0 && isName(line, from))) return false;
  const { order, hasCapitals } = line.tongue;
  return hasCapitals && hasNamed && line.is(to, ...(order === 'sov' ? BARE : BARE.slice(-1)));
}

/**
 * Words of a sentence taken for a speaker, where no capital tells a name: a figure, a quotation, or words that stand in no name
 * (`nameless` in the settings of the language) are among them. Nobody is shown.
 */
export function isClause(line: Line, { from, to }: Range): boolean {
  const { nameless } = line.tongue;
  if (nameless.length === 0 || to === from) return false;
  if (line.numerals.some(({ first, last }) => first <= to && last >= from)) return true;
  const isCalled = line.is(from, ...CALLED);
  for (let at = from; at <= to; at++) {
    const { key = '', text = '' } = line.words[at] ?? {};
    if (/^[«»؛]$/.test(text) && !isCalled) return true;
    if (nameless.some((form) => (form.endsWith('*') ? key.startsWith(form.slice(0, -1)) : key === form)))
      return true;
  }
  return false;
}

/** Whose name may stand between quotation marks. */
const CALLED: readonly Concept[] = ['newsroom', 'group', 'monitor', 'body', 'document'];

/** Words of a name between commas, at most. */
const LONGEST_APPOSITION = 5;

/** "The doctor on duty, Homa B., explained": where nothing is written large and the verb stands last, the name in between. */
export function namedBeside(line: Line, party: Range): Range | null {
  const { order, hasCapitals } = line.tongue;
  if (hasCapitals || order !== 'sov' || !line.is(party.from, 'official', 'lawyer', 'witness', 'kin'))
    return null;
  const from = party.to + 2;
  if (line.words[party.to + 1]?.text !== '،') return null;
  for (let at = from; at < from + LONGEST_APPOSITION; at++) {
    const word = line.words[at + 1];
    if (!word || line.is(at, 'say', 'verb', 'prep', 'pronoun')) return null;
    if (word.text === '،') return { from, to: at };
  }
  return null;
}

/** Sentences of a text in which a description may stand for somebody named elsewhere. */
const ENOUGH = 5;

/**
 * A description without a name, in a language with cases: what of it is the speaker and what belongs to a verb is told too
 * badly by endings to name somebody (right in half of such places). It is shown, and a person decides. A few sentences have
 * nobody else to mean.
 */
export function isBareInCase(line: Line, party: Range, sentences: number): boolean {
  const { hasCapitals, oblique } = line.tongue;
  if (sentences < ENOUGH || !hasCapitals || oblique.length === 0) return false;
  if (isNamed(line, personIn(line, party))) return false;
  // There is one Red Cross and one ombudsman, and letters alone are a name.
  for (let at = party.from; at <= party.to; at++)
    if (line.is(at, 'monitor') || /^\p{Lu}{2}/u.test(line.words[at]?.text ?? '')) return false;
  return true;
}

/** True if somebody is named among the words of a party. */
export function isNamed(line: Line, party: Range): boolean {
  for (let at = party.from; at <= party.to; at++) if (isName(line, at)) return true;
  return false;
}

/** What is shown as the name of a party. */
export function nameIn(line: Line, party: Range): string {
  return bareName(line, party, nameOf(line.text(personIn(line, party))));
}

/** A party as named, without quotation marks that only half enclose it. */
export function nameOf(text: string): string {
  const bare = /^[«"][^«»"]*[»"]$/.test(text) ? text.slice(1, -1) : text;
  return bare.slice(0, 160).trim();
}
