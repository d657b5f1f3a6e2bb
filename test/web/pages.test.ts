/** What pages say and what they refuse to say: six value kinds, three equal answers, no bare number, no verdict. */
import { parse } from 'parse5';
import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { CountPage, type CountProps } from '../../src/web/page/count.tsx';
import { CountTablePage } from '../../src/web/page/count-table.tsx';
import { deskLines, inHand, inReadingOrder, nextOpen } from '../../src/web/page/desk.ts';
import { DocumentView } from '../../src/web/page/document.tsx';
import { DocumentsPage } from '../../src/web/page/documents.tsx';
import type { Setting } from '../../src/web/page/frame.tsx';
import { AS_DELIVERED } from '../../src/web/page/actions.ts';
import { sayIn, SayProvider } from '../../src/web/page/say.ts';
import { ROW_SIGNS } from '../../src/web/page/signs.ts';
import { CATALOGUES } from '../../src/web/server/messages.ts';
import type { DocumentPage, HowMany, ProposalView, SaidRow } from '#workspace';
import {
  claimView,
  documentPage,
  documentView,
  HOSTILE,
  howMany,
  NOW,
  OVERVIEW,
  proposalView,
  saidRow,
} from './support/answers.ts';

const setting: Setting = {
  overview: OVERVIEW,
  csrf: 'token',
  travel: {},
  path: '/documents',
  asked: {},
  compartments: 0,
  keys: AS_DELIVERED,
};
const say = sayIn('en', CATALOGUES.en);

function html(element: ReactElement): string {
  return renderToStaticMarkup(createElement(SayProvider, { value: say }, element));
}
const asked = { setting, measures: ['held', 'dead'], isSameLedger: true, maySign: true, mayOverride: true };
const chartPage = (answer: HowMany, more: Partial<CountProps> = {}) =>
  html(createElement(CountPage, { ...asked, answer, run: null, dots: null, ...more }));
const countPage = (answer: HowMany) => html(createElement(CountTablePage, { ...asked, answer }));
const documentHtml = (page: DocumentPage, more: object = {}) =>
  html(createElement(DocumentView, { setting, page, mayDecide: true, whole: false, ...more }));

/** The words of a page as a reader meets them. */
function wordsOf(markup: string): string {
  return markup
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&quot;', '"');
}

const ALL_KINDS = Object.keys(ROW_SIGNS) as SaidRow['kind'][];

