/**
 * Lexicons: the words rules live on, as tab-separated files with an origin for every row.
 * A pattern is a regular expression over folded text with {MACROS} from macros.tsv; it may name groups, which
 * become fields. Patterns are indexed by the word stem they cannot do without, so that a sentence meets only
 * the few rows it has a word for. Loading validates; a bad row is a bug and stops with file and line.
 */
import { readFileSync } from 'node:fs';
import { Fault } from '#ground';
import { matches } from './segment.ts';

/** One row of a lexicon: its columns by name, and where it stands. */
export interface Row {
  readonly id: string;
  readonly columns: Readonly<Record<string, string>>;
}

/** A compiled row. */
export interface Pattern {
  readonly id: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly expression: RegExp;
  readonly stems: readonly string[] | null;
  /** Must fit somewhere in the clause of a hit. */
  readonly company: RegExp | null;
  /** Must not fit anywhere in the clause of a hit. */
  readonly unless: RegExp | null;
}

/** One place where a pattern fits, in positions of the text that was scanned. */
export interface Hit {
  readonly pattern: Pattern;
  readonly start: number;
  readonly end: number;
  readonly words: string;
  readonly groups: Readonly<Record<string, { start: number; end: number; words: string }>>;
}

/** Reads a tab-separated file: first line names the columns, `#` lines are comments, every row needs an origin. */
export function readRows(folder: URL, file: string): Row[] {
  const lines = readFileSync(new URL(file, folder), 'utf8').split('\n');
  const name = file.replace(/\.tsv$/, '');
  let columns: string[] | undefined;
  const rows: Row[] = [];
  for (const [at, line] of lines.entries()) {
    if (!line.trim() || line.startsWith('#')) continue;
    const cells = line.split('\t');
    if (!columns) {
      columns = cells;
      continue;
    }
    const row: Record<string, string> = {};
    for (const [i, column] of columns.entries())
      row[column] = column === 'after' ? (cells[i] ?? '') : (cells[i] ?? '').trim();
    if (cells.length > columns.length || !row['origin'])
      throw new Fault('bug', `lexicon ${name} line ${at + 1} has no origin or too many columns`);
    rows.push({ id: `${name}:${at + 1}`, columns: row });
  }
  return rows;
}

/** The macros of a language: name to expression source, with macros inside macros resolved. */
export function readMacros(
  folder: URL,
  more: Readonly<Record<string, string>> = {},
): ReadonlyMap<string, string> {
  const macros = new Map<string, string>(Object.entries(more));
  for (const row of readRows(folder, 'macros.tsv'))
    macros.set(row.columns['name'] ?? '', expand(row.columns['pattern'] ?? '', macros, row.id));
  return macros;
}

function expand(source: string, macros: ReadonlyMap<string, string>, id: string): string {
  return source.replace(/\{([A-Z][A-Z0-9]*)\}/g, (_, name: string) => {
    const value = macros.get(name);
    if (value === undefined) throw new Fault('bug', `lexicon row ${id} names an unknown macro`);
    return `(?:${value})`;
  });
}

