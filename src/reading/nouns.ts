/**
 * Nouns for persons by class, looked up by word and not by expression: a text has thousands of callings, and no list of
 * patterns has them all. The words of a language are data (`lang/en/nouns.tsv`); this file only knows their plurals.
 */
import type { Row } from './lexicon.ts';

/** What sort of person a noun means; `official` holds an office or speaks for one. */
export type NounClass = 'captive' | 'kin' | 'soldier' | 'official' | 'person';

/**
 * Plural form to class, all in lower case, of rows with the columns `class` and `words` (singular, separated by spaces).
 * Behind a figure only a plural is counted.
 */
export function personNouns(rows: readonly Row[]): ReadonlyMap<string, NounClass> {
  const nouns = new Map<string, NounClass>();
  for (const { columns } of rows)
    for (const word of (columns['words'] ?? '').split(' '))
      nouns.set(pluralOf(word), columns['class'] as NounClass);
  return nouns;
}

/** The plural of an English noun for a person. */
export function pluralOf(word: string): string {
  const [, head, tail] = /^(\w+?)(-in-\w+|-at-\w+|-de-camp)$/.exec(word) ?? [];
  if (head !== undefined && tail !== undefined) return `${pluralOf(head)}${tail}`;
  if (/(?:^|[^u])man$/.test(word) && !/(?:sha|ro|ger|otto|cai)man$/.test(word))
    return word.replace(/an$/, 'en');
  if (/(?:child)$/.test(word)) return `${word}ren`;
  if (/[^f]fe$/.test(word)) return word.replace(/fe$/, 'ves');
  if (/[^aeiou]y$/.test(word)) return word.replace(/y$/, 'ies');
  if (word.endsWith('mnus')) return word.replace(/us$/, 'i');
  return /(?:s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}
