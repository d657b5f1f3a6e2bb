/** What came of reading a document, and which lists came in: the lines that a person sees after the work. */
import { silencesOf, type Claim } from '#claim';
import { Fault } from '#ground';
import type { RollPerson } from '../people/roll.ts';
import type { Views } from '../projections.ts';
import type { Answer, Finish, Query } from '../queries.ts';
import type { Desk } from '../workspace.ts';
import { asideClaims, isDecided, readingOf } from './documents.ts';

/** Throws Fault('not-found') when there is no such document for this principal. */
export async function finish(desk: Desk, query: Query<'finish'>): Promise<Finish> {
  const { documentId } = query;
  if (!(await desk.reader.one('documents', documentId)))
    throw new Fault('not-found', `no document with the id ${documentId}`);
  const aside = await asideClaims(desk.reader);
  const reading = await readingOf(desk, documentId, aside);
  const decided = (as: string): number =>
    reading.proposals.filter(({ key }) => reading.decisions.get(key)?.row.decision === as).length;
  const inForce = reading.claims.filter(({ key }) => !aside.has(key)).map(({ row }) => row.claim);
  const records = recordsIn(inForce);
  const { personOf } =
    records.size === 0 ? { personOf: new Map<string, RollPerson>() } : await desk.rolls.of(desk.reader);
  return {
    documentId,
    proposals: reading.proposals.length,
    accepted: decided('accepted'),
    refused: decided('refused'),
    parked: decided('parked'),
    open: reading.proposals.filter(({ key }) => !isDecided(reading.decisions, key)).length,
    byHand: inForce.filter(({ proposalId }) => proposalId === undefined).length,
    unclaimed: reading.unclaimed?.length ?? 0,
    dismissed: reading.dismissed.length,
    changed: {
      claims: inForce.length,
      counts: inForce.filter(({ claimKind }) => claimKind === 'count' || claimKind === 'count-unknown')
        .length,
      silences: silencesOf(inForce).map(({ kind, claims }) => ({ kind, claims: claims.length })),
      records: records.size,
      persons: new Set([...records].flatMap((id) => personOf.get(id)?.personId ?? [])).size,
      setAside: reading.claims.length - inForce.length,
    },
    asKnown: desk.reader.asKnown,
  };
}

/** Records that claims are about, as their subject or as whom they name. */
function recordsIn(claims: readonly Claim[]): ReadonlySet<string> {
  return new Set(
    claims.flatMap((claim) => [
      ...(claim.subject.kind === 'record' ? [claim.subject.recordId] : []),
      ...('value' in claim && claim.value.kind === 'said' && 'who' in claim.value
        ? (claim.value.who?.recordIds ?? [])
        : []),
    ]),
  );
}

export async function bytes(desk: Desk, query: Query<'bytes'>): Promise<Answer<'bytes'>> {
  const row = await desk.reader.one<Views['digests']>('digests', query.sha256);
  if (!row) return { known: null };
  const { documentId } = row.row;
  const [list] = await desk.reader.rows<Views['lists']>('lists', { parent: documentId });
  const placing = await desk.reader.one<Views['placings']>('placings', documentId);
  return {
    known: { documentId, setAside: placing?.row.state === 'set-aside', listId: list?.key ?? null },
  };
}

export async function imports(desk: Desk, _query: Query<'imports'>): Promise<Answer<'imports'>> {
  const lists = await desk.reader.rows<Views['lists']>('lists', { undone: true });
  const changes = new Map(
    (await desk.reader.rows<Views['imports']>('imports')).map(({ key, seq, row }) => [key, { seq, row }]),
  );
  return {
    imports: lists.map(({ key, seq, row: { list, at } }) => {
      const change = changes.get(key);
      return {
        batchId: key,
        documentId: list.documentId,
        name: list.name,
        rows: list.rows,
        importedAt: at,
        state: change?.row.state === 'undone' ? 'undone' : 'in-force',
        version: change?.seq ?? seq,
      };
    }),
    asKnown: desk.reader.asKnown,
  };
}
