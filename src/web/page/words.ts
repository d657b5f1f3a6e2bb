/**
 * The program's own words, and the shape that stands beside each. Neutral by rule: who is held is a held person,
 * "the text says this" is not "this is so", and a silence has a word as plain as a number.
 */
import type { Decision, DocumentView, SaidRow } from '#workspace';

/** A word and the id of its shape in shapes.svg. `turns` marks shapes that have a direction. */
export interface Sign {
  readonly word: string;
  readonly shape: string;
  readonly turns?: boolean;
}

/** Kinds of proposals and claims. */
const KINDS: Readonly<Record<string, Sign>> = {
  count: { word: 'Count', shape: 'k-count' },
  unknown_count: { word: 'Number not known', shape: 'k-unknown-count' },
  'count-unknown': { word: 'Number not known', shape: 'k-unknown-count' },
  label: { word: 'Label', shape: 'k-label', turns: true },
  custody: { word: 'Custody', shape: 'k-custody', turns: true },
  death: { word: 'Death', shape: 'k-death', turns: true },
  ill_treatment_or_health: { word: 'Treatment or health', shape: 'k-health' },
  trial: { word: 'Trial', shape: 'k-trial' },
  contact: { word: 'Contact', shape: 'k-contact' },
  visit: { word: 'Visit', shape: 'k-visit', turns: true },
  confidentiality_rule: { word: 'Confidentiality rule', shape: 'k-rule' },
  inquiry: { word: 'Inquiry', shape: 'k-inquiry' },
  'inquiry-outcome': { word: 'Outcome of asking', shape: 'k-inquiry' },
  agreement: { word: 'Agreement', shape: 'k-agreement' },
  open_question: { word: 'Open question', shape: 'k-question' },
  source_chain: { word: 'Origin of the text', shape: 'k-source', turns: true },
  attribute: { word: 'Personal detail', shape: 'k-person' },
  event: { word: 'Event', shape: 'k-date' },
  state: { word: 'Custody or state', shape: 'k-custody', turns: true },
  practice: { word: 'General practice', shape: 'k-rule' },
  access: { word: 'Access', shape: 'k-visit', turns: true },
  norm: { word: 'Rule', shape: 'k-rule' },
  evaluation: { word: 'Assessment', shape: 'k-trial' },
  commitment: { word: 'Promise', shape: 'k-agreement' },
  relation: { word: 'Relation', shape: 'd-link' },
  'document-meta': { word: 'Origin of the text', shape: 'k-source', turns: true },
  question: { word: 'Open question', shape: 'k-question' },
};

/** Sign of a kind; a kind that is not known here keeps its own name, so that nothing is shown without a word. */
export function kindSign(kind: string): Sign {
  const sign = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  return sign ?? { word: capital(plain(kind)), shape: 'k-attribution', turns: true };
}

const MODALITIES: Readonly<Record<string, string>> = {
  asserted: 'stated',
  asserts: 'stated',
  alleged: 'alleged',
  alleges: 'alleged',
  believed: 'believed',
  believes: 'believed',
  denied: 'denied',
  denies: 'denied',
  unknown: 'said to be unknown',
  'declares-unknown': 'said to be unknown',
  refused: 'declined to say',
  'declines-to-state': 'declined to say',
  no_response: 'no answer',
};

/** How something was said. */
export function modalityWord(modality: string): string {
  return MODALITIES[modality] ?? plain(modality);
}

/** Lines of "who says how many": a circle where somebody spoke, a square where no value came. */
export const ROW_SIGNS: Readonly<Record<SaidRow['kind'], Sign>> = {
  said: { word: 'says', shape: 'v-said' },
  denied: { word: 'denies', shape: 'k-denied' },
  unknown: { word: 'says it is not known', shape: 'v-unknown' },
  refused: { word: 'refused', shape: 'v-refused' },
  'declined-by-mandate': { word: 'declined by mandate', shape: 'o-mandate' },
  silence: { word: 'no answer', shape: 'v-silence' },
  unreachable: { word: 'could not be reached', shape: 'o-unreachable' },
  referred: { word: 'referred elsewhere', shape: 'o-referred', turns: true },
  withheld: { word: 'withheld', shape: 'v-withheld' },
};

export const DECISION_WORDS: Readonly<Record<Decision, string>> = {
  accepted: 'The text says this',
  refused: 'No',
  parked: 'Parked',
};

