/**
 * Figures of persons or cases. A figure counts only with a sign of what it counts: a noun for persons or cases beside
 * it, "of them", a number noun before it, a line of a list under a count, or something that happens only to persons.
 */
import type { Measure } from '../../contract.ts';
import { around, type Find, type Memory } from '../find.ts';
import { Clause, type Line } from '../line.ts';
import type { Numeral } from '../numerals.ts';
import { asOf, MEASURES, measureOf, period, quoteOf } from './count-fields.ts';
import { isOfThose, isTakenBefore, isToldOf } from './figure-signs.ts';
import { type Concept, EVENTS, PERSONS } from '../vocabulary.ts';

/** What is no person, right behind a figure: "two governments". */
const BODIES: readonly Concept[] = ['body', 'newsroom', 'document', 'place', 'detention', 'talks', 'court'];
/** What is sent or held and no person: "only two letters". Letters that are cases are counted as such. */
const SENT: readonly Concept[] = ['letter', 'call', 'message', 'video', 'meeting', 'hearing', 'appeal'];
const NOUN_REACH = 4;
/** Persons told of one by one. */
const MOST_FEW = 4;

/** Proposes counts. */
export function counts(line: Line, memory: Memory): Find[] {
  if (line.sentence.block > memory.block + 2) {
    memory.measure = null;
    memory.asOf = null;
  }
  const finds: Find[] = [];
  // "Where are the fifteen others?": a figure that is asked about is told elsewhere.
  for (const numeral of !memory.isOnTopic || line.isQuestion ? [] : line.numerals) {
    const find = countAt(line, numeral, memory);
    if (!find) continue;
    finds.push(find);
    memory.measure = find.fields['measure'] as Measure;
    memory.block = line.sentence.block;
  }
  noteQuestion(line, memory);
  const opensList = line.sentence.plain.endsWith(':');
  const stated = opensList ? line.dates.find((date) => date.role === 'as_of' && date.edtf) : undefined;
  if (stated) memory.asOf = stated.edtf;
  return finds;
}

/** "How many are still inside?": what a bare figure in the answer counts. */
function noteQuestion(line: Line, memory: Memory): void {
  if (!line.isQuestion || line.numerals.length > 0 || !line.whole.has(...PERSONS, 'pronoun', 'many')) return;
  for (const [concept, measure] of MEASURES) {
    if (!line.whole.has(concept)) continue;
    memory.measure = measure;
    memory.block = line.sentence.block;
    return;
  }
}

/** Numbers that name and do not count: a list mark, an age, a year, "Post 6". */
function isName(line: Line, numeral: Numeral): boolean {
  const next = line.words[numeral.last + 1]?.text ?? '';
  if (isOrdinal(line, numeral) || isClock(line, numeral) || isChange(line, numeral)) return true;
  if (!Array.isArray(numeral.value) && isOtherYear(line, numeral.value)) return true;
  const before = line.words[numeral.first - 1];
  if (numeral.first === 0 && /^[.)/:]$/.test(next)) return true;
  // "[3]": the number of a message or note.
  if (before?.text === '[' && next === ']') return true;
  if (line.is(numeral.first - 1, 'numbered') || line.is(numeral.last + 1, 'numbered')) return true;
  if (Array.isArray(numeral.value))
    return numeral.value.every((value) => isYear(line, value)) && nounOf(line, numeral) === null;
  if (numeral.inWords) {
    const isCapital = line.words[numeral.first]?.hasCapital === true && numeral.first > 0;
    const isNamed = before?.hasCapital === true || line.words[numeral.last + 1]?.hasCapital === true;
    // "The Nine of April column": a number word with a capital where nothing begins.
    return isCapital && (isNamed || (before !== undefined && !before.isMark));
  }
  if (isYear(line, numeral.value) && !numeral.vague)
    if (wordsOf(line, numeral).some((text) => /^\d{4}$/.test(text))) return nounOf(line, numeral) === null;
  const isAfterName =
    numeral.first > 1 &&
    before?.hasCapital === true &&
    !line.is(numeral.first - 1, ...PERSONS, 'aux', 'verb');
  return isAfterName && before !== undefined && nounOf(line, numeral) === null && !/^\d/.test(before.text)
    ? before.concepts.size === 0 && numeral.operator === '='
    : false;
}

