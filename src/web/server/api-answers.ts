/**
 * What readings of the API look like. The fields that programs rely on are named; others may follow and stay where they
 * are. Every answer says at which ledger it was read.
 */
import { Type, type TSchema } from 'typebox';

const CODE = '^[a-z][a-z0-9-]{0,63}$';

export const FailureSchema = Type.Object(
  {
    ok: Type.Literal(false),
    error: Type.Object({
      code: Type.String({ pattern: CODE, description: 'A code of docs/faults.md.' }),
      message: Type.String({ description: 'What happened; never a name, a quote or a secret.' }),
      hint: Type.String({ description: 'What to do next.' }),
      field: Type.Optional(Type.String({ description: 'The field that a person has to settle first.' })),
    }),
    state: Type.Integer({ description: 'The HTTP number again.' }),
  },
  { $id: 'Failure' },
);

const asKnown = Type.Object(
  {
    at: Type.String({ description: 'RFC 3339, UTC.' }),
    past: Type.Boolean(),
    size: Type.Integer({ description: 'Entries of the ledger then.' }),
    head: Type.String({ description: 'SHA-256 of the last leaf, in hex.' }),
  },
  { $id: 'AsKnown' },
);
const known = { asKnown: Type.Ref('AsKnown') };
const maybe = Type.Union([Type.String(), Type.Null()]);
const next = Type.Union([Type.String(), Type.Null()], {
  description: 'What `after` takes to go on; null on the last page.',
});
const text = Type.String();
const number = Type.Integer();

export const DocumentPageSchema = Type.Object(
  {
    document: Type.Object({ documentId: Type.String(), title: Type.String(), publisher: Type.String() }),
    text: Type.Union([Type.String(), Type.Null()], { description: 'The pinned text, as it came.' }),
    proposals: Type.Array(
      Type.Object({
        proposalId: Type.String(),
        kind: Type.String(),
        modality: Type.String(),
        sentence: Type.String(),
        version: Type.Integer({ description: 'What If-Match names.' }),
      }),
    ),
    claims: Type.Array(Type.Object({ claimId: Type.String(), kind: Type.String(), sentence: Type.String() })),
    ...known,
  },
  { $id: 'DocumentPage', description: 'One document with what is proposed, claimed and not claimed.' },
);

export const FinishSchema = Type.Object(
  {
    proposals: Type.Integer(),
    accepted: Type.Integer(),
    refused: Type.Integer(),
    parked: Type.Integer(),
    open: Type.Integer(),
    unclaimed: Type.Integer(),
    dismissed: Type.Integer(),
    ...known,
  },
  { $id: 'Finish', description: 'What came of reading one document: counts of decisions, never of people.' },
);

export const WorkspaceSchema = Type.Object(
  {
    name: text,
    code: Type.String({ description: 'Short code that stands on papers.' }),
    sample: Type.Boolean(),
    documents: number,
    proposals: number,
    claims: number,
    records: number,
    persons: number,
    ...known,
  },
  { $id: 'Workspace', description: 'How much there is that this reader may see.' },
);

const documentLine = Type.Object({
  documentId: text,
  title: text,
  publisher: text,
  language: maybe,
  sha256: text,
  grade: text,
  state: text,
  heldBy: Type.Union(
    [Type.Object({ by: text, name: maybe, isMine: Type.Boolean(), at: text }), Type.Null()],
    { description: 'Who took it to read it. Taking closes a document to nobody.' },
  ),
  proposed: number,
  decided: number,
  unclaimed: number,
});
export const DocumentListSchema = Type.Object(
  { documents: Type.Array(documentLine), next, ...known },
  { $id: 'DocumentList' },
);

const claim = Type.Object({
  claimId: text,
  kind: text,
  sentence: Type.String({ description: 'What is recorded, as a plain sentence with its speaker.' }),
  recordedAt: text,
});
export const ClaimListSchema = Type.Object(
  { claims: Type.Array(claim), next, ...known },
  { $id: 'ClaimList' },
);

const historyLine = Type.Object({
  seq: Type.Integer({ description: 'Number of the entry in the ledger.' }),
  at: text,
  by: text,
  type: text,
  sentence: text,
});
export const ClaimStorySchema = Type.Object(
  { claim, history: Type.Array(historyLine), ...known },
  { $id: 'ClaimStory', description: 'One claim and what happened to it.' },
);
export const HistorySchema = Type.Object(
  { lines: Type.Array(historyLine), from: number, ...known },
  { $id: 'History', description: 'What happened, in plain sentences; of one thing the oldest first.' },
);

