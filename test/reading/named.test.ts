/** Who is shown as the speaker where endings tell cases or nothing is written large: a name, or nobody. */
import { describe, expect, test } from 'vitest';
import { propose } from '#reading';

async function speakers(lang: string, text: string): Promise<[string, string | null][]> {
  const { claims } = await propose(text, { lang, published: '2031-05-02' });
  return claims
    .filter(({ quote }) => quote.length > 0)
    .map(({ attribution, attributed_to: name }): [string, string | null] => [attribution.state, name])
    .slice(1);
}

describe('a description without a name, in a language with cases', () => {
  test('is left open, with what was considered', async () => {
    const { claims } = await propose(
      'Savaş esirleri kampta tutuluyor. Bültene göre on iki esir hastaneye sevk edildi. Hava soğuk. Yollar kapalı. Köprü yıkık.',
      { lang: 'tr' },
    );
    const [, open] = claims;
    expect(open?.attributed_to).toBeNull();
    expect(open?.attribution).toMatchObject({ state: 'unresolved', candidates: ['Bültene'] });
    expect(open?.flags).toContain('unresolved-speaker');
  });

  test('speaks where a name stands beside it', async () => {
    expect(
      await speakers(
        'tr',
        'Savaş esirleri kampta tutuluyor. Sözcü Derin Aksu, on iki esirin kampta tutulduğunu açıkladı.',
      ),
    ).toEqual([['named', 'Derin Aksu']]);
  });

  test('speaks where letters alone are its name', async () => {
    const [told] = await speakers(
      'hy',
      'Գերիները պահվում են ճամբարում։ ԿԽՄԿ-ն հիշեցրեց, որ ճամբարում պահվում է տասներկու գերի։',
    );
    expect(told?.[0]).toBe('named');
  });
});

describe('Persian, where nothing is written large', () => {
  test('the name between commas behind an office speaks', async () => {
    expect(
      await speakers(
        'fa',
        'اسیران در اردوگاه نگهداری می‌شوند. سخنگوی ارتش، هما بلورین، گفت دوازده اسیر در اردوگاه نگهداری می‌شوند.',
      ),
    ).toEqual([['named', 'هما بلورین']]);
  });

  test('words of a sentence are nobody', async () => {
    const told = await speakers(
      'fa',
      'اسیران در اردوگاه نگهداری می‌شوند. رقم را دو نفر نوشته که دوازده اسیر در اردوگاه نگهداری می‌شوند.',
    );
    for (const [state, name] of told) expect([state, name]).toEqual(['unresolved', null]);
  });
});
