/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** The lines of the desk: a proposal that waits or is decided, a claim, something that nobody has claimed. */
import type { ClaimView, DocumentPage, ProposalView, UnclaimedView } from '#workspace';
import type { AboutProps } from './about.tsx';
import type { Acts } from './card.tsx';
import type { DeskLine } from './desk.ts';
import { proposalHref, withAbout, type Travel } from './links.ts';
import { Kind, Name, Quote, Shape, Speaker, When } from './part.tsx';
import { useSay, type Say } from './say.ts';
import { Said } from './sayings.tsx';

interface LineProps extends Pick<AboutProps, 'about'> {
  readonly line: DeskLine;
  readonly page: DocumentPage;
  readonly travel: Travel;
  readonly csrf: string;
  readonly isDecidable: boolean;
  readonly acts?: Acts | undefined;
}

export function Line({ line, ...rest }: LineProps) {
  const { page, travel, acts, about } = rest;
  if (line.is === 'claim') return <ClaimLine claim={line.claim} page={page} />;
  if (line.is === 'unclaimed') return <UnclaimedLine id={line.key} unclaimed={line.unclaimed} {...rest} />;
  return <ProposalLine proposal={line.proposal} page={page} travel={travel} acts={acts} about={about} />;
}

function ProposalLine({
  proposal,
  page,
  travel,
  acts,
  about,
}: Pick<LineProps, 'page' | 'travel' | 'acts' | 'about'> & { proposal: ProposalView }) {
  const say = useSay();
  const { proposalId, decision, passage, speaker } = proposal;
  const { documentId, language } = page.document;
  const isWaiting = decision === null || decision.is === 'parked';
  return (
    <div className="line-row" id={`p-${proposalId}`}>
      <div>
        <Kind kind={proposal.kind}>{say.code('modality', proposal.modality)}</Kind>
        <p>
          {isWaiting && !page.asKnown.past ? (
            <a
              className="quiet"
              href={proposalHref(documentId, proposalId, travel, about)}
              onClick={
                acts
                  ? (event) => {
                      event.preventDefault();
                      acts.hold(proposalId);
                    }
                  : undefined
              }
            >
              <Quote text={passage.exact} lang={language} />
            </a>
          ) : (
            <Quote text={passage.exact} lang={language} />
          )}
        </p>
      </div>
      <p className="cap">
        <Speaker speaker={speaker} />
        <span className="block">{decidedWords(proposal, say)}</span>
      </p>
    </div>
  );
}

function decidedWords({ decision }: ProposalView, say: Say) {
  if (decision === null) return say('reading.waits');
  const words = say(`decision.${decision.is}`);
  const day = say.day(decision.at);
  if (decision.reason === null) return say('reading.decided', { decision: words, day });
  const reason = (
    <Name text={/^[1-5]$/.test(decision.reason) ? say.code('reason', decision.reason) : decision.reason} />
  );
  return say.rich('reading.decidedWhy', { decision: words, day, reason });
}

function ClaimLine({ claim, page }: { claim: ClaimView; page: DocumentPage }) {
  const say = useSay();
  const { claimId, passages } = claim;
  const here = passages.find(({ documentId }) => documentId === page.document.documentId);
  return (
    <div className="line-row" id={`c-${claimId}`} tabIndex={-1}>
      <div>
        <div className="row row--tight">
          <span className="g--claimed">
            <Shape id="d-claimed" size="s" />
          </span>
          <Kind kind={claim.kind}>{say.code('modality', claim.modality)}</Kind>
        </div>
        <p>
          <Said saying={claim.saying} />
        </p>
        {here && (
          <p>
            <a className="quiet" href={`#t-c-${claimId}`}>
              {claim.sentence.includes(here.exact) ? (
                <span className="cap">{say('reading.showInText')}</span>
              ) : (
                <Quote text={here.exact} lang={page.document.language} />
              )}
            </a>
          </p>
        )}
        {claim.marks.map(({ mark, reason, at }) => (
          <p key={`${mark}${at}`} className="flags">
            <Shape id="d-aside" size="s" /> {say.code('mark', mark)}: <Name text={reason} />
          </p>
        ))}
      </div>
      <div className="cap">
        <Speaker speaker={claim.speaker} />
        <span className="block">
          {say('reading.asOf')} <When when={claim.asOf} quote={here?.exact} />
        </span>
        <span className="block">{say('reading.recorded', { day: say.day(claim.recordedAt) })}</span>
      </div>
    </div>
  );
}

interface UnclaimedLineProps extends Omit<LineProps, 'line' | 'travel'> {
  readonly id: string;
  readonly unclaimed: UnclaimedView;
}

function UnclaimedLine({ id, unclaimed, page, csrf, isDecidable, acts, about }: UnclaimedLineProps) {
  const say = useSay();
  const { exact, start, end } = unclaimed.passage;
  return (
    <div className="line-row line-row--short" id={id} tabIndex={-1}>
      <p>
        <b className="g--unclaimed">!</b>{' '}
        <span className="soft">
          {say('reading.unclaimedLine', { kind: say.code('unclaimed', unclaimed.kind) })}
        </span>{' '}
        <a className="quiet" href={`#t-${id}`}>
          <Quote text={exact} lang={page.document.language} />
        </a>
      </p>
      {isDecidable && (
        <form
          method="post"
          action={withAbout(`/documents/${page.document.documentId}/places`, about)}
          onSubmit={
            acts
              ? (event) => {
                  event.preventDefault();
                  acts.dismiss(start, end);
                }
              : undefined
          }
        >
          <input type="hidden" name="_csrf" value={csrf} />
          <input type="hidden" name="start" value={start} />
          <input type="hidden" name="end" value={end} />
          <button className="btn btn--plain" type="submit">
            {say('reading.dismiss')}
          </button>
        </form>
      )}
    </div>
  );
}
