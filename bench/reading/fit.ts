/**
 * Fits the weights of the second look (src/reading/assess): one logistic model per kind over what a clause has (its
 * concepts, what rules proposed on it and beside it) and over its words, pairs of words and words near, with a pull towards
 * nothing so that few examples say little. For English the words also stand where GloVe vectors place them; because the
 * model is a sum over words, the vectors are not shipped: what remains is one letter per word and kind
 * (words-learned.txt), beside the weights of the signs (weights.tsv). Signs know no language: the texts of the others teach
 * a language besides its own, for less. Learns from texts whose number says that they may be learned from.
 * `--context` fits what the text around says instead (lang/context.tsv), from all languages that are named, on looks that
 * were weighed without their own text: to be done last, and for all ten.
 * usage: node bin/run-ts.js bench/reading/fit.ts [--lang en,…] [--vectors glove.6B.50d.txt] [--alone] [--check] [--context] [--out DIR]
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KINDS as ALL, type Kind } from '#reading';
import { untold } from '../../src/reading/assess/context.ts';
import { LETTER, NEUTRAL, STEM } from '../../src/reading/concepts/leanings.ts';
import { type Unseen, writeContext } from './fit-context.ts';
import { fitted, type Fitted, type Row } from './fit-model.ts';
import { type Sample, samplesOf } from './fit-samples.ts';
import { dot, vectorsOf } from './fit-vectors.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
/** Carriers are told by a few formulas, whatever else their clause tells: rules know them better. */
const KINDS = ALL.filter((kind) => kind !== 'source_chain');
/** Languages whose texts teach others: English has rules of its own, whose names mean nothing elsewhere. */
const TEACHING = ['ru', 'uk', 'fr', 'es', 'hy', 'az', 'tr', 'ar', 'fa'];
/** What a sample of another language is worth. */
const FOREIGN_WORTH = 0.8;
/** Sign of a sample of another language: its words are not known, which says nothing of a sample of this one. */
const FOREIGN = 'foreign';
/** Parts of the texts, of which each is left out once to see what weights say of texts that they have not seen. */
const PARTS = 3;
/** Signs and words seen less often say nothing. */
const SEEN = 4;
/** Weights below say too little to be kept, of signs and (in letters) of pairs and words near. */
const LEAST = 0.05;
const LEAST_LETTERS = 2;

const argument = (name: string) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};

const found = new Map<string, readonly Sample[]>();
function own(lang: string): readonly Sample[] {
  let samples = found.get(lang);
  if (!samples) found.set(lang, (samples = samplesOf(lang)));
  return samples;
}

/** Samples of other languages: their signs alone. */
function foreign(lang: string): Sample[] {
  return TEACHING.filter((other) => other !== lang).flatMap((other) =>
    own(other).map((sample) => ({
      ...sample,
      worth: sample.worth * FOREIGN_WORTH,
      signs: [...sample.signs, FOREIGN],
      words: [],
      further: [],
    })),
  );
}

/** Names of the texts of a language, without single sentences. */
const namesOf = (lang: string) => [...new Set(own(lang).map(({ text }) => text))].filter(Boolean).sort();

/** Words as signs: each by itself, and its head for words that are not known. */
const spelled = ({ words }: Sample) =>
  new Set(words.flatMap((word) => [`=${word}`, `${word.slice(0, STEM)}*`]));
const isFurther = (sign: string) => sign.startsWith('+') || sign.includes('|');
const isWord = (sign: string) => sign.endsWith('*') || sign.startsWith('=') || isFurther(sign);

/** The samples of a language as numbers. */
class Lesson {
  readonly samples: readonly Sample[];
  readonly vectors: ReadonlyMap<string, Float64Array>;
  readonly signs: readonly string[];
  readonly index: ReadonlyMap<string, number>;
  readonly #rows: readonly Row[];
  readonly #size: number;

