/** An estimate on the page while it is computed, refused, and said in the five languages. */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { REASONS, type ReasonCode } from '#counting';
import { AS_DELIVERED } from '../../src/web/page/actions.ts';
import { reasonWords } from '../../src/web/page/count-estimate.tsx';
import type { EstimateRun } from '../../src/web/page/count-run.tsx';
import { shareOf } from '../../src/web/page/count-run.tsx';
import { CountPage } from '../../src/web/page/count.tsx';
import { LANGUAGES, sayIn, SayProvider, type Language } from '../../src/web/page/say.ts';
import { CATALOGUES } from '../../src/web/server/messages.ts';
import { estimated, howMany, OVERVIEW } from './support/answers.ts';

const setting = {
  overview: OVERVIEW,
  csrf: 'token',
  travel: {},
  path: '/count',
  asked: {},
  compartments: 0,
  keys: AS_DELIVERED,
};
const REFUSED = {
  id: 'R5',
  title: 'overlap',
  outcome: 'refuse',
  value: 2,
  threshold: 10,
  reason: REASONS.several({ n: 2 }),
  code: 'several',
  values: { n: 2 },
} as const;

function page(language: Language, run: EstimateRun | null, refused: boolean): string {
  const say = sayIn(language, CATALOGUES[language]);
  const estimate = refused
    ? estimated({ rules: [REFUSED], headline: null, noHeadline: 'refused by R5' })
    : estimated({ rules: [], engines: [], headline: null });
  const props = {
    setting,
    answer: howMany([], { estimate }),
    measures: ['held'],
    isSameLedger: true,
    maySign: true,
    mayOverride: true,
    run,
    dots: null,
  };
  return renderToStaticMarkup(createElement(SayProvider, { value: say }, createElement(CountPage, props)));
}

describe('an estimate that is being computed', () => {
  const steps = [
    { stage: 'chain', done: 540_000, total: 1_080_000 },
    { stage: 'bootstrap', done: 0, total: 0 },
  ];

  test.each(LANGUAGES)('shows each step with a bar that has a name, and a way to stop it: %s', (language) => {
    const say = sayIn(language, CATALOGUES[language]);
    const html = page(language, { state: 'running', steps }, false);
    for (const stage of ['chain', 'bootstrap'])
      expect(html).toContain(`aria-label="${say.code('count.stage', stage)}"`);
    expect(html).toMatch(/<progress max="100" value="50"/);
    expect(html).toContain('action="/count/stop"');
    expect(html).toContain(say('count.est.stop'));
    // Nothing else can be started meanwhile.
    expect(html).not.toContain('action="/count/run"');
  });

  test('that was stopped or broke off says so and can be started again', () => {
    const say = sayIn('en', CATALOGUES.en);
    for (const state of ['stopped', 'failed'] as const) {
      const html = page('en', { state, steps: [] }, false);
      expect(html).toContain(say(`count.est.${state}`));
      expect(html).toContain('action="/count/run"');
      expect(html).not.toContain('<progress');
    }
  });

  test('a step is never more than whole', () => {
    expect(shareOf({ stage: 'chain', done: 12, total: 10 })).toBe(100);
    expect(shareOf({ stage: 'chain', done: 1, total: 0 })).toBe(0);
  });
});

describe('the reasons of rules', () => {
  test.each(LANGUAGES)('are said in the language of the page, with its plural: %s', (language) => {
    const say = sayIn(language, CATALOGUES[language]);
    const html = page(language, null, true);
    expect(html).toContain(say('measured.several', { n: 2 }));
    if (language !== 'en') expect(html).not.toContain(REFUSED.reason);
  });

  test('name lists and engines as the page names them, and have no empty place', () => {
    const values = { n: 5, least: 3, most: 5, engine: 'dga', list: 'ABA', facet: 'place' };
    for (const language of LANGUAGES) {
      const say = sayIn(language, CATALOGUES[language]);
      for (const code of Object.keys(REASONS) as ReasonCode[]) {
        const words = reasonWords(say, { code, values });
        expect(words).not.toMatch(/\{|\bdga\b|measured\./);
        if (CATALOGUES.en[`measured.${code}`]?.includes('{list}')) expect(words).toContain('ABA');
        if (CATALOGUES.en[`measured.${code}`]?.includes('{engine}'))
          expect(words).toContain(say('engine.dga'));
      }
    }
  });
});
