/** Which words of a text may be shown as a speaker at all. */
import { describe, expect, it } from 'vitest';
import { plausibleName } from '../../src/reading/saying/naming.ts';

describe('a speaker', () => {
  it.each([
    'Ada Dalen',
    'the ministry',
    'Three comrades',
    'survivors',
    'The report of the mission',
    'Some officers',
    'Next of Kin',
    'another of the freed men',
  ])('may be %s', (words) => expect(plausibleName(words)).toBe(true));

  it.each([
    'Last Thursday',
    'Some 60',
    'more than twenty',
    'the latest',
    'the month',
    'its soil and',
    'she sees',
    'which the guards',
    'names',
    'Consul Per Ruden has been',
  ])('is no time, amount or piece of a sentence: %s', (words) => expect(plausibleName(words)).toBe(false));

  it.each([
    'The earlier story',
    "Saturday's headline",
    'An editorial of 1 June',
    'Our article on the exchange',
  ])('is not what a paper itself wrote: %s', (words) => expect(plausibleName(words)).toBe(false));
});
