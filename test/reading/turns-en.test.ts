import { describe, expect, test } from 'vitest';
import { propose } from '#reading';

async function speakers(text: string): Promise<(string | null)[]> {
  const { claims } = await propose(text, { lang: 'en', published: '2024-06-10' });
  return claims.filter((claim) => claim.kind === 'count').map((claim) => claim.attributed_to);
}

describe('whose turn it is to speak, in English', () => {
  test('a paragraph of a summary record is of whoever it opens with', async () => {
    const text =
      '6. Mr. ORRELL (Tavia) thanked the members for their questions. The lists contained errors. Eighty-eight of the detainees had been released in May.\n\n7. Ms. DAIN (Rapporteur) welcomed the reply. At least 30 prisoners were still missing.';
    expect(await speakers(text)).toEqual(['Mr. ORRELL', 'Ms. DAIN']);
  });

  test('a label with one name is the person the text names in full, and who asks is nobody', async () => {
    const text = [
      'Rhea Holm leads the Office for the Missing in Rovia. Pavel Lenk spoke to her in the archive.',
      'The Lamp: How many are you still looking for?',
      'Holm: We have 2,318 missing persons on our list.',
      'The Lamp: And how many have come back?',
      'Holm: In May 40 prisoners were released.',
    ].join('\n\n');
    expect(await speakers(text)).toEqual(['Rhea Holm', 'Rhea Holm']);
  });

  test('repeated labels of a list are nobody who speaks', async () => {
    const text = [
      'Charge: sabotage',
      'Held: 14 prisoners in the Old Fort',
      'Charge: desertion',
      'Held: 9 prisoners in the barracks',
    ].join('\n\n');
    expect(await speakers(text)).toEqual([null, null]);
  });

  test('what stands below the line of a reply is of who replies', async () => {
    const text =
      'Question by Councillor Egon Lorr, 1 March 2024.\n\nHow many citizens are held?\n\nReply of the Minister for External Affairs, Dr Anselm Weit.\n\nTen citizens are being held at Fort Amber. Three of the prisoners have died.';
    expect(new Set(await speakers(text))).toEqual(new Set(['Dr Anselm Weit']));
  });

  test('a body that informs the public of what follows says it', async () => {
    const text =
      'In view of rumours the Main Directorate informs the population as follows.\n\nA total of 86 citizens were detained on 1 May. After that 71 detainees were released.';
    expect(new Set(await speakers(text))).toEqual(new Set(['the Main Directorate']));
  });

  test('a name between commas bears the office before it, on either side of what is said', async () => {
    expect(
      await speakers(
        "Fifty-seven soldiers are still held, Tessa's deputy interior minister, Dario Plum, told a crowded briefing room. The quartermaster there, Major Sten Alder, insists that 40 prisoners were freed.",
      ),
    ).toEqual(['Dario Plum', 'Major Sten Alder']);
  });

  test('"according to its chairman" is the name behind it', async () => {
    expect(
      await speakers(
        'At least 30 prisoners are held in the fort, according to its chairman, Sir Hugo Lanter.',
      ),
    ).toEqual(['Sir Hugo Lanter']);
  });

  test('what accords with our own register is our own word', async () => {
    expect(await speakers('According to our register a further 23 citizens remain in captivity.')).toEqual([
      null,
    ]);
  });

  test('one of whom the text has said "she" is no later "he"', async () => {
    expect(
      await speakers(
        'Inspector Gwen Sarl said that she had counted 12 prisoners. Luka Merl, a tall man, sat behind. He said 30 prisoners had died.',
      ),
    ).toEqual(['Inspector Gwen Sarl', 'Luka Merl']);
  });

  test('a name that somebody goes by is his name', async () => {
    expect(
      await speakers('"We hold 40 prisoners," said a rebel commander who goes by the name of Uncle Tidal.'),
    ).toEqual(['Uncle Tidal']);
  });

  test('an article before a noun is not the one who tells', async () => {
    expect(await speakers('At least 14 prisoners died of typhus, the family tells us.')).toEqual([
      'the family',
    ]);
  });

  test('a cue amid what is told holds both sides', async () => {
    expect(
      await speakers('Of the captives, the Truth Panel tells us, 66 prisoners were never released.'),
    ).toEqual(['the Truth Panel']);
  });

  test('"143 names" is told by who collected them, and what is collected otherwise by nobody', async () => {
    expect(
      await speakers(
        'The Student Council has collected 143 names of detainees, of whom 37 are still in custody.',
      ),
    ).toEqual(['The Student Council', 'The Student Council']);
  });

  test('a name at an occasion speaks the quotation behind it, and a clock is no part of a name', async () => {
    expect(
      await speakers(
        '6.00pm Justice minister Ivor Pelt at the press conference: "Some 120 prisoners were released."\n\n6.05pm Pelt now says fourteen prisoners are still held.',
      ),
    ).toEqual(['Ivor Pelt', 'Pelt']);
  });

  test('a release of experts is theirs where no other is named', async () => {
    const text = [
      'A group of independent experts today voiced alarm at the fate of herders.',
      '"Whole camps are empty," the experts said. At least 73 herders are missing, the experts added.',
      'In January 19 of the detainees were moved to a quarry. "This must end," the experts said.',
    ].join('\n\n');
    expect(new Set(await speakers(text))).toEqual(new Set(['the experts']));
  });

  test('who tells is named behind "told by", in a cleft, and before "let it be known"', async () => {
    expect(
      await speakers(
        'Her husband was told by a guard that 30 prisoners had been released. It was the consul who revealed that 12 prisoners had died. The commandant let it be known through his adjutant that 40 detainees were ill.',
      ),
    ).toEqual(['a guard', 'the consul', 'The commandant']);
  });

  test('"what they told us" is a thing and no cue', async () => {
    expect(
      await speakers('What the guards told us stays in the prison, where 14 detainees are held.'),
    ).toEqual([null]);
  });

  test('behind a semicolon the one who has confirmed goes on', async () => {
    expect(
      await speakers(
        'Three prisoners have been released, Sergeant Holm confirms; nine detainees are still inside.',
      ),
    ).toEqual(['Sergeant Holm', 'Sergeant Holm']);
  });

  test('what stands in the present does not go on with what was said', async () => {
    expect(
      await speakers(
        'The lawyer said 12 prisoners had been beaten. They are held in the fort: 40 detainees in one cell.',
      ),
    ).toEqual(['The lawyer', null]);
  });

  test('a book and a cooperative are no "he"', async () => {
    expect(await speakers('The rule book lists 811 prisoners. He said 14 detainees had died.')).toEqual([
      'The rule book',
      null,
    ]);
  });
});
