/**
 * What the numbers of the rules are, by code: one sentence each, English here, and in every language of the pages by the
 * same code and the same values. A reason is never built from pieces.
 */

/** What stands in the places of a sentence: numbers, names of lists, names of engines. */
export type ReasonValues = Readonly<Record<string, number | string>>;

const N = (values: ReasonValues): string => String(values['n'] ?? '');
const named = (values: ReasonValues, key: 'engine' | 'list'): string => String(values[key] ?? '');

/** English sentences by code. */
export const REASONS = {
  // Before anything is measured.
  'not-run': () => 'the engine it looks at has not run',
  'bare-origin': () => 'a bare table does not say which list was made from which',
  'bare-permission': () => 'a bare table does not say which lists may be counted',
  'bare-population': () => 'a bare table does not say whom and when its lists cover',
  'no-interval': () => 'there is no interval to judge',
  'few-lists': () => 'fewer than four lists: without one, two are left and carry no estimate',
  'bare-claims': () => 'a bare table carries no other claims to compare with',
  'bare-linkage': () => 'a bare table has no draws of the linkage behind it',
  // R1 to R5 and R16: the lists.
  lists: (values) => `${N(values)} lists with at least one person`,
  'one-origin': (values) => `${N(values)} pairs of lists of one origin are not merged`,
  'same-people': (values) => `${N(values)} pairs of lists name the very same people`,
  barred: (values) => `${N(values)} lists are barred from aggregate use`,
  closed: () => 'the scope is a closed population',
  turnover: () => 'a stock on a date with turnover is not a closed population',
  'unsettled-scope': () => 'share of the persons of whom it is not recorded whether they are asked about',
  several: (values) => `${N(values)} people are on two lists or more`,
  apart: (values) => `${N(values)} lists share nobody with the others`,
  smallest: (values) => `the smallest list has ${N(values)} people`,
  people: (values) => `${N(values)} people are documented`,
  coverage: () => 'share of the people in all that is documented already',
  // R6 to R10: each engine.
  'no-maximum': () => 'the model of lowest BIC has no finite maximum',
  'not-identified': () => 'the parameters of the model of lowest BIC cannot be told apart',
  maximum: () => 'the model of lowest BIC has a finite maximum',
  'maximum-dropped': (values) =>
    `the model of lowest BIC has a finite maximum; ${N(values)} interactions without people left it`,
  'r-hat': () => 'R̂ of ln n0 over the chains',
  'effective-draws': () => 'effective draws; more draws may help',
  'chain-medians': () => 'difference between the medians of the chains',
  'one-peak': (values) => `${named(values, 'engine')} has one peak`,
  peaks: (values) => `${named(values, 'engine')} has ${N(values)} peaks this many times apart`,
  'grid-edge': () => 'share of the dga posterior in the last tenth of its grid',
  'prior-cap': () => 'share of the lcmcr draws near the cap of the prior',
  'complete-graph': () => 'weight of the graph that cannot tell the unseen',
  'most-probable': () => 'most probable number of unseen',
  'prior-weight': () => 'the median moves by this share when the prior weight is halved or doubled',
  // R11 to R13: engines and models against each other.
  rivals: (values) => `largest to smallest estimate among ${N(values)} models within 3 of the lowest BIC`,
  engines: (values) => `largest to smallest estimate of ${N(values)} engines`,
  gap: (values) => `highest lower end to lowest upper end of ${N(values)} engines' intervals`,
  'reach-none': () => 'the engines reach as far as the bound and the differences between people ask',
  'reach-bound': () => 'the list-adjusted bound reaches this many times further than the engines',
  'reach-people': () =>
    'people differ in how easily they are listed, which may lead this many times further than the engines',
  'people-differ': () =>
    'standard errors by which people on many lists are more than chance gives: people differ',
  'people-alike': () => 'standard errors by which people on many lists are more than chance gives',
  'bound-above': () => 'lower end of the list-adjusted bound against the highest end of the engines',
  strata: (values) =>
    `${N(values)} parts by ${String(values['facet'] ?? '')}, estimated alone and put together, against the interval; above 1 they lie outside`,
  width: () => 'upper to lower end of the headline',
  'without-none': (values) => `without ${named(values, 'list')} no model has a finite maximum`,
  without: (values) => `without ${named(values, 'list')} the estimate is this many times another`,
  'without-outside': (values) =>
    `without ${named(values, 'list')} the estimate is this many times another, outside the interval`,
  'known-sizes': (values) =>
    `share of ${N(values)} lists whose known size lies outside what the other lists give for it`,
  // R14 and R15: what the workspace knows.
  contradict: (values) => `${N(values)} engines contradict what is documented, accepted or possible`,
  between: (values) =>
    `share of the variance of ${named(values, 'engine')} that lies between ${N(values)} draws of the linkage`,
  'draws-without': (values) => `${named(values, 'engine')} has no number on this many draws of the linkage`,
  thresholds: () => 'the estimate at a loose and at a strict threshold of linking lie this many times apart',
  'misses-moved': () =>
    'the estimate moves this many times when the linkage misses one standard error more or less between two lists',
  // Why an engine has no number.
  'pairs-only': () => 'pairs are a picture of dependence, not an estimate',
  'few-in-common': () => 'fewer than two people are on both lists',
  'nobody-twice': () => 'nobody is on exactly two lists',
  'no-main-effects': () => 'the main effects have no finite fit',
  'no-model': () => 'no model has a finite maximum',
  'no-replicates': () => 'most bootstrap replicates have no finite maximum',
  'graphs-lists': (values) => `graphs are averaged over ${values['least']} to ${values['most']} lists`,
  'models-lists': (values) => `models are selected over at most ${N(values)} lists; merge lists of one kind`,
} as const satisfies Readonly<Record<string, (values: ReasonValues) => string>>;

export type ReasonCode = keyof typeof REASONS;

/** A reason as it leaves: the English sentence, and what another language needs to say the same. */
export interface Reason {
  readonly reason: string;
  readonly code: ReasonCode;
  readonly values: ReasonValues;
}

export function reasonOf(code: ReasonCode, values: ReasonValues = {}): Reason {
  return { reason: REASONS[code](values), code, values };
}
