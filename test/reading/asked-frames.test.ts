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
    ['The Bar, to whom both widows wrote in the spring, has yet to find a stamp.', 'The Bar', 'no_response'],
    ['She has written to the garrison and nobody has written back.', 'the garrison', 'no_response'],
    ['We asked for the ledger of the camp and were told that it was being bound.', null, 'refused'],
    ['The navy, telephoned twice about the crew, has not replied.', 'The navy', 'no_response'],
    ['When a reporter asked where the men were, the colonel shut his file.', 'the colonel', 'refused'],
    ["Her request for the prisoners' letters was granted within a day.", null, 'answered'],
    ['Not a word from the Minister of War.', 'Minister of War', 'no_response'],
    ['The telephone of the commandant is switched off by day.', 'the commandant', 'unreachable'],
    ['We asked the railway who had paid for the trains. It did not know, it said.', 'the railway', 'refused'],
  ])('%s', async (text, addressee, outcome) => {
    expect(await asked(text)).toContainEqual([addressee, outcome]);
  });

  it.each([
    'The widow was told a story about the harbour.',
    'A guard who did not wish to be named spoke of the weather.',
    'The dryers are switched off at eight.',
    'The key of the office could not be found.',
    'I asked her for her name and she looked at the children.',
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
