/**
 * Fits the weights of the second look (src/reading/assess): one logistic model per kind over what a clause has (its
 * concepts, what rules proposed on it and beside it) and over its words, with a pull towards nothing so that few examples
 * say little. For English the words also stand where GloVe vectors place them; because the model is a sum over words, the
 * vectors are not shipped: what remains is one letter per word and kind (words-learned.txt), beside the weights of the
 * signs (weights.tsv). Learns from texts whose number says that they may be learned from, and from sentences of our own.
 * usage: node bin/run-ts.js bench/reading/fit.ts [--lang en] [--vectors glove.6B.50d.txt] [--check] [--out DIR]
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seededRandom } from '#ground';
import { KINDS as ALL, type Kind, splitHeader } from '#reading';
import { looksOf, signsOfLooks } from '../../src/reading/assess/looks.ts';
import { LETTER, NEUTRAL, STEM } from '../../src/reading/concepts/leanings.ts';
import { byRules } from '../../src/reading/run.ts';
import { touches } from '../../src/reading/segment.ts';
import { casesOf } from './score.ts';

/** Carriers are told by a few formulas, whatever else their clause tells: rules know them better. */
const KINDS = ALL.filter((kind) => kind !== 'source_chain');
const HERE = fileURLToPath(new URL('.', import.meta.url));
/** Rounds over all samples, and how fast weights move in them. */
const ROUNDS = 20;
const RATE = 0.2;
/** Strength of the pull towards nothing, as a share of one sample's worth. */
const PULL = 4;
/** Signs and words seen less often say nothing. */
const SEEN = 4;
/** Frequent words of the language that are kept beside those of the samples. */
const KEPT = 9000;
/** How much a word says for each place it takes among the words by frequency: common ones say little. */
const COMMON = 100;
/** What a sample is worth from which rules were written: rules look better there than they are. */
const LEARNED = 0.7;
/** Authors whose texts no rule was written from. */
const FRESH = /^..-[I-OU-Z]\d/;

