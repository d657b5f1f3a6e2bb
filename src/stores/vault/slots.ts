/**
 * keys.json: slots that wrap the workspace key, each by AES-256-GCM under Argon2id of a passphrase (RFC 9106).
 * The associated text of a slot is workspace id, slot id and parameters, so none of them can be exchanged.
 * The file is sealed by an HMAC under the workspace key, and the database keeps its exact bytes: any change
 * is found. Reading caps the parameters, so a hostile file cannot demand gigabytes (security bar R21).
 * The recovery code needs no slot (keys.ts).
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Fault, isId, newId } from '#ground';
import { KEY_BYTES, subkeysOf, wipe, wipeSubkeys, wrongSecret } from './keys.ts';

/** Cost of deriving a key from a passphrase. */
export interface KdfCost {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
}

/** The least a real workspace uses: 64 MiB, three passes. Tests may pass less; the command line never does. */
export const KDF_FLOOR: KdfCost = { memoryKiB: 65_536, passes: 3, lanes: 1 };

const MOST = { memoryKiB: 524_288, passes: 16, lanes: 4, work: 2_097_152, slots: 16, bytes: 8192 } as const;
const CALIBRATED_MS = 1200;
/** More would hurt on small machines, which have to open the workspace too. */
const MOST_CALIBRATED_KIB = 262_144;

export interface KeySlot extends KdfCost {
  readonly id: string;
  readonly kind: 'passphrase';
  readonly kdf: 'argon2id';
  readonly salt: string;
  readonly nonce: string;
  /** WK and its tag, encrypted. */
  readonly wrapped: string;
}

export interface KeyFile {
  readonly format: 'habeas-keys';
  readonly version: 1;
  readonly workspaceId: string;
  readonly slots: readonly KeySlot[];
  /** HMAC-SHA-256 over everything above, hex. */
  readonly seal: string;
}

/** Cost that takes about a second on this machine, never below the floor, never above what reading accepts. */
export async function calibratedCost(): Promise<KdfCost> {
  // The first run also loads the library and its memory.
  wipe(await argon2('calibration', Buffer.alloc(16), { ...KDF_FLOOR, passes: 1 }));
  const startedAt = performance.now();
  wipe(await argon2('calibration', Buffer.alloc(16), KDF_FLOOR));
  const budget = CALIBRATED_MS / Math.max(1, performance.now() - startedAt);
  let { memoryKiB, passes } = KDF_FLOOR;
  const times = (memory: number, count: number): number =>
    (memory * count) / (KDF_FLOOR.memoryKiB * KDF_FLOOR.passes);
  while (memoryKiB < MOST_CALIBRATED_KIB && times(memoryKiB * 2, passes) <= budget) memoryKiB *= 2;
  while (memoryKiB * (passes + 1) <= MOST.work && times(memoryKiB, passes + 1) <= budget) passes += 1;
  return { ...KDF_FLOOR, memoryKiB, passes: Math.min(passes, MOST.passes) };
}

/** A new slot that opens with this passphrase. */
export async function makeSlot(slot: {
  readonly workspaceKey: Buffer;
  readonly workspaceId: string;
  readonly passphrase: string;
  readonly cost: KdfCost;
}): Promise<KeySlot> {
  const { memoryKiB, passes, lanes } = slot.cost;
  const [salt, nonce] = [randomBytes(16), randomBytes(12)];
  const head = { id: newId(), kind: 'passphrase', kdf: 'argon2id', memoryKiB, passes, lanes } as const;
  const open = { ...head, salt: salt.toString('base64'), nonce: nonce.toString('base64') };
  const key = await argon2(slot.passphrase, salt, slot.cost);
  try {
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(boundText(slot.workspaceId, open));
    const wrapped = Buffer.concat([cipher.update(slot.workspaceKey), cipher.final(), cipher.getAuthTag()]);
    return { ...open, wrapped: wrapped.toString('base64') };
  } finally {
    wipe(key);
  }
}

/** The bytes of keys.json for these slots. Throws Fault('bug') above 16 slots. */
export function writeKeyFile(workspaceKey: Buffer, workspaceId: string, slots: readonly KeySlot[]): Buffer {
  if (slots.length > MOST.slots) throw new Fault('bug', `${slots.length} key slots are too many`);
  const open = { format: 'habeas-keys', version: 1, workspaceId, slots } as const;
  const bytes = Buffer.from(`${JSON.stringify({ ...open, seal: sealOf(workspaceKey, open) }, null, 1)}\n`);
  if (bytes.length > MOST.bytes) throw new Fault('bug', 'keys.json would be larger than 8 KiB');
  return bytes;
}

