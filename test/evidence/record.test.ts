import { randomUUID } from 'node:crypto';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { DamagedSpanSchema, list, PassageSchema } from '#claim';
import { anchor, GRADES, pin, resolve } from '#evidence';

const RUINED =
  'It is said that the situation is hardest for prisoners of\n\nOthers \ufffd say more. Words wordsÃ©.\n\nIt is said that the situation is hardest for prisoners of';

test('grades are those of the controlled list EG', () => {
  expect(list('EG').members.map((member) => member.code)).toEqual(Object.keys(GRADES));
});

test('damage is recorded in codes of the controlled list DQ', () => {
  const spans = pin(RUINED).damaged.map(({ start, end, quality, why }) => ({
    start,
    end,
    kind: quality,
    words: why,
  }));
  expect(new Set(spans.map((span) => span.kind))).toEqual(new Set(['truncated', 'OTHER', 'duplicate']));
  for (const span of spans) expect(Value.Errors(DamagedSpanSchema, span)).toEqual([]);
});

test('a passage with its document is one of the claim room and resolves as such', () => {
  const pinned = pin('The ministry 🕊️ said that forty-two are held.');
  const passage = { documentId: randomUUID(), ...anchor(pinned, 4, 20) };
  expect(Value.Errors(PassageSchema, passage)).toEqual([]);
  expect(resolve(passage, pinned)).toMatchObject({ ok: true, moved: false });
});
