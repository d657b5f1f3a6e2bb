/**
 * The engine of the romanisation tables: letters to letters with neighbours looked at, case restored afterwards.
 * Knows how to read a table; every standard lives in the tables beside it.
 */

/**
 * One rule. In a table a rule is written `from>to`, with `[abc]` before it for a letter that must stand before
 * (`^` is the start of a word) and `(abc)` after `from` for one that must follow (`$` is the end); `!` inside negates.
 */
type Rule = {
  readonly from: string;
  readonly to: string;
  readonly before: Neighbour | null;
  readonly after: Neighbour | null;
};
type Neighbour = { readonly letters: ReadonlySet<string>; readonly not: boolean };

/** A table ready for use: rules by their first letter, in the order they are tried. */
export type Table = ReadonlyMap<string, readonly Rule[]>;

const RULE = /^(?:\[(?<before>[^\]]*)\])?(?<from>[^>(]+)(?:\((?<after>[^)]*)\))?>(?<to>.*)$/u;

function neighbour(written: string | undefined): Neighbour | null {
  if (written === undefined) return null;
  const not = written.startsWith('!');
  return { letters: new Set(not ? written.slice(1) : written), not };
}

/** Reads the rules of a table; the first that fits wins, so narrow rules stand before wide ones. `_` writes nothing. */
export function tableOf(...parts: readonly string[]): Table {
  const table = new Map<string, Rule[]>();
  for (const written of parts.join(' ').trim().split(/\s+/u)) {
    const groups = RULE.exec(written)?.groups;
    const from = groups?.['from'];
    if (groups === undefined || from === undefined) continue;
    const to = groups['to'] === '_' ? '' : (groups['to'] ?? '').replaceAll('_', '');
    const first = [...from][0] ?? '';
    const rules = table.get(first) ?? [];
    rules.push({ from, to, before: neighbour(groups['before']), after: neighbour(groups['after']) });
    table.set(first, rules);
  }
  return table;
}

/** A letter or a mark that belongs to the word, so that it is no end of it. */
const IN_WORD = /[\p{L}\p{M}'’ʼ]/u;

function fits(wanted: Neighbour | null, letter: string | undefined, end: string): boolean {
  if (wanted === null) return true;
  const seen = letter === undefined || !IN_WORD.test(letter) ? end : letter;
  return wanted.letters.has(seen) !== wanted.not;
}

/** Whether a letter is written as a capital. */
function isUpper(letter: string | undefined): boolean {
  return letter !== undefined && letter !== letter.toLowerCase();
}

function cased(to: string, letters: readonly string[], at: number, length: number): string {
  if (!isUpper(letters[at])) return to;
  const previous = letters[at - 1];
  const next = letters[at + length];
  const joined =
    length > 1 && letters.slice(at + 1, at + length).every((letter) => isUpper(letter) || letter === 'ւ');
  const alone = (letter: string | undefined) => letter === undefined || !IN_WORD.test(letter);
  const shouts =
    isUpper(next) || (alone(next) && (alone(previous) ? length === 1 || joined : isUpper(previous)));
  if (shouts && !(length > 1 && !joined)) return to.toUpperCase();
  // A leading dot or sign carries no case: the first letter after it does.
  return to.replace(/\p{L}\p{M}*/u, (first) => first.toUpperCase());
}

/** Words through a table. What the table does not know stays as it is. Never throws. */
export function through(table: Table, words: string): string {
  const letters = [...words.normalize('NFC')];
  const lower = letters.map((letter) => (letter === 'İ' ? 'i' : letter.toLowerCase()));
  let out = '';
  for (let at = 0; at < letters.length;) {
    const rule = table.get(lower[at] ?? '')?.find(({ from, before, after }) => {
      const length = [...from].length;
      return (
        lower.slice(at, at + length).join('') === from &&
        fits(before, lower[at - 1], '^') &&
        fits(after, lower[at + length], '$')
      );
    });
    if (rule === undefined) {
      out += letters[at] ?? '';
      at += 1;
      continue;
    }
    const length = [...rule.from].length;
    out += cased(rule.to, letters, at, length);
    at += length;
  }
  return out;
}
