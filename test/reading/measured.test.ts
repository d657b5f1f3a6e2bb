/** What a figure counts is told by its words once all figures are found, where a language has learned it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propose } from '#reading';
import { measured, tallied } from '../../src/reading/assess/measured.ts';
import { weighed } from '../../src/reading/assess/assess.ts';
import { Measures, NOTHING, STEP } from '../../src/reading/concepts/measures.ts';
import { emptyHeader } from '../../src/reading/header.ts';
import { byRules } from '../../src/reading/run.ts';

const letters = (...steps: number[]) => String.fromCharCode(...steps.map((step) => NOTHING + step));
const SMALL = [
  '# a comment',
  'measures held taken',
  'bias 0.1 0',
  `>seized ${letters(0, 10)}`,
  `<|odd sign ${letters(5, 0)}`,
].join('\n');

const partOf = (text: string, lang = 'en') => {
  const part = byRules(text, lang, { ...emptyHeader(), lang });
  if (!part) throw new RangeError('no pack');
  return weighed(part);
};

/** Sentences enough to be a text. */
const NEWS =
  'Lawyers were turned away at the gate. The ministry did not answer questions. Families wait at the wall. The union called a meeting. It rained all week.';

describe('the words of a figure', () => {
  it('add up to the likeliest measure, and what was never learned says nothing', () => {
    const measures = new Measures(SMALL);
    expect(measures.measures).toEqual(['held', 'taken']);
    expect(measures.likeliest([])).toBe('held');
    expect(measures.likeliest(['never seen'])).toBe('held');
    expect(measures.likeliest(['>seized'])).toBe('taken');
    expect(measures.likeliest(['>seized', '<|odd sign', '<|odd sign'])).toBe(STEP > 0 ? 'held' : '');
  });

  it('are left to rules in a text of a few sentences', () => {
    const part = partOf('The hotline said 112 protesters were arrested on Monday. The police spoke of 60.');
    expect(measured(part.spoken, part.sight?.lines ?? [])).toBe(part.spoken);
  });

  it('never turn what a rule read in a predicate, nor what is denied', () => {
    const part = partOf(
      `${NEWS} Nine farmhands have not been let go. Seven men were released on Monday. Forty were captured in May. Twelve prisoners died.`,
    );
    const measures = new Map(
      measured(part.spoken, part.sight?.lines ?? []).map(({ draft }) => [
        draft.fields['number'],
        draft.fields['measure'],
      ]),
    );
    expect([9, 7, 40, 12].map((number) => measures.get(number))).toEqual([
      'held',
      'released',
      'taken',
      'dead',
    ]);
  });

  it('tell of a bare figure what the figures before it counted', async () => {
    const text = `The hotline said 112 protesters were arrested on Monday. The police gave another figure. They spoke of 60. ${NEWS}`;
    const { claims } = await propose(text, { lang: 'en' });
    const counts = claims.filter(({ kind }) => kind === 'count');
    expect(counts.map((claim) => ('measure' in claim ? claim.measure : null)).slice(0, 2)).toEqual([
      'taken',
      'taken',
    ]);
  });

  it('change nothing else of a proposal, and nothing where a language has not learned it', () => {
    const part = partOf(
      `The ministry said 41 prisoners were freed. It still holds 12 soldiers, it said. The list has 60. ${NEWS}`,
    );
    const lines = part.sight?.lines ?? [];
    const after = measured(part.spoken, lines);
    const bare = (spoken: typeof after) =>
      spoken.map(({ draft }) => ({ ...draft, fields: { ...draft.fields, measure: null } }));
    expect(bare(after)).toEqual(bare(part.spoken));
    const russian = partOf('Министерство сообщило, что в плену находятся 41 солдат.', 'ru');
    expect(measured(russian.spoken, russian.sight?.lines ?? [])).toBe(russian.spoken);
  });

  it('are found wherever a figure stands, in any text', () => {
    const words = fc.constantFrom(
      '41',
      'prisoners',
      'were',
      'freed.',
      'The',
      'camp',
      'holds',
      'twelve',
      'men;',
      'said',
      '\n\n',
      '“of',
      'them”',
      '3,000',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 60 }), (some) => {
        const part = partOf(`The army captured 9 men. ${NEWS} ${some.join(' ')}`);
        for (const { one, signs } of tallied(part.spoken, part.sight?.lines ?? [])) {
          expect(signs !== null).toBe(
            one.draft.kind === 'count' && typeof one.draft.fields['measure'] === 'string',
          );
          if (signs) expect(signs.has(`=${String(one.draft.fields['measure'])}`)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});
