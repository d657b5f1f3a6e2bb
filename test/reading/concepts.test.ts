import { describe, expect, test } from 'vitest';
import { propose, supportedLanguages, type Proposal } from '#reading';

const HEADER = '# Проба | Проба | 2024-05-10 | invented | ru | original\n\n';

async function claims(body: string): Promise<readonly Proposal[]> {
  return (await propose(HEADER + body)).claims;
}

describe('the concept rules, in Russian', () => {
  test('read a figure with its bound, what it counts and the day it holds', async () => {
    const [count] = await claims(
      'По состоянию на 1 мая 2024 года в тюрьмах Ольмарии удерживают не менее 1 240 пленных.',
    );
    expect(count).toMatchObject({
      kind: 'count',
      operator: '>=',
      number: 1240,
      measure: 'held',
      as_of: '2024-05-01',
    });
  });

  test.each([
    ['около 2,4 тыс. военнопленных', '~', 2400],
    ['двадцать семь заложников', '=', 27],
    ['от 30 до 40 задержанных', 'between', [30, 40]],
    ['десятки пленных', '>=', 24],
    ['свыше двухсот заключённых', '>', 200],
  ])('read %s', async (words, operator, number) => {
    const [count] = await claims(`В лагере содержатся ${words}.`);
    expect(count).toMatchObject({ kind: 'count', operator, number });
  });

  test('name the speaker who stands after the verb', async () => {
    const [count] = await claims('В плену остаются 17 солдат, сообщила министр Анна Кречет.');
    expect(count).toMatchObject({ kind: 'count', attributed_to: 'Анна Кречет' });
  });

  test('do not take money, time or losses of battle for persons held', async () => {
    const found = await claims(
      'На лагерь для пленных потратили 40 млн крон за 12 месяцев. В боях противник потерял 300 солдат.',
    );
    expect(found.filter((claim) => claim.kind === 'count')).toEqual([]);
  });

  test('read silence as an inquiry without an answer', async () => {
    const found = await claims('Запрос газеты о судьбе пленных министерство обороны оставило без ответа.');
    expect(found).toContainEqual(
      expect.objectContaining({ kind: 'inquiry', outcome: 'no_response', modality: 'no_response' }),
    );
  });

  test('list what no claim covers', async () => {
    const { unclaimed } = await propose(
      `${HEADER}Пленных держат в Ольме. Закон принят 3 мая, за него 41 голос.`,
    );
    expect(unclaimed).toContainEqual(expect.objectContaining({ quote: '41', kind: 'number' }));
  });
});

describe('texts of several languages', () => {
  test('each paragraph is read by its own rules, and quotes stay exact', async () => {
    const body =
      'At least 12 prisoners are being held in the camp, the ministry said.\n\nВ лагере под Ольмой удерживают не менее двенадцати пленных, сообщили в министерстве.';
    const reading = await propose(body, { lang: 'en' });
    const numbers = reading.claims.filter((claim) => claim.kind === 'count').map((claim) => claim.number);
    expect(numbers).toEqual([12, 12]);
    for (const claim of reading.claims)
      expect([...body].slice(claim.start, claim.end).join('')).toBe(claim.quote);
  });

  test('a passage in a language without a pack is named as unread', async () => {
    const body =
      'At least 12 prisoners are being held in the camp.\n\nΟι αιχμάλωτοι κρατούνται σε στρατόπεδο κοντά στα σύνορα από τον Μάιο.';
    const { coverage } = await propose(body, { lang: 'en' });
    expect(coverage.unread).toEqual([{ lang: 'el', characters: expect.any(Number) as number }]);
  });

  test('languages are found by their folders', () => {
    expect(supportedLanguages()).toEqual(expect.arrayContaining(['en', 'ru']));
  });
});
