/** What the pattern page shows: invented words in every shape that an answer can have. Nothing here is a claim. */
import type {
  Account,
  DocumentPage,
  DocumentView,
  HandlingView,
  PersonAnswer,
  ProposalView,
  SpeakerView,
  WhenView,
} from '#workspace';
import type { Meant } from './about.tsx';
import type { Over } from './segments.ts';

const OPEN: HandlingView = { tlp: 'TLP:GREEN', caveats: [], compartment: 'open' };
const AT = '2024-03-14T09:00:00.000Z';
const ID = '00000000-0000-4000-8000-00000000000';

const named: SpeakerView = {
  state: 'named',
  name: 'Ministry of Justice of Orlavia',
  partyId: null,
  candidates: [],
};
const author: SpeakerView = {
  state: 'author',
  name: 'The Lanterne Courier',
  partyId: null,
  candidates: [],
};
const unresolved: SpeakerView = {
  state: 'unresolved',
  name: '',
  partyId: null,
  candidates: ['the ombudsman', 'the ministry'],
};

function when(words: string | null, from: string, to: string, approximate = false): WhenView {
  return { words, edtf: null, from, to, approximate, basis: 'explicit' };
}

const document: DocumentView = {
  documentId: `${ID}1`,
  title: 'Families still wait at the Sel crossing',
  publisher: 'The Lanterne Courier',
  published: null,
  capturedAt: AT,
  language: 'en',
  mediaType: 'text/plain',
  sha256: 'ab'.repeat(32),
  size: 100,
  grade: 'E1',
  gradeWords: '',
  relayedFrom: null,
  family: 1,
  heldBy: null,
  held: -1,
  handling: OPEN,
  state: 'reading',
  proposed: 5,
  decided: 2,
  claimed: 1,
  unclaimed: 1,
};

const text = 'The ministry said it holds 41 soldiers. Others say nine. The spring of 2023 was long.\n';

function passage(words: string) {
  const start = text.indexOf(words);
  return { documentId: document.documentId, exact: words, start, end: start + words.length, damaged: false };
}

function over(key: string, words: string, layer: Over['layer'], more: Partial<Over> = {}): Over {
  const { start, end } = passage(words);
  return { key, layer, start, end, href: '#content', ...more };
}

const overs: readonly Over[] = [
  over('x-claimed', 'The ministry', 'claimed'),
  over('x-hand', 'it holds 41 soldiers', 'proposed', { inHand: true }),
  over('x-proposed', 'Others say', 'proposed'),
  over('x-unclaimed', 'nine', 'unclaimed'),
  over('x-damaged', 'spring of 2023', 'damaged', { href: null, words: 'replaced characters' }),
  over('x-choose', 'was long', 'choose', { href: null }),
];

function proposal(n: number, more: Partial<ProposalView> = {}): ProposalView {
  return {
    proposalId: `${ID}${n}`,
    kind: 'count',
    passage: passage('it holds 41 soldiers'),
    speaker: named,
    modality: 'asserted',
    fields: [
      { name: 'number', value: '41' },
      { name: 'measure', value: 'held' },
      { name: 'as_of', value: null },
    ],
    sentence: 'says 41 held',
    rule: 'count:1',
    version: -1,
    flags: [],
    decision: null,
    ...more,
  };
}

function account(n: number, code: string, more: Partial<Account> = {}): Account {
  return {
    claimId: `${ID}${n}`,
    recordId: `${ID}0`,
    code,
    how: 'said',
    words: 'was seen at the crossing',
    lang: 'en',
    speaker: named,
    when: when('spring 2023', '2023-03-01', '2023-05-31'),
    passage: passage('it holds 41 soldiers'),
    documentId: document.documentId,
    documentTitle: document.title,
    family: 1,
    handling: OPEN,
    marks: [],
    recordedAt: AT,
    differs: false,
    aside: false,
    ...more,
  };
}

