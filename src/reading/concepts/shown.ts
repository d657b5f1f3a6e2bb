/**
 * What of a noun phrase is shown as the name of who speaks, where nouns have cases: the words that name a party, and
 * those without what a case or an article writes onto the last one. The endings are data (`definite`, `genitive` in the
 * settings of a language); a wrong name is a false record, so a phrase that stays odd is no name.
 */
import { isOblique } from './cases.ts';
import type { Line, Range } from './line.ts';
import { isName, isParty } from './parties.ts';
import { type Concept, PARTIES, PERSONS } from './vocabulary.ts';

/** Shortest name that is left when an ending is taken off. */
const SHORTEST = 3;
/** Who is counted and does not speak, unless a name or an office stands beside. */
const COUNTED: readonly Concept[] = ['captive', 'missing', 'dead', 'soldier', 'person', 'role', 'civilian'];
/** What opens a phrase and names nobody: a time, a number of something, a particle. */
const LOOSE: readonly Concept[] = ['thing', 'numbered', 'adverb', 'prep', 'which', 'other', 'verb', 'say'];

const VOWEL = /[aeıioöuüəаеёиоуыэюяաեէըիոօու]$/u;

/**
 * The words of a phrase that name a party, or null where it is none: from the first that is no time or place to the
 * last that names somebody. `isSubject`: it stands beside a verb. Languages without case endings keep the phrase.
 */
export function namedPart(line: Line, party: Range, isSubject: boolean): Range | null {
  const { oblique } = line.tongue;
  if (oblique.length === 0) return party;
  if (line.is(party.from, 'us')) return party.from === party.to || isParty(line, party.to) ? party : null;
  let { from, to } = party;
  while (from < to && isLoose(line, from)) from++;
  if (isCounted(line, { from, to })) return null;
  if (from < to && isHe(line, from)) return { from, to: from };
  if (isSubject) to = endOfSubject(line, { from, to });
  while (to > from && isBehind(line, from, to)) to--;
  const named = { from, to };
  return isSubject && !isSubjectLike(line, named) ? null : named;
}

/** "He with tears": a pronoun is all there is of a speaker, unless it points to a noun. */
function isHe(line: Line, at: number): boolean {
  return (
    line.is(at, 'pronoun') && !isOblique(line, at) && !line.is(at + 1, ...PARTIES) && !isName(line, at + 1)
  );
}

/** "Göycəliyə" beside "Göycəlinin": one name in two cases; and what no name ends in by itself. */
function isOwnEnding(line: Line, stem: string, ending: string): boolean {
  if (/^n.n$/u.test(ending)) return VOWEL.test(stem);
  return (
    ending.length > 1 &&
    line.tongue.cases.some((one) => one !== ending && one.length > 1 && line.names.has(stem + one))
  );
}

