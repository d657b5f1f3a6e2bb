/**
 * Lexicons: the words rules live on, as tab-separated files with an origin for every row.
 * A pattern is a regular expression over folded text with {MACROS} from macros.tsv; it may name groups, which
 * become fields. Patterns are indexed by the word stems they cannot do without (stems.ts), so that a sentence meets
 * only the few rows it has words for. Loading validates; a bad row is a bug and stops with file and line.
 */
import { readFileSync } from 'node:fs';
import { Fault } from '#ground';
import { matches } from './segment.ts';
import { needIndex } from './need-index.ts';
import { needsOf, type Stems } from './stems.ts';

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
  /**
   * Chains of sets of word stems; the pattern fits only a text that has words of the sets of a chain in their order, for
   * every chain. Empty where none can be told.
   */
  readonly needs: readonly (readonly (readonly string[])[])[];
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

/** Words for captives are words for persons: both as branches of a group only make an expression longer. */
const TWICE = /(?<=\(|\(\?:|\(\?<\w+>|\|)\{CAPT\}\|(?=\{PERS\}[|)])/g;

function expand(source: string, macros: ReadonlyMap<string, string>, id: string): string {
  const isIn = macros.get('PERS')?.startsWith(`${macros.get('CAPT')}|`) === true;
  return (isIn ? source.replace(TWICE, '') : source).replace(/\{([A-Z][A-Z0-9]*)\}/g, (_, name: string) => {
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
      // Places of groups are dear and asked for only where there are groups.
      expression: new RegExp(`${open}(?:${body})(?!\\w|-[a-z])`, body.includes('(?<') ? 'gid' : 'gi'),
      needs: [needsOf(source, macros), needsOf(row.columns['with'] ?? '', macros)].filter(
        (chain) => chain.length > 0,
      ),
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

/** One index for the lexicons of all languages; it grows when a language is first read. */
const INDEX = needIndex<unknown>();

/** Things of which a text meets only those that it has words for. */
export class Sieve<T> {
  /** Those that no word can rule out. */
  readonly always: readonly T[];
  /** The place of each in the order in which they were given. */
  readonly rank: ReadonlyMap<T, number>;

  /** Each thing with its needs; without any it is always met. */
  constructor(things: readonly (readonly [T, readonly (readonly Stems[])[]])[]) {
    this.always = things.filter(([, needs]) => needs.length === 0).map(([thing]) => thing);
    this.rank = new Map(things.map(([thing], at) => [thing, at]));
    for (const [thing, needs] of things) if (needs.length > 0) INDEX.add(this, thing, needs);
  }

  /** Those besides `always` that a text with these words meets, in no order. */
  due(words: readonly string[]): readonly T[] {
    return INDEX.due(this, words) as readonly T[];
  }

  /** All that a text with these words meets, in the order in which they were given. */
  of(words: readonly string[]): readonly T[] {
    const due = this.due(words);
    if (due.length === 0) return this.always;
    if (due.length === 1 && this.always.length === 0) return due;
    return [...this.always, ...due].sort((a, b) => (this.rank.get(a) ?? 0) - (this.rank.get(b) ?? 0));
  }
}

/** A set of patterns that scans text by the words in it. */
export class Lexicon {
  readonly #patterns: Sieve<Pattern>;

  constructor(patterns: readonly Pattern[]) {
    this.#patterns = new Sieve(patterns.map((pattern) => [pattern, pattern.needs]));
  }

  /** Ids of patterns that no word can rule out; each costs time on every sentence. */
  get unindexed(): readonly string[] {
    return this.#patterns.always.map((pattern) => pattern.id);
  }

  /** All hits in a text whose lower-case words are given in their order; hits in order of position. */
  scan(text: string, words: readonly string[]): Hit[] {
    const { always } = this.#patterns;
    const due = this.#patterns.due(words);
    if (due.length === 0 && always.length === 0) return [];
    const hits: Hit[] = [];
    for (const pattern of always)
      for (const match of matches(pattern.expression, text)) hits.push(toHit(pattern, match));
    for (const pattern of due)
      for (const match of matches(pattern.expression, text)) hits.push(toHit(pattern, match));
    return hits.length < 2
      ? hits
      : hits.sort((a, b) => a.start - b.start || b.end - a.end || this.#before(a, b));
  }

  /** Of two that fit the same words the one that stands earlier in its file goes first. */
  #before(a: Hit, b: Hit): number {
    const { rank } = this.#patterns;
    return (rank.get(a.pattern) ?? 0) - (rank.get(b.pattern) ?? 0);
  }
}

const NO_GROUPS: Hit['groups'] = {};

function toHit(pattern: Pattern, match: RegExpExecArray): Hit {
  const hit = { pattern, start: match.index, end: match.index + match[0].length, words: match[0] };
  if (match.groups === undefined) return { ...hit, groups: NO_GROUPS };
  const groups: Record<string, { start: number; end: number; words: string }> = {};
  const indices: Record<string, [number, number]> = match.indices?.groups ?? {};
  for (const [name, words] of Object.entries(match.groups)) {
    const at = indices[name];
    if (at && words) groups[name] = { start: at[0], end: at[1], words };
  }
  return { ...hit, groups };
}

/** Loads and compiles a lexicon file. */
export function readLexicon(folder: URL, file: string, macros: ReadonlyMap<string, string>): Lexicon {
  return new Lexicon(readRows(folder, file).map((row) => compile(row, macros)));
}
