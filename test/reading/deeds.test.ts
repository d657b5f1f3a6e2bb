/** What a figure counts is told by the verb it stands to, not by whatever word is near. */
import { describe, expect, it } from 'vitest';
import { propose } from '#reading';

/** The sentence stands in a text about prisoners. */
async function measures(text: string): Promise<unknown[]> {
  const { claims } = await propose(`The families of the prisoners met on Sunday.\n\n${text}`, { lang: 'en' });
  return claims.flatMap((claim) =>
    claim.kind === 'count' ? [`${String(claim.number)} ${claim.measure}`] : [],
  );
}

describe('what befell the persons counted', () => {
  it.each([
    ['Rebels took 48 miners from the shaft at Odo.', '48 taken'],
    ['Some 400 islanders were swept up that night.', '400 taken'],
    ['The two sides have given back 96 men.', '96 released'],
    ['The smallest, four boys, were thrown out at the gate.', '4 released'],
    ['Five hundred people seized in the August riots have gone home.', '500 released'],
    ['Three apprentices have not come home.', '3 missing'],
    ['Nine farmhands have not been let go.', '9 held'],
    ['Six men did not live to see the exchange.', '6 dead'],
    ['Nine rebels got fifteen years.', '9 tried'],
    ['Twelve of the returnees had lost fingers to frost.', '12 ill_treated'],
    ['At least two had fresh burns on their backs.', '2 ill_treated'],
    ['On Sunday 18 citizens crossed the footbridge.', '18 released'],
    ['Forty-eight of them came before a magistrate.', '48 tried'],
    ['Five of the men were given twenty years.', '5 tried'],
    ['Three of these persons are no longer living.', '3 dead'],
    ['Some 400 villagers have been shut up in the mill since May.', '400 held'],
    ['Thirty soldiers captured in the spring crossed the line on Friday.', '30 released'],
    ['Seven, all of them cooks, have since been put on a flight home.', '7 released'],
    ['The remains of eight fighters were returned in sealed boxes.', '8 remains'],
    ['Four men were delivered to their families in closed coffins.', '4 dead'],
    ['Forty boys of school age were told to step aside.', '40 taken'],
    ['The camp doctor treated 26 men for burns.', '26 ill_treated'],
    ['Nine journalists are in prison, most of them sentenced in May.', '9 held'],
    ['Thirteen recruits have not been set free.', '13 held'],
    ['Three apprentices who slept in the sheds have not come home.', '3 missing'],
    ['Twenty-nine were let go. The remaining eight are at the guardhouse.', '8 held'],
  ])('%s: %s', async (text, told) => {
    expect(await measures(text)).toContain(told);
  });

  it('gives all in a row what is said behind the last', async () => {
    const found = await measures('Eleven stevedores, four ropewalkers and two cooks have been freed.');
    expect(found).toEqual(['11 released', '4 released', '2 released']);
  });

  it('gives a part what its whole counted, however long ago', async () => {
    const text =
      'In all 64 nationals are held in the camp. Nine others were freed.\n\n(b) Of the 64, 41 are children.';
    expect(await measures(text)).toContain('41 held');
  });

  it('counts nothing behind a word that opens another noun phrase', async () => {
    const found = await measures(
      'We met 33 former inmates. Nine showed our researchers scars on their feet.',
    );
    expect(found).toContain('9 ill_treated');
  });
});

describe('figures without a noun', () => {
  it.each([
    ['During the quarter 57 were released and five died.', ['57 released', '5 dead']],
    [
      'The union reports that 14 of ours were tried in February and that three got life.',
      ['14 tried', '3 tried'],
    ],
    ['We examined 26 cases; in 33, the wrists had been bound.', ['26 cases', '33 cases']],
    ['The mission has 900 files, 11 without a name.', ['900 cases', '11 cases']],
    ['Returnees have spoken of "forty or fifty" in the salt works.', ['40,50 held']],
    ['Two, the steward among them, are diabetic.', ['2 ill_treated']],
    ['Of these nine prisoners, four had come home.', ['4 released']],
  ])('%s', async (text, told) => {
    expect(await measures(text)).toEqual(told);
  });

  it('is denied where the text calls it wrong', async () => {
    const { claims } = await propose('The prisoners met.\n\n43 was not a figure his Government recognised.', {
      lang: 'en',
    });
    expect(claims.flatMap((claim) => (claim.kind === 'count' ? [claim.modality] : []))).toEqual(['denied']);
  });
});

describe('figures told in passing', () => {
  it.each([
    ['The Mothers of Aldmere had submitted 1,206 names.', '1206 held'],
    ['The South holds sixty prisoners. The Northern commander admits to 17.', '17 held'],
    ['Last month 40 people were arrested.', '40 taken'],
    ['The southern post reports 27 (twenty-seven) persons in the old dairy.', '27 held'],
    ['By Friday noon 26 were out.', '26 released'],
    ['After the conversation 71 returned to their families.', '71 released'],
    ['Eighteen, considered dangerous, were kept on at Slate Island.', '18 held'],
    ['The Bar counts 52 officers put before such courts since May.', '52 tried'],
    ['Sixty are missing. The list has 58 names.', '58 missing'],
  ])('%s: %s', async (text, told) => {
    expect(await measures(text)).toContain(told);
  });
});

describe('a whole and its part', () => {
  it('leave the time of the whole to the whole, and what people died of to their death', async () => {
    const { claims } = await propose(
      'Some 300 people were arrested in May 2020, 40 of whom remain in custody. Sixty prisoners died, 12 of them of typhus.',
      { lang: 'en' },
    );
    const told = claims.flatMap((one) =>
      one.kind === 'count' ? [[one.number, one.measure, one.period ?? null]] : [],
    );
    expect(told).toEqual([
      [300, 'taken', '2020-05'],
      [40, 'held', null],
      [60, 'dead', null],
      [12, 'dead', null],
    ]);
  });
});

describe('figures in lines and rows', () => {
  it('reads names with a figure each in one line', async () => {
    const found = await measures("Central Prison 88; Fort Marisol 64; Women's House 29; police stations 22.");
    expect(found).toEqual(['88 held', '64 held', '29 held', '22 held']);
  });

  it('reads what stands behind the figure of a line', async () => {
    const found = await measures('Dunmere: 21 in the camp at Sool\n\nOxmere: about thirty not accounted for');
    expect(found).toEqual(['21 held', '30 missing']);
  });
});

describe('figures of persons that nobody holds', () => {
  it.each([
    ['07.30 Inmates of B wing are holding their guards.'],
    ['One of them, Lena Strook, said that the guards were asleep.'],
    ['The group also spoke with 64 former inmates.'],
    ['The Brigade announced the loss of nine fighters.'],
    ['The prison was built with places for 280.'],
    ['They wanted the seven men in return.'],
    ['No answer has come as to the four railwaymen.'],
    ['One guard had four children and a pension.'],
    ['He waited for the prisoners at Gate 3 until noon.'],
  ])('%s', async (text) => {
    expect(await measures(text)).toEqual([]);
  });

  it('counts those a letter is about where they are called held', async () => {
    expect(await measures('The letter is about the 12 soldiers captured in May.')).toContain('12 taken');
  });

  it('knows a strike of workers from one of the air force', async () => {
    expect(await measures('Some 214 people were picked up during the tram strike.')).toContain('214 taken');
  });
});
