/**
 * Written names to three slots: given, father's, family. Separate columns fill their slots; a full name is taken apart,
 * and whether its list writes the given or the family name first is learned from the whole list, because one name alone
 * does not say. A wrong guess costs little: names in swapped slots are a level of their own.
 */
import { parseName } from '#names';
import type { FieldColumn, Rows } from './rows.ts';

export interface NameSlots {
  readonly given: string;
  readonly father: string;
  readonly family: string;
}

type Order = 'given first' | 'family first';

/** "son of" and "daughter of" after the father's name, and before it. */
const CHILD_AFTER = /^(?:oğlu|oglu|ogly|qızı|qizi|kyzy|kizi|gyzy|оглы|кызы)$/u;
const CHILD_BEFORE = /^(?:ibn|bin|ben|bint|ибн|бин|بن|ابن|بنت)$/u;
const PATRONYMIC =
  /(?:евич|ович|ьич|ич|евна|овна|ична|івна|йович|[oe]vich|[oe]vych|[oe]vna|ivna|[oe]vitch|yevich|yevna|evich|evna)$/u;
const FAMILY =
  /(?:yan|ian|jan|ov|ova|ev|eva|off|eff|zadeh?|zada|ko|uk|ski|sky|skaya|shvili|dze|oğlu|յան|եան|ян|ов|ова|ев|ева|ин|ина|ский|ская|ко|ук|швили|дзе|заде|زاده|შვილი|ძე)$/u;
const LEAST_VOTES = 5;

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
  return { words, fathers, fatherAt, comma };
}

/** Words that columns of their own show to be given or family names. */
function knownWords(column: FieldColumn | undefined): Set<string> {
  return new Set((column?.words ?? []).flatMap((cell) => parseName(cell).map(({ word }) => word)));
}

function orderOf(names: readonly Words[], given: ReadonlySet<string>, family: ReadonlySet<string>): Order {
  let votes = 0;
  const firsts = new Set<string>();
  const lasts = new Set<string>();
  let counted = 0;
  for (const { words, fatherAt, comma } of names) {
    const first = words[0];
    const last = words.at(-1);
    if (comma || first === undefined || last === undefined || words.length < 2) continue;
    counted += 1;
    firsts.add(first);
    lasts.add(last);
    if (fatherAt === words.length) votes -= 2;
    if (fatherAt > 0 && fatherAt < words.length) votes += 2;
    votes += Number(given.has(first) && !given.has(last)) - Number(given.has(last) && !given.has(first));
    votes += Number(family.has(last) && !family.has(first)) - Number(family.has(first) && !family.has(last));
    votes +=
      Number(FAMILY.test(last) && !FAMILY.test(first)) - Number(FAMILY.test(first) && !FAMILY.test(last));
  }
  if (Math.abs(votes) >= Math.max(LEAST_VOTES, counted / 20))
    return votes > 0 ? 'given first' : 'family first';
  // There are fewer given names than family names.
  return firsts.size > 1.15 * lasts.size ? 'family first' : 'given first';
}

function placed({ words, fathers, comma }: Words, order: Order): NameSlots {
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

/** The k-th claim of the name of every row, taken apart. */
export function nameSlots(rows: Rows, k: number): { at(row: number): NameSlots } {
  const full = rows.fields.get('full_name');
  const columns = {
    given: rows.fields.get('given_name'),
    family: rows.fields.get('surname'),
    father: rows.fields.get('father'),
  };
  const parsed = new Map<string, Words>((full?.words ?? []).map((cell) => [cell, wordsOf(cell)]));
  const orders = ordersOf(rows, parsed);
  const cells = new Map<string, { name: string; father: string }>();
  const said = (column: FieldColumn | undefined, row: number): { name: string; father: string } => {
    const place = column?.claims[k]?.[row] ?? -1;
    const cell = place < 0 ? '' : (column?.words[place] ?? '');
    let found = cells.get(cell);
    if (found === undefined) {
      found = cellOf(cell);
      cells.set(cell, found);
    }
    return found;
  };
  return {
    at(row) {
      const given = said(columns.given, row);
      const family = said(columns.family, row);
      const father = said(columns.father, row);
      const whole = full?.claims[k]?.[row] ?? -1;
      const taken =
        whole >= 0 && given.name === '' && family.name === ''
          ? placed(
              parsed.get(full?.words[whole] ?? '') ?? wordsOf(''),
              orders[rows.list[row] ?? 0] ?? 'given first',
            )
          : { given: given.name, father: given.father, family: family.name };
      return {
        ...taken,
        father: fatherOf(father.name || father.father || taken.father),
      };
    },
  };
}

function ordersOf(rows: Rows, parsed: ReadonlyMap<string, Words>): Order[] {
  const full = rows.fields.get('full_name');
  if (full === undefined) return [];
  const given = knownWords(rows.fields.get('given_name'));
  const family = knownWords(rows.fields.get('surname'));
  return rows.lists.map((_, list) => {
    const names: Words[] = [];
    for (let row = 0; row < rows.ids.length; row++) {
      if (rows.list[row] !== list) continue;
      const place = full.claims[0]?.[row] ?? -1;
      const words = parsed.get(full.words[place] ?? '');
      if (place >= 0 && words !== undefined) names.push(words);
    }
    return orderOf(names, given, family);
  });
}
