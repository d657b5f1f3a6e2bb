/** The samples of a language as numbers, and what is learned from them (bench/reading/fit.ts). */
import { KINDS as ALL, type Kind } from '#reading';
import { STEM, TAIL } from '../../src/reading/concepts/leanings.ts';
import { fitted, type Fitted, type Row } from './fit-model.ts';
import { type Case, type Fit, fittedNetwork } from './fit-network.ts';
import { Glosses } from './fit-glosses.ts';
import { type Sample, samplesOf } from './fit-samples.ts';
import { dot, vectorsOf } from './fit-vectors.ts';

/** Carriers are told by a few formulas, whatever else their clause tells: rules know them better. */
export const KINDS = ALL.filter((kind) => kind !== 'source_chain');
/** Languages whose texts teach others: English has rules of its own, whose names mean nothing elsewhere. */
const TEACHING = ['ru', 'uk', 'fr', 'es', 'hy', 'az', 'tr', 'ar', 'fa'];
/** What a sample of another language is worth. */
const FOREIGN_WORTH = 0.8;
/** Sign of a sample of another language: its words are not known, which says nothing of a sample of this one. */
export const FOREIGN = 'foreign';
/** Signs and words seen less often say nothing. */
const SEEN = 4;
/** Values told less often teach a network nothing, and what they count beside kinds. */
const TOLD = 30;
const BESIDE = 0.3;

const found = new Map<string, readonly Sample[]>();
function own(lang: string): readonly Sample[] {
  let samples = found.get(lang);
  if (!samples) found.set(lang, (samples = samplesOf(lang)));
  return samples;
}

/** Samples of other languages: their signs and the glosses of their words alone. */
function foreign(lang: string): Sample[] {
  return TEACHING.filter((other) => other !== lang).flatMap((other) => {
    const glosses = Glosses.of(other);
    return own(other).map((sample) => ({
      ...sample,
      worth: sample.worth * FOREIGN_WORTH,
      signs: [...glosses.told(sample).signs, FOREIGN],
      words: [],
      further: [],
    }));
  });
}

/** Names of the texts of a language, without single sentences. */
export const namesOf = (lang: string) =>
  [...new Set(own(lang).map(({ text }) => text))].filter(Boolean).sort();

/** Words as signs: each by itself, and its head for words that are not known. */
const spelled = ({ words }: Sample) =>
  new Set(words.flatMap((word) => [`=${word}`, `${word.slice(0, STEM)}*`]));
/** Ends of words, which a network learns from as well. */
const ended = ({ words }: Sample) => new Set(words.map((word) => `*${word.slice(-TAIL)}`));

/** The samples of a language as numbers. */
export class Lesson {
  readonly samples: readonly Sample[];
  readonly vectors: ReadonlyMap<string, Float64Array>;
  readonly signs: readonly string[];
  readonly index: ReadonlyMap<string, number>;
  readonly glosses: Glosses;
  readonly #rows: readonly Row[];
  readonly #size: number;

  /** `by` tells whether other languages teach this one and whether a network is wanted. */
  constructor(lang: string, vectorFile: string | undefined, by: { isAlone: boolean; isNetwork: boolean }) {
    this.glosses = lang === 'en' ? Glosses.none : Glosses.of(lang);
    const english = this.glosses.size === 0 ? [] : own('en');
    this.samples = [
      ...own(lang).map((sample) => this.glosses.told(sample)),
      ...(by.isAlone ? [] : foreign(lang)),
      ...english.map((sample) => this.glosses.teaching(sample, FOREIGN)),
    ];
    const needed = new Set(this.samples.flatMap(({ words }) => words));
    this.vectors = vectorFile === undefined ? new Map() : vectorsOf(vectorFile, needed);
    this.#size = [...this.vectors.values()][0]?.length ?? 0;
    const all = this.samples.map((sample) => [
      ...sample.signs,
      ...spelled(sample),
      ...(by.isNetwork ? ended(sample) : []),
      ...new Set(sample.further),
    ]);
    const seen = new Map<string, number>();
    for (const one of all) for (const sign of new Set(one)) seen.set(sign, (seen.get(sign) ?? 0) + 1);
    this.signs = [...seen]
      .filter(([, times]) => times >= SEEN)
      .map(([sign]) => sign)
      .sort();
    this.index = new Map(this.signs.map((sign, at) => [sign, at]));
    this.#rows = this.samples.map((sample, at): Row => {
      const sense = new Float64Array(this.#size);
      for (const word of sample.words) {
        const vector = this.vectors.get(word);
        if (vector) for (let part = 0; part < this.#size; part++) sense[part]! += vector[part]!;
      }
      return { at: all[at]!.flatMap((sign) => this.index.get(sign) ?? []), sense, worth: sample.worth };
    });
  }

  /** The model of a kind from all samples but those of some texts. */
  modelOf(kind: Kind, without: ReadonlySet<string> = new Set()): Fitted {
    const known = this.samples.flatMap(({ text, open, kinds }, at) =>
      !without.has(text) && (kinds.has(kind) || !open.has(kind)) ? [at] : [],
    );
    return fitted(
      known.map((at) => this.#rows[at]!),
      known.map((at) => this.samples[at]!.kinds.has(kind)),
      this.signs.length,
      this.#size,
    );
  }

  /** Log odds of a kind for a sample. */
  sumOf({ weights, sense, bias }: Fitted, at: number): number {
    return this.#rows[at]!.at.reduce(
      (sum, place) => sum + weights[place]!,
      bias + dot(sense, this.#rows[at]!.sense),
    );
  }

  /** A network from all samples but those of some texts. */
  networkOf(without: ReadonlySet<string> = new Set()): Fit {
    const values = this.#values();
    const cases = this.samples.flatMap((sample, number): Case[] => {
      if (without.has(sample.text)) return [];
      const { at, sense, worth } = this.#rows[number]!;
      // Of single sentences nobody has noted what they say besides their kind.
      const beside = sample.text === '' ? 0 : BESIDE * worth;
      return [
        {
          at: Int32Array.from(at),
          sense,
          worth: Float32Array.from([
            ...KINDS.map((kind) => (sample.open.has(kind) && !sample.kinds.has(kind) ? 0 : worth)),
            ...values.map(() => beside),
          ]),
          is: Uint8Array.from([
            ...KINDS.map((kind) => Number(sample.kinds.has(kind))),
            ...values.map((value) => Number(sample.values.has(value))),
          ]),
        },
      ];
    });
    return fittedNetwork(cases, this.signs.length);
  }

  /** Log odds of all kinds for a sample. */
  sumsOf(fit: Fit, at: number): Float64Array {
    const row = this.#rows[at]!;
    return fit.sums(Int32Array.from(row.at), row.sense, KINDS.length);
  }

  #values(): string[] {
    const told = new Map<string, number>();
    for (const { values } of this.samples)
      for (const value of values) told.set(value, (told.get(value) ?? 0) + 1);
    return [...told.keys()].filter((value) => told.get(value)! >= TOLD).sort();
  }
}
