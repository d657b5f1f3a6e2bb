/** The chart of a count: its rows as a model, its drawing as a file to look at. Everybody in here is invented. */
import { describe, expect, test } from 'vitest';
import { axisEnd, chartRows, chartSvg, citation } from '../../src/web/page/count-chart.ts';
import { howMany, saidRow } from './support/answers.ts';

const speaker = (name: string) => ({ state: 'named' as const, name, partyId: null, candidates: [] });
const said = (name: string, words: string, lo: number | null, hi: number | null, more = {}) =>
  saidRow(words, { speaker: speaker(name), kind: 'said', words, readAs: words, lo, hi, ...more });

const ANSWER = howMany(
  [
    said('Ministry of Justice, Orlavia', '41', 41, 41),
    said('Monitors in exile', 'more than 90', 91, null),
    said('Families’ union', '95 to 110', 95, 110),
    said('A court reporter', 'up to 120', 0, 120),
    said('وزارة الدفاع', 'عشرات', 12, null),
    saidRow('x', {
      speaker: speaker('Prosecutor, Orlavia'),
      kind: 'silence',
      readAs: null,
      lo: null,
      hi: null,
      asker: 'the journalist',
      addressees: null,
    }),
    saidRow('x', {
      speaker: speaker('Visiting Committee'),
      kind: 'declined-by-mandate',
      addressees: null,
      readAs: null,
      lo: null,
      hi: null,
    }),
    saidRow('33', {
      speaker: speaker('Ministry of Vesmar'),
      kind: 'denied',
      readAs: '33',
      lo: null,
      hi: null,
    }),
  ],
  {
    documented: {
      persons: 87,
      records: 120,
      lists: 3,
      twoSources: 61,
      ids: [],
      twoSourceIds: [],
      unnamed: 0,
      rule: 'r',
      byList: [],
    },
    estimate: {
      report: null,
      because: 'refused by R4, R5',
      merged: [],
      unnamed: 0,
      linkage: null,
      notPooled: null,
    },
  },
);

describe('rows of the chart', () => {
  test('a figure is a dot, an open one an arrow, a range a range; refusals and silences are rows in words', () => {
    expect(chartRows(ANSWER).map(({ part, mark, words }) => [part, mark.kind, words])).toEqual([
      ['says', 'dot', '41'],
      ['says', 'arrow', 'more than 90'],
      ['says', 'range', '95 to 110'],
      ['says', 'upto', 'up to 120'],
      ['says', 'arrow', 'عشرات'],
      ['says', 'words', 'no answer'],
      ['says', 'words', 'declines, by mandate'],
      ['says', 'words', 'denies: 33'],
      ['documented', 'person', '87'],
      ['documented', 'person', '61'],
      ['documented', 'person', '0'],
      ['documented', 'person', '0'],
      ['estimate', 'words', 'no defensible estimate: refused by R4, R5'],
    ]);
  });

  test('without a list no zero is drawn, and the axis begins at zero and has room for every mark', () => {
    const rows = chartRows(howMany([said('A', 'more than 100', 101, null)]));
    expect(rows.map(({ part }) => part)).toEqual(['says', 'estimate']);
    expect(axisEnd(rows)).toBe(200);
    expect(axisEnd([])).toBe(10);
  });

  test('the sentence to be copied names speakers, words, day, permalink, size and head of the ledger', () => {
    const sentence = citation(ANSWER, 'habeas.example/count?asKnown=1');
    for (const words of [
      'Monitors in exile: “more than 90”',
      '87 persons',
      'habeas.example/count?asKnown=1',
      ANSWER.asKnown.head.slice(0, 16),
    ])
      expect(sentence).toContain(words);
    // Nobody's silence is a number.
    expect(sentence).not.toContain('Prosecutor');
  });
});

describe('the drawing', () => {
  test('is the file that stands beside this test', async () => {
    await expect(chartSvg(ANSWER, '/count?asKnown=2026-01-01')).toMatchFileSnapshot(
      'fixtures/count-chart.svg',
    );
  });

  test('words of others are text in it and never markup', () => {
    const nasty = '"><script>alert(1)</script>&';
    const svg = chartSvg(howMany([said(nasty, nasty, 5, 5)]), nasty);
    expect(svg).not.toContain('<script');
    expect(svg.match(/<svg /g)).toHaveLength(1);
    expect(svg).toContain('&#60;script&#62;');
  });
});
