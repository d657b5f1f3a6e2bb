/**
 * Plain sentences for claims: what the text says, in neutral words, after the speaker's name. A sentence never
 * drops a bound, a denial or a vague word, and never uses a label as our own word. English for now; the shapes
 * come from here so that a message catalogue can replace it in one place.
 */
import type { Claim, ClaimOf } from '#claim';
import { readFigure } from '#counting';
import type { Parties } from './views.ts';

/** Verbs after the speaker: "A says that …", "A denies that …". */
const VERB: Readonly<Record<string, string>> = {
  asserts: 'says',
  acknowledges: 'acknowledges',
  alleges: 'alleges',
  denies: 'denies',
  'declines-to-state': 'declines to say',
  'declares-unknown': 'says it is not known',
  estimates: 'estimates',
  'relays-hearsay': 'passes on',
  infers: 'concludes',
  promises: 'promises',
  demands: 'demands',
  'quotes-law': 'quotes as law',
};

/** Measures as the end of "33 …". */
const MEASURE: Readonly<Record<string, string>> = {
  held: 'held',
  taken: 'taken since the beginning',
  missing: 'missing',
  dead: 'dead',
  released: 'released',
  tried: 'tried',
  ill_treated: 'ill-treated',
  remains: 'sets of remains',
  cases: 'cases',
  other: 'counted in another way',
};

const OUTCOME: Readonly<Record<string, string>> = {
  NOTSENT: 'was not asked',
  SENT: 'was asked; the text tells no outcome',
  DELIV: 'received the question',
  BOUNCE: 'could not be reached: the address failed',
  UNREACH: 'could not be reached',
  NORESP: 'did not answer',
  ACKONLY: 'only confirmed receipt',
  HOLD: 'promised an answer later',
  REFUS: 'refused to answer',
  'DECL-M': 'declined to answer by its mandate',
  'DECL-S': 'declined to answer for safety',
  REFER: 'referred the question elsewhere',
  PARTIAL: 'answered in part',
  EVAS: 'answered another question',
  NOREC: 'answered that there is no record',
  DENY: 'answered with a denial',
  FULL: 'answered',
  CONTRA: 'answered against its earlier reply',
  RETRACT: 'took its answer back',
  MOOT: 'was asked a question that has fallen away',
};

export function measureWords(measure: string): string {
  return MEASURE[measure] ?? measure;
}

export function outcomeWords(outcome: string): string {
  return OUTCOME[outcome] ?? 'was asked';
}

const quoted = (words: string): string => `“${words}”`;

function countSentence(claim: ClaimOf<'count'>): string {
  if (claim.value.kind !== 'said') return `gives no figure for people ${measureWords(claim.measure)}`;
  const figure = readFigure(claim);
  const read =
    figure.text === claim.value.words ? figure.text : `${quoted(claim.value.words)}, read as ${figure.text}`;
  return claim.modality === 'denies'
    ? `denies the figure ${read} ${measureWords(claim.measure)}`
    : `${VERB[claim.modality] ?? 'says'} ${read} ${measureWords(claim.measure)}`;
}

function outcomeSentence(claim: ClaimOf<'inquiry-outcome'>, parties: Parties): string {
  const { addressee, n, reached, outcome, asker } = claim.inquiry;
  const name = parties.nameOf(addressee);
  const who = n === undefined ? name : `${reached ?? 0} of ${n} (${name})`;
  const did = n !== undefined && outcome === 'UNREACH' ? 'could be reached' : outcomeWords(outcome);
  const by = asker.kind === 'author' ? 'the author of the text' : parties.nameOf(asker);
  return `${who} ${did}; asked by ${by}`;
}

/** What a value that was not said comes down to. */
function unsaid(kind: string): string {
  return (
    {
      unknown: 'says it is not known',
      none: 'says there is none',
      refused: 'refuses to say',
      silence: 'says nothing',
      withheld: 'keeps it back',
    }[kind] ?? ''
  );
}

const SAID: { readonly [K in Claim['claimKind']]?: (claim: ClaimOf<K>, parties: Parties) => string | null } =
  {
    label: ({ value, modality }) =>
      value.kind === 'said'
        ? `${modality === 'denies' ? 'rejects the label' : 'uses the label'} ${quoted(value.words)}`
        : null,
    event: ({ value, modality }) =>
      value.kind === 'said' ? `${VERB[modality] ?? 'says'}: ${quoted(value.words)}` : null,
    practice: ({ value, modality }) =>
      value.kind === 'said'
        ? `${VERB[modality] ?? 'says'}, of a general arrangement: ${quoted(value.words)}`
        : null,
    norm: ({ value }) => (value.kind === 'said' ? `states a rule: ${quoted(value.words)}` : null),
    'document-meta': ({ value }, parties) =>
      value.kind === 'said'
        ? `${value.relation.replaceAll('-', ' ')} ${value.source ? parties.nameOf(value.source) : quoted(value.words)}`
        : null,
  };

/** One sentence to stand after the speaker's name. */
export function sentenceOf(claim: Claim, parties: Parties): string {
  if (claim.claimKind === 'count') return countSentence(claim);
  if (claim.claimKind === 'inquiry-outcome') return outcomeSentence(claim, parties);
  if (claim.claimKind === 'question') return `asks: ${quoted(claim.words)}`;
  if (claim.claimKind === 'count-unknown')
    return `${unsaid(claim.value.kind)} how many are ${measureWords(claim.measure)}`;
  const special = SAID[claim.claimKind] as ((claim: Claim, parties: Parties) => string | null) | undefined;
  const sentence = special?.(claim, parties);
  if (sentence) return sentence;
  if (claim.value.kind !== 'said') return unsaid(claim.value.kind);
  const words = claim.passages[0]?.exact ?? ('words' in claim.value ? claim.value.words : '');
  return `${VERB[claim.modality] ?? 'says'}: ${quoted(words)}`;
}
