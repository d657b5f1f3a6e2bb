/** What a column is taken for: recognised in several languages, overruled by a person, never dropped. */
import { describe, expect, test } from 'vitest';
import { FIELDS, readColumns } from '#exchange';
import { Fault } from '#ground';
import lexicon from '../../src/exchange/columns.json' with { type: 'json' };

const fieldsOf = (columns: readonly string[], map: Record<string, string> = {}): (string | null)[] =>
  readColumns(columns, map).map(({ field }) => field);

function refusal(act: () => unknown): Fault {
  try {
    act();
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown;
    throw thrown;
  }
  return expect.unreachable('nothing was refused');
}

describe('recognised by the heading', () => {
  test('every spelling of the lexicon is recognised as its own field and no other', () => {
    for (const field of FIELDS)
      for (const heading of lexicon.fields[field]) expect(fieldsOf([heading]), heading).toEqual([field]);
  });

  test.each([
    ['English', ['First Name', 'FAMILY_NAME', 'Father’s name', 'Date of birth', 'Military unit']],
    ['Russian', ['ИМЯ', 'Фамилия', 'Отчество', 'Дата рождения', 'Войсковая часть']],
    ['Armenian', ['Անուն', 'ԱԶԳԱՆՈՒՆ', 'Հայրանուն', 'Ծննդյան ամսաթիվ', 'Զորամաս']],
    ['Azerbaijani', ['AD', 'Soyad', 'Ata adı', 'Doğum tarixi', 'HƏRBI HISSƏ']],
  ])('%s headings in whatever case', (_, columns) => {
    expect(fieldsOf(columns)).toEqual(['given_name', 'surname', 'father', 'birth_date', 'unit']);
  });

  test.each([
    ['Ukrainian, whatever the apostrophe', ['Ім’я', 'Прізвище', 'По батькові']],
    ['Arabic', ['الاسم الأول', 'اسم العائلة', 'اسم الأب']],
    ['French', ['PRÉNOM', 'Nom', 'Nom du père']],
    ['Spanish', ['Nombre', 'Apellidos', 'Nombre del padre']],
  ])('%s', (_, columns) => {
    expect(fieldsOf(columns)).toEqual(['given_name', 'surname', 'father']);
  });

  test('the first of two columns for one field is taken, the second is kept as it is', () => {
    expect(readColumns(['name', 'Full name'])).toEqual([
      { column: 'name', field: 'full_name', basis: 'heading' },
      { column: 'Full name', field: null, basis: 'not recognised' },
    ]);
  });

  test('a column nobody knows stays in its place', () => {
    expect(readColumns(['shoe size'])).toEqual([
      { column: 'shoe size', field: null, basis: 'not recognised' },
    ]);
  });
});

describe('mapped by a person', () => {
  test('wins over every guess', () => {
    expect(readColumns(['name', 'alias'], { full_name: 'alias' })).toEqual([
      { column: 'name', field: null, basis: 'not recognised' },
      { column: 'alias', field: 'full_name', basis: 'person' },
    ]);
  });

  test('the exact heading comes before one that only looks like it', () => {
    expect(fieldsOf(['UNIT 7', 'unit 7'], { unit: 'unit 7' })).toEqual([null, 'unit']);
    expect(fieldsOf(['UNIT 7'], { unit: 'unit_7' })).toEqual(['unit']);
  });

  test('refuses a field or a column that does not exist, and one column for two fields', () => {
    expect(refusal(() => readColumns(['a'], { shoe: 'a' })).code).toBe('usage-wrong');
    expect(refusal(() => readColumns(['a'], { age: 'Canarius' })).message).not.toContain('Canarius');
    expect(refusal(() => readColumns(['a'], { full_name: 'a', surname: 'a' })).message).toContain('surname');
  });
});
