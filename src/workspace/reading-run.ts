/**
 * One reading of a pinned text as entries: proposals with their passages, what nothing covers, what was
 * considered and left out, and which reader it was.
 * A long reading is several entries of one run, so that no entry grows without bound.
 */
import { proposalFromReader, type EntryBody } from '#claim';
import { indexText } from '#evidence';
import { Fault, newId } from '#ground';
import { READER, splitHeader, type Reading } from '#reading';

/** At most this many proposals, and this many places without one, stand in one entry. */
const PER_ENTRY = 500;

type Run = EntryBody<'reading-run'>;

/** Bodies of the run, at least one. Throws Fault('quote-not-verbatim') when a quote is not at its place. */
export function runBodies(
  documentId: string,
  { pinned }: { readonly pinned: { readonly text: string; readonly textSha256: string } },
  reading: Reading,
  by: { readonly runId: string; readonly reader: Run['reader'] } = { runId: newId(), reader: READER },
): Run[] {
  const { bodyStart } = splitHeader(pinned.text);
  const offset = indexText(pinned.text).toCodePoints(bodyStart);
  const source = { documentId, textSha256: pinned.textSha256, points: [...pinned.text] };
  const proposals = reading.claims.map((claim) => {
    const made = proposalFromReader(
      { ...claim, start: claim.start + offset, end: claim.end + offset },
      source,
      newId(),
    );
    if (!made.ok)
      throw new Fault(
        'quote-not-verbatim',
        `proposal ${claim.id} of the reader cannot stand: ${made.reason}`,
      );
    return made.proposal;
  });
  const placed = <T extends { readonly start: number; readonly end: number }>(one: T): T => ({
    ...one,
    start: one.start + offset,
    end: one.end + offset,
  });
  const unclaimed = reading.unclaimed.map(placed);
  const doubted = reading.doubted.map(placed);
  const run = {
    ...by,
    documentId,
    textSha256: pinned.textSha256,
    lang: reading.lang,
  };
  const entries = Math.max(
    1,
    Math.ceil(Math.max(proposals.length, unclaimed.length, doubted.length) / PER_ENTRY),
  );
  return Array.from({ length: entries }, (_, at) => ({
    ...run,
    proposals: proposals.slice(at * PER_ENTRY, (at + 1) * PER_ENTRY),
    unclaimed: unclaimed.slice(at * PER_ENTRY, (at + 1) * PER_ENTRY),
    doubted: doubted.slice(at * PER_ENTRY, (at + 1) * PER_ENTRY),
  }));
}
