import { describe, expect, test } from 'vitest';
import { propose } from '#reading';
import { scoreSequences, sequencesOf } from '../../bench/reading/speakers.ts';

async function speakersOf(text: string): Promise<(string | null)[]> {
  const { claims } = await propose(text, { lang: 'en', published: '2024-05-02' });
  return claims.filter(({ kind }) => kind === 'count').map((claim) => claim.attributed_to);
}

describe('who said it, over several sentences', () => {
  test('marked words of a sequence keep their place in its text', () => {
    for (const { text, marks } of sequencesOf('sequences.txt')) {
      expect(text).not.toMatch(/[{}]/);
      expect(marks.length).toBeGreaterThan(0);
      for (const { start, end } of marks) expect(text.slice(start, end).trim()).not.toBe('');
    }
  });

  // Below the figures of docs/method/reading.md, so that a change that loses speakers or invents them is seen.
  test.each([
    ['odd', 0.85, 0.95],
    ['even', 0.7, 0.85],
  ] as const)('sequences with %s numbers', async (half, resolved, right) => {
    const sum = await scoreSequences('sequences.txt', half);
    expect(sum.resolved / sum.named).toBeGreaterThanOrEqual(resolved);
    expect(sum.right / sum.resolved).toBeGreaterThanOrEqual(right);
    expect(sum.invented).toBe(0);
  });

  test.each([
    [
      'Harbour Watch has followed arrests since 2019. At least 83 men are held, the group said.',
      ['Harbour Watch'],
    ],
    ['The rapporteur, Ines Calder, presented a report. She said 18 prisoners were held.', ['Ines Calder']],
    ['2/4 Their lawyer says 12 prisoners were beaten.', ['Their lawyer']],
    ['Their employer, who paid a ransom, is sure that 12 hostages are held.', ['Their employer']],
    ['Yet a freed man, Karl Wenn, told her that 12 prisoners were held.', ['Karl Wenn']],
    [
      'Counsel for the state said 9 men were held. Mira Oduya, for them, disagreed.',
      ['Counsel for the state'],
    ],
  ])('%s', async (text, names) => {
    expect(await speakersOf(text)).toEqual(names);
  });

  test('a pronoun that may stand for a person beside the subject is nobody, and both are shown', async () => {
    const { claims } = await propose(
      'Olga Prin met the investigator, Jan Weiss, in April. He told her that 12 prisoners were held.',
      { lang: 'en' },
    );
    expect(claims[0]?.attributed_to).toBeNull();
    expect(claims[0]?.attribution.candidates).toEqual(['Olga Prin', 'Jan Weiss']);
  });

  test('a heading in capitals is no speaker', async () => {
    expect(await speakersOf('ALERT: At dawn 12 students were arrested.')).toEqual([null]);
  });
});

describe('what is told over more than one sentence', () => {
  test.each([
    [
      'Seventeen sailors are held in Marrick. Three prisoners are ill. That is what Anselm Roe, their secretary, told us.',
      ['Anselm Roe', 'Anselm Roe'],
    ],
    [
      'The hospital gives these figures for March:\n- 14 detainees beaten\n- 3 prisoners dead',
      ['The hospital', 'The hospital'],
    ],
    [
      '"They put us in the hold," says Tomas Erb. "There were 80 prisoners.\n\n"We lost 9 prisoners there."',
      ['Tomas Erb', 'Tomas Erb'],
    ],
    ['The tribunal heard from a former conscript that 11 captives had been shot.', ['a former conscript']],
    [
      'A warder, Joss Hale, was asked by the coroner when he came. He replied that 12 prisoners had been beaten.',
      ['Joss Hale'],
    ],
    ['The governor agreed that 12 prisoners were held.', ['The governor']],
    ['They agreed on a swap of 12 prisoners.', [null]],
  ])('%s', async (text, names) => {
    expect(await speakersOf(text)).toEqual(names);
  });
});
