/**
 * What things can be found by, in vault.db: words in a full-text index, words of names by their keys. The index keeps
 * its own words and deletes them for good (secure-delete), because an erased word must not survive in it.
 * Words come folded; the index only splits them at spaces. Refuses to know what a name is.
 */
import type { Found, FindQuery, FindRow, NameQuery } from '#ledger';
import type { Connection } from './connection.ts';

const MOST = 1_000;
/** Rows from which a word counts as common: fewer are read through in a few milliseconds. */
const COMMON = 5_000;

/** Everything that is not a space belongs to a word: what a word is was decided before it came here. */
const TEXT_INDEX = `
CREATE VIRTUAL TABLE find_text USING fts5(
  words, detail = none, columnsize = 0, tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'"
);
INSERT INTO find_text (find_text, rank) VALUES ('secure-delete', 1);
`;

/** The tables; a step of the schema (migrate.ts). */
export const FIND_TABLES = `
CREATE TABLE find_row (
  id INTEGER PRIMARY KEY,
  view TEXT NOT NULL,
  key TEXT NOT NULL,
  seq INTEGER NOT NULL,
  compartment TEXT NOT NULL
) STRICT;
CREATE INDEX find_row_by_seq ON find_row (seq);

${TEXT_INDEX}
CREATE TABLE find_word (
  compartment TEXT NOT NULL,
  word TEXT NOT NULL,
  -- How many keys the word has.
  keys INTEGER NOT NULL,
  id INTEGER PRIMARY KEY,
  UNIQUE (compartment, word)
) STRICT;
CREATE TABLE find_key (
  key TEXT NOT NULL,
  word INTEGER NOT NULL,
  PRIMARY KEY (key, word)
) STRICT, WITHOUT ROWID;
CREATE INDEX find_key_by_word ON find_key (word);

CREATE TABLE staged_find (
  view TEXT NOT NULL,
  key TEXT NOT NULL,
  seq INTEGER NOT NULL,
  compartment TEXT NOT NULL,
  words TEXT NOT NULL,
  names TEXT NOT NULL
) STRICT;
`;

type Staged = Omit<FindRow, 'words' | 'names'> & { readonly words: string; readonly names: string };

