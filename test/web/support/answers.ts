/** Answers made up for tests of pages: every value a page can show, without a ledger behind it. */
import { newId } from '#ground';
import type {
  Answer,
  AsKnown,
  BoundsView,
  ClaimView,
  DocumentPage,
  DocumentView,
  EstimateAnswer,
  EstimateReport,
  HowMany,
  Principal,
  ProposalView,
  Query,
  SaidRow,
  Workspace,
} from '#workspace';

export const NOW: AsKnown = {
  at: '2024-03-14T09:00:00.000Z',
  past: false,
  size: 12,
  head: '7f3a'.repeat(16),
};
const OPEN = { tlp: 'TLP:GREEN', caveats: [], compartment: 'open' };

/** A document; `words` stands wherever a source's own words would. */
export function documentView(words: string, more: Partial<DocumentView> = {}): DocumentView {
  return {
    documentId: newId(),
    title: words,
    publisher: words,
    published: null,
    capturedAt: NOW.at,
    language: 'en',
    mediaType: 'text/plain',
    sha256: 'ab'.repeat(32),
    size: 100,
    grade: 'E1',
    gradeWords: 'bytes as they were handed over',
    relayedFrom: null,
    family: 1,
    handling: OPEN,
    state: 'new',
    heldBy: null,
    held: -1,
    proposed: 1,
    decided: 0,
    claimed: 0,
    unclaimed: 0,
    ...more,
  };
}

export function proposalView(
  words: string,
  document: DocumentView,
  more: Partial<ProposalView> = {},
): ProposalView {
  return {
    proposalId: newId(),
    kind: 'count',
    passage: {
      documentId: document.documentId,
      exact: words,
      start: 0,
      end: [...words].length,
      damaged: false,
    },
    speaker: { state: 'named', name: words, partyId: null, candidates: [words] },
    modality: 'asserted',
    fields: [
      { name: 'number', value: '41' },
      { name: 'who', value: words },
      { name: 'as_of', value: null },
    ],
    sentence: words,
    rule: 'count:1',
    version: -1,
    flags: [],
    decision: null,
    ...more,
  };
}

export function claimView(words: string, document: DocumentView, more: Partial<ClaimView> = {}): ClaimView {
  return {
    claimId: newId(),
    kind: 'count',
    speaker: { state: 'named', name: words, partyId: null, candidates: [] },
    modality: 'asserts',
    sentence: words,
    saying: { key: 'quote', parts: { modality: { family: null, code: 'asserts' }, words } },
    passages: [
      { documentId: document.documentId, exact: words, start: 0, end: [...words].length, damaged: false },
    ],
    asOf: null,
    documentId: document.documentId,
    handling: OPEN,
    recordedAt: NOW.at,
    recordedBy: newId(),
    marks: [{ mark: 'set-aside', reason: words, at: NOW.at }],
    seq: 3,
    ...more,
  };
}

/** A page whose text is the words, with one of everything over them. */
export function documentPage(words: string, more: Partial<DocumentPage> = {}): DocumentPage {
  const document = documentView(words);
  const end = [...words].length;
  return {
    document,
    text: words,
    damaged: [{ start: 0, end, why: words }],
    proposals: [
      proposalView(words, document),
      proposalView(words, document, {
        speaker: { state: 'unresolved', name: 'x', partyId: null, candidates: [words] },
      }),
      proposalView(words, document, { decision: { is: 'parked', at: NOW.at, by: newId(), reason: words } }),
    ],
    claims: [claimView(words, document)],
    dismissed: [],
    unclaimed: [
      {
        kind: 'number',
        passage: { documentId: document.documentId, exact: words, start: 0, end, damaged: false },
      },
    ],
    doubted: [],
    unreadBecause: null,
    asKnown: NOW,
    ...more,
  };
}

