/** The text beside the desk: cut at passages and damage, and still the text to the last character. */
import * as fc from 'fast-check';
import { parse } from 'parse5';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { Passages } from '../../src/web/page/passages.tsx';
import { sayIn, SayProvider } from '../../src/web/page/say.ts';
import { linesOf, segmentsOf, type Layer, type Over } from '../../src/web/page/segments.ts';
import { CATALOGUES } from '../../src/web/server/messages.ts';

const RUNS = process.env['SLOW'] === '1' ? 5_000 : 200;

function over(start: number, end: number, layer: Layer = 'proposed', more: Partial<Over> = {}): Over {
  return {
    key: `${layer}-${start}-${end}`,
    layer,
    start,
    end,
    href: layer === 'damaged' ? null : '#x',
    ...more,
  };
}

interface Node {
  readonly nodeName: string;
  readonly value?: string;
  readonly childNodes?: readonly Node[];
}

function textIn(html: string): string {
  const text = (node: Node): string =>
    node.nodeName === '#text' ? (node.value ?? '') : (node.childNodes ?? []).map(text).join('');
  return text(parse(html));
}

const letters = fc.constantFrom(
  'a',
  ' ',
  '\n',
  'é',
  'ə',
  'Հ',
  'ب',
  '\u202e',
  '\u200f',
  '\u200d',
  '<',
  '&',
  '"',
  '😀',
  '𐎠',
);
const texts = fc.array(letters, { maxLength: 60 }).map((all) => all.join(''));
const spans = fc.array(
  fc.record({
    start: fc.integer({ min: -2, max: 70 }),
    length: fc.integer({ min: -1, max: 30 }),
    layer: fc.constantFrom<Layer>('claimed', 'proposed', 'unclaimed', 'damaged'),
  }),
  { maxLength: 8 },
);

describe('cutting a text at its passages', () => {
  test('the pieces put together are the text, whatever lies over it', () => {
    fc.assert(
      fc.property(texts, spans, (text, all) => {
        const segments = segmentsOf(
          text,
          all.map(({ start, length, layer }) => over(start, start + length, layer)),
        );
        expect(segments.map((segment) => segment.text).join('')).toBe(text);
        expect(
          linesOf(segments)
            .flat()
            .map((segment) => segment.text)
            .join(''),
        ).toBe(text);
      }),
      { numRuns: RUNS },
    );
  });

  test('a passage lies over exactly its code points, astral characters and all', () => {
    fc.assert(
      fc.property(texts, spans, (text, all) => {
        const points = [...text];
        const overs = all.map(({ start, length, layer }, n) => ({
          ...over(start, start + length, layer),
          key: `${n}`,
        }));
        const segments = segmentsOf(text, overs);
        for (const one of overs) {
          const covered = segments.filter((segment) => segment.over.some(({ key }) => key === one.key));
          const wanted = points.slice(Math.max(0, one.start), Math.max(0, one.end)).join('');
          expect(covered.map((segment) => segment.text).join('')).toBe(wanted);
        }
      }),
      { numRuns: RUNS },
    );
  });

  test('of passages over each other the narrowest comes first', () => {
    const [, middle] = segmentsOf('one two three', [over(0, 13, 'claimed'), over(4, 7, 'proposed')]);
    expect(middle?.text).toBe('two');
    expect(middle?.over.map(({ layer }) => layer)).toEqual(['proposed', 'claimed']);
  });
});

describe('showing a text', () => {
  const show = (text: string, overs: readonly Over[] = [], lang: string | null = 'en') =>
    renderToStaticMarkup(
      createElement(
        SayProvider,
        { value: sayIn('en', CATALOGUES.en) },
        createElement(Passages, { text, over: overs, lang }),
      ),
    );

  test('what a reader can select is the text to the last character, controls and line feeds included', () => {
    fc.assert(
      fc.property(texts, spans, (text, all) => {
        const html = show(
          text,
          all.map(({ start, length, layer }, n) => ({ ...over(start, start + length, layer), key: `${n}` })),
        );
        expect(textIn(html)).toBe(text);
      }),
      { numRuns: RUNS },
    );
  });

  test('a control character that turns text round is confined and named', () => {
    const html = show('paid \u202e33 soldiers\u202c more');
    expect(html).toContain('<bdi class="ctl" data-mark="RLO">\u202e</bdi>');
    expect(html).toContain('<bdi class="ctl" data-mark="PDF">\u202c</bdi>');
  });

  test('joiners that shape letters stay between their neighbours', () => {
    expect(show('می\u200cخواهم')).toContain('<span class="ctl ctl--joiner" data-mark="ZWNJ">\u200c</span>');
  });

  test('claimed, proposed, unclaimed and damaged each have their own mark, and damage its words', () => {
    const html = show('one two three four', [
      over(0, 3, 'claimed'),
      over(4, 7, 'proposed'),
      over(8, 13, 'unclaimed'),
      over(14, 18, 'damaged', { words: 'letters are missing' }),
    ]);
    for (const name of ['m-claimed', 'm-proposed', 'm-unclaimed', 'm-damaged'])
      expect(html).toContain(`class="${name}"`);
    expect(html).toContain('data-words="damaged: letters are missing"');
  });

  test('the passage in hand leads where passages overlap', () => {
    const html = show('one two three', [
      over(0, 13, 'proposed', { inHand: true, href: '#hand' }),
      over(4, 7, 'proposed', { href: '#other' }),
    ]);
    expect(html.match(/m-now/g)).toHaveLength(3);
    expect(html).not.toContain('#other');
  });

  test('the language of the document is on its text, and each line finds its own direction', () => {
    const html = show('السلام\nhello', [], 'ar');
    expect(html).toContain('lang="ar"');
    expect(html.match(/class="line" dir="auto"/g)).toHaveLength(2);
    expect(show('x', [], null)).not.toContain('lang=');
  });
});
