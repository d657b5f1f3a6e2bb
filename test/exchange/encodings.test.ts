/** Lists in the encodings of offices: read right, or refused whole with file and row. All names are invented. */
import { describe, expect, test } from 'vitest';
import { isFault, type Fault } from '#ground';
import { previewList } from '#workspace';
import { encodeAs, utf16, utf8 } from '../evidence/support/build.ts';

async function refusal(act: Promise<unknown>): Promise<Fault> {
  try {
    await act;
  } catch (thrown) {
    if (isFault(thrown)) return thrown;
    throw thrown;
  }
  return expect.unreachable('nothing was refused');
}

const RUSSIAN = 'Фамилия;Имя;Год рождения\nВельмаров;Орест;1991\nЩедрин;Пётр;1987\nЖуравин;Эльдар;1990\n';
const ARMENIAN = 'Ազգանուն;Անուն;Տարիք\nՎելմարյան;Օրին;31\nՇողակաթյան;Տիրավ;28\nԾաղկունի;Արփի;40\n';
const TURKISH = 'Soyad;Ad;Yaş\nYıldızoğlu;Işık;31\nŞenbahçeli;Gülşen;28\nÇağlayangil;İlkay;44\n';
const ARABIC = 'اسم العائلة;الاسم الأول;العمر\nالوالدي;مرشد;31\nالشهاوي;سليم;28\nالقرموشي;نبيل;40\n';

describe('every encoding of an office gives the same list', () => {
  test.each([
    ['windows-1251', RUSSIAN],
    ['koi8-r', RUSSIAN],
    ['iso-8859-5', RUSSIAN],
    ['ibm866', RUSSIAN],
    ['windows-1254', TURKISH],
    ['windows-1256', ARABIC],
    ['armscii-8', ARMENIAN],
  ])('%s is found, and said to be a guess', async (label, text) => {
    const { table, columns, notices } = await previewList({
      bytes: encodeAs(label, text),
      fileName: 'list.csv',
    });
    expect([table.columns, ...table.rows].map((row) => row.join(';')).join('\n')).toBe(text.trimEnd());
    expect(columns.map(({ field }) => field).slice(0, 2)).toEqual(['surname', 'given_name']);
    expect(notices.join(' ')).toContain(`guessed as ${label}`);
  });

  test.each([true, false])('UTF-16, big end first %s, with and without its mark', async (isBigEndian) => {
    for (const text of [RUSSIAN, ARMENIAN, TURKISH, ARABIC])
      for (const withMark of [true, false]) {
        const { table } = await previewList({
          bytes: utf16(text, isBigEndian, withMark),
          fileName: 'list.csv',
        });
        expect(table.rows.map((row) => row.join(';'))).toEqual(text.trimEnd().split('\n').slice(1));
      }
  });

  test('what a person says of the encoding is believed; an unknown one is refused', async () => {
    const short = encodeAs('iso-8859-5', 'Имя\nЮля\n');
    const { table } = await previewList({ bytes: short, fileName: 'list.csv', charset: 'iso-8859-5' });
    expect(table).toMatchObject({ columns: ['Имя'], rows: [['Юля']] });
    const fault = await refusal(previewList({ bytes: short, fileName: 'list.csv', charset: 'klingon-8' }));
    expect(fault.code).toBe('usage-wrong');
  });
});

describe('refused whole, naming file and row', () => {
  test('two encodings in one file', async () => {
    const bytes = new Uint8Array([...utf8(RUSSIAN), ...encodeAs('windows-1251', 'Велов;Ян;1990\n')]);
    const fault = await refusal(previewList({ bytes, fileName: 'lists/list.csv' }));
    expect(fault.code).toBe('input-encoding');
    expect(fault.message).toContain('file list.csv, row 5');
  });

  test('a zero byte', async () => {
    const bytes = utf8('name;age\nVel;31\nOr\0in;30\n');
    const fault = await refusal(previewList({ bytes, fileName: 'list.csv' }));
    expect(fault.code).toBe('input-binary');
    expect(fault.message).toContain('file list.csv, row 3');
  });

  test('an identifier that stands twice, unless the column is said to be none', async () => {
    const bytes = utf8('id,name\n7,Vel\n8,Tara\n7,Orin\n');
    const fault = await refusal(previewList({ bytes, fileName: 'list.csv' }));
    expect(fault.code).toBe('import-malformed');
    expect(fault.message).toBe('file list.csv, row 4: the identifier stands already in row 2');
    const { rows, columns } = await previewList({ bytes, fileName: 'list.csv', map: { id: '' } });
    expect([rows, columns[0]?.field]).toEqual([3, null]);
  });

  test('a cell of ten million characters, a heading alone, and nothing', async () => {
    const long = utf8(`name,age\nVel,31\n"${'x'.repeat(10_000_000)}",30\n`);
    const fault = await refusal(previewList({ bytes: long, fileName: 'list.csv' }));
    expect(fault.code).toMatch(/^(?:import-malformed|input-too-large)$/);
    expect(fault.message).toContain('list.csv');
    for (const text of ['', 'name,age\n'])
      expect((await refusal(previewList({ bytes: utf8(text), fileName: 'list.csv' }))).code).toBe(
        'input-empty',
      );
  });
});

describe('what a column is taken for', () => {
  test.each([
    [
      'Прізвище;Ім’я;По батькові;Дата народження;Військова частина',
      'surname given_name father birth_date unit',
    ],
    ['Soyadı;Adı;Atasının adı;Təvəllüd;Hərbi rütbəsi', 'surname given_name father birth_year rank'],
    ['Ազգանունը;Անունը;Հոր անունը;Ծննդյան տարեթիվ;Կոչումը', 'surname given_name father birth_year rank'],
    ['نام;نام خانوادگی;نام پدر;تاریخ تولد;محل بازداشت', 'given_name surname father birth_date captured_at'],
    [
      'Nom de famille;Prénoms;Né le;Lieu de naissance;Grade',
      'surname given_name birth_date birth_place rank',
    ],
    ['Nombres;Primer apellido;Fecha de nacimiento;Edad;Sexo', 'given_name surname birth_date age sex'],
    ['Name;Surname;Age (years);Фамилия матери;Телефон / Phone', 'given_name surname age - phone'],
    [
      'الاسم الثلاثي;سنة الولادة;مكان الاعتقال;الرتبة العسكرية;ملاحظة',
      'full_name birth_year captured_at rank remarks',
    ],
  ])('%s', async (headings, fields) => {
    const { columns } = await previewList({ bytes: utf8(`${headings}\na;b;c;d;e\n`), fileName: 'list.csv' });
    expect(columns.map(({ field }) => field ?? '-').join(' ')).toBe(fields);
  });
});
