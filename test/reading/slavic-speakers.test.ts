import { describe, expect, test } from 'vitest';
import { propose } from '#reading';

async function speakers(body: string, lang: string): Promise<unknown[]> {
  const { claims } = await propose(
    `# t | «Тавель-пресс» | 2023-05-17 | invented | ${lang} | original\n\n${body}`,
  );
  return claims.map((claim) => claim.attributed_to);
}

test('what stands on both sides of a speaker set between commas is said by that speaker', async () => {
  expect(
    await speakers('В обратную сторону, уточнила начальник штаба Ева Лорт, ушли 39 пленных солдат.', 'ru'),
  ).toEqual(['Ева Лорт']);
});

test('what stands behind a preposition before such a speaker says nothing', async () => {
  expect(
    await speakers('До Вереску з полону приїхали 37 бійців, поінформував полковник Ігор Садан.', 'uk'),
  ).not.toContain('Вереску');
});

test('a pronoun that opens a paragraph is the person named as speaking in the one before', async () => {
  const body =
    'Домой из плена вернулись 48 солдат, рассказала начальник штаба Ева Лорт.\n\nПо её словам, в плену остаются 900 человек.';
  expect(await speakers(body, 'ru')).toContain('Ева Лорт');
  expect((await speakers(body, 'ru')).at(-1)).toBe('Ева Лорт');
});

describe('in a record the full stop behind an initial and a surname opens a turn', () => {
  const body = [
    'Сенатор Б. Кречет. Сколько наших граждан остаётся в плену?',
    'Омбудсмен Н. Шувалова. Подтверждённых — 1204.',
    'Сенатор Б. Кречет. А раненых?',
    'Омбудсмен Н. Шувалова. В плену не меньше тридцати раненых.',
  ].join('\n\n');
  test('and whoever has the floor says what is told', async () => {
    const { claims } = await propose(`# t | p | 2024-10-24 | invented | ru | original\n\n${body}`);
    const counts = claims.filter((claim) => claim.kind === 'count');
    expect(counts.map((claim) => claim.attributed_to)).toEqual(['Н. Шувалова', 'Н. Шувалова']);
  });
});

test('an agency named in the sentence after place and day carries the text', async () => {
  const { claims } = await propose(
    '# t | агентство «Тавель-пресс» | 2023-05-17 | invented | ru | original\n\nДОРИН, 17 мая. /«Тавель-пресс»/. Домой из плена вернулись 48 солдат.',
  );
  expect(claims.find((claim) => claim.kind === 'source_chain')).toMatchObject({ relation: 'published_by' });
});

test('a pronoun among words that name nobody is all there is of the speaker', async () => {
  const names = await speakers('Публічно ж вони твердять, що жодного полоненого в місті не тримають.', 'uk');
  expect(names).not.toContain('Публічно ж вони');
});
