/**
 * Lists of invented people with nothing but names: how many links are expected to be wrong, and how many are.
 * node bin/run-ts.js bench/linkage/names.ts [COUNT…] [--seed N]. Prints a Markdown table.
 */
import { linkRecords, type LinkRecord } from '#linkage';
import { inScript, people, type Row } from './people.ts';

const given = process.argv.slice(2);
const seedAt = given.indexOf('--seed');
const seed = seedAt < 0 ? '1' : (given[seedAt + 1] ?? '1');
const counts = given
  .filter((word, at) => /^\d+$/.test(word) && (seedAt < 0 || at !== seedAt + 1))
  .map(Number);

/** Twenty given names in place of hundreds, unevenly. */
const COMMON =
  `Armen Karen Samvel Tigran Gevorg Hayk Vardan Ashot Levon Davit Narek Suren Aram Garik Hrant Ruben Sasun
Vahan Zaven Edgar`.split(/\s+/);
function common(name: string): string {
  if (name === '') return '';
  let hash = 0;
  for (const letter of name) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return COMMON[Math.min(hash % 20, hash % 37)] ?? name;
}

function written(row: Row, at: number): Row {
  const script = (['Latn', 'Cyrl', 'Armn'] as const)[at % 3] ?? 'Latn';
  const write = (words: string): string => (words === '' ? '' : inScript(words, script));
  return { ...row, given: write(row.given), father: write(row.father), family: write(row.family) };
}

const KINDS: Readonly<Record<string, (row: Row, at: number) => Row>> = {
  'one script': (row) => row,
  'three scripts': written,
  'twenty given names': (row) => ({ ...row, given: common(row.given), father: common(row.father) }),
};
const FORMS: Readonly<Record<string, (row: Row) => LinkRecord['claims']>> = {
  'given and family': (row) => ({ given_name: [row.given], surname: [row.family] }),
  'with the father’s': (row) => ({ given_name: [row.given], father: [row.father], surname: [row.family] }),
};

console.log(
  '| list | records | names | links | expected wrong | wrong | P | R |\n|---|---|---|---|---|---|---|---|',
);
const pairsOf = (size: number): number => (size * (size - 1)) / 2;
const sum = (sizes: Iterable<number>): number => [...sizes].reduce((all, size) => all + pairsOf(size), 0);
for (const [kind, change] of Object.entries(KINDS))
  for (const count of counts.length > 0 ? counts : [500, 1_500, 4_000, 8_000])
    for (const [form, claims] of Object.entries(FORMS)) {
      const rows = [...people(count, `names ${seed} ${count}`)].map(change);
      const person = new Map(rows.map((row) => [row.id, row.person]));
      const sizes = new Map<number, number>();
      for (const row of rows) sizes.set(row.person, (sizes.get(row.person) ?? 0) + 1);
      const made = await linkRecords(rows.map((row) => ({ list: 'a', id: row.id, claims: claims(row) })));
      const { pairs, bands, encoded } = made.linked;
      const personAt = (row: number | undefined) => person.get(encoded.rows.ids[row ?? -1] ?? '');
      let [links, expected, wrong] = [0, 0, 0];
      pairs.weight.forEach((weight, at) => {
        if (weight < bands.link) return;
        links += 1;
        expected += 1 / (1 + 2 ** (weight / 1000));
        if (personAt(pairs.left[at]) !== personAt(pairs.right[at])) wrong += 1;
      });
      let [grouped, right] = [0, 0];
      for (const group of made.groups()) {
        const own = new Map<number | undefined, number>();
        for (const { id } of group) own.set(person.get(id), (own.get(person.get(id)) ?? 0) + 1);
        grouped += pairsOf(group.length);
        right += sum(own.values());
      }
      const share = (part: number, of: number): string => (of === 0 ? '–' : (part / of).toFixed(3));
      console.log(
        `| ${kind} | ${count} | ${form} | ${links} | ${share(expected, links)} | ${share(wrong, links)} | ${share(right, grouped)} | ${share(right, sum(sizes.values()))} |`,
      );
    }
