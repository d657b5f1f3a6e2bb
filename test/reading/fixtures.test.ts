import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { propose, splitHeader } from '#reading';
import { frozenFigures, frozenLanguages, harmonic, scoreHalf } from '../../bench/reading/score.ts';
import { emptyFigures, scoreText, type Scored } from '../../bench/reading/scorer.ts';

const sentences = readFileSync(new URL('../../fixtures/reading/sentences.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line && !line.startsWith('#'))
  .slice(1)
  .map((line) => line.split('\t') as [string, string]);

test('every wording once understood stays understood', async () => {
  const lost: string[] = [];
  for (const [kind, sentence] of sentences) {
    const { claims } = await propose(`${sentence}\n\nHe was detained. The prisoners are held in the camp.`, {
      lang: 'en',
      published: '2019-11-14',
    });
    if (!claims.some((claim) => claim.kind === kind && claim.start < sentence.length))
      lost.push(`${kind}: ${sentence}`);
  }
  expect(lost).toEqual([]);
});

test('precision and recall on both halves do not fall below the committed figures', async () => {
  const frozen = frozenFigures();
  for (const half of ['odd', 'even'] as const) {
    const { all, notVerbatim } = await scoreHalf(half);
    const before = frozen[half]?.all ?? { gold: 1, proposed: 1, matched: 0 };
    expect(all.matched / all.proposed).toBeGreaterThanOrEqual(before.matched / before.proposed - 0.01);
    expect(all.matched / all.gold).toBeGreaterThanOrEqual(before.matched / before.gold - 0.01);
    expect(notVerbatim).toBe(0);
  }
});

const gold = new URL('../../../shared/data/reading/dev/', import.meta.url);

if (existsSync(gold))
  test.each(Object.entries(frozenLanguages()))(
    'what is read of %s does not fall below the committed figures',
    async (lang, frozen) => {
      for (const half of ['odd', 'even'] as const) {
        const { all, notVerbatim } = await scoreHalf(half, fileURLToPath(gold), undefined, lang);
        expect(harmonic(all)).toBeGreaterThanOrEqual(harmonic(frozen[half]) - 0.02);
        expect(notVerbatim).toBe(0);
      }
    },
  );

test('gold scored against itself is perfect', () => {
  const folder = new URL('../../fixtures/reading/dev/', import.meta.url);
  const { claims } = JSON.parse(readFileSync(new URL('en-01-two-tallies.gold.json', folder), 'utf8')) as {
    claims: Scored[];
  };
  const { body } = splitHeader(readFileSync(new URL('en-01-two-tallies.txt', folder), 'utf8'));
  const { all, acceptedAsIs } = scoreText({ body, gold: claims, proposals: claims }, emptyFigures());
  expect([all.matched, all.proposed, acceptedAsIs]).toEqual([all.gold, all.gold, all.gold]);
});

const article = new URL('../../../shared/data/reading/00-seed-armenia-azerbaijan.txt', import.meta.url);

if (existsSync(article))
  describe('the founding article', () => {
    const problems: string[] = [];

    test('every required claim is found, figures are right, no speaker is wrong', async () => {
      const text = readFileSync(article, 'utf8');
      const gold = JSON.parse(readFileSync(new URL(article.href.replace('.txt', '.gold.json')), 'utf8')) as {
        claims: Scored[];
      };
      const { claims } = await propose(text);
      const figures = scoreText(
        { body: splitHeader(text).body, gold: gold.claims, proposals: claims as unknown as Scored[] },
        emptyFigures(),
        (line) => problems.push(line),
      );
      expect(problems.filter((line) => line.startsWith('missed'))).toEqual([]);
      expect(figures.all.matched / figures.all.proposed).toBeGreaterThanOrEqual(0.9);
      for (const field of ['number', 'operator'])
        expect(figures.fields[field]?.right).toBe(figures.fields[field]?.of);
      expect(figures.speakers.right).toBe(figures.speakers.resolved);
    });

    test('nothing is credited to the ICRC that it did not say', async () => {
      const { claims } = await propose(readFileSync(article, 'utf8'));
      const credited = claims.filter((claim) => /ICRC|Red Cross/.test(claim.attributed_to ?? ''));
      expect(credited.map((claim) => claim.kind).sort()).toEqual([
        'confidentiality_rule',
        'contact',
        'visit',
      ]);
    });
  });
