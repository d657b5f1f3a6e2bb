import { describe, expect, test } from 'vitest';
import {
  anchored,
  checkWhen,
  isFault,
  portableEdtf,
  reanchored,
  thirdOf,
  whenOf,
  type AnchorEvent,
  type AnchorRelation,
} from '#ground';

const war: AnchorEvent = { id: 'war-2020', start: '2020-09-27', end: '2020-11-10' };

describe('dates told by an event', () => {
  test.each([
    ['after', '2020-11-10/..', '2020-11-10', 'open'],
    ['before', '../2020-09-27', 'open', '2020-09-27'],
    ['during', '2020-09-27/2020-11-10', '2020-09-27', '2020-11-10'],
    ['since', '2020-09-27/..', '2020-09-27', 'open'],
  ] as const)('%s the war', (relation, edtf, min, max) => {
    expect(anchored(war, relation)).toEqual({
      ok: true,
      edtf,
      min,
      max,
      basis: 'anchored',
      anchor: { event: 'war-2020', relation },
    });
  });

  test.each<[string, AnchorRelation, string | null, string | null, string | null]>([
    ['an event that goes on has no after', 'after', '2020-09-27', '..', null],
    ['but a since', 'since', '2020-09-27', '..', '2020-09-27/..'],
    ['and a during without end', 'during', '2020-09-27', '..', '2020-09-27/..'],
    ['after an event whose end nobody dates', 'after', '2020-09-27', null, null],
    ['before an event whose start nobody dates', 'before', null, '2020-11-10', null],
    ['during one that ended at an unknown time', 'during', '2020-09-27', null, '2020-09-27/'],
    ['during one that began at an unknown time', 'during', null, '2020-11', '/2020-11'],
    ['during one of which nothing is dated', 'during', null, null, null],
    ['after one that ended about a month', 'after', null, '2020-11~', '2020-11~/..'],
    ['after one that ended in a season', 'after', null, '2020-23', '2020-23/..'],
  ])('%s: %s', (_case, relation, start, end, edtf) => {
    const found = anchored({ id: 'event', start, end }, relation);
    expect(found).toMatchObject({ ok: true, edtf });
    if (found.ok && edtf === null) expect([found.min, found.max]).toEqual(['unknown', 'unknown']);
  });

  test.each([
    ['not-in-calendar', { start: '2020-02-30', end: null }],
    ['interval-reversed', { start: '2020-11-10', end: '2020-09-27' }],
    ['unsupported', { start: '2020/2021', end: null }],
    ['not-edtf', { start: '..', end: '2020' }],
  ])('an event with impossible dates is refused as %s', (reason, dates) => {
    expect(anchored({ id: 'event', ...dates }, 'since')).toEqual({ ok: false, reason });
  });

  test('the words stay first: when the event is dated or corrected, the bounds follow', () => {
    const undated = anchored({ id: 'war-2020', start: null, end: null }, 'after');
    if (!undated.ok) throw new Error(undated.reason);
    const when = whenOf({ words: 'after the war', lang: 'en', role: 'period', ...undated });
    expect(when).toMatchObject({ edtf: null, min: 'unknown', max: 'unknown' });

    const dated = reanchored(when, { ...war, end: '2020-11~' });
    expect(dated).toMatchObject({
      words: 'after the war',
      edtf: '2020-11~/..',
      min: '2020-11-01',
      approx: true,
    });
    const corrected = reanchored(dated, war);
    expect(corrected).toMatchObject({ edtf: '2020-11-10/..', min: '2020-11-10', max: 'open', approx: false });
    expect(checkWhen(corrected)).toEqual({ ok: true });
    expect(reanchored(corrected, { ...war, id: 'another' })).toBe(corrected);
  });

  test('an approximation said in the words outlives a correction of the event', () => {
    const found = anchored(war, 'after');
    if (!found.ok) throw new Error(found.reason);
    const when = whenOf({ words: 'some time after the war', lang: 'en', role: 'on', approx: true, ...found });
    expect(reanchored(when, { ...war, end: '2020-11-09' })).toMatchObject({
      approx: true,
      min: '2020-11-09',
    });
  });

  test('a correction with impossible dates is a fault', () => {
    const found = anchored(war, 'after');
    if (!found.ok) throw new Error(found.reason);
    const when = whenOf({ words: 'after the war', lang: 'en', role: 'on', ...found });
    try {
      reanchored(when, { ...war, end: '2020-02-30' });
      expect.unreachable();
    } catch (thrown) {
      expect(isFault(thrown, 'date-malformed')).toBe(true);
    }
  });
});

describe('parts of a year and of a month', () => {
  test.each([
    ['2021', 'late', '2021-10/2021-12', '2021-10-01', '2021-12-31'],
    ['2022', 'early', '2022-01/2022-03', '2022-01-01', '2022-03-31'],
    ['2021', 'mid', '2021-05/2021-08', '2021-05-01', '2021-08-31'],
    ['2022-05', 'mid', '2022-05-11/2022-05-20', '2022-05-11', '2022-05-20'],
    ['2022-05', 'early', '2022-05-01/2022-05-10', '2022-05-01', '2022-05-10'],
    ['2023-02', 'late', '2023-02-21/2023-02-28', '2023-02-21', '2023-02-28'],
    ['2024-02', 'late', '2024-02-21/2024-02-29', '2024-02-21', '2024-02-29'],
  ] as const)('%s, %s part', (period, part, edtf, min, max) => {
    expect(thirdOf(period, part)).toMatchObject({ ok: true, edtf, min, max, approx: true });
  });

  test.each(['2021-21', '2021-10-05', '202X', '2021~', '2021/2022', '', '2021-13'])(
    '"%s" has no early, mid or late part by our convention',
    (period) => {
      expect(thirdOf(period, 'late').ok).toBe(false);
    },
  );
});

test('seasons in sets are written out as months for other programs', () => {
  expect(portableEdtf('{2023-24,2024}')).toBe('{2022-12..2023-02,2023-12..2024-02,2024}');
  expect(portableEdtf('[2022-21..2023-21]')).toBe('[2022-03..2023-05]');
  expect(portableEdtf('[..2023-21]')).toBe('[..2023-05]');
  expect(portableEdtf('2023-21/..', { hemisphere: 'S' })).toBe('2023-09/..');
});
