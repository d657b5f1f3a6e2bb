/** A number that nobody gives is a claim of its own: unknown, withheld, or larger than what was written down. */
import { describe, expect, it } from 'vitest';
import { propose } from '#reading';

async function unknown(text: string): Promise<unknown[]> {
  const { claims } = await propose(`The prisoners' families met on Sunday.\n\n${text}`, { lang: 'en' });
  return claims.flatMap((claim) =>
    claim.kind === 'unknown_count' ? [`${claim.modality} ${claim.measure}`] : [],
  );
}

describe('a number that is not given', () => {
  it.each([
    ['How many died altogether the deckhand cannot tell us.', 'unknown dead'],
    ['Pupils were taken too, in what numbers we do not know.', 'unknown taken'],
    ['We do not know whether there are other prisoners with them.', 'unknown held'],
    ['She would not venture a guess at the number of the missing.', 'unknown missing'],
    ['The Legion was not willing to say how many of its prisoners are civilians.', 'refused held'],
    ['Nowhere in the report was there a total of prisoners.', 'unknown held'],
    ['At the gaol nobody would give the mothers so much as a number.', 'refused held'],
    ['Forty are missing. The number for Adderstone is bound to be too low.', 'believed missing'],
    ['The latter figure of prisoners is to be regarded as a minimum.', 'believed held'],
    ['There are families of missing men who never registered at all.', 'asserted missing'],
  ])('%s: %s', async (text, told) => {
    expect(await unknown(text)).toContain(told);
  });

  it('is no claim where it is one of the fallen', async () => {
    expect(await unknown('The true number of the dead of the battle is unknown.')).toEqual([]);
  });
});
