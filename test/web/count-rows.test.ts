/** The rows of a count as a model, its files, and its drawing as a file to look at. Everybody in here is invented. */
import { describe, expect, test } from 'vitest';
import type { EstimateAnswer, HowMany, SaidRow } from '#workspace';
import { citationOf } from '../../src/web/page/count-cite.tsx';
import { permalinkOf } from '../../src/web/page/count-links.ts';
import { axisOf, chartRows, figureWords, questionWords } from '../../src/web/page/count-rows.ts';
import { LANGUAGES, sayIn } from '../../src/web/page/say.ts';
import { countCsv } from '../../src/web/server/count-files.ts';
import { chartSvg, dotsOf } from '../../src/web/server/count-svg.ts';
import { CATALOGUES } from '../../src/web/server/messages.ts';
import { estimated, howMany, saidRow, signedView } from './support/answers.ts';

const say = sayIn('en', CATALOGUES.en);
const speaker = (name: string) => ({ state: 'named' as const, name, partyId: null, candidates: [] });
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const row = (n: number, name: string, words: string, more: Partial<SaidRow>) =>
  saidRow(words, {
    claimId: id(n),
    documentId: id(900),
    speaker: speaker(name),
    covers: 'people from Vesmar',
    asker: null,
    addressees: null,
    ...more,
  });
const said = (n: number, name: string, words: string, lo: number | null, hi: number | null, more = {}) =>
  row(n, name, words, { readAs: words, lo, hi, ...more });
const empty = (n: number, name: string, kind: SaidRow['kind'], words: string) =>
  row(n, name, words, { kind, readAs: null, lo: null, hi: null, unit: null, asker: 'the journalist' });

