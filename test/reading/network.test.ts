/** The network that weighs English clauses (decision 0018): how it is read, what it can know, and how it is fitted. */
import { describe, expect, it } from 'vitest';
import { type Case, fittedNetwork, networkLines, rowOf } from '../../bench/reading/fit-network.ts';
import { Leanings } from '../../src/reading/concepts/leanings.ts';
import { Network, ZERO } from '../../src/reading/concepts/network.ts';

const row = (...steps: number[]) => String.fromCharCode(...steps.map((step) => ZERO + step));
const SMALL = [
  '# a comment',
  'kinds count custody',
  'bias -1 -2',
  'units 2',
  'unit 0.5 0 1 0',
  'unit 0.1 -1 0 2',
  `=held ${row(4, 30)}`,
  `held* ${row(-4, 0)}`,
].join('\n');

function summed(network: Network, names: readonly string[]): number[] {
  const hidden = network.begun();
  for (const name of names)
    for (const [at, value] of (network.row(name) ?? []).entries()) hidden[at] = (hidden[at] ?? 0) + value;
  return [...network.sums(hidden)].map((sum) => Number(sum.toFixed(6)));
}

describe('a network', () => {
  it('adds up the rows of a clause, cuts off what is below nothing and weighs the rest for each kind', () => {
    const network = new Network(SMALL);
    expect(network.kinds).toEqual(['count', 'custody']);
    expect(summed(network, [])).toEqual([-1, -2]);
    expect(summed(network, ['=held'])).toEqual([1, 2]);
    expect(summed(network, ['=held', 'held*'])).toEqual([-1, 2]);
  });

  it('says nothing of a name that it has not learned', () => {
    expect(new Network(SMALL).row('=sent')).toBeNull();
  });

  it('learns what two things mean together, which no sum of what each means can tell', () => {
    // Each alone tells custody, both together do not, nor does neither: exclusive or.
    const cases = Array.from({ length: 600 }, (_, at): Case => {
      const both = [at % 2, (at >> 1) % 2];
      return {
        at: Int32Array.from(both.flatMap((is, sign) => (is ? [sign, sign] : []))),
        sense: new Float64Array(0),
        worth: Float32Array.of(1),
        is: Uint8Array.of((both[0] ?? 0) ^ (both[1] ?? 0)),
      };
    });
    const fit = fittedNetwork(cases, 2);
    const chance = (...at: number[]) => fit.sums(Int32Array.from(at), new Float64Array(0), 1)[0] ?? NaN;
    for (const one of [0, 1]) {
      expect(chance(one, one)).toBeGreaterThan(chance());
      expect(chance(one, one)).toBeGreaterThan(chance(0, 0, 1, 1));
    }
    // What is written down says the same, and the same samples give the same network.
    const named = new Map(['a', 'b'].map((name, place) => [name, rowOf(fit, [place])]));
    const network = new Network(networkLines(fit, ['custody'], named).join('\n'));
    expect(summed(network, ['a', 'a'])[0]).toBeCloseTo(chance(0, 0), 0);
    expect(summed(network, ['a', 'a', 'b', 'b'])[0]).toBeCloseTo(chance(0, 0, 1, 1), 0);
    expect(fittedNetwork(cases, 2).rows).toEqual(fit.rows);
  });
});

describe('the network of English', () => {
  const leanings = new Leanings(new URL('../../src/reading/lang/en/', import.meta.url));

  it('has log odds for every kind, whatever words a clause has', () => {
    for (const words of [[], ['captured', 'soldiers'], ['xqzv', '33']]) {
      const signs = words.flatMap((word) => leanings.facts(word).sign ?? []);
      const sums = leanings.sums(signs);
      expect(sums.length).toBe(leanings.kinds.length);
      expect(sums.every(Number.isFinite)).toBe(true);
    }
  });

  it('knows a word that its list lacks by its head and its end', () => {
    expect(leanings.facts('imprisonmentology').sign?.weights).not.toBeNull();
    expect(leanings.facts('33').sign).toBeNull();
  });
});
