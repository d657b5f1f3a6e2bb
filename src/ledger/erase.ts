/**
 * Erasure: body and salt of an entry go, its leaf and its commitment stay, and an entry says so. The erasing entry
 * is the erasure: whoever appends one erases, and nothing can be erased without one (SPEC L11–L13).
 */
import { Fault, type CanonicalValue } from '#ground';

/** The type of the entry that erases. Reserved for the ledger. */
export const BODY_ERASED = 'body-erased';

/** Body of an erasing entry. It is never erased itself, so the reason must not repeat what it erases. */
export interface Erasure {
  /** The entry whose body goes. */
  readonly seq: number;
  /** The legal or safety ground, as a code. */
  readonly basis: string;
  readonly reason: string;
}

const BASIS = /^[a-z][a-z0-9.-]{0,63}$/;

/** Reads the body of an erasing entry, or null when it is none. */
export function parseErasure(body: CanonicalValue): Erasure | null {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return null;
  const { seq, basis, reason, ...rest } = body as { readonly [key: string]: CanonicalValue };
  if (typeof seq !== 'number' || !Number.isSafeInteger(seq) || seq < 0) return null;
  if (typeof basis !== 'string' || !BASIS.test(basis) || typeof reason !== 'string') return null;
  return Object.keys(rest).length === 0 ? { seq, basis, reason } : null;
}

/** As parseErasure, but Fault('entry-malformed') when it is none. */
export function mustBeErasure(body: CanonicalValue): Erasure {
  const erasure = parseErasure(body);
  if (erasure === null) {
    throw new Fault(
      'entry-malformed',
      'an erasing entry needs seq, basis (a code) and reason, and nothing else',
    );
  }
  return erasure;
}
