/**
 * One entry: the leaf whose bytes are hashed, and the salted commitment that ties a body to it.
 * The leaf has one exact text form, so it is written and read by pattern and never by a lenient JSON parser.
 * Knows nothing about what a body means. Rules: SPEC.md L1–L5; hashing of leaves: RFC 6962 §2.1.
 */
import { Fault, sha256, toHex } from '#ground';
import { OPEN } from './ports.ts';

/** The leaf as fields. `v` is always 1 and is written by formatLeaf. */
export interface Leaf {
  /** Who appended: the id of a principal, never a name. */
  readonly actor: string;
  /** 64 hexadecimal digits: SHA-256 over salt and body, see bodyCommit. */
  readonly bodyCommit: string;
  /** Leaf hash of the entry before, 64 hexadecimal digits; 64 zeros in the first entry. */
  readonly prev: string;
  readonly seq: number;
  /** When the entry was recorded: RFC 3339 UTC with milliseconds, never earlier than the entry before. */
  readonly sysTime: string;
  readonly type: string;
}

/** `prev` of entry 0. */
export const NO_PREV = '0'.repeat(64);
/** Bytes of a salt. */
export const SALT_BYTES = 32;

const ACTOR = /^[a-z0-9][a-z0-9.:_-]{0,63}$/;
const TYPE = /^[a-z][A-Za-z0-9._-]{0,63}$/;
const LEAF =
  /^\{"actor":"([a-z0-9][a-z0-9.:_-]{0,63})","bodyCommit":"([0-9a-f]{64})","prev":"([0-9a-f]{64})","seq":(0|[1-9]\d{0,15}),"sysTime":"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)","type":"([a-z][A-Za-z0-9._-]{0,63})","v":1\}$/;

/** Whether the text can be an actor of a leaf: an id of at most 64 characters in lower case. */
export function isActor(text: string): boolean {
  return ACTOR.test(text);
}

/** Whether the text can be an entry type. */
export function isEntryType(text: string): boolean {
  return TYPE.test(text);
}

/** The canonical text of a leaf (RFC 8785: keys in order, no spaces). Throws Fault('entry-malformed'). */
export function formatLeaf(leaf: Leaf): string {
  const { actor, bodyCommit, prev, seq, sysTime, type } = leaf;
  const text = `{"actor":"${actor}","bodyCommit":"${bodyCommit}","prev":"${prev}","seq":${seq},"sysTime":"${sysTime}","type":"${type}","v":1}`;
  if (parseLeaf(text) === null)
    throw new Fault('entry-malformed', `the leaf of entry ${seq} cannot be written`);
  return text;
}

/** The fields of a leaf, or null when the text is not exactly what formatLeaf writes. */
export function parseLeaf(text: string): Leaf | null {
  const match = LEAF.exec(text);
  if (match === null) return null;
  const [, actor = '', bodyCommit = '', prev = '', digits = '', sysTime = '', type = ''] = match;
  const seq = Number(digits);
  return Number.isSafeInteger(seq) ? { actor, bodyCommit, prev, seq, sysTime, type } : null;
}

/** SHA-256(0x00 ‖ leaf). */
export function leafHash(leaf: string): Uint8Array {
  return sha256(`\0${leaf}`);
}

/**
 * The bytes under the commitment of a body: salt ‖ body, and for a body in a closed compartment also
 * 0x00 ‖ compartment, so that an entry cannot be moved out of its compartment unnoticed. Canonical JSON
 * contains no 0x00, so no two bodies share these bytes.
 */
export function committedBytes(salt: Uint8Array, body: string, compartment: string): Uint8Array {
  const tail = compartment === OPEN ? '' : `\0${compartment}`;
  return Buffer.concat([salt, Buffer.from(body + tail)]);
}

/** SHA-256 of the committed bytes as hexadecimal. */
export function bodyCommit(salt: Uint8Array, body: string, compartment: string): string {
  return toHex(sha256(committedBytes(salt, body, compartment)));
}

/** The leaf hash that `prev` of the next entry names; null (an empty ledger) gives 64 zeros. */
export function prevOf(lastLeafHash: Uint8Array | null): string {
  return lastLeafHash === null ? NO_PREV : toHex(lastLeafHash);
}