export function saidRow(words: string, more: Partial<SaidRow> = {}): SaidRow {
  const documentId = newId();
  return {
    claimId: newId(),
    kind: 'said',
    speaker: { state: 'named', name: words, partyId: null, candidates: [] },
    words,
    readAs: '41',
    lo: 41,
    hi: 41,
    usual: null,
    unit: 'persons',
    measure: 'held',
    modality: 'asserts',
    asOf: null,
    covers: words,
    documentId,
    documentTitle: words,
    passage: { documentId, exact: words, start: 0, end: [...words].length, damaged: false },
    family: 1,
    asker: words,
    addressees: 9,
    handling: OPEN,
    marks: [],
    inScope: null,
    comparison: null,
    compared: null,
    ...more,
  };
}

export function howMany(rows: readonly SaidRow[], more: Partial<HowMany> = {}): HowMany {
  return {
    question: { scope: [], measure: 'held', on: null, words: 'How many are held?' },
    terms: [],
    rows,
    elsewhere: [],
    documented: {
      persons: 0,
      records: 0,
      lists: 0,
      twoSources: 0,
      ids: [],
      twoSourceIds: [],
      unnamed: 0,
      rule: 'a rule in words',
      scope: null,
      byList: [],
    },
    acknowledged: {
      acknowledged: { persons: 0, ids: [] },
      notAcknowledged: { persons: 0, ids: [] },
      unsettled: { persons: 0, ids: [] },
      silentYear: { persons: 0, ids: [] },
      notRecorded: { persons: 0, ids: [] },
      steps: [],
      rule: 'a rule of acknowledgement in words',
    },
    bounds: { asIf: null, views: [], because: 'nothing to compute', code: 'too-large' },
    estimate: {
      report: null,
      because: 'there is no list of names',
      overrides: [],
      merged: [],
      unnamed: 0,
      linkage: null,
      notPooled: null,
    },
    notAnswered: [{ what: 'estimate', because: 'This version does not estimate.' }],
    undecided: 0,
    leftOut: [],
    asKnown: NOW,
    ...more,
  };
}

/** A view that somebody signed: 91 or more because of one claim, 50 or more of them not acknowledged. */
export function signedView(viewId: string, claimId: string, more: Partial<BoundsView> = {}): BoundsView {
  const bounds = (lo: number) => ({
    outcome: 'bounds' as const,
    lo,
    hi: null,
    words: `${lo} or more`,
    sentence: 'a sentence of the workspace',
    because: { lo: [{ is: 'account' as const, claimId }], hi: [] },
    claimIds: [claimId],
  });
  return {
    viewId,
    name: 'two figures of one spring',
    signedBy: '5c8e1c4f-0000-4000-8000-000000000000',
    at: NOW.at,
    reason: 'both speak of the same people',
    claims: 2,
    origins: 2,
    assumptions: [],
    assumed: [{ kind: 'same-moment', claimIds: [] }],
    documentedFloor: 0,
    groups: [
      {
        words: 'all who are asked about',
        isQuestion: true,
        claimIds: [claimId],
        size: bounds(91),
        notAcknowledged: bounds(50),
      },
    ],
    withProbableLinks: null,
    unused: [],
    ...more,
  };
}

/** Twenty equally likely totals of an invented table. */
const TWENTY = [
  97, 102, 104, 107, 108, 110, 111, 113, 115, 117, 119, 121, 123, 126, 129, 131, 135, 141, 149, 160,
];

/** An estimate that no rule refuses, with one engine that gives a whole distribution. */
export function estimated(more: Partial<EstimateReport> = {}): EstimateAnswer {
  const population = 'people who could have appeared on at least one of these lists';
  return {
    report: {
      table: { lists: ['A', 'B', 'C'], merged: [], n: 87, hash: 'ab'.repeat(32) },
      scope: 'held',
      period: null,
      rules: [
        {
          id: 'R5',
          title: 'overlap',
          outcome: 'warn',
          value: 21,
          threshold: 30,
          reason: '21 people',
          code: 'several',
          values: { n: 21 },
        },
      ],
      engines: [
        {
          name: 'dga',
          version: '1',
          seed: null,
          settings: {},
          assumption: { id: 'decomposable-dependence', sentence: 'x' },
          population,
          point: 118,
          interval: { lo: 96, hi: 163, level: 0.95 },
          lnSe: 0.4,
          twenty: TWENTY,
          diagnostics: {},
          rules: ['R5'],
          withheld: null,
          because: null,
        },
      ],
      selfTests: null,
      headline: {
        lo: 96,
        hi: 170,
        level: 0.95,
        atLeast: 92,
        engines: { lo: 96, hi: 170 },
        sentence: 'a sentence of the room',
      },
      noHeadline: null,
      overrides: [],
      population,
      linkageDraws: 0,
      linkageMisses: [],
      disclosureClass: null,
      ...more,
    },
    because: null,
    overrides: [],
    merged: [],
    unnamed: 0,
    linkage: null,
    notPooled: null,
  };
}

