/** Frames as the other files of attribution share them: what a cue is, what it attributes, and where that ends. */
import type { Modality } from '../contract.ts';
import type { Grammar, Token } from '../grammar.ts';
import type { Lexicon } from '../lexicon.ts';
import type { Sentence, Span } from '../segment.ts';

export interface Cue {
  readonly class: string;
  readonly modality: Modality;
  readonly lemma: string;
}

/** One explicit attribution; spans are in UTF-16 units of the body. */
export interface Frame {
  /** What is attributed. */
  readonly content: Span;
  /** Source and cue words together, verbatim. */
  readonly mention: Span;
  /** The source's words; null when the text names nobody ("it is believed"). */
  readonly source: string | null;
  readonly sourceSpan: Span | null;
  readonly modality: Modality;
  readonly cue: Cue;
  /** The cue stands after what it attributes. */
  readonly trailing: boolean;
}

export interface FrameTools {
  readonly grammar: Grammar;
  readonly cues: ReadonlyMap<string, Cue>;
  readonly sources: Lexicon;
}

export const IMPERSONAL: Cue = { class: 'impersonal', modality: 'asserted', lemma: 'impersonal' };
export const PREPOSED: Cue = { class: 'according', modality: 'asserted', lemma: 'according to' };

export interface CueAt {
  readonly sentence: Sentence;
  readonly list: readonly Token[];
  readonly at: number;
  readonly cue: Cue;
  readonly tools: FrameTools;
}

export function boundaryBefore(sentence: Sentence, at: number): number {
  const cut = sentence.plain.lastIndexOf('; ', at);
  return sentence.start + (cut < 0 ? 0 : cut + 2);
}

export function boundaryAfter(sentence: Sentence, at: number): number {
  const cut = sentence.plain.indexOf('; ', at);
  return cut < 0 ? sentence.end : sentence.start + cut;
}