const name = Type.Object({ words: text, lang: maybe, script: text }, { $id: 'WrittenName' });
const foundPerson = Type.Object(
  {
    personId: Type.String({ description: 'Id of the earliest record of the person.' }),
    names: Type.Array(Type.Ref('WrittenName')),
    records: number,
    lists: Type.Array(text),
  },
  { $id: 'FoundPerson', description: 'A person as a set of records; never with values of their own.' },
);
const facet = Type.Object({
  facet: text,
  values: Type.Array(Type.Object({ value: text, name: maybe, count: number, chosen: Type.Boolean() })),
});
export const PeopleSchema = Type.Object(
  {
    people: Type.Array(Type.Ref('FoundPerson')),
    total: number,
    from: number,
    limit: number,
    facets: Type.Array(facet),
    ...known,
  },
  { $id: 'People' },
);

const account = Type.Object({
  claimId: maybe,
  recordId: text,
  code: text,
  how: Type.String({ description: 'said, denied, unknown, none, refused, silence or withheld.' }),
  words: text,
  documentId: maybe,
  differs: Type.Boolean({ description: 'True when another account of the group cannot hold beside it.' }),
});
export const PersonSchema = Type.Object(
  {
    personId: text,
    names: Type.Array(Type.Ref('WrittenName')),
    groups: Type.Array(Type.Object({ group: text, accounts: Type.Array(account), differ: number })),
    ...known,
  },
  {
    $id: 'Person',
    description: 'Every account of one person by speaker; accounts that differ stand side by side.',
  },
);

export const RecordListSchema = Type.Object(
  {
    records: Type.Array(
      Type.Object({
        recordId: text,
        listId: text,
        row: number,
        columns: Type.Array(Type.Object({ column: text, value: text, field: maybe })),
        personId: text,
      }),
    ),
    total: number,
    from: Type.Union([number, Type.Null()]),
    facets: Type.Array(facet),
    next,
    ...known,
  },
  { $id: 'RecordList', description: 'Rows of lists, word for word.' },
);

export const ListsSchema = Type.Object(
  {
    lists: Type.Array(
      Type.Object({ listId: text, name: text, publisher: text, documentId: text, rows: number }),
    ),
    ...known,
  },
  { $id: 'Lists' },
);

export const ImportListSchema = Type.Object(
  {
    imports: Type.Array(
      Type.Object({ batchId: text, name: text, rows: number, state: text, version: number }),
    ),
    ...known,
  },
  { $id: 'ImportList' },
);

export const SourcesSchema = Type.Object(
  {
    families: Type.Array(
      Type.Object({
        family: number,
        documents: Type.Array(Type.Object({ documentId: text, title: text, grade: text, claims: number })),
        circular: Type.Boolean(),
      }),
    ),
    parties: Type.Array(Type.Object({ partyId: text, name: text, kind: text, documents: number })),
    ...known,
  },
  { $id: 'Sources', description: 'Documents by origin; those of one origin count as one source.' },
);

export const PartiesSchema = Type.Object(
  { parties: Type.Array(Type.Object({ partyId: text, name: text, kind: text })), ...known },
  { $id: 'Parties' },
);

export const LinkageSchema = Type.Object(
  {
    pairs: Type.Array(Type.Object({})),
    total: number,
    judged: number,
    records: number,
    ...known,
  },
  { $id: 'Linkage', description: 'Pairs of records that a rule proposed and nobody judged.' },
);

export const PairSchema = Type.Object(
  { pair: Type.Object({}), place: number, total: number, history: Type.Array(historyLine), ...known },
  { $id: 'Pair', description: 'Two records, why they may be one person, and what people judged.' },
);

export const CountSchema = Type.Object(
  { question: Type.Object({}), documented: Type.Object({}), ...known },
  {
    $id: 'Count',
    description:
      'Who says how many, who is documented by name, what follows: never one number without its speaker.',
  },
);

export const ANSWER_SCHEMAS: readonly TSchema[] = [
  FailureSchema,
  asKnown,
  name,
  foundPerson,
  DocumentPageSchema,
  FinishSchema,
  WorkspaceSchema,
  DocumentListSchema,
  ClaimListSchema,
  ClaimStorySchema,
  HistorySchema,
  PeopleSchema,
  PersonSchema,
  RecordListSchema,
  ListsSchema,
  ImportListSchema,
  SourcesSchema,
  PartiesSchema,
  LinkageSchema,
  PairSchema,
  CountSchema,
];
