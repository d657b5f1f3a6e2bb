/**
 * Fits the weights by which the concept rules give an unclaimed clause to a kind (src/reading/lang/en/weights.tsv):
 * one logistic model per kind over the concepts of a clause, with a pull towards nothing so that few examples say
 * little. Learns from sentences of our own (bench/reading/own/) and from odd texts only.
 * usage: node bin/run-ts.js bench/reading/fit.ts [--gold DIR]
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { splitHeader, type Kind } from '#reading';
import { Line } from '../../src/reading/concepts/line.ts';
import { tongueOf } from '../../src/reading/concepts/tongue.ts';
import { signsOf } from '../../src/reading/concepts/weigh.ts';
import { segment } from '../../src/reading/segment.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const LEARNED: readonly Kind[] = [
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
  'count',
  'confidentiality_rule',
  'source_chain',
];
/** Kinds a proposal can be made of; the others only take words away from them. */
const PROPOSED: ReadonlySet<string> = new Set(LEARNED.slice(0, 9));
const LANG = 'en';
const OUT = join(HERE, `../../src/reading/lang/${LANG}/weights.tsv`);
const STEPS = 400;
const RATE = 0.5;
const PULL = 0.004;
/** Signs seen less often say nothing. */
const SEEN = 4;

interface Sample {
  readonly signs: readonly string[];
  readonly kinds: ReadonlySet<string>;
  /** Kinds about which the text leaves it open. */
  readonly open: ReadonlySet<string>;
}

function linesOf(body: string, lang: string): Line[] {
  const tongue = tongueOf(lang);
  if (!tongue) return [];
  const names = new Set<string>();
  return segment(body, tongue.abbreviations, lang).flatMap((block) =>
    block.sentences.map((sentence) => new Line(sentence, tongue, null, block.quotes, names)),
  );
}

function ownSamples(): Sample[] {
  const folder = join(HERE, 'own');
  return readdirSync(folder)
    .filter((file) => /\.(?:tsv|txt)$/.test(file))
    .flatMap((file) =>
      readFileSync(join(folder, file), 'utf8')
        .split('\n')
        .filter((row) => row.trim() && !row.startsWith('#'))
        .flatMap((row) => {
          const [first = '', text] = row.split('\t');
          const sentence = text ?? first;
          const kinds = new Set(text ? first.split(';').map((want) => /^\w+/.exec(want)?.[0] ?? '') : []);
          return linesOf(sentence, 'en').map((line) => ({
            signs: signsOf(line.whole),
            kinds,
            open: new Set<string>(),
          }));
        }),
    );
}

function textSamples(folder: string, lang: string): Sample[] {
  return readdirSync(folder)
    .filter(
      (name) =>
        name.startsWith(lang) && name.endsWith('.gold.json') && Number(/\d+/.exec(name)?.[0]) % 2 === 1,
    )
    .flatMap((file) => {
      const { body } = splitHeader(readFileSync(join(folder, file.replace('.gold.json', '.txt')), 'utf8'));
      const { claims } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
        claims: { kind: string; quote: string; optional?: boolean }[];
      };
      const places = claims.map((claim) => {
        const start = body.indexOf(claim.quote);
        return { ...claim, start, end: start + claim.quote.length };
      });
      return linesOf(body, LANG).flatMap((line) =>
        line.clauses.map((clause) => {
          const span = line.span(clause);
          const own = { start: line.sentence.start + span.start, end: line.sentence.start + span.end };
          const here = places.filter((place) => {
            const shared = Math.min(own.end, place.end) - Math.max(own.start, place.start);
            return shared >= 0.5 * Math.min(own.end - own.start, place.end - place.start);
          });
          return {
            signs: signsOf(clause),
            kinds: new Set(here.filter((one) => !one.optional).map((one) => one.kind)),
            open: new Set(here.filter((one) => one.optional).map((one) => one.kind)),
          };
        }),
      );
    });
}

/** Weights of one kind, by gradient descent over all samples. */
function fitted(kind: Kind, samples: readonly Sample[], signs: readonly string[]): Map<string, number> {
  const index = new Map(signs.map((sign, at) => [sign, at]));
  const rows = samples
    .filter(({ open, kinds }) => kinds.has(kind) || !open.has(kind))
    .map(({ signs: own, kinds }) => ({
      at: own.flatMap((sign) => index.get(sign) ?? []),
      is: kinds.has(kind) ? 1 : 0,
    }));
  const weights = new Float64Array(signs.length + 1);
  for (let step = 0; step < STEPS; step++) {
    const slope = new Float64Array(signs.length + 1);
    for (const { at, is } of rows) {
      let sum = weights[signs.length] ?? 0;
      for (const one of at) sum += weights[one] ?? 0;
      const miss = is - 1 / (1 + Math.exp(-sum));
      for (const one of at) slope[one] = (slope[one] ?? 0) + miss;
      slope[signs.length] = (slope[signs.length] ?? 0) + miss;
    }
    for (let at = 0; at < weights.length; at++) {
      const pull = at === signs.length ? 0 : PULL * (weights[at] ?? 0);
      weights[at] = (weights[at] ?? 0) + RATE * 12 * ((slope[at] ?? 0) / rows.length - pull / 12);
    }
  }
  const out = new Map<string, number>([['bias', weights[signs.length] ?? 0]]);
  for (const [at, sign] of signs.entries())
    if (Math.abs(weights[at] ?? 0) >= 0.05) out.set(sign, weights[at] ?? 0);
  return out;
}

const argument = process.argv.indexOf('--gold');
const folder = argument < 0 ? join(HERE, '../../fixtures/reading/dev') : (process.argv[argument + 1] ?? '');
const OWN_TEXTS = join(HERE, 'own/texts');
const samples = [
  ...ownSamples(),
  ...textSamples(folder, LANG),
  ...textSamples(OWN_TEXTS, 'a-'),
  ...textSamples(OWN_TEXTS, 'b-'),
];
const seen = new Map<string, number>();
for (const { signs } of samples) for (const sign of signs) seen.set(sign, (seen.get(sign) ?? 0) + 1);
const signs = [...seen]
  .filter(([, times]) => times >= SEEN)
  .map(([sign]) => sign)
  .sort();
const rows = LEARNED.filter((kind) => PROPOSED.has(kind)).map((kind) => {
  const weights = [...fitted(kind, samples, signs)].sort((a, b) => b[1] - a[1]);
  return `${kind}\t${weights.map(([sign, weight]) => `${sign}=${weight.toFixed(2)}`).join(' ')}\tfitted on own sentences and odd texts`;
});
writeFileSync(
  OUT,
  `# Written by bench/reading/fit.ts; not by hand.\nkind\tweights\torigin\n${rows.join('\n')}\n`,
);
console.log(`${samples.length} samples, ${signs.length} signs`);
