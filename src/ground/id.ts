/**
 * Ids: UUID version 4 (RFC 9562) in lower case, without prefix. An id says nothing about what it names, about
 * when it was made or by whom, so that it may stand in an address, a log line or an error. It is no secret.
 */
import { randomUUID } from 'node:crypto';
import type { Random } from './random.ts';

/**
 * A new id. From the system's generator, unless a seeded one is given (tests and the sample only: ids of a
 * real workspace must not be predictable).
 */
export function newId(random?: Random): string {
  if (random === undefined) return randomUUID();
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < 16; at += 4) view.setUint32(at, random.uint32());
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Buffer.from(bytes).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Whether the text is an id in exactly the form newId gives. */
export function isId(text: unknown): text is string {
  return typeof text === 'string' && ID.test(text);
}
