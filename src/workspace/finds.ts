/**
 * What the things of an entry can be found by: folded words, and for names the keys that lead to other spellings and
 * other scripts. Pure, like the views; the words live in the index of the encrypted store and go with their entry.
 */
import type { Claim, EntryBody, EntryType } from '#claim';
import type { FindDraft, FindName, ProjectedEntry } from '#ledger';
import { foldedWords, lookupKeysOf, prepareName, scriptOf, type PreparedName } from '#names';

/** Words of one thing that are kept; a longer text is found by its first words. */
const MOST_WORDS = 400;
/** A word beyond this length is no word of any language here. */
const LONGEST = 64;
/** Keys of words seen before; names repeat. */
const REMEMBERED = 20_000;

const keysOfWord = new Map<string, readonly string[]>();

/** Keys of a word of a name, remembered. */
export function keysOf(word: string): readonly string[] {
  const known = keysOfWord.get(word);
  if (known !== undefined) return known;
  if (keysOfWord.size >= REMEMBERED) keysOfWord.clear();
  const keys = lookupKeysOf(word);
  keysOfWord.set(word, keys);
  return keys;
}

const prepared = new Map<string, PreparedName>();

/** A word made ready to be compared, remembered: the words of names repeat from search to search. */
export function preparedWord(word: string): PreparedName {
  const known = prepared.get(word);
  if (known !== undefined) return known;
  if (prepared.size >= REMEMBERED) prepared.clear();
  const made = prepareName(word);
  prepared.set(word, made);
  return made;
}

/** After an erasure: no erased word may stay in memory. */
export function forgetWords(): void {
  keysOfWord.clear();
  prepared.clear();
  wordsOfText.clear();
  nameOfWord.clear();
}

const nameOfWord = new Map<string, FindName | null>();
const wordsOfText = new Map<string, readonly string[]>();

/** The words of a text as they are looked for; those of short texts (a cell, a name) are remembered. */
export function findWords(text: string): readonly string[] {
  const known = wordsOfText.get(text);
  if (known !== undefined) return known;
  const words = foldedWords(text).filter((word) => word.length <= LONGEST);
  if (text.length > LONGEST) return words;
  if (wordsOfText.size >= REMEMBERED) wordsOfText.clear();
  wordsOfText.set(text, words);
  return words;
}

function draft(view: string, key: string, names: readonly string[], texts: readonly string[]): FindDraft[] {
  const all = new Set<string>();
  for (const name of names) for (const word of findWords(name)) all.add(word);
  const inNames = [...all].slice(0, MOST_WORDS);
  for (const text of texts) for (const word of findWords(text)) all.add(word);
  const words = [...all].slice(0, MOST_WORDS);
  if (words.length === 0) return [];
  return [{ view, key, words, names: inNames.flatMap((word) => nameOf(word) ?? []) }];
}

/** A word of a name with its keys, the same object every time while it is remembered; null where it has none. */
function nameOf(word: string): FindName | null {
  const known = nameOfWord.get(word);
  if (known !== undefined) return known;
  const keys = /\p{L}{2}/u.test(word) ? keysOf(word) : [];
  const name = keys.length === 0 ? null : { word, keys };
  if (nameOfWord.size >= REMEMBERED) nameOfWord.clear();
  nameOfWord.set(word, name);
  return name;
}

/** Words of a passage that are written as names are: with a capital, or in a script that has none. */
function namesIn(text: string): string[] {
  return (text.match(/[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/gu) ?? []).filter(
    (word) => /^\p{Lu}/u.test(word) || scriptOf(word) === 'Arab' || scriptOf(word) === 'Geor',
  );
}

/** Everything a claim was said in: the quoted words, the words of its value and of its speaker. */
function textsOf(claim: Claim): string[] {
  const texts: string[] = claim.passages.map(({ exact }) => exact);
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(collect);
    else if (value !== null && typeof value === 'object')
      for (const [name, inner] of Object.entries(value)) {
        if (name === 'words' && typeof inner === 'string') texts.push(inner);
        else collect(inner);
      }
  };
  collect('value' in claim ? claim.value : null);
  collect(claim.speaker);
  if (claim.claimKind === 'question') texts.push(claim.words);
  return texts;
}

type Finds<T extends EntryType> = (body: EntryBody<T>) => FindDraft[];

const FIND: { readonly [T in EntryType]?: Finds<T> } = {
  'party-registered': ({ party }) =>
    draft('parties', party.partyId, [...party.names.map(({ words }) => words), party.words ?? ''], []),
  'document-preserved': ({ document }) =>
    draft('documents', document.documentId, namesIn(document.title ?? ''), [document.title ?? '']),
  'record-added': ({ record }) =>
    draft(
      'records',
      record.recordId,
      record.names.map(({ words }) => words),
      record.origin.kind === 'row' ? record.origin.cells.map(({ words }) => words) : [],
    ),
  'reading-run': ({ proposals }) =>
    proposals.flatMap(({ proposalId, passage }) =>
      draft('proposals', proposalId, namesIn(passage.exact), [passage.exact]),
    ),
  'claim-recorded': ({ claim }) => {
    const texts = textsOf(claim);
    return draft('claims', claim.claimId, texts.flatMap(namesIn), texts);
  },
};

/** What can be found after an entry. */
export function findsOfEntry(entry: ProjectedEntry): FindDraft[] {
  return FIND[entry.type as EntryType]?.(entry.body as never) ?? [];
}
