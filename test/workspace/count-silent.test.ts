/** Not acknowledged, and silent for a year: counted from signs of life that claims record, and from nothing else. */
import { expect, test } from 'vitest';
import { newId } from '#ground';
import { importList, recordClaim, type Answer } from '#workspace';
import { envelope } from '../claim/support.ts';
import { addReport, openDesk, type TestDesk } from '../support/desk.ts';

const LETTER =
  'She received his last letter on 9 January 2025. The ministry admitted that Ona Verra was captured on 2 March 2024.';

async function people(desk: TestDesk): Promise<string[]> {
  const bytes = new TextEncoder().encode('Name,Born\nMiran Kevali,1998\nBogdan Wirth,1970\nOna Verra,1981\n');
  await importList(desk.workspace, desk.owner, {
    bytes,
    fileName: 'l.csv',
    name: 'families',
    title: 'families',
    map: { full_name: 'Name' },
  } as unknown as Parameters<typeof importList>[2]);
  const { people: found } = await desk.workspace.read(desk.owner, 'work', { what: 'people' });
  const byName = new Map(found.map(({ names, personId }) => [names[0]?.words ?? '', personId]));
  return ['Miran Kevali', 'Bogdan Wirth', 'Ona Verra'].map((name) => byName.get(name) ?? '');
}

/** A claim that the holder denies this person. */
async function denied(desk: TestDesk, recordId: string): Promise<void> {
  const claim = {
    ...envelope(),
    claimId: newId(),
    claimKind: 'state' as const,
    subject: { kind: 'record' as const, recordId },
    passages: [],
    value: {
      kind: 'said' as const,
      state: { axis: 'acknowledgement' as const, code: 'AK1', words: 'denies that it holds them' },
    },
  };
  await desk.workspace.append(desk.owner, [{ type: 'claim-recorded', body: { claim } }]);
}

test('only whoever is not acknowledged, has a recorded sign of life, and none within the year', async () => {
  const desk = await openDesk();
  const [miran = '', bogdan = '', ona = ''] = await people(desk);
  const documentId = await addReport(desk, { pasted: LETTER });
  const letter = (recordId: string) =>
    recordClaim(desk.workspace, desk.owner, {
      documentId,
      kind: 'contact',
      quote: 'She received his last letter on 9 January 2025',
      speaker: { kind: 'mention', words: 'Vera Kevali' },
      fields: { polarity: 'last', channel: 'letter', date: '2025-01-09' } as never,
      settled: { recordIds: [recordId] },
    } as never);
  await letter(miran);
  await letter(ona);
  await denied(desk, miran);
  // Of this one no sign of life is recorded: nobody may say that a year of silence has passed.
  await denied(desk, bogdan);
  const on = async (day: string): Promise<Answer<'count'>['acknowledged']> =>
    (await desk.workspace.read(desk.owner, 'count', { what: 'count', on: day })).acknowledged;
  const later = await on('2026-01-10');
  expect([...later.notAcknowledged.ids].sort()).toEqual([miran, bogdan].sort());
  expect(later.silentYear).toEqual({ persons: 1, ids: [miran] });
  // Whom a claim of acknowledgement was settled to be about is acknowledged by name.
  await recordClaim(desk.workspace, desk.owner, {
    documentId,
    kind: 'custody',
    quote: 'Ona Verra was captured on 2 March 2024',
    speaker: { kind: 'mention', words: 'The ministry' },
    fields: { event: 'captured', date: '2024-03-02' } as never,
    settled: { recordIds: [ona], againstInterest: true },
  } as never);
  expect((await on('2026-01-10')).acknowledged).toEqual({ persons: 1, ids: [ona] });
  // On the last day of the year nobody is counted.
  expect((await on('2026-01-09')).silentYear.persons).toBe(0);
});