/** The index. Every method runs inside a transaction of the caller where it writes. */
export class FindTable {
  readonly #connection: Connection;
  /** Newest word that counts while an append in parts goes on. */
  #settled: number | null = null;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  add(finds: readonly FindRow[]): void {
    const connection = this.#connection;
    // Names repeat from row to row of a list; each is asked of the table once a call.
    const added = new Set<string>();
    for (const { view, key, seq, compartment, words, names } of finds) {
      connection.run('INSERT INTO find_row (view, key, seq, compartment) VALUES (?, ?, ?, ?)', [
        view,
        key,
        seq,
        compartment,
      ]);
      connection.run('INSERT INTO find_text (rowid, words) VALUES (last_insert_rowid(), ?)', [
        words.join(' '),
      ]);
      for (const { word, keys } of names) {
        const name = `${compartment} ${word}`;
        if (added.has(name)) continue;
        this.#addName(compartment, word, keys);
        added.add(name);
      }
    }
  }

  #addName(compartment: string, word: string, keys: readonly string[]): void {
    const isNew = this.#connection.run(
      'INSERT OR IGNORE INTO find_word (compartment, word, keys) VALUES (?, ?, ?)',
      [compartment, word, Math.max(1, keys.length)],
    );
    if (isNew === 0) return;
    this.#connection.run(
      'INSERT OR IGNORE INTO find_key (key, word) SELECT value, last_insert_rowid() FROM json_each(?)',
      [JSON.stringify(keys)],
    );
  }

  /** Removes what comes from an entry, and words of names that nothing else in their compartment holds. */
  erase(seq: number): void {
    const connection = this.#connection;
    const gone = connection.all(
      `SELECT r.id, r.compartment, t.words FROM find_row r JOIN find_text t ON t.rowid = r.id WHERE r.seq = ?`,
      [seq],
    ) as { id: number; compartment: string; words: string }[];
    for (const { id } of gone) {
      connection.run('DELETE FROM find_text WHERE rowid = ?', [id]);
      connection.run('DELETE FROM find_row WHERE id = ?', [id]);
    }
    for (const { compartment, words } of gone)
      for (const word of words.split(' ')) this.#dropName(compartment, word);
  }

  #dropName(compartment: string, word: string): void {
    const connection = this.#connection;
    const known = connection.cell('SELECT id FROM find_word WHERE compartment = ? AND word = ?', [
      compartment,
      word,
    ]) as number | null;
    if (known === null) return;
    const others = `SELECT 1 FROM find_text t JOIN find_row r ON r.id = t.rowid
      WHERE t.find_text MATCH ? AND r.compartment = ? LIMIT 1`;
    if (connection.cell(others, [phrase(word), compartment]) !== null) return;
    connection.run('DELETE FROM find_key WHERE word = ?', [known]);
    connection.run('DELETE FROM find_word WHERE id = ?', [known]);
  }

  find({ compartments, upTo, views, groups, limit }: FindQuery): Found[] {
    const read = this.#wordsToRead(groups);
    const match = groups
      .flatMap((words, at) => (at === read ? [] : [`(${alternatives(words)})`]))
      .join(' AND ');
    return this.#connection.all(
      `SELECT r.view, r.key, r.seq FROM find_text t CROSS JOIN find_row r ON r.id = t.rowid
       WHERE t.find_text MATCH $match AND r.compartment IN (SELECT value FROM json_each($compartments))
         ${upTo === undefined ? '' : 'AND r.seq < $upTo'}
         ${views === undefined ? '' : 'AND r.view IN (SELECT value FROM json_each($views))'}
         ${read === null ? '' : `AND EXISTS (SELECT 1 FROM json_each($read) WHERE instr(' ' || t.words || ' ', value) > 0)`}
       ORDER BY t.rowid DESC LIMIT $limit`,
      {
        match,
        compartments: JSON.stringify(compartments),
        limit: Math.max(0, Math.min(limit, MOST)),
        ...(upTo === undefined ? {} : { upTo }),
        ...(views === undefined ? {} : { views: JSON.stringify(views) }),
        ...(read === null ? {} : { read: JSON.stringify((groups[read] ?? []).map(inWords)) }),
      },
    ) as Found[];
  }

  /**
   * Which group is better read in the rows that the others bring than asked of the index: a beginning that very many
   * words have makes the index merge all of their rows before it gives the first, while a rare word beside it leaves
   * few rows to look at. Null where there is none.
   */
  #wordsToRead(groups: FindQuery['groups']): number | null {
    const at = groups.findIndex((words) =>
      words.some((word) => word.endsWith('*') && this.#isCommon([word.slice(0, -1)])),
    );
    if (at === -1) return null;
    return groups.some((words, other) => other !== at && !this.#isCommon(words)) ? at : null;
  }

  /** Whether so many rows hold one of these words that going through them would be felt. */
  #isCommon(words: readonly string[]): boolean {
    const exact = words.filter((word) => !word.endsWith('*') && word !== '');
    if (exact.length < words.length) return true;
    const rows = this.#connection.cell(
      'SELECT count(*) FROM (SELECT rowid FROM find_text WHERE find_text MATCH ? LIMIT ?)',
      [alternatives(exact), COMMON],
    );
    return Number(rows) >= COMMON;
  }

  findNames({ compartments, keys, limit }: NameQuery): string[] {
    return this.#connection.column(
      `SELECT w.word FROM (SELECT word, count(*) AS shared FROM find_key
         WHERE key IN (SELECT value FROM json_each($keys)) GROUP BY word) k JOIN find_word w ON w.id = k.word
       WHERE w.compartment IN (SELECT value FROM json_each($compartments)) AND w.id <= $newest
       GROUP BY w.word ORDER BY max(k.shared * k.shared * 1.0 / w.keys) DESC, w.word LIMIT $limit`,
      {
        keys: JSON.stringify(keys),
        compartments: JSON.stringify(compartments),
        limit: Math.max(0, Math.min(limit, MOST)),
        newest: this.#settled ?? Number.MAX_SAFE_INTEGER,
      },
    ) as string[];
  }

  /** An append in parts begins: words that it adds are offered to nobody before it has ended. */
  hold(): void {
    this.#settled = this.#connection.number('SELECT coalesce(max(id), 0) FROM find_word');
  }

  /** The append has ended, whole or not at all. */
  letGo(): void {
    this.#settled = null;
  }

  /** Keeps rows beside the live ones until `exchange`. */
  stage(finds: readonly FindRow[]): void {
    for (const { view, key, seq, compartment, words, names } of finds) {
      const values = [view, key, seq, compartment, JSON.stringify(words), JSON.stringify(names)];
      this.#connection.run('INSERT INTO staged_find VALUES (?, ?, ?, ?, ?, ?)', values);
    }
  }

  dropStaged(): void {
    this.#connection.run('DELETE FROM staged_find');
  }

  /** Puts the staged rows in the place of the live ones. */
  exchange(): void {
    const connection = this.#connection;
    for (const table of ['find_row', 'find_word', 'find_key']) connection.run(`DELETE FROM ${table}`);
    // Row by row would take as long as filling it.
    connection.exec(`DROP TABLE find_text; ${TEXT_INDEX}`);
    const STEP = 5_000;
    for (let from = 0; ; from += STEP) {
      const staged = connection.all(
        'SELECT * FROM staged_find WHERE rowid > ? AND rowid <= ? ORDER BY rowid',
        [from, from + STEP],
      ) as Staged[];
      if (staged.length === 0) break;
      this.add(
        staged.map((row) => ({
          ...row,
          words: JSON.parse(row.words) as string[],
          names: JSON.parse(row.names) as FindRow['names'],
        })),
      );
    }
    this.dropStaged();
  }
}

/** Any of these words, in the query language of the index. */
function alternatives(words: readonly string[]): string {
  return words.map(phrase).join(' OR ');
}

/** A word as it stands in the kept words of a row, which are put together with spaces. */
function inWords(word: string): string {
  return word.endsWith('*') ? ` ${word.slice(0, -1)}` : ` ${word} `;
}

/** A word as the index's query language quotes it. */
function phrase(word: string): string {
  const isBeginning = word.endsWith('*');
  const text = isBeginning ? word.slice(0, -1) : word;
  return `"${text.replaceAll('"', '""')}"${isBeginning ? '*' : ''}`;
}
