/**
 * Addresses inside the workspace. They carry ids and days, never a name or a quote, and they keep the day that the
 * reader travels to ("as known on") on every step.
 */

/** Where the reader is in time; every link keeps it. */
export interface Travel {
  /** Day or instant asked for, or undefined for now. */
  readonly asKnown?: string | undefined;
}

/** An address with its arguments; those that are undefined are left out. */
export function hrefOf(
  path: string,
  { asKnown }: Travel,
  more: Readonly<Record<string, string | undefined>> = {},
): string {
  const pairs = Object.entries({ asKnown, ...more }).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  const query = new URLSearchParams(pairs).toString();
  return query === '' ? path : `${path}?${query}`;
}

export function documentHref(documentId: string, travel: Travel): string {
  return hrefOf(`/documents/${documentId}`, travel);
}

/** A proposal in hand: the page of its document, opened at its card. */
export function proposalHref(
  documentId: string,
  proposalId: string,
  travel: Travel,
  about?: { readonly recordId: string },
): string {
  return `${hrefOf(`/documents/${documentId}`, travel, { at: proposalId, about: about?.recordId })}#p-${proposalId}`;
}

/** A claim in the page of its document. */
export function claimHref(documentId: string, claimId: string, travel: Travel): string {
  return `${documentHref(documentId, travel)}#c-${claimId}`;
}

/** An address that keeps whom the reader records claims about. */
export function withAbout(path: string, about: { readonly recordId: string } | undefined): string {
  return hrefOf(path, {}, { about: about?.recordId });
}

/** The sheet of a count, for the same question. */
export function printHref(asked: Readonly<Record<string, string | undefined>>, travel: Travel): string {
  return hrefOf('/count/print', travel, asked);
}

/** Pages that have the same answer as JSON under their own address with `.json`. */
const TWINS =
  /^\/(?:documents|people|records|sources|history|imports|count|second-reader)$|^\/(?:documents|people|history|second-reader)\/[0-9a-z-]{20,60}$|^\/linkage\/[0-9a-z-]{20,60}\/[0-9a-z-]{20,60}$/;

/** The address of the JSON twin of a page, or null where it has none. */
export function twinOf(path: string): string | null {
  if (path.startsWith('/count/')) return '/count.json';
  if (path === '/linkage/overview') return '/linkage.json';
  return TWINS.test(path) ? `${path}.json` : null;
}