  constructor(lang: string, vectorFile: string | undefined, isAlone: boolean) {
    this.samples = [...own(lang), ...(isAlone ? [] : foreign(lang))];
    const needed = new Set(this.samples.flatMap(({ words }) => words));
    this.vectors = vectorFile === undefined ? new Map() : vectorsOf(vectorFile, needed);
    this.#size = [...this.vectors.values()][0]?.length ?? 0;
    const all = this.samples.map((sample) => [
      ...sample.signs,
      ...spelled(sample),
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
}

/** Average precision on texts of the language that a model has not seen, by kind: each fifth is left out once. */
function check(lang: string, lesson: Lesson): void {
  const texts = namesOf(lang);
  let all = 0;
  for (const kind of KINDS) {
    const told: { chance: number; is: boolean }[] = [];
    for (let fold = 0; fold < 5; fold++) {
      const out = new Set(texts.filter((_, at) => at % 5 === fold));
      const model = lesson.modelOf(kind, out);
      for (const [at, { text, kinds, open }] of lesson.samples.entries())
        if (out.has(text) && (!open.has(kind) || kinds.has(kind)))
          told.push({ chance: lesson.sumOf(model, at), is: kinds.has(kind) });
    }
    told.sort((a, b) => b.chance - a.chance);
    let right = 0;
    let area = 0;
    for (const [at, { is }] of told.entries()) if (is) area += ++right / (at + 1);
    all += right === 0 ? 0 : area / right;
    console.log(`${lang} ${kind.padEnd(26)}${(area / right).toFixed(3)} of ${right}`);
  }
  console.log(`${lang} mean ${(all / KINDS.length).toFixed(3)}`);
}

function letterOf(weight: number): string {
  const step = Math.max(-13, Math.min(12, Math.round(weight / LETTER)));
  return String.fromCharCode(NEUTRAL + step);
}

function writeWeights(file: string, { signs, index }: Lesson, models: readonly Fitted[]): void {
  const lines = KINDS.map((kind, at) => {
    const { weights, bias } = models[at]!;
    const pairs = signs
      .map((sign): [string, number] => [sign, weights[index.get(sign)!]!])
      .filter(([sign, weight]) => !isWord(sign) && sign !== FOREIGN && Math.abs(weight) >= LEAST)
      .sort((a, b) => b[1] - a[1]);
    const told = [['bias', bias] as [string, number], ...pairs];
    return `${kind}\t${told.map(([sign, weight]) => `${sign}=${weight.toFixed(2)}`).join(' ')}\tfitted on own sentences and texts that may be learned from`;
  });
  writeFileSync(
    file,
    `# Written by bench/reading/fit.ts; not by hand.\nkind\tweights\torigin\n${lines.join('\n')}\n`,
  );
}

/** What words say: where one stands among the words, itself, and its head; a head alone is for words not known. */
function writeWords(file: string, lesson: Lesson, models: readonly Fitted[]): number {
  const { signs, index, vectors } = lesson;
  const known = new Set([
    ...vectors.keys(),
    ...signs.filter((sign) => sign.startsWith('=')).map((sign) => sign.slice(1)),
  ]);
  const lettersOf = (names: readonly string[], vector?: Float64Array) => {
    const places = names.flatMap((sign) => index.get(sign) ?? []);
    return models
      .map(({ weights, sense }) =>
        letterOf(places.reduce((sum, place) => sum + weights[place]!, vector ? dot(sense, vector) : 0)),
      )
      .join('');
  };
  const saysMore = (letters: string, than: number) =>
    [...letters].some((letter) => Math.abs(letter.charCodeAt(0) - NEUTRAL) > than);
  const said = [
    ...[...known].map((word) => [
      word,
      lettersOf([`=${word}`, `${word.slice(0, STEM)}*`], vectors.get(word)),
    ]),
    ...signs.filter((sign) => sign.endsWith('*')).map((sign) => [sign, lettersOf([sign])]),
    ...signs.filter(isFurther).map((sign) => [sign, lettersOf([sign])]),
  ]
    .filter(([name = '', letters = '']) => saysMore(letters, isFurther(name) ? LEAST_LETTERS - 1 : 0))
    .map((pair) => pair.join(' '))
    .sort((a, b) => (a < b ? -1 : 1));
  const source = vectors.size === 0 ? '' : ', spread to other words by GloVe vectors (glove.6B, PDDL)';
  writeFileSync(
    file,
    `# Written by bench/reading/fit.ts; not by hand. A word, and how much it speaks for each kind of weights.tsv, in order:\n# A against to Z for. From own sentences and texts that may be learned from${source}.\n${said.join('\n')}\n`,
  );
  return said.length;
}

/** The looks of texts of the language, each weighed by models that have not seen its text (each third is left out once). */
function unseenTexts(lesson: Lesson, lang: string): readonly Unseen[] {
  const texts = namesOf(lang);
  const looks = new Map<string, Unseen['looks'][number][]>();
  for (let part = 0; part < PARTS; part++) {
    const out = new Set(texts.filter((_, at) => at % PARTS === part));
    const models = KINDS.map((kind) => lesson.modelOf(kind, out));
    for (const [at, sample] of lesson.samples.entries()) {
      const { text, kinds, open, signs, worth, isAside } = sample;
      if (!out.has(text)) continue;
      const told = new Set(KINDS.filter((kind) => signs.includes(`told:${kind}`)));
      const sums = isAside ? untold(KINDS) : Float64Array.from(models, (model) => lesson.sumOf(model, at));
      const all = looks.get(text) ?? [];
      all.push({ sums, told, kinds, open, worth });
      looks.set(text, all);
    }
  }
  return [...looks.values()].map((all) => ({ looks: all }));
}

const all: Unseen[] = [];
const isContext = process.argv.includes('--context');
for (const lang of (argument('--lang') ?? 'en').split(',')) {
  const isEnglish = lang === 'en';
  const lesson = new Lesson(
    lang,
    isEnglish ? argument('--vectors') : undefined,
    isEnglish || process.argv.includes('--alone'),
  );
  if (process.argv.includes('--check')) {
    check(lang, lesson);
    continue;
  }
  if (isContext) {
    all.push(...unseenTexts(lesson, lang));
    console.log(`${lang}: ${all.length} texts so far`);
    continue;
  }
  const models = KINDS.map((kind) => lesson.modelOf(kind));
  const out = argument('--out') ?? join(HERE, `../../src/reading/lang/${lang}`);
  writeWeights(join(out, 'weights.tsv'), lesson, models);
  const words = writeWords(join(out, 'words-learned.txt'), lesson, models);
  console.log(`${lang}: ${lesson.samples.length} samples, ${lesson.signs.length} signs, ${words} words`);
}
if (isContext) writeContext(argument('--out') ?? join(HERE, '../../src/reading/lang'), all, KINDS);
