/**
 * Sentences of the workspace in five languages: what claims say and what happened. The English message says exactly
 * what the English sentence of the workspace says; in every language the words of the source stay as they are.
 */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, describe, expect, test } from 'vitest';
import { recordClaim, judgeProposal, type ClaimView } from '#workspace';
import { LANGUAGES, sayIn, SayProvider, type Language } from '../../src/web/page/say.ts';
import { Said, storyWords, WouldSay } from '../../src/web/page/sayings.tsx';
import { CATALOGUES } from '../../src/web/server/messages.ts';
import { proposalView, documentView } from './support/answers.ts';
import { openDesk, REPORT } from './support/desk.ts';

const MORE = `${REPORT}
The ombudsman said that about 40 men and 12 to 15 women are held. The court says that 30 per cent of cases ended.

The committee denies that 55 are held. Nobody knows how many are missing. Orlavia says that no visits are allowed.

Will they come home? The Courier, citing the Sel Radio, reported it.
`;

let claims: readonly ClaimView[];
let details: readonly { readonly type: string; readonly detail: string }[];

beforeAll(async () => {
  const desk = await openDesk();
  const documentId = await desk.add({ text: MORE });
  const page = await desk.workspace.read(desk.owner, 'work', { what: 'document', documentId });
  for (const { proposalId, speaker } of page.proposals) {
    const settled = speaker.state === 'unresolved' ? { speaker: { kind: 'author' as const } } : {};
    await judgeProposal(desk.workspace, desk.owner, { proposalId, decision: 'accepted', settled }).catch(
      () => null,
    );
  }
  const hand = [
    ['count', 'about 40 men', { operator: '~', number: 40, measure: 'held' }],
    ['count', '12 to 15 women', { operator: 'between', number: [12, 15], measure: 'held' }],
    ['count', '30 per cent of cases', { operator: '=', number: 30, measure: 'cases', unit: 'percent' }],
    ['open_question', 'Will they come home?', {}],
    ['source_chain', 'citing the Sel Radio', { relation: 'cites', source: 'the Sel Radio' }],
    ['label', '"infiltrators"', { label: 'infiltrators' }],
    ['unknown_count', 'Nobody knows how many are missing', { measure: 'missing' }],
  ] as const;
  for (const [kind, quote, fields] of hand)
    await recordClaim(desk.workspace, desk.owner, {
      documentId,
      kind,
      quote,
      speaker: { kind: 'author' },
      fields,
    });
  claims = (await desk.workspace.read(desk.owner, 'work', { what: 'document', documentId })).claims;
  const { lines } = await desk.workspace.read(desk.owner, 'work', { what: 'history', about: documentId });
  details = lines;
});

function words(language: Language, claim: ClaimView): string {
  const said = createElement(Said, { saying: claim.saying });
  return renderToStaticMarkup(
    createElement(SayProvider, { value: sayIn(language, CATALOGUES[language]) }, said),
  )
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'");
}

describe('what a claim says', () => {
  test('in English it is the sentence of the workspace, word for word', () => {
    expect(new Set(claims.map(({ saying }) => saying.key)).size).toBeGreaterThan(6);
    for (const claim of claims)
      expect([claim.kind, words('en', claim)]).toEqual([claim.kind, claim.sentence]);
  });

  test.each(LANGUAGES)('in %s every message is there and the words of the source stay', (language) => {
    for (const claim of claims) {
      const said = words(language, claim);
      expect(said).not.toMatch(/saying\.|counted\.|outcomeSaid\.|undefined/);
      for (const part of Object.values(claim.saying.parts))
        if (typeof part === 'string') expect(said).toContain(part);
    }
  });
});

/** Every kind of entry that has a line in a history, with the details it can have. */
const STEPS: readonly (readonly [type: string, details: readonly string[]])[] = [
  ['document-preserved', ['']],
  ['text-pinned', ['']],
  ['reading-run', ['1 proposals', '12 proposals']],
  ['model-chosen', ['off']],
  ['model-asked', ['3 proposals compared']],
  ['proposal-judged', ['accepted', 'refused', 'parked']],
  ['decision-undone', ['open again', 'accepted', 'refused', 'parked']],
  ['mark-dismissed', ['dismissed', 'open']],
  ['import-undone', ['undone', 'restored']],
  ['document-set-aside', ['set aside', 'in use again']],
  ['rereading-asked', ['1 drawn', '12 drawn']],
  ['rereading-answered', ['second', 'third', 'taken-back']],
  ['group-accepted', ['2 together', '20 together']],
  ['document-taken', ['taken', 'given-back']],
  ['claim-recorded', ['count', 'event']],
  ['claim-marked', ['retracted', 'set-aside', 'shown-first', 'none']],
  ['list-imported', ['1 rows', '58 rows']],
  [
    'judgement-made',
    ['same', 'different', 'unsure', 'withdrawn', 'rule-same', 'rule-different', 'rule-unsure'],
  ],
  ['inquiry-recorded', ['NORESP']],
  ['count-view-signed', ['2 figures']],
  ['estimate-overridden', ['E1 E2']],
];

describe('what happened', () => {
  test.each(LANGUAGES)('has a sentence of its own for every step and detail: %s', (language) => {
    const say = sayIn(language, CATALOGUES[language]);
    const told = STEPS.flatMap(([type, all]) => all.map((detail) => storyWords(say, { type, detail })));
    expect(new Set(told).size).toBe(told.length);
    for (const sentence of told) expect(sentence).not.toMatch(/story\.|undefined|\{/);
    for (const line of details) expect(storyWords(say, line)).not.toContain(line.type);
  });
});

describe('what a proposal would say', () => {
  test.each(LANGUAGES)('keeps bound, vagueness and denial: %s', (language) => {
    const say = sayIn(language, CATALOGUES[language]);
    const proposal = proposalView('x', documentView('x'), {
      modality: 'denied',
      fields: [
        { name: 'operator', value: '>' },
        { name: 'number', value: '100' },
        { name: 'measure', value: 'held' },
        { name: 'vague', value: 'true' },
      ],
    });
    const would = renderToStaticMarkup(
      createElement(SayProvider, { value: say }, createElement(WouldSay, { proposal })),
    );
    for (const part of [say.code('bound', '>'), '100', say.code('measure', 'held')])
      expect(would).toContain(part.replaceAll("'", '&#x27;'));
    const plainly = renderToStaticMarkup(
      createElement(
        SayProvider,
        { value: say },
        createElement(WouldSay, { proposal: { ...proposal, modality: 'asserted' } }),
      ),
    );
    expect(plainly.length).toBeLessThan(would.length);
  });
});
