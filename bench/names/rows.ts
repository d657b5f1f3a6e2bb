/** The development tokens in ../shared/data/names, split in halves by a hash of the Latin token. */
import { existsSync, readFileSync } from 'node:fs';
import { foldWord } from '../../src/names/fold.ts';
import type { Pair } from './train.ts';

const FOLDER = new URL('../../../shared/data/names/', import.meta.url);

export interface TokenRow {
  readonly latin: string;
  readonly other: string;
}

/** The four files, and the channel each belongs to. */
export const FILES = {
  armenian: 'armenian',
  russian: 'cyrillic',
  arabic: 'arabic',
  persian: 'arabic',
} as const;
export type FileName = keyof typeof FILES;
export const FILE_NAMES = Object.keys(FILES) as FileName[];

/** FNV-1a of a word; decides the half and the order of samples. */
export function hashOf(word: string): number {
  let hash = 2166136261;
  for (const letter of word) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** Rows of one file. */
export function rowsOf(file: FileName): TokenRow[] {
  const path = new URL(`wd_${file}_tokens.tsv`, FOLDER);
  if (!existsSync(path)) throw new Error('the development tokens are not there: ../shared/data/names');
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [latin = '', other = ''] = line.split('\t');
      return { latin, other };
    });
}

/** Whether a row belongs to the half that rules and costs are developed on. */
export function inDevelopment({ latin }: TokenRow): boolean {
  return hashOf(latin) % 2 === 0;
}

/** Rows as pairs of letters to learn from. */
export function pairsOf(rows: readonly TokenRow[]): Pair[] {
  return rows.map(({ latin, other }) => ({
    latin: [...foldWord(latin)],
    other: [...foldWord(other)],
    weight: 1,
  }));
}
