/** The second look: what little speaks for is left out and named, what everything speaks for is added and says so. */
import { propose } from '#reading';
import { describe, expect, it } from 'vitest';
import { assessed } from '../../src/reading/assess/assess.ts';
import { looksOf } from '../../src/reading/assess/looks.ts';
import { Leanings } from '../../src/reading/concepts/leanings.ts';
import type { Line } from '../../src/reading/concepts/line.ts';
import { byRules } from '../../src/reading/run.ts';

const HEADER = { title: null, publisher: null, published: null, origin: null, lang: 'en', rendering: null };
const TEXT = [
  'The detainees were captured in March and are held in a camp.',
  'The beekeeper sits in a dungeon under the customs tower. My stepfather languishes in a bunker near the frontier.',
  'Her aunt received a scribbled greeting through a nurse. The auditors of the convention were halted at the fence.',
  'The ministry did not answer. Walnuts are dearer than last autumn. The magistrate banished spectators.',
].join('\n\n');

describe('the second look', () => {
  it('says of a claim that no rule has made that it was made by weighing', () => {
    const part = byRules(TEXT, 'en', HEADER);
    const before = new Set(part?.spoken.map(({ draft }) => draft.rule));
    const added = part ? assessed(part).spoken.filter(({ draft }) => !before.has(draft.rule)) : [];
    expect(added.length).toBeGreaterThan(0);
    for (const { draft } of added) expect(draft.rule).toMatch(/^weighed:/);
  });

  it('keeps every proposal of the rules or lists it as doubted', () => {
    const part = byRules(TEXT, 'en', HEADER);
    if (!part) throw new Error('English has rules');
    const { spoken, doubted = [] } = assessed(part);
    for (const one of part.spoken) expect([...spoken, ...doubted]).toContain(one);
  });

  it('names what was considered and left in the answer, with its words and the rule', async () => {
    const texts = [
      'The prisoners were captured in March and are held in a camp.\n\nThe price of a visit to the dentist has doubled.',
      'The prisoners were captured in March and are held in a camp.\n\nRescuers pulled nine survivors from the rubble.',
    ];
    for (const text of texts) {
      const { doubted, claims } = await propose(text, { lang: 'en' });
      expect(doubted.length).toBeGreaterThan(0);
      for (const { quote, start, end, rule } of doubted) {
        expect([...text].slice(start, end).join('')).toBe(quote);
        expect(rule).not.toBe('');
        expect(claims.some((claim) => claim.rule === rule && claim.start === start)).toBe(false);
      }
    }
  });

  it('adds no claim of a kind beside a clause of the sentence that tells it already', () => {
    const texts = [
      TEXT,
      'The prisoners were beaten with cables, kicked on the stairs and left without water for two days.',
      'The ministry declined to comment, would not say why and put the telephone down on our reporter.',
      'She was dragged into a van, driven over the border and has been sitting in a fortress ever since.',
    ];
    for (const text of texts) {
      const part = byRules(text, 'en', HEADER);
      if (!part?.sight) throw new Error('English has rules');
      const after = assessed(part).spoken;
      const { looks, touched } = looksOf(part.sight.lines, after);
      const tells = (at: number, kind: string, but: unknown) =>
        touched.some(
          ({ spoken, looks: own }) => spoken !== but && spoken.draft.kind === kind && own.includes(at),
        );
      for (const { spoken, looks: own } of touched)
        if (spoken.draft.rule.startsWith('weighed:') && spoken.draft.kind !== 'count')
          for (const at of own)
            for (const other of [at - 1, at + 1])
              if (looks[other]?.clause.line === looks[at]?.clause.line && !own.includes(other))
                expect(tells(other, spoken.draft.kind, spoken)).toBe(false);
    }
  });

  it('keeps all that the rules say in a language without weights', () => {
    const part = byRules(TEXT, 'en', HEADER);
    const [line] = part?.sight?.lines ?? [];
    if (!part?.sight || !line) throw new Error('English has concept rules');
    const tongue = { ...line.tongue, leanings: new Leanings(new URL('nowhere/', import.meta.url)) };
    const bare = {
      ...part,
      sight: { ...part.sight, lines: [Object.create(line, { tongue: { value: tongue } }) as Line] },
    };
    expect(assessed(bare)).toBe(bare);
  });

  it('lays every proposal on the clauses that it touches', () => {
    const part = byRules(TEXT, 'en', HEADER);
    if (!part?.sight) throw new Error('English has concept rules');
    const { looks, touched } = looksOf(part.sight.lines, part.spoken);
    for (const { spoken, looks: own } of touched)
      for (const at of own) {
        expect(looks[at]?.end ?? 0).toBeGreaterThan(spoken.draft.start);
        expect(looks[at]?.start ?? Infinity).toBeLessThan(spoken.draft.end);
      }
  });
});