/** What is said, politely and once, after a decision. */
export function doneWords(decision: Decision, made: number): string {
  const claims = made === 1 ? 'One claim was recorded' : `${made} claims were recorded`;
  if (decision === 'accepted')
    return `Recorded: the text says this. ${claims}; it says who spoke, not who is right.`;
  if (decision === 'refused') return 'Recorded: no. Nothing was claimed; the proposal stays in the ledger.';
  return 'Parked. It waits in this document until someone decides.';
}

/** What a person has to settle before a proposal can become a claim, by the field it concerns. */
const NEEDS: Readonly<Record<string, string>> = {
  speaker: 'Say who says it.',
  addressee: 'The text does not say who was asked.',
  outcome: 'The text does not say what came of the question.',
  number: 'The figure has to be read by a person.',
  as_of: 'The day it holds for cannot be read.',
  date: 'The date cannot be read.',
  recordIds: 'Say whose record it concerns.',
};

/** Said instead of a decision that could not be recorded. */
export function needWords(field: string): string {
  const what = Object.hasOwn(NEEDS, field) ? NEEDS[field] : 'One field has to be settled by a person.';
  const next =
    field === 'speaker'
      ? 'Choose it in the card, then accept.'
      : 'These pages cannot fill it yet: park the proposal with a note, or record the claim by hand.';
  return `Nothing was recorded. ${what} ${next}`;
}

/** Why a proposal is refused; the digits are part of the ledger's vocabulary. */
export const REASONS = [
  ['1', 'it is not in the text'],
  ['2', 'the speaker is wrong'],
  ['3', 'the date is wrong'],
  ['4', 'the person is wrong'],
  ['5', 'it is there already'],
] as const;

/** A recorded reason in words: a digit of the list, or what a person wrote. */
export function reasonWords(reason: string): string {
  return REASONS.find(([digit]) => digit === reason)?.[1] ?? reason;
}

export const STATE_WORDS: Readonly<Record<DocumentView['state'], string>> = {
  new: 'new',
  reading: 'being read',
  read: 'read',
  unread: 'not read by the program',
  'set-aside': 'set aside',
};

const FIELDS: Readonly<Record<string, string>> = {
  as_of: 'As of',
  operator: 'Bound',
  number: 'Figure',
  measure: 'Counts',
  period: 'Period',
  unit: 'Unit',
  vague: 'Vague quantity',
  who: 'Who',
  by: 'By whom',
  n: 'How many asked',
  parties: 'Between',
};

const BOUNDS: Readonly<Record<string, string>> = {
  '=': 'exactly',
  '>': 'more than',
  '>=': 'at least',
  '<': 'fewer than',
  '<=': 'at most',
  '~': 'about',
  between: 'between',
};
const CODED = [
  'measure',
  'event',
  'feature',
  'polarity',
  'channel',
  'outcome',
  'stage',
  'relation',
  'unit',
  'vague',
];

/**
 * A coded field in the program's own words; '' for a field that has nothing to say, null for one that holds words
 * of the source.
 */
export function codeWords(name: string, value: string | null): string | null {
  if ((name === 'unit' && value === null) || (name === 'vague' && value !== 'true')) return '';
  if (value === null) return null;
  if (name === 'vague') return 'yes: the figure is only a convention for the word';
  if (name === 'operator') return BOUNDS[value] ?? plain(value);
  return CODED.includes(name) ? plain(value) : null;
}

/** Caption of a proposed field. */
export function fieldWord(name: string): string {
  return capital(FIELDS[name] ?? plain(name));
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A code as plain words. */
export function plain(code: string): string {
  return code.replaceAll(/[_-]+/g, ' ');
}

const UNCLAIMED: Readonly<Record<string, string>> = {
  number: 'figure',
  date: 'date',
  name: 'name',
  silence: 'words of silence',
  refusal: 'words of refusal',
  denial: 'words of denial',
};

export function unclaimedWord(kind: string): string {
  return UNCLAIMED[kind] ?? plain(kind);
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A calendar day in words that no reader can take for another: "3 Dec 2023". What is no day stays as it is. */
export function dayWords(day: string): string {
  const match = /^(-?\d{4,})-(\d{2})-(\d{2})/.exec(day);
  const month = MONTHS[Number(match?.[2]) - 1];
  return match && month ? `${Number(match[3])} ${month} ${match[1]}` : day;
}

/** The name of a language in English, with its code where it has none. */
export function languageWords(code: string | null): string {
  if (code === null) return 'language not known';
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** "1 claim", "4 claims". */
export function many(n: number, one: string, more = `${one}s`): string {
  return `${n} ${n === 1 ? one : more}`;
}
