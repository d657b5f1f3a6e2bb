/** The engine without a database: walks the groups of every key. For short lists, and to check other engines against. */
import { Numbers, placesTo, sortPlaces } from '#ground';
import { evaluator } from './evaluate.ts';
import { groupsOf } from './keys.ts';
import type { LinkEngine, ScoredPairs, ScoreJob } from './ports.ts';
import { Scorer } from './score.ts';

class Found {
  readonly #left = new Numbers();
  readonly #right = new Numbers();
  readonly #weight = new Numbers();

  add(left: number, right: number, weight: number): void {
    this.#left.push(left);
    this.#right.push(right);
    this.#weight.push(weight);
  }

  sorted(): ScoredPairs {
    const order = placesTo(this.#left.length);
    sortPlaces(sortPlaces(order, this.#right.all), this.#left.all);
    const taken = (from: Numbers): Int32Array => Int32Array.from(order, (at) => from.at(at));
    return { left: taken(this.#left), right: taken(this.#right), weight: taken(this.#weight) };
  }
}

function score(job: ScoreJob): ScoredPairs {
  const { encoded, comparisons, weights, keys, acrossOnly, least } = job;
  const scorer = new Scorer(comparisons, weights, encoded, evaluator(comparisons, encoded));
  const { list } = encoded.rows;
  const found = new Found();
  const total = keys.reduce((sum, { pairs }) => sum + pairs, 0);
  let done = 0;
  keys.forEach((key, place) => {
    const earlier = keys.slice(0, place).map(({ numbers }) => numbers);
    const { rows, starts } = groupsOf(key.numbers);
    for (let group = 0; group + 1 < starts.length; group++) {
      const [from, to] = [starts[group] ?? 0, starts[group + 1] ?? 0];
      for (let i = from; i < to; i++)
        for (let j = i + 1; j < to; j++) {
          const [left, right] = [rows[i] ?? 0, rows[j] ?? 0];
          if (acrossOnly && list[left] === list[right]) continue;
          done += 1;
          if ((done & 0x3fff) === 0) job.onProgress?.('pairs', done, total);
          // A pair that an earlier key brought has its weight already.
          if (earlier.some((numbers) => (numbers[left] ?? -1) >= 0 && numbers[left] === numbers[right]))
            continue;
          const weight = scorer.weight(left, right);
          if (weight >= least) found.add(left, right, weight);
        }
    }
  });
  return found.sorted();
}

/** The engine in memory. */
export const memoryEngine: LinkEngine = {
  name: 'memory',
  score: (job) => Promise.resolve(score(job)),
};
