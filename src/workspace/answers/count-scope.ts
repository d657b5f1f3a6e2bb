/**
 * Whom a count is asked about: terms of four facets, those of one facet being alternatives. Claims are held against the
 * scope by what their own scopes say; persons by what the rows and claims about them say. A person of whom nothing is
 * recorded, or something in other words, is never taken to be inside or outside: they are counted apart.
 */
import { term, type Claim, type Scope } from '#claim';
import { personsAmong } from '#counting';
import { Fault, sha256Hex } from '#ground';
import type { AskedTerm, ScopeFacet, ScopeGroups, ScopeTerm, StrataFacet } from '../count-answer.ts';
import { readColumns } from '#exchange';
import { recordsOf, type Views } from '../projections.ts';
import type { Desk } from '../workspace.ts';
import { groupOfIds, LADDER_KINDS, retractedClaims, type CountedPeople } from './count-persons.ts';

export const SCOPE_FACETS: readonly ScopeFacet[] = ['population', 'standing', 'holder', 'place'];

/** Attributes of a list column that say something about a facet. */
const FACET_OF: Readonly<Record<string, ScopeFacet>> = {
  nationality: 'population',
  dependsOn: 'population',
  origin: 'population',
  holder: 'holder',
  place: 'place',
};
/** Terms of a facet that are offered, the commonest. */
const MOST_OFFERED = 100;
/** Terms that one question may name. */
const MOST_ASKED = 20;

const ANY = { any: true } as const;
export const EVERYBODY: Scope = {
  population: ANY,
  standing: ANY,
  holder: ANY,
  place: ANY,
  measure: ANY,
  period: ANY,
};

/** What is said of rows, as folded terms by facet. */
export type SaidOfRows = ReadonlyMap<string, Partial<Record<StrataFacet, ReadonlySet<string>>>>;
type Said = Map<string, Partial<Record<StrataFacet, Set<string>>>>;

/** A year of our time in a cell, in the digits of any script. */
const YEAR = /(?<!\d)(?:19|20)\d\d(?!\d)/g;

function addTerm(said: Said, recordId: string, facet: StrataFacet, words: string): void {
  const folded = term(words).slice(0, 500);
  if (folded === '') return;
  const own = said.get(recordId) ?? {};
  (own[facet] ??= new Set()).add(folded);
  said.set(recordId, own);
}

/** The facet that a column's attribute speaks of, by column; empty for a list that says nothing about any. */
export function facetColumns(list: Views['lists']['list']): ReadonlyMap<number, StrataFacet> {
  const read = readColumns(list.columns.map(({ heading }) => heading));
  return new Map(
    list.columns.flatMap(({ column, field }, at): (readonly [number, StrataFacet])[] => {
      // The day of the capture is no attribute of a person: the heading alone says that a column holds it.
      if (field === undefined && read[at]?.field === 'captured_on') return [[column, 'period']];
      const facet = field === undefined ? undefined : FACET_OF[field];
      return facet === undefined ? [] : [[column, facet]];
    }),
  );
}

/** The years that a cell names, as one word each. */
function yearsIn(words: string): readonly string[] {
  // The two rows of Arabic digits end in 0 to 9.
  const digits = words.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 15));
  return digits.match(YEAR) ?? [];
}

/** Adds what the cells of one row say. */
export function addCells(
  said: Said,
  recordId: string,
  record: Views['records'],
  columns: ReadonlyMap<number, StrataFacet>,
): void {
  if (record.origin.kind !== 'row') return;
  for (const { column, words } of record.origin.cells) {
    const facet = columns.get(column);
    if (facet === 'period') for (const year of yearsIn(words)) addTerm(said, recordId, facet, year);
    else if (facet !== undefined) addTerm(said, recordId, facet, words);
  }
}

function addClaim(said: Said, recordId: string, claim: Claim): void {
  for (const facet of SCOPE_FACETS) {
    const terms = claim.scope[facet];
    if ('said' in terms) for (const one of terms.said) addTerm(said, recordId, facet, one);
  }
}

/** What rows and claims say of the facets; claims that are retracted, denied or only alleged say nothing here. */
async function saidOfRows(desk: Desk, people: CountedPeople): Promise<SaidOfRows> {
  const said: Said = new Map();
  for (const [recordId, own] of people.said)
    for (const facet of SCOPE_FACETS) for (const one of own[facet] ?? []) addTerm(said, recordId, facet, one);
  const retracted = await retractedClaims(desk);
  for (const kind of LADDER_KINDS) {
    for await (const { key, row } of desk.reader.each<Views['claims']>('claims-by-kind', { parent: kind })) {
      const { claim } = row;
      const isStated = ['asserts', 'acknowledges'].includes(claim.modality);
      if (!isStated || retracted.has(key)) continue;
      for (const recordId of recordsOf(claim)) addClaim(said, recordId, claim);
    }
  }
  return said;
}

