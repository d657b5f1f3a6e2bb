/** What the text around says of a clause: a few clauses are no context, and many are held against each other. */
import fc from 'fast-check';
import { KINDS, propose, splitHeader } from '#reading';
import { describe, expect, it } from 'vitest';
import { Context, inContext, traitNames, untold, type Weighed } from '../../src/reading/assess/context.ts';

const kinds = KINDS.filter((kind) => kind !== 'source_chain');
const look = (sum: number, told: Weighed['told'] = new Set()): Weighed => ({
  sums: new Float64Array(kinds.length).fill(sum),
  told,
});

describe('clauses in the light of a text', () => {
  it('a sentence or two are weighed alone: what a rule says of them is doubted less, what none has said needs more', () => {
    const alone = inContext([look(0.4), look(0.4, new Set(['count']))], kinds);
    const count = kinds.indexOf('count');
    expect(alone(0, count)).toBeLessThan(0.4);
    expect(alone(1, count)).toBeGreaterThan(0.4);
  });

  it('every clause has one place in the text, and finite values for every kind, however long the text is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: 1, maxLength: 80 }),
        (all) => {
          const context = new Context(
            all.map((sum) => look(sum)),
            kinds,
          );
          const names = traitNames(kinds);
          const traits = new Float64Array(names.length);
          for (const at of all.keys())
            for (const kind of kinds.keys()) {
              context.write(at, kind, traits);
              expect(traits.every((value) => Number.isFinite(value))).toBe(true);
              const places = names.flatMap((name, n) => (name.startsWith('from:') ? [traits[n] ?? 0] : []));
              expect(places.reduce((a, b) => a + b, 0)).toBe(1);
            }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('the same clause weighs less where it stands among the last, which tell mostly of something else', () => {
    const looks = Array.from({ length: 40 }, () => ({ sums: untold(kinds), told: new Set<never>() }));
    const at = (place: number) => {
      const all: Weighed[] = [...looks];
      all[place] = look(1, new Set(['count']));
      return inContext(all, kinds)(place, kinds.indexOf('count'));
    };
    expect(at(39)).toBeLessThan(at(12));
  });
});

describe('a figure that no rule counts', () => {
  it('is proposed where its words speak for persons held, with number, bound and the name of the second look', async () => {
    const { claims } = await propose(
      'The prisoners were captured in March and are held in a camp. The camp lies behind the mill.\n\nInside the wire we were more than thirty, and nobody slept.',
      { lang: 'en' },
    );
    expect(claims).toContainEqual(
      expect.objectContaining({ kind: 'count', number: 30, operator: '>', rule: 'weighed:count' }),
    );
  });
});

describe('a title with the mark that parts the header', () => {
  it('is a title: publisher, date and language are counted from the date', () => {
    const { header, body } = splitHeader(
      '# LIVE | The dam | Post | 2011-10-08 | invented | tr | original\n\nBody.',
    );
    expect(header).toEqual({
      title: 'LIVE | The dam',
      publisher: 'Post',
      published: '2011-10-08',
      origin: 'invented',
      lang: 'tr',
      rendering: 'original',
    });
    expect(body).toBe('Body.');
  });
});
