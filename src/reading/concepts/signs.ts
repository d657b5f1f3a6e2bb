/** What a clause has that weights are fitted for (bench/reading/fit.ts): its concepts, its words and their neighbours. */
import type { Kind } from '../contract.ts';
import type { Clause } from './line.ts';
import { STEM, type Sign } from './leanings.ts';
import type { Concept } from './vocabulary.ts';

/** Words of grammar: they speak for nothing. */
const EMPTY: ReadonlySet<string> = new Set([
  'and',
  'that',
  'to',
  'by',
  'prep',
  'adverb',
  'aux',
  'verb',
  'other',
  'which',
  'title',
  'thing',
  'place',
  'jailed',
]);

/** Letters by which a word is known in a pair. */
const PAIRED = 6;

/** Points of a kind that count. */
const MOST = 6;

/** The signs of a clause: its concepts, each also beside a negation, and what else can be counted. */
export function signsOf(clause: Clause): Sign[] {
  const { line } = clause;
  const { leanings } = line.tongue;
  const concepts: Concept[] = [];
  const points = new Map<Kind, number>();
  const leaning = new Set<string>();
  let seen: ReadonlySet<Concept> | null = null;
  for (let at = clause.from; at <= clause.to; at++) {
    const word = line.words[at];
    if (!word) continue;
    if (word.concepts !== seen)
      for (const concept of (seen = word.concepts))
        if (!EMPTY.has(concept) && !concepts.includes(concept)) concepts.push(concept);
    const own = leanings.factsOf(word).leanings;
    if (own.length === 0 || leaning.has(word.lower)) continue;
    leaning.add(word.lower);
    for (const { kind, points: some } of own) points.set(kind, (points.get(kind) ?? 0) + some);
  }
  const signs = concepts.map((concept) => leanings.sign(concept));
  if (concepts.includes('not') || concepts.includes('without'))
    for (const concept of concepts) signs.push(leanings.sign(`not+${concept}`));
  for (const [kind, sum] of points) {
    const sign = leanings.sign(`leans:${kind}`);
    for (let step = 1; step <= Math.min(sum, MOST); step++) signs.push(sign);
  }
  if (line.numerals.some((n) => n.first >= clause.from && n.last <= clause.to))
    signs.push(leanings.sign('figure'));
  if (clause.to > clause.from && line.isQuoted(clause.from + 1)) signs.push(leanings.sign('quoted'));
  return signs;
}

/** The words of a clause, each once: in lower case, without the ending of a possessive. */
export function wordsOf({ line, from, to }: Clause): Sign[] {
  const { leanings } = line.tongue;
  const signs: Sign[] = [];
  const seen = new Set<string>();
  for (let at = from; at <= to; at++) {
    const word = line.words[at];
    const sign = word ? leanings.factsOf(word).sign : null;
    if (sign === null || seen.has(sign.name)) continue;
    seen.add(sign.name);
    signs.push(sign);
  }
  return signs;
}

/** Names of the pairs of neighbouring words, by their heads; `^` and `$` stand at the ends of the clause. */
export function pairsOf(words: readonly Sign[]): string[] {
  const heads = ['^', ...words.map(({ name }) => name.slice(0, PAIRED)), '$'];
  return heads.slice(1).map((head, at) => `${heads[at]}|${head}`);
}

/** Names of the words that other clauses of the sentence have, by their heads. */
export function nearOf(others: readonly (readonly Sign[])[]): string[] {
  return [...new Set(others.flatMap((words) => words.map(({ name }) => `+${name.slice(0, STEM)}`)))];
}
