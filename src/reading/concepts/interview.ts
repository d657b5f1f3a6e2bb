/**
 * Who speaks in interviews and transcripts: blocks that begin with a name and a colon, with the letters of question
 * and answer, or with a dash. The questions are the text's own voice; the answers belong to the one who is asked.
 */
import type { Line, Range } from './line.ts';
import { isName } from './parties.ts';
import type { Concept } from './vocabulary.ts';

/** A voice that holds for a whole block. */
export interface Turn {
  /** Null for the text's own voice, or where the guest is not plain. */
  readonly name: string | null;
  readonly isAsker: boolean;
  readonly candidates: readonly string[];
  /** The block that opens it. */
  readonly block: number;
  /** True if a name stands before it, false for dashes and the letters of question and answer. */
  readonly isLabelled: boolean;
}

interface Opening {
  readonly block: number;
  readonly label: string;
  readonly isGeneric: boolean;
  isQuestion: boolean;
}

const OFFICES: readonly Concept[] = [
  'official',
  'title',
  'lawyer',
  'kin',
  'witness',
  'monitor',
  'group',
  'role',
  'captive',
  'body',
];
const MAX_LABEL = 7;
/** Words of an office before the name of who takes the floor. */
const MAX_OFFICE = 3;
/** Words of such a label in a script without capitals. */
const MAX_PLAIN = 4;
const DASH = '–';

/**
 * One speaker under several labels: "Ada Lorn:" and then "A. L.:", "Question:" and then "Q:". The short label takes the
 * long one's place where only one begins so.
 */
function unified(openings: readonly Opening[]): Opening[] {
  const long = [...new Set(openings.map(({ label }) => label))].filter(
    (label) => initialsOf(label) !== label,
  );
  return openings.map((opening) => {
    const short = opening.label.replace(/[\s.]/g, '');
    if (short === '' || short.length > 3 || short !== short.toUpperCase()) return opening;
    const own = long.filter((label) => initialsOf(label) === short && label.length > opening.label.length);
    const [label] = own;
    if (own.length !== 1 || label === undefined) return opening;
    const isGeneric = openings.some((other) => other.label === label && other.isGeneric);
    return { ...opening, label, isGeneric };
  });
}

/** First letters of the words of a label: "AL" for "Ada Lorn". */
function initialsOf(label: string): string {
  return label
    .split(/[\s.]+/)
    .map((word) => word.slice(0, 1))
    .join('')
    .toUpperCase();
}

/** The turns of a conversation by block; empty for a text that is none. */
export function turnsOf(lines: readonly Line[]): ReadonlyMap<number, Turn> {
  const openings = unified(openingsOf(lines));
  const uses = new Map<string, Opening[]>();
  for (const opening of openings) {
    const own = uses.get(opening.label);
    if (own) own.push(opening);
    else uses.set(opening.label, [opening]);
  }
  const repeated = openings.filter(({ label }) => (uses.get(label)?.length ?? 0) > 1);
  const [first] = repeated;
  if (repeated.length < 3 || !first) return new Map();
  const people = peopleIn(lines, first.block);
  const askers = askersAmong(repeated, uses);
  const turns = new Map<number, Turn>();
  const posts = postsIn(lines, openings, first.block);
  for (const [at, opening] of repeated.entries()) {
    const next = repeated[at + 1]?.block ?? Infinity;
    const turn = turnOf(opening, askers(opening, at), people);
    for (let block = opening.block; block < Math.min(next, opening.block + MAX_LABEL); block++)
      turns.set(block, turn);
  }
  for (const [at, { block, label }] of posts.entries()) {
    const end = Math.min(
      posts[at + 1]?.block ?? Infinity,
      ...repeated.map((one) => (one.block > block ? one.block : Infinity)),
    );
    const turn = { name: label, isAsker: false, candidates: [], block, isLabelled: true };
    for (let next = block; next < Math.min(end, block + MAX_LABEL); next++) turns.set(next, turn);
  }
  return turns;
}

