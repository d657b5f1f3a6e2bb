/** Claims about numbers for the tests of the counting room; everything in them is invented. */
import type { ClaimOf, Scope } from '#claim';
import { whenOf, type When } from '#ground';
import { countClaim, envelope, id } from '../claim/support.ts';

/** Number of runs of a property: few by default, fifty times as many with SLOW=1. */
export function runs(few: number): number {
  return process.env['SLOW'] === '1' ? few * 50 : few;
}

export function asOf(edtf: string): When {
  return whenOf({ words: edtf, lang: 'en', edtf, role: 'asOf', basis: 'explicit' });
}

type CountValue = Extract<ClaimOf<'count'>['value'], { kind: 'said' }>;

/** A figure: "=" 27 unless told otherwise. */
export function figure(
  number: number,
  over: Partial<ClaimOf<'count'>> & { readonly said?: Partial<CountValue> } = {},
): ClaimOf<'count'> {
  const { said: _said, ...rest } = over;
  return countClaim(
    { kind: 'said', comparator: '=', lo: number, words: String(number), ...over.said },
    { claimId: id(1000 + number), ...rest },
  );
}

export function unknown(kind: 'unknown' | 'refused' | 'silence', at = 1): ClaimOf<'count-unknown'> {
  return {
    ...envelope(),
    claimId: id(2000 + at),
    claimKind: 'count-unknown',
    measure: 'held',
    value: { kind, words: 'no number' },
  };
}

/** An inquiry that ended with this code of the list IQ. */
export function outcome(code: string, at = 1): ClaimOf<'inquiry-outcome'> {
  return {
    ...envelope(),
    claimId: id(3000 + at),
    claimKind: 'inquiry-outcome',
    inquiry: {
      outcome: code,
      words: 'was asked',
      asker: { kind: 'author' },
      addressee: { kind: 'mention', words: 'the Ministry of Truce' },
    },
  };
}

/** A scope that says everything, with the facets given here instead. */
export function scope(over: Partial<Scope> = {}): Scope {
  const any = { any: true } as const;
  return {
    population: { said: ['velmarians'] },
    standing: any,
    holder: { said: ['ostrin'] },
    place: any,
    measure: any,
    period: any,
    ...over,
  };
}
