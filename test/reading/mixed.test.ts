/**
 * Documents in several languages, read paragraph by paragraph: each paragraph gives its claims by its own words,
 * and a paragraph in a language without a pack is named and not guessed at. Three texts of our own.
 */
import { expect, test } from 'vitest';
import { propose } from '#reading';

async function claimsOf(lang: string, ...paragraphs: string[]) {
  const text = `# Mixed | Invented | 2024-05-10 | invented | ${lang} | original\n\n${paragraphs.join('\n\n')}\n`;
  const reading = await propose(text);
  return {
    ...reading,
    has: (fields: object) => expect(reading.claims).toContainEqual(expect.objectContaining(fields)),
  };
}

test('a Russian letter with an Armenian and a Georgian paragraph', async () => {
  const { has, coverage } = await claimsOf(
    'ru',
    'По состоянию на 1 мая 2024 года в колонии под Гранитным удерживают 42 пленных. На запрос семей министерство не ответило.',
    'Գերիների ընտանիքները պնդում են, որ գաղութում պահվում է 19 գերի։ Պաշտպանության նախարարությունը մեր հարցմանը պատասխան չտվեց։',
    'ოჯახები ამბობენ, რომ ტყვეები ციხეში იმყოფებიან და მათ შესახებ არაფერია ცნობილი უკვე სამი თვეა.',
    'Адвоката к пленным так и не пустили.',
  );
  has({ kind: 'count', number: 42, as_of: '2024-05-01' });
  has({ kind: 'inquiry', outcome: 'no_response', quote: expect.stringContaining('министерство') as string });
  has({ kind: 'count', number: 19, measure: 'held' });
  has({ kind: 'inquiry', outcome: 'no_response', quote: expect.stringContaining('պատասխան') as string });
  expect(coverage.unread.length).toBe(1);
});

test('an English bulletin that carries an Arabic and a French statement', async () => {
  const { has } = await claimsOf(
    'en',
    'The centre has recorded 31 detainees at the Salt Gate prison. The ministry did not reply to its letter.',
    'وقالت وزارة الداخلية في بيان إن عدد الموقوفين لا يتجاوز مئتين وخمسين، نافيةً وقوع أي تعذيب في السجن.',
    'Le collectif des familles affirme que 54 captifs sont toujours détenus à Roquefroide. La préfecture n’a pas répondu à notre courrier.',
  );
  has({ kind: 'count', number: 31 });
  has({ kind: 'count', number: 250, operator: '<=' });
  has({ kind: 'ill_treatment_or_health', modality: 'denied' });
  has({ kind: 'count', number: 54 });
  has({ kind: 'inquiry', outcome: 'no_response', quote: expect.stringContaining('préfecture') as string });
});

test('a Turkish report that quotes an Azerbaijani and a Persian paragraph', async () => {
  const { has } = await claimsOf(
    'tr',
    'Baronun raporuna göre kampta 318 tutuklu tutuluyor. Bakanlık sorularımıza yanıt vermedi.',
    'Nazirlik bildirib ki, qarşı tərəfdə doqquz əsir saxlanılır və onların ailələri ilə görüşlərə icazə verilmir. Sorğumuza cavab verilməyib.',
    'وزارت دادگستری اعلام کرد ۲۴ زندانی آزاد شدند. دادستانی به نامه خانواده‌ها پاسخی نداده است.',
  );
  has({ kind: 'count', number: 318, measure: 'held' });
  has({ kind: 'inquiry', outcome: 'no_response', quote: expect.stringContaining('yanıt') as string });
  has({ kind: 'count', number: 9 });
  has({ kind: 'inquiry', outcome: 'no_response', quote: expect.stringContaining('cavab') as string });
  has({ kind: 'count', number: 24, measure: 'released' });
});
