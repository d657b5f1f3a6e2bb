/**
 * Digests: SHA-256 (FIPS 180-4) over bytes and over the UTF-8 form of text, and hexadecimal.
 * Knows nothing about what is hashed. A digest of a short secret or a name is not a pseudonym: whoever
 * commits to such a value must add a random salt (the ledger does).
 */
import * as crypto from 'node:crypto';

/** Bytes of one SHA-256 digest. */
export const DIGEST_BYTES = 32;

// crypto.hash is about twice as fast on short inputs; older 20.x releases do not have it.
const oneShot = typeof crypto.hash === 'function' ? crypto.hash : undefined;

/** SHA-256 of bytes, or of the UTF-8 form of a string; 32 bytes. */
export function sha256(content: Uint8Array | string): Uint8Array {
  const digest = oneShot
    ? oneShot('sha256', content, 'buffer')
    : crypto.createHash('sha256').update(content).digest();
  return new Uint8Array(digest.buffer, digest.byteOffset, digest.byteLength);
}

/** SHA-256 as 64 lower-case hexadecimal digits. */
export function sha256Hex(content: Uint8Array | string): string {
  return oneShot
    ? oneShot('sha256', content, 'hex')
    : crypto.createHash('sha256').update(content).digest('hex');
}

/** SHA-256 of bytes as a string of 32 characters, one per byte: the cheapest form when millions are compared. */
export function sha256Binary(content: Uint8Array): string {
  return oneShot
    ? oneShot('sha256', content, 'binary')
    : crypto.createHash('sha256').update(content).digest('binary');
}

/** A digest built piece by piece, for content that does not fit in memory. */
export interface RunningDigest {
  update(piece: Uint8Array | string): void;
  /** Ends the digest; 64 lower-case hexadecimal digits. Must be called once only. */
  hex(): string;
}

/** Starts a SHA-256 over pieces. */
export function startSha256(): RunningDigest {
  const running = crypto.createHash('sha256');
  return {
    update: (piece) => void running.update(piece),
    hex: () => running.digest('hex'),
  };
}

/** Lower-case hexadecimal of bytes. */
export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}

const HEX = /^(?:[0-9a-f]{2})*$/;

/** Bytes of lower-case hexadecimal, or null when the text is anything else. */
export function fromHex(text: string): Uint8Array | null {
  return HEX.test(text) ? new Uint8Array(Buffer.from(text, 'hex')) : null;
}

/** Whether two byte strings are the same. Not constant in time: for digests, never for secrets. */
export function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0;
}
