/**
 * Where documents come from. Following what each one reprints or quotes leads to its origin; documents that
 * share an origin are one family and count as one source, however often the story was printed. Pure union over
 * the relay chains: a chain that runs in a circle is a family like any other, and is reported.
 */
import type { Document } from './document.ts';
import type { PartyRef } from './party.ts';

/** What is needed of a document to find its origin. */
export type Chained = Pick<Document, 'documentId' | 'relayedFrom'>;

export type Origin =
  | { readonly kind: 'document'; readonly documentId: string }
  | { readonly kind: 'unseen'; readonly publisher: PartyRef };

export interface OriginOf {
  /** Usually one; several if a document quotes from several places. Sorted. */
  readonly origins: readonly Origin[];
  /** The chain comes back to itself somewhere; every member of the circle then counts as origin. */
  readonly circular: boolean;
}

/** One key for an original we have not seen, so that two reprints of it meet. */
function unseenKey(publisher: PartyRef): string {
  return publisher.kind === 'party'
    ? `party ${publisher.partyId}`
    : `mention ${publisher.words.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim()}`;
}

/** The origin of a document, found through the documents given. A document that names nothing is its own origin. */
export function originOf(documentId: string, documents: readonly Chained[]): OriginOf {
  const byId = new Map(documents.map((document) => [document.documentId, document]));
  const origins = new Map<string, Origin>();
  const seen = new Set<string>();
  const waiting = [documentId];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const from = byId.get(id)?.relayedFrom ?? [];
    if (from.length === 0) origins.set(`document ${id}`, { kind: 'document', documentId: id });
    for (const link of from) {
      if (link.kind === 'document') waiting.push(link.documentId);
      else origins.set(unseenKey(link.publisher), { kind: 'unseen', publisher: link.publisher });
    }
  }
  const circular = origins.size === 0;
  if (circular) for (const id of seen) origins.set(`document ${id}`, { kind: 'document', documentId: id });
  const sorted = [...origins].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, origin]) => origin);
  return { origins: sorted, circular };
}

/** Documents that come from one place. */
export interface Family {
  /** The smallest document id of the family. */
  readonly familyId: string;
  readonly documentIds: readonly string[];
}

/**
 * The families of independence among these documents: two documents are in one family if one relays the other
 * or both relay the same third, seen or unseen, over any number of steps. Independent of the order given.
 */
export function independenceFamilies(documents: readonly Chained[]): Family[] {
  const above = new Map<string, string>();
  const rootOf = (key: string): string => {
    let root = key;
    for (let next = above.get(root); next !== undefined && next !== root; next = above.get(root)) root = next;
    above.set(key, root);
    return root;
  };
  const join = (a: string, b: string) => above.set(rootOf(a), rootOf(b));
  for (const { documentId, relayedFrom } of documents) {
    rootOf(documentId);
    for (const link of relayedFrom)
      join(documentId, link.kind === 'document' ? link.documentId : unseenKey(link.publisher));
  }
  const families = new Map<string, string[]>();
  for (const { documentId } of documents) {
    const root = rootOf(documentId);
    families.set(root, [...(families.get(root) ?? []), documentId]);
  }
  return [...families.values()]
    .map((ids) => [...new Set(ids)].sort())
    .map((documentIds) => ({ familyId: documentIds[0] ?? '', documentIds }))
    .sort((a, b) => (a.familyId < b.familyId ? -1 : 1));
}