function idOf(facet: ScopeFacet, folded: string): string {
  return sha256Hex(`${facet} ${folded}`).slice(0, 12);
}

/** Terms that claims and rows use, the commonest of each facet first; what a page offers. */
export function knownTerms(claims: readonly Claim[], people: CountedPeople): ScopeTerm[] {
  const uses = new Map<string, { facet: ScopeFacet; words: string; uses: number }>();
  const use = (facet: ScopeFacet, words: string): void => {
    const key = idOf(facet, words);
    const own = uses.get(key) ?? { facet, words, uses: 0 };
    own.uses += 1;
    uses.set(key, own);
  };
  for (const { scope } of claims)
    for (const facet of SCOPE_FACETS) {
      const terms = scope[facet];
      if ('said' in terms) for (const one of terms.said) use(facet, one);
    }
  for (const own of people.said.values())
    for (const facet of SCOPE_FACETS) for (const one of own[facet] ?? []) use(facet, one);
  return SCOPE_FACETS.flatMap((facet) =>
    [...uses.entries()]
      .filter(([, one]) => one.facet === facet)
      .sort(([a, one], [b, other]) => other.uses - one.uses || (a < b ? -1 : 1))
      .slice(0, MOST_OFFERED)
      .map(([id, { words }]) => ({ facet, id, words })),
  );
}

export interface AskedScope {
  readonly scope: Scope;
  readonly terms: readonly ScopeTerm[];
}

/**
 * The scope that terms ask for. A term is words, or `#` with the id of a known one (an address carries no words).
 * Throws Fault('usage-wrong') for an unknown facet or too many terms, Fault('not-found') for an unknown id.
 */
export function askedScope(asked: readonly AskedTerm[], known: readonly ScopeTerm[]): AskedScope {
  if (asked.length > MOST_ASKED) throw new Fault('usage-wrong', `a scope names at most ${MOST_ASKED} terms`);
  const terms = asked.map(({ facet, term: words }): ScopeTerm => {
    if (!SCOPE_FACETS.includes(facet))
      throw new Fault('usage-wrong', 'there is no such facet of a scope', {
        hint: `Facets: ${SCOPE_FACETS.join(', ')}.`,
      });
    if (words.startsWith('#')) {
      const found = known.find((one) => one.facet === facet && one.id === words.slice(1));
      if (found === undefined) throw new Fault('not-found', 'no claim and no row uses such a term');
      return found;
    }
    const folded = term(words);
    if (folded === '' || folded.length > 500)
      throw new Fault('usage-wrong', 'a term of a scope has 1 to 500 characters');
    return { facet, id: idOf(facet, folded), words: folded };
  });
  const once = terms.filter(({ id }, at) => terms.findIndex((one) => one.id === id) === at);
  const scope = { ...EVERYBODY };
  for (const facet of SCOPE_FACETS) {
    const said = once.filter((one) => one.facet === facet).map(({ words }) => words);
    if (said.length > 0) scope[facet] = { said };
  }
  return { scope, terms: once };
}

/** The persons who are certainly in the scope, as if only they were documented; and who is counted apart. */
export async function peopleInScope(
  desk: Desk,
  people: CountedPeople,
  { terms }: AskedScope,
): Promise<{ people: CountedPeople; groups: ScopeGroups | null }> {
  if (terms.length === 0) return { people, groups: null };
  const said = await saidOfRows(desk, people);
  const facets = SCOPE_FACETS.flatMap((facet) => {
    const wanted = new Set(terms.filter((one) => one.facet === facet).map(({ words }) => words));
    return wanted.size === 0 ? [] : [{ facet, wanted }];
  });
  const inside: string[] = [];
  const otherWords: string[] = [];
  const notSaid: string[] = [];
  const rows = new Set<string>();
  for (const { personId, recordIds } of personsAmong(people.records, people.judgements)) {
    const of = (facet: ScopeFacet): string[] => recordIds.flatMap((id) => [...(said.get(id)?.[facet] ?? [])]);
    if (facets.every(({ facet, wanted }) => of(facet).some((one) => wanted.has(one)))) {
      inside.push(personId);
      for (const id of recordIds) rows.add(id);
    } else if (facets.every(({ facet }) => of(facet).length > 0)) otherWords.push(personId);
    else notSaid.push(personId);
  }
  return {
    people: { ...people, records: people.records.filter(({ recordId }) => rows.has(recordId)) },
    groups: {
      inside: groupOfIds(inside),
      otherWords: groupOfIds(otherWords),
      notSaid: groupOfIds(notSaid),
    },
  };
}