/** A word at the end of a phrase that names nobody: no party, or what a verb has as its object ("a statement"). */
function isBehind(line: Line, from: number, at: number): boolean {
  const word = line.words[at];
  if (!word || /["«»“”)]/.test(word.text)) return false;
  if (!isParty(line, at)) return true;
  // "Polis də ailəyə": in another case, and no part of who is named before.
  if (isOblique(line, at) && !line.is(at, 'document')) return !isGenitive(line, at) || !isParty(line, at + 1);
  if (line.is(at, 'us', 'pronoun')) return !isGenitive(line, from);
  const isObject = line.is(at, 'document') && !line.is(at, 'body', 'official', 'group', 'newsroom');
  return isObject && line.tongue.definite.length === 0 && !/[ıiuüsn][ıiuü]?$/u.test(word.key);
}

function isGenitive(line: Line, at: number): boolean {
  return endsIn(line.words[at]?.key ?? '', line.tongue.genitive);
}

/** True if a phrase stands in the case of a subject, as far as its last word shows. */
function isSubjectLike(line: Line, { from, to }: Range): boolean {
  const word = line.words[to];
  if (!word || word.isMark || line.is(to, 'pronoun', 'us')) return true;
  if (isInformer(line, to)) return true;
  if (isName(line, to) && isNameInCase(line, word.key)) return false;
  const { definite } = line.tongue;
  if (definite.length === 0) return true;
  // Where a subject has its article, a noun without one is something else; letters and names in marks have none.
  return endsIn(word.key, definite) || /^\p{Lu}{2}/u.test(word.text) || line.is(from, 'many');
}

/** "From the ministry they let it be known": a body in the case of where news comes from. */
function isInformer(line: Line, at: number): boolean {
  return (
    line.is(at, 'body', 'group', 'monitor', 'court') && endsIn(line.words[at]?.key ?? '', line.tongue.from)
  );
}

/** A name whose other form the text has too: "Marvadan" beside "Marva", or one that no name ends like. */
function isNameInCase(line: Line, key: string): boolean {
  const { cases } = line.tongue;
  return cases.some((ending) => {
    const stem = key.slice(0, -ending.length);
    return (
      key.endsWith(ending) &&
      stem.length > SHORTEST &&
      (line.names.has(stem) || isOwnEnding(line, stem, ending))
    );
  });
}

function isLoose(line: Line, at: number): boolean {
  const word = line.words[at];
  if (!word) return false;
  // "Onu …": a pronoun in another case than a subject's and no owner of what follows.
  if (line.is(at, 'pronoun') && isOblique(line, at) && !isGenitive(line, at)) return true;
  if (isParty(line, at)) return false;
  if (word.isDigits) return true;
  if (word.isMark) return /^[(),.:–-]$/.test(word.text);
  const isFigure = line.numerals.some((one) => one.first <= at && at <= one.last);
  return isFigure || line.is(at, ...LOOSE) || isOblique(line, at);
}

/** "Կառավարությունն իր հերթին", "the mother-the in tears": the noun with its article ends who is spoken of. */
function endOfSubject(line: Line, { from, to }: Range): number {
  if (line.tongue.definite.length === 0) return to;
  for (let at = from; at < to; at++) {
    const word = line.words[at];
    if (!word || word.isMark || !isParty(line, at) || isOblique(line, at)) continue;
    const isPlain = withoutArticle(word.key, line.tongue.definite) !== null;
    const isOpen = /^["«“]$/.test(line.words[at + 1]?.text ?? '') && endsIn(word.key, line.tongue.definite);
    if (isOpen && isName(line, at)) return at;
    if (isPlain && !isName(line, at + 1)) return at;
  }
  return to;
}

/** "Eleven prisoners", "640 inmates": a figure of persons is what is told, not who tells it. */
function isCounted(line: Line, { from, to }: Range): boolean {
  if (!line.numerals.some((one) => one.last >= from - 1 && one.first <= to)) return false;
  for (let at = from; at <= to; at++)
    if (isName(line, at) || line.is(at, 'official', 'kin', 'lawyer', 'body', 'monitor', 'witness'))
      return false;
  return line.is(to, ...COUNTED, ...PERSONS) || line.numerals.some((one) => one.last === to);
}

function endsIn(key: string, endings: readonly string[]): boolean {
  return endings.some((ending) => key.endsWith(ending));
}

/** A noun without its article where the article is plain: behind a consonant, or a letter that only articles are. */
function withoutArticle(key: string, endings: readonly string[]): string | null {
  const ending = endings.find((one) => key.endsWith(one) && key.length >= one.length + SHORTEST);
  if (ending === undefined) return null;
  const stem = key.slice(0, -ending.length);
  return !VOWEL.test(stem) || VOWEL.test(ending) ? stem : null;
}

/**
 * A name as it is shown: without the article of a subject or the genitive before "according to". Where an ending may be
 * a part of the name itself ("Vahan", "Emin") other words of the text decide, and without them the name stays.
 */
export function bareName(line: Line, party: Range, name: string): string {
  const { definite, genitive } = line.tongue;
  const word = line.words[party.to];
  if (!word || word.isMark || !name.endsWith(word.text)) return name;
  const isSource = line.is(party.to + 1, 'source_before') || line.is(party.from - 1, 'source');
  if (isInformer(line, party.to)) return isSource ? name : without(name, word.key, line.tongue.from);
  const isNoun = word.concepts.size > 0;
  const stem = isSource
    ? genitiveStem(line, word.key, genitive, isNoun)
    : subjectStem(line, party.to, definite);
  return stem === null ? name : name.slice(0, name.length - (word.key.length - stem.length));
}

function without(name: string, key: string, endings: readonly string[]): string {
  const ending = endings.find((one) => key.endsWith(one)) ?? '';
  return name.slice(0, name.length - ending.length);
}

function subjectStem(line: Line, at: number, endings: readonly string[]): string | null {
  const key = line.words[at]?.key ?? '';
  const plain = withoutArticle(key, endings);
  if (plain !== null) return plain;
  const ending = endings.find((one) => key.endsWith(one) && key.length >= one.length + SHORTEST);
  if (ending === undefined || !isName(line, at) || endsIn(key, line.tongue.kept)) return null;
  // "Vahan" stands elsewhere as "Vahan-ը": the letter is its own.
  const isOwn = [...endings, ...line.tongue.genitive].some((one) => line.names.has(key + one));
  return isOwn ? null : key.slice(0, -ending.length);
}

function genitiveStem(line: Line, key: string, endings: readonly string[], isNoun: boolean): string | null {
  const fitting = endings.filter((one) => key.endsWith(one) && key.length >= one.length + SHORTEST);
  const stems = fitting.map((one) => key.slice(0, -one.length));
  const known = stems.find((stem) => line.names.has(stem));
  if (known !== undefined) return known;
  const [longest] = stems.toSorted((a, b) => a.length - b.length);
  if (longest === undefined) return null;
  // Behind a vowel the longer ending: "Sarallı-nın"; "Orxan-ın" may be either, and stays as it is.
  if (isNoun && VOWEL.test(longest)) return longest;
  if (stems.length > 1) return /[ıiuü]$/u.test(longest) && longest.length > SHORTEST + 1 ? longest : null;
  return longest;
}