/** Compiles one row; `pattern` is its expression, `fields` its `name=value` pairs separated by semicolons. */
export function compile(row: Row, macros: ReadonlyMap<string, string>): Pattern {
  const source = row.columns['pattern'] ?? '';
  const open = /^[\w(\\{[]/.test(source) ? "(?<![\\w'-])" : '';
  const body = expand(source, macros, row.id).replace(/ (?![?*+{])/g, ' +');
  try {
    return {
      id: row.id,
      fields: pairs(row.columns['fields'] ?? ''),
      expression: new RegExp(`${open}(?:${body})(?![\\w])`, 'gid'),
      stems: stemsOf(source),
      company: aside(row, 'with', macros),
      unless: aside(row, 'unless', macros),
    };
  } catch (cause) {
    throw new Fault('bug', `lexicon row ${row.id} does not compile`, { cause });
  }
}

function aside(row: Row, column: string, macros: ReadonlyMap<string, string>): RegExp | null {
  const source = row.columns[column];
  return source ? new RegExp(`(?<![\\w'-])(?:${expand(source, macros, row.id)})(?![\\w])`, 'i') : null;
}

function pairs(fields: string): Record<string, string> {
  const out: Record<string, string> = {};
  for (const pair of fields.split(';')) {
    const [name, ...value] = pair.split('=');
    if (name?.trim()) out[name.trim()] = value.join('=').trim();
  }
  return out;
}

/** A set of patterns that scans text by the words in it. */
export class Lexicon {
  readonly #always: Pattern[] = [];
  readonly #byKey = new Map<string, { stem: string; pattern: Pattern }[]>();

  constructor(patterns: readonly Pattern[]) {
    for (const pattern of patterns) {
      if (!pattern.stems) this.#always.push(pattern);
      for (const stem of pattern.stems ?? []) {
        const key = stem.slice(0, 3);
        const list = this.#byKey.get(key) ?? [];
        list.push({ stem, pattern });
        this.#byKey.set(key, list);
      }
    }
  }

  /** Ids of patterns that no word can rule out; each costs time on every sentence. */
  get unindexed(): readonly string[] {
    return this.#always.map((pattern) => pattern.id);
  }

  /** All hits in a text whose lower-case words are given, in order of position. */
  scan(text: string, words: ReadonlySet<string>): Hit[] {
    const due = new Set<Pattern>(this.#always);
    for (const word of words)
      for (const { stem, pattern } of this.#byKey.get(word.slice(0, 3)) ?? [])
        if (word.startsWith(stem)) due.add(pattern);
    const hits: Hit[] = [];
    for (const pattern of due)
      for (const match of matches(pattern.expression, text)) hits.push(toHit(pattern, match));
    return hits.sort((a, b) => a.start - b.start || b.end - a.end);
  }
}

function toHit(pattern: Pattern, match: RegExpExecArray): Hit {
  const groups: Record<string, { start: number; end: number; words: string }> = {};
  const indices: Record<string, [number, number]> = match.indices?.groups ?? {};
  for (const [name, words] of Object.entries(match.groups ?? {})) {
    const at = indices[name];
    if (at && words) groups[name] = { start: at[0], end: at[1], words };
  }
  return { pattern, start: match.index, end: match.index + match[0].length, words: match[0], groups };
}

/** Loads and compiles a lexicon file. */
export function readLexicon(folder: URL, file: string, macros: ReadonlyMap<string, string>): Lexicon {
  return new Lexicon(readRows(folder, file).map((row) => compile(row, macros)));
}

/** Lower-case words of a folded text. */
export function wordsOf(plain: string): ReadonlySet<string> {
  return new Set(plain.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

/** Words in nearly every sentence: a pattern that needs one of them is not narrowed by it. */
const EVERYWHERE =
  /^(?:the|and|was|were|has|have|had|been|being|that|with|not|for|from|his|her|their|its|are|who|said|they|which|this|but|one|all|into|out|about|after|before|when|will|would|could|did|does|also|only|there|them|him)$/;

/**
 * Word stems one of which must be in the text for the pattern to fit; null if none can be told.
 * Any literal word or group that every match goes through will do; the rarest-looking one is taken.
 */
export function stemsOf(source: string): string[] | null {
  const whole = branchesOf(source);
  if (whole.length > 1) return together(whole);
  const { literals, groups } = topLevel(source);
  const choices: string[][] = literals.filter((word) => word.length >= 3).map((word) => [word]);
  for (const branches of groups) {
    const stems = together(branches);
    if (stems) choices.push(stems);
  }
  return choices.sort((a, b) => cost(a) - cost(b))[0] ?? null;
}

/** Stems of alternatives: all of them need one. */
function together(branches: readonly string[]): string[] | null {
  const all: string[] = [];
  for (const branch of branches) {
    const stems = stemsOf(branch);
    if (!stems) return null;
    all.push(...stems);
  }
  return [...new Set(all)];
}

/** Rough share of sentences that a set of stems lets through. */
function cost(stems: readonly string[]): number {
  return stems.reduce((sum, stem) => sum + (EVERYWHERE.test(stem) ? 400 : 10 / stem.length ** 2), 0);
}

/** Literal words and obligatory groups at the top level of a pattern source. */
function topLevel(source: string): { literals: string[]; groups: string[][] } {
  const literals: string[] = [];
  const groups: string[][] = [];
  let at = 0;
  while (at < source.length) {
    const rest = source.slice(at);
    const word = /^[a-z]+/.exec(rest);
    const startsWord = at === 0 || /[ }"'-]/.test(source[at - 1] ?? '') || source.slice(0, at).endsWith(' ?');
    if (word) {
      const whole = /^[?*]/.test(rest.slice(word[0].length)) ? word[0].slice(0, -1) : word[0];
      if (startsWord) literals.push(whole);
      at += word[0].length;
    } else if (rest.startsWith('(')) {
      const end = groupEnd(source, at);
      const inside = source.slice(at + 1, end);
      const optional = /^(?:[?*]|\{0)/.test(source.slice(end + 1));
      const opener = /^\?(?::|<[a-zA-Z0-9]+>)/.exec(inside)?.[0] ?? '';
      const isLookaround = inside.startsWith('?') && opener === '';
      if (!optional && !isLookaround && startsWord) groups.push(branchesOf(inside.slice(opener.length)));
      at = end + 1;
    } else if (rest.startsWith('{') || rest.startsWith('[')) {
      const close = rest.indexOf(rest.startsWith('{') ? '}' : ']');
      at += close < 0 ? 1 : close + 1;
    } else at += rest.startsWith('\\') ? 2 : 1;
  }
  return { literals, groups };
}

function groupEnd(source: string, open: number): number {
  let depth = 0;
  for (let at = open; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source[at] === '(') depth++;
    else if (source[at] === ')' && --depth === 0) return at;
  }
  return source.length;
}

function branchesOf(inside: string): string[] {
  const branches: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < inside.length; at++) {
    if (inside[at] === '\\') at++;
    else if (inside[at] === '(') depth++;
    else if (inside[at] === ')') depth--;
    else if (inside[at] === '|' && depth === 0) {
      branches.push(inside.slice(start, at));
      start = at + 1;
    }
  }
  branches.push(inside.slice(start));
  return branches;
}