/** Share of blocks that a name opens in a thread. */
const THREAD = 0.6;
/** Letters of the name somebody writes under. */
const MAX_POST = 24;

/**
 * "dalğa: …": in a thread, where nearly every block opens with a name and a colon, whoever writes once or under a name
 * in small letters has a turn too.
 */
function postsIn(lines: readonly Line[], openings: readonly Opening[], from: number): Opening[] {
  const posts: Opening[] = [];
  const blocks = new Set<number>();
  for (const line of lines) {
    const { block, plain } = line.sentence;
    if (block < from || blocks.has(block)) continue;
    blocks.add(block);
    if (openings.some((one) => one.block === block && (one.isGeneric || isRepeated(one, openings)))) continue;
    const label = /^[^\s:.,"«»“”()]+(?: [^\s:,"«»“”()]+)? ?(?=: ?\D)/u.exec(plain)?.[0].trim();
    if (
      label === undefined ||
      label.length < 3 ||
      label.length > MAX_POST ||
      line.is(0, 'say', 'reply', 'request', 'not')
    )
      continue;
    posts.push({ block, label, isGeneric: false, isQuestion: false });
  }
  const own = openings.filter((one) => one.block >= from && !one.isGeneric && isRepeated(one, openings));
  return (own.length + posts.length) / Math.max(1, blocks.size) >= THREAD ? posts : [];
}

function isRepeated({ label }: Opening, openings: readonly Opening[]): boolean {
  return openings.filter((one) => one.label === label).length > 1;
}

function turnOf(opening: Opening, isAsker: boolean, people: readonly string[]): Turn {
  const { block } = opening;
  const isLabelled = !opening.isGeneric;
  if (isAsker) return { name: null, isAsker, candidates: [], block, isLabelled };
  if (!opening.isGeneric) {
    const last = opening.label.split(' ').at(-1) ?? opening.label;
    const full = people.filter((name) => name.includes(opening.label) || name.endsWith(` ${last}`));
    return {
      name: full.length === 1 ? (full[0] ?? null) : opening.label,
      isAsker,
      candidates: [],
      block,
      isLabelled,
    };
  }
  return {
    name: people.length === 1 ? (people[0] ?? null) : null,
    isAsker,
    candidates: people,
    block,
    isLabelled,
  };
}

/** Labels most of whose blocks ask; dashes alternate where every other one asks. */
function askersAmong(
  openings: readonly Opening[],
  uses: ReadonlyMap<string, readonly Opening[]>,
): (opening: Opening, at: number) => boolean {
  const asking = new Set<string>();
  for (const [label, own] of uses)
    if (own.filter((opening) => opening.isQuestion).length * 2 >= own.length) asking.add(label);
  const dashes = openings.filter(({ label }) => label === DASH);
  const turn = new Map(dashes.map((opening, at) => [opening, at]));
  const share = (parity: number) =>
    dashes.filter((opening, at) => at % 2 === parity && opening.isQuestion).length /
    Math.max(1, dashes.length / 2);
  const alternates = share(0) >= 0.6 && share(1) < 0.4;
  return (opening) =>
    opening.label === DASH
      ? alternates
        ? (turn.get(opening) ?? 1) % 2 === 0
        : opening.isQuestion
      : asking.has(opening.label);
}

function openingsOf(lines: readonly Line[]): Opening[] {
  const openings: Opening[] = [];
  let block = -1;
  for (const line of lines) {
    const last = openings.at(-1);
    if (last?.block === line.sentence.block && line.isQuestion) last.isQuestion = true;
    if (line.sentence.block === block) continue;
    block = line.sentence.block;
    const label = labelOf(line);
    if (label) openings.push({ block, ...label, isQuestion: line.isQuestion });
  }
  return openings;
}

