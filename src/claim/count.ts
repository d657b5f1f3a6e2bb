/**
 * Bounds of a count: hard (what the words exclude) and usual (how such words are mostly meant), from the figure
 * and its comparator, and for vague words from a versioned lexicon per language. "More than 100" is 101 or
 * more and never a point; a word that no lexicon has bounds nothing. A denial bounds nothing either: whoever
 * rejects 33 has not said another number. A number that its words give as documented, recorded or known by name says
 * how many there are at least: whoever has documented 58 has not said that there are no more.
 */
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { Fault } from '#ground';
import { closed, NumberSchema } from './schema.ts';
import type { CountValue } from './claim-kinds.ts';
import { stanceOf, type ClaimOf } from './claim.ts';
import { findWords, type Needle } from './lexicon.ts';
import arabicWords from './lists/count-words.ar.json' with { type: 'json' };
import armenianWords from './lists/count-words.hy.json' with { type: 'json' };
import azerbaijaniWords from './lists/count-words.az.json' with { type: 'json' };
import englishWords from './lists/count-words.en.json' with { type: 'json' };
import frenchWords from './lists/count-words.fr.json' with { type: 'json' };
import persianWords from './lists/count-words.fa.json' with { type: 'json' };
import russianWords from './lists/count-words.ru.json' with { type: 'json' };
import spanishWords from './lists/count-words.es.json' with { type: 'json' };
import documentedWords from './lists/documented-words.json' with { type: 'json' };
import turkishWords from './lists/count-words.tr.json' with { type: 'json' };
import ukrainianWords from './lists/count-words.uk.json' with { type: 'json' };

/** From `lo` to `hi`, both included; `hi` null means without limit. Zero as `lo` excludes nothing. */
export interface Range {
  readonly lo: number;
  readonly hi: number | null;
}

export interface CountBounds {
  readonly hard: Range;
  /** A convention for reading, never to be used as if somebody had said it. */
  readonly usual: Range;
}

const RangeSchema = Type.Array(Type.Union([NumberSchema, Type.Null()]), { minItems: 2, maxItems: 2 });
const CountWordsSchema = closed({
  lexicon: Type.Literal('count-words'),
  lang: Type.String({ pattern: '^[a-z]{2,3}$' }),
  version: Type.Integer({ minimum: 1 }),
  origin: Type.String({ minLength: 1 }),
  entries: Type.Array(
    closed({
      words: Type.Array(Type.String({ minLength: 2 }), { minItems: 1 }),
      hard: RangeSchema,
      usual: RangeSchema,
    }),
    { minItems: 1 },
  ),
});

const SOURCES: readonly unknown[] = [
  englishWords,
  arabicWords,
  armenianWords,
  azerbaijaniWords,
  frenchWords,
  persianWords,
  russianWords,
  spanishWords,
  turkishWords,
  ukrainianWords,
];

const NOTHING: Range = { lo: 0, hi: null };
const loaded = new Map<string, readonly Needle<CountBounds & { readonly lexeme: string }>[]>();

function rangeOf([lo, hi]: readonly (number | null)[]): Range {
  if (typeof lo !== 'number') throw new Fault('bug', 'lexicon count-words has a range without a lower end');
  return { lo, hi: hi ?? null };
}

function countWords(lang: string): readonly Needle<CountBounds & { readonly lexeme: string }>[] {
  if (loaded.size === 0) {
    const check = Compile(CountWordsSchema);
    for (const source of SOURCES) {
      if (!check.Check(source)) throw new Fault('bug', 'lexicon count-words does not have its form');
      loaded.set(
        source.lang,
        source.entries.flatMap(({ words, hard, usual }) =>
          words.map((one) => ({
            words: one,
            leadsTo: { hard: rangeOf(hard), usual: rangeOf(usual), lexeme: words[0] ?? one },
          })),
        ),
      );
    }
  }
  return loaded.get(lang.split('-')[0] ?? '') ?? [];
}

/** Languages whose vague numbers are known, by code. */
export function countLanguages(): string[] {
  countWords('en');
  return [...loaded.keys()].sort();
}

/** The vague number in some words, as the lexicon's entry, or null if it has none or several. */
export function vagueNumber(words: string, lang: string): (CountBounds & { readonly lexeme: string }) | null {
  const found = findWords(words, countWords(lang));
  const lexemes = new Set(found.map((one) => one.leadsTo.lexeme));
  return lexemes.size === 1 ? (found[0]?.leadsTo ?? null) : null;
}

