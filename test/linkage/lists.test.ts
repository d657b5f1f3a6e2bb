/** Lists of kinds the program has not seen: it says what it took each column for, links when sure, proposes otherwise. */
import { describe, expect, test } from 'vitest';
import { romanise } from '#names';
import { linkLists, type LinkedLists, type LinkList } from '#workspace';
import { listOf, scored, someone, two, type Office, type People, type Someone } from './lists.ts';

const iso = ({ year, month, day }: Someone): string => `${year}-${two(month)}-${two(day)}`;
const dotted = ({ year, month, day }: Someone): string => `${day}.${month}.${year}`;
const latin = (words: string): string => romanise(words, { scheme: 'plain' });

const OFFICES = {
  german: {
    headings: ['Vorname', 'Nachname', 'Geburtsdatum', 'Wohnort'],
    cells: (s) => [s.given, s.family, dotted(s), s.place],
  },
  plain: {
    headings: ['First Name', 'Last Name', 'DOB', 'City'],
    cells: (s) => [
      latin(s.given).normalize('NFD').replace(/\p{M}/gu, ''),
      latin(s.family).toUpperCase().normalize('NFD').replace(/\p{M}/gu, ''),
      iso(s),
      s.place,
    ],
  },
  turkish: {
    headings: ['Adı', 'Soyadı', 'Doğum tarihi', 'Doğum yeri'],
    cells: (s) => [s.given, s.family, `${two(s.day)}/${two(s.month)}/${s.year}`, s.place],
  },
  russian: {
    headings: ['ФИО', 'Год рождения', 'Место жительства'],
    cells: (s) => [`${s.family} ${s.given}`, String(s.year), s.place],
  },
  whole: {
    headings: ['Name', 'Date of birth', 'Town'],
    cells: (s) => [`${latin(s.given)} ${latin(s.family)}`, iso(s), s.place],
  },
  aged: {
    headings: ['name', 'surname', 'age', 'place'],
    cells: (s) => [s.given, s.family, String(2020 - s.year), s.place],
  },
  turned: {
    headings: ['given name', 'family name', 'birth date', 'place'],
    cells: (s, random) => [
      s.given,
      s.family,
      random.below(6) === 0 && s.day <= 12 ? `${s.year}-${two(s.day)}-${two(s.month)}` : iso(s),
      s.place,
    ],
  },
  unheaded: { headings: ['f1', 'f2'], cells: (s) => [`${s.given} ${s.family}`, iso(s)] },
} satisfies Record<string, Office>;

type Kind = keyof typeof OFFICES;

/** Lists of the same people by several offices, each with four of five of them. */
function lists(people: People, kinds: readonly Kind[], count: number, share?: number): LinkList[] {
  return kinds.map((kind, at) => {
    const all = someone(people, count, kinds.join());
    const own = all.filter(({ person }) => (person + at) % 5 !== 0);
    return { name: `${kind}${at}.csv`, table: listOf(OFFICES[kind], own, `${kind}${at}`, share) };
  });
}

/** Share of the true pairs that are linked or put before a person. */
function proposed(linked: LinkedLists): number {
  const persons = new Map<string, number>();
  for (const [, record] of linked.links()) {
    const person = record.split('-')[1] ?? '';
    persons.set(person, (persons.get(person) ?? 0) + 1);
  }
  const real = [...persons.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
  const right = [...linked.pairs()].filter(([, a, , b]) => a.split('-')[1] === b.split('-')[1]);
  return right.length / real;
}

describe('lists of other offices', () => {
  test.each<[string, People, Kind[], number, number]>([
    ['German, and the same without marks', 'german', ['german', 'plain'], 0.97, 0.93],
    ['Turkish, and the same without marks', 'turkish', ['turkish', 'plain'], 0.97, 0.83],
    ['Russian full names with years, and Latin ones with dates', 'russian', ['russian', 'whole'], 0.93, 0.8],
    ['three lists', 'turkish', ['turkish', 'plain', 'turned'], 0.97, 0.9],
    ['day and month turned in one of six', 'german', ['german', 'turned'], 0.97, 0.93],
    ['ages in both, no births', 'german', ['aged', 'aged'], 0.9, 0.75],
    ['headings that say nothing', 'german', ['unheaded', 'unheaded'], 0.97, 0.9],
  ])('%s', async (_, people, kinds, precision, recall) => {
    const linked = await linkLists(lists(people, kinds, 220), { within: false });
    const found = scored(linked.links());
    expect(found.precision).toBeGreaterThanOrEqual(precision);
    expect(found.recall).toBeGreaterThanOrEqual(recall);
    expect(proposed(linked)).toBeGreaterThanOrEqual(Math.min(0.95, recall + 0.05));
    for (const { columns } of linked.report.lists)
      expect(columns.filter(({ field }) => field === null).map(({ column }) => column)).toEqual(['id']);
  });

  test('one list with its people twice and three times', async () => {
    const people = someone('turkish', 150, 'doubles');
    const often = [...people, ...people.filter(({ person }) => person % 2 === 0), ...people.slice(0, 20)];
    const linked = await linkLists([{ name: 'a.csv', table: listOf(OFFICES.turkish, often, 'doubles') }]);
    const found = scored(linked.links());
    expect(found.precision).toBeGreaterThanOrEqual(0.97);
    expect(found.recall).toBeGreaterThanOrEqual(0.9);
  });

  test('two columns: the id and a name', async () => {
    const office: Office = { headings: ['Name'], cells: (s) => [`${s.given} ${s.family}`] };
    const people = someone('german', 40, 'two columns');
    const distinct = people.filter(
      (a, at) => people.findIndex((b) => a.given === b.given && a.family === b.family) === at,
    );
    const linked = await linkLists(
      ['x', 'y'].map((name) => ({ name, table: listOf(office, distinct, name, 0.04) })),
      { oneToOne: true },
    );
    const found = scored(linked.links());
    expect(found.precision).toBeGreaterThanOrEqual(0.95);
    expect(found.recall).toBeGreaterThanOrEqual(0.85);
  });

  test('ten rows are enough for what is plain, and what is not plain is not linked', async () => {
    const people = someone('german', 10, 'ten');
    const linked = await linkLists(
      [
        { name: 'x', table: listOf(OFFICES.german, people, 'x', 0) },
        { name: 'y', table: listOf(OFFICES.plain, [...people].reverse(), 'y', 0) },
      ],
      { oneToOne: true },
    );
    expect(scored(linked.links())).toEqual({ precision: 1, recall: 1 });
    const strangers = await linkLists(
      [
        { name: 'x', table: listOf(OFFICES.german, people.slice(0, 5), 'x', 0) },
        { name: 'y', table: listOf(OFFICES.german, people.slice(5), 'y', 0) },
      ],
      { oneToOne: true },
    );
    expect(strangers.report.linkedRecords).toBe(0);
  });

  test('lists that are half empty are linked where they speak', async () => {
    const linked = await linkLists(lists('russian', ['whole', 'whole'], 300, 0.3), { within: false });
    const found = scored(linked.links());
    expect(found.precision).toBeGreaterThanOrEqual(0.95);
    expect(found.recall).toBeGreaterThanOrEqual(0.55);
  });
});
