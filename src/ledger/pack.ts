/**
 * Entries as one piece of bytes, laid out so that what is hashed stands there as it is hashed: 0x00 ‖ leaf, and
 * salt ‖ body (‖ 0x00 ‖ compartment). Made by whoever holds the rows, read by the verifier without making objects.
 * A row that cannot be an entry at all (a hash of 31 bytes, a salt without a body) is packed and marked, never fixed.
 *
 * Little-endian: count u32; then per entry seq f64, marks u8, length of 0x00 ‖ leaf u32, length of the committed
 * bytes u32, leaf hash 32 bytes, and the two byte strings.
 */
import { SALT_BYTES } from './entry.ts';
import { OPEN, type StoredEntry } from './ports.ts';

/** The entry has a body; otherwise it was erased. */
export const HAS_BODY = 1;
/** The row is no entry. */
export const IS_TORN = 2;
/** Bytes before the two byte strings of an entry. */
export const PACK_HEAD = 8 + 1 + 4 + 4 + 32;

/** Packs entries in the order given. */
export function packEntries(entries: readonly StoredEntry[]): Uint8Array {
  const bytes = Buffer.allocUnsafeSlow(entries.reduce((sum, entry) => sum + mostBytes(entry), 4));
  bytes.writeUInt32LE(entries.length, 0);
  let at = 4;
  for (const entry of entries) at = packOne(bytes, at, entry);
  return bytes.subarray(0, at);
}

function mostBytes({ leaf, body, compartment }: StoredEntry): number {
  return PACK_HEAD + 1 + SALT_BYTES + 1 + 3 * (leaf.length + (body?.length ?? 0) + compartment.length);
}

function packOne(bytes: Buffer, start: number, entry: StoredEntry): number {
  const { seq, leaf, leafHash, salt, body, compartment } = entry;
  const isTorn =
    leafHash.length !== 32 ||
    (salt === null) !== (body === null) ||
    (salt !== null && salt.length !== SALT_BYTES);
  let at = start + PACK_HEAD;
  bytes[at++] = 0;
  at += bytes.write(leaf, at, 'utf8');
  const leafEnd = at;
  if (body !== null && salt !== null && !isTorn) {
    bytes.set(salt, at);
    at += SALT_BYTES;
    at += bytes.write(body, at, 'utf8');
    if (compartment !== OPEN) {
      bytes[at++] = 0;
      at += bytes.write(compartment, at, 'utf8');
    }
  }
  bytes.writeDoubleLE(seq, start);
  bytes[start + 8] = (body === null ? 0 : HAS_BODY) | (isTorn ? IS_TORN : 0);
  bytes.writeUInt32LE(leafEnd - start - PACK_HEAD, start + 9);
  bytes.writeUInt32LE(at - leafEnd, start + 13);
  if (isTorn) bytes.fill(0, start + 17, start + PACK_HEAD);
  else bytes.set(leafHash, start + 17);
  return at;
}
