/**
 * What is said, per claim kind. One closed object per kind; every code is of a controlled list; what the
 * passage does not say is absent, and what the source says it does not know or will not say is a value kind.
 * Numbers are the source's numbers: a vague word stays a word, its bounds come from the lexicon (count.ts).
 */
import { Type } from 'typebox';
import { closed, IdSchema, LineSchema, NumberSchema, oneOf, some, WordsSchema } from './schema.ts';
import { codeOf } from './lists.ts';
import { PartyRefSchema } from './party.ts';
import { valueOf } from './value.ts';
import { WhenSchema } from './when-schema.ts';

const words = WordsSchema;
const maybeWords = Type.Optional(WordsSchema);
const maybeParty = Type.Optional(PartyRefSchema);
const maybeWhen = Type.Optional(WhenSchema);
const yes = Type.Optional(Type.Boolean());

/** `+` the arrangement or tie exists, `-` it is said not to. */
export const PolaritySchema = oneOf(['+', '-']);

/** Persons as the passage means them: records where they are linked, and the words always. */
export const WhoSchema = closed({ words, recordIds: Type.Optional(some(IdSchema, 1000)) });
export type Who = Type.Static<typeof WhoSchema>;

/** A place as stated; a gazetteer id is another claim. */
export const PlaceSchema = closed({ words, placeId: Type.Optional(IdSchema) });

export const AttributeSaid = closed({
  words,
  when: maybeWhen,
  party: maybeParty,
  number: Type.Optional(NumberSchema),
  code: Type.Optional(LineSchema),
});

/** The words are those of the speaker. `use` tells speech from charge and conviction for labels that accuse. */
export const LabelSaid = closed({
  label: codeOf('LS'),
  words,
  use: Type.Optional(codeOf('LSUSE')),
  legalBasis: maybeWords,
});

export const EventSaid = closed({
  event: codeOf('EV'),
  words,
  who: Type.Optional(WhoSchema),
  place: Type.Optional(PlaceSchema),
  placeFrom: Type.Optional(PlaceSchema),
  holder: maybeParty,
  holderFrom: maybeParty,
  by: maybeParty,
  on: maybeWhen,
  cause: maybeWords,
  statedOrInferred: oneOf(['stated', 'inferred']),
});

/** A state on one axis; the code is of the list of that axis. */
const stateOn = <A extends string, S extends Type.TSchema>(axis: A, code: S) =>
  closed({
    axis: Type.Literal(axis),
    code,
    words,
    who: Type.Optional(WhoSchema),
    by: maybeParty,
    holder: maybeParty,
    place: Type.Optional(PlaceSchema),
    from: maybeWhen,
    to: maybeWhen,
  });
export const STATE_AXES = {
  custody: stateOn('custody', codeOf('CS')),
  acknowledgement: stateOn('acknowledgement', codeOf('AK')),
  officials: stateOn('officials', codeOf('AO')),
  treatment: stateOn('treatment', codeOf('IT')),
  health: stateOn('health', codeOf('HL')),
  proceeding: stateOn('proceeding', codeOf('PR')),
  'sign-of-life': stateOn('sign-of-life', codeOf('PL')),
  /** Treatment or health, not yet chosen; the code is OTHER. */
  unsorted: stateOn('unsorted', Type.Literal('OTHER')),
} as const;
/** `said` holds the state; the axis decides which list the code is of. */
export const StateSaid = closed({ state: Type.Union(Object.values(STATE_AXES) as unknown as StateSchemas) });
type StateSchemas = [
  (typeof STATE_AXES)['custody'],
  (typeof STATE_AXES)['acknowledgement'],
  (typeof STATE_AXES)['officials'],
  (typeof STATE_AXES)['treatment'],
  (typeof STATE_AXES)['health'],
  (typeof STATE_AXES)['proceeding'],
  (typeof STATE_AXES)['sign-of-life'],
  (typeof STATE_AXES)['unsorted'],
];

/** How a figure is bounded. `vague` is a word for a number ("dozens"); it has no lo and no hi of its own. */
export const COMPARATORS = ['=', '~', '>', '>=', '<', '<=', 'between', 'vague'] as const;
export type Comparator = (typeof COMPARATORS)[number];

export const CountSaid = closed({
  comparator: oneOf(COMPARATORS),
  /** The number, or the lower end of `between`; absent for `<`, `<=` and `vague`. */
  lo: Type.Optional(NumberSchema),
  /** The upper end of `between`, or the number of `<` and `<=`. */
  hi: Type.Optional(NumberSchema),
  /** The words of the figure. */
  words,
  /** The word of the lexicon, for `vague`; absent if the lexicon does not have it. */
  lexeme: Type.Optional(LineSchema),
});
export type CountValue = Type.Static<typeof CountSaid>;

