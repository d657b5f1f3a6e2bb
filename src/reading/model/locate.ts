/**
 * Where a quote stands in the text. Exact first; else with quotation marks, dashes, spaces and composed characters
 * folded, and then it is the document's own characters that are taken. Never by likeness: a quote that differs in one
 * letter is not in the text.
 */
import type { Span } from '../segment.ts';

const FOLDS: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  ʼ: "'",
  '‛': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '‟': '"',
  '«': '"',
  '»': '"',
  '—': '-',
  '–': '-',
  '―': '-',
  '‒': '-',
  '‐': '-',
  '‑': '-',
  '−': '-',
};

interface Folded {
  readonly text: string;
  readonly lower: string;
  /** For every unit of the folded text, where its source begins and ends. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Folds a text and remembers where everything came from. */
function foldWithPlaces(text: string): Folded {
  let out = '';
  const starts: number[] = [];
  const ends: number[] = [];
  // One letter with its marks is one piece, so that composed and decomposed spellings meet.
  for (const piece of text.matchAll(/\s+|\P{M}\p{M}*|\p{M}+/gu)) {
    const folded = /^\s/.test(piece[0]) ? ' ' : (FOLDS[piece[0]] ?? piece[0].normalize('NFC'));
    for (let unit = 0; unit < folded.length; unit += 1) {
      starts.push(piece.index);
      ends.push(piece.index + piece[0].length);
    }
    out += folded;
  }
  return { text: out, lower: out.toLowerCase(), starts, ends };
}

/** Only long texts are worth remembering: the chunk at hand and the body it is from. */
const WORTH = 2_000;
const folds = new Map<string, Folded>();

function foldedOnce(text: string): Folded {
  const known = folds.get(text);
  if (known) return known;
  const made = foldWithPlaces(text);
  if (text.length < WORTH) return made;
  if (folds.size >= 2) folds.delete(folds.keys().next().value ?? '');
  folds.set(text, made);
  return made;
}

function all(text: string, sought: string): number[] {
  const places: number[] = [];
  if (sought === '') return places;
  for (let at = text.indexOf(sought); at >= 0 && places.length < 100; at = text.indexOf(sought, at + 1))
    places.push(at);
  return places;
}

/** Every place of the quote in the text, in order, as spans of the text's own units. Empty when it is not there. */
export function placesOf(quote: string, text: string): Span[] {
  const exact = all(text, quote);
  if (exact.length > 0) return exact.map((start) => ({ start, end: start + quote.length }));
  const folded = foldedOnce(text);
  const sought = foldWithPlaces(quote.trim()).text;
  return all(folded.text, sought).map((at) => ({
    start: folded.starts[at] ?? 0,
    end: folded.ends[at + sought.length - 1] ?? text.length,
  }));
}

const LETTER = /[\p{L}\p{N}]/u;
/** Languages that inflect: the word may go on with an ending. */
const ENDING = /^\p{L}{1,4}(?![\p{L}\p{N}])/u;

/** True if the words stand in the text as whole words, inflected or not, folded and without regard to case. */
export function standsIn(words: string, text: string): boolean {
  const sought = foldWithPlaces(words.trim()).text.toLowerCase();
  const searched = foldedOnce(text).lower;
  return all(searched, sought).some((at) => {
    const after = searched.slice(at + sought.length, at + sought.length + 8);
    return !LETTER.test(searched.charAt(at - 1)) && (!LETTER.test(after.charAt(0)) || ENDING.test(after));
  });
}
