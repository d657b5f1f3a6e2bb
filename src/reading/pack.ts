/**
 * What a language has to bring: words, patterns and a grammar. A pack holds no rule of its own;
 * the rules in kinds/ read these tables, so that adding a language means adding data.
 */
import type { Cue } from './attribution.ts';
import type { Measure, Modality } from './contract.ts';
import type { Deed } from './kinds/deed.ts';
import type { Grammar } from './grammar.ts';
import type { Lexicon, Sieve } from './lexicon.ts';
import type { NounClass } from './nouns.ts';
import type { Figure } from './numbers.ts';

/** Words that tell what a figure counts. */
export interface MeasureCue {
  readonly id: string;
  readonly measure: Measure;
  /** Smaller wins where several apply on the same side of a figure. */
  readonly rank: number;
  readonly where: 'before' | 'after' | 'both';
  readonly expression: RegExp;
}

/** Words that colour a clause. */
export interface Hedge {
  readonly id: string;
  readonly modality: Modality;
  readonly expression: RegExp;
}

/** A verb that tells an event of a person held. */
export interface EventVerb {
  readonly id: string;
  readonly kind: 'custody' | 'death' | 'ill_treatment_or_health' | 'trial';
  /** The event or feature; empty where the kind has none. */
  readonly value: string;
  readonly patient: 'object' | 'subject';
  /** What has to follow the verb. */
  readonly after: RegExp;
}

/** What a broad hit of a kind comes to; rows in order, the first that fits decides. */
export interface Polarity {
  readonly kind: string;
  readonly value: string;
  readonly expression: RegExp | null;
}

export interface Pack {
  readonly lang: string;
  readonly abbreviations: ReadonlySet<string>;
  readonly grammar: Grammar;
  readonly cues: ReadonlyMap<string, Cue>;
  /** Attribution without a verb: "according to". */
  readonly sources: Lexicon;
  /** One lexicon per claim kind that works by patterns. */
  readonly lexicons: ReadonlyMap<string, Lexicon>;
  /** Figures of a text; its lower-case words, where given, spare a text without any the search. */
  readonly figures: (plain: string, words?: readonly string[]) => Figure[];
  /** Person nouns by class; each expression is anchored at the start of what it is tried on. */
  readonly personClass: ReadonlyMap<string, RegExp>;
  readonly person: RegExp;
  /** Callings and other nouns for persons: plural in lower case to class. */
  readonly nouns: ReadonlyMap<string, NounClass>;
  readonly captive: RegExp;
  /** Says that a passage is about persons held or missing. */
  readonly custodyTopic: RegExp;
  /** Weaker signs, enough for a short document as a whole. */
  readonly wideTopic: RegExp;
  readonly measures: readonly MeasureCue[];
  /** Those measures, hedges, topics and classes of persons that a sentence has words for (`met` in scene.ts). */
  readonly sieves: {
    readonly measures: Sieve<MeasureCue>;
    readonly hedges: Sieve<Hedge>;
    readonly topic: Sieve<RegExp>;
    readonly personClass: Sieve<string>;
  };
  /** What verbs say of persons counted, by their forms. */
  readonly deeds: ReadonlyMap<string, readonly Deed[]>;
  readonly hedges: readonly Hedge[];
  /** Weak signs, tried last. */
  readonly fallback: Lexicon;
  readonly events: ReadonlyMap<string, readonly EventVerb[]>;
  readonly polarities: readonly Polarity[];
  /** Words of silence, refusal and denial. */
  readonly coverage: Lexicon;
}