/** Whether this workspace key wrote the file: answers for the key when no slot was used. */
export function isSealedBy(workspaceKey: Buffer, file: KeyFile): boolean {
  const { seal, ...open } = file;
  const expected = Buffer.from(sealOf(workspaceKey, open));
  const found = Buffer.from(seal);
  return found.length === expected.length && timingSafeEqual(found, expected);
}

/**
 * The workspace key, from the first slot the passphrase opens.
 * Throws Fault('passphrase-wrong') with one constant message when none does.
 */
export async function unwrapKey(file: KeyFile, passphrase: string): Promise<Buffer> {
  for (const slot of file.slots) {
    const key = await argon2(passphrase, Buffer.from(slot.salt, 'base64'), slot);
    try {
      const wrapped = Buffer.from(slot.wrapped, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(slot.nonce, 'base64'));
      decipher.setAAD(boundText(file.workspaceId, slot)).setAuthTag(wrapped.subarray(KEY_BYTES));
      return Buffer.concat([decipher.update(wrapped.subarray(0, KEY_BYTES)), decipher.final()]);
    } catch {
      // Not this slot's passphrase, or the slot was altered: AEAD cannot and must not tell which.
    } finally {
      wipe(key);
    }
  }
  throw wrongSecret();
}

/** Reads keys.json. Throws Fault: keys-damaged (also for absurd parameters), vault-newer. */
export function readKeyFile(bytes: Uint8Array): KeyFile {
  if (bytes.length > MOST.bytes) throw new Fault('keys-damaged', 'keys.json is larger than 8 KiB');
  let file: Partial<KeyFile> | null;
  try {
    file = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Partial<KeyFile> | null;
  } catch {
    throw new Fault('keys-damaged', 'keys.json is not well-formed');
  }
  if (file === null || typeof file !== 'object' || file.format !== 'habeas-keys') {
    throw new Fault('keys-damaged', 'keys.json is not a key file');
  }
  const version: unknown = file.version;
  if (typeof version === 'number' && version > 1) {
    throw new Fault('vault-newer', `keys.json has format ${version}, this version reads 1`);
  }
  const { slots } = file;
  const isWhole = file.version === 1 && isId(file.workspaceId) && isHex64(file.seal) && Array.isArray(slots);
  if (!isWhole || slots.length > MOST.slots) throw new Fault('keys-damaged', 'keys.json is incomplete');
  const bad = slots.findIndex((slot) => !isSlot(slot));
  if (bad !== -1) throw new Fault('keys-damaged', `slot ${bad} of keys.json is malformed`);
  return file as KeyFile;
}

function isSlot(slot: Partial<KeySlot> | null): boolean {
  if (slot === null || typeof slot !== 'object') return false;
  const { memoryKiB = 0, passes = 0, lanes = 0 } = slot;
  return (
    isId(slot.id) &&
    slot.kind === 'passphrase' &&
    slot.kdf === 'argon2id' &&
    [memoryKiB, passes, lanes].every((cost) => Number.isSafeInteger(cost) && cost >= 1) &&
    memoryKiB >= 8 * lanes &&
    memoryKiB <= MOST.memoryKiB &&
    passes <= MOST.passes &&
    lanes <= MOST.lanes &&
    memoryKiB * passes <= MOST.work &&
    isBase64(slot.salt, 16) &&
    isBase64(slot.nonce, 12) &&
    isBase64(slot.wrapped, KEY_BYTES + 16)
  );
}

function isHex64(text: unknown): text is string {
  return typeof text === 'string' && /^[0-9a-f]{64}$/.test(text);
}

function isBase64(text: unknown, length: number): text is string {
  if (typeof text !== 'string') return false;
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === length && bytes.toString('base64') === text;
}

function boundText(workspaceId: string, slot: Omit<KeySlot, 'wrapped'>): Buffer {
  const { id, kind, kdf, memoryKiB, passes, lanes, salt } = slot;
  return Buffer.from(
    JSON.stringify(['habeas-keys', 1, workspaceId, id, kind, kdf, memoryKiB, passes, lanes, salt]),
  );
}

function sealOf(workspaceKey: Buffer, open: Omit<KeyFile, 'seal'>): string {
  const keys = subkeysOf(workspaceKey);
  try {
    return createHmac('sha256', keys.keyFile).update(JSON.stringify(open)).digest('hex');
  } finally {
    wipeSubkeys(keys);
  }
}

async function argon2(passphrase: string, salt: Buffer, cost: KdfCost): Promise<Buffer> {
  const { hashRaw } = await import('@node-rs/argon2');
  // Normalised, because the same keys typed on two systems may give different code points.
  return hashRaw(passphrase.normalize('NFC'), {
    // Argon2id; the package's const enum cannot be imported under isolated modules.
    algorithm: 2,
    memoryCost: cost.memoryKiB,
    timeCost: cost.passes,
    parallelism: cost.lanes,
    outputLen: KEY_BYTES,
    salt,
  });
}
