/**
 * What a claim says, as a message with its parts instead of a sentence of one language: a page puts it into the
 * language of its reader. The parts are words of the source, numbers, codes, or sayings again. The English sentence of
 * sentences.ts says the same; a test lays them side by side.
 */
import type { Claim, ClaimOf } from '#claim';
import { readFigure } from '#counting';
import type { Saying, SayingPart } from '../queries.ts';
import type { Parties } from './views.ts';

const saying = (key: string, parts: Readonly<Record<string, SayingPart>> = {}): Saying => ({ key, parts });
/** A code that chooses between sentences. */
const choice = (code: string): SayingPart => ({ family: null, code });
const coded = (family: string, code: string): SayingPart => ({ family, code });

function rangeSaying(lo: number, hi: number | null): Saying {
  if (hi === null) return lo === 0 ? saying('figureAny') : saying('figureOrMore', { n: lo });
  if (lo === hi) return saying('figureExact', { n: lo });
  return lo === 0 ? saying('figureOrFewer', { n: hi }) : saying('figureRange', { lo, hi });
}

type Figured = ClaimOf<'count'> & {
  readonly value: Extract<ClaimOf<'count'>['value'], { kind: 'said' }>;
};

/** The figure as it was said: of what is denied, and of shares, nothing is bounded. */
function saidFigure(claim: Figured): Saying {
  const { comparator, words } = claim.value;
  const scale = claim.unit === 'permyriad' ? 100 : 1;
  const [lo, hi] = [claim.value.lo, claim.value.hi].map((end) => (end === undefined ? end : end / scale));
  const number = lo ?? hi;
  if (comparator === 'between') return saying('figureRange', { lo: lo ?? 0, hi: hi ?? 0 });
  if (number === undefined) return saying('figureWords', { words });
  const sign = {
    '=': 'is',
    '~': 'about',
    '>': 'more',
    '>=': 'least',
    '<': 'fewer',
    '<=': 'most',
    vague: 'is',
  };
  return saying('figureSaid', { bound: choice(sign[comparator]), n: number });
}

function bareFigure(claim: ClaimOf<'count'>): Saying {
  if (claim.value.kind === 'none') return saying('figureNone');
  if (claim.value.kind !== 'said') return saying('figureMissing');
  const { bounds } = readFigure(claim);
  const { value } = claim;
  if (claim.modality === 'denies' || bounds === null) return saidFigure({ ...claim, value });
  const { hard, usual } = bounds;
  const usually = rangeSaying(usual.lo, usual.hi);
  if (value.comparator === '~')
    return saying('figureAbout', { n: value.lo ?? value.hi ?? 0, usual: usually });
  if (value.comparator !== 'vague') return rangeSaying(hard.lo, hard.hi);
  return hard.lo > 0 || hard.hi !== null
    ? saying('figureVague', { figure: rangeSaying(hard.lo, hard.hi), usual: usually })
    : saying('figureUnbounded', { words: value.words });
}

const UNITS = ['families', 'records', 'remains', 'cases', 'percent', 'permyriad', 'unclear'];

function figureSaying(claim: ClaimOf<'count'>): Saying {
  const figure = bareFigure(claim);
  return claim.value.kind === 'said' && UNITS.includes(claim.unit)
    ? saying('figureUnit', { figure, unit: choice(claim.unit) })
    : figure;
}

function countSaying(claim: ClaimOf<'count'>): Saying {
  const measure = coded('counted', claim.measure);
  if (claim.value.kind !== 'said') return saying('countNone', { measure });
  const figure = figureSaying(claim);
  const isAsRead = readFigure(claim).text === claim.value.words;
  const key = claim.modality === 'denies' ? 'countDenied' : 'count';
  const modality = choice(claim.modality);
  return isAsRead
    ? saying(key, { modality, figure, measure })
    : saying(`${key}Read`, { modality, words: claim.value.words, figure, measure });
}

function outcomeSaying({ inquiry }: ClaimOf<'inquiry-outcome'>, parties: Parties): Saying {
  const { addressee, n, reached, asker } = inquiry;
  const who = parties.nameOf(addressee);
  const outcome = coded('outcomeSaid', inquiry.outcome);
  const by = asker.kind === 'author' ? saying('askerAuthor') : parties.nameOf(asker);
  if (n === undefined) return saying('outcome', { who, outcome, by });
  return inquiry.outcome === 'UNREACH'
    ? saying('outcomeReached', { reached: reached ?? 0, n, who, by })
    : saying('outcomeSome', { reached: reached ?? 0, n, who, outcome, by });
}

/** What a claim says, to stand after its speaker. */
export function sayingOf(claim: Claim, parties: Parties): Saying {
  if (claim.claimKind === 'count') return countSaying(claim);
  if (claim.claimKind === 'inquiry-outcome') return outcomeSaying(claim, parties);
  if (claim.claimKind === 'question') return saying('asks', { words: claim.words });
  if (claim.claimKind === 'count-unknown')
    return saying('howMany', { kind: choice(claim.value.kind), measure: coded('counted', claim.measure) });
  const { value } = claim;
  if (value.kind !== 'said') return saying('unsaid', { kind: choice(value.kind) });
  const modality = choice(claim.modality);
  switch (claim.claimKind) {
    case 'label':
      return saying(claim.modality === 'denies' ? 'labelDenied' : 'label', { words: textOf(value) });
    case 'event':
      return saying('quote', { modality, words: textOf(value) });
    case 'practice':
      return saying('practice', { modality, words: textOf(value) });
    case 'norm':
      return saying('norm', { words: textOf(value) });
    case 'document-meta': {
      if (claim.value.kind !== 'said') break;
      const { relation, source } = claim.value;
      const from = source ? parties.nameOf(source) : saying('figureWords', { words: textOf(value) });
      return saying('origin', { relation: choice(relation), source: from });
    }
    default:
  }
  return saying('quote', { modality, words: claim.passages[0]?.exact ?? textOf(value) });
}

function textOf(value: object): string {
  return 'words' in value && typeof value.words === 'string' ? value.words : '';
}