/** A general arrangement. It names no person and no day, and moves nobody's sign of life. */
export const PracticeSaid = closed({
  practice: codeOf('PA'),
  polarity: PolaritySchema,
  /** Change as told: less than before, or about to begin. */
  change: Type.Optional(oneOf(['reduced', 'planned'])),
  channels: Type.Array(closed({ code: codeOf('VC'), words: maybeWords })),
  by: maybeParty,
  who: Type.Optional(WhoSchema),
  place: Type.Optional(PlaceSchema),
  /** Nobody else does it, according to the speaker. */
  exclusive: yes,
  frequency: maybeWords,
  words,
});

export const ContactSaid = closed({
  channel: codeOf('VC', { property: 'group', is: 'contact' }),
  polarity: PolaritySchema,
  words,
  who: WhoSchema,
  other: maybeParty,
  direction: Type.Optional(oneOf(['from-detainee', 'to-detainee', 'both'])),
  madeAt: maybeWhen,
  deliveredAt: maybeWhen,
  interactive: yes,
  supervised: yes,
  censored: yes,
});

export const AccessSaid = closed({
  visit: codeOf('VC', { property: 'group', is: 'visit' }),
  outcome: oneOf(['occurred', 'denied', 'planned']),
  words,
  who: Type.Optional(WhoSchema),
  place: Type.Optional(PlaceSchema),
  visitor: maybeParty,
  on: maybeWhen,
  private: yes,
  announced: yes,
  repeated: yes,
  seen: Type.Optional(NumberSchema),
});

export const NormSaid = closed({
  words,
  holder: maybeParty,
  recipient: maybeParty,
  permits: Type.Optional(oneOf(['allows', 'forbids', 'requires', 'restricts'])),
  instrument: Type.Optional(LineSchema),
  /** The rule limits what may be passed on, so it marks its holder as a confidential source. */
  confidentiality: yes,
});

/** One answer on the fair-trial form, or a judgement in the speaker's own words. The program computes neither. */
export const EvaluationSaid = Type.Union([
  closed({
    form: Type.Literal('trial-observation'),
    observation: codeOf('FT'),
    answer: codeOf('FTA'),
    basis: codeOf('FTB'),
    /** Told by someone who may or may not have seen it; false only for one's own observation. */
    reported: Type.Boolean(),
    /** For questions about several, such as who was admitted. */
    about: maybeWords,
    words,
    who: Type.Optional(WhoSchema),
    on: maybeWhen,
  }),
  closed({ form: Type.Literal('opinion'), words, who: Type.Optional(WhoSchema), law: maybeWords }),
  closed({
    form: Type.Literal('legal-conclusion'),
    words,
    who: Type.Optional(WhoSchema),
    law: maybeWords,
    category: Type.Optional(LineSchema),
  }),
]);

export const CommitmentSaid = closed({
  form: oneOf(['agreement', 'promise', 'demand']),
  stage: codeOf('AS'),
  parties: Type.Array(PartyRefSchema),
  words,
});

export const RelationSaid = closed({
  relation: codeOf('RE'),
  polarity: PolaritySchema,
  words,
  other: Type.Union([
    closed({ kind: Type.Literal('record'), recordId: IdSchema }),
    closed({ kind: Type.Literal('party'), partyId: IdSchema }),
    closed({ kind: Type.Literal('words'), words }),
  ]),
});

export const DocumentMetaSaid = closed({
  relation: codeOf('DM'),
  words,
  source: maybeParty,
  quality: Type.Optional(codeOf('DQ')),
});

/** What came of a question put to one addressee, or to a number of them without names. */
export const OutcomeSchema = closed({
  outcome: codeOf('IQ'),
  words,
  asker: Type.Union([...PartyRefSchema.anyOf, closed({ kind: Type.Literal('author') })]),
  addressee: PartyRefSchema,
  question: maybeWords,
  /** How many addressees, and how many of them were reached. */
  n: Type.Optional(NumberSchema),
  reached: Type.Optional(NumberSchema),
  attempts: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  sent: maybeWhen,
  due: maybeWhen,
  reason: maybeWords,
  referredTo: maybeParty,
});
export type Outcome = Type.Static<typeof OutcomeSchema>;

/** The value of each kind that has one, as a union over the six value kinds. */
export const VALUES = {
  attribute: valueOf(AttributeSaid),
  label: valueOf(LabelSaid),
  event: valueOf(EventSaid),
  state: valueOf(StateSaid),
  count: valueOf(CountSaid),
  practice: valueOf(PracticeSaid),
  contact: valueOf(ContactSaid),
  access: valueOf(AccessSaid),
  norm: valueOf(NormSaid),
  commitment: valueOf(CommitmentSaid),
  relation: valueOf(RelationSaid),
  'document-meta': valueOf(DocumentMetaSaid),
} as const;
