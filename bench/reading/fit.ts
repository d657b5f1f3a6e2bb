/**
 * Fits the weights by which the concept rules give a clause to a kind: one logistic model per kind over the concepts of a
 * clause, the heads of its words, and where its words stand among the words of the language (GloVe vectors), with a pull
 * towards nothing so that few examples say little. Because the model is a sum over words, the vectors themselves are not
 * shipped: what remains of them is one letter per word and kind (src/reading/lang/en/words-learned.txt), beside the
 * weights of the concepts (weights.tsv). Learns from sentences of our own (bench/reading/own/) and from odd texts only.
 * usage: node bin/run-ts.js bench/reading/fit.ts --vectors glove.6B.50d.txt [--gold DIR] [--without PREFIX] [--check] [--out DIR]
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { splitHeader, type Kind } from '#reading';
import { LETTER, NEUTRAL, STEM } from '../../src/reading/concepts/leanings.ts';
import { type Clause, Line } from '../../src/reading/concepts/line.ts';
import { tongueOf } from '../../src/reading/concepts/tongue.ts';
import { signsOf, wordsOf } from '../../src/reading/concepts/weigh.ts';
import { segment } from '../../src/reading/segment.ts';
import { casesOf } from './score.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const LANG = 'en';
const KINDS: readonly Kind[] = [
  'custody',
  'death',
  'ill_treatment_or_health',
  'trial',
  'contact',
  'visit',
  'inquiry',
  'agreement',
  'unknown_count',
  'label',
  'confidentiality_rule',
  'count',
  'source_chain',
];
/** Rounds over all samples, and how fast weights move in them. */
const ROUNDS = 200;
const RATE = 0.3;
/** Strength of the pull towards nothing, as a share of one sample's worth. */
const PULL = 3.3;
/** Signs and heads of words seen less often say nothing. */
const SEEN = 3;
/** Frequent words of the language that are kept beside those of the samples. */
const KEPT = 9000;
/** How much a word says for each place it takes among the words by frequency: common ones say little. */
const COMMON = 100;

interface Sample {
  /** The text it comes from; empty for single sentences. */
  readonly text: string;
  readonly signs: readonly string[];
  readonly words: readonly string[];
  readonly kinds: ReadonlySet<string>;
  /** Kinds about which the text leaves it open. */
  readonly open: ReadonlySet<string>;
}

const argument = (name: string) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};

function sampleOf(clause: Clause, text: string, kinds: Iterable<string>, open: Iterable<string>): Sample {
  return {
    text,
    signs: signsOf(clause).map(({ name }) => name),
    words: wordsOf(clause).map(({ name }) => name),
    kinds: new Set(kinds),
    open: new Set(open),
  };
}

function linesOf(body: string): Line[] {
  const tongue = tongueOf(LANG);
  if (!tongue) return [];
  const names = new Set<string>();
  return segment(body, tongue.abbreviations, LANG).flatMap((block) =>
    block.sentences.map((sentence) => new Line(sentence, tongue, null, block.quotes, names)),
  );
}

function sentenceSamples(folder: string): Sample[] {
  return readdirSync(folder)
    .filter((file) => /\.(?:tsv|txt)$/.test(file))
    .flatMap((file) =>
      readFileSync(join(folder, file), 'utf8')
        .split('\n')
        .filter((row) => row.trim() && !row.startsWith('#'))
        .flatMap((row) => {
          const [first = '', text] = row.split('\t');
          const wanted = text ? first.split(';').map((want) => /^\w+/.exec(want)?.[0] ?? '') : [];
          const kinds = wanted.filter((kind) => kind !== 'none');
          return linesOf(text ?? first).map((line) => sampleOf(line.whole, '', kinds, []));
        }),
    );
}

function textSamples(folder: string, prefix: string): Sample[] {
  if (prefix === argument('--without')) return [];
  return casesOf(folder, 'odd', prefix).flatMap(({ slug, text, gold }) => {
    const { body } = splitHeader(text);
    const claims = gold.claims as readonly { kind: string; quote: string; optional?: boolean }[];
    const places = claims.map((claim) => {
      const start = body.indexOf(claim.quote);
      return { ...claim, start, end: start + claim.quote.length };
    });
    return linesOf(body).flatMap((line) =>
      line.clauses.map((clause) => {
        const span = line.span(clause);
        const own = { start: line.sentence.start + span.start, end: line.sentence.start + span.end };
        const here = places.filter((place) => {
          const shared = Math.min(own.end, place.end) - Math.max(own.start, place.start);
          return shared >= 0.5 * Math.min(own.end - own.start, place.end - place.start);
        });
        return sampleOf(
          clause,
          slug,
          here.filter((one) => !one.optional).map((one) => one.kind),
          here.filter((one) => one.optional).map((one) => one.kind),
        );
      }),
    );
  });
}

