/**
 * How many single sentences of our own the reader understands (as the kind they tell), and at how many it says something
 * though there is nothing to say. Sentences stand in bench/reading/own/: rules may be written from those of the folder,
 * those of `measured/` are only counted.
 * usage: node bin/run-ts.js bench/reading/sentences.ts [--misses]   (misses are listed for the folder itself only)
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { propose } from '#reading';

const OWN = new URL('own/', import.meta.url);
/** What stands before each sentence, so that the passage is about persons held. */
const LEAD = 'The detainees.\n\n';

/** The kinds proposed for a sentence, with the rule of each. */
async function read(sentence: string): Promise<{ kind: string; rule: string }[]> {
  const { claims } = await propose(LEAD + sentence, { lang: 'en', published: '2024-05-01' });
  return claims.map(({ kind, rule }) => ({ kind, rule }));
}

function rowsOf(file: string): string[] {
  return readFileSync(new URL(file, OWN), 'utf8')
    .split('\n')
    .filter((row) => row.trim() !== '' && !row.startsWith('#'));
}

export interface SentenceFigures {
  readonly of: number;
  readonly found: number;
  readonly extra: number;
  readonly quiet: number;
  readonly quietOf: number;
}

/**
 * Reads the wordings and the near misses of a folder below bench/reading/own/ ("" or "measured/"). Group a: custody,
 * labels, unknown figures, agreements, confidences; group b: the other kinds.
 */
export async function scoreSentences(
  folder: '' | 'measured/',
  tell?: (line: string) => void,
  group: 'a' | 'b' = 'b',
): Promise<SentenceFigures> {
  let [of, found, extra, quiet, quietOf] = [0, 0, 0, 0, 0];
  for (const row of rowsOf(`${folder}group-${group}.tsv`)) {
    const [wanted = '', sentence = ''] = row.split('\t');
    const kind = /^\w+/.exec(wanted)?.[0] ?? '';
    const got = await read(sentence);
    of++;
    if (got.some((one) => one.kind === kind)) found++;
    else tell?.(`missed ${wanted}: ${sentence} -> ${got.map((one) => one.kind).join(', ')}`);
    extra += got.filter((one) => one.kind !== kind).length;
  }
  for (const sentence of rowsOf(`${folder}near-miss${group === 'a' ? '-a' : ''}.txt`)) {
    const got = (await read(sentence)).filter((one) => one.kind !== 'open_question');
    quietOf++;
    if (got.length === 0) quiet++;
    else tell?.(`noise ${got.map((one) => `${one.kind} [${one.rule}]`).join(', ')}: ${sentence}`);
  }
  return { of, found, extra, quiet, quietOf };
}

if (fileURLToPath(import.meta.url) === process.argv[1])
  for (const group of ['a', 'b'] as const)
    for (const folder of ['', 'measured/'] as const) {
      const lines: string[] = [];
      const figures = await scoreSentences(folder, (line) => lines.push(line), group);
      const { of, found, extra, quiet, quietOf } = figures;
      console.log(
        `${group} ${folder || 'fit'}: ${found} of ${of} wordings found, ${extra} other kinds beside them; silent at ${quiet} of ${quietOf}`,
      );
      if (process.argv.includes('--misses') && folder === '') console.log(lines.join('\n'));
    }
