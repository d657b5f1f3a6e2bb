/**
 * Why two records are, or are not, one person: in words first, then bits. Says for every comparison what both sides say,
 * which level that is, and how much it counts; a person can follow the sum with a pencil.
 */
import { chanceOf } from './model.ts';
import { groupsOf } from './score.ts';
import type { LinkField } from './fields.ts';
import { claimsOf } from './rows.ts';
import type { Linked } from './link.ts';

/** One line of an explanation. */
export interface ExplainedPart {
  readonly comparison: string;
  readonly title: string;
  /** −1 when one side says nothing. */
  readonly level: number;
  /** "the same day", "nothing said by one of them". */
  readonly words: string;
  readonly left: readonly string[];
  readonly right: readonly string[];
  /** What it counts, for (+) or against (−), and which part of it is for the rarity of the word. */
  readonly bits: number;
  readonly rarityBits: number;
  /** Set by a person: the reason and the author. */
  readonly pinned?: { readonly reason: string; readonly author: string };
  /** Not added up, because a worse answer of the same group already counts. */
  readonly isCovered: boolean;
}

export interface Explanation {
  readonly left: { readonly list: string; readonly id: string };
  readonly right: { readonly list: string; readonly id: string };
  /** In bits, and the chance of one person that goes with it. */
  readonly weight: number;
  readonly probability: number;
  readonly band: 'link' | 'review' | 'apart';
  /** What lists of this size start from, before anything is compared. */
  readonly startBits: number;
  /** Set when the pair is better explained by two people of one household. */
  readonly household: boolean;
  readonly parts: readonly ExplainedPart[];
  /** Sentences for a person, in the order of what counts most. */
  readonly words: readonly string[];
}

const FIELDS_OF: Readonly<Record<string, readonly LinkField[]>> = {
  given: ['given_name', 'full_name'],
  family: ['surname', 'full_name'],
  father: ['father', 'full_name'],
  mother: ['mother'],
  birth: ['birth_date', 'birth_year', 'birth_month', 'birth_day'],
  birthYear: ['birth_date', 'birth_year', 'age'],
  age: ['age'],
  locality: ['place', 'postcode'],
  street: ['house', 'street'],
  more: ['address_more'],
  region: ['region'],
  phone: ['phone'],
  document: ['document'],
  email: ['email'],
  captured: ['captured_on'],
  capturedAt: ['captured_at'],
  heldAt: ['held_at'],
  unit: ['unit'],
  rank: ['rank'],
  birthPlace: ['birth_place'],
  sex: ['sex'],
};

const bits = (millibits: number): number => millibits / 1000;

function saidOn(linked: Linked, row: number, comparison: string): string[] {
  const { claims } = claimsOf(linked.encoded.rows, row);
  return (FIELDS_OF[comparison] ?? []).flatMap((field) => [...(claims[field] ?? [])]);
}

/** Places of parts that do not count because a worse one of their group does. */
function covered(linked: Linked, parts: readonly { millibits: number }[]): Set<number> {
  const found = new Set<number>();
  for (const members of groupsOf(linked.comparisons)) {
    const against = members.filter((at) => (parts[at]?.millibits ?? 0) < 0);
    const worst = against.reduce<number | null>(
      (least, at) =>
        least === null || (parts[at]?.millibits ?? 0) < (parts[least]?.millibits ?? 0) ? at : least,
      null,
    );
    for (const at of against) if (at !== worst) found.add(at);
  }
  return found;
}

function sentence(part: ExplainedPart): string {
  if (part.level < 0) return `${part.title}: ${part.words}; it counts neither way.`;
  const amount = Math.abs(part.bits).toFixed(1);
  const counts = part.isCovered
    ? 'it is not counted a second time'
    : part.bits >= 0
      ? `it speaks for one person, ${amount} bits`
      : `it speaks against, ${amount} bits`;
  const rare =
    part.rarityBits > 1
      ? ', more because the word is rare here'
      : part.rarityBits < -1
        ? ', less because the word is common here'
        : '';
  const pinned = part.pinned === undefined ? '' : ` Set by ${part.pinned.author}: ${part.pinned.reason}`;
  return `${part.title}: ${part.words}; ${counts}${rare}.${pinned}`;
}

/** Explains two rows. */
export function explainRows(linked: Linked, left: number, right: number): Explanation {
  const { encoded, scorer, weights, bands, model } = linked;
  const { rows } = encoded;
  const [a, b] = left < right ? [left, right] : [right, left];
  const weight = scorer.weight(a, b);
  const found = scorer.parts(a, b);
  const hidden = covered(linked, found);
  const within = rows.list[a] === rows.list[b];
  const start = within ? weights.priorWithin : weights.priorAcross;
  const strangers = found.reduce((sum, { millibits }, at) => (hidden.has(at) ? sum : sum + millibits), start);
  const parts = found.map((part, at): ExplainedPart => {
    const comparison = linked.comparisons[at];
    const pin = model.pins.find((one) => one.comparison === comparison?.name && one.level === part.level);
    return {
      comparison: comparison?.name ?? '',
      title: comparison?.title ?? '',
      level: part.level,
      words: part.level < 0 ? 'not said on both sides' : (comparison?.levels[part.level]?.words ?? ''),
      left: saidOn(linked, left, comparison?.name ?? ''),
      right: saidOn(linked, right, comparison?.name ?? ''),
      bits: bits(part.millibits),
      rarityBits: bits(part.rarity),
      ...(pin === undefined ? {} : { pinned: { reason: pin.reason, author: pin.author } }),
      isCovered: hidden.has(at),
    };
  });
  const household = weight < strangers;
  const ordered = [...parts].sort((x, y) => Math.abs(y.bits) - Math.abs(x.bits));
  const named = (row: number): { list: string; id: string } => ({
    list: rows.lists[rows.list[row] ?? 0] ?? '',
    id: rows.ids[row] ?? '',
  });
  return {
    left: named(left),
    right: named(right),
    weight: bits(weight),
    probability: chanceOf(weight),
    band: weight >= bands.link ? 'link' : weight >= bands.review ? 'review' : 'apart',
    startBits: bits(start),
    household,
    parts,
    words: [
      `Two rows taken at random are one person very rarely: the sum starts at ${bits(start).toFixed(1)} bits.`,
      ...ordered.map(sentence),
      ...(household
        ? ['What agrees is shared by people of one household, so the pair counts as two relatives would.']
        : []),
      `Together ${bits(weight).toFixed(1)} bits.`,
    ],
  };
}