describe('who says how many', () => {
  test('a refusal, a silence and every other absence is a row with a shape and a word, like a figure', () => {
    const rows = ALL_KINDS.map((kind) =>
      saidRow(`words of ${kind}`, {
        kind,
        ...(kind === 'said' || kind === 'denied' ? {} : { readAs: null }),
      }),
    );
    const markup = countPage(howMany(rows));
    for (const kind of ALL_KINDS) {
      const { shape } = ROW_SIGNS[kind];
      const word = say(`row.${kind}`);
      const row = new RegExp(`<tr[^>]*saying--${kind}".*?</tr>`).exec(markup)?.[0] ?? '';
      expect(row).toContain(`/shapes.svg#${shape}`);
      if (kind !== 'said') expect(row).toContain(word);
      expect(row.match(/<t[dh]/g)).toHaveLength(6);
    }
    expect(new Set(ALL_KINDS.map((kind) => ROW_SIGNS[kind].shape)).size).toBe(ALL_KINDS.length);
  });

  test('a figure never stands without its speaker, its words, its day and its document', () => {
    const markup = countPage(
      howMany([
        saidRow('at least 120 people', {
          readAs: '120 or more',
          lo: 120,
          hi: null,
          asker: null,
          speaker: { state: 'named', name: 'the ombudsman', partyId: null, candidates: [] },
        }),
      ]),
    );
    const row = /<tr[^>]*saying--said".*?<\/tr>/.exec(markup)?.[0] ?? '';
    for (const part of ['the ombudsman', '“at least 120 people”', '120 or more', 'not stated', '/documents/'])
      expect(row).toContain(part);
  });

  test('an unresolved speaker is not given the name of the nearest candidate', () => {
    const row = saidRow('x', {
      speaker: { state: 'unresolved', name: 'y', partyId: null, candidates: ['A', 'B'] },
    });
    const words = wordsOf(countPage(howMany([row])));
    expect(words).toContain('not clear who speaks');
    expect(words).toMatch(/perhaps A or B/);
  });

  test('who is documented by name comes with the rule, and without lists no zero is shown', () => {
    const documented = {
      persons: 32,
      records: 59,
      lists: 3,
      twoSources: 18,
      ids: [],
      twoSourceIds: [],
      unnamed: 0,
      rule: 'the rule in words',
      scope: null,
      byList: [],
    };
    const words = wordsOf(countPage(howMany([], { documented })));
    expect(words).toMatch(/At least one record 32 people People: named rows of the lists/);
    expect(words).toMatch(/Two independent sources 18 people Of these, people who stand on lists of two/);
    expect(wordsOf(countPage(howMany([])))).toContain('No list with names has been imported');
  });

  test('what is not answered, counted elsewhere or kept back is said with its reason', () => {
    const words = wordsOf(
      countPage(
        howMany([], {
          elsewhere: [{ measure: 'dead', because: 'measure', claims: 2 }],
          leftOut: [{ rule: 'R7', because: 'counsel is protected', claims: 1 }],
        }),
      ),
    );
    expect(words).toContain('This version does not estimate.');
    expect(words).toContain('2 claims about dead');
    expect(words).toMatch(/1 claim by rule R7 ?: counsel is protected/);
    expect(wordsOf(chartPage(howMany([], { undecided: 3 })))).toContain('3 proposals about numbers wait');
  });

  test('every figure stands over the day, the entries and the ledger head it was read at', () => {
    expect(wordsOf(countPage(howMany([])))).toMatch(
      /As known on 14 Mar 2024\s*, 12 entries, ledger head 7f3a·7f3a/,
    );
  });

  test('an empty room says what lives in it and gives one action', () => {
    expect(wordsOf(chartPage(howMany([])))).toContain('Nobody has said a number yet.');
    const empty = html(
      createElement(DocumentsPage, {
        mayAdd: true,
        maySecond: true,
        setting,
        answer: { documents: [], asKnown: NOW, next: null },
      }),
    );
    expect(wordsOf(empty)).toContain('No document has come in yet.');
  });
});