function wordsOf(line: Line, { first, last }: Numeral): string[] {
  return line.words.slice(first, last + 1).map(({ text }) => text);
}

/** "The 900. time", "5-րդ": a place in a row and no figure. */
function isOrdinal(line: Line, numeral: Numeral): boolean {
  const end = wordsOf(line, numeral).at(-1) ?? '';
  if (line.tongue.ordinal.includes(end)) return true;
  const [stop, next] = [line.words[numeral.last + 1], line.words[numeral.last + 2]];
  return (
    !numeral.inWords &&
    stop?.text === '.' &&
    stop.start === line.words[numeral.last]?.end &&
    next !== undefined &&
    !next.isMark &&
    /^\p{Ll}/u.test(next.text)
  );
}

/** "19.00" where a full stop is the decimal mark: an hour with its minutes. Other ways to write one are no figure at all. */
function isClock({ words }: Line, { first, last, percent }: Numeral): boolean {
  const isFraction = last === first + 2 && words[first + 1]?.text === '.';
  if (!isFraction || percent) return false;
  return /^(?:[01]?\d|2[0-4])$/.test(words[first]?.text ?? '') && /^[0-5]\d$/.test(words[last]?.text ?? '');
}

function isYear(line: Line, value: number): boolean {
  return Number.isInteger(value) && ((value >= 1700 && value < 2100) || isOtherYear(line, value));
}

/** A year of another calendar: 1402. */
function isOtherYear(line: Line, value: number): boolean {
  const [from = 0, to = 0] = line.tongue.years;
  return value >= from && value < to;
}

/** "29 northerners": a word nobody knows that ends as the language makes people of places. */
function isPeople(line: Line, at: number): boolean {
  const word = line.words[at];
  if (!word || word.isMark || word.concepts.size > 0) return false;
  // "Quatorze Corlaisiens": French writes people of a country with a capital; right behind the figure it is no name.
  if (word.hasCapital && !(line.tongue.order === 'svo' && isFigureBefore(line, at))) return false;
  return line.tongue.people.some(
    (ending) => word.key.length > ending.length + 3 && word.key.endsWith(ending),
  );
}

function isFigureBefore(line: Line, at: number): boolean {
  return line.numerals.some((numeral) => numeral.last === at - 1);
}

/** "Her two brothers": relatives in ones and twos are persons told of, not a figure. */
function isCouple(line: Line, numeral: Numeral, noun: number | null): boolean {
  const { value, inWords } = numeral;
  return inWords && !Array.isArray(value) && value <= 3 && noun !== null && line.is(noun, 'kin');
}

/** Years below which somebody is a minor, at most. */
const MINOR = 21;

/** "Some of them are under eighteen." */
function isAge(line: Line, { value, operator, first, last }: Numeral): boolean {
  const isBound = operator === '<' && !Array.isArray(value) && value <= MINOR;
  return isBound && line.is(first - 1, 'aux') && (line.words[last + 1]?.isMark ?? true);
}

/** Words of a label at most: "Released since the register was opened: 12". */
const LONGEST_LABEL = 9;

/** "Held: 34": a figure alone behind a colon counts what stands before it. */
function clauseAt(line: Line, numeral: Numeral): Clause {
  const own = line.clauseOf(numeral.first);
  const isAlone =
    line.words[own.from]?.text === ':' &&
    own.from === numeral.first - 1 &&
    own.from <= LONGEST_LABEL &&
    numeral.last >= line.words.length - 2;
  if (isAlone) return line.whole;
  return isLabelled(line, numeral) ? new Clause(line, { from: 0, to: numeral.last }) : own;
}

