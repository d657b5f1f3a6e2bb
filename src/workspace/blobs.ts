/**
 * Preserved bytes and pinned texts, by blob id. Everything read is checked against the digest that the ledger
 * recorded for it, so that a store that lies is found out here at the latest.
 */
import { indexText, type TextIndex } from '#evidence';
import { Fault, sha256Hex } from '#ground';
import type { LedgerStore } from '#ledger';

const STEP = 1024 * 1024;

export class BlobDesk {
  readonly #store: LedgerStore;
  /** Pinned texts read lately, by digest; a text never changes, so this needs no invalidation. */
  readonly #texts = new Map<string, TextIndex>();

  constructor(store: LedgerStore) {
    this.#store = store;
  }

  /** Writes bytes durably and says where they are. */
  async keep(bytes: Uint8Array): Promise<{ blobId: string; sha256: string; size: number }> {
    const blobId = await this.#store.blobBegin();
    for (let at = 0; at < bytes.length; at += STEP)
      await this.#store.blobWrite(blobId, bytes.subarray(at, at + STEP));
    const kept = await this.#store.blobFinish(blobId);
    if (kept.sha256 !== sha256Hex(bytes))
      throw new Fault('blob-corrupt', `blob ${blobId} was not written as given`);
    return { blobId, sha256: kept.sha256, size: kept.size };
  }

  async size(blobId: string): Promise<number> {
    const kept = await this.#store.blobFacts(blobId);
    if (!kept) throw new Fault('blob-corrupt', `blob ${blobId} is missing`);
    return kept.size;
  }

  /** Bytes of [offset, offset + length). */
  async bytes(blobId: string, offset: number, length: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    for (let at = offset; at < offset + length; at += STEP) {
      parts.push(await this.#store.blobRead(blobId, at, Math.min(STEP, offset + length - at)));
    }
    return parts.length === 1 && parts[0] ? parts[0] : new Uint8Array(Buffer.concat(parts));
  }

  /** A pinned text with its positions in code points. Throws Fault('blob-corrupt') when its digest is not the recorded one. */
  async text(pinned: { readonly blobId: string; readonly textSha256: string }): Promise<TextIndex> {
    const known = this.#texts.get(pinned.textSha256);
    if (known !== undefined) return known;
    const bytes = await this.bytes(pinned.blobId, 0, await this.size(pinned.blobId));
    if (sha256Hex(bytes) !== pinned.textSha256)
      throw new Fault('blob-corrupt', `blob ${pinned.blobId} is not the pinned text`);
    const text = indexText(Buffer.from(bytes).toString('utf8'));
    if (this.#texts.size >= 32) this.#texts.delete(this.#texts.keys().next().value ?? '');
    this.#texts.set(pinned.textSha256, text);
    return text;
  }

  /** Forgets the texts it holds in memory; called when the workspace is locked. */
  forget(): void {
    this.#texts.clear();
  }
}