describe('a document and its desk', () => {
  const document = documentView('the report');
  const at = (start: number, more: Partial<ProposalView> = {}) =>
    proposalView('words', document, {
      passage: { documentId: document.documentId, exact: 'words', start, end: start + 5, damaged: false },
      ...more,
    });
  const decided = (is: 'accepted' | 'refused' | 'parked') => ({
    decision: { is, at: NOW.at, by: 'x', reason: null },
  });

  test('the two answers are buttons of one kind, each a form of its own, and none is chosen beforehand', () => {
    const page = documentPage('41 soldiers');
    const markup = documentHtml(page);
    const answers = [...markup.matchAll(/<button class="(btn btn--answer)" type="submit"[^>]*>([^<]+)</g)];
    expect(answers.map(([, kind, words]) => [kind, words?.trim()])).toEqual([
      ['btn btn--answer', 'The text says this'],
      ['btn btn--answer', 'It does not'],
    ]);
    const group = /<div class="decide".*?<\/details><\/div>/.exec(markup)?.[0] ?? '';
    expect(group.match(/<form /g)).toHaveLength(4);
    expect(group.match(/name="_csrf" value="token"/g)).toHaveLength(4);
    expect(markup).toContain('You record who said it, and where. You do not say that it is true.');
  });

  test('one proposal is in hand; words in the text lead to it and it leads back to them', () => {
    const page = documentPage('41 soldiers', { claims: [], unclaimed: [], damaged: [] });
    const markup = documentHtml(page);
    const [first] = page.proposals;
    expect(markup.match(/class="card is-now"/g)).toHaveLength(1);
    expect(markup).toContain(`id="p-${first?.proposalId}"`);
    expect(markup).toContain(`href="#t-p-${first?.proposalId}"`);
    expect(markup).toContain(`id="t-p-${first?.proposalId}"`);
    expect(markup).toMatch(
      new RegExp(`class="m-link" href="/documents/[^"]*at=${first?.proposalId}#p-${first?.proposalId}"`),
    );
  });

  test('a proposal that no rule has made says so in words', () => {
    const page = documentPage('41 soldiers', { claims: [], unclaimed: [], damaged: [] });
    const [first] = page.proposals;
    if (!first) throw new Error('the page has a proposal');
    const weighed = { ...page, proposals: [{ ...first, rule: 'weighed:custody' }] };
    expect(documentHtml(page)).toContain('Proposed by rule');
    expect(documentHtml(weighed)).toContain('No rule saw this');
    expect(documentHtml(weighed)).not.toContain('Proposed by rule');
  });

  test('what the reader considered and left out is listed with its rule, and asks for no answer', () => {
    const page = documentPage('The price of a visit', { proposals: [], claims: [] });
    const passage = page.unclaimed[0]?.passage;
    if (!passage) throw new Error('the page has a place');
    expect(documentHtml(page)).not.toContain('considered and left out');
    const markup = documentHtml({ ...page, doubted: [{ kind: 'visit', rule: 'visit:3', passage }] });
    expect(markup).toContain('One thing considered and left out');
    expect(markup).toContain('visit:3');
    expect(markup).not.toContain('class="decide"');
  });

  test('whoever may not decide, and whoever looks at the past, is offered no answer', () => {
    const page = documentPage('41 soldiers');
    expect(documentHtml(page, { mayDecide: false })).not.toContain('class="decide"');
    const past = { ...page, asKnown: { ...NOW, past: true } };
    const markup = documentHtml(past);
    expect(markup).not.toContain('class="decide"');
    expect(wordsOf(markup)).toMatch(/This is the past/);
  });

  test('an unresolved speaker has to be settled by a person, and no name is filled in', () => {
    const proposal = at(0, {
      speaker: { state: 'unresolved', name: 'x', partyId: null, candidates: ['the ministry', 'the court'] },
    });
    const markup = documentHtml(documentPage('words', { document, proposals: [proposal], claims: [] }));
    expect(markup).toContain('<option value="" selected="">Choose before you accept</option>');
    expect(markup).toMatch(/<option value="candidate-1">the court<\/option>/);
    expect(markup).toContain('the text does not settle it');
  });

  test('the next proposal is the first undecided one after the last decision, then from the start', () => {
    const all = [at(30), at(10, decided('accepted')), at(20), at(0)];
    const [c, , b, a] = all;
    expect(inReadingOrder(all).map(({ passage }) => passage.start)).toEqual([0, 10, 20, 30]);
    expect(nextOpen(all)).toBe(a);
    expect(nextOpen(all, all[1]?.proposalId)).toBe(b);
    expect(nextOpen(all, c?.proposalId)).toBe(a);
    expect(inHand(all, c?.proposalId)).toBe(c);
    expect(inHand(all, all[1]?.proposalId)).toBe(a);
    expect(inHand([at(0, decided('parked'))])).toBeNull();
  });

  test('an accepted proposal gives way to the claims it became; a refused one stays as a line', () => {
    const accepted = at(0, decided('accepted'));
    const refused = at(10, decided('refused'));
    const claim = claimView('words', document);
    const lines = deskLines(
      documentPage('words', { document, proposals: [accepted, refused], claims: [claim], unclaimed: [] }),
    );
    expect(lines.map(({ is }) => is)).toEqual(['claim', 'proposal']);
  });

  test('when every proposal has an answer the page says what came of them', () => {
    const proposals = [at(0, decided('accepted')), at(10, decided('refused')), at(20, decided('parked'))];
    const words = wordsOf(documentHtml(documentPage('words', { document, proposals, claims: [] })));
    expect(words).toMatch(
      /3 proposals: 1 the text says, 1 no, 1 parked; 1 figure, date or name that no claim covers/,
    );
  });

  test('damage, missing text and an unread language are said in words', () => {
    const page = documentPage('41 soldiers');
    expect(wordsOf(documentHtml(page))).toContain('This text came to us damaged in 1 place');
    expect(wordsOf(documentHtml({ ...page, text: null }))).toContain(
      'No text could be taken from the original',
    );
    expect(wordsOf(documentHtml({ ...page, unreadBecause: 'no pack' }))).toContain(
      'The program has no reading rules for this language yet',
    );
  });

  test('what was decided is said once, politely, and says that a claim is no verdict', () => {
    const markup = documentHtml(documentPage('41 soldiers'), { done: { decision: 'accepted', made: 1 } });
    expect(markup).toMatch(
      /said-now">.*Recorded: the text says this\. One claim was recorded; it says who spoke, not who is right\./,
    );
    expect(documentHtml(documentPage('x'), { need: 'speaker' })).toContain(
      'Nothing was recorded. Say who says it.',
    );
  });
});

