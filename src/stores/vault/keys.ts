/**
 * Keys of a workspace. One random workspace key (WK, 32 bytes) opens everything; every other key is derived
 * from it by HKDF-SHA-256 (RFC 5869) with its purpose as the label. The recovery code is WK itself in
 * Crockford's Base32 with a 24-bit checksum, because a code that only wrapped WK would be no safer.
 * Knows no passphrase (slots.ts does). Keys live in Buffers that `wipe` overwrites; JavaScript can promise
 * no more than that.
 */
import { createHash, createPrivateKey, createPublicKey, hkdfSync, randomBytes, sign } from 'node:crypto';
import { Fault } from '#ground';

export const KEY_BYTES = 32;

/** The keys derived from WK, each for one purpose. */
export interface Subkeys {
  /** Raw SQLCipher key. */
  readonly database: Buffer;
  /** X25519 secret of the age identity that blobs are encrypted to. */
  readonly blobIdentity: Buffer;
  /** Ed25519 seed that signs checkpoints. */
  readonly signingSeed: Buffer;
  /** HMAC key of keys.json. */
  readonly keyFile: Buffer;
}

/** A fresh workspace key. */
export function newWorkspaceKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/** Derives every sub-key of a workspace key. */
export function subkeysOf(workspaceKey: Buffer): Subkeys {
  const derive = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', workspaceKey, '', `habeas v1 ${purpose}`, KEY_BYTES));
  return {
    database: derive('database'),
    blobIdentity: derive('blob identity'),
    signingSeed: derive('ledger signing'),
    keyFile: derive('key file'),
  };
}

/** Overwrites keys that are no longer needed. */
export function wipe(...keys: readonly Buffer[]): void {
  for (const key of keys) key.fill(0);
}

/** Overwrites all sub-keys. */
export function wipeSubkeys(keys: Subkeys): void {
  wipe(keys.database, keys.blobIdentity, keys.signingSeed, keys.keyFile);
}

const ED25519_PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Ed25519 (RFC 8032) over a message, from a 32-byte seed. */
export function signWithSeed(seed: Buffer, message: Uint8Array): Uint8Array {
  return new Uint8Array(sign(null, message, privateKeyOf(seed)));
}

/** The 32-byte Ed25519 public key of a seed. */
export function publicKeyOf(seed: Buffer): Uint8Array {
  const der = createPublicKey(privateKeyOf(seed)).export({ format: 'der', type: 'spki' });
  return new Uint8Array(der.subarray(-KEY_BYTES));
}

function privateKeyOf(seed: Buffer): ReturnType<typeof createPrivateKey> {
  return createPrivateKey({ key: Buffer.concat([ED25519_PKCS8, seed]), format: 'der', type: 'pkcs8' });
}

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CHECK_BYTES = 3;
/** 35 bytes are exactly 56 characters of five bits. */
const CODE_LENGTH = ((KEY_BYTES + CHECK_BYTES) * 8) / 5;
const GROUP = 4;

/** The recovery code of a workspace key: 14 groups of four characters. Print it once, keep it nowhere. */
export function recoveryCodeOf(workspaceKey: Buffer): string {
  const bytes = Buffer.concat([workspaceKey, checksumOf(workspaceKey)]);
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  let code = '';
  for (let at = 0; at < CODE_LENGTH; at += 1) {
    code = (ALPHABET[Number(bits & 31n)] ?? '') + code;
    bits >>= 5n;
  }
  wipe(bytes);
  return (code.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-');
}

/**
 * The workspace key of a recovery code, forgiving case, spaces, hyphens and the look-alikes O, I, L.
 * Throws Fault('passphrase-wrong') with a hint when it was mistyped.
 */
export function workspaceKeyOf(recoveryCode: string): Buffer {
  const code = recoveryCode.toUpperCase().replace(/[\s-]/gu, '').replace(/O/gu, '0').replace(/[IL]/gu, '1');
  const values = Array.from(code, (letter) => ALPHABET.indexOf(letter));
  if (values.length !== CODE_LENGTH || values.includes(-1)) {
    throw wrongSecret(`a recovery code has ${CODE_LENGTH} letters and digits`);
  }
  let bits = 0n;
  for (const value of values) bits = (bits << 5n) | BigInt(value);
  const bytes = Buffer.alloc(KEY_BYTES + CHECK_BYTES);
  for (let at = bytes.length - 1; at >= 0; at -= 1) {
    bytes[at] = Number(bits & 255n);
    bits >>= 8n;
  }
  const workspaceKey = Buffer.from(bytes.subarray(0, KEY_BYTES));
  const isIntact = checksumOf(workspaceKey).equals(bytes.subarray(KEY_BYTES));
  wipe(bytes);
  if (!isIntact) throw wrongSecret('a letter of the recovery code is mistyped');
  return workspaceKey;
}

function checksumOf(workspaceKey: Buffer): Buffer {
  return createHash('sha256')
    .update('habeas recovery code')
    .update(workspaceKey)
    .digest()
    .subarray(0, CHECK_BYTES);
}

/** The one answer to every wrong passphrase or code, so that it tells nothing about why. */
export function wrongSecret(hint?: string): Fault {
  const options = hint === undefined ? {} : { hint };
  return new Fault(
    'passphrase-wrong',
    'the passphrase or recovery code does not open this workspace',
    options,
  );
}
