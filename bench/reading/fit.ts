/**
 * Fits the weights of the second look (src/reading/assess): one logistic model per kind over what a clause has (its
 * concepts, what rules proposed on it and beside it) and over its words, pairs of words and words near, with a pull towards
 * nothing so that few examples say little (weights.tsv, words-learned.txt); for English a network of one hidden layer over
 * the same (network.txt, fit-network.ts), where words also stand where GloVe vectors place them. Because what goes into it
 * is a sum over words, the vectors are not shipped. Signs know no language: the texts of the others teach a language
 * besides its own, for less, and English ones by the glosses of words (fit-glosses.ts). Learns from texts whose number says that they may be learned from.
 * `--context` fits what the text around says instead (lang/context.tsv), from all languages that are named, on looks that
 * were weighed without their own text: to be done last, and for all ten.
 * usage: node bin/run-ts.js bench/reading/fit.ts [--lang en,…] [--vectors glove.6B.50d.txt] [--alone] [--check] [--context] [--out DIR]
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { untold } from '../../src/reading/assess/context.ts';
import { LETTER, NEUTRAL, STEM, TAIL } from '../../src/reading/concepts/leanings.ts';
import { type Unseen, writeContext } from './fit-context.ts';
import { FOREIGN, KINDS, Lesson, namesOf } from './fit-lesson.ts';
import type { Fitted } from './fit-model.ts';
import { type Fit, networkLines, rowOf } from './fit-network.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
/** Parts of the texts, of which each is left out once to see what weights say of texts that they have not seen. */
const PARTS = 3;
/** Weights below say too little to be kept, of signs and (in letters) of pairs and words near. */
const LEAST = 0.05;
const LEAST_LETTERS = 2;

const argument = (name: string) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};

const isFurther = (sign: string) => sign.startsWith('+') || sign.includes('|');
const isWord = (sign: string) =>
  (sign.endsWith('*') && !sign.startsWith('~')) || sign.startsWith('=') || isFurther(sign);

/** Average precision on texts of the language that a model has not seen, by kind: each fifth is left out once. */
function check(lang: string, lesson: Lesson): void {
  let all = 0;
  const weighed = unseen(lesson, lang, 5);
  for (const [number, kind] of KINDS.entries()) {
    const told = weighed.flatMap(({ at, sums }) => {
      const { kinds, open } = lesson.samples[at]!;
      return !open.has(kind) || kinds.has(kind) ? [{ chance: sums[number]!, is: kinds.has(kind) }] : [];
    });
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
      .filter(
        ([sign, weight]) =>
          !isWord(sign) && !sign.startsWith('~') && sign !== FOREIGN && Math.abs(weight) >= LEAST,
      )
      .sort((a, b) => b[1] - a[1]);
    const told = [['bias', bias] as [string, number], ...pairs];
    return `${kind}\t${told.map(([sign, weight]) => `${sign}=${weight.toFixed(2)}`).join(' ')}\tfitted on own sentences and texts that may be learned from`;
  });
  writeFileSync(
    file,
    `# Written by bench/reading/fit.ts; not by hand.\nkind\tweights\torigin\n${lines.join('\n')}\n`,
  );
}

/** What words say: a word itself and its head; a head alone is for words not known. */
function writeWords(file: string, { signs, index, glosses }: Lesson, models: readonly Fitted[]): number {
  const lettersOf = (names: readonly string[]) => {
    const places = names.flatMap((sign) => index.get(sign) ?? []);
    return models
      .map(({ weights }) => letterOf(places.reduce((sum, place) => sum + weights[place]!, 0)))
      .join('');
  };
  const saysMore = (letters: string, than: number) =>
    [...letters].some((letter) => Math.abs(letter.charCodeAt(0) - NEUTRAL) > than);
  const words = new Set([
    ...signs.filter((sign) => sign.startsWith('=')).map((sign) => sign.slice(1)),
    ...glosses.entries(),
  ]);
  const said = [
    ...signs
      // The head of a shorter word is that word and must not stand for longer ones.
      .filter((sign) => isWord(sign) && !sign.startsWith('=') && !(sign.endsWith('*') && sign.length <= STEM))
      .map((sign): [string, string] => [sign, lettersOf([sign])]),
    ...Array.from(words, (word): [string, string] => {
      const bare = word.replace('*', '');
      const head = bare.length < STEM && word !== bare ? [] : [`${bare.slice(0, STEM)}*`];
      return [word, lettersOf([`=${word}`, ...head, ...glosses.signs(bare)])];
    }),
  ]
    .filter(([name, letters]) => saysMore(letters, isFurther(name) ? LEAST_LETTERS - 1 : 0))
    .map((pair) => pair.join(' '))
    .sort((a, b) => (a < b ? -1 : 1));
  writeFileSync(
    file,
    `# Written by bench/reading/fit.ts; not by hand. A word, and how much it speaks for each kind of weights.tsv, in order:\n# A against to Z for. From own sentences and texts that may be learned from.\n${said.join('\n')}\n`,
  );
  return said.length;
}

