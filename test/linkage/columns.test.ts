/** Headings as programs, offices and transliterators write them, and columns whose headings say nothing. */
import { describe, expect, test } from 'vitest';
import { readLinkColumns, type LinkField } from '#linkage';
import { linkLists, type LinkList } from '#workspace';
import { romanise } from '#names';
import { scored, someone, two, type Someone } from './lists.ts';

const HEADINGS: Readonly<Partial<Record<LinkField, string>>> = {
  full_name:
    'FullName|Full name (English)|fio|FIO|Ф.И.О.|ФИО пленного|Фамилия И.О.|Name of detainee|Name (Latin)|name_latin|p_name|Anun Azganun',
  given_name:
    'givenName|FirstName|given_name_latin|person_given_name|first_name_1|imya|anun|Vorname|Имя (рус)',
  surname:
    'FamilyName|LastName|Surname (EN)|surname_latin|person_surname|familiya|azganun|name_family|Family Name (Last)',
  father: 'FatherName|fathers_name|MiddleName|otchestvo|hayranun|ata_adi|Отчество|father_latin',
  birth_date: 'DateOfBirth|dateOfBirth|DOB (dd.mm.yyyy)|data_rozhdeniya|dogum_tarixi',
  birth_year: 'birthYear|BirthYear|birthyear|b_year|god_rozhdeniya|yob|Year Born|Ծննդ. թ.',
  birth_place: 'PlaceOfBirth|placeOfBirth|mesto_rozhdeniya|Native place',
  place: 'city_of_residence|mesto_zhitelstva|gorod|Village/Town|Home village|Lives in|residence_place',
};

describe('headings', () => {
  for (const [field, headings] of Object.entries(HEADINGS))
    test.each(headings.split('|'))(`%s is ${field}`, (heading) => {
      const rows = [
        ['1', '1980'],
        ['2', '1981'],
      ];
      const [, read] = readLinkColumns({ columns: ['id', heading], rows, id: 'id' });
      expect(read).toMatchObject({ field, basis: 'heading' });
    });

  test('"name" beside a family name is the given name, whatever stands around it', () => {
    const read = (columns: string[]) =>
      readLinkColumns({ columns, rows: [columns], id: 'id' }).map(({ field }) => field);
    expect(read(['id', 'p_name', 'person_surname'])).toEqual([null, 'given_name', 'surname']);
    expect(read(['id', 'p_name', 'dob'])).toEqual([null, 'full_name', 'birth_date']);
  });

  test('numbers of cards stay unused whatever stands around them', () => {
    for (const heading of ['Passport No', 'PassportNumber (RU)', 'person_id', 'patient_id_1', 'SocSecId']) {
      const read = readLinkColumns({
        columns: ['key', 'name', heading],
        rows: [
          ['1', 'Vel Orin', 'A1'],
          ['2', 'Tar Orin', 'A2'],
        ],
        known: [null, 'full_name', null],
        id: 'key',
      });
      expect(read[2]?.field, heading).toBeNull();
    }
  });

  test('a column of years that spread as births do is taken for them by its cells, one that does not is left alone', () => {
    const rows = Array.from({ length: 60 }, (_, n) => [
      `${n}`,
      'Vel Orin',
      `${1950 + n}`,
      `${2020 + (n % 4)}`,
    ]);
    const read = readLinkColumns({
      columns: ['id', 'name', 'y', 'z'],
      rows,
      known: [null, 'full_name', null, null],
      id: 'id',
    });
    expect(read.map(({ field, basis }) => [field, basis]).slice(2)).toEqual([
      ['birth_year', 'cells'],
      [null, 'unused'],
    ]);
  });
});

const plain = (words: string): string => romanise(words, { scheme: 'plain' });

/** Lists of the same people as three offices write them: split and whole, three scripts, three ways of a date. */
function offices(people: readonly Someone[]): LinkList[] {
  const list = (name: string, columns: string[], cells: (s: Someone) => string[]): LinkList => {
    const rows = people
      .filter(({ person }) => person % 5 !== name.length % 5)
      .map((s) => [`${name}-${s.person}`, ...cells(s)]);
    return { name, table: { columns: ['id', ...columns], rows, lines: rows.map((_, at) => at + 2) } };
  };
  return [
    list('ru', ['Фамилия', 'Имя', 'Дата рождения', 'Место жительства'], (s) => [
      s.family,
      s.given,
      `${two(s.day)}.${two(s.month)}.${s.year}`,
      s.place,
    ]),
    list('usa', ['FullName', 'DOB', 'homeTown'], (s) => [
      `${plain(s.given)} ${plain(s.family)}`,
      `${s.month}/${s.day}/${s.year}`,
      s.place,
    ]),
    list('four', ['family', 'given', 'birthYear'], (s) => [
      plain(s.family).toUpperCase(),
      plain(s.given),
      String(s.year),
    ]),
    list('iso56', ['name', 'birth'], (s) => [
      `${plain(s.family)}, ${plain(s.given)}`,
      `${s.year}${two(s.month)}${two(s.day)}`,
    ]),
  ];
}

test.each([
  [0, 1, 0.97, 0.93],
  [0, 2, 0.95, 0.8],
  [1, 3, 0.97, 0.93],
  [0, 3, 0.97, 0.93],
] as const)('lists %i and %i, written in other ways, are linked', async (left, right, precision, recall) => {
  const lists = offices(someone('russian', 200, 'offices'));
  const linked = await linkLists(
    [left, right].flatMap((at) => lists[at] ?? []),
    { oneToOne: true },
  );
  const found = scored(linked.links());
  expect(found.precision).toBeGreaterThanOrEqual(precision);
  expect(found.recall).toBeGreaterThanOrEqual(recall);
});

test.each(['Name', 'Full name', 'ФИО', 'اسم', 'Ազգանուն անուն հայրանուն'])(
  'K12 a list without numbers is compared by the names that name its records: %s',
  (heading) => {
    const rows = [
      ['Anna Tull', '1990'],
      ['Bela Orr', '1991'],
    ];
    const read = readLinkColumns({ columns: [heading, 'birth year'], rows, id: heading });
    expect(read.map(({ field }) => field)).toEqual(['full_name', 'birth_year']);
    const numbered = readLinkColumns({ columns: ['phone', heading], rows, id: 'phone' });
    expect(numbered.map(({ field }) => field)).toEqual([null, 'full_name']);
  },
);
