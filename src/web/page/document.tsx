/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * One document: its text with passages on one side, and in the same order what is proposed, claimed and not yet
 * dealt with on the other. One proposal is in hand; everything else is a line.
 */
import type { ClaimView, Decision, DocumentPage, ProposalView, UnclaimedView } from '#workspace';
import { Card } from './card.tsx';
import { deskLines, inHand, inReadingOrder, oversOf, type DeskLine } from './desk.ts';
import { Published } from './documents.tsx';
import { Frame, PastNote, type Setting } from './frame.tsx';
import { documentHref, hrefOf, proposalHref, type Travel } from './links.ts';
import { AsKnownLine, Handling, Kind, Name, Quote, Sentence, Shape, Speaker, When } from './part.tsx';
import { Passages } from './passages.tsx';
import {
  DECISION_WORDS,
  dayWords,
  doneWords,
  languageWords,
  many,
  modalityWord,
  needWords,
  reasonWords,
  unclaimedWord,
} from './words.ts';

export interface DocumentProps {
  readonly setting: Setting;
  readonly page: DocumentPage;
  /** The proposal asked for; another is taken where it is decided already. */
  readonly at?: string | undefined;
  /** The decision just made, and how many claims came of it. */
  readonly done?: { readonly decision: Decision; readonly made: number } | undefined;
  /** A field that has to be settled before the proposal in hand can be accepted. */
  readonly need?: string | undefined;
  readonly mayDecide: boolean;
  /** On narrow screens: the whole text, not only the lines in hand. */
  readonly whole: boolean;
}

export function DocumentView(props: DocumentProps) {
  const { setting, page, at, whole } = props;
  const hand = page.asKnown.past ? null : inHand(page.proposals, at);
  return (
    <Frame setting={setting} section="reading" asKnown={page.asKnown} className="reading">
      <article className={hand && !whole ? 'doc doc--hand' : 'doc'} aria-label="The document">
        <Heading page={page} travel={setting.travel} />
        <PastNote asKnown={page.asKnown} path={setting.path} />
        <Damage page={page} />
        {page.text === null ? (
          <NoText />
        ) : (
          <Passages
            text={page.text}
            over={oversOf(page, hand, setting.travel)}
            lang={page.document.language}
          />
        )}
        {hand && !whole && (
          <p className="whole">
            <a href={hrefOf(setting.path, setting.travel, { at: hand.proposalId, whole: '1' })}>
              Show the whole document
            </a>
          </p>
        )}
        <Legend page={page} />
      </article>
      <aside className="desk" aria-label="Proposals and claims">
        <Desk {...props} hand={hand} />
      </aside>
    </Frame>
  );
}

function Heading({ page: { document }, travel }: { page: DocumentPage; travel: Travel }) {
  return (
    <header className="doc__head">
      <p className="meta">
        <span>
          <Name text={document.publisher} lang={document.language} />, <Published document={document} />
        </span>
        {document.relayedFrom !== null && (
          <a href={documentHref(document.relayedFrom, travel)}>
            <Shape id="k-source" turns size="s" /> reprints another document
          </a>
        )}
      </p>
      <h1 dir="auto" lang={document.language ?? undefined}>
        <Name text={document.title} lang={document.language} />
      </h1>
      <p className="meta">
        <span>{languageWords(document.language)}</span>
        <span className="code">sha256 {`${document.sha256.slice(0, 4)}…${document.sha256.slice(-4)}`}</span>
        <span>
          {document.grade}: {document.gradeWords}
        </span>
        <Handling handling={document.handling} />
      </p>
    </header>
  );
}

function Damage({ page: { damaged, text } }: { page: DocumentPage }) {
  if (damaged.length === 0 || text === null) return null;
  return (
    <p className="note doc__note">
      <Shape id="u-passage" />
      <span>
        This text came to us damaged in {many(damaged.length, 'place')}, named where they are. It is shown as
        it came; nothing was repaired, and the original bytes are kept.
      </span>
    </p>
  );
}

function NoText() {
  return (
    <p className="note doc__note">
      <Shape id="u-stop" />
      <span>No text could be taken from the original. Its bytes are kept unchanged.</span>
    </p>
  );
}

function Legend({ page }: { page: DocumentPage }) {
  const open = page.proposals.filter(({ decision }) => decision === null || decision.is === 'parked').length;
  return (
    <p className="legend">
      <span className="row row--tight g--claimed">
        <Shape id="d-claimed" size="s" /> <mark className="m-claimed">claimed</mark> {page.claims.length}
      </span>
      <span className="row row--tight g--proposed">
        <Shape id="d-proposed" size="s" /> <mark className="m-proposed">proposed</mark> {open}
      </span>
      <span className="row row--tight g--unclaimed">
        <b>!</b> <mark className="m-unclaimed">not claimed by anyone</mark> {page.unclaimed.length}
      </span>
    </p>
  );
}

function Desk(props: DocumentProps & { hand: ProposalView | null }) {
  const { setting, page, hand, done, need } = props;
  const order = inReadingOrder(page.proposals);
  const undecided = order.filter(({ decision }) => decision === null).length;
  const lines = deskLines(page);
  const place = hand ? `${order.indexOf(hand) + 1} of ${order.length}` : '';
  return (
    <>
      <div className="row row--between">
        <h2>Proposals and claims</h2>
        <span className="cap">
          {undecided} undecided, {page.unclaimed.length} unclaimed
        </span>
      </div>
      {!hand && <Said done={done} need={need} />}
      {page.unreadBecause !== null && (
        <p className="note">
          <Shape id="u-stop" />
          <span>{page.unreadBecause}</span>
        </p>
      )}
      {undecided === 0 && page.unreadBecause === null && <Finish page={page} />}
      {lines.length > 0 && (
        <ol className="lines">
          {lines.map((line) => (
            <li key={line.key} className={`lines__${line.is}`}>
              {line.is === 'proposal' && line.proposal === hand ? (
                <>
                  <Said done={done} need={need} />
                  <Card
                    proposal={hand}
                    document={page.document}
                    csrf={setting.csrf}
                    place={place}
                    isDecidable={props.mayDecide}
                  />
                </>
              ) : (
                <Line line={line} page={page} travel={setting.travel} />
              )}
            </li>
          ))}
        </ol>
      )}
      <AsKnownLine asKnown={page.asKnown} />
    </>
  );
}

