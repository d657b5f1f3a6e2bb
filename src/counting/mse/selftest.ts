/**
 * Do these lists behave? Each list is taken as a population whose size is known and is estimated from the others
 * (after Binette and Steorts 2022); pairs of lists are held against the chosen model; pairs that follow each other are
 * named. Shipped with every run, judged by the reader and by no threshold.
 */
import { chapman, chapmanPairs, lnInterval } from './chapman.ts';
import { dga, DGA_LISTS } from './dga.ts';
import { select } from './loglinear.ts';
import type { Fit } from './poisson.ts';
import type { EngineName, Interval, SelfTests } from './report.ts';
import { poissonAtLeast, poissonAtMost } from './special.ts';
import { denseCounts, insideList, peopleOn, type OverlapTable } from './table.ts';

const Z = 1.959_963_984_540_054;
/** Lists inside a list up to which a model is selected; beyond, the known size is not tested. */
const SELECTED_LISTS = 7;

function sizeFrom(inside: OverlapTable): { engine: EngineName; interval: Interval | null } {
  const lists = inside.lists.length;
  if (lists < DGA_LISTS.least) {
    if (lists < 2) return { engine: 'chapman', interval: null };
    const both = peopleOn(inside, 3);
    if (both < 2) return { engine: 'chapman', interval: null };
    const { point, variance } = chapman(peopleOn(inside, 1), peopleOn(inside, 2), both);
    return { engine: 'chapman', interval: lnInterval(inside.n, Math.max(0, point - inside.n), variance) };
  }
  if (lists <= DGA_LISTS.most) {
    const { lo, hi } = dga({ table: inside, grid: Math.max(2_000, 15 * inside.n) });
    return { engine: 'dga', interval: { lo, hi, level: 0.95 } };
  }
  if (lists > SELECTED_LISTS) return { engine: 'loglinear', interval: null };
  const { chosen } = select(denseCounts(inside), lists);
  if (chosen === null) return { engine: 'loglinear', interval: null };
  const width = Math.exp(Z * chosen.lnSe);
  return {
    engine: 'loglinear',
    interval: { lo: inside.n + chosen.unseen / width, hi: inside.n + chosen.unseen * width, level: 0.95 },
  };
}

/** The self-tests of a table; `chosen` is the log-linear model, null where there is none. */
export function selfTests(table: OverlapTable, chosen: Fit | null): Omit<SelfTests, 'strata'> {
  const knownSize = table.lists.map((list, at) => {
    const size = peopleOn(table, 1 << at);
    const inside = insideList(table, at);
    const { engine, interval } =
      inside === null ? { engine: 'chapman' as const, interval: null } : sizeFrom(inside);
    return {
      list,
      size,
      engine,
      interval,
      covered: interval === null ? null : interval.lo <= size && size <= interval.hi,
    };
  });
  const pairs = chapmanPairs(table);
  const pairFit =
    chosen === null
      ? []
      : pairs.map(({ lists, both }) => {
          const pair = lists.reduce((set, name) => set | (1 << table.lists.indexOf(name)), 0);
          const expected = chosen.expected.reduce(
            (sum, mu, at) => (((at + 1) & pair) === pair ? sum + mu : sum),
            0,
          );
          const tail = Math.min(poissonAtMost(both, expected), poissonAtLeast(both, expected));
          return { lists, seen: both, expected, tail };
        });
  return {
    knownSize,
    pairFit,
    pairsBelowDocumented: pairs.filter(({ belowDocumented }) => belowDocumented).map(({ lists }) => lists),
  };
}