const page: DocumentPage = {
  document,
  text,
  damaged: [],
  proposals: [
    proposal(2),
    proposal(3, {
      kind: 'label',
      speaker: unresolved,
      flags: ['two_speakers'],
      fields: [{ name: 'label', value: 'infiltrators' }],
    }),
    proposal(4, {
      kind: 'custody',
      decision: { is: 'parked', at: AT, by: `${ID}9`, reason: 'Which office said this?' },
    }),
    proposal(5, { decision: { is: 'refused', at: AT, by: `${ID}9`, reason: '2' } }),
    proposal(6),
  ],
  claims: [
    {
      claimId: `${ID}7`,
      kind: 'count',
      speaker: named,
      modality: 'asserts',
      sentence: 'says 41 held',
      saying: {
        key: 'count',
        parts: {
          modality: { family: null, code: 'asserts' },
          figure: { key: 'figureExact', parts: { n: 41 } },
          measure: { family: 'counted', code: 'held' },
        },
      },
      passages: [passage('it holds 41 soldiers')],
      asOf: when(null, '2024-03-01', '2024-03-01'),
      documentId: document.documentId,
      handling: OPEN,
      recordedAt: AT,
      recordedBy: `${ID}9`,
      marks: [{ mark: 'set-aside', reason: 'superseded by the same source', at: AT }],
      seq: 3,
    },
  ],
  unclaimed: [{ kind: 'number', passage: passage('nine') }],
  doubted: [],
  dismissed: [],
  unreadBecause: null,
  asKnown: { at: AT, past: false, size: 12, head: '7f3a'.repeat(16) },
};

const custody = [
  account(11, 'state:custody:HELD', { differs: true }),
  account(12, 'state:custody:HELD', { how: 'denied', differs: true, speaker: author }),
  account(13, 'event:CAPT', { when: when(null, '2023-03-04', '2023-03-04') }),
  account(14, 'event:TRAN', { aside: true, marks: [{ mark: 'set-aside', reason: 'misread', at: AT }] }),
];
const asked = (['unknown', 'none', 'refused', 'silence', 'withheld'] as const).map((how, n) =>
  account(20 + n, 'question', { how, words: '', passage: null }),
);

const person: Omit<PersonAnswer, 'asKnown'> = {
  personId: `${ID}0`,
  names: [{ words: 'Miran Kevali', lang: 'en', script: 'Latn' }],
  groups: [
    { group: 'custody', accounts: custody, differ: 2 },
    { group: 'questions', accounts: asked, differ: 0 },
  ],
  accounts: custody.length + asked.length,
  aside: 1,
  lanes: [
    {
      lane: 'custody',
      marks: [
        mark('2023-03-04', '2023-03-04', false),
        mark('2023-06-01', '2023-08-31', true),
        mark('2023-10-01', '2023-12-31', true),
      ],
    },
    { lane: 'place', marks: [] },
  ],
  lastSign: null,
  asked: [
    {
      inquiryId: `${ID}9`,
      addressee: 'Ministry of Defence of Orlavia',
      asker: 'Sel valley desk',
      question: 'Do you hold Miran Kevali, and where?',
      lang: 'en',
      sent: when(null, '2023-11-03', '2023-11-03'),
      due: when(null, '2023-11-17', '2023-11-17'),
      outcome: 'SENT',
      isOpen: true,
    },
    {
      inquiryId: `${ID}8`,
      addressee: 'Prosecutor General',
      asker: 'Sel valley desk',
      question: 'Is there a case against Miran Kevali?',
      lang: 'en',
      sent: null,
      due: null,
      outcome: 'NOTSENT',
      isOpen: true,
    },
  ],
  records: [],
  contradictions: 0,
  history: [],
};

function mark(from: string, to: string, isFuzzy: boolean) {
  return {
    from,
    to,
    fuzzyFrom: isFuzzy,
    fuzzyTo: isFuzzy,
    code: 'state:custody:HELD',
    how: 'said' as const,
    words: 'was seen',
    speaker: named.name,
  };
}

const meant: Meant = { recordId: `${ID}0`, name: 'Miran Kevali', lang: 'en' };

export const EXAMPLES = {
  named,
  author,
  unresolved,
  text,
  overs,
  page,
  person,
  meant,
  hidden: 'a right-to-left mark\u202e and a zero\u200bwidth space',
  dates: [
    when(null, '2024-03-01', '2024-03-01'),
    when('spring 2023', '2023-03-01', '2023-05-31'),
    when(null, '2021-10-01', 'open', true),
    when(null, 'unknown', '2022-04-02'),
  ],
} as const;
