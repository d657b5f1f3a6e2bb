/**
 * Canaries: words that stand for what must never be readable. One word per field, all from one seed, and the
 * forms in which a file could hold them.
 */
import { createHash } from 'node:crypto';

/** The canaries of a seed. */
export function canaries(seed: string): {
  token: (field: string) => string;
  passphrase: string;
  root: string;
} {
  const root = `canary${createHash('sha256').update(`canary ${seed}`).digest('hex').slice(0, 20)}`;
  return { token: (field) => `${root}.${field}`, passphrase: `${root} passphrase`, root };
}

/** The forms of a word that are searched for: as it is, UTF-16, hexadecimal, Base64 at each offset. */
export function formsOf(word: string): Buffer[] {
  const bytes = Buffer.from(word);
  const hex = bytes.toString('hex');
  const base64 = [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    // The first and last letters also depend on what stands beside the word.
    return encoded.slice(offset === 0 ? 0 : 4, -4);
  });
  const utf16 = Buffer.from(word, 'utf16le');
  return [
    bytes,
    utf16,
    Buffer.from(utf16).swap16(),
    ...[hex, hex.toUpperCase(), ...base64].map((form) => Buffer.from(form)),
  ];
}
