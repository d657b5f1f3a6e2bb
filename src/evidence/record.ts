/**
 * The pinned text in the shape the ledger records: named by its digest, with its damaged spans as codes of
 * the controlled list of document quality. Makes the shape; decides and stores nothing.
 */
import type { DocumentItem, PinnedText as RecordedText } from '#claim';
import type { Extraction } from './extract.ts';
import type { Preserved } from './intake.ts';
import type { PinnedText } from './pinned.ts';

/** Ids and origin that only the caller knows. */
export interface TextPlace {
  readonly documentId: string;
  /** Blob that holds the text in UTF-8. */
  readonly blobId: string;
  /** The parser's name ("pdf/1") or media type. */
  readonly takenFrom?: Extraction['parser'];
}

/** The ledger's form of a pinned text. */
export function recordText(pinned: PinnedText, place: TextPlace): RecordedText {
  const [name = '', version = ''] = pinned.normaliser.split('/');
  return {
    documentId: place.documentId,
    textSha256: pinned.textSha256,
    normaliser: { name, version },
    blobId: place.blobId,
    length: pinned.lengthCodePoints,
    ...(place.takenFrom === undefined ? {} : { takenFrom: place.takenFrom }),
    damaged: pinned.damaged.map(({ start, end, quality, why }) => ({
      start,
      end,
      kind: quality,
      words: why,
    })),
  };
}

/** The ledger's form of preserved bytes that lie in a blob. */
export function recordBytes(
  preserved: Preserved,
  blobId: string,
  role: DocumentItem['role'] = 'original',
): DocumentItem {
  const { sha256, size, mediaType } = preserved;
  return { blobId, sha256, size, mediaType, role };
}
