/** The schemas that the API has by name for what is sent, and what comes back of it. They are type, check and document. */
import { Type, type Static, type TSchema } from 'typebox';
import { Fault } from '#ground';
import type { FieldValue } from '../page/fields.ts';
import { ANSWER_SCHEMAS } from './api-answers.ts';

export const ID = Type.String({ pattern: '^[0-9a-z-]{20,60}$', description: 'An id of the workspace.' });
const words = (maxLength: number, description: string) => Type.String({ maxLength, description });

const SpeakerChoice = Type.Union(
  [
    Type.Object({ kind: Type.Literal('author') }),
    Type.Object({ kind: Type.Literal('open') }),
    Type.Object({ kind: Type.Literal('mention'), words: Type.String({ minLength: 1, maxLength: 200 }) }),
  ],
  {
    $id: 'SpeakerChoice',
    description:
      'Who says it: the document itself, not settled by the text, or somebody as the text names them.',
  },
);

// No `type` of a value stands here: the checker would turn null into an empty text to fit it. `fieldsOf` checks them.
const FieldValues = Type.Unsafe<Record<string, FieldValue>>({
  $id: 'FieldValues',
  type: 'object',
  additionalProperties: false,
  patternProperties: {
    '^[a-z_]{1,30}$': { description: 'A text of 500 characters, a number, true, false, null, or numbers.' },
  },
  description: 'Fields of the kind; null means that the text does not say it.',
});

/** Fields as they were sent. Throws Fault('usage-wrong') for a value of another shape. */
export function fieldsOf(sent: Readonly<Record<string, unknown>>): Record<string, FieldValue> {
  for (const value of Object.values(sent)) {
    const isPlain =
      value === null ||
      typeof value === 'boolean' ||
      (typeof value === 'number' && Number.isFinite(value)) ||
      (typeof value === 'string' && value.length <= 500);
    const isNumbers =
      Array.isArray(value) && value.length <= 2 && value.every((one) => typeof one === 'number');
    if (!isPlain && !isNumbers) throw new Fault('usage-wrong', 'a field has a value of another shape');
  }
  return sent as Record<string, FieldValue>;
}

const About = Type.Array(ID, {
  $id: 'About',
  maxItems: 50,
  description: 'Records (rows of lists) that the passage speaks of.',
});

export const DecisionSchema = Type.Object(
  {
    decision: Type.Union([Type.Literal('accepted'), Type.Literal('refused'), Type.Literal('parked')]),
    reason: Type.Optional(
      Type.Union(
        (['1', '2', '3', '4', '5'] as const).map((digit) => Type.Literal(digit)),
        {
          description: '1 not in the text, 2 wrong speaker, 3 wrong date, 4 wrong person, 5 there already.',
        },
      ),
    ),
    words: Type.Optional(words(500, 'A question or a reason in a person’s own words.')),
    speaker: Type.Optional(Type.Ref('SpeakerChoice')),
    corrections: Type.Optional(Type.Ref('FieldValues')),
    about: Type.Optional(Type.Ref('About')),
  },
  { $id: 'Decision', additionalProperties: false, description: 'Accepting says that the text says this.' },
);

export const GroupSchema = Type.Object(
  {
    proposals: Type.Array(
      Type.Object(
        { proposalId: Type.String({ maxLength: 60 }), version: Type.Integer({ minimum: -1 }) },
        { additionalProperties: false },
      ),
      { minItems: 2, maxItems: 20 },
    ),
  },
  {
    $id: 'Group',
    additionalProperties: false,
    description: 'Proposals of one kind that a person has in sight at once, each with the version looked at.',
  },
);
export type GroupBody = Static<typeof GroupSchema>;

export const ClaimSchema = Type.Object(
  {
    kind: Type.String({ pattern: '^[a-z_]{1,40}$', description: 'One of the fourteen kinds of the reader.' }),
    quote: Type.String({ minLength: 1, maxLength: 1_600, description: 'Exact words of the pinned text.' }),
    start: Type.Integer({ minimum: 0, description: 'Where they stand, in Unicode code points.' }),
    speaker: Type.Ref('SpeakerChoice'),
    modality: Type.Optional(Type.String({ pattern: '^[a-z_]{1,20}$' })),
    fields: Type.Optional(Type.Ref('FieldValues')),
    about: Type.Optional(Type.Ref('About')),
  },
  { $id: 'ClaimByHand', additionalProperties: false },
);

export const PlaceSchema = Type.Object(
  {
    start: Type.Integer({ minimum: 0 }),
    end: Type.Integer({ minimum: 1 }),
    state: Type.Union([Type.Literal('dismissed'), Type.Literal('open')]),
  },
  {
    $id: 'Place',
    additionalProperties: false,
    description: 'A figure, date or name that needs no claim, or does.',
  },
);

export const RecordedSchema = Type.Object(
  {
    claimIds: Type.Array(Type.String(), {
      description: 'The claims that were recorded, or are in force again.',
    }),
    stood: Type.Boolean({ description: 'True where it was so already and nothing was recorded.' }),
  },
  { $id: 'Recorded' },
);

export const RetractionSchema = Type.Object(
  { reason: Type.String({ minLength: 1, maxLength: 500 }) },
  { $id: 'Retraction', additionalProperties: false },
);

export type DecisionBody = Omit<Static<typeof DecisionSchema>, 'speaker' | 'corrections' | 'about'> & {
  about?: string[];
  speaker?: Static<typeof SpeakerChoice>;
  corrections?: Record<string, FieldValue>;
};
export type ClaimBody = Omit<Static<typeof ClaimSchema>, 'speaker' | 'fields' | 'about'> & {
  about?: string[];
  speaker: Static<typeof SpeakerChoice>;
  fields?: Record<string, FieldValue>;
};

const HitKind = Type.Union(
  (['record', 'claim', 'proposal', 'document', 'party'] as const).map((kind) => Type.Literal(kind)),
);

export const SearchSchema = Type.Object(
  {
    words: words(400, 'Every word must be there: as typed, as a beginning, in another spelling or script.'),
    kinds: Type.Optional(Type.Array(HitKind, { maxItems: 5 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  {
    $id: 'Search',
    additionalProperties: false,
    description: 'A question whose words stand in the body, never in an address.',
  },
);

export const SearchAnswerSchema = Type.Object(
  {
    hits: Type.Array(
      Type.Object({
        kind: HitKind,
        id: Type.String(),
        words: Type.String({ description: 'As written by the source.' }),
        lang: Type.Union([Type.String(), Type.Null()]),
        where: Type.String({ description: 'The list and row, or the title of the document.' }),
      }),
    ),
    more: Type.Boolean({ description: 'True where there are more than were asked for.' }),
  },
  { $id: 'SearchAnswer' },
);

export const FindPeopleSchema = Type.Object(
  { words: words(400, 'A name in any script; every word must be there.') },
  { $id: 'FindPeople', additionalProperties: false },
);

export const FoundPeopleSchema = Type.Object(
  { people: Type.Array(Type.Ref('FoundPerson'), { maxItems: 20 }) },
  { $id: 'FoundPeople', description: 'People with a record that goes by these words, the best first.' },
);

export const API_SCHEMAS: readonly TSchema[] = [
  SpeakerChoice,
  FieldValues,
  About,
  DecisionSchema,
  GroupSchema,
  ClaimSchema,
  PlaceSchema,
  RecordedSchema,
  RetractionSchema,
  SearchSchema,
  SearchAnswerSchema,
  FindPeopleSchema,
  FoundPeopleSchema,
  ...ANSWER_SCHEMAS,
];