function countAt(line: Line, numeral: Numeral, memory: Memory): Find | null {
  const clause = clauseAt(line, numeral);
  const noun = nounOf(line, numeral);
  if (noun === 'thing' || isName(line, numeral)) return null;
  const single = !Array.isArray(numeral.value) && numeral.value < 2;
  if (single && (numeral.inWords || noun === null)) return null;
  // Millions of nobody named are money.
  if (noun === null && [numeral.value].flat().some((value) => value >= 1_000_000)) return null;
  if (isCouple(line, numeral, noun) || (noun === null && isAge(line, numeral))) return null;
  if (isFew(clause, numeral, noun) || isDoer(line, numeral, noun) || isNamedOnes(line, numeral, noun))
    return null;
  const sign = noun === null ? signOf(clause, numeral, memory) : 'noun';
  if (!sign || clause.has('norm', 'if')) return null;
  if (clause.has('battle') && !clause.has('captive', 'detention', 'held', 'captured', 'missing')) return null;
  if (isFallen(clause)) return null;
  if (isEveryday(clause, noun)) return null;
  if (noun !== null && isAnybody(line, noun) && !isHeld(line, memory, noun)) return null;
  // "Two workers of the Red Cross came": those who visit are not those held.
  if (noun !== null && line.is(noun, 'role', 'person') && isOfMonitor(line, numeral)) return null;
  if (noun === null && isOfThingsBefore(line, numeral)) return null;
  if (isTelling(line, numeral) || (sign !== 'of-them' && noun === null && isBoth(line, numeral))) return null;
  const measure = measureOf(clause, numeral, noun);
  if (measure === 'dead' && !isInCustody(line, memory)) return null;
  if (noun !== null && line.is(noun, 'soldier') && isForce(line, memory, measure)) return null;
  const range = quoteOf(clause, numeral, noun);
  return {
    kind: 'count',
    range,
    cue: numeral.first,
    rule: `concepts:count-${sign}`,
    fields: {
      operator: numeral.operator,
      number: numeral.value,
      measure: measure ?? memory.measure ?? eventBefore(line, memory) ?? 'held',
      as_of: asOf(line, clause, numeral) ?? (sign === 'list' ? memory.asOf : null),
      period: period(clause),
      unit: numeral.percent ? 'percent' : null,
      vague: numeral.vague,
    },
    subject: noun === null ? 'persons counted' : line.text({ from: noun, to: noun }),
  };
}

/** The first figure of a clause that may count persons, where no sign says that it does: of what is `told` before, if no word says of what. */
export function figureIn(clause: Clause, told: unknown): Omit<Find, 'kind' | 'rule'> | null {
  const { line } = clause;
  for (const numeral of line.numerals) {
    if (numeral.first < clause.from || numeral.last > clause.to) continue;
    const noun = nounOf(line, numeral);
    const isMuch = [numeral.value].flat().some((value) => value < 2 || value >= 1_000_000);
    if (noun === 'thing' || isMuch || isName(line, numeral) || isChange(line, numeral)) continue;
    const fields = {
      operator: numeral.operator,
      number: numeral.value,
      measure: measureOf(clause, numeral, noun) ?? told ?? 'held',
      as_of: asOf(line, clause, numeral),
      period: period(clause),
      unit: numeral.percent ? 'percent' : null,
      vague: numeral.vague,
    };
    return { range: around(clause, numeral.first), cue: numeral.first, fields };
  }
  return null;
}

/** "They were taken at dawn. They were fourteen.": a figure of those to whom something has just happened. */
function eventBefore(line: Line, { event }: Memory): Measure | null {
  return event !== null && line.sentence.block - event.block <= 1 ? event.measure : null;
}

/** "The town had 300 boats, 170 are left": a bare figure behind one of things counts some of those. */
function isOfThingsBefore(line: Line, numeral: Numeral): boolean {
  const before = line.numerals.filter((other) => other.last < numeral.first).at(-1);
  return before !== undefined && nounOf(line, before) === 'thing' && !line.whole.has('of_them');
}

/** "Ikisi evə dönüb": both of two people told of before are whom something happens to, and no figure. */
function isBoth(line: Line, numeral: Numeral): boolean {
  return !Array.isArray(numeral.value) && numeral.value <= 2 && isOfThose(line, numeral);
}

