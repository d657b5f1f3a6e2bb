/** Visits, contact, stages of an exchange, names and confidences, told in families of words and not in one formula. */
import { describe, expect, it } from 'vitest';
import { propose } from '#reading';

async function read(kind: string, text: string): Promise<unknown[]> {
  const { claims } = await propose(
    `The prisoners of the camp were taken in May; an exchange is wanted.\n\n${text}`,
    { lang: 'en' },
  );
  const told = claims as unknown as readonly Readonly<Record<string, string>>[];
  return told.flatMap((claim) =>
    claim['kind'] === kind && text.includes(claim['quote'] ?? '?')
      ? [claim['polarity'] ?? claim['stage'] ?? claim['label'] ?? claim['recipient']]
      : [],
  );
}

describe('who came to the place and who did not', () => {
  it.each([
    ['No aid worker has been let past the weir since March.', 'denied'],
    ['Two observers were driven as far as the weighbridge.', 'denied'],
    ['The Red Cross asked to see the men and was told to come back after the feast.', 'denied'],
    ['The inspectors have been waiting for a date since July.', 'denied'],
    ['The delegates asked about the camp. Their wish to travel there was rebuffed twice.', 'denied'],
    ['My deputy was in the camp on Monday and spoke with some of the prisoners.', 'occurred'],
    ['The consul spoke with some of the prisoners in the presence of an officer.', 'occurred'],
    ['A visit by the Red Cross could take place next week.', 'planned'],
  ])('%s', async (text, polarity) => {
    expect(await read('visit', text)).toContain(polarity);
  });

  it('a judge or reporter shown the door of a court is no visit', async () => {
    expect(await read('visit', 'The court sat at noon. Reporters were then asked to leave.')).toEqual([]);
    expect(await read('visit', 'Eighteen prisoners were kept on at the island until the amnesty.')).toEqual(
      [],
    );
  });
});

describe('what is heard from those inside', () => {
  it.each([
    ['No captive had been able to write a word home.', 'absent'],
    ["The prisoners' phones have been off since Thursday.", 'absent'],
    ['His family has been given no chance to speak to him.', 'absent'],
    ['The detainees were given the opportunity to call a relative.', 'exists'],
    ['The last time his wife saw him was on 2 March.', 'last'],
    ['His daughter sees him once in two months, where it was every Sunday.', 'reduced'],
  ])('%s', async (text, polarity) => {
    expect(await read('contact', text)).toContain(polarity);
  });

  it.each(['It was no camp, you can see the sky from it.', 'The grey wolf met her in Lisse.'])(
    'nothing is heard in %s',
    async (text) => {
      expect(await read('contact', text)).toEqual([]);
    },
  );
});

describe('how far an exchange has come', () => {
  it.each([
    ['The deal that brought the prisoners out was struck in Port Ansel in May.', 'concluded'],
    ['The exchange agreed in April has been carried out in full.', 'implemented'],
    ['Something is being talked over in Zurich.', 'negotiating'],
    ['A bishop has been carrying drafts between two hotels.', 'negotiating'],
    ['It would give back all the sailors for six of its own men.', 'proposed'],
    ['The offer was thrown out by the other side.', 'refused'],
    ['The ministry does not negotiate with bandits.', 'refused'],
  ])('%s', async (text, stage) => {
    expect(await read('agreement', text)).toContain(stage);
  });

  it('talks that are denied are denied talks', async () => {
    const { claims } = await propose(
      'Ten prisoners are to be exchanged, the rebels say.\n\nThe palace knows of no such talks.',
      { lang: 'en' },
    );
    expect(claims).toContainEqual(
      expect.objectContaining({ kind: 'agreement', stage: 'negotiating', modality: 'denied' }),
    );
  });
});

describe('what they are called and who may be told', () => {
  it.each([
    ['label', 'The teachers, he explained, were "knife-sharpeners".', 'knife-sharpeners'],
    ['label', 'The broadcast had them down as "net saboteurs".', 'net saboteurs'],
    ['label', 'He called our sons deserters.', 'deserters'],
    ['confidentiality_rule', 'The findings of the inspectors reach the governor and him alone.', 'governor'],
  ])('%s: %s', async (kind, text, value) => {
    expect((await read(kind, text)).join(' ')).toContain(value);
  });

  it('a call into the street and a word about a thing name nobody', async () => {
    expect(await read('label', 'The men of the village were called out of their houses at night.')).toEqual(
      [],
    );
  });
});
