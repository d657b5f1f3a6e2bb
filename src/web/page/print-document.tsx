/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** A document on paper with its claims: each claim with its speaker, and its number in the text where the words stand. */
import type { ClaimView, DocumentPage } from '#workspace';
import { Published } from './documents.tsx';
import { documentHref } from './links.ts';
import { CheckedBy, PaperSheet, paperId, type SheetSetting } from './paper.tsx';
import { Kind, Name, Speaker, When, Words } from './part.tsx';
import { useSay } from './say.ts';
import { Said } from './sayings.tsx';
import { linesOf, segmentsOf, type Over, type Segment } from './segments.ts';

export function DocumentSheet({ page, ...sheet }: SheetSetting & { readonly page: DocumentPage }) {
  const say = useSay();
  const { document, asKnown, text, proposals, unclaimed } = page;
  const claims = inTextOrder(page);
  const open = proposals.filter(({ decision }) => decision === null || decision.is === 'parked').length;
  return (
    <PaperSheet
      {...sheet}
      title={say('print.document')}
      back={documentHref(document.documentId, sheet.setting.travel)}
      asKnown={asKnown}
      handlings={[document.handling, ...claims.map(({ handling }) => handling)]}
    >
      <h1 className="said" dir="auto" lang={document.language ?? undefined}>
        <Name text={document.title} lang={document.language} />
      </h1>
      <p className="ui">
        <Name text={document.publisher} lang={document.language} />, <Published document={document} />,{' '}
        {say.code('language', document.language ?? 'none')},{' '}
        <span className="code ltr">{paperId(document.documentId)}</span>
      </p>
      <p className="ui">
        {document.grade}: {say.code('grade', document.grade)}.{' '}
        <span className="code ltr paper__digest">sha256 {document.sha256}</span>
      </p>
      <h2>
        <span>{say('print.claims')}</span>
        <em>{say('print.tally', { claims: claims.length, open, unclaimed: unclaimed.length })}</em>
      </h2>
      {claims.length === 0 ? <p>{say('print.noClaims')}</p> : <Claims claims={claims} />}
      {text !== null && (
        <>
          <h2>{say('print.text')}</h2>
          <Text text={text} claims={claims} page={page} />
        </>
      )}
      <CheckedBy />
    </PaperSheet>
  );
}

/** Claims where their words stand; those without a place in this text come last. */
function inTextOrder({ claims, document }: DocumentPage): readonly ClaimView[] {
  const start = ({ passages }: ClaimView): number =>
    Math.min(
      ...passages
        .filter(({ documentId }) => documentId === document.documentId)
        .map((passage) => passage.start),
      Number.MAX_SAFE_INTEGER,
    );
  return [...claims].sort((a, b) => start(a) - start(b) || a.seq - b.seq);
}

function Claims({ claims }: { claims: readonly ClaimView[] }) {
  const say = useSay();
  return (
    <table className="lines4">
      <caption className="vh">{say('print.claims')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('print.number')}</th>
          <th scope="col">{say('person.saidBy')}</th>
          <th scope="col">{say('print.claim')}</th>
          <th scope="col">{say('print.asOf')}</th>
        </tr>
      </thead>
      <tbody>
        {claims.map((claim, n) => (
          <tr key={claim.claimId}>
            <td className="num">{n + 1}</td>
            <td>
              <Speaker speaker={claim.speaker} />
            </td>
            <td>
              <Kind kind={claim.kind}>{say.code('modality', claim.modality)}</Kind>
              <br />
              <Said saying={claim.saying} />
              {claim.marks.map(({ mark, reason, at }) => (
                <span key={`${mark}${at}`} className="cap block">
                  {say.code('mark', mark)}: <Words text={reason} />
                </span>
              ))}
            </td>
            <td>
              <When when={claim.asOf} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Text({
  text,
  claims,
  page: { document },
}: {
  readonly text: string;
  readonly claims: readonly ClaimView[];
  readonly page: DocumentPage;
}) {
  const over = claims.flatMap(({ passages }, n) =>
    passages
      .filter(({ documentId }) => documentId === document.documentId)
      .map(({ start, end }): Over => ({
        key: `${n + 1}`,
        layer: 'claimed',
        start,
        end,
        href: null,
      })),
  );
  return (
    <div className="paper__text evidence" lang={document.language ?? undefined}>
      {linesOf(segmentsOf(text, over)).map((line, n) => (
        <div key={n} className="line" dir="auto">
          {line.map((segment, m) => (
            <Piece key={m} segment={segment} />
          ))}
        </div>
      ))}
    </div>
  );
}

// The number follows the words, as a note does; a claim in several pieces has it where it ends.
function Piece({ segment: { text, over, ends } }: { segment: Segment }) {
  if (over.length === 0) return <Words text={text} />;
  const numbers = [...new Set(ends.map(({ key }) => key))].sort((a, b) => Number(a) - Number(b));
  return (
    <>
      <mark className="m-claimed">
        <Words text={text} />
      </mark>
      {numbers.length > 0 && <sup>{numbers.join(', ')}</sup>}
    </>
  );
}
