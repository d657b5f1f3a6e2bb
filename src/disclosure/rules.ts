/**
 * What may leave, to whom. Rules are data: each names what it looks at and which audiences it keeps out.
 * Follows TLP 2.0 (FIRST, August 2022) for labels and standards table E3 for caveats. The label says who may
 * receive, never whether something is so. Content of confidential humanitarian channels has no audience at all.
 */
import type { Audience } from './audience.ts';

/** The handling of one claim, already raised to the highest label of anything it rests on. */
export interface Handled {
  readonly tlp: string;
  readonly caveats: readonly string[];
  /** 'open' or the id of a compartment. */
  readonly compartment: string;
  /** True when the claim names a speaker or is the document's own voice. */
  readonly hasSpeaker: boolean;
}

export interface DisclosureRule {
  readonly id: string;
  /** One plain sentence, shown with what was left out. */
  readonly because: string;
  readonly keepsFrom: readonly Audience[];
  readonly applies: (claim: Handled) => boolean;
}

const EVERYONE: readonly Audience[] = ['public', 'partner', 'team'];
const OUTSIDE: readonly Audience[] = ['public', 'partner'];

/** Caveats that keep a claim inside the team, with the reason in words. */
const INSIDE_ONLY: Readonly<Record<string, string>> = {
  POWIMG: 'images and private words of captives are not shown to the curious',
  SOURCE: 'it could lead to a source',
  COUNSEL: 'it touches a lawyer or what a client told one',
  MINOR: 'it concerns a child',
  MED: 'it concerns someone’s health',
  SV: 'it concerns sexual violence',
  'DEATH-PENDING': 'a death is alleged and the family has not been told',
  NEGO: 'it concerns negotiations about people held',
  EXILE: 'it could put a monitor abroad at risk',
  SUBJUD: 'it concerns a case before a court',
  EMBARGO: 'it is under embargo',
  NOEXPORT: 'whoever gave it forbade passing it on',
};

const caveatRules = Object.entries(INSIDE_ONLY).map(([caveat, because]): DisclosureRule => ({
  id: `D4-${caveat}`,
  because,
  keepsFrom: caveat === 'NOEXPORT' ? EVERYONE : OUTSIDE,
  applies: (claim) => claim.caveats.includes(caveat),
}));

const RANK: readonly string[] = ['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED'];

/** Rank of a label; a label that is missing or misspelled counts as TLP:AMBER+STRICT (SPEC D2). */
export function rankOf(tlp: string): number {
  const at = RANK.indexOf(tlp);
  return at < 0 ? RANK.indexOf('TLP:AMBER+STRICT') : at;
}

/** Every rule, in the order in which the first that applies is named. */
export const RULES: readonly DisclosureRule[] = [
  {
    id: 'D1-confidential-channel',
    because: 'content of a confidential humanitarian channel never leaves',
    keepsFrom: EVERYONE,
    applies: (claim) => claim.caveats.includes('ICRC'),
  },
  {
    id: 'D3-compartment',
    because: 'it stands in a sealed compartment',
    keepsFrom: EVERYONE,
    applies: (claim) => claim.compartment !== 'open',
  },
  {
    id: 'D2-TLP:RED',
    because: 'it is for named recipients only',
    keepsFrom: EVERYONE,
    applies: (claim) => rankOf(claim.tlp) === 4,
  },
  {
    id: 'D2-TLP:AMBER+STRICT',
    because: 'it is for the organisation only',
    keepsFrom: OUTSIDE,
    applies: (claim) => rankOf(claim.tlp) === 3,
  },
  ...caveatRules,
  {
    id: 'D2-TLP:AMBER',
    because: 'it is for the organisation and its partners only',
    keepsFrom: ['public'],
    applies: (claim) => rankOf(claim.tlp) === 2,
  },
  {
    id: 'D2-TLP:GREEN',
    because: 'it is for the community only',
    keepsFrom: ['public'],
    applies: (claim) => rankOf(claim.tlp) === 1,
  },
  {
    id: 'D5-no-speaker',
    because: 'nobody could be named who says it',
    keepsFrom: ['public'],
    applies: (claim) => !claim.hasSpeaker,
  },
];

/** The first rule that keeps this claim from this audience, or null when it may leave. */
export function keptBy(claim: Handled, audience: Audience): DisclosureRule | null {
  return RULES.find((rule) => rule.keepsFrom.includes(audience) && rule.applies(claim)) ?? null;
}

export interface Cleared<T> {
  readonly cleared: readonly T[];
  readonly leftOut: readonly { readonly rule: string; readonly because: string; readonly claims: number }[];
}

/**
 * Divides claims into those an audience may have and, per rule, how many it may not.
 * Never changes a claim: what may not leave is left out whole, so that no half of a sentence survives.
 */
export function clear<T>(
  claims: readonly T[],
  audience: Audience,
  handled: (claim: T) => Handled,
): Cleared<T> {
  const cleared: T[] = [];
  const kept = new Map<string, { rule: string; because: string; claims: number }>();
  for (const claim of claims) {
    const rule = keptBy(handled(claim), audience);
    if (!rule) {
      cleared.push(claim);
      continue;
    }
    const line = kept.get(rule.id) ?? { rule: rule.id, because: rule.because, claims: 0 };
    line.claims += 1;
    kept.set(rule.id, line);
  }
  return { cleared, leftOut: [...kept.values()].sort((a, b) => (a.rule < b.rule ? -1 : 1)) };
}
