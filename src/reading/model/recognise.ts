/**
 * What the rules can read in a stretch of text, as the checks on a model need it: figures, dates, words that colour a
 * clause, words that attribute, sentences. The only file of this folder that looks into the rules' own parts.
 */
import { wordsOf } from '../words.ts';
import type { Modality, Operator } from '../contract.ts';
import { findDates } from '../dates.ts';
import { tongueOf } from '../concepts/tongue.ts';
import type { Tongue } from '../concepts/tongue.ts';
import { patternsOf, unsupported } from '../language.ts';
import type { Pack } from '../pack.ts';
import { fold, segment, type Span } from '../segment.ts';

export interface FigureRead extends Span {
  readonly value: number | readonly [number, number];
  readonly operator: Operator;
  readonly percent: boolean;
}

export interface Recogniser {
  figures(words: string): readonly FigureRead[];
  /** EDTF of every date in the words; null for those that cannot be placed. */
  dates(words: string): readonly string[];
  /** Modalities that hedges and denials in the words stand for. */
  colours(words: string): ReadonlySet<Modality>;
  /** True if the words hold a verb or formula of attribution. */
  attributes(words: string): boolean;
  /** Number of the sentence that holds a position of the body. */
  sentenceAt(position: number): number;
  /** Span from `before` sentences before a position's sentence to `after` behind it. */
  around(position: number, before: number, after: number): Span;
}

/** The recogniser of one body. Throws Fault('language-unsupported') where there is no pack. */
export function recogniserOf(body: string, lang: string, published: string | null): Recogniser {
  const pack = patternsOf(lang);
  const tongue = pack ? null : tongueOf(lang);
  const known = pack ? byPatterns(pack, published) : tongue ? byConcepts(tongue, published) : null;
  const abbreviations = (pack ?? tongue)?.abbreviations;
  if (!known || !abbreviations) throw unsupported(lang);
  const sentences = segment(body, abbreviations, lang).flatMap((block) => block.sentences);
  const starts = sentences.map(({ start }) => start);
  const sentenceAt = (position: number): number => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= position) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  };
  return {
    ...known,
    sentenceAt,
    around: (position, before, after) => {
      const at = sentenceAt(position);
      return {
        start: sentences[Math.max(0, at - before)]?.start ?? 0,
        end: sentences[Math.min(sentences.length - 1, at + after)]?.end ?? body.length,
      };
    },
  };
}

type Known = Pick<Recogniser, 'figures' | 'dates' | 'colours' | 'attributes'>;

function byPatterns(pack: Pack, published: string | null): Known {
  return {
    figures: (words) =>
      pack.figures(fold(words)).map(({ start, end, value, operator, percent }) => ({
        start,
        end,
        value,
        operator,
        percent,
      })),
    dates: (words) => findDates(fold(words), published).flatMap(({ edtf }) => (edtf === null ? [] : [edtf])),
    colours: (words) => {
      const plain = fold(words);
      const found = new Set<Modality>();
      for (const { modality, expression } of pack.hedges)
        if (new RegExp(expression.source, expression.flags.replace('g', '')).test(plain)) found.add(modality);
      return found;
    },
    attributes: (words) => {
      const plain = fold(words);
      const known = plain.toLowerCase().split(/[^\p{L}'-]+/u);
      return (
        known.some((word) => pack.cues.has(word)) ||
        pack.sources.scan(plain, wordsOf(plain)).length > 0 ||
        /\baccording to\b|:\s*$/i.test(plain)
      );
    },
  };
}

const COLOURS = ['alleged', 'believed', 'denied', 'unknown'] as const;

function byConcepts({ tagger, numerals, calendar }: Tongue, published: string | null): Known {
  const read = (words: string) => tagger.read(fold(words));
  return {
    figures: (words) => numerals.find(read(words)),
    dates: (words) =>
      calendar.find(read(words), published).flatMap(({ edtf }) => (edtf === null ? [] : [edtf])),
    colours: (words) =>
      new Set(COLOURS.filter((colour) => read(words).some(({ concepts }) => concepts.has(colour)))),
    attributes: (words) =>
      read(words).some(({ concepts }) =>
        ['say', 'source', 'source_before'].some((c) => concepts.has(c as 'say')),
      ),
  };
}
