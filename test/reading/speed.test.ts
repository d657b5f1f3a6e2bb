/** What is spared must change nothing: quick answers agree with the slow ones they stand for. */
import { readFileSync } from 'node:fs';
import { en as chrono } from 'chrono-node';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#ground';
import { propose } from '#reading';
import { certainDay, findDates } from '../../src/reading/dates.ts';
import { tokens } from '../../src/reading/grammar.ts';
import { english } from '../../src/reading/lang/en/index.ts';
import { wordsOf } from '../../src/reading/words.ts';
import { detectLanguage, runsOf } from '../../src/reading/language.ts';
import { cut, plainCut } from '../../src/reading/concepts/tagger.ts';
import { quoteSpans, segment, type Span } from '../../src/reading/segment.ts';

const sentences = (lang: string): string[] =>
  readFileSync(new URL(`languages/${lang}.tsv`, import.meta.url), 'utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t')[0] ?? '');

const ENGLISH = Array.from(
  { length: 40 },
  (_, at) =>
    `The council of ward ${at} said that it was not in the plans of the state and that the bridge is to be built.`,
);

describe('the language of a paragraph', () => {
  const langs = ['ru', 'uk', 'ar', 'fa', 'az', 'tr', 'es', 'fr', 'en'];
  const of = (lang: string) => (lang === 'en' ? ENGLISH : sentences(lang));

  it.each(langs)(
    '%s: paragraphs of a neighbour are still told apart, and its own stay together',
    async (lang) => {
      const own = of(lang).slice(0, 12);
      const paragraph = `${own.slice(0, 6).join(' ')}\n\n`;
      expect(await runsOf(paragraph.repeat(3), lang)).toHaveLength(1);
      for (const other of langs) {
        const strange = `${of(other).slice(0, 8).join(' ')}\n\n`;
        const named = await detectLanguage(strange);
        if (other === lang || named !== other) continue;
        const runs = await runsOf(paragraph + strange + paragraph, lang);
        expect(
          runs.map((run) => run.lang),
          `${other} in ${lang}`,
        ).toEqual([lang, other, lang]);
      }
    },
  );

  it('counts letters and scripts outside the basic plane', async () => {
    const deseret = '\u{10400}'.repeat(60);
    const [run] = await runsOf(`${deseret}\n\n`, 'ru');
    expect(run?.lang).not.toBe('ru');
    expect(await runsOf('\ud800 12 34\n\n', 'ru')).toEqual([{ lang: 'ru', start: 0, end: 9 }]);
  });
});

/** Half of a pair of units at either end. */
const HALF = /^[\udc00-\udfff]|[\ud800-\udbff]$/;
const CLAIM = 'The Ministry of Roads said that it holds 14 prisoners.';

/** Shapes of text that cost more than their length where something is looked for again and again. */
const SHAPES: Readonly<Record<string, (units: number) => string>> = {
  'one line without a space': (units) => 'a'.repeat(units),
  'one line of capitals': (units) => 'A'.repeat(units),
  'one line of sentences': (units) => `${CLAIM} `.repeat(units / 55),
  'one sentence without an end': (units) => 'and they held more men and '.repeat(units / 27),
  'lines without a gap': (units) => `${CLAIM}\n`.repeat(units / 55),
  abbreviations: (units) => 'U.S. '.repeat(units / 5),
  titles: (units) => 'Mr. '.repeat(units / 4),
  'open quotations': (units) => '“'.repeat(units),
  'quotations of one word': (units) => '“a '.repeat(units / 3),
  'quotation marks': (units) => '"'.repeat(units),
  brackets: (units) => '('.repeat(units),
  spaces: (units) => `x${' '.repeat(units)}y`,
  commas: (units) => ','.repeat(units),
  digits: (units) => '1'.repeat(units),
  'groups of digits': (units) => '1,'.repeat(units / 2),
  'combining marks': (units) => `e${'\u0301'.repeat(units)}`,
  'direction controls': (units) => '\u202e'.repeat(units),
  'characters of two units': (units) => '\u{1f600}'.repeat(units / 2),
};

