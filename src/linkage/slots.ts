/**
 * Written names to three slots: given, father's, family. Separate columns fill their slots; a full name is taken apart,
 * and whether its list writes the given or the family name first is learned from the whole list, because one name alone
 * seldom says. Where many names of a list say the one and many the other, its writers mixed both, and a name that says it
 * by itself is taken by its own word. A wrong guess costs little: names in swapped slots are a level of their own.
 */
import { parseName } from '#names';
import type { FieldColumn, Rows } from './rows.ts';

export interface NameSlots {
  readonly given: string;
  readonly father: string;
  readonly family: string;
}

type Order = 'given first' | 'family first';

/** How a list writes its full names. */
interface Writing {
  readonly order: Order;
  /** Names that say otherwise by themselves are taken by their own word. */
  readonly isMixed: boolean;
}

/** "son of" and "daughter of" after the father's name, and before it. */
const CHILD_AFTER = /^(?:oğlu|oglu|ogly|qızı|qizi|kyzy|kizi|gyzy|оглы|кызы)$/u;
const CHILD_BEFORE = /^(?:ibn|bin|ben|bint|ибн|бин|بن|ابن|بنت)$/u;
const PATRONYMIC =
  /(?:евич|ович|ьич|ич|евна|овна|ична|івна|йович|[oe]vich|[oe]vych|[oe]vna|ivna|[oe]vitch|yevich|yevna|evich|evna)$/u;
const FAMILY =
  /(?:yan|ian|jan|ov|ova|ev|eva|off|eff|zadeh?|zada|ko|uk|ski|sky|skaya|shvili|dze|oğlu|յան|եան|ян|ов|ова|ев|ева|ин|ина|ский|ская|ко|ук|швили|дзе|заде|زاده|შვილი|ძე)$/u;
const LEAST_VOTES = 5;
/** Share of the names that say which comes first, from which those of the fewer make a mixed list. */
const MIXED = 0.25;

/** The name in a patronymic: Ivanovich → ivan. The word itself when it has no such ending. */
export function fatherOf(word: string): string {
  const stem = word.replace(PATRONYMIC, '');
  return [...stem].length >= 3 ? stem : word;
}

interface Words {
  readonly words: string[];
  readonly fathers: string[];
  /** Place among `words` before which a patronymic stood, −1 for none. */
  readonly fatherAt: number;
  readonly comma: boolean;
  /** Place among `words` of the only one in capitals, −1 where there is none. */
  readonly capitalAt: number;
}

const CAPITALS = /^(?=.*\p{Lu}.*\p{Lu})[\p{Lu}\p{M}'’.-]+$/u;

/** The only word in capitals of a name that has others: by custom the family name. */
function capitalIn(cell: string, words: readonly string[]): number {
  const written = cell.split(/[\s,،]+/u).filter((word) => /\p{L}{2}/u.test(word));
  const capitals = written.filter((word) => CAPITALS.test(word));
  if (capitals.length !== 1 || written.length < 2) return -1;
  const folded = parseName(capitals[0] ?? '')[0]?.word ?? '';
  return folded === '' ? -1 : words.indexOf(folded);
}

/** Words of a full name without titles; particles are joined to the word they belong to. */
function wordsOf(cell: string): Words {
  const comma = /^[^,،]+[,،][^,،]+$/u.test(cell);
  const parts = parseName(cell).filter(({ kind }) => kind !== 'title');
  const words: string[] = [];
  const fathers: string[] = [];
  let fatherAt = -1;
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at];
    const next = parts[at + 1];
    if (part === undefined || CHILD_AFTER.test(part.word)) continue;
    const isFather =
      part.kind === 'patronymic' || (next !== undefined && CHILD_AFTER.test(next.word) && words.length > 0);
    if (isFather && (parts.length > 2 || part.kind !== 'patronymic')) {
      fatherAt = words.length;
      fathers.push(part.kind === 'patronymic' ? fatherOf(part.word) : part.word);
    } else if (CHILD_BEFORE.test(part.word) && next !== undefined && words.length > 0) {
      fatherAt = words.length;
      fathers.push(next.word);
      at += 1;
    } else if (part.kind === 'particle' && next !== undefined) {
      words.push(part.word + next.word);
      at += 1;
    } else words.push(part.word);
  }
  return { words, fathers, fatherAt, comma, capitalAt: capitalIn(cell, words) };
}

