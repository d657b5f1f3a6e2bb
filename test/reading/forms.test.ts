/** Texts that are not running prose: tables of persons and figures, mails that quote mails. */
import { describe, expect, test } from 'vitest';
import { propose } from '#reading';
import { repliesOf, tablesOf } from '../../src/reading/forms/layout.ts';
import { noticesOf } from '../../src/reading/forms/notice.ts';

const read = (text: string, lang = 'en') =>
  propose(text, { lang, published: '2031-05-20', header: { published: '2031-05-20' } });

describe('a table of persons', () => {
  const TABLE = `Drivers of Vessin, list of the union

Name | Captured on | Held at | Status
Tarl Omben | 3 May 2031 | Kerrin quarry | captured
Ilse Varo | 4 May 2031 | Kerrin quarry | released
Obe Tann | - | - | died
`;
  test('each row is what happened to one person', async () => {
    const { claims } = await read(TABLE);
    const rows = claims.filter(({ rule }) => rule === 'table:person');
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatchObject({
      kind: 'custody',
      event: 'captured',
      who: 'Tarl Omben',
      place: 'Kerrin quarry',
      date: '2031-05-03',
      quote: 'Tarl Omben | 3 May 2031 | Kerrin quarry | captured',
    });
    expect(rows[1]).toMatchObject({ kind: 'custody', event: 'released', who: 'Ilse Varo' });
    expect(rows[2]).toMatchObject({ kind: 'death', who: 'Obe Tann', date: null });
  });

  test('the other rules leave its rows alone', async () => {
    const { claims } = await read(TABLE);
    expect(claims.filter(({ quote, rule }) => quote.includes('Omben') && rule !== 'table:person')).toEqual(
      [],
    );
  });
});

describe('a table of figures', () => {
  test('columns say what is counted, totals are counts, and no sum is made', async () => {
    const { claims } = await read(
      'Place\tHeld\tReleased\tMissing\nKerrin\t1 204\t17\t~40\nTarn\t86\t0\t5+\nTotal\t1 290\t17\t45\n',
    );
    const figures = claims.flatMap((claim) =>
      claim.kind === 'count' ? [[claim.measure, claim.operator, claim.number]] : [],
    );
    expect(figures).toEqual([
      ['held', '=', 1204],
      ['released', '=', 17],
      ['missing', '~', 40],
      ['held', '=', 86],
      ['released', '=', 0],
      ['missing', '>=', 5],
      ['held', '=', 1290],
      ['released', '=', 17],
      ['missing', '=', 45],
    ]);
  });

  test('a table whose headings nobody knows gives nothing', async () => {
    const { claims } = await read('Crop\tTons\nWheat\t40\nRye\t12\nOats\t7\n');
    expect(claims.filter(({ rule }) => rule.startsWith('table:'))).toEqual([]);
  });
});

test('prose with semicolons is no table', () => {
  const line = 'The men were taken at dawn, on a day of fog; nobody has seen them since, or says so';
  expect(tablesOf(`${line} (${'x'.repeat(160)}).\n${line}.\n${line} ${'y'.repeat(160)}.\n`)).toEqual([]);
});

describe('a mail that quotes a mail', () => {
  const MAIL = `Dear colleague,

please see below.

On 3 May 2031, Tarl Omben <t@union.example> wrote:
> We count 14 prisoners in the quarry.
> They have had no letters since March.
>
> On 1 May 2031, Ilse Varo wrote:
>> Nine of the prisoners were beaten.
`;
  test('what is quoted is its writer’s', async () => {
    const { claims } = await read(MAIL);
    const count = claims.find((claim) => claim.kind === 'count' && claim.number === 14);
    expect(count?.attributed_to).toBe('Tarl Omben');
    expect(claims.find(({ quote }) => quote.includes('beaten'))?.attributed_to).toBe('Ilse Varo');
  });

  test('depth is counted and never followed', () => {
    const deep = Array.from({ length: 5_000 }, (_, at) => `${'>'.repeat(at + 1)} word`).join('\n');
    expect(repliesOf(deep).at(-1)?.depth).toBe(5_000);
  });
});

