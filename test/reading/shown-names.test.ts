/**
 * What is shown as the name of a speaker where nouns have cases: no article, no genitive, no words that only stand
 * beside the name; and nobody where the phrase is in another case.
 */
import { expect, test } from 'vitest';
import { propose } from '#reading';

async function speakersOf(lang: string, ...paragraphs: string[]) {
  const text = `# Note | Invented | 2024-05-10 | invented | ${lang} | original\n\n${paragraphs.join('\n\n')}\n`;
  const { claims } = await propose(text);
  return claims.filter(({ kind }) => kind === 'count').map((claim) => claim.attributed_to);
}

test('a subject is shown without its article', async () => {
  expect(await speakersOf('hy', 'Փաստաբան Ռոման Դելասը հայտնեց, որ բանտում 14 գերի է պահվում։')).toEqual([
    'Ռոման Դելաս',
  ]);
});

test('words behind the article are no part of the name', async () => {
  expect(await speakersOf('hy', 'Նախարարությունն իր հերթին հայտնեց, որ բանտում 14 գերի է պահվում։')).toEqual([
    'Նախարարություն',
  ]);
});

test('a body lets something be known in the case of where it comes from', async () => {
  expect(await speakersOf('hy', 'Սահմանային կոմիտեից հայտնեցին, որ բանտում 14 գերի է պահվում։')).toEqual([
    'Սահմանային կոմիտե',
  ]);
});

test('a noun without the article of a subject says nothing', async () => {
  expect(await speakersOf('hy', 'Ումբրինի բանտում, ասում են, 14 գերի է պահվում։')).not.toContain('Ումբրինի');
});

test('who stands before "according to" is shown without the genitive', async () => {
  expect(await speakersOf('az', 'Müşahidəçilərin sözlərinə görə, həbsxanada 14 əsir saxlanılır.')).toEqual([
    'Müşahidəçilər',
  ]);
});

test('who writes once in a thread has a turn of their own', async () => {
  expect(
    await speakersOf(
      'az',
      'Kapitan: Gözünüz aydın, həbsxanadan yeddi əsir azad edilib.',
      'dalğa: Düşərgədə hələ 12 əsir saxlanılır.',
      'Kapitan: Düz deyirsən.',
      'Sona: Salam hamıya.',
      'Kapitan: Salam.',
      'Sona: Xəbər varmı?',
    ),
  ).toContain('dalğa');
});

test('a heading with its figure is nobody who speaks', async () => {
  expect(
    await speakersOf(
      'az',
      'Axtarılır: 96. Onlardan 12 nəfər itkin düşüb.',
      'Axtarılır: 203. Onlardan 20 nəfər itkin düşüb.',
      'Axtarılır: 132. Onlardan 30 nəfər itkin düşüb.',
    ),
  ).not.toContain('Axtarılır');
});