const ANSWER = howMany(
  [
    said(1, 'Ministry of Justice, Orlavia', 'holds 41 soldiers', 41, 41),
    said(2, 'Monitors in exile', 'more than 90', 91, null),
    said(3, 'Families’ union', '95 to 110', 95, 110),
    said(4, 'A court reporter', 'up to 120', 0, 120),
    said(5, 'وزارة الدفاع', 'عشرات', 12, null, { usual: { lo: 24, hi: 99 } }),
    said(6, 'A neighbour', 'about 100', null, null, { usual: { lo: 90, hi: 110 } }),
    said(7, 'A charity', '30 families', 30, 30, { unit: 'families', readAs: '30 families' }),
    empty(8, 'Prosecutor, Orlavia', 'silence', 'did not answer'),
    empty(9, 'Visiting Committee', 'declined-by-mandate', 'tells the holder only'),
    empty(10, 'Court, Orlavia', 'refused', 'refuses to say how many'),
    row(11, 'Ministry of Vesmar', 'rejects the number 33', {
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
      scope: null,
      byList: [],
    },
    estimate: {
      report: null,
      because: 'refused by R4, R5',
      overrides: [],
      merged: [],
      unnamed: 0,
      linkage: null,
      notPooled: null,
    },
    bounds: { asIf: null, views: [signedView(id(50), id(2))], because: null, code: null },
  },
);

describe('rows of the chart', () => {
  test('a figure is a dot, an open one an arrow, a range a range; refusals and silences are rows in words', () => {
    expect(chartRows(say, ANSWER).map(({ part, mark, figure }) => [part, mark.kind, figure])).toEqual([
      ['says', 'dot', '41'],
      ['says', 'arrow', '91 or more'],
      ['says', 'range', '95 to 110'],
      ['says', 'upto', '120 or fewer'],
      ['says', 'arrow', '12 or more, usually 24 to 99'],
      ['says', 'usual', 'usually 90 to 110'],
      ['says', 'void', '30 families'],
      ['says', 'void', 'no answer'],
      ['says', 'void', 'declined by mandate'],
      ['says', 'void', 'refused'],
      ['says', 'void', 'denies 33'],
      ['documented', 'person', '87 people'],
      ['documented', 'person', '61 people'],
      ['documented', 'person', '0 people'],
      ['documented', 'person', '0 people'],
      ['documented', 'person', '0 people'],
      ['forced', 'arrow', '91 or more'],
      ['forced', 'arrow', '50 or more'],
      ['estimate', 'void', 'no defensible estimate'],
    ]);
  });

  test('every row has a place of its own, so that a permalink can end in it', () => {
    const ids = chartRows(say, ANSWER).map((one) => one.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('the axis begins at zero, has round steps and room for every mark', () => {
    const rows = chartRows(say, howMany([said(1, 'A', 'more than 100', 101, null)]));
    expect(axisOf(rows)).toEqual({ end: 150, ticks: [0, 50, 100, 150] });
    expect(axisOf([])).toEqual({ end: 10, ticks: [0, 5, 10] });
    for (const most of [11, 37, 55, 99, 1_234, 20_001]) {
      const { end, ticks } = axisOf(chartRows(say, howMany([said(1, 'A', 'x', most, most)])));
      expect(end).toBeGreaterThanOrEqual(most);
      expect(ticks.length).toBeGreaterThanOrEqual(3);
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(ticks.every(Number.isInteger)).toBe(true);
    }
  });

  test.each(LANGUAGES)(
    'in %s the figures are words of that language, and the question is one sentence',
    (language) => {
      const own = sayIn(language, CATALOGUES[language]);
      const [, open] = ANSWER.rows;
      const words = figureWords(own, open as SaidRow);
      expect(words).toContain('91');
      if (language !== 'en') expect(words).not.toContain('or more');
      expect(questionWords(own, ANSWER)).toMatch(/[?؟։]$/u);
      expect(questionWords(own, ANSWER)).not.toContain('<');
    },
  );

  test('an estimate is a band with its middle half, below everything else', () => {
    const rows = chartRows(say, howMany([], { estimate: estimated() }));
    expect(rows.map(({ id: place, mark }) => [place, mark])).toEqual([
      ['estimate', { kind: 'band', from: 96, to: 170, half: null, middle: null }],
      ['estimate-dga', { kind: 'band', from: 96, to: 163, half: [109, 130], middle: 118 }],
    ]);
  });
});

describe('the sentence to be copied', () => {
  test('names speakers, words, days, what gave no number, the permalink, size and head of the ledger', () => {
    const { sentence, source } = citationOf(say, ANSWER, 'SVD');
    for (const words of [
      'Monitors in exile says 91 or more (“more than 90”; as of: not stated)',
      '3 accounts give no number',
      '1 account denies a figure',
      '87 people are documented by name',
      '14 Mar 2024',
    ])
      expect(sentence).toContain(words);
    // Nobody's silence is a number.
    expect(sentence).not.toContain('Prosecutor');
    for (const words of ['SVD', permalinkOf(ANSWER), '12 entries', ANSWER.asKnown.head])
      expect(source).toContain(words);
  });

  test('a permalink holds the question, the moment and the head, and ends in the place of the figure', () => {
    const asked: HowMany = {
      ...ANSWER,
      question: { scope: [], measure: 'dead', on: '2024-03-01', words: '' },
    };
    const link = new URL(permalinkOf(asked, 'c-1'), 'http://x');
    expect(Object.fromEntries(link.searchParams)).toEqual({
      asKnown: ANSWER.asKnown.at,
      measure: 'dead',
      on: '2024-03-01',
      head: ANSWER.asKnown.head.slice(0, 16),
    });
    expect(link.hash).toBe('#c-1');
  });
});

describe('the table as a file', () => {
  const lines = (answer: HowMany) => countCsv(say, answer).split('\r\n');

  test('has one line for each row of the chart, each with the moment and the ledger head', () => {
    const [head = '', ...rows] = lines(ANSWER).filter((line) => line !== '');
    expect(head).toContain('ledger_head');
    expect(rows).toHaveLength(chartRows(say, ANSWER).length);
    for (const line of rows) expect(line).toContain(`${ANSWER.asKnown.at},12,${ANSWER.asKnown.head}`);
    expect(rows[1]).toMatch(/^says,Monitors in exile,.*,said,91 or more,91,,more than 90/);
    // A silence has no number, not zero.
    expect(rows[7]).toMatch(/silence,no answer,,,did not answer/);
  });

  test('begins no cell with a sign that a spreadsheet would run', () => {
    const nasty = ['=1+1', '+1', '-1', '@x', '\tx'];
    for (const words of nasty) {
      const [, line = ''] = lines(howMany([said(1, words, words, 5, 5)]));
      expect(line).toContain(`,'${words}`);
    }
    expect(lines(howMany([said(1, 'a "b", c', 'x', 5, 5)]))[1]).toContain('"a ""b"", c"');
  });
});

describe('the drawing', () => {
  test('is the file that stands beside this test', async () => {
    await expect(chartSvg(say, ANSWER, 'SVD')).toMatchFileSnapshot('fixtures/count-chart.svg');
  });

  test('with an estimate, and in Arabic, is the file that stands beside this test', async () => {
    const arabic = sayIn('ar', CATALOGUES.ar);
    const answer = howMany(ANSWER.rows.slice(0, 3), { estimate: estimated() });
    await expect(chartSvg(arabic, answer, 'SVD')).toMatchFileSnapshot('fixtures/count-chart.ar.svg');
  });

  test('words of others are text in it and never markup, and nothing in it is cut short', () => {
    const nasty = '"><script>alert(1)</script>&';
    const long = 'people whom the speaker names at some length and whose district is told as well';
    const svg = chartSvg(say, howMany([said(1, nasty, nasty, 5, 5, { covers: long })]), nasty);
    expect(svg).not.toContain('<script');
    expect(svg.match(/<svg /g)).toHaveLength(1);
    expect(svg).not.toContain('<style');
    const words = svg.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
    for (const word of long.split(' ')) expect(words).toContain(word);
    expect(words).not.toContain('…');
  });

  test('twenty dots stand for an estimate, one set for each engine, and none where it is refused', () => {
    expect(dotsOf(say, ANSWER)).toBeNull();
    const drawn = JSON.stringify(dotsOf(say, howMany([], { estimate: estimated() })));
    expect(drawn.match(/"type":"circle"/g)).toHaveLength(20);
    expect(drawn).toContain('Twenty dots between 97 and 160');
  });
});

// The type of an answer must not let a bare number pass for an estimate.
const NONE: EstimateAnswer = {
  report: null,
  because: 'x',
  overrides: [],
  merged: [],
  unnamed: 0,
  linkage: null,
  notPooled: null,
};
test('without a report there is no band', () => {
  expect(chartRows(say, howMany([], { estimate: NONE })).at(-1)?.mark).toEqual({ kind: 'void', how: 'none' });
});
