/** The shape that stands beside each word: a circle where somebody spoke, a square where no value came. */
import type { SaidRow } from '#workspace';

/** The id of a shape in shapes.svg. `turns` marks shapes that have a direction. */
export interface Sign {
  readonly shape: string;
  readonly turns?: boolean;
}

const KINDS: Readonly<Record<string, Sign>> = {
  count: { shape: 'k-count' },
  unknown_count: { shape: 'k-unknown-count' },
  'count-unknown': { shape: 'k-unknown-count' },
  label: { shape: 'k-label', turns: true },
  custody: { shape: 'k-custody', turns: true },
  death: { shape: 'k-death', turns: true },
  ill_treatment_or_health: { shape: 'k-health' },
  trial: { shape: 'k-trial' },
  contact: { shape: 'k-contact' },
  visit: { shape: 'k-visit', turns: true },
  confidentiality_rule: { shape: 'k-rule' },
  inquiry: { shape: 'k-inquiry' },
  'inquiry-outcome': { shape: 'k-inquiry' },
  agreement: { shape: 'k-agreement' },
  open_question: { shape: 'k-question' },
  source_chain: { shape: 'k-source', turns: true },
  attribute: { shape: 'k-person' },
  event: { shape: 'k-date' },
  state: { shape: 'k-custody', turns: true },
  practice: { shape: 'k-rule' },
  access: { shape: 'k-visit', turns: true },
  norm: { shape: 'k-rule' },
  evaluation: { shape: 'k-trial' },
  commitment: { shape: 'k-agreement' },
  relation: { shape: 'd-link' },
  'document-meta': { shape: 'k-source', turns: true },
  question: { shape: 'k-question' },
};

/** Shape of a kind of proposal or claim; a kind that is not known here is something that was said. */
export function shapeOf(kind: string): Sign {
  return (Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined) ?? { shape: 'k-attribution', turns: true };
}

/** Lines of "who says how many". */
export const ROW_SIGNS: Readonly<Record<SaidRow['kind'], Sign>> = {
  said: { shape: 'v-said' },
  denied: { shape: 'k-denied' },
  unknown: { shape: 'v-unknown' },
  refused: { shape: 'v-refused' },
  'declined-by-mandate': { shape: 'o-mandate' },
  silence: { shape: 'v-silence' },
  unreachable: { shape: 'o-unreachable' },
  referred: { shape: 'o-referred', turns: true },
  withheld: { shape: 'v-withheld' },
};
