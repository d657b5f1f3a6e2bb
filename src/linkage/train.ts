/**
 * Learning without labels. u: from pairs drawn at random. m: by expectation and maximisation (Dempster, Laird, Rubin 1977)
 * on patterns of pairs that share a key, u held fixed, several keys side by side; what a key fixes teaches nothing and is
 * left out under that key. The share of pairs that are one person follows from what the keys found and how often one
 * person has the same key. Frequencies of words stay outside: inside, common names would bend m.
 */
import type { Encoded } from './encode.ts';
import type { Evaluator } from './evaluate.ts';
import type { Blocking, Key } from './keys.ts';
import type { Fitted, Model, PinnedWeight } from './model.ts';
import { keyPatterns, possiblePairs, randomPatterns, type PairDraw, type Pattern } from './patterns.ts';
import type { Comparison } from './plan.ts';

export interface TrainOptions {
  readonly acrossOnly: boolean;
  readonly seed: string;
  readonly pins: readonly PinnedWeight[];
  /** Called between pieces of the work: tells how far it is, and may end it by throwing. */
  readonly between: (stage: string, done: number, total: number) => Promise<void>;
}

/** Pairs looked at: at random, and per key. */
const RANDOM_PAIRS = 600_000;
const KEY_PAIRS = 150_000;
const ROUNDS = 40;
/** Corrections of u by what was learned: pairs of one person among the pairs drawn do not count. */
const CORRECTIONS = 2;
/** Expected shares weigh as many pairs of one person. */
const PRIOR_PAIRS = 25;
/** The same for pairs of strangers, and what every level has besides. */
const PRIOR_STRANGERS = 20;
const EACH_LEVEL = 0.3;
const LEAST = 1e-7;
/** Relatives of each person that the lists hold, when nothing can be learned about it; and how far learning may go. */
const KIN = 1;
const KIN_RANGE = [0.0005, 10] as const;

/** Patterns of one key, of its groups left whole or of those that were split, and what the key fixes there. */
interface Block {
  readonly key: Key;
  readonly patterns: readonly Pattern[];
  /** Share of the key's pairs that the patterns hold. */
  readonly share: number;
  readonly fixed: ReadonlySet<number>;
  same: number;
  kin: number;
}

interface Shares {
  readonly m: number[][];
  readonly u: number[][];
}

/** What a split by year of birth gives away. */
const BIRTH = ['birth', 'birthYear'];

/** Which comparisons a key fixes, by the words of its name. */
function fixedBy(key: Key, isSplit: boolean, comparisons: readonly Comparison[]): Set<number> {
  const fixes = isSplit ? [...key.fixes, ...BIRTH] : key.fixes;
  return new Set(comparisons.flatMap(({ name }, at) => (fixes.includes(name) ? [at] : [])));
}

function normalised(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => Math.max(LEAST, count / total));
}

/** Shares of strangers before anything is counted: nine of ten differ, and the closer a level the rarer it is. */
function strangersOf({ levels, strangers }: Comparison): number[] {
  const shares = strangers ?? levels.map((_, level) => (level === 0 ? 18 : 1 / level));
  const total = shares.reduce((sum, share) => sum + share, 0);
  return levels.map((_, level) => (shares[level] ?? 0) / total);
}

/** u from random pairs, each pattern counted by its chance of being two persons. */
function learnU(
  patterns: readonly Pattern[],
  comparisons: readonly Comparison[],
  different: (p: Pattern) => number,
): number[][] {
  const counts = comparisons.map((comparison) =>
    strangersOf(comparison).map((share) => EACH_LEVEL + PRIOR_STRANGERS * share),
  );
  for (const pattern of patterns) {
    const weight = pattern.count * different(pattern);
    pattern.levels.forEach((level, at) => {
      const row = counts[at];
      if (level >= 0 && row !== undefined) row[level] = (row[level] ?? 0) + weight;
    });
  }
  return counts.map(normalised);
}

/** Likelihood of a pattern under the three readings, relative to strangers. */
function ratios(
  pattern: Pattern,
  { m, u }: Shares,
  comparisons: readonly Comparison[],
  skip: ReadonlySet<number>,
): { same: number; kin: number } {
  let same = 1;
  let kin = 1;
  pattern.levels.forEach((level, at) => {
    if (level < 0 || skip.has(at)) return;
    const ratio = (m[at]?.[level] ?? 1) / (u[at]?.[level] ?? 1);
    same *= ratio;
    if (comparisons[at]?.isShared === true) kin *= ratio;
  });
  return { same, kin };
}

interface Expected {
  readonly counts: number[][];
  same: number;
  kin: number;
  total: number;
}

