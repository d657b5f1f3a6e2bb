import { describe, expect, test } from 'vitest';
import { propose } from '#reading';

async function speakers(text: string, lang = 'ru'): Promise<(string | null)[]> {
  const { claims } = await propose(text, { lang, published: '2024-06-10' });
  return claims.filter((claim) => claim.kind === 'count').map((claim) => claim.attributed_to);
}

describe('whose assertion it is, in languages read by concepts', () => {
  test('a pronoun is the only speaker of the sentence before', async () => {
    expect(
      await speakers(
        '«Мы держим 40 пленных», — заявила пресс-секретарь комиссариата Анна Вельт. Она добавила, что 12 пленных были освобождены в мае.',
      ),
    ).toEqual(['Анна Вельт', 'Анна Вельт']);
  });

  test('a description is the party it fits', async () => {
    expect(
      await speakers(
        'Уполномоченный по правам человека Пётр Лавин подтвердил освобождение 20 пленных. «Ещё восемь пленных остаются в колонии», — отметил омбудсмен.',
      ),
    ).toEqual(['Пётр Лавин', 'Пётр Лавин']);
  });

  test('parts of a total have the speaker of the total', async () => {
    expect(
      await speakers('Согласно отчёту ООН, в тюрьме содержатся не менее 300 пленных. Из них 40 — женщины.'),
    ).toEqual(['отчёту ООН', 'отчёту ООН']);
  });

  test('an outlet that is told something is not the speaker', async () => {
    expect(
      await speakers(
        'Как рассказала газете директор центра «Память» Ольга Дорн, 17 пленных умерли в тюрьме.',
      ),
    ).toEqual(['Ольга Дорн']);
  });

  test('answers of an interview belong to the guest, questions to nobody', async () => {
    const text = [
      'С нашей газетой говорила адвокат Лидия Морн.',
      '– Сколько пленных в колонии?',
      '– В колонии содержатся 50 пленных.',
      '– А сколько освобождены?',
      '– Освобождены 12 пленных.',
    ].join('\n\n');
    expect(await speakers(text)).toEqual(['Лидия Морн', 'Лидия Морн']);
  });

  test('where two speak, a later "he" is nobody, and both are shown', async () => {
    const { claims } = await propose(
      'Министр Иван Сол сообщил, что в плену 30 солдат, а комиссар Пётр Лавин заявил, что в плену 20 солдат. Он добавил, что 5 пленных умерли.',
      { lang: 'ru', published: '2024-06-10' },
    );
    const last = claims.filter((claim) => claim.kind === 'count').at(-1);
    expect(last?.attributed_to).toBeNull();
    expect(last?.attribution.state).toBe('unresolved');
    expect([...(last?.attribution.candidates ?? [])].sort()).toEqual(['Иван Сол', 'Пётр Лавин']);
  });
});

describe('long texts', () => {
  const paragraph = 'The ministry said that 40 prisoners were held in the camp at Tolm.\n\n';
  const long = paragraph.repeat(1_500);

  test('progress is told piece by piece and reaches the end', async () => {
    const seen: number[] = [];
    const { claims } = await propose(long, { lang: 'en', onProgress: (done) => seen.push(done) });
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.at(-1)).toBe(long.length);
    expect(claims.every((claim) => long.slice(claim.start, claim.end) === claim.quote)).toBe(true);
  });

  test('a signal ends the reading between two pieces', async () => {
    const stop = new AbortController();
    await expect(
      propose(long, { lang: 'en', signal: stop.signal, onProgress: () => stop.abort() }),
    ).rejects.toThrow(/abort/i);
  });

  test('"the association" is the one named before it', async () => {
    expect(
      await speakers(
        'Le collectif Frontière a publié son bilan lundi. Le collectif a recensé 118 détenus.',
        'fr',
      ),
    ).toEqual(['Le collectif Frontière']);
    expect(
      await speakers(
        'El colectivo Frontera publicó su balance. La organización contabilizó 118 detenidos.',
        'es',
      ),
    ).toEqual(['El colectivo Frontera']);
  });

  test('a sentence between two of one speaker is that speaker’s', async () => {
    expect(
      await speakers(
        'Анна Вельт сообщила, что 40 пленных остаются в колонии. В мае освобождены 12 пленных. Анна Вельт добавила, что 5 пленных умерли.',
      ),
    ).toEqual(['Анна Вельт', 'Анна Вельт', 'Анна Вельт']);
  });
});