describe('texts of any shape', () => {
  it.each(Object.entries(SHAPES))(
    '%s: blocks and sentences stay short and cover all that is written',
    (_, make) => {
      const text = make(90_000);
      const blocks = segment(text, new Set());
      let end = 0;
      for (const block of blocks) {
        expect(block.end - block.start).toBeLessThanOrEqual(20_001);
        expect(text.slice(end, block.start).trim()).toBe('');
        end = block.end;
        for (const { start, end: last } of block.sentences) expect(last - start).toBeLessThanOrEqual(1201);
      }
      expect(text.slice(end).trim()).toBe('');
    },
  );

  it.each(Object.entries(SHAPES))(
    '%s: read in pieces, with exact quotes',
    async (_, make) => {
      const text = `${CLAIM}\n${make(150_000)}\n${CLAIM}`;
      const steps = [0];
      const { claims, doubted } = await propose(text, { lang: 'en', onProgress: (done) => steps.push(done) });
      expect(steps.at(-1)).toBe(text.length);
      for (const [at, done] of steps.entries())
        if (at > 0) expect(done - (steps[at - 1] ?? 0)).toBeLessThan(160_000);
      // Behind so much noise the second sentence may be left out, but not without being named.
      expect(claims.length).toBeGreaterThan(0);
      expect(claims.length + doubted.length).toBeGreaterThan(1);
      for (const { quote } of claims.slice(0, 50)) expect(text).toContain(quote);
    },
    60_000,
  );

  it('a reading ends between two pieces when it is told to', async () => {
    const stop = new AbortController();
    const seen: number[] = [];
    const asked = propose(SHAPES['one line of sentences']?.(400_000) ?? '', {
      lang: 'en',
      signal: stop.signal,
      onProgress: (done) => {
        seen.push(done);
        stop.abort(new Error('enough'));
      },
    });
    await expect(asked).rejects.toThrow('enough');
    expect(seen).toHaveLength(1);
  });

  it('no pair of units is cut, wherever a piece, a block or a sentence ends', () => {
    const text = `a${'\u{1f600}'.repeat(40_000)}`;
    for (const { start, end, sentences } of segment(text, new Set()))
      for (const span of [{ start, end }, ...sentences])
        expect(text.slice(span.start, span.end)).not.toMatch(HALF);
  });
});

describe('quotations', () => {
  /** What quoteSpans must find, looked for anew at every mark. */
  function plainly(text: string): Span[] {
    const pairs: Readonly<Record<string, string>> = { '“': '”', '„': '”', '«': '»', '"': '"', '‘': '’' };
    const spans: Span[] = [];
    for (let at = 0; at < text.length; at++) {
      const mark = text[at] ?? '';
      const other = pairs[mark];
      if (other === undefined || (mark === '‘' && /\p{L}/u.test(text[at - 1] ?? ''))) continue;
      const within = text.slice(at + 1, at + 4001);
      let end = -1;
      for (let place = 0; place < within.length && end < 0; place++)
        if (within[place] === other && (other !== '’' || !/\p{L}/u.test(within[place + 1] ?? '')))
          end = at + 1 + place;
      if (end < 0 && (mark === '‘' || text.length - at > 4000)) continue;
      spans.push({ start: at, end: end < 0 ? text.length : end + 1 });
      at = end < 0 ? text.length : end;
    }
    return spans;
  }

  it('are the same as when every mark is looked for anew', () => {
    const random = seededRandom('quotations');
    const bits = ['“', '”', '„', '«', '»', '"', '‘', '’', 'a', ' b ', 'word '.repeat(300)];
    for (let round = 0; round < 300; round++) {
      const text = Array.from({ length: 4 + random.below(40) }, () => bits[random.below(bits.length)]).join(
        '',
      );
      expect(quoteSpans(text), JSON.stringify(text.slice(0, 200))).toEqual(plainly(text));
    }
  });
});

