/**
 * What an estimate looks like when it leaves: never a bare number. Every engine carries its assumption and the sentence
 * about whom it can speak of; every rule carries its outcome and the number that triggered it; the headline is an
 * interval with its sentence, or null. Keys are stable and may be added to (the contract of `habeas estimate`).
 */

import type { StrataTest } from './strata.ts';
import type { Reason, ReasonCode, ReasonValues } from './reasons.ts';

/** Whom every estimate is about. Built into the type, because people on no possible list leave no trace in any table. */
export const POPULATION = 'people who could have appeared on at least one of these lists';

export const ENGINES = ['chapman', 'chao', 'mthlb', 'loglinear', 'dga', 'lcmcr'] as const;
export type EngineName = (typeof ENGINES)[number];

/** Version of each engine's recipe: a change that moves numbers raises it. */
export const ENGINE_VERSION = '1';

export interface Assumption {
  readonly id: string;
  readonly sentence: string;
}

/** What each engine takes for granted, in one plain sentence. */
export const ASSUMPTIONS: Readonly<Record<EngineName, Assumption>> = {
  chapman: {
    id: 'two-lists-independent',
    sentence:
      'Being on one list says nothing about being on the other, and everybody is as easily listed as anybody.',
  },
  chao: {
    id: 'exchangeable-lists-lower-bound',
    sentence:
      'A lower bound if all lists are alike and people differ only in how easily they are listed; it overshoots when lists differ in size.',
  },
  mthlb: {
    id: 'list-adjusted-lower-bound',
    sentence:
      'A lower bound if people differ in how easily they are listed and no two sources avoid each other’s cases.',
  },
  loglinear: {
    id: 'no-highest-interaction',
    sentence:
      'The dependence between lists is one of the tried patterns and the same among the unseen as among the seen.',
  },
  dga: {
    id: 'decomposable-dependence',
    sentence:
      'Lists depend on each other along a decomposable graph, everybody alike, with a weak prior of one person in all cells together.',
  },
  lcmcr: {
    id: 'latent-classes',
    sentence:
      'People fall into a few unseen classes, and within a class the lists are independent; the prior leans towards fewer unseen.',
  },
};

export interface Interval {
  readonly lo: number;
  readonly hi: number;
  readonly level: number;
}

export interface EngineReport {
  readonly name: EngineName;
  readonly version: string;
  /** Null where nothing is drawn at random. */
  readonly seed: number | null;
  readonly settings: Readonly<Record<string, number | string>>;
  readonly assumption: Assumption;
  readonly population: typeof POPULATION;
  /** People in all, seen and unseen. Null where the engine has no number for this table; `withheld` says why. */
  readonly point: number | null;
  readonly interval: Interval | null;
  /** Standard error of ln(unseen). */
  readonly lnSe: number | null;
  /** Twenty equally likely totals, ascending, of an engine that gives a whole distribution; null for the others. */
  readonly twenty: readonly number[] | null;
  readonly diagnostics: Readonly<Record<string, unknown>>;
  /** Rules that warn or refuse because of this engine. */
  readonly rules: readonly RuleId[];
  readonly withheld: string | null;
  /** The same by code, so that it can be said in another language. */
  readonly because: Reason | null;
}

export type RuleId = `R${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16}`;
export type Outcome = 'pass' | 'warn' | 'refuse' | 'not_applicable';

export interface RuleReport {
  readonly id: RuleId;
  readonly title: string;
  readonly outcome: Outcome;
  /** The number that decided; null where nothing was measured. */
  readonly value: number | null;
  /** The threshold that it was held against. */
  readonly threshold: number | null;
  readonly reason: string;
  /** The same by code, with what stands in its places, so that it can be said in another language. */
  readonly code: ReasonCode;
  readonly values: ReasonValues;
}

export interface Headline extends Interval {
  readonly level: 0.95;
  /** The list-adjusted lower bound, rounded down. */
  readonly atLeast: number;
  /** The union of the engines alone, rounded outward; the headline may reach higher, and its sentence says why. */
  readonly engines: { readonly lo: number; readonly hi: number };
  readonly sentence: string;
}

/** Checks of the lists against themselves, shipped with every run. */
export interface SelfTests {
  /** Each list taken as a population of known size and estimated from the others. */
  readonly knownSize: readonly {
    readonly list: string;
    readonly size: number;
    readonly engine: EngineName;
    readonly interval: Interval | null;
    readonly covered: boolean | null;
  }[];
  /** People common to two lists, seen and expected under the chosen log-linear model. */
  readonly pairFit: readonly {
    readonly lists: readonly [string, string];
    readonly seen: number;
    readonly expected: number;
    /** Smaller Poisson tail. */
    readonly tail: number;
  }[];
  /** Pairs whose Chapman estimate is below the people documented: these lists follow each other. */
  readonly pairsBelowDocumented: readonly (readonly [string, string])[];
  /** The whole held against its parts; empty for a bare table. */
  readonly strata: readonly StrataTest[];
}

/** The log-linear estimate where linkage misses one standard error fewer, or more, of the true pairs of two lists. */
export interface MissesMoved {
  readonly lists: readonly [string, string];
  readonly fewer: number;
  readonly more: number;
}

/** Named people let the estimate stand against rules that refuse, for a reason. Printed with the figure. */
export interface Override {
  readonly rules: readonly string[];
  readonly by: readonly string[];
  readonly reason: string;
}

export interface EstimateReport {
  readonly table: {
    readonly lists: readonly string[];
    readonly merged: readonly (readonly string[])[];
    readonly n: number;
    readonly hash: string;
  };
  readonly scope: string | null;
  readonly period: string | null;
  readonly rules: readonly RuleReport[];
  readonly engines: readonly EngineReport[];
  readonly selfTests: SelfTests | null;
  readonly headline: Headline | null;
  /** Why there is no headline; null where there is one. */
  readonly noHeadline: string | null;
  /** Overrides without which there would be no headline; the rules still say that they refuse. */
  readonly overrides: readonly Override[];
  readonly population: typeof POPULATION;
  readonly linkageDraws: number;
  /** For each pair of lists between which what is missed varies over the draws. */
  readonly linkageMisses: readonly MissesMoved[];
  readonly disclosureClass: string | null;
}