describe('a thread or chat', () => {
  const speakers = async (text: string, lang = 'en') =>
    (await read(text, lang)).claims.map(({ kind, attributed_to: who }) => [kind, who]);

  test('what is told in a post is its writer’s, unless a nearer speaker is named', async () => {
    const text = `Families of the Vessin drivers

Oda Lamm, 14:02
My brother was arrested at the Kerrin checkpoint on Monday.

Pell Ruum, 14:09
Eleven men are held in the quarry, a guard told me.

Sanne Wirth · 3 May 2031 15:20
They released four of the prisoners last night.

The ministry said that nine men had been freed.
`;
    expect(await speakers(text)).toEqual([
      ['custody', 'Oda Lamm'],
      ['count', 'a guard'],
      ['count', 'Sanne Wirth'],
      ['count', 'The ministry'],
    ]);
  });

  test('as a chat is exported, in another language', async () => {
    const text = `Чат родственников

[14:02, 03.05.2031] Ода Ламм: Брата задержали на посту в Керрине.
[14:05, 03.05.2031] Пелл Руум: В карьере содержатся одиннадцать пленных.
`;
    expect(await speakers(text, 'ru')).toEqual([
      ['custody', 'Ода Ламм'],
      ['count', 'Пелл Руум'],
    ]);
  });

  test('handles in small letters are writers where one of them writes again; a timetable has none', async () => {
    const chat = `[09:14] mara_k: my brother was arrested at the bridge
[09:16] Dato: eleven prisoners are held in the quarry
[09:22] mara_k: they released four of the prisoners last night
`;
    expect(await speakers(chat)).toEqual([
      ['custody', 'mara_k'],
      ['count', 'Dato'],
      ['count', 'mara_k'],
    ]);
    const timetable = `10:00 opening: eleven prisoners are held in the quarry
11:00 report: four prisoners were released
`;
    expect(await speakers(timetable)).toEqual([
      ['count', null],
      ['count', null],
    ]);
  });

  test('the number of a prison counts nobody', async () => {
    const { claims } = await read('The next of kin were not told of the transfer from Prison No. 2.');
    expect(claims.filter(({ kind }) => kind === 'count')).toEqual([]);
  });

  test('times alone head no posts, and one writer makes no thread', async () => {
    expect(await speakers('14:02 Kerrin. Eleven men are held in the quarry.\n')).toEqual([['count', null]]);
    expect(await speakers('Vessin Harbour, 14:02\nEleven men are held in the quarry.\n')).toEqual([
      ['count', null],
    ]);
  });
});

describe('a notice of a court', () => {
  const NOTICE = `ASSIZE COURT OF VESSIN

Case No.: 114/31
Presiding judge: Hanne Orbel
Prosecutor: Ada Kress
Defendant: Tarl Omben, born 1994, held in Kerrin prison since 3 March 2031
Next hearing: 4 June 2031, 10:00, closed to the public
`;
  test('its labels speak for nobody', async () => {
    const { claims } = await read(NOTICE);
    expect(claims.map(({ kind, attributed_to: who }) => [kind, who])).toEqual([
      ['custody', null],
      ['trial', null],
    ]);
    expect(claims[0]).toMatchObject({ who: 'Tarl Omben', attribution: { state: 'author' } });
    expect(noticesOf(NOTICE).map(({ label }) => label)).toEqual([
      'Case No.',
      'Presiding judge',
      'Prosecutor',
      'Defendant',
      'Next hearing',
    ]);
  });

  test('a transcript is no notice', () => {
    const turns =
      'Moderator: Welcome.\nJudge: Two were released.\nProsecutor: We hold eleven men.\nMinister: 14 soldiers are missing.\nModerator: Is that all?\n';
    expect(noticesOf(turns)).toEqual([]);
  });
});

describe('how mails of other languages introduce what they quote', () => {
  test.each([
    ['ru', 'пн, 5 мая 2031 г. в 09:12, Ода Ламм <o@example.org>:', 'Ода Ламм'],
    ['ru', '5 мая 2031, 10:00, "Пелл Руум" <p@example.org> написал(а):', 'Пелл Руум'],
    ['tr', 'Oda Lamm <o@example.org>, 5 Mayıs 2031 Pzt, 09:12 tarihinde şunu yazdı:', 'Oda Lamm'],
    ['ar', 'في 5 مايو 2031، كتب سامي رافين:', 'سامي رافين'],
    ['hy', '2031 թ. մայիսի 5-ին, Օդա Լամ <o@example.org> գրեց:', 'Օդա Լամ'],
    ['es', 'El lun, 5 may 2031 a las 9:12, Oda Lamm (<o@example.org>) escribió:', 'Oda Lamm'],
  ])('%s: %s', (_, line, writer) => {
    expect(repliesOf(`${line}\n> .\n`)).toMatchObject([{ writer, depth: 1 }]);
  });

  test('a forum names whom it quotes inside the quotation', () => {
    expect(
      repliesOf('> Oda Lamm wrote:\n> They hold eleven.\n>> Pell Ruum wrote:\n>> Four.\n'),
    ).toMatchObject([
      { writer: 'Oda Lamm', depth: 1 },
      { writer: 'Pell Ruum', depth: 2 },
    ]);
  });
});