/** Samples of texts of the language, each weighed by what was learned without its text: each part is left out once. */
function unseen(lesson: Lesson, lang: string, parts: number): { at: number; sums: Float64Array }[] {
  const texts = namesOf(lang);
  return Array.from({ length: parts }, (_, part) => {
    const out = new Set(texts.filter((_, at) => at % parts === part));
    const sumsOf = isNetwork(lang) ? network(lesson, out) : models(lesson, out);
    return lesson.samples.flatMap(({ text }, at) => (out.has(text) ? [{ at, sums: sumsOf(at) }] : []));
  }).flat();
}

function network(lesson: Lesson, out: ReadonlySet<string>): (at: number) => Float64Array {
  const fit = lesson.networkOf(out);
  return (at) => lesson.sumsOf(fit, at);
}

function models(lesson: Lesson, out: ReadonlySet<string>): (at: number) => Float64Array {
  const fits = KINDS.map((kind) => lesson.modelOf(kind, out));
  return (at) => Float64Array.from(fits, (model) => lesson.sumOf(model, at));
}

/** The looks of texts of the language, each weighed by what has not seen its text. */
function unseenTexts(lesson: Lesson, lang: string): readonly Unseen[] {
  const looks = new Map<string, Unseen['looks'][number][]>();
  for (const { at, sums } of unseen(lesson, lang, PARTS).sort((a, b) => a.at - b.at)) {
    const { text, kinds, open, signs, worth, isAside } = lesson.samples[at]!;
    const told = new Set(KINDS.filter((kind) => signs.includes(`told:${kind}`)));
    const own = looks.get(text) ?? [];
    own.push({ sums: isAside ? untold(KINDS) : sums, told, kinds, open, worth });
    looks.set(text, own);
  }
  return [...looks.values()].map((own) => ({ looks: own }));
}

/** Writes a network; a word stands with its head, its end and its place among the words in one row. */
function writeNetwork(file: string, lesson: Lesson, fit: Fit): number {
  const { signs, index, vectors } = lesson;
  const placesOf = (names: readonly string[]) => names.flatMap((name) => index.get(name) ?? []);
  const words = new Set([
    ...vectors.keys(),
    ...signs.filter((sign) => sign.startsWith('=')).map((sign) => sign.slice(1)),
  ]);
  const named = new Map<string, Float32Array>();
  for (const sign of signs)
    if (!sign.startsWith('=') && sign !== FOREIGN) named.set(sign, rowOf(fit, placesOf([sign])));
  for (const word of words) {
    const ways = [`=${word}`, `${word.slice(0, STEM)}*`, `*${word.slice(-TAIL)}`];
    named.set(`=${word}`, rowOf(fit, placesOf(ways), vectors.get(word)));
  }
  const lines = networkLines(fit, KINDS, named);
  writeFileSync(
    file,
    `# Written by bench/reading/fit.ts; not by hand. A network of one hidden layer (src/reading/concepts/network.ts), from own\n# sentences and texts that may be learned from, spread to other words by GloVe vectors (glove.6B, PDDL).\n${lines.join('\n')}\n`,
  );
  return lines.length;
}

/** English has texts enough for a network; fewer are told better by sums. */
function isNetwork(lang: string): boolean {
  return lang === 'en';
}

const all: Unseen[] = [];
const isContext = process.argv.includes('--context');
for (const lang of (argument('--lang') ?? 'en').split(',')) {
  const isEnglish = lang === 'en';
  const lesson = new Lesson(lang, isEnglish ? argument('--vectors') : undefined, {
    isAlone: isEnglish || process.argv.includes('--alone'),
    isNetwork: isNetwork(lang),
  });
  if (process.argv.includes('--check')) {
    check(lang, lesson);
    continue;
  }
  if (isContext) {
    all.push(...unseenTexts(lesson, lang));
    console.log(`${lang}: ${all.length} texts so far`);
    continue;
  }
  const out = argument('--out') ?? join(HERE, `../../src/reading/lang/${lang}`);
  const told = `${lang}: ${lesson.samples.length} samples, ${lesson.signs.length} signs`;
  if (isNetwork(lang)) {
    const lines = writeNetwork(join(out, 'network.txt'), lesson, lesson.networkOf());
    console.log(`${told}, ${lines} lines`);
    continue;
  }
  const own = KINDS.map((kind) => lesson.modelOf(kind));
  writeWeights(join(out, 'weights.tsv'), lesson, own);
  const words = writeWords(join(out, 'words-learned.txt'), lesson, own);
  console.log(`${told}, ${words} words`);
}
if (isContext) writeContext(argument('--out') ?? join(HERE, '../../src/reading/lang'), all, KINDS);
