/** A question is told by the shape of a sentence, whatever words say what came of it. */
import { describe, expect, it } from 'vitest';
import { propose } from '#reading';

async function asked(text: string): Promise<unknown[]> {
  const { claims } = await propose(`The families of the prisoners met on Sunday.\n\n${text}`, { lang: 'en' });
  return claims.flatMap((claim) => (claim.kind === 'inquiry' ? [[claim.addressee, claim.outcome]] : []));
}

describe('questions told as a scene', () => {
  it.each([
    [
      'Asked whether the five had been charged, the ministry said that the courts were independent.',
      'the ministry',
      'refused',
    ],
    [
      'Asked by the Gazette if doctors had been there, Ms Athel replied that they came daily.',
      'Ms Athel',
      'answered',
    ],
    [
      "The mayor's office, asked where the figure came from, named a poster.",
      "The mayor's office",
      'answered',
    ],
    ['The army spokesman walked off when he was asked about the prisoners.', 'The army spokesman', 'refused'],
    [
      'Our note to the other side of 3 March has gone the way of the eleven before it.',
      'the other side',
      'no_response',
    ],
    ['The widow was told by the police to stop asking.', 'the police', 'refused'],
    ['We asked the railway who had paid for the trains. It did not know, it said.', 'the railway', 'refused'],
  ])('%s', async (text, addressee, outcome) => {
    expect(await asked(text)).toContainEqual([addressee, outcome]);
  });

  it.each([
    'The widow was told a story about the harbour.',
    'The road to the fort has been closed since March.',
    'The letter to the editor of the Gazette was printed on Monday.',
  ])('says nothing of %s', async (text) => {
    expect(await asked(text)).toEqual([]);
  });
});

describe('questions that were put, of which no more is told', () => {
  it.each([
    ['She asked whether the detainee known as Witness K was alive.', null],
    ['The Red Cross has asked both sides for access to the captives.', 'both sides'],
  ])('%s', async (text, addressee) => {
    expect(await asked(text)).toContainEqual([addressee, null]);
  });

  it('is none where the question is about nobody held', async () => {
    expect(await asked('She asked whether the bridge would be mended by May.')).toEqual([]);
  });
});
