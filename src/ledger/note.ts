/**
 * Signed notes: a text, a blank line, and lines that sign it (C2SP signed-note). Written so that the notes can be
 * read by any other program that knows the format, Go's x/mod/sumdb/note among them.
 * The algorithm is named by the key, never assumed; today Ed25519 (type byte 1) is made and checked. Lines under
 * unknown keys are kept and ignored, so that witnesses may add theirs.
 */
import { createPrivateKey, createPublicKey, sign as signBytes, verify as verifyBytes } from 'node:crypto';
import { Fault, sha256, toHex } from '#ground';

/** Signs notes. The secret may live in another process, therefore `sign` may be asynchronous. */
export interface Signer {
  /** Name of the key; for checkpoints also the origin: the identity of this ledger. */
  readonly name: string;
  /** The public key as one line of text: `name+hash+base64`. */
  readonly key: string;
  sign(message: Uint8Array): Uint8Array | Promise<Uint8Array>;
}

/** Checks the lines of one key. */
export interface NoteVerifier {
  readonly name: string;
  /** First four bytes of the key hash, as 8 hexadecimal digits. */
  readonly keyHash: string;
  verify(message: Uint8Array, signature: Uint8Array): boolean;
}

/** A note taken apart; nothing is checked yet. */
export interface Note {
  /** The signed text, with its last line end. */
  readonly text: string;
  readonly lines: readonly {
    readonly name: string;
    readonly keyHash: string;
    readonly signature: Uint8Array;
  }[];
}

/** What checking a note gave: the names of the keys that signed it, or why it does not count. */
export type NoteCheck =
  | { readonly ok: true; readonly text: string; readonly signedBy: readonly string[] }
  | { readonly ok: false; readonly reason: 'malformed' | 'unknown-key' | 'bad-signature' };

const ED25519 = 1;
/** Bytes of an Ed25519 seed and of a public key. */
const KEY_BYTES = 32;
/** DER of an Ed25519 private key before its 32-byte seed (RFC 8410). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
/** DER of an Ed25519 public key before its 32 bytes (RFC 8410). */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');
const MOST_BYTES = 1_000_000;
const MOST_LINES = 100;
const NAME = /^[^\s+\p{Cc}\p{Surrogate}]+$/u;
// oxlint-disable-next-line no-control-regex -- the format forbids exactly these
const CONTROL = /[\0-\x09\x0b-\x1f]|\p{Surrogate}/u;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Bytes of standard padded base64 in its only form, or null. */
export function fromBase64(text: string): Uint8Array | null {
  if (!BASE64.test(text)) return null;
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? new Uint8Array(bytes) : null;
}

/** Standard base64 with padding. */
export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function hashOfKey(name: string, typedKey: Uint8Array): string {
  return toHex(sha256(Buffer.concat([Buffer.from(`${name}\n`), typedKey])).subarray(0, 4));
}

/**
 * A signer from a 32-byte Ed25519 seed, kept in this process. The name must have no spaces and no plus sign;
 * Fault('usage-wrong') otherwise.
 */
export function ed25519Signer(name: string, seed: Uint8Array): Signer {
  if (seed.length !== KEY_BYTES) throw new Fault('usage-wrong', 'an Ed25519 seed has 32 bytes');
  const secret = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(secret).export({ format: 'der', type: 'spki' });
  return signerOf({
    name,
    publicKey: spki.subarray(SPKI_HEAD.length),
    sign: (message) => new Uint8Array(signBytes(null, message, secret)),
  });
}

/**
 * A signer whose Ed25519 secret is elsewhere, for example in the process that holds the keys of the vault.
 * Fault('usage-wrong') for a name with spaces or a plus sign, or a public key that is not 32 bytes.
 */
export function signerOf(keyHolder: {
  readonly name: string;
  readonly publicKey: Uint8Array;
  readonly sign: Signer['sign'];
}): Signer {
  const { name, publicKey, sign } = keyHolder;
  if (!NAME.test(name) || publicKey.length !== KEY_BYTES) {
    throw new Fault('usage-wrong', 'a signer needs a name without spaces and a public key of 32 bytes');
  }
  const typedKey = Buffer.concat([Buffer.from([ED25519]), publicKey]);
  return { name, key: `${name}+${hashOfKey(name, typedKey)}+${toBase64(typedKey)}`, sign };
}

/** The verifier of a public key line `name+hash+base64`; null when it is malformed or of an unknown algorithm. */
export function noteVerifier(key: string): NoteVerifier | null {
  const match = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(key);
  const [, name = '', keyHash = '', encoded = ''] = match ?? [];
  const typedKey = fromBase64(encoded);
  if (!NAME.test(name) || typedKey === null || hashOfKey(name, typedKey) !== keyHash) return null;
  if (typedKey[0] !== ED25519 || typedKey.length !== 33) return null;
  const publicKey = createPublicKey({
    key: Buffer.concat([SPKI_HEAD, typedKey.subarray(1)]),
    format: 'der',
    type: 'spki',
  });
  return {
    name,
    keyHash,
    verify: (message, signature) =>
      signature.length === 64 && verifyBytes(null, message, publicKey, signature),
  };
}

/** Signs a text that ends with a line end and has no control characters. Throws Fault('bug') for other texts. */
export async function signNote(text: string, signer: Signer): Promise<string> {
  if (!text.endsWith('\n') || CONTROL.test(text)) throw new Fault('bug', 'a text that cannot be signed');
  const signature = await signer.sign(Buffer.from(text));
  const keyHash = /\+([0-9a-f]{8})\+/.exec(signer.key)?.[1] ?? '';
  const signed = Buffer.concat([Buffer.from(keyHash, 'hex'), signature]);
  return `${text}\n— ${signer.name} ${toBase64(signed)}\n`;
}

/** Takes a note apart, or null when it is not one. */
export function parseNote(note: string): Note | null {
  const split = note.lastIndexOf('\n\n');
  if (note.length > MOST_BYTES || split === -1 || !note.endsWith('\n') || CONTROL.test(note)) return null;
  const text = note.slice(0, split + 1);
  const lines = note.slice(split + 2, -1).split('\n');
  if (lines.length > MOST_LINES) return null;
  const parsed = lines.map(parseLine);
  return parsed.every((line) => line !== null) ? { text, lines: parsed } : null;
}

function parseLine(line: string): Note['lines'][number] | null {
  const [dash, name = '', encoded = '', ...rest] = line.split(' ');
  const bytes = fromBase64(encoded);
  if (dash !== '—' || rest.length > 0 || !NAME.test(name) || bytes === null || bytes.length < 5) return null;
  return { name, keyHash: toHex(bytes.subarray(0, 4)), signature: bytes.slice(4) };
}

/**
 * Checks a note against the keys one trusts. Every line of a known key must hold, and one must be there.
 */
export function openNote(note: string, verifiers: readonly NoteVerifier[]): NoteCheck {
  const parsed = parseNote(note);
  if (parsed === null) return { ok: false, reason: 'malformed' };
  const message = Buffer.from(parsed.text);
  const signedBy: string[] = [];
  for (const line of parsed.lines) {
    const known = verifiers.find(({ name, keyHash }) => name === line.name && keyHash === line.keyHash);
    if (known === undefined) continue;
    if (!known.verify(message, line.signature)) return { ok: false, reason: 'bad-signature' };
    signedBy.push(known.name);
  }
  return signedBy.length > 0
    ? { ok: true, text: parsed.text, signedBy }
    : { ok: false, reason: 'unknown-key' };
}
