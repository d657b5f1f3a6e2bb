import { describe, expect, test } from 'vitest';
import { propose } from '#reading';

async function read(body: string, lang: string, publisher = 'p') {
  const { claims } = await propose(
    `# t | ${publisher} | 2024-06-10 | invented | ${lang} | original\n\n${body}`,
  );
  return claims;
}

describe('speakers in scripts without capital letters', () => {
  test('the name set off by commas behind an office is who speaks, there and by surname later', async () => {
    const claims = await read(
      'نفى المتحدث باسم وزارة الداخلية، العميد سامر الدرعان، احتجاز أي مدني. وقال الدرعان إن الوزارة تحتجز 48 أسيراً.',
      'ar',
    );
    const count = claims.find(({ kind }) => kind === 'count');
    expect(count?.attributed_to).toBe('سامر الدرعان');
  });

  test('a verb that goes on without a subject has the one behind the verb before', async () => {
    const claims = await read(
      'وقال مجلس الأعيان إن الجيش يحتجز 48 أسيراً، مضيفاً أن 12 أسيراً نُقلوا إلى سجن الرحى.',
      'ar',
    );
    expect(claims.filter(({ kind }) => kind === 'count').map((one) => one.attributed_to)).toEqual([
      'مجلس الأعيان',
      'مجلس الأعيان',
    ]);
  });

  test.each([
    ['ar', 'رواق', 'كم أسيراً لديهم؟', 'حنان البيرق', 'لديهم 142 أسيراً.'],
    ['fa', 'لنگر', 'چند اسیر دارند؟', 'لادن فرهمند', 'آنها ۱۴۲ اسیر دارند.'],
  ])(
    '%s: answers belong to the name before the colon, and questions to nobody',
    async (lang, paper, question, guest, answer) => {
      const pair = `${paper}: ${question}\n\n${guest}: ${answer}\n\n`;
      const claims = await read(pair.repeat(2), lang);
      expect(claims.map(({ kind }) => kind)).not.toContain('open_question');
      for (const one of claims.filter(({ kind }) => kind === 'count')) expect(one.attributed_to).toBe(guest);
    },
  );

  test('"the centre" of a report is the centre that issues it', async () => {
    const [claim] = await read('وثّق المركز 187 حالة اعتقال.', 'ar', 'مركز نبراس للتوثيق');
    expect(claim?.attributed_to).toBe('مركز نبراس للتوثيق');
  });

  test('who names others may stand before the naming verb', async () => {
    const claims = await read('سلطة الوادي تسمّي الأسرى «ضيوف الدار».', 'ar');
    expect(claims.find(({ kind }) => kind === 'label')?.attributed_to).toBe('سلطة الوادي');
  });

  test('the quotation of a count holds the place and does not end at its preposition', async () => {
    const claims = await read('قالت المنظمة إن 14 معتقلاً محتجزون في سجن القلعة منذ عام.', 'ar');
    expect(claims.find(({ kind }) => kind === 'count')?.quote).toBe('14 معتقلاً محتجزون في سجن القلعة');
  });
});

describe('a given name that nothing else shows', () => {
  test.each([
    ['ar', 'كان محمد محتجزا في سجن المدينة.', 'محمد'],
    ['ar', 'كان محمد سالم محتجزا في سجن المدينة.', 'محمد سالم'],
    ['ar', 'نقلت الشرطة سامي إلى سجن القلعة.', 'سامي'],
    ['ar', 'جرى توقيف سالم الحداد قرب الجسر.', 'سالم الحداد'],
    ['fa', 'محمد در زندان مرکزی نگهداری می‌شد.', 'محمد'],
    ['fa', 'پلیس سعید کریمی را در خانه‌اش بازداشت کرد.', 'سعید کریمی'],
  ])('%s: is who it happened to: %s', async (lang, sentence, who) => {
    const claims = await read(sentence, lang);
    expect(claims.map(({ kind }) => kind)).toEqual(['custody']);
    expect(claims[0]).toMatchObject({ who });
  });

  test('the preposition written like it is no name', async () => {
    expect(await read('علي في السجن منذ مارس 2023.', 'ar')).toHaveLength(1);
    expect(await read('على في السجن منذ مارس 2023.', 'ar')).toEqual([]);
  });

  test('a place called by it is nobody', async () => {
    expect(await read('الماء في سجن محمد مقطوع منذ مارس 2023.', 'ar')).toEqual([]);
  });

  test('a verb that is followed at once by what was said goes on with the one who spoke before', async () => {
    const claims = await read(
      'قالت وزيرة العدل سلمى الدرعان إن السجن فارغ. وأضافت أن 48 أسيراً نُقلوا إلى سجن الرحى.',
      'ar',
    );
    const count = claims.find(({ kind }) => kind === 'count');
    expect(count?.attributed_to).toContain('سلمى الدرعان');
  });

  test('what a statement says in numbered paragraphs belongs to whoever opens it', async () => {
    const claims = await read(
      'صرّح الناطق باسم وزارة الخارجية السفير راشد المهيري بما يلي:\n\n1. تحتجز الدولة المجاورة 48 أسيراً.\n\nانتهى النص. في السجن 12 أسيراً.',
      'ar',
    );
    const [inside, outside] = claims.filter(({ kind }) => kind === 'count');
    expect(inside?.attributed_to).toContain('راشد المهيري');
    expect(outside?.attributed_to).toBeNull();
  });

  test('the hour before an entry of a ticker is no figure and no part of a name', async () => {
    const [count] = await read('11:20 قالت وزارة الدفاع إن 48 أسيراً عادوا.', 'ar');
    expect(count?.attributed_to).toBe('وزارة الدفاع');
    expect(count).toMatchObject({ number: 48 });
  });

  test('a long phrase with a preposition before the verb does not speak', async () => {
    const claims = await read(
      'وزیر دفاع آبرود پس از نشست هیئت دولت گفت ۸۷ اسیر در اردوگاه نگهداری می‌شوند.',
      'fa',
    );
    expect(claims.find(({ kind }) => kind === 'count')?.attributed_to).toContain('وزیر دفاع');
  });
});

test.each([
  ['ar', 'في السجن أسرى.', 'يحتفظ محمد بصور قديمة في بيته.'],
  ['ar', 'في السجن أسرى.', 'عاد فراس من السفر.'],
  ['fa', 'اسیران در زندان هستند.', 'محمد عکس‌های قدیمی را در خانه نگه می‌دارد.'],
])(
  '%s: who keeps or returns something in a text about captives is not held: %s',
  async (lang, lead, other) => {
    const claims = await read(`${lead}\n\n${other}`, lang);
    expect(claims.filter(({ quote }) => other.includes(quote))).toEqual([]);
  },
);