/** The bounds of a figure in the language of its words. Never throws; what is not known to bound does not. */
export function countBounds(value: CountValue, lang: string): CountBounds {
  const { comparator, lo = 0, hi = null } = value;
  const same = (range: Range): CountBounds => ({ hard: range, usual: range });
  switch (comparator) {
    case '=':
      return same({ lo, hi: lo });
    case '>':
      return same({ lo: lo + 1, hi: null });
    case '>=':
      return same({ lo, hi: null });
    case '<':
      return same({ lo: 0, hi: hi === null ? null : hi - 1 });
    case '<=':
      return same({ lo: 0, hi });
    case 'between':
      return same({ lo, hi });
    case '~':
      return { hard: NOTHING, usual: aboutRange(lo) };
    default:
      return vagueBounds(value.lexeme, lang);
  }
}

function vagueBounds(lexeme: string | undefined, lang: string): CountBounds {
  const found = countWords(lang).find(({ leadsTo }) => leadsTo.lexeme === lexeme)?.leadsTo;
  return found === undefined ? { hard: NOTHING, usual: NOTHING } : { hard: found.hard, usual: found.usual };
}

const DocumentedWordsSchema = closed({
  lexicon: Type.Literal('documented-words'),
  version: Type.Integer({ minimum: 1 }),
  origin: Type.String({ minLength: 1 }),
  languages: Type.Record(
    Type.String({ pattern: '^[a-z]{2,3}$' }),
    Type.Array(Type.String({ minLength: 2 }), { minItems: 1 }),
  ),
});
const documentedIn = new Map<string, readonly Needle<true>[]>();

function documentedWordsOf(lang: string): readonly Needle<true>[] {
  if (documentedIn.size === 0) {
    const source: unknown = documentedWords;
    if (!Compile(DocumentedWordsSchema).Check(source))
      throw new Fault('bug', 'lexicon documented-words does not have its form');
    for (const [code, words] of Object.entries(source.languages))
      documentedIn.set(
        code,
        words.map((one) => ({ words: one, leadsTo: true })),
      );
  }
  return documentedIn.get(lang.split('-')[0] ?? '') ?? [];
}

/**
 * Whether the words of a count say that its speaker has a trace of so many ("has documented 58", "knows the names of
 * 12"). Such a number says how many there are at least. What the holder acknowledges is the holder's own figure, and a
 * register that the holder keeps is not read that way.
 */
export function isDocumentedNumber(claim: ClaimOf<'count'>): boolean {
  if (claim.value.kind !== 'said' || claim.modality === 'acknowledges') return false;
  const needles = documentedWordsOf(claim.language);
  const texts = [claim.value.words, ...claim.passages.map(({ exact }) => exact)];
  return texts.some((text) => findWords(text, needles).length > 0);
}

/** "About n": a tenth to either side, at least one. In whole numbers, so that no float decides. */
function aboutRange(n: number): Range {
  const tenth = Math.max(1, Math.ceil(n / 10));
  return { lo: Math.max(0, n - tenth), hi: n + tenth };
}

/**
 * The bounds a claim puts on its scope, or null where a number of persons does not follow: a share, a count of
 * other units stays with its unit, and the caller decides. A number given as documented bounds from below only. Denied, refused, silent, withheld, unknown: 0 to
 * without limit. Said to be none: 0 to 0.
 */
export function boundsOfClaim(claim: ClaimOf<'count'> | ClaimOf<'count-unknown'>): CountBounds | null {
  const unbounded: CountBounds = { hard: NOTHING, usual: NOTHING };
  if (claim.claimKind === 'count-unknown') return unbounded;
  if (claim.unit === 'percent' || claim.unit === 'permyriad') return null;
  if (stanceOf(claim) === 'denies') return unbounded;
  if (claim.value.kind === 'none') return { hard: { lo: 0, hi: 0 }, usual: { lo: 0, hi: 0 } };
  if (claim.value.kind !== 'said') return unbounded;
  const bounds = countBounds(claim.value, claim.language);
  if (!isDocumentedNumber(claim)) return bounds;
  const atLeast = ({ lo }: Range): Range => ({ lo, hi: null });
  return { hard: atLeast(bounds.hard), usual: atLeast(bounds.usual) };
}
