/** Addresses of a count: its tabs, its lists and the place of one figure. They carry codes and days, never a name. */
import type { HowMany } from '#workspace';
import type { GroupOfPersons } from './count-groups.ts';
import { hrefOf, type Travel } from './links.ts';

export const COUNT_TABS = ['chart', 'table', 'sources', 'method', 'download'] as const;
export type CountTab = (typeof COUNT_TABS)[number];

type Asked = Pick<HowMany, 'question'>;

/** What was asked, as arguments of an address. */
export function askedOf({ question }: Asked): Readonly<Record<string, string | undefined>> {
  return {
    measure: question.measure === 'held' ? undefined : question.measure,
    on: question.on ?? undefined,
    ...scopeOf(question.scope),
  };
}

/** Terms of a scope as arguments: one for each facet, ids joined by a point. No word of a source stands in an address. */
function scopeOf(terms: HowMany['question']['scope']): Readonly<Record<string, string | undefined>> {
  const byFacet = new Map<string, string>();
  for (const { facet, id } of terms) byFacet.set(facet, [byFacet.get(facet), id].filter(Boolean).join('.'));
  return Object.fromEntries(byFacet);
}

export function tabHref(answer: Asked, tab: CountTab, travel: Travel): string {
  return hrefOf(tab === 'chart' ? '/count' : `/count/${tab}`, travel, askedOf(answer));
}

/** A page or file of the same question and moment. */
export function countHref(answer: Asked, path: string, travel: Travel): string {
  return hrefOf(path, travel, askedOf(answer));
}

export function groupHref(answer: Asked, group: GroupOfPersons, travel: Travel): string {
  return countHref(answer, `/count/persons/${group}`, travel);
}

/** Digits of the ledger head that an address carries; enough to notice another ledger. */
const HEAD_DIGITS = 16;

/** The head as an address carries it; a ledger without entries has none and says so. */
export function headOf({ asKnown: { head } }: Pick<HowMany, 'asKnown'>): string {
  return head === '' ? 'empty' : head.slice(0, HEAD_DIGITS);
}

/**
 * The lasting address of a figure: the question, the moment it was read at, and the ledger head of that moment, so that
 * whoever follows it is told when the ledger behind it is another one.
 */
export function permalinkOf(answer: HowMany, place = ''): string {
  const { at } = answer.asKnown;
  const more = { ...askedOf(answer), head: headOf(answer) };
  return hrefOf('/count', { asKnown: at }, more) + (place === '' ? '' : `#${place}`);
}