describe('words of the program', () => {
  test('no page has a verdict in its own words', () => {
    const pages = [
      documentHtml(documentPage('x')),
      countPage(howMany(ALL_KINDS.map((kind) => saidRow('x', { kind })))),
    ];
    for (const markup of pages) {
      const words = wordsOf(markup).replace('You do not say that it is true.', '');
      expect(words).not.toMatch(/\b(facts?|true|confirmed|verified|terrorists?|status)\b/i);
    }
  });
});

describe('words of others', () => {
  const pages = (words: string) => [
    documentHtml(documentPage(words), { done: { decision: 'parked', made: 0 } }),
    countPage(
      howMany(
        [
          saidRow(words, {
            asOf: { words, edtf: null, from: '2024-01-01', to: 'open', approximate: true, basis: 'anchored' },
          }),
        ],
        {
          documented: {
            persons: 1,
            records: 1,
            lists: 1,
            twoSources: 0,
            ids: [],
            twoSourceIds: [],
            unnamed: 0,
            rule: 'x',
            scope: null,
            byList: [{ listId: 'l', name: words, publisher: words, records: 1, documentId: null }],
          },
        },
      ),
    ),
    html(
      createElement(DocumentsPage, {
        mayAdd: true,
        maySecond: true,
        setting: { ...setting, overview: { ...OVERVIEW, name: words } },
        answer: { documents: [documentView(words)], asKnown: NOW, next: null },
      }),
    ),
  ];

  interface Node {
    readonly nodeName: string;
    readonly value?: string;
    readonly attrs?: readonly { name: string; value: string }[];
    readonly childNodes?: readonly Node[];
  }
  const nodes = (node: Node): Node[] => [node, ...(node.childNodes ?? []).flatMap(nodes)];
  const elements = (markup: string) =>
    nodes(parse(markup)).flatMap(({ nodeName, attrs = [] }) => [
      nodeName,
      ...attrs.map(({ name }) => `${nodeName} ${name}`),
    ]);

  test(`R17 none of ${HOSTILE.length} hostile strings becomes markup: no element and no attribute that plain words do not have`, () => {
    expect(HOSTILE.length).toBeGreaterThanOrEqual(50);
    const plain = new Set([...pages('plain \u202e words \u200c').flatMap(elements), 'span data-mark']);
    for (const words of HOSTILE) {
      const more = pages(words)
        .flatMap(elements)
        .filter((element) => !plain.has(element));
      expect([words, more]).toEqual([words, []]);
    }
  });

  test('R17 no attribute of a page carries a hostile string, but those that only show it', () => {
    for (const words of HOSTILE.filter((hostile) => hostile.length > 10)) {
      for (const markup of pages(words)) {
        const carrying = nodes(parse(markup)).flatMap(({ attrs = [] }) =>
          attrs.filter(({ value }) => value.includes(words)).map(({ name }) => name),
        );
        expect(carrying.filter((name) => !['data-words', 'data-props', 'value'].includes(name))).toEqual([]);
      }
    }
  });
});