function expectation(block: Block, shares: Shares, comparisons: readonly Comparison[]): Expected {
  const expected: Expected = {
    counts: comparisons.map(({ levels }) => levels.map(() => 0)),
    same: 0,
    kin: 0,
    total: 0,
  };
  for (const pattern of block.patterns) {
    const { same, kin } = ratios(pattern, shares, comparisons, block.fixed);
    const [s, k] = [block.same * same, block.kin * kin];
    const all = s + k + Math.max(1e-9, 1 - block.same - block.kin);
    const chance = (pattern.count * s) / all;
    expected.same += chance;
    expected.kin += (pattern.count * k) / all;
    expected.total += pattern.count;
    pattern.levels.forEach((level, at) => {
      const row = expected.counts[at];
      if (level >= 0 && row !== undefined && !block.fixed.has(at)) row[level] = (row[level] ?? 0) + chance;
    });
  }
  return expected;
}

/** One kin share can only be told from strangers by shared fields that the key does not fix. */
function tellsKin(block: Block, comparisons: readonly Comparison[]): boolean {
  const shared = comparisons.flatMap(({ isShared }, at) => (isShared ? [at] : []));
  const fixes = shared.some((at) => block.fixed.has(at));
  return fixes && shared.some((at) => !block.fixed.has(at));
}

function learnM(blocks: readonly Block[], shares: Shares, comparisons: readonly Comparison[]): void {
  for (let round = 0; round < ROUNDS; round++) {
    const counts = comparisons.map(({ levels }) => levels.map(({ expected }) => expected * PRIOR_PAIRS));
    for (const block of blocks) {
      const found = expectation(block, shares, comparisons);
      if (found.total === 0) continue;
      block.same = Math.max(1e-6, found.same / found.total);
      block.kin = tellsKin(block, comparisons) ? found.kin / found.total : 0;
      found.counts.forEach((row, at) =>
        row.forEach((count, level) => {
          const own = counts[at];
          if (own !== undefined) own[level] = (own[level] ?? 0) + count;
        }),
      );
    }
    counts.forEach((row, at) => (shares.m[at] = normalised(row)));
  }
}

/** How often one person has the same key: what the key fixes is said, and agrees closely. */
function recallOf(
  block: Block,
  shares: Shares,
  said: readonly number[],
  comparisons: readonly Comparison[],
): number {
  let recall = 1;
  for (const at of block.fixed) {
    // Whole dates and bare years take turns: what is said by fewer pairs does not count against the key.
    const turn = comparisons[at]?.turn;
    const most = [...block.fixed].filter((other) => turn !== undefined && comparisons[other]?.turn === turn);
    if (most.some((other) => (said[other] ?? 0) > (said[at] ?? 0))) continue;
    const m = shares.m[at] ?? [];
    recall *= closeShare(m) * (said[at] ?? 1);
  }
  return Math.max(0.2, Math.min(1, recall));
}

/** Pairs of one person in all lists: the most that any key found, divided by how much of them that key can find. */
function personPairs(
  blocks: readonly Block[],
  shares: Shares,
  said: readonly number[],
  comparisons: readonly Comparison[],
): { across: number; within: number } {
  const ofKeys = new Map<Key, { across: number; within: number }>();
  for (const block of blocks) {
    const found = { across: 0, within: 0 };
    for (const pattern of block.patterns) {
      const { same, kin } = ratios(pattern, shares, comparisons, block.fixed);
      const [s, k] = [block.same * same, block.kin * kin];
      const chance = s / (s + k + Math.max(1e-9, 1 - block.same - block.kin));
      // A pair that is more likely not one person is no evidence of how many there are.
      if (chance >= 0.5) found[pattern.within ? 'within' : 'across'] += pattern.count * chance;
    }
    const recall = recallOf(block, shares, said, comparisons) * block.share;
    // A person's pairs are under a key in a group left whole or in a split one: both parts count.
    const ofKey = ofKeys.get(block.key) ?? { across: 0, within: 0 };
    ofKey.across += found.across / recall;
    ofKey.within += found.within / recall;
    ofKeys.set(block.key, ofKey);
  }
  let best = { across: 0, within: 0 };
  for (const ofKey of ofKeys.values())
    if (ofKey.across + ofKey.within > best.across + best.within) best = ofKey;
  return best;
}

/** Closely agreeing levels, by place. */
function closeShare(shares: readonly number[]): number {
  return shares.slice(Math.ceil(shares.length / 2)).reduce((sum, share) => sum + share, 0);
}

/**
 * The same where the keys fix everything that is compared (two lists of names and nothing else), so that no pair of a
 * key tells more than the key: what a key brings beyond what chance would, divided by how much of the pairs of one person
 * it can bring.
 */
