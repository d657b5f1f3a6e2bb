/**
 * The one place where values of the server become values of ours: the driver returns counts and sums as strings, bytes
 * as Buffers and nothing as null. Text that decides order is kept as its UTF-8 bytes, so that every store orders alike
 * and no text, not even one with U+0000, is refused.
 */
import { Fault } from '#ground';

/** A whole number from 0 to 2^53 − 1 that came as a string or a number; throws Fault('bug') for anything else. */
export function asCount(value: unknown): number {
  const count = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 0) {
    throw new Fault('bug', 'the database returned something that is not a count');
  }
  return count;
}

/** Bytes as a plain Uint8Array of their own; throws Fault('bug') for anything else. */
export function asBytes(value: unknown): Uint8Array {
  if (!(value instanceof Uint8Array))
    throw new Fault('bug', 'the database returned something that is not bytes');
  return new Uint8Array(value);
}

/** Bytes, or null where nothing is. */
export function asBytesOrNull(value: unknown): Uint8Array | null {
  return value === null ? null : asBytes(value);
}

/** Text; throws Fault('bug') for anything else. */
export function asText(value: unknown): string {
  if (typeof value !== 'string') throw new Fault('bug', 'the database returned something that is not text');
  return value;
}

/** Text, or null where nothing is. */
export function asTextOrNull(value: unknown): string | null {
  return value === null ? null : asText(value);
}

/** A code point that is no character, and so does not occur in text; where it does, it is escaped like U+0000. */
const ESCAPE = '\uFFFE';

/** The server's text cannot hold U+0000, so it is written as an escape and 0; the escape itself as an escape and 1. */
export function toServer(text: string): string {
  if (!text.includes('\0') && !text.includes(ESCAPE)) return text;
  return text.replaceAll(ESCAPE, `${ESCAPE}1`).replaceAll('\0', `${ESCAPE}0`);
}

/** The text that `toServer` wrote, or null where nothing is. */
export function fromServer(value: unknown): string | null {
  const text = asTextOrNull(value);
  if (text === null || !text.includes(ESCAPE)) return text;
  return text.replaceAll(`${ESCAPE}0`, '\0').replaceAll(`${ESCAPE}1`, ESCAPE);
}

/** Text that was stored as its UTF-8 bytes. */
export function asWords(value: unknown): string {
  return Buffer.from(asBytes(value)).toString('utf8');
}

/** The UTF-8 bytes under which `asWords` finds the text again. */
export function toWords(text: string): Buffer {
  return Buffer.from(text, 'utf8');
}

/** A Buffer over the same memory, which is what the driver sends as binary. */
export function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