/** Word vectors, without their mean and the two directions that all words share, of length 1 times what a word says. */
function vectorsOf(file: string, needed: ReadonlySet<string>): ReadonlyMap<string, Float64Array> {
  const rows = readFileSync(file, 'utf8')
    .split('\n', 120_000)
    .map((line) => line.split(' '))
    .filter((cells) => cells.length > 2);
  const size = (rows[0]?.length ?? 1) - 1;
  const all = rows.map((cells) => Float64Array.from(cells.slice(1), Number));
  const basis = all.slice(0, 30_000);
  const mean = new Float64Array(size);
  for (const row of basis) for (let at = 0; at < size; at++) mean[at]! += row[at]! / basis.length;
  for (const row of all) for (let at = 0; at < size; at++) row[at]! -= mean[at]!;
  for (let turn = 0; turn < 2; turn++) {
    let way = Float64Array.from({ length: size }, (_, at) => (at % 3) - 0.9);
    for (let round = 0; round < 12; round++) {
      const next = new Float64Array(size);
      for (const row of basis) {
        const along = dot(row, way);
        for (let at = 0; at < size; at++) next[at]! += along * row[at]!;
      }
      const length = Math.sqrt(dot(next, next));
      way = next.map((value) => value / length);
    }
    for (const row of all) {
      const along = dot(row, way);
      for (let at = 0; at < size; at++) row[at]! -= along * way[at]!;
    }
  }
  const vectors = new Map<string, Float64Array>();
  for (const [rank, row] of all.entries()) {
    const word = rows[rank]?.[0] ?? '';
    if (!/^[a-z][a-z'-]*$/.test(word) || (rank >= KEPT && !needed.has(word))) continue;
    const scale = (rank + 1) / (rank + 1 + COMMON) / Math.sqrt(dot(row, row));
    vectors.set(
      word,
      row.map((value) => value * scale),
    );
  }
  return vectors;
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += one[at]! * other[at]!;
  return sum;
}

interface Row {
  /** Places of the signs and heads of words; a place may stand twice. */
  readonly at: readonly number[];
  readonly sense: Float64Array;
}

interface Fitted {
  readonly weights: Float64Array;
  readonly sense: Float64Array;
  readonly bias: number;
}

/** One logistic model by gradient descent whose steps shrink with what a weight has moved (AdaGrad). */
function fitted(rows: readonly Row[], is: readonly boolean[], places: number, size: number): Fitted {
  const weights = new Float64Array(places);
  const sense = new Float64Array(size);
  let bias = -2;
  const moved = new Float64Array(places).fill(1e-6);
  const swayed = new Float64Array(size).fill(1e-6);
  let drift = 1e-6;
  for (let round = 0; round < ROUNDS; round++) {
    const slope = Float64Array.from(weights, (weight) => -PULL * weight);
    const tilt = Float64Array.from(sense, (weight) => -PULL * weight);
    let lift = 0;
    for (const [at, row] of rows.entries()) {
      let sum = bias + dot(sense, row.sense);
      for (const place of row.at) sum += weights[place]!;
      const miss = (is[at] ? 1 : 0) - 1 / (1 + Math.exp(-sum));
      for (const place of row.at) slope[place]! += miss;
      for (let part = 0; part < size; part++) tilt[part]! += miss * row.sense[part]!;
      lift += miss;
    }
    for (let place = 0; place < places; place++) {
      moved[place]! += slope[place]! ** 2;
      weights[place]! += (RATE * slope[place]!) / Math.sqrt(moved[place]!);
    }
    for (let part = 0; part < size; part++) {
      swayed[part]! += tilt[part]! ** 2;
      sense[part]! += (RATE * tilt[part]!) / Math.sqrt(swayed[part]!);
    }
    drift += lift ** 2;
    bias += (RATE * lift) / Math.sqrt(drift);
  }
  return { weights, sense, bias };
}

function letterOf(weight: number): string {
  const step = Math.max(-13, Math.min(12, Math.round(weight / LETTER)));
  return String.fromCharCode(NEUTRAL + step);
}

const gold = argument('--gold') ?? join(HERE, '../../fixtures/reading/dev');
const out = argument('--out') ?? join(HERE, `../../src/reading/lang/${LANG}`);
const OWN = join(HERE, 'own');
/** Clauses written for learning stand twice beside the many more of whole texts. */
const taught = sentenceSamples(join(OWN, 'taught'));
const samples = [
  ...sentenceSamples(OWN),
  ...taught,
  ...taught,
  ...textSamples(gold, LANG),
  ...['a-', 'b-', 'c-', 'd-'].flatMap((prefix) => textSamples(join(OWN, 'texts'), prefix)),
  ...textSamples(join(OWN, 'marked'), LANG),
];
const needed = new Set(samples.flatMap(({ words }) => words));
const vectors = vectorsOf(argument('--vectors') ?? 'glove.6B.50d.txt', needed);
const size = [...vectors.values()][0]?.length ?? 0;

const seen = new Map<string, number>();
const headsOf = ({ words }: Sample) => new Set(words.map((word) => `${word.slice(0, STEM)}*`));
for (const sample of samples)
  for (const sign of new Set([...sample.signs, ...headsOf(sample)]))
    seen.set(sign, (seen.get(sign) ?? 0) + 1);
const signs = [...seen]
  .filter(([, times]) => times >= SEEN)
  .map(([sign]) => sign)
  .sort();
const index = new Map(signs.map((sign, at) => [sign, at]));
const rows = samples.map((sample): Row => {
  const sense = new Float64Array(size);
  for (const word of sample.words) {
    const vector = vectors.get(word);
    if (vector) for (let at = 0; at < size; at++) sense[at]! += vector[at]!;
  }
  return { at: [...sample.signs, ...headsOf(sample)].flatMap((sign) => index.get(sign) ?? []), sense };
});

/** The model of a kind from all samples but those of some texts. */
function modelOf(kind: Kind, without: ReadonlySet<string> = new Set()): Fitted {
  const known = samples.flatMap(({ text, open, kinds }, at) =>
    !without.has(text) && (kinds.has(kind) || !open.has(kind)) ? [at] : [],
  );
  return fitted(
    known.map((at) => rows[at]!),
    known.map((at) => samples[at]!.kinds.has(kind)),
    signs.length,
    size,
  );
}

/** Average precision on texts that a model has not seen, by kind: each fifth of the texts is left out once. */
function check(): void {
  const texts = [...new Set(samples.map(({ text }) => text))].filter(Boolean).sort();
  let sum = 0;
  for (const kind of KINDS) {
    const told: { chance: number; is: boolean }[] = [];
    for (let fold = 0; fold < 5; fold++) {
      const out = new Set(texts.filter((_, at) => at % 5 === fold));
      const { weights, sense, bias } = modelOf(kind, out);
      for (const [at, { text, kinds, open }] of samples.entries()) {
        if (!out.has(text) || (open.has(kind) && !kinds.has(kind))) continue;
        let chance = bias + dot(sense, rows[at]!.sense);
        for (const place of rows[at]!.at) chance += weights[place]!;
        told.push({ chance, is: kinds.has(kind) });
      }
    }
    told.sort((a, b) => b.chance - a.chance);
    let right = 0;
    let area = 0;
    for (const [at, { is }] of told.entries()) if (is) area += ++right / (at + 1);
    sum += area / right;
    console.log(`${kind.padEnd(26)}${(area / right).toFixed(3)} of ${right}`);
  }
  console.log(`mean ${(sum / KINDS.length).toFixed(3)}`);
}

if (process.argv.includes('--check')) {
  check();
  process.exit();
}
const models = KINDS.map((kind) => modelOf(kind));

const lines = KINDS.map((kind, at) => {
  const model = models[at]!;
  const weights = signs
    .filter((sign) => !sign.endsWith('*') && Math.abs(model.weights[index.get(sign)!]!) >= 0.05)
    .map((sign): [string, number] => [sign, model.weights[index.get(sign)!]!])
    .sort((a, b) => b[1] - a[1]);
  const all = [['bias', model.bias] as [string, number], ...weights];
  return `${kind}\t${all.map(([sign, weight]) => `${sign}=${weight.toFixed(2)}`).join(' ')}\tfitted on own sentences and odd texts`;
});
writeFileSync(
  join(out, 'weights.tsv'),
  `# Written by bench/reading/fit.ts; not by hand.\nkind\tweights\torigin\n${lines.join('\n')}\n`,
);

/** What a word says: where it stands among the words, and its head where samples had it. */
const words = [...vectors].map(([word, vector]): [string, string] => {
  const head = index.get(`${word.slice(0, STEM)}*`);
  const letters = models.map(({ weights, sense }) =>
    letterOf(dot(sense, vector) + (head === undefined ? 0 : weights[head]!)),
  );
  return [word, letters.join('')];
});
const heads = signs
  .filter((sign) => sign.endsWith('*'))
  .map((sign): [string, string] => [
    sign,
    models.map(({ weights }) => letterOf(weights[index.get(sign)!]!)).join(''),
  ]);
const said = [...words, ...heads]
  .filter(([, letters]) => new RegExp(`[^${String.fromCharCode(NEUTRAL)}]`).test(letters))
  .sort(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(
  join(out, 'words-learned.txt'),
  `# Written by bench/reading/fit.ts; not by hand. A word, and how much it speaks for each kind of weights.tsv, in order:\n# A against to Z for. From sentences of our own and odd texts, spread to other words by GloVe vectors (glove.6B, PDDL).\n${said.map((pair) => pair.join(' ')).join('\n')}\n`,
);
console.log(`${samples.length} samples, ${signs.length} signs, ${said.length} words`);
