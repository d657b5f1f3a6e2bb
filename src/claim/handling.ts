/**
 * Handling: who may receive something (Traffic Light Protocol 2.0, exact spellings, never translated), the
 * caveats that add duties to it, and the compartment it lives in. A label says who may receive; it is neither
 * encryption nor a secrecy class. What has no label counts as TLP:AMBER+STRICT. The strictest label and all
 * caveats of what goes in govern what comes out.
 */
import { Type } from 'typebox';
import { closed, TokenSchema } from './schema.ts';
import { codeOf, list } from './lists.ts';

/** The labels from open to closed. */
export const TLP = ['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED'] as const;
export type Tlp = (typeof TLP)[number];
/** How the unlabelled is treated. */
export const UNLABELLED: Tlp = 'TLP:AMBER+STRICT';
/** The compartment that everyone who works in the workspace may read. */
export const OPEN_COMPARTMENT = 'open';

export const TlpSchema = Type.Unsafe<Tlp>({ type: 'string', enum: [...list('TLP').codes] });

export const HandlingSchema = closed({
  tlp: TlpSchema,
  caveats: Type.Array(codeOf('CV'), { uniqueItems: true }),
  compartment: TokenSchema,
  /** First day on which it may leave; goes with the caveat EMBARGO. */
  embargoUntil: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })),
});
export type Handling = Type.Static<typeof HandlingSchema>;

/** The handling of what carries none. */
export function unlabelled(): Handling {
  return { tlp: UNLABELLED, caveats: [], compartment: OPEN_COMPARTMENT };
}

/** Below zero if `a` is more open than `b`, zero if they are the same label, above zero if it is stricter. */
export function compareTlp(a: Tlp, b: Tlp): number {
  return TLP.indexOf(a) - TLP.indexOf(b);
}

export type HandlingSum =
  | { readonly ok: true; readonly handling: Handling }
  | { readonly ok: false; readonly reason: 'compartments-differ' };

/**
 * The handling of something made of several: the strictest label, every caveat in the order of the list, the
 * latest embargo. Things of two closed compartments cannot be put together; the open one gives way to a closed one.
 * Of nothing: the unlabelled.
 */
export function highest(parts: readonly (Handling | undefined)[]): HandlingSum {
  if (parts.length === 0) return { ok: true, handling: unlabelled() };
  const all = parts.map((part) => part ?? unlabelled());
  const closedOnes = new Set(all.map((part) => part.compartment).filter((name) => name !== OPEN_COMPARTMENT));
  if (closedOnes.size > 1) return { ok: false, reason: 'compartments-differ' };
  const tlp = all.reduce<Tlp>(
    (strictest, part) => (compareTlp(part.tlp, strictest) > 0 ? part.tlp : strictest),
    'TLP:CLEAR',
  );
  const held = new Set(all.flatMap((part) => part.caveats));
  const embargo = all
    .flatMap((part) => part.embargoUntil ?? [])
    .sort()
    .at(-1);
  return {
    ok: true,
    handling: {
      tlp,
      caveats: list('CV').codes.filter((code) => held.has(code)),
      compartment: [...closedOnes][0] ?? OPEN_COMPARTMENT,
      ...(embargo === undefined ? {} : { embargoUntil: embargo }),
    },
  };
}

/** Whether going from one handling to another opens it: a more open label, or a caveat dropped. That takes two people. */
export function isDowngrade(from: Handling, to: Handling): boolean {
  const keeps = from.caveats.every((code) => to.caveats.includes(code));
  const sooner = (to.embargoUntil ?? '') < (from.embargoUntil ?? '');
  const leaves = from.compartment !== OPEN_COMPARTMENT && to.compartment !== from.compartment;
  return compareTlp(to.tlp, from.tlp) < 0 || !keeps || sooner || leaves;
}