/** "İki asker söyledi": where the participle stands first, "the two soldiers who say so" are witnesses and no figure. */
function isTelling(line: Line, numeral: Numeral): boolean {
  return line.tongue.content.length > 0 && line.is(numeral.first - 1, 'say') && !isMarkBefore(line, numeral);
}

function isMarkBefore(line: Line, numeral: Numeral): boolean {
  return line.words[numeral.first - 1]?.isMark === true;
}

/** "Two doctors came along": a few people named by their trade, in words, count only where the clause says what befell them. */
function isFew(clause: Clause, numeral: Numeral, noun: number | null): boolean {
  const { value, inWords, operator } = numeral;
  if (!inWords || operator !== '=' || Array.isArray(value) || value > MOST_FEW) return false;
  const isOne = noun !== null && clause.line.is(noun, 'role') && !clause.line.is(noun, 'person', ...SORTS);
  return isOne && !clause.has(...SIGNS);
}

/** "Led away by four masked men", "according to two former conscripts": those who act or tell are not those held. */
function isDoer(line: Line, { first, value, operator }: Numeral, noun: number | null): boolean {
  if (noun === null || line.tongue.order !== 'svo' || line.is(noun, 'captive', 'missing', 'dead'))
    return false;
  const isSmall = operator === '=' && !Array.isArray(value) && value <= MOST_DOERS;
  return isSmall && line.is(first - 1, 'by', 'source') && !line.is(first - 1, 'to');
}

/** "Two of them, Rita Cavel and Yann Mons, …": two or three who are named right behind are persons and no figure. */
function isNamedOnes(line: Line, { value, last, inWords, operator }: Numeral, noun: number | null): boolean {
  if (!inWords || operator !== '=' || Array.isArray(value) || value > MOST_NAMED || !line.tongue.hasCapitals)
    return false;
  let at = Math.max(last, noun ?? last) + 1;
  while (at <= last + NOUN_REACH && line.is(at, 'of_them', 'prep', 'pronoun')) at++;
  const [comma, first, second] = [line.words[at], line.words[at + 1], line.words[at + 2]];
  return comma?.text === ',' && first?.hasCapital === true && second?.hasCapital === true;
}

const MOST_NAMED = 3;

/** Doers and tellers are few. */
const MOST_DOERS = 30;

function isOfMonitor(line: Line, numeral: Numeral): boolean {
  for (let at = numeral.first - 1; at >= Math.max(0, numeral.first - 2); at--)
    if (line.words[at]?.isMark) return false;
    else if (line.is(at, 'monitor')) return true;
  return false;
}

/** People of no special sort: "84,000 people follow the account", "six families have signed". */
function isAnybody(line: Line, noun: number): boolean {
  return (
    (line.is(noun, 'person', 'kin', 'civilian', 'role', 'brand') || isPeople(line, noun)) &&
    !line.is(noun, ...SORTS)
  );
}

/** "Nine fell, thirty were wounded": losses, unless they are some of those held or missing. */
function isFallen(clause: Clause): boolean {
  return (
    clause.has('fallen') &&
    !clause.has('captive', 'detention', 'missing', 'of_them', 'defendant', ...EVENTS) &&
    !clause.line.whole.has('captive', 'detention', 'held')
  );
}

/** "9,000 people live there", "twelve on the staff": people counted for what anybody does. */
function isEveryday(clause: Clause, noun: number | null): boolean {
  return (
    clause.has('everyday') &&
    !(noun !== null && clause.line.is(noun, ...SORTS)) &&
    !clause.has('captive', 'detention', 'missing', 'torture', 'defendant', 'charged', 'of_them', ...EVENTS)
  );
}