/** What became of the last answer, right above the next question. */
function Said({ done, need }: Pick<DocumentProps, 'done' | 'need'>) {
  if (need !== undefined)
    return (
      <p className="note note--caution said-now" role="alert">
        <Shape id="u-stop" />
        <span>{needWords(need)}</span>
      </p>
    );
  return (
    <p className={done ? 'note note--act said-now' : 'vh'} role="status">
      {done && (
        <>
          <Shape id="d-text" />
          <span>{doneWords(done.decision, done.made)}</span>
        </>
      )}
    </p>
  );
}

/** What the reading of this document came to; figures here count decisions, not people. */
function Finish({ page: { proposals, unclaimed } }: { page: DocumentPage }) {
  const count = (is: Decision) => proposals.filter(({ decision }) => decision?.is === is).length;
  if (proposals.length === 0) return <p className="soft">Nothing was proposed for this document.</p>;
  return (
    <p className="note note--act" id="finish" tabIndex={-1}>
      <Shape id="d-claimed" />
      <span>
        <b>Every proposal has an answer.</b> {many(proposals.length, 'proposal')}: {count('accepted')} the
        text says, {count('refused')} no, {count('parked')} parked; {many(unclaimed.length, 'passage')} that
        no claim covers.
      </span>
    </p>
  );
}

function Line({ line, page, travel }: { line: DeskLine; page: DocumentPage; travel: Travel }) {
  if (line.is === 'claim') return <ClaimLine claim={line.claim} page={page} />;
  if (line.is === 'unclaimed') return <UnclaimedLine id={line.key} unclaimed={line.unclaimed} page={page} />;
  return <ProposalLine proposal={line.proposal} page={page} travel={travel} />;
}

interface ProposalLineProps {
  readonly proposal: ProposalView;
  readonly page: DocumentPage;
  readonly travel: Travel;
}

function ProposalLine({ proposal, page, travel }: ProposalLineProps) {
  const { proposalId, decision, passage, speaker } = proposal;
  const { documentId, language } = page.document;
  const isWaiting = decision === null || decision.is === 'parked';
  return (
    <div className="line-row" id={`p-${proposalId}`}>
      <div>
        <Kind kind={proposal.kind}>{modalityWord(proposal.modality)}</Kind>
        <p>
          {isWaiting && !page.asKnown.past ? (
            <a className="quiet" href={proposalHref(documentId, proposalId, travel)}>
              <Quote text={passage.exact} lang={language} />
            </a>
          ) : (
            <Quote text={passage.exact} lang={language} />
          )}
        </p>
      </div>
      <p className="cap">
        <Speaker speaker={speaker} />
        <span className="block">
          {decision === null ? 'waits' : `${DECISION_WORDS[decision.is]}, ${dayWords(decision.at)}`}
          {decision !== null && decision.reason !== null && (
            <>
              {' ('}
              <Name text={reasonWords(decision.reason)} />)
            </>
          )}
        </span>
      </p>
    </div>
  );
}

function ClaimLine({ claim, page }: { claim: ClaimView; page: DocumentPage }) {
  const { claimId, passages } = claim;
  const here = passages.find(({ documentId }) => documentId === page.document.documentId);
  return (
    <div className="line-row" id={`c-${claimId}`} tabIndex={-1}>
      <div>
        <div className="row row--tight">
          <span className="g--claimed">
            <Shape id="d-claimed" size="s" />
          </span>
          <Kind kind={claim.kind}>claimed</Kind>
        </div>
        <p>
          <Sentence text={claim.sentence} />
        </p>
        {here && (
          <p>
            <a className="quiet" href={`#t-c-${claimId}`}>
              {claim.sentence.includes(here.exact) ? (
                <span className="cap">Show in the text</span>
              ) : (
                <Quote text={here.exact} lang={page.document.language} />
              )}
            </a>
          </p>
        )}
        {claim.marks.map(({ mark, reason, at }) => (
          <p key={`${mark}${at}`} className="flags">
            <Shape id="d-aside" size="s" /> {mark}: <Name text={reason} />
          </p>
        ))}
      </div>
      <div className="cap">
        <Speaker speaker={claim.speaker} />
        <span className="block">
          as of <When when={claim.asOf} quote={here?.exact} />
        </span>
        <span className="block">recorded {dayWords(claim.recordedAt)}</span>
      </div>
    </div>
  );
}

function UnclaimedLine({
  id,
  unclaimed,
  page,
}: {
  id: string;
  unclaimed: UnclaimedView;
  page: DocumentPage;
}) {
  return (
    <div className="line-row line-row--short" id={id} tabIndex={-1}>
      <p>
        <b className="g--unclaimed">!</b>{' '}
        <span className="soft">{unclaimedWord(unclaimed.kind)} that no claim covers:</span>{' '}
        <a className="quiet" href={`#t-${id}`}>
          <Quote text={unclaimed.passage.exact} lang={page.document.language} />
        </a>
      </p>
    </div>
  );
}