describe('words', () => {
  it('cut by classes of units are those of the expression', () => {
    const random = seededRandom('words');
    const bits = [
      ..."aé՛՜՞ʼ'’-1٣ \u00a0\ufeff\u200c\u0301.,–«»()ןйӏქ中",
      '\u{1f600}',
      '\u{10400}',
      'word',
      '12',
    ];
    for (let round = 0; round < 3000; round++) {
      const text = Array.from({ length: random.below(14) }, () => bits[random.below(bits.length)]).join('');
      expect(cut(text), JSON.stringify(text)).toEqual(plainCut(text));
    }
    for (let unit = 0; unit < 0xd800; unit += 1 + random.below(4)) {
      const text = `a${String.fromCharCode(unit)}b1${String.fromCharCode(unit)}2`;
      expect(cut(text), JSON.stringify(text)).toEqual(plainCut(text));
    }
  });
});

describe('days', () => {
  it('are those that chrono-node reads', () => {
    const random = seededRandom('days');
    const months =
      'january february march april may june july august september october november december'.split(' ');
    for (let round = 0; round < 400; round++) {
      const [date, month, year] = [1 + random.below(31), random.below(12), 1800 + random.below(300)];
      const two = (value: number) => String(value).padStart(2, '0');
      for (const words of [`${date} ${months[month]} ${year}`, `${year}-${two(month + 1)}-${two(date)}`]) {
        expect(certainDay(words), words).toBe(chronoDay(words));
      }
      const odd = `${year}-${two(random.below(20))}-${two(random.below(40))}`;
      expect(certainDay(odd), odd).toBe(chronoDay(odd));
    }
    expect(certainDay('31 february 2031')).toBeNull();
    expect(certainDay('2031-13-05')).toBe('2031-05-13');
  });

  function chronoDay(words: string): string | null {
    const start = chrono.parse(words, { instant: new Date('2000-01-01T12:00:00Z'), timezone: 0 })[0]?.start;
    const isCertain = start && (['day', 'month', 'year'] as const).every((part) => start.isCertain(part));
    if (!isCertain) return null;
    const [year, month, day] = (['year', 'month', 'day'] as const).map((part) => String(start.get(part)));
    return `${year?.padStart(4, '0')}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  }
});

/** Sentences of ordinary news and of news about persons held. */
const PRESS = ['../../bench/reading/own/news.txt', '../../bench/reading/own/press.tsv']
  .flatMap((path) => readFileSync(new URL(path, import.meta.url), 'utf8').split('\n'))
  .map((line) => line.split('\t')[0] ?? '')
  .filter((line) => line !== '' && !line.startsWith('#'));

describe('words and figures of a sentence', () => {
  const random = seededRandom(8);
  const PIECES = [
    "'s",
    '-',
    ' ',
    ' ',
    ', ',
    '.',
    '3',
    '1,200',
    '12.5',
    '@',
    '#',
    'é',
    'Ab',
    'of',
    '(',
    '½',
    '“',
    '\u0301',
    '😀',
    'И',
  ];
  const made = Array.from({ length: 400 }, () =>
    Array.from({ length: 1 + random.below(30) }, () => PIECES[random.below(PIECES.length)] ?? '').join(''),
  );

  it('tokens are those of the expression they stand for', () => {
    const TOKEN = /[@#]?[\p{L}\p{N}](?:[\p{L}\p{N}'-]|[.,](?=\d))*|[^\s]/gu;
    for (const text of [...made, ...ENGLISH, ...sentences('ru'), ...sentences('ar')]) {
      const found = tokens(text);
      expect(
        found.map(({ start, words }) => [start, words]),
        text,
      ).toEqual([...text.matchAll(TOKEN)].map((match) => [match.index, match[0]]));
      for (const [at, { words, lower, verbal }] of found.entries()) {
        const isName = at > 0 && words !== lower && /[\p{L}\p{N},'-]$/u.test(found[at - 1]?.words ?? '');
        expect(verbal, text).toBe(isName ? '' : words.toLowerCase());
      }
    }
  });

  it('a sentence passed over for want of a word or digit has no date and no figure', () => {
    const pack = english();
    const own = ENGLISH.concat(PRESS, [
      'Late in spring some scores of them came back.',
      'By the third of the month hundreds were out.',
      'Last week they left; the second half of last year was worse.',
      'It was mid-March, or the end of last month.',
    ]);
    for (const text of own) {
      const words = wordsOf(text);
      expect(findDates(text, '2031-05-02', words), text).toEqual(findDates(text, '2031-05-02'));
      expect(pack.figures(text, words), text).toEqual(pack.figures(text));
    }
  });
});
