/**
 * The wire between parent and parser child: one JSON header and any number of byte parts per message.
 * Layout: u32 header length, header, then the parts, whose lengths the header's `sizes` states.
 * The reader holds every stated length to a cap before it waits for a byte of it.
 */

import { Fault } from '#ground';

export interface Frame {
  readonly header: Readonly<Record<string, unknown>>;
  readonly parts: readonly Uint8Array[];
}

/** Encodes a message as chunks to write in order. */
export function encodeFrame(
  header: Readonly<Record<string, unknown>>,
  parts: readonly Uint8Array[],
): Uint8Array[] {
  const json = Buffer.from(JSON.stringify({ ...header, sizes: parts.map((part) => part.length) }), 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  return [length, json, ...parts];
}

/** Puts messages together from chunks. `feed` returns what is complete and throws `parser-stopped` above the cap. */
export class FrameReader {
  readonly #cap: number;
  #chunks: Uint8Array[] = [];
  #held = 0;
  #header: { fields: Record<string, unknown>; sizes: number[] } | null = null;

  constructor(cap: number) {
    this.#cap = cap;
  }

  feed(chunk: Uint8Array): Frame[] {
    this.#chunks.push(chunk);
    this.#held += chunk.length;
    const frames: Frame[] = [];
    for (let frame = this.#next(); frame !== null; frame = this.#next()) frames.push(frame);
    return frames;
  }

  #next(): Frame | null {
    this.#header ??= this.#readHeader();
    if (this.#header === null) return null;
    const { fields, sizes } = this.#header;
    const total = sizes.reduce((sum, size) => sum + size, 0);
    if (total > this.#cap) throw new Fault('parser-stopped', 'message above the cap');
    if (this.#held < total) return null;
    this.#header = null;
    return { header: fields, parts: sizes.map((size) => this.#take(size)) };
  }

  #readHeader(): { fields: Record<string, unknown>; sizes: number[] } | null {
    if (this.#held < 4) return null;
    const start = this.#peek(4);
    const length = start.readUInt32LE(0);
    if (length > this.#cap) throw new Fault('parser-stopped', 'header above the cap');
    if (this.#held < 4 + length) return null;
    this.#take(4);
    const fields: unknown = JSON.parse(this.#take(length).toString('utf8'));
    if (typeof fields !== 'object' || fields === null)
      throw new Fault('parser-stopped', 'header is no object');
    const { sizes } = fields as { sizes?: unknown };
    const areSizes = Array.isArray(sizes) && sizes.every((size) => Number.isSafeInteger(size) && size >= 0);
    if (!areSizes) throw new Fault('parser-stopped', 'header without sizes');
    return { fields: fields as Record<string, unknown>, sizes: sizes as number[] };
  }

  #peek(length: number): Buffer {
    const first = this.#chunks[0];
    if (first !== undefined && first.length >= length)
      return Buffer.from(first.buffer, first.byteOffset, length);
    const joined = Buffer.concat(this.#chunks);
    this.#chunks = [joined];
    return joined.subarray(0, length);
  }

  #take(length: number): Buffer {
    if (length === 0) return Buffer.alloc(0);
    const joined = Buffer.concat(this.#chunks);
    this.#chunks = joined.length > length ? [joined.subarray(length)] : [];
    this.#held -= length;
    return joined.subarray(0, length);
  }
}
