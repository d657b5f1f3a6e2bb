/** Texts that are not running prose: tables of persons and figures, mails that quote mails. */
import { describe, expect, test } from 'vitest';
import { propose } from '#reading';
import { repliesOf, tablesOf } from '../../src/reading/forms/layout.ts';

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
