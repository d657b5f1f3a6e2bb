/** Reading without a workspace: bytes in, proposals out, nothing kept. The firewall holds here too. */
import { firewall } from '#disclosure';
import { extract, preserve } from '#evidence';
import { Fault, validEdtf } from '#ground';
import { propose, type Reading } from '#reading';

export interface DocumentRead extends Reading {
  readonly damaged: readonly { readonly start: number; readonly end: number; readonly why: string }[];
}

/**
 * Proposes claims from a text, Markdown, HTML, PDF, DOCX or e-mail file. Throws the faults of intake and reading, and
 * confidential-channel for a paper that is marked so.
 */
export async function readDocument(
  bytes: Uint8Array,
  given: { fileName?: string; lang?: string; published?: string; name: string },
): Promise<DocumentRead> {
  if (given.published !== undefined && !validEdtf(given.published))
    throw new Fault('date-malformed', 'the day of publication is written like 2026-03-31, 2026-03 or 2026');
  const preserved = preserve(bytes, given.fileName === undefined ? {} : { fileName: given.fileName });
  const { pinned } = await extract(bytes, preserved);
  if (!firewall(pinned.text, []).pass)
    throw new Fault(
      'confidential-channel',
      'this paper is marked as coming from a confidential humanitarian channel',
    );
  const reading = await propose(pinned.text, {
    name: given.name,
    ...(given.lang === undefined ? {} : { lang: given.lang }),
    ...(given.published === undefined ? {} : { published: given.published }),
  });
  return { ...reading, damaged: pinned.damaged.map(({ start, end, why }) => ({ start, end, why })) };
}