/** Nouns that alone say what the figure is about. */
const SORTS: readonly Concept[] = ['captive', 'missing', 'remains', 'defendant', 'soldier', 'case', 'dead'];
/** What says of people in general that they are held, missing, dead in custody, or on a list. */
const SIGNS: readonly Concept[] = [
  ...EVENTS,
  'captive',
  'missing',
  'remains',
  'defendant',
  'detention',
  'registered',
  'torture',
  'isolation',
  'illness',
  'trial',
  'hearing',
  'convicted',
  'of_them',
  'visit',
  'request',
  'tally',
  'contact',
  'news',
];

/** The dead of a battle or a shelling are no claim: somebody must have been held, here or just before. */
function isInCustody(line: Line, memory: Memory): boolean {
  if (line.whole.has('captive', 'detention', 'missing', 'defendant', 'torture', 'of_them', ...EVENTS))
    return true;
  if (line.whole.has('battle', 'fallen')) return false;
  const { block } = line.sentence;
  return block === memory.custody || (memory.measure !== null && block === memory.block);
}

/** "War has killed 4,000 soldiers", "a brigade of 300 fighters": losses and strength, where nobody is told to be held. */
function isForce(line: Line, memory: Memory, measure: Measure | null): boolean {
  if (
    line.whole.has('captive', 'detention', 'missing', 'remains', 'defendant', 'of_them', 'torture', ...EVENTS)
  )
    return false;
  if (measure === 'dead') return true;
  const goesOn = memory.measure !== null && line.sentence.block === memory.block;
  return !goesOn && line.sentence.block - memory.custody > 1 && !line.whole.has(...SIGNS);
}

/** True if the sentence says of people that they are held or missing, or goes on with a figure that did. */
function isHeld(line: Line, memory: Memory, noun: number): boolean {
  if (line.whole.has(...SIGNS)) return true;
  const { block } = line.sentence;
  const reach = line.is(noun, 'kin') ? 0 : 1;
  return (memory.measure !== null && block === memory.block) || block - memory.custody <= reach;
}