export const OVERVIEW: Answer<'overview'> = {
  name: 'Sel valley desk',
  code: 'SVD',
  sample: true,
  documents: 1,
  proposals: 3,
  claims: 1,
  records: 0,
  persons: 0,
  asKnown: NOW,
};

/** A workspace that gives these answers to everyone; it records nothing. */
export function actor(answers: {
  page: DocumentPage;
  count: HowMany;
  name?: string;
  documents?: readonly DocumentView[];
}): Workspace {
  const read = async (_who: Principal, _purpose: string, { what }: Query): Promise<unknown> => {
    if (what === 'overview') return { ...OVERVIEW, name: answers.name ?? OVERVIEW.name };
    if (what === 'documents')
      return { documents: answers.documents ?? [answers.page.document], asKnown: NOW, next: null };
    if (what === 'document') return answers.page;
    return answers.count;
  };
  return { read } as unknown as Workspace;
}

/** Words that try to become markup, script, style, address or direction. All invented or commonplace. */
export const HOSTILE: readonly string[] = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><script>alert(1)</script>',
  "'><script>alert(1)</script>",
  '</title><script>alert(1)</script>',
  '</style><script>alert(1)</script>',
  '</textarea><script>alert(1)</script>',
  '</q></p></main><script>alert(1)</script>',
  '<svg onload=alert(1)>',
  '<svg><script href="data:text/javascript,alert(1)"/></svg>',
  '<svg><use href="//elsewhere.example/x.svg#a"/></svg>',
  '<math><mi xlink:href="javascript:alert(1)">x</mi></math>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="data:text/html,<script>alert(1)</script>"></object>',
  '<embed src="//elsewhere.example/x.swf">',
  '<base href="//elsewhere.example/">',
  '<meta http-equiv="refresh" content="0;url=//elsewhere.example/">',
  '<link rel=stylesheet href=//elsewhere.example/x.css>',
  '<style>@import "//elsewhere.example/x.css";</style>',
  '<style>body{display:none}</style>',
  '<form action="//elsewhere.example/"><input name=passphrase></form>',
  '<input autofocus onfocus=alert(1)>',
  '<details open ontoggle=alert(1)>',
  '<video><source onerror=alert(1)></video>',
  '<body onload=alert(1)>',
  '<a href="javascript:alert(1)">press</a>',
  '<a href="data:text/html,<script>alert(1)</script>">press</a>',
  'javascript:alert(1)',
  '" onmouseover="alert(1)',
  "' onfocus='alert(1)' autofocus='",
  '` onclick=alert(1) `',
  '<!--<script>alert(1)</script>-->',
  '--><script>alert(1)</script><!--',
  '<![CDATA[<script>alert(1)</script>]]>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;script&#62;alert(1)&#60;/script&#62;',
  '\u003cscript\u003ealert(1)\u003c/script\u003e',
  '<scr\u0000ipt>alert(1)</scr\u0000ipt>',
  '<\u0000img src=x onerror=alert(1)>',
  '＜script＞alert(1)＜/script＞',
  '\u202e<script>alert(1)</script>\u202c',
  '\u2066left\u2069 and \u2067right\u2069 \u200f\u200e',
  'a\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a\u030b\u030c\u030d\u030e',
  '{{constructor.constructor("alert(1)")()}}',
  '${alert(1)}',
  '<%= 7 * 7 %>',
  '__proto__',
  "Robert'); DROP TABLE claims;--",
  '\r\nSet-Cookie: habeas=1\r\n\r\n<script>alert(1)</script>',
  '=HYPERLINK("//elsewhere.example","press")',
  'W'.repeat(300),
];