/** Words that columns of their own show to be given or family names. */
function knownWords(column: FieldColumn | undefined): Set<string> {
  return new Set((column?.words ?? []).flatMap((cell) => parseName(cell).map(({ word }) => word)));
}

/** What is known of names besides the list: words that stand in columns of their own. */
interface Known {
  readonly given: ReadonlySet<string>;
  readonly family: ReadonlySet<string>;
}

/** What one name says by itself: above 0 that the given name stands first, below 0 the family name. */
function voteOf({ words, fatherAt, capitalAt }: Words, { given, family }: Known): number {
  const first = words[0];
  const last = words.at(-1);
  if (first === undefined || last === undefined || words.length < 2) return 0;
  let votes = 0;
  if (fatherAt === words.length) votes -= 2;
  if (fatherAt > 0 && fatherAt < words.length) votes += 2;
  if (capitalAt === 0) votes -= 2;
  if (capitalAt === words.length - 1) votes += 2;
  votes += Number(given.has(first) && !given.has(last)) - Number(given.has(last) && !given.has(first));
  votes += Number(family.has(last) && !family.has(first)) - Number(family.has(first) && !family.has(last));
  votes +=
    Number(FAMILY.test(last) && !FAMILY.test(first)) - Number(FAMILY.test(first) && !FAMILY.test(last));
  return votes;
}

function writingOf(names: readonly Words[], known: Known): Writing {
  let votes = 0;
  let [givenFirst, familyFirst] = [0, 0];
  const firsts = new Set<string>();
  const lasts = new Set<string>();
  let counted = 0;
  for (const name of names) {
    const { words, comma } = name;
    const first = words[0];
    const last = words.at(-1);
    if (comma || first === undefined || last === undefined || words.length < 2) continue;
    counted += 1;
    firsts.add(first);
    lasts.add(last);
    const vote = voteOf(name, known);
    votes += vote;
    if (vote > 0) givenFirst += 1;
    if (vote < 0) familyFirst += 1;
  }
  const fewer = Math.min(givenFirst, familyFirst);
  const isMixed = fewer >= LEAST_VOTES && fewer >= MIXED * (givenFirst + familyFirst);
  if (Math.abs(votes) >= Math.max(LEAST_VOTES, counted / 20))
    return { order: votes > 0 ? 'given first' : 'family first', isMixed };
  // There are fewer given names than family names.
  return { order: firsts.size > 1.15 * lasts.size ? 'family first' : 'given first', isMixed };
}

function placed(name: Words, writing: Writing, known: Known): NameSlots {
  const { words, fathers, comma } = name;
  const vote = writing.isMixed ? voteOf(name, known) : 0;
  const order = vote === 0 ? writing.order : vote > 0 ? 'given first' : 'family first';
  const familyFirst = comma || order === 'family first';
  const rest = [...words];
  const family = rest.length > 1 ? ((familyFirst ? rest.shift() : rest.pop()) ?? '') : '';
  const given = rest.shift() ?? '';
  // Given, father, grandfather, family is the order of many lists: the word after the given name may be the father's.
  return { given, father: fathers[0] ?? rest[0] ?? '', family };
}

/** A cell of a name column: its words without titles, one space between. A patronymic in it goes to the father's slot. */
function cellOf(cell: string): { name: string; father: string } {
  const { words, fathers } = wordsOf(cell);
  return { name: words.join(' '), father: fathers[0] ?? '' };
}

/** Words by their place in order of arrival; −1 for no word. */
export class Dictionary {
  readonly #places = new Map<string, number>();

  place(word: string): number {
    if (word === '') return -1;
    const known = this.#places.get(word);
    if (known !== undefined) return known;
    this.#places.set(word, this.#places.size);
    return this.#places.size - 1;
  }

