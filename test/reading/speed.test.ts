/** What is spared must change nothing: quick answers agree with the slow ones they stand for. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { detectLanguage, runsOf } from '../../src/reading/language.ts';

const sentences = (lang: string): string[] =>
  readFileSync(new URL(`languages/${lang}.tsv`, import.meta.url), 'utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t')[0] ?? '');

const ENGLISH = Array.from(
  { length: 40 },
  (_, at) =>
    `The council of ward ${at} said that it was not in the plans of the state and that the bridge is to be built.`,
);

describe('the language of a paragraph', () => {
  const langs = ['ru', 'uk', 'ar', 'fa', 'az', 'tr', 'es', 'fr', 'en'];
  const of = (lang: string) => (lang === 'en' ? ENGLISH : sentences(lang));

  it.each(langs)(
    '%s: paragraphs of a neighbour are still told apart, and its own stay together',
    async (lang) => {
      const own = of(lang).slice(0, 12);
      const paragraph = `${own.slice(0, 6).join(' ')}\n\n`;
      expect(await runsOf(paragraph.repeat(3), lang)).toHaveLength(1);
      for (const other of langs) {
        const strange = `${of(other).slice(0, 8).join(' ')}\n\n`;
        const named = await detectLanguage(strange);
        if (other === lang || named !== other) continue;
        const runs = await runsOf(paragraph + strange + paragraph, lang);
        expect(
          runs.map((run) => run.lang),
          `${other} in ${lang}`,
        ).toEqual([lang, other, lang]);
      }
    },
  );

  it('counts letters and scripts outside the basic plane', async () => {
    const deseret = '\u{10400}'.repeat(60);
    const [run] = await runsOf(`${deseret}\n\n`, 'ru');
    expect(run?.lang).not.toBe('ru');
    expect(await runsOf('\ud800 12 34\n\n', 'ru')).toEqual([{ lang: 'ru', start: 0, end: 9 }]);
  });
});
