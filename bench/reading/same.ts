/**
 * Shows that a change of speed changes nothing else: digests of every proposal, of all that is left and of the
 * coverage, for the fixtures, long texts of several kinds, and the texts of folders that are given.
 * usage: node bin/run-ts.js bench/reading/same.ts [--long UNITS] [FOLDER …]; run it before and after, and compare.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { propose } from '#reading';
import { languages, longText, sentencesOf, textsOf } from './texts.ts';

const { values, positionals } = parseArgs({
  options: { long: { type: 'string', default: '200000' }, dump: { type: 'string' } },
  allowPositionals: true,
});
const units = Number(values.long);
const all = createHash('sha256');

async function show(name: string, text: string, lang?: string): Promise<void> {
  const reading = await propose(text, {
    published: '2031-05-02',
    ...(lang === undefined ? {} : { lang }),
  });
  const json = JSON.stringify(reading, null, 1);
  if (values.dump !== undefined) writeFileSync(join(values.dump, `${name}.json`), json);
  const digest = createHash('sha256').update(json).digest('hex').slice(0, 16);
  all.update(`${name} ${digest}\n`);
  console.log(digest, name, reading.claims.length, reading.unclaimed.length);
}

const fixtures = new URL('../../fixtures/reading/dev/', import.meta.url).pathname;
for (const folder of [fixtures, ...positionals])
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .sort())
    await show(name, readFileSync(join(folder, name), 'utf8'));
await show('dense', longText('dense', units), 'en');
await show('news', longText('news', units), 'en');
for (const [at, text] of textsOf('archive', units).entries()) await show(`archive ${at}`, text, 'en');
for (const lang of languages()) await show(lang, longText(lang, units / 4), lang);
// Sentences by themselves: what a text is about is told by one alone.
for (const lang of ['en', ...languages()])
  for (const [at, sentence] of sentencesOf(lang).entries()) await show(`${lang} ${at}`, sentence, lang);
console.log(all.digest('hex').slice(0, 32));
