/**
 * Invented people in lists of any length, for benchmarks: names in one script or several, slips, gaps, swapped names,
 * turned dates, bare years, initials, and relatives of one household as decoys. Truth is known. The same seed gives the
 * same lists.
 */
import { romanise } from '#names';
import { seededRandom, type Random } from '#ground';

export interface Row {
  readonly id: string;
  readonly person: number;
  readonly given: string;
  readonly father: string;
  readonly family: string;
  readonly birth: string;
  readonly place: string;
}

const ONSETS =
  'ar ba da el fa ga ha is ka la ma na or pa ra sa ta va za ve li mi no ru te sho cha kha gre ste'.split(' ');
const MIDDLES = 'ra le mi no sa ti ke da vo li ma ne ri to ga be'.split(' ');
const ENDS = 'n m r l s k v t d'.split(' ');
const FAMILY_ENDS = 'yan ov ev ko ian er son adze li ani'.split(' ');

const pick = <T>(random: Random, list: readonly T[]): T => list[random.below(list.length)] as T;
const two = (n: number): string => String(n).padStart(2, '0');
const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

/** Names with a long tail: the n-th is about 1/n as frequent as the first. */
class Tail {
  readonly #names: readonly string[];
  constructor(names: readonly string[]) {
    this.#names = names;
  }
  draw(random: Random): string {
    const at = Math.floor(this.#names.length ** random.float()) - 1;
    return this.#names[Math.min(this.#names.length - 1, Math.max(0, at))] ?? '';
  }
}

function invent(random: Random, count: number, ends: readonly string[]): string[] {
  const found = new Set<string>();
  while (found.size < count) {
    const middles = Array.from({ length: 1 + random.below(2) }, () => pick(random, MIDDLES)).join('');
    found.add(capital(pick(random, ONSETS) + middles + pick(random, ends)));
  }
  return [...found];
}

function slip(random: Random, word: string): string {
  if (word.length < 4) return word;
  const at = 1 + random.below(word.length - 2);
  const kind = random.below(4);
  if (kind === 0) return word.slice(0, at) + word.slice(at + 1);
  if (kind === 1) return word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2);
  if (kind === 2) return word.slice(0, at) + String.fromCharCode(97 + random.below(26)) + word.slice(at);
  return word.slice(0, at) + String.fromCharCode(97 + random.below(26)) + word.slice(at + 1);
}

type Person = Omit<Row, 'id' | 'person'>;

/** A second record of a person, as another list would have it. */
function copy(random: Random, { given, father, family, birth, place }: Person): Person {
  const [year = '', month = '', day = ''] = birth.split('-');
  const chance = random.float();
  const turned =
    chance < 0.04
      ? `${year}-${day}-${month}`
      : chance < 0.1
        ? year
        : chance < 0.16
          ? slip(random, birth)
          : chance < 0.22
            ? ''
            : birth;
  const dirty = (word: string, share: number): string => (random.float() < share ? slip(random, word) : word);
  const swapped = random.float() < 0.02;
  const initial = random.float() < 0.03;
  const first = initial ? given.slice(0, 1) : dirty(given, 0.15);
  const last = dirty(family, 0.15);
  return {
    given: swapped ? last : first,
    family: swapped ? first : last,
    father: random.float() < 0.3 ? '' : dirty(father, 0.1),
    birth: turned,
    place: random.float() < 0.2 ? '' : dirty(place, 0.1),
  };
}

/** `count` records: about a fifth are second or third records of someone, about a twentieth relatives of someone. */
export function* people(count: number, seed: string): Generator<Row> {
  const random = seededRandom(`${seed}/people`);
  const given = new Tail(invent(random, Math.min(6_000, 200 + Math.floor(count / 100)), ENDS));
  const family = new Tail(invent(random, Math.min(60_000, 300 + Math.floor(count / 8)), FAMILY_ENDS));
  const place = new Tail(invent(random, Math.min(4_000, 60 + Math.floor(count / 200)), ENDS));
  const earlier: { person: number; said: Person }[] = [];
  let persons = 0;
  const birth = (): string =>
    `${1940 + random.below(70)}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`;
  for (let n = 0; n < count; n++) {
    const chance = random.float();
    const known = earlier.length > 0 && chance < 0.25 ? pick(random, earlier) : undefined;
    if (known !== undefined && chance < 0.2) {
      yield { id: `r${n}`, person: known.person, ...copy(random, known.said) };
      continue;
    }
    const said: Person =
      known === undefined
        ? {
            given: given.draw(random),
            father: given.draw(random),
            family: family.draw(random),
            birth: birth(),
            place: place.draw(random),
          }
        : { ...known.said, given: given.draw(random), birth: birth() };
    const person = persons++;
    if (earlier.length < 400_000) earlier.push({ person, said });
    else earlier[random.below(earlier.length)] = { person, said };
    yield { id: `r${n}`, person, ...said };
  }
}

const TO_CYRILLIC: readonly (readonly [string, string])[] = [
  ['sh', 'ш'],
  ['ch', 'ч'],
  ['kh', 'х'],
  ['ya', 'я'],
  ['yu', 'ю'],
  ['a', 'а'],
  ['b', 'б'],
  ['d', 'д'],
  ['e', 'е'],
  ['f', 'ф'],
  ['g', 'г'],
  ['h', 'х'],
  ['i', 'и'],
  ['k', 'к'],
  ['l', 'л'],
  ['m', 'м'],
  ['n', 'н'],
  ['o', 'о'],
  ['p', 'п'],
  ['r', 'р'],
  ['s', 'с'],
  ['t', 'т'],
  ['u', 'у'],
  ['v', 'в'],
  ['y', 'й'],
  ['z', 'з'],
];
const TO_ARMENIAN: readonly (readonly [string, string])[] = [
  ['sh', 'շ'],
  ['ch', 'չ'],
  ['kh', 'խ'],
  ['ya', 'յա'],
  ['a', 'ա'],
  ['b', 'բ'],
  ['d', 'դ'],
  ['e', 'ե'],
  ['f', 'ֆ'],
  ['g', 'գ'],
  ['h', 'հ'],
  ['i', 'ի'],
  ['k', 'կ'],
  ['l', 'լ'],
  ['m', 'մ'],
  ['n', 'ն'],
  ['o', 'ո'],
  ['p', 'պ'],
  ['r', 'ր'],
  ['s', 'ս'],
  ['t', 'տ'],
  ['u', 'ու'],
  ['v', 'վ'],
  ['y', 'յ'],
  ['z', 'զ'],
];

/** A name in another script, letter by letter, as a list of that country would write it. */
export function inScript(words: string, script: 'Latn' | 'Cyrl' | 'Armn'): string {
  if (script === 'Latn') return romanise(words);
  let left = words.toLowerCase();
  let out = '';
  const table = script === 'Cyrl' ? TO_CYRILLIC : TO_ARMENIAN;
  while (left !== '') {
    const found = table.find(([latin]) => left.startsWith(latin));
    out += found?.[1] ?? left[0] ?? '';
    left = left.slice(found?.[0].length ?? 1);
  }
  return capital(out);
}