/** The counted noun after a figure; "thing" if what is counted is not persons or cases; null if none is near. */
function nounOf(line: Line, numeral: Numeral): number | 'thing' | null {
  for (let at = numeral.first; at <= numeral.last; at++) if (line.is(at, ...PERSONS)) return at;
  const isThose = isOfThose(line, numeral);
  const reach = isThose ? 1 : NOUN_REACH;
  for (let at = numeral.last + 1; at <= numeral.last + reach; at++) {
    const word = line.words[at];
    if (!word || /^[.;:!?)]$/.test(word.text)) break;
    if (line.is(at, ...PERSONS, 'case', 'remains', 'brand') || isPeople(line, at)) return at;
    // "Bunların 24-ü sənədləri yoxlanandan sonra": what stands behind such a figure is another noun.
    const isBody = !isThose && at === numeral.last + 1 && line.is(at, ...BODIES, ...SENT, 'request');
    if (line.is(at, 'thing') || isBody) return 'thing';
    // "Three officials resigned": nobody is held, unless the sentence says so.
    if (at === numeral.last + 1 && line.is(at, 'official', 'lawyer', 'monitor') && !line.has(EVENTS))
      return 'thing';
    if (word.isMark && !/^["«»–]$/.test(word.text)) break;
    if (line.is(at, 'that', 'which', 'and', 'but', 'say', 'to') && !line.is(at, 'of_them')) break;
    if (line.numerals.some((other) => other !== numeral && other.first <= at && at <= other.last)) break;
  }
  return null;
}

/** Why a figure without a noun counts persons. */
function signOf(
  clause: Clause,
  numeral: Numeral,
  memory: Memory,
): 'of-them' | 'tally' | 'event' | 'list' | 'part' | 'said' | null {
  const { line } = clause;
  const next = line.words[numeral.last + 1];
  const isThose = isOfThose(line, numeral);
  const isFollowed =
    !isThose && next !== undefined && !next.isMark && next.concepts.size === 0 && !next.hasCapital;
  const ofThem = line.whole.find('of_them');
  if (ofThem >= 0 && (ofThem < numeral.first || ofThem <= numeral.last + 2) && memory.measure)
    return 'of-them';
  if (isPart(line, numeral, memory) || isLabelled(line, numeral)) return 'list';
  // "They were thirty-eight": the figure is all that is said of them.
  const isAll = line.is(numeral.first - 1, 'aux') && line.is(numeral.first - 2, 'pronoun');
  // Where pronouns are left out the verb alone opens the clause: "Son cuarenta y cuatro".
  const isOpen = line.is(numeral.first - 1, 'aux') && numeral.first - 1 === clause.bare.from;
  if ((isAll || isOpen) && !isFollowed) return 'event';
  const before = clause
    .all('tally', ...PERSONS, 'case')
    .filter((at) => at < numeral.first && numeral.first - at <= 8);
  if (before.some((at) => isOfThings(line, at))) return null;
  if (before.length > 0 && !isFollowed) return 'tally';
  if (isToldOf(clause, numeral)) return 'said';
  if (isTakenBefore(clause, numeral)) return 'event';
  if (clause.has(...EVENTS, 'died', 'killed', 'registered', 'torture') && !isFollowed) return 'event';
  if (clause.has('detention') && line.is(numeral.first - 1, 'aux', 'pronoun') && !isFollowed) return 'event';
  const goesOn = memory.measure !== null && line.sentence.block === memory.block;
  const isHead = numeral.first <= clause.bare.from + 1;
  if (goesOn && isThose && numeral.first <= clause.bare.from + 3) return 'part';
  if (goesOn && isHead && line.is(numeral.last + 1, 'aux', 'verb', 'adverb', ...EVENTS)) return 'part';
  const isLast = numeral.last >= clause.bare.to - 1 && clause.has('say', 'document', 'denied');
  if (goesOn && isLast && !isFollowed && numeral.first > clause.find('say', 'document', 'denied'))
    return 'said';
  const isList =
    line.words.length <= 16 && line.sentence.block <= memory.block + 2 && memory.measure !== null;
  const ends = numeral.last >= line.words.length - 3 && !isFollowed && !numeral.percent;
  const isShort =
    numeral.first <= 2 &&
    line.words.length <= 10 &&
    !numeral.percent &&
    (!isFollowed || numeral.operator !== '=');
  return isList && (ends || isShort || line.words[numeral.first - 1]?.text === ':') ? 'list' : null;
}

/** "Central prison: 187 (+12)": a line of a list that names a prison or those held before a colon, and a figure after it. */
function isLabelled(line: Line, { first, last, ahead, percent }: Numeral): boolean {
  const colon = Math.min(first, ahead ?? first) - 1;
  if (line.words[colon]?.text !== ':' || colon > LONGEST_LABEL || percent) return false;
  const next = line.words[last + 1]?.text ?? '';
  if (next !== '' && !/^[(;,.*]$/.test(next)) return false;
  const label = line.words.slice(0, colon);
  const is = (...concepts: readonly Concept[]) => label.some((_, at) => line.is(at, ...concepts));
  return is('detention', ...PERSONS, ...EVENTS) && !is('thing', 'say', 'us', 'battle');
}

/** "(+12)", "(–3)": by how much a figure has changed. */
function isChange(line: Line, { first, last }: Numeral): boolean {
  const sign = line.words[first - 1]?.text ?? '';
  return /^[+–-]$/.test(sign) && line.words[first - 2]?.text === '(' && line.words[last + 1]?.text === ')';
}

/** "The number of tractors": where the noun stands before it, what is no person has a number too. */
function isOfThings(line: Line, at: number): boolean {
  return line.tongue.order === 'sov' && line.is(at, 'tally') && line.is(at - 1, 'thing');
}

/** "74 prisoners: 43 of these and 31 of those": figures behind a colon are parts of the one before it. */
function isPart(line: Line, numeral: Numeral, memory: Memory): boolean {
  if (memory.measure === null || memory.block !== line.sentence.block) return false;
  const colon = line.words.findIndex((word, at) => at < numeral.first && word.text === ':');
  return colon > 0 && line.numerals.some((other) => other.last < colon && nounOf(line, other) !== 'thing');
}
