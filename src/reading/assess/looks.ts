/**
 * A clause as the last word on it is formed: its own concepts, words and pairs of words, the concepts of the clause before,
 * the words of the rest of its sentence, and what the rules have proposed on it and beside it. The names of its signs are those of weights.tsv.
 */
import type { Sign } from '../concepts/leanings.ts';
import type { Clause, Line } from '../concepts/line.ts';
import { nearOf, pairsOf, signsOf, wordsOf } from '../concepts/signs.ts';
import type { Spoken } from '../part.ts';
import { firstEndingAfter, type Span } from '../segment.ts';

/** A clause and the proposals that share at least half of the shorter of the two with it. */
export interface Look extends Span {
  readonly clause: Clause;
  readonly told: readonly Spoken[];
}

/** A proposal and the clauses that it touches: numbers of looks, in the order of the text. */
export interface Touched {
  readonly spoken: Spoken;
  readonly looks: readonly number[];
}

/** Clauses before and behind one in its sentence whose words are looked at. */
const NEAR = 5;
/** Share of the shorter of two stretches from which both are about the same. */
const SAME = 0.5;
/** Fields by which claims of one kind differ most. */
const VALUES = ['measure', 'event', 'outcome', 'polarity', 'feature'];

/** The clauses of lines with what was told of them, and where each proposal stands. */
export function looksOf(
  lines: readonly Line[],
  spoken: readonly Spoken[],
): { looks: readonly Look[]; touched: readonly Touched[] } {
  const looks: (Look & { told: Spoken[] })[] = lines.flatMap((line) =>
    line.clauses.map((clause) => {
      const { start, end } = line.span(clause);
      return { clause, start: line.sentence.start + start, end: line.sentence.start + end, told: [] };
    }),
  );
  const touched = spoken.map((one): Touched => {
    const { draft } = one;
    const own: number[] = [];
    for (let at = firstEndingAfter(looks, draft.start); at < looks.length; at++) {
      const look = looks[at];
      if (!look || look.start >= draft.end) break;
      own.push(at);
      const shared = Math.min(look.end, draft.end) - Math.max(look.start, draft.start);
      if (shared >= SAME * Math.min(look.end - look.start, draft.end - draft.start)) look.told.push(one);
    }
    return { spoken: one, looks: own };
  });
  return { looks, touched };
}

/** The signs of a look without those of its words; `concepts` gives those of each clause, by the number of its look. */
function lookSigns(
  looks: readonly Look[],
  at: number,
  concepts: (at: number) => readonly Sign[],
): readonly Sign[] {
  const look = looks[at];
  if (!look) return [];
  const { line } = look.clause;
  const { leanings } = line.tongue;
  const own = concepts(at);
  const names = new Set<string>();
  if (look.told.length === 0) names.add('untold');
  // A figure is one however it is written ("forty-odd").
  if (look.told.some(({ draft }) => draft.kind === 'count') && !own.some(({ name }) => name === 'figure'))
    names.add('figure');
  for (const { draft, voice } of look.told) {
    const [family = ''] = draft.rule.split(':');
    names.add(`told:${draft.kind}`).add(`told:${draft.kind}/${voice.modality}`);
    names.add(`by:${family}`).add(`by:${draft.rule}`);
    for (const field of VALUES) {
      const value = draft.fields[field];
      if (typeof value === 'string') names.add(`told:${draft.kind}=${value}`);
    }
  }
  for (const away of [-2, -1, 1]) {
    const other = looks[at + away];
    if (!other) continue;
    const where = other.clause.line === line ? 'here' : 'there';
    for (const { draft } of other.told) names.add(`${away}${where}:${draft.kind}`);
  }
  if (line.isQuestion) names.add('asks');
  if (look.clause.isUnreal) names.add('unreal');
  const before = looks[at - 1];
  if (before && before.clause.line.sentence.block === line.sentence.block)
    for (const { name } of concepts(at - 1)) names.add(`before:${name}`);
  return [...own, ...Array.from(names, (name) => leanings.sign(name))];
}

/** True for a look of a sentence about something else, of which no rule has told anything: it is not weighed. */
export function isAside({ clause, told }: Look, isAbout: (line: Line) => boolean): boolean {
  return told.length === 0 && !isAbout(clause.line);
}

/** What a look has: its signs, its words, and names of its pairs of words and of the words near it. */
interface Traits {
  readonly signs: readonly Sign[];
  readonly words: readonly Sign[];
  readonly further: readonly string[];
}

/** What a look has, by its number; concepts and words of a clause are found once and only where asked for. */
export function signsOfLooks(looks: readonly Look[]): (at: number) => Traits {
  const concepts = remembered((at) => (looks[at] ? signsOf(looks[at].clause) : []));
  const words = remembered((at) => (looks[at] ? wordsOf(looks[at].clause) : []));
  return (at) => {
    const own = words(at);
    const others: (readonly Sign[])[] = [];
    const line = looks[at]?.clause.line;
    for (let other = at - NEAR; other <= at + NEAR; other++)
      if (other !== at && line && looks[other]?.clause.line === line) others.push(words(other));
    return {
      signs: lookSigns(looks, at, concepts),
      words: own,
      further: [...pairsOf(own), ...nearOf(others)],
    };
  };
}

function remembered<T>(find: (at: number) => T): (at: number) => T {
  const found = new Map<number, T>();
  return (at) => {
    let own = found.get(at);
    if (own === undefined) found.set(at, (own = find(at)));
    return own;
  };
}
