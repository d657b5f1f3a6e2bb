/** Invented people on invented lists, for the tests of linkage. */
import { seededRandom, type Random } from '#ground';
import type { LinkField, LinkRecord } from '#linkage';

const GIVEN =
  `Armen Tigran Karen Davit Hayk Levon Vahan Suren Artur Narek Elnur Rashad Vusal Kamran Ilgar Farid Anar Orkhan Emil Samir
Mikhail Sergei Dmitri Pavel Andrei Nikolai Viktor Oleg Igor Roman`.split(/\s+/);
const FAMILY =
  `Harutyunyan Petrosyan Grigoryan Sargsyan Hakobyan Vardanyan Manukyan Avetisyan Galstyan Khachatryan Mammadov Aliyev
Hasanov Guliyev Huseynov Ismayilov Abbasov Rzayev Jafarov Nabiyev Ivanov Smirnov Kuznetsov Popov Sokolov Lebedev Kozlov Novikov`.split(
    /\s+/,
  );
const PLACES = `Ostvale Marrow Kelland Brin Tovash Undermere Halt Sorrel Pinewick Dorn`.split(' ');

export interface Invented {
  readonly given: string;
  readonly family: string;
  readonly father: string;
  readonly birth: string;
  readonly place: string;
}

const two = (number: number): string => String(number).padStart(2, '0');
const one = <T>(random: Random, list: readonly T[]): T => list[random.below(list.length)] as T;

export function invented(random: Random): Invented {
  return {
    given: one(random, GIVEN),
    family: one(random, FAMILY),
    father: one(random, GIVEN),
    birth: `${1960 + random.below(45)}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`,
    place: one(random, PLACES),
  };
}

/** One slip of the typewriter. */
export function slip(random: Random, word: string): string {
  const at = 1 + random.below(Math.max(1, word.length - 2));
  const kind = random.below(3);
  if (kind === 0) return word.slice(0, at) + word.slice(at + 1);
  if (kind === 1) return word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2);
  return word.slice(0, at) + String.fromCharCode(97 + random.below(26)) + word.slice(at + 1);
}

export function recordOf(list: string, id: string, person: Partial<Invented>): LinkRecord {
  const claims: Partial<Record<LinkField, readonly string[]>> = {};
  const put = (field: LinkField, words: string | undefined): void => {
    if (words !== undefined && words !== '') claims[field] = [words];
  };
  put('given_name', person.given);
  put('surname', person.family);
  put('father', person.father);
  put('birth_date', person.birth);
  put('place', person.place);
  return { list, id, claims };
}

/** Two lists of `count` people, all on both; the second has slips and gaps. Record n of one is record n of the other. */
export function twoLists(count: number, seed = 'linkage test'): LinkRecord[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, n) => {
    const person = invented(random);
    const dirty = {
      ...person,
      given: random.below(4) === 0 ? slip(random, person.given) : person.given,
      family: random.below(4) === 0 ? slip(random, person.family) : person.family,
      place: random.below(3) === 0 ? '' : person.place,
      birth: random.below(6) === 0 ? person.birth.slice(0, 4) : person.birth,
    };
    return [recordOf('a', `a${n}`, person), recordOf('b', `b${n}`, dirty)];
  }).flat();
}

/** The lists of the other tests with every further field, gaps, second claims and swapped names. */
export function everyField(): LinkRecord[] {
  const random = seededRandom('every field');
  const people = twoLists(60, 'every field');
  return people.map(({ list, id, claims }, at) => {
    const n = Number(id.slice(1));
    const some = (words: string, every = 4): readonly string[] =>
      random.below(every) === 0 ? [] : [random.below(5) === 0 ? slip(random, words) : words];
    const turned = at % 17 === 0;
    return {
      list,
      id,
      claims: {
        ...claims,
        given_name: [
          ...((turned ? claims.surname : claims.given_name) ?? []),
          ...(n % 9 === 0 ? ['Gagik'] : []),
        ],
        surname: (turned ? claims.given_name : claims.surname) ?? [],
        ...(n % 5 === 0 ? { birth_date: [], birth_year: [(claims.birth_date?.[0] ?? '').slice(0, 4)] } : {}),
        mother: some('Anahit'),
        sex: some(n % 2 === 0 ? 'm' : 'f'),
        postcode: some(String(1000 + n * 7)),
        region: some(`Region ${n % 6}`),
        street: some(`Long Street ${'abcdef'[n % 6]}`),
        house: some(String(1 + (n % 40))),
        address_more: some(`Flat ${n % 13}`),
        phone: some(`+374 91 ${100_000 + n * 31}`),
        email: some(`person${n}@example.org`),
        unit: some(`Unit ${n % 9}`),
        rank: some(['private', 'sergeant', 'captain'][n % 3] ?? ''),
        captured_on: some(`2020-10-${10 + (n % 18)}`),
        captured_at: some(`Height ${n % 8}`),
        held_at: some(`Prison ${n % 4}`),
        birth_place: some(`Village ${n % 11}`),
        age: some(String(20 + (n % 30))),
        document: some(`AB${90_000 + n}`),
      },
    };
  });
}
