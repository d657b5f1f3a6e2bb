/** Lists as different offices would make them of the same invented people, for tests: headings, languages, gaps, slips. */
import { seededRandom, type Random } from '#ground';
import { slip } from './support.ts';

/** Names in Latin and Cyrillic letters, written for this test. */
const PEOPLES = {
  german: {
    given:
      'Anna Bernd Carla Dieter Elke Frank Gisela Heinz Ingrid Jürgen Klaus Lothar Monika Norbert Petra Renate'.split(
        ' ',
      ),
    family:
      'Müller Schmidt Schneider Fischer Weber Becker Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Krüger'.split(
        ' ',
      ),
  },
  turkish: {
    given:
      'Ayşe Burak Cemal Derya Emre Fatma Gökhan Hülya İsmail Kemal Leyla Mehmet Nuray Oğuz Selin Tuncay'.split(
        ' ',
      ),
    family:
      'Yılmaz Kaya Demir Çelik Şahin Yıldız Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara Koç'.split(
        ' ',
      ),
  },
  russian: {
    given:
      'Алексей Борис Виктор Григорий Дмитрий Евгений Иван Константин Леонид Михаил Николай Олег Павел Сергей Тимофей Юрий'.split(
        ' ',
      ),
    family:
      'Иванов Смирнов Кузнецов Попов Соколов Лебедев Козлов Новиков Морозов Волков Зайцев Павлов Семенов Голубев Виноградов Богданов'.split(
        ' ',
      ),
  },
} as const;

export type People = keyof typeof PEOPLES;

export interface Someone {
  readonly person: number;
  readonly given: string;
  readonly family: string;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly place: string;
}

const PLACES =
  'Ostvale Marrow Kelland Brin Tovash Undermere Halt Sorrel Pinewick Dorn Amberley Quill Rook Vell'.split(
    ' ',
  );
const one = <T>(random: Random, list: readonly T[]): T => list[random.below(list.length)] as T;

/** Invented people; no two of them have all in common. */
export function someone(people: People, count: number, seed: string): Someone[] {
  const random = seededRandom(`${seed}/${people}`);
  const { given, family } = PEOPLES[people];
  return Array.from({ length: count }, (_, person) => ({
    person,
    given: one(random, given),
    family: one(random, family),
    year: 1935 + random.below(70),
    month: 1 + random.below(12),
    day: 1 + random.below(28),
    place: one(random, PLACES),
  }));
}

export const two = (number: number): string => String(number).padStart(2, '0');

/** One office's way of writing a person: cells in the order of its headings. */
export interface Office {
  readonly headings: readonly string[];
  readonly cells: (someone: Someone, random: Random) => readonly string[];
}

export interface Written {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly lines: readonly number[];
}

/** The list of an office; record ids carry the person, which no column shows. `share` of cells have a slip or a gap. */
export function listOf(office: Office, people: readonly Someone[], seed: string, share = 0.08): Written {
  const random = seededRandom(`${seed}/list`);
  const dirty = (cell: string): string => {
    const chance = random.float();
    if (chance >= share || cell.length < 4) return cell;
    return chance < share / 2 ? '' : slip(random, cell);
  };
  const rows = people.map((person, at) => [
    `${at}-${person.person}`,
    ...office.cells(person, random).map(dirty),
  ]);
  return { columns: ['id', ...office.headings], rows, lines: rows.map((_, at) => at + 2) };
}

/** Pairwise precision and recall of clusters whose record ids carry the person. */
export function scored(links: Iterable<readonly [source: string, record: string, cluster: number]>): {
  precision: number;
  recall: number;
} {
  const tally = (keys: readonly string[]): number => {
    const counts = new Map<string, number>();
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
    return [...counts.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
  };
  const rows = [...links].map(([, record, cluster]) => ({ person: record.split('-')[1] ?? '', cluster }));
  const made = tally(rows.map(({ cluster }) => String(cluster)));
  const real = tally(rows.map(({ person }) => person));
  const right = tally(rows.map(({ person, cluster }) => `${person}/${cluster}`));
  return { precision: made === 0 ? 1 : right / made, recall: real === 0 ? 1 : right / real };
}
