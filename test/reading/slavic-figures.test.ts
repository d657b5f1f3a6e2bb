import { describe, expect, test } from 'vitest';
import { propose } from '#reading';

async function figure(text: string, lang: string): Promise<unknown> {
  const { claims } = await propose(text, { lang });
  const count = claims.find((claim) => claim.kind === 'count');
  return count && [count.operator, count.number];
}

describe('a scale said once holds for both ends of a range', () => {
  test.each([
    ['ru', 'В плену остаются 2–2,3 тысячи солдат.', [2000, 2300]],
    ['ru', 'Держат от двух до трёх тысяч пленных.', [2000, 3000]],
    ['uk', 'Там було 10–12 тисяч полонених.', [10000, 12000]],
  ])('%s: %s', async (lang, text, ends) => {
    expect(await figure(text, lang)).toEqual(['between', ends]);
  });

  test('unless the first end is the greater figure: from five hundred to two thousand', async () => {
    expect(await figure('От 500 до 2 тысяч солдат в плену.', 'ru')).toEqual(['between', [500, 2000]]);
  });
});

describe('two numbers written as one word are the ends of a range', () => {
  test.each([
    ['ru', 'В неволе пять-шесть человек.', [5, 6]],
    ['ru', 'Освободили два-три десятка пленных.', [20, 30]],
    ['uk', "У неволі п'ять-шість осіб.", [5, 6]],
  ])('%s: %s', async (lang, text, ends) => {
    expect(await figure(text, lang)).toEqual(['between', ends]);
  });
});

describe('a number that stands behind what it counts is an estimate', () => {
  test.each([
    ['ru', 'В лагере удерживают человек сто десять.', 110],
    ['ru', 'Вышли десятка два заключённых.', 20],
    ['ru', 'С полсотни узников пропали.', 50],
    ['uk', "У підвалі тримають душ п'ятнадцять.", 15],
  ])('%s: %s', async (lang, text, number) => {
    expect(await figure(text, lang)).toEqual(['~', number]);
  });
});

test('a few people named by their trade count only where the clause says what befell them', async () => {
  expect(
    await figure('О пленных пишут редко. На праздник пришли священник и два учителя.', 'ru'),
  ).toBeUndefined();
  expect(await figure('В плену остаются два учителя.', 'ru')).toEqual(['=', 2]);
});