interface Sample {
  /** The text it comes from; empty for single sentences. */
  readonly text: string;
  readonly worth: number;
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
const LANG = argument('--lang') ?? 'en';
const HEADER = { title: null, publisher: null, published: null, origin: null, lang: LANG, rendering: null };

/** What stands behind single sentences, so that they are read as part of a text about persons held. */
const COMPANY = 'The prisoners were captured in March and are held in a camp.';

/** The sentences of the first paragraph of a text as samples of kinds. */
function linesOf(text: string, wanted: readonly string[]): Sample[] {
  const part = byRules(text, LANG, HEADER);
  const lines = (part?.sight?.lines ?? []).filter(({ sentence }) => sentence.block === 0);
  return lines.map(({ whole, sentence }): Sample => {
    const told = (part?.spoken ?? []).filter(({ draft }) => touches(draft, sentence));
    const own = signsOfLooks([{ clause: whole, start: sentence.start, end: sentence.end, told }])(0);
    return {
      text: '',
      worth: 1,
      signs: own.signs.map(({ name }) => name),
      words: own.words.map(({ name }) => name),
      kinds: new Set(wanted.filter((kind) => kind !== 'none' && kind !== '')),
      open: new Set(),
    };
  });
}

/** Sentences of a language that each stand alone, with the kind they tell. */
function aloneSamples(): Sample[] {
  return readFileSync(join(HERE, `../../test/reading/languages/${LANG}.tsv`), 'utf8')
    .split('\n')
    .slice(1)
    .filter(Boolean)
    .flatMap((row) => {
      const [sentence = '', kind = ''] = row.split('\t');
      return linesOf(sentence, [kind]);
    });
}

/** Sentences with the kinds they tell, each read in company. */
function sentenceSamples(folder: string): Sample[] {
  return readdirSync(folder)
    .filter((file) => /\.(?:tsv|txt)$/.test(file) && !/-[a-z]{2}\./.test(file))
    .flatMap((file) =>
      readFileSync(join(folder, file), 'utf8')
        .split('\n')
        .filter((row) => row.trim() && !row.startsWith('#'))
        .flatMap((row) => {
          const [first = '', text] = row.split('\t');
          const wanted = text ? first.split(';').map((want) => /^\w+/.exec(want)?.[0] ?? '') : [];
          return linesOf(`${text ?? first}\n\n${COMPANY}`, wanted);
        }),
    );
}

function textSamples(folder: string, prefix: string): Sample[] {
  return casesOf(folder, 'odd', prefix).flatMap(({ slug, text, gold }) => {
    const { header, body } = splitHeader(text);
    const claims = gold.claims as readonly { kind: string; quote: string; optional?: boolean }[];
    const places = claims.map((claim) => {
      const start = body.indexOf(claim.quote);
      return { ...claim, start, end: start + claim.quote.length };
    });
    const part = byRules(body, LANG, { ...header, lang: LANG });
    if (!part?.sight) return [];
    const { looks } = looksOf(part.sight.lines, part.spoken);
    const signsAt = signsOfLooks(looks);
    return looks.map((look, at): Sample => {
      const own = signsAt(at);
      const here = places.filter((place) => {
        const shared = Math.min(look.end, place.end) - Math.max(look.start, place.start);
        return shared >= 0.5 * Math.min(look.end - look.start, place.end - place.start);
      });
      return {
        text: slug,
        worth: FRESH.test(slug) ? 1 : LEARNED,
        signs: own.signs.map(({ name }) => name),
        words: own.words.map(({ name }) => name),
        kinds: new Set(here.filter((one) => !one.optional).map((one) => one.kind)),
        open: new Set(here.filter((one) => one.optional).map((one) => one.kind)),
      };
    });
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
  readonly worth: number;
}

interface Fitted {
  readonly weights: Float64Array;
  readonly sense: Float64Array;
  readonly bias: number;
}

/**
 * One logistic model by gradient descent, sample by sample, whose steps shrink with what a weight has moved (AdaGrad).
 * The pull of a weight is spread over the samples that have it.
 */
function fitted(rows: readonly Row[], is: readonly boolean[], places: number, size: number): Fitted {
  const weights = new Float64Array(places);
  const sense = new Float64Array(size);
  let bias = -2;
  const moved = new Float64Array(places).fill(1);
  const swayed = new Float64Array(size).fill(1);
  let drift = 1;
  const pulls = new Float64Array(places);
  for (const { at } of rows) for (const place of at) pulls[place]!++;
  for (let place = 0; place < places; place++) pulls[place] = PULL / Math.max(1, pulls[place]!);
  const lean = PULL / rows.length;
  let order = rows.map((_, at) => at);
  const random = seededRandom(7);
  for (let round = 0; round < ROUNDS; round++) {
    order = random.shuffled(order);
    for (const at of order) {
      const row = rows[at]!;
      let sum = bias + dot(sense, row.sense);
      for (const place of row.at) sum += weights[place]!;
      const miss = row.worth * ((is[at] ? 1 : 0) - 1 / (1 + Math.exp(-sum)));
      for (const place of row.at) {
        const slope = miss - pulls[place]! * weights[place]!;
        moved[place]! += slope * slope;
        weights[place]! += (RATE * slope) / Math.sqrt(moved[place]!);
      }
      for (let part = 0; part < size; part++) {
        const slope = miss * row.sense[part]! - lean * sense[part]!;
        swayed[part]! += slope * slope;
        sense[part]! += (RATE * slope) / Math.sqrt(swayed[part]!);
      }
      drift += miss * miss;
      bias += (RATE * miss) / Math.sqrt(drift);
    }
  }
  return { weights, sense, bias };
}

function letterOf(weight: number): string {
  const step = Math.max(-13, Math.min(12, Math.round(weight / LETTER)));
  return String.fromCharCode(NEUTRAL + step);
}

const out = argument('--out') ?? join(HERE, `../../src/reading/lang/${LANG}`);
const OWN = join(HERE, 'own');
const samples = [
  ...aloneSamples(),
  ...(LANG === 'en'
    ? [
        ...sentenceSamples(OWN),
        ...sentenceSamples(join(OWN, 'taught')),
        ...sentenceSamples(join(HERE, '../../fixtures/reading')),
      ]
    : []),
  ...textSamples(join(HERE, '../../fixtures/reading/dev'), LANG),
  ...(LANG === 'en' ? ['a-', 'b-', 'c-', 'd-'] : [`${LANG}-`]).flatMap((prefix) =>
    textSamples(join(OWN, 'texts'), prefix),
  ),
  ...textSamples(join(OWN, 'marked'), LANG),
];
const needed = new Set(samples.flatMap(({ words }) => words));
const file = argument('--vectors');
const vectors = file === undefined ? new Map<string, Float64Array>() : vectorsOf(file, needed);
const size = [...vectors.values()][0]?.length ?? 0;

const seen = new Map<string, number>();
/** Words as signs: each by itself, and its head for words that are not known. */
const spelled = ({ words }: Sample) =>
  new Set(words.flatMap((word) => [`=${word}`, `${word.slice(0, STEM)}*`]));
const all = samples.map((sample) => [...sample.signs, ...spelled(sample)]);
for (const one of all) for (const sign of new Set(one)) seen.set(sign, (seen.get(sign) ?? 0) + 1);
const signs = [...seen]
  .filter(([, times]) => times >= SEEN)
  .map(([sign]) => sign)
  .sort();
const index = new Map(signs.map((sign, at) => [sign, at]));
const rows = samples.map((sample, at): Row => {
  const sense = new Float64Array(size);
  for (const word of sample.words) {
    const vector = vectors.get(word);
    if (vector) for (let part = 0; part < size; part++) sense[part]! += vector[part]!;
  }
  return { at: all[at]!.flatMap((sign) => index.get(sign) ?? []), sense, worth: sample.worth };
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

const isWord = (sign: string) => sign.endsWith('*') || sign.startsWith('=');
const lines = KINDS.map((kind, at) => {
  const model = models[at]!;
  const weights = signs
    .filter((sign) => !isWord(sign) && Math.abs(model.weights[index.get(sign)!]!) >= 0.05)
    .map((sign): [string, number] => [sign, model.weights[index.get(sign)!]!])
    .sort((a, b) => b[1] - a[1]);
  const pairs = [['bias', model.bias] as [string, number], ...weights];
  return `${kind}\t${pairs.map(([sign, weight]) => `${sign}=${weight.toFixed(2)}`).join(' ')}\tfitted on own sentences and texts that may be learned from`;
});
writeFileSync(
  join(out, 'weights.tsv'),
  `# Written by bench/reading/fit.ts; not by hand.\nkind\tweights\torigin\n${lines.join('\n')}\n`,
);

/** What a word says: where it stands among the words, itself, and its head; a head alone is for words not known. */
const known = new Set([
  ...vectors.keys(),
  ...signs.filter((sign) => sign.startsWith('=')).map((sign) => sign.slice(1)),
]);
const sayings = [...known].map((word): [string, string] => {
  const places = [`=${word}`, `${word.slice(0, STEM)}*`].flatMap((sign) => index.get(sign) ?? []);
  const vector = vectors.get(word);
  const letters = models.map(({ weights, sense }) =>
    letterOf(places.reduce((sum, place) => sum + weights[place]!, vector ? dot(sense, vector) : 0)),
  );
  return [word, letters.join('')];
});
const heads = signs
  .filter((sign) => sign.endsWith('*'))
  .map((sign): [string, string] => [
    sign,
    models.map(({ weights }) => letterOf(weights[index.get(sign)!]!)).join(''),
  ]);
const said = [...sayings, ...heads]
  .filter(([, letters]) => new RegExp(`[^${String.fromCharCode(NEUTRAL)}]`).test(letters))
  .sort(([a], [b]) => (a < b ? -1 : 1));
const source = file === undefined ? '' : ', spread to other words by GloVe vectors (glove.6B, PDDL)';
writeFileSync(
  join(out, 'words-learned.txt'),
  `# Written by bench/reading/fit.ts; not by hand. A word, and how much it speaks for each kind of weights.tsv, in order:\n# A against to Z for. From own sentences and texts that may be learned from${source}.\n${said.map((pair) => pair.join(' ')).join('\n')}\n`,
);
console.log(`${samples.length} samples, ${signs.length} signs, ${said.length} words`);