  get words(): readonly string[] {
    return [...this.#places.keys()];
  }
}

/** The slots of every row as places in a dictionary. */
export interface SlotColumns {
  readonly given: Int32Array;
  readonly father: Int32Array;
  readonly family: Int32Array;
}

/** What each cell of a column says: its name, and the father whose name a patronymic in it gives. */
function cellPlaces(
  column: FieldColumn | undefined,
  known: Dictionary,
  isFather: boolean,
): { name: Int32Array; father: Int32Array } {
  const words = column?.words ?? [];
  const [name, father] = [new Int32Array(words.length), new Int32Array(words.length)];
  words.forEach((cell, place) => {
    const found = cellOf(cell);
    name[place] = known.place(isFather ? fatherOf(found.name) : found.name);
    father[place] = known.place(fatherOf(found.father));
  });
  return { name, father };
}

/** Slots of whole names, by place of the cell, for lists that write so. */
function wholePlaces(
  cells: readonly Words[],
  writing: Writing,
  known: Known,
  words: Dictionary,
): SlotColumns {
  const made = cells.map((cell) => placed(cell, writing, known));
  return {
    given: Int32Array.from(made, ({ given }) => words.place(given)),
    father: Int32Array.from(made, ({ father }) => words.place(fatherOf(father))),
    family: Int32Array.from(made, ({ family }) => words.place(family)),
  };
}

const at = (numbers: Int32Array | undefined, place: number): number =>
  place < 0 ? -1 : (numbers?.[place] ?? -1);

/** Takes the names of all rows apart: the slots of the k-th claim of every row. Cells are read once each. */
export function nameSlots(rows: Rows, known: Dictionary): (k: number) => SlotColumns {
  const full = rows.fields.get('full_name');
  const columns = {
    given: rows.fields.get('given_name'),
    family: rows.fields.get('surname'),
    father: rows.fields.get('father'),
  };
  const parsed = (full?.words ?? []).map(wordsOf);
  const shown: Known = { given: knownWords(columns.given), family: knownWords(columns.family) };
  const writings = writingsOf(rows, parsed, shown);
  const whole = new Map<string, SlotColumns>();
  // In one order whatever the order of the lists, because the dictionary keeps the order of arrival.
  for (const order of ['given first', 'family first'] as const)
    for (const isMixed of [false, true])
      if (writings.some((one) => one.order === order && one.isMixed === isMixed))
        whole.set(`${order} ${isMixed}`, wholePlaces(parsed, { order, isMixed }, shown, known));
  const wholeOf = writings.map(({ order, isMixed }) => whole.get(`${order} ${isMixed}`));
  const given = cellPlaces(columns.given, known, false);
  const family = cellPlaces(columns.family, known, false);
  const father = cellPlaces(columns.father, known, true);
  return (k) => {
    const count = rows.ids.length;
    const out = {
      given: new Int32Array(count),
      father: new Int32Array(count),
      family: new Int32Array(count),
    };
    const places = (column: FieldColumn | undefined, row: number): number => column?.claims[k]?.[row] ?? -1;
    for (let row = 0; row < count; row++) {
      const [g, s, f] = [
        places(columns.given, row),
        places(columns.family, row),
        places(columns.father, row),
      ];
      const cell = places(full, row);
      let [own, last, fathers] = [at(given.name, g), at(family.name, s), at(given.father, g)];
      if (cell >= 0 && own < 0 && last < 0) {
        const slots = wholeOf[rows.list[row] ?? 0];
        [own, last, fathers] = [at(slots?.given, cell), at(slots?.family, cell), at(slots?.father, cell)];
      }
      const said = at(father.name, f);
      const spoken = said >= 0 ? said : at(father.father, f);
      out.given[row] = own;
      out.family[row] = last;
      out.father[row] = spoken >= 0 ? spoken : fathers;
    }
    return out;
  };
}

function writingsOf(rows: Rows, parsed: readonly Words[], known: Known): Writing[] {
  const full = rows.fields.get('full_name');
  if (full === undefined) return [];
  return rows.lists.map((_, list) => {
    const names: Words[] = [];
    for (let row = 0; row < rows.ids.length; row++) {
      if (rows.list[row] !== list) continue;
      const place = full.claims[0]?.[row] ?? -1;
      const words = place < 0 ? undefined : parsed[place];
      if (words !== undefined) names.push(words);
    }
    return writingOf(names, known);
  });
}
