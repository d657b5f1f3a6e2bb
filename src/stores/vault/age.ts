/**
 * The age v1 file format (C2SP age.md) for preserved bytes: header by the age-encryption library, payload by
 * Node's own ChaCha20-Poly1305, which is some twenty times faster. A file is header, 16-byte nonce, and
 * chunks of 64 KiB each with a tag; the nonce of a chunk is its number and a flag for the last one, so
 * nothing can be cut, exchanged or appended unseen. Anyone with the identity can open a file with stock age.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Fault } from '#ground';
import { wipe } from './keys.ts';

/** Plain bytes of a full chunk. */
export const CHUNK = 65_536;
/** Bytes a chunk grows by. */
export const TAG = 16;
const NONCE = 16;
const CIPHER = 'chacha20-poly1305';

/** An age identity in the tool's own spelling, and the recipient that belongs to it. */
export interface AgeIdentity {
  readonly secret: string;
  readonly recipient: string;
}

/** The identity of a 32-byte X25519 secret. */
export async function ageIdentityOf(secretBytes: Buffer): Promise<AgeIdentity> {
  const { identityToRecipient } = await import('age-encryption');
  const secret = bech32('age-secret-key-', secretBytes).toUpperCase();
  return { secret, recipient: await identityToRecipient(secret) };
}

/** Header and nonce of a new file, and the key of its payload. */
export interface AgeFile {
  readonly header: Buffer;
  readonly key: Buffer;
}

/** Starts a file for a recipient with a fresh file key. */
export async function newAgeFile(recipient: string): Promise<AgeFile> {
  const { Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  let fileKey = Buffer.alloc(0);
  // A second recipient that adds nothing to the header is how the library lets us know the file key.
  encrypter.addRecipient({
    wrapFileKey: (key) => {
      fileKey = Buffer.from(key);
      return [];
    },
  });
  const empty = await encrypter.encrypt(new Uint8Array(0));
  const head = empty.subarray(0, empty.length - NONCE - TAG);
  const header = Buffer.concat([head, randomBytes(NONCE)]);
  try {
    return { header, key: payloadKey(fileKey, header) };
  } finally {
    wipe(fileKey);
  }
}

/** The payload key of a file. Throws Fault('blob-corrupt') when the header is damaged or not for us. */
export async function payloadKeyOf(header: Buffer, identity: AgeIdentity): Promise<Buffer> {
  const { Decrypter } = await import('age-encryption');
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity.secret);
  let fileKey: Buffer;
  try {
    fileKey = Buffer.from(await decrypter.decryptHeader(header.subarray(0, header.length - NONCE)));
  } catch {
    throw new Fault('blob-corrupt', 'the header of a blob does not open');
  }
  try {
    return payloadKey(fileKey, header);
  } finally {
    wipe(fileKey);
  }
}

function payloadKey(fileKey: Buffer, header: Buffer): Buffer {
  const nonce = header.subarray(header.length - NONCE);
  return Buffer.from(hkdfSync('sha256', fileKey, nonce, 'payload', 32));
}

/** Encrypts chunk number `at`; the last chunk of a file carries a flag. */
export function sealChunk(key: Buffer, at: number, isLast: boolean, plain: Uint8Array): Buffer {
  const cipher = createCipheriv(CIPHER, key, chunkNonce(at, isLast), { authTagLength: TAG });
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Decrypts chunk number `at`. Throws Fault('blob-corrupt') on any change. */
export function openChunk(key: Buffer, at: number, isLast: boolean, sealed: Uint8Array): Buffer {
  try {
    const end = sealed.length - TAG;
    const decipher = createDecipheriv(CIPHER, key, chunkNonce(at, isLast), { authTagLength: TAG });
    decipher.setAuthTag(sealed.subarray(end));
    return Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()]);
  } catch {
    throw new Fault('blob-corrupt', `chunk ${at} of a blob does not open`);
  }
}

function chunkNonce(at: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(at, 5, 6);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

/** Chunks of a file of so many plain bytes; an empty file has one empty chunk. */
export function chunkCount(size: number): number {
  return Math.max(1, Math.ceil(size / CHUNK));
}

/** Bytes of the payload of a file of so many plain bytes, without header and nonce. */
export function payloadSize(size: number): number {
  return size + TAG * chunkCount(size);
}

const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3] as const;

/** Bech32 (BIP 173) without its length limit, as age spells keys. */
function bech32(prefix: string, bytes: Uint8Array): string {
  const values: number[] = [];
  let [bits, count] = [0, 0];
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xfff;
    for (count += 8; count >= 5;) values.push((bits >> (count -= 5)) & 31);
  }
  if (count > 0) values.push((bits << (5 - count)) & 31);
  const letters = Array.from(prefix, (letter) => letter.charCodeAt(0));
  const expanded = [...letters.map((code) => code >> 5), 0, ...letters.map((code) => code & 31)];
  const checksum = polymod([...expanded, ...values, 0, 0, 0, 0, 0, 0]) ^ 1;
  for (let at = 5; at >= 0; at -= 1) values.push((checksum >>> (5 * at)) & 31);
  return `${prefix}1${values.map((value) => BECH32[value] ?? '').join('')}`;
}

function polymod(values: readonly number[]): number {
  let check = 1;
  for (const value of values) {
    const top = check >>> 25;
    check = ((check & 0x1ffffff) << 5) ^ value;
    GENERATOR.forEach((factor, at) => {
      if (((top >>> at) & 1) === 1) check ^= factor;
    });
  }
  return check >>> 0;
}
