/**
 * Words that are forms of one given name though their letters differ: Hakob, Akop, Yakov. A table with the origin of
 * each row (lexicon.tsv). Equal here is a reason to look, not a reason to join.
 */
import { readFileSync } from 'node:fs';
import { bareLatin, foldWord } from './fold.ts';

let forms: Map<string, Set<string>> | null = null;

function load(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const lines = readFileSync(new URL('lexicon.tsv', import.meta.url), 'utf8').split('\n');
  for (const line of lines) {
    const [concept = '', words = ''] = line.split('\t');
    if (line.startsWith('#') || words === '' || concept === 'concept') continue;
    for (const word of words.split(' ')) {
      const key = bareLatin(foldWord(word));
      found.set(key, (found.get(key) ?? new Set()).add(concept));
    }
  }
  return found;
}

/** The concepts a word is a form of; most words have none. */
export function conceptsOf(word: string): ReadonlySet<string> {
  forms ??= load();
  return forms.get(bareLatin(foldWord(word))) ?? new Set();
}
