/**
 * Reads a zip container's central directory and unpacks single entries under a hard cap, so that a
 * bomb is known before any parser sees it. PKWARE APPNOTE 4.3; zip64 and encryption are refused: no
 * office document of an honest size needs them.
 */
import { inflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly packed: number;
  readonly unpacked: number;
  readonly method: number;
  readonly encrypted: boolean;
  readonly offset: number;
}

export type ZipDirectory =
  | { readonly ok: true; readonly entries: readonly ZipEntry[] }
  | { readonly ok: false; readonly reason: string };

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
/** More are never read: sniffing must stay cheap. */
const ENTRY_CAP = 20_000;

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function findEnd(bytes: Uint8Array, at: DataView): number {
  const lowest = Math.max(0, bytes.length - 22 - 0xffff);
  for (let offset = bytes.length - 22; offset >= lowest; offset -= 1) {
    if (at.getUint32(offset, true) === END) return offset;
  }
  return -1;
}

/** The entries as the central directory states them. Sizes are the container's word, see `inflateEntry`. */
export function readZipDirectory(bytes: Uint8Array): ZipDirectory {
  if (bytes.length < 22) return { ok: false, reason: 'too short for a zip' };
  const at = view(bytes);
  const end = findEnd(bytes, at);
  if (end < 0) return { ok: false, reason: 'no end of central directory' };
  const count = at.getUint16(end + 10, true);
  let offset = at.getUint32(end + 16, true);
  if (count === 0xffff || offset === 0xffffffff) return { ok: false, reason: 'zip64 is not read' };
  const entries: ZipEntry[] = [];
  for (let n = 0; n < Math.min(count, ENTRY_CAP); n += 1) {
    if (offset + 46 > bytes.length || at.getUint32(offset, true) !== CENTRAL) {
      return { ok: false, reason: `central directory broken at entry ${n}` };
    }
    const nameLength = at.getUint16(offset + 28, true);
    const name = Buffer.from(bytes.subarray(offset + 46, offset + 46 + nameLength)).toString('utf8');
    entries.push({
      name,
      packed: at.getUint32(offset + 20, true),
      unpacked: at.getUint32(offset + 24, true),
      method: at.getUint16(offset + 10, true),
      encrypted: (at.getUint16(offset + 8, true) & 1) === 1,
      offset: at.getUint32(offset + 42, true),
    });
    offset += 46 + nameLength + at.getUint16(offset + 30, true) + at.getUint16(offset + 32, true);
  }
  return { ok: true, entries };
}

/**
 * Unpacks one entry and holds it to the size the directory stated.
 * Null when the entry lies about its size, is packed by an unknown method, or is cut off.
 */
export function inflateEntry(bytes: Uint8Array, entry: ZipEntry): Uint8Array | null {
  const at = view(bytes);
  if (entry.offset + 30 > bytes.length || at.getUint32(entry.offset, true) !== LOCAL) return null;
  const start =
    entry.offset + 30 + at.getUint16(entry.offset + 26, true) + at.getUint16(entry.offset + 28, true);
  if (start + entry.packed > bytes.length) return null;
  const packed = bytes.subarray(start, start + entry.packed);
  if (entry.method === 0) return entry.packed === entry.unpacked ? packed : null;
  if (entry.method !== 8) return null;
  try {
    // maxOutputLength must be positive; one byte over the stated size is enough to notice a lie.
    const plain = inflateRawSync(packed, { maxOutputLength: entry.unpacked + 1 });
    return plain.length === entry.unpacked ? plain : null;
  } catch {
    return null;
  }
}