function labelOf(line: Line): { label: string; isGeneric: boolean } | null {
  const first = line.words[0]?.text ?? '';
  if (first === DASH || first === '—' || first === '-') return { label: DASH, isGeneric: true };
  const member = initialedName(line);
  if (member !== null) return { label: member, isGeneric: false };
  // "G. Yarmolnik:" is a name, "G.:" and "Q." are letters.
  const isInitial = line.words[1]?.text === '.' && (line.words[2]?.text.length ?? 0) > 1;
  const found = line.words.findIndex((word, at) => at > 0 && word.isMark && /^[:.․]$/.test(word.text));
  const mark = isInitial && line.words[3]?.text === ':' ? 3 : found;
  if (mark < 1 || mark > MAX_LABEL || mark === line.words.length - 1) return null;
  // "A. L.:" is a name by its first letters, told before by "Ada Lorn:".
  const letters = /^((?:\p{Lu}\.\s?){2,3}) ?:/u.exec(line.sentence.plain)?.[1];
  if (letters) return { label: letters.trim(), isGeneric: false };
  const isLetter = mark === 1 && first.length === 1 && line.words[0]?.hasCapital === true;
  if (isLetter) return { label: first, isGeneric: true };
  // "Wanted: 96" is a heading with its figure.
  if (line.words[mark]?.text !== ':' || line.words[mark + 1]?.isDigits === true) return null;
  const range: Range = { from: 0, to: mark - 1 };
  const text = line.text(range);
  if (mark === 1 && line.is(0, 'reply', 'request', 'ask')) return { label: text, isGeneric: true };
  const { hasCapitals } = line.tongue;
  // Where no letter shows a name, two or three words at most that stand before a colon again and again are one.
  if (text.length < 3 || (hasCapitals ? !line.words[0]?.hasCapital : mark > MAX_PLAIN)) return null;
  for (let at = 0; at < mark; at++)
    if (
      line.is(at, 'say', 'not', 'aux') ||
      (!hasCapitals && (line.words[at]?.isMark || line.words[at]?.isDigits))
    )
      return null;
  return { label: text, isGeneric: false };
}

/** "Senator B. Krechet. The ministry …": in a record the full stop behind an initial and a surname opens a turn. */
function initialedName(line: Line): string | null {
  for (let at = 0; at <= MAX_OFFICE; at++) {
    const [initial, stop, surname, end] = line.words.slice(at, at + 4);
    if (!initial || (at > 0 && !line.is(at - 1, ...OFFICES))) return null;
    if (!/^\p{Lu}$/u.test(initial.text) || stop?.text !== '.') continue;
    const isSurname = surname?.hasCapital === true && surname.text.length > 1;
    return isSurname && end?.text === '.' ? line.text({ from: at, to: at + 2 }) : null;
  }
  return null;
}

/** Persons named before a conversation begins, with an office beside the name where any has one. */
function peopleIn(lines: readonly Line[], until: number): string[] {
  const named: string[] = [];
  const placed: string[] = [];
  const free: string[] = [];
  for (const line of lines) {
    if (line.sentence.block >= until) break;
    for (let at = 0; at < line.words.length; at++) {
      let to = at;
      while (isName(line, to) && isName(line, to + 1) && to - at < 3) to++;
      if (to === at) continue;
      const name = line.text({ from: at, to });
      // The one who asks has a name too.
      if (line.is(at - 1, 'audience') || line.is(to + 1, 'audience')) continue;
      if (/^[\p{Lu}.]+$/u.test(line.words[at]?.text ?? '')) continue;
      if (!named.includes(name)) named.push(name);
      if (!line.is(at - 1, 'prep', 'to') && !free.includes(name)) free.push(name);
      if (hasOffice(line, at, to) && !placed.includes(name)) placed.push(name);
      at = to;
    }
  }
  return placed.length > 0 ? placed : free.length > 0 ? free : named;
}

function hasOffice(line: Line, from: number, to: number): boolean {
  // "The warden of Northgate": what a preposition joins to an office is its place.
  if (line.is(from - 1, 'prep', 'to') && !line.is(to + 1, ...OFFICES)) return false;
  for (let at = from - 4; at <= to + 3; at++) {
    if (at >= from && at <= to) continue;
    if (line.is(at, ...OFFICES) && !/^[.;:!?]$/.test(line.words[at]?.text ?? '')) return true;
  }
  return false;
}
