/**
 * Fits what the words around a figure tell of what it counts (src/reading/assess/measured.ts): one linear model for each
 * measure against all others, on counts of texts that may be learned from, English for now.
 * usage: node bin/run-ts.js bench/reading/fit-measures.ts [--lang en] [--check] [--out DIR]
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { splitHeader } from '#reading';
import { weighed } from '../../src/reading/assess/assess.ts';
import { tallied } from '../../src/reading/assess/measured.ts';
import { FAR, NOTHING, STEP } from '../../src/reading/concepts/measures.ts';
import { byRules } from '../../src/reading/run.ts';
import { fitted, type Fitted } from './fit-model.ts';
import { casesOf, type Half } from './score.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const FOLDERS = ['own/marked', 'own/texts', '../../fixtures/reading/dev'].map((folder) => join(HERE, folder));
/** Signs seen less often say nothing. */
const SEEN = 3;

interface Counted {
  readonly text: string;
  readonly signs: ReadonlySet<string>;
  readonly ruled: string;
  readonly measures: readonly string[];
}

/** Counts of a language that rules or the second look found, with what they count. */
function countsOf(lang: string, half: Half): Counted[] {
  return FOLDERS.flatMap((folder) =>
    casesOf(folder, half, lang === 'en' && folder.endsWith('texts') ? '' : lang).flatMap(
      ({ slug, text, gold }) => {
        const { header, body } = splitHeader(text);
        const part = byRules(body, lang, { ...header, lang });
        const own = part && weighed(part);
        if (!own?.sight) return [];
        const wanted = gold.claims.flatMap((claim) => {
          const start = body.indexOf(claim.quote);
          return claim.kind === 'count' && claim['optional'] !== true && typeof claim['measure'] === 'string'
            ? [{ claim, start, end: start + claim.quote.length }]
            : [];
        });
        return tallied(own.spoken, own.sight.lines).flatMap(({ one: { draft }, signs }) => {
          const shared = ({ start, end }: { start: number; end: number }) =>
            (Math.min(end, draft.end) - Math.max(start, draft.start)) /
            Math.min(end - start, draft.end - draft.start);
          const [best] = wanted.toSorted((a, b) => shared(b) - shared(a));
          if (signs === null || !best || shared(best) < 0.5) return [];
          const others = best.claim['measure_alt'];
          return [
            {
              text: slug,
              signs,
              ruled: String(draft.fields['measure']),
              measures: [String(best.claim['measure']), ...(Array.isArray(others) ? others.map(String) : [])],
            },
          ];
        });
      },
    ),
  );
}

/** Models by measure, from counts. */
function modelsOf(
  counts: readonly Counted[],
  measures: readonly string[],
  signs: ReadonlyMap<string, number>,
): Fitted[] {
  const rows = counts.map(({ signs: own }) => ({
    at: [...own].flatMap((sign) => signs.get(sign) ?? []),
    sense: new Float64Array(0),
    worth: 1,
  }));
  return measures.map((measure) =>
    fitted(
      rows,
      counts.map(({ measures: [first] }) => first === measure),
      signs.size,
      0,
    ),
  );
}

function signsOf(counts: readonly Counted[]): ReadonlyMap<string, number> {
  const seen = new Map<string, number>();
  for (const { signs } of counts) for (const sign of signs) seen.set(sign, (seen.get(sign) ?? 0) + 1);
  return new Map(
    [...seen]
      .filter(([, times]) => times >= SEEN)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([sign], at) => [sign, at]),
  );
}

const argument = (name: string) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};
const lang = argument('--lang') ?? 'en';
const counts = countsOf(lang, 'odd');
const measures = [...new Set(counts.map(({ measures: [first = ''] }) => first))].sort();

function likeliest(
  models: readonly Fitted[],
  signs: ReadonlyMap<string, number>,
  own: ReadonlySet<string>,
): string {
  const sums = models.map(({ weights, bias }) =>
    [...own].reduce((sum, sign) => sum + (weights[signs.get(sign) ?? -1] ?? 0), bias),
  );
  return measures[sums.indexOf(Math.max(...sums))] ?? '';
}

if (process.argv.includes('--check')) {
  const texts = [...new Set(counts.map(({ text }) => text))].sort();
  const groups = new Map<string, [number, number, number]>();
  for (let part = 0; part < 4; part++) {
    const out = new Set(texts.filter((_, at) => at % 4 === part));
    const kept = counts.filter(({ text }) => !out.has(text));
    const signs = signsOf(kept);
    const models = modelsOf(kept, measures, signs);
    for (const one of counts.filter(({ text }) => out.has(text))) {
      const found = likeliest(models, signs, one.signs);
      const n = Number(/\d+/.exec(one.text)?.[0]);
      const group = /^en-[GH]/.test(one.text) && n > 440 ? 'new' : 'old';
      const sum = groups.get(group) ?? [0, 0, 0];
      groups.set(group, [
        sum[0] + 1,
        sum[1] + Number(one.measures.includes(one.ruled)),
        sum[2] + Number(one.measures.includes(found)),
      ]);
    }
  }
  for (const [group, [all, ruled, learned]] of groups)
    console.log(
      `${lang} ${group}: of ${all} counts rules ${((100 * ruled) / all).toFixed(1)} %, learned ${((100 * learned) / all).toFixed(1)} %`,
    );
} else {
  const signs = signsOf(counts);
  const models = modelsOf(counts, measures, signs);
  const step = (weight: number) => Math.max(-FAR, Math.min(FAR, Math.round(weight / STEP)));
  const lines = [...signs].flatMap(([sign, at]) => {
    const steps = models.map(({ weights }) => step(weights[at] ?? 0));
    return steps.some((one) => Math.abs(one) > 1)
      ? [`${sign} ${String.fromCharCode(...steps.map((one) => NOTHING + one))}`]
      : [];
  });
  writeFileSync(
    join(argument('--out') ?? join(HERE, `../../src/reading/lang/${lang}`), 'measures.txt'),
    `# Written by bench/reading/fit-measures.ts; not by hand. A sign of a figure, and how much it speaks for each measure.\nmeasures ${measures.join(' ')}\nbias ${models.map(({ bias }) => bias.toFixed(3)).join(' ')}\n${lines.join('\n')}\n`,
  );
  console.log(`${lang}: ${counts.length} counts, ${lines.length} signs`);
}
