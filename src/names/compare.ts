/**
 * How alike two written names are, 0 to 1, word by word and whatever their order. A likeness is a reason to look, never
 * a probability that two records are one person.
 */
import { foldWord } from './fold.ts';
import { initialFits } from './initial.ts';
import { parseName, type PartKind } from './parse.ts';
import { tokenLikeness, tokenOf, type Token } from './token.ts';

/** What a part weighs when it agrees, and when the other name lacks it. */
const WEIGHT: Readonly<Record<PartKind, number>> = {
  name: 1,
  patronymic: 0.6,
  kunya: 0.4,
  initial: 0.4,
  particle: 0.15,
  title: 0,
};
const LACKING = 0.3;
/** An initial against a word that begins with it. */
const INITIAL = 0.8;
/** The most that two names can have when nothing but initials agrees. */
const INITIALS_ALONE = 0.45;

interface Part {
  readonly token: Token;
  readonly kind: PartKind;
}

/** A name prepared once for many comparisons. */
export interface PreparedName {
  readonly folded: string;
  readonly parts: readonly Part[];
}

/** Prepares a name. Any string will do. `tokens` shares prepared words between names. */
export function prepareName(words: string, tokens: Map<string, Token> = new Map()): PreparedName {
  const parts = parseName(words).map(({ word, kind }) => {
    const token = tokens.get(word) ?? tokenOf(word);
    tokens.set(word, token);
    return { token, kind };
  });
  return {
    folded: foldWord(words).replace(/\s+/gu, ' ').trim(),
    parts: parts.filter(({ kind }) => kind !== 'title'),
  };
}

function partLikeness(a: Part, b: Part): number {
  if (a.kind === 'initial' || b.kind === 'initial') {
    if (a.token.folded === b.token.folded) return 1;
    return initialFits(a.token.latin, b.token.latin) ? INITIAL : 0;
  }
  return tokenLikeness(a.token, b.token);
}

function compared(a: PreparedName, b: PreparedName): number {
  const pairs = a.parts.flatMap((left, i) =>
    b.parts.map((right, j) => ({
      i,
      j,
      weight: (WEIGHT[left.kind] + WEIGHT[right.kind]) / 2,
      like: partLikeness(left, right),
    })),
  );
  pairs.sort((x, y) => y.like - x.like || y.weight - x.weight || x.i - y.i || x.j - y.j);
  const left = new Set(a.parts.keys());
  const right = new Set(b.parts.keys());
  let agreed = 0;
  let weighed = 0;
  let most = INITIALS_ALONE;
  for (const { i, j, weight, like } of pairs) {
    if (!left.has(i) || !right.has(j)) continue;
    if (like > 0 && (a.parts[i]?.kind === 'initial') === (b.parts[j]?.kind === 'initial')) most = 1;
    left.delete(i);
    right.delete(j);
    agreed += weight * like;
    weighed += weight;
  }
  for (const i of left) weighed += LACKING * WEIGHT[a.parts[i]?.kind ?? 'name'];
  for (const j of right) weighed += LACKING * WEIGHT[b.parts[j]?.kind ?? 'name'];
  return weighed === 0 ? 0 : Math.min(most, agreed / weighed);
}

/** Likeness of two prepared names. Symmetric; 1 for the same words after folding. */
export function nameLikeness(a: PreparedName, b: PreparedName): number {
  if (a.folded === b.folded) return 1;
  return a.folded < b.folded ? compared(a, b) : compared(b, a);
}

/** Likeness of two written names, 0 to 1, across scripts. Symmetric, deterministic, never throws. */
export function similarity(a: string, b: string): number {
  return nameLikeness(prepareName(a), prepareName(b));
}
