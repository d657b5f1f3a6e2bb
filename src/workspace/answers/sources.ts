/**
 * The answer about sources: which documents come from which, back to their origin, and which of them count as one.
 * The grade of a document is about its bytes and never about whether its content is so.
 */
import { independenceFamilies, originOf } from '#claim';
import { gradeWords, type GradeCode } from '#evidence';
import type { Views } from '../projections.ts';
import type { Answer, Query } from '../queries.ts';
import type { Desk } from '../workspace.ts';
import { handlingView, Parties, whenView } from './views.ts';

export async function sources(desk: Desk, _query: Query<'sources'>): Promise<Answer<'sources'>> {
  const rows = await desk.reader.rows<Views['documents']>('documents');
  const parties = await Parties.of(desk.reader);
  const documents = rows.map(({ row }) => row.document);
  const shown = new Map(documents.map((document) => [document.documentId, document]));
  const order = new Map(documents.map(({ documentId }, at) => [documentId, at]));
  const first = (ids: readonly string[]): number => Math.min(...ids.map((id) => order.get(id) ?? 0));
  const families = independenceFamilies(documents).sort(
    (a, b) => first(a.documentIds) - first(b.documentIds),
  );
  const claims = new Map<string, number>();
  for (const { documentId } of documents)
    claims.set(documentId, await desk.reader.count('claims', { parent: documentId }));
  return {
    families: families.map(({ documentIds }, at) => {
      const members = [...documentIds].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
      const origin = originOf(members[0] ?? '', documents);
      return {
        family: at + 1,
        documents: members.flatMap((documentId) => {
          const document = shown.get(documentId);
          if (!document) return [];
          return [
            {
              documentId,
              title: document.title ?? '',
              publisher: document.publisher ? parties.nameOf(document.publisher) : null,
              published: document.published ? whenView(document.published) : null,
              language: document.language === 'und' ? null : document.language,
              grade: document.grade,
              gradeWords: gradeWords(document.grade as GradeCode, document.independentCapture),
              claims: claims.get(documentId) ?? 0,
              handling: handlingView(document.handling),
              relays: document.relayedFrom.map((link) =>
                link.kind === 'document' && shown.has(link.documentId)
                  ? { documentId: link.documentId, name: shown.get(link.documentId)?.title ?? '' }
                  : {
                      documentId: null,
                      name: link.kind === 'document' ? '' : parties.nameOf(link.publisher),
                    },
              ),
            },
          ];
        }),
        circular: origin.circular,
      };
    }),
    parties: parties.all().map((party) => ({
      partyId: party.partyId,
      name: parties.nameOf({ kind: 'party', partyId: party.partyId }),
      kind: party.kind,
      documents: documents.filter(
        ({ publisher }) => publisher?.kind === 'party' && publisher.partyId === party.partyId,
      ).length,
    })),
    asKnown: desk.reader.asKnown,
  };
}
