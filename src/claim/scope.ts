/**
 * Scope: who a claim is about. A conjunction of six facets; each is free (any), unclear, or a set of terms of
 * which at least one applies. A term is a code of a list, an id, or folded words of the source. Two terms with
 * different spellings are never taken for different people: unless somebody recorded how they relate, anything
 * between them is possible. How scopes relate is computed in scope-compare.ts.
 */
import { Type } from 'typebox';
import type { Edge } from '#ground';
import { closed, LineSchema, oneOf, WordsSchema } from './schema.ts';
import { list } from './lists.ts';

/** The facets whose value is a set of terms. */
export const TERM_FACETS = ['population', 'standing', 'holder', 'place', 'measure'] as const;
export type TermFacet = (typeof TERM_FACETS)[number];
/** All facets, in the order shown. */
export const FACETS = [...TERM_FACETS, 'period'] as const;
export type Facet = (typeof FACETS)[number];

const AnySchema = closed({ any: Type.Literal(true) });
const UnclearSchema = closed({ unclear: Type.Literal(true), words: Type.Optional(WordsSchema) });

export const TermsSchema = Type.Union([
  /** The source means everyone, whatever their value here. */
  AnySchema,
  /** The source does not let us tell; its words are kept. */
  UnclearSchema,
  /** Those of whom at least one of the terms holds. */
  closed({
    said: Type.Array(LineSchema, { minItems: 1, maxItems: 100, uniqueItems: true }),
    words: Type.Optional(WordsSchema),
  }),
]);
export type Terms = Type.Static<typeof TermsSchema>;

const EdgeSchema = Type.String({ pattern: '^(open|unknown|-?\\d{4}-\\d{2}-\\d{2})$' });

export const PeriodSchema = Type.Union([
  AnySchema,
  UnclearSchema,
  closed({
    said: closed({
      from: EdgeSchema,
      to: EdgeSchema,
      /** `throughout`: exactly these days. `within`: some moment or stretch between them, nobody says which. */
      extent: oneOf(['throughout', 'within']),
    }),
    words: Type.Optional(WordsSchema),
  }),
]);
export type Period = Type.Static<typeof PeriodSchema>;

export const ScopeSchema = closed({
  population: TermsSchema,
  standing: TermsSchema,
  holder: TermsSchema,
  place: TermsSchema,
  measure: TermsSchema,
  period: PeriodSchema,
});
export type Scope = Type.Static<typeof ScopeSchema>;

/** The scope of which nothing is clear. */
export function unclearScope(): Scope {
  const unclear = { unclear: true } as const;
  return {
    population: unclear,
    standing: unclear,
    holder: unclear,
    place: unclear,
    measure: unclear,
    period: unclear,
  };
}

/** Folds words to a term: NFKC, lower case, single spaces. Never shortens, translates or guesses. */
export function term(words: string): string {
  return words.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** The period of something that held at one moment between two days. */
export function withinPeriod(bounds: { readonly min: Edge; readonly max: Edge }): Period {
  return { said: { from: bounds.min, to: bounds.max, extent: 'within' } };
}

/** What somebody recorded about how terms of one facet relate. */
export interface TermRelations {
  /** [narrower, broader]: everyone of the first is one of the second. */
  readonly within: readonly (readonly [string, string])[];
  /** Nobody is one of both. */
  readonly apart: readonly (readonly [string, string])[];
}

/** Known relations per facet; a facet that is absent has none. */
export type Relations = { readonly [F in TermFacet]?: TermRelations };

/**
 * The relations that follow from the definitions in the lists: whoever is held, missing in custody, released or
 * tried there was taken; held and released exclude each other at one moment. Nothing else is presumed: a
 * soldier in one text may be a civilian in another.
 */
export function listedRelations(): Relations {
  const within: [string, string][] = [];
  const apart: [string, string][] = [];
  for (const { code, maps } of list('ME').members) {
    for (const broader of maps['within']?.split(' ') ?? []) within.push([code, broader]);
    for (const other of maps['apart']?.split(' ') ?? []) apart.push([code, other]);
  }
  return { measure: { within, apart } };
}
