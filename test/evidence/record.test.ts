import { randomUUID } from 'node:crypto';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { ItemSchema, list, PassageSchema, PinnedTextSchema } from '#claim';
import { anchor, GRADES, pin, preserve, preservePasted, recordBytes, recordText, resolve } from '#evidence';
import { docx } from './support/build.ts';

const blob = (): string => randomUUID().replaceAll('-', '');
const RUINED =
  'It is said that the situation is hardest for prisoners of\n\nOthers \ufffd say more. Words wordsÃ©.\n\nIt is said that the situation is hardest for prisoners of';

test('grades are those of the controlled list EG', () => {
  expect(list('EG').members.map((member) => member.code)).toEqual(Object.keys(GRADES));
});

test('a pinned text is recorded in the shape of the claim room, its damage in codes of DQ', () => {
  const recorded = recordText(pin(RUINED), {
    documentId: randomUUID(),
    blobId: blob(),
    takenFrom: 'pdf/1',
  });
  expect(Value.Errors(PinnedTextSchema, recorded)).toEqual([]);
  expect(recorded.normaliser).toEqual({ name: 'habeas-text', version: '1' });
  expect(new Set(recorded.damaged.map((span) => span.kind))).toEqual(
    new Set(['truncated', 'OTHER', 'duplicate']),
  );
});

test('preserved bytes are recorded in the shape of the claim room', () => {
  for (const preserved of [preserve(docx(['x'])), preservePasted('x').preserved]) {
    expect(Value.Errors(ItemSchema, recordBytes(preserved, blob()))).toEqual([]);
  }
});

test('a passage with its document is one of the claim room and resolves as such', () => {
  const pinned = pin('The ministry 🕊️ said that forty-two are held.');
  const passage = { documentId: randomUUID(), ...anchor(pinned, 4, 20) };
  expect(Value.Errors(PassageSchema, passage)).toEqual([]);
  expect(resolve(passage, pinned)).toMatchObject({ ok: true, moved: false });
});