function pairsBeyondChance(
  blocks: readonly Block[],
  { m, u }: Shares,
  said: readonly number[],
  possible: { readonly across: number; readonly within: number },
): { across: number; within: number } {
  let best = { across: 0, within: 0 };
  for (const block of blocks) {
    let [chance, recall] = [1, 1];
    for (const at of block.fixed) {
      const share = said[at] ?? 0;
      // What nobody says does not make the key rarer.
      if (share === 0) continue;
      chance *= share * closeShare(u[at] ?? []);
      recall *= share * closeShare(m[at] ?? []);
    }
    const found = (within: boolean): number => {
      const pairs = block.patterns.reduce((sum, one) => sum + (one.within === within ? one.count : 0), 0);
      const beyond = pairs / block.share - chance * (within ? possible.within : possible.across);
      return Math.max(0, beyond / Math.max(0.2, recall));
    };
    const [across, within] = [found(false), found(true)];
    if (across + within > best.across + best.within) best = { across, within };
  }
  return best;
}

/** True if a key leaves something that is said to be compared. */
function tells(block: Block, said: readonly number[]): boolean {
  return said.some((share, at) => share > 0 && !block.fixed.has(at));
}

function kinPairs(blocks: readonly Block[], comparisons: readonly Comparison[], count: number): number {
  const found = blocks
    .filter((block) => tellsKin(block, comparisons))
    .map((block) => (block.kin * block.patterns.reduce((sum, one) => sum + one.count, 0)) / block.share);
  const pairs = found.length === 0 ? KIN * count : Math.max(...found);
  return Math.max(KIN_RANGE[0] * count, Math.min(KIN_RANGE[1] * count, pairs));
}

function saidShares(patterns: readonly Pattern[], comparisons: readonly Comparison[]): number[] {
  const total = patterns.reduce((sum, { count }) => sum + count, 0) || 1;
  return comparisons.map(
    (_, at) =>
      patterns.reduce((sum, { levels, count }) => sum + ((levels[at] ?? -1) >= 0 ? count : 0), 0) / total,
  );
}

/** Learns the model of these lists. Deterministic for a seed. */
export async function train(
  encoded: Encoded,
  comparisons: readonly Comparison[],
  evaluate: Evaluator,
  blocking: Blocking,
  options: TrainOptions,
): Promise<Model> {
  const draw: PairDraw = { encoded, evaluate, comparisons: comparisons.length, ...options };
  const random = randomPatterns(draw, RANDOM_PAIRS);
  const telling = blocking.keys.filter(({ fixes, pairs }) => fixes.length > 0 && pairs <= 60 * encoded.count);
  const blocks: Block[] = [];
  // A key may be read as several blocks, so steps are counted by keys and corrections.
  const steps = telling.length + CORRECTIONS + 1;
  for (const [at, key] of telling.entries()) {
    await options.between('learning', at, steps);
    for (const { patterns, share, isSplit } of keyPatterns(draw, key, KEY_PAIRS))
      blocks.push({ key, patterns, share, fixed: fixedBy(key, isSplit, comparisons), same: 0.2, kin: 0.05 });
  }
  const shares: Shares = {
    u: learnU(random, comparisons, () => 1),
    m: comparisons.map(({ levels }) => normalised(levels.map(({ expected }) => expected))),
  };
  const possible = possiblePairs(encoded, options.acrossOnly);
  const all = Math.max(1, possible.across + possible.within);
  const said = saidShares(random, comparisons);
  let pairs = { across: 0, within: 0 };
  for (let correction = 0; correction <= CORRECTIONS; correction++) {
    await options.between('learning', telling.length + correction, steps);
    learnM(blocks, shares, comparisons);
    pairs = blocks.some((block) => tells(block, said))
      ? personPairs(blocks, shares, said, comparisons)
      : pairsBeyondChance(blocks, shares, said, possible);
    const share = (pairs.across + pairs.within) / all;
    const none = new Set<number>();
    const u = learnU(random, comparisons, (pattern) => {
      const odds = share * ratios(pattern, shares, comparisons, none).same;
      return 1 / (1 + odds);
    });
    u.forEach((row, at) => (shares.u[at] = row));
  }
  const fitted = comparisons.map(({ name }, at): Fitted => ({
    name,
    m: shares.m[at] ?? [],
    u: shares.u[at] ?? [],
  }));
  const shareOf = (found: number, among: number): number =>
    among === 0 ? 1e-12 : Math.min(0.5, Math.max(0.5, found) / among);
  return {
    version: 'linkage/1',
    fitted,
    shareAcross: shareOf(pairs.across, possible.across),
    shareWithin: shareOf(pairs.within, possible.within),
    priorShift: 0,
    shareKin: kinPairs(blocks, comparisons, encoded.count) / all,
    pins: options.pins,
  };
}
