/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * One proposal as a card, in hand: who speaks, who reports, what would be recorded, and three answers of equal
 * weight. Accepting says that the text says this; it never says that it is so.
 */
import type { ReactNode } from 'react';
import type { Decision, DocumentView, ProposalView } from '#workspace';
import { Published } from './documents.tsx';
import { Handling, Kind, Name, Quote, Sentence, Shape, Speaker } from './part.tsx';
import { codeWords, fieldWord, modalityWord, plain, REASONS } from './words.ts';

export interface CardProps {
  readonly proposal: ProposalView;
  readonly document: DocumentView;
  readonly csrf: string;
  /** "3 of 27". */
  readonly place: string;
  /** False where nothing can be decided: in the past, or for a role that only reads. */
  readonly isDecidable: boolean;
}

export function Card({ proposal, document, csrf, place, isDecidable }: CardProps) {
  const { proposalId, passage, fields } = proposal;
  const heading = `h-${proposalId}`;
  return (
    <section className="card is-now" id={`p-${proposalId}`} tabIndex={-1} aria-labelledby={heading}>
      <div className="row row--between">
        <h3 className="kindline" id={heading}>
          <Kind kind={proposal.kind}>{modalityWord(proposal.modality)}</Kind>
        </h3>
        <span className="cap">{place}</span>
      </div>
      <p className="card__value">
        <Quote text={passage.exact} lang={document.language} />
      </p>
      <dl className="facts">
        <dt>Said by</dt>
        <dd>
          <Speaker speaker={proposal.speaker} />
        </dd>
        <dt>Reported by</dt>
        <dd>
          <Name text={document.publisher} lang={document.language} />, <Published document={document} />
        </dd>
        {fields.map(({ name, value }) => (
          <Field key={name} name={name} value={value} lang={document.language} />
        ))}
        <dt>Handling</dt>
        <dd>
          <Handling handling={document.handling} />
        </dd>
      </dl>
      <p className="would">
        <span className="cap block">Would be recorded as</span>
        <Sentence text={proposal.sentence} />
      </p>
      {proposal.flags.length > 0 && (
        <p className="flags">
          <Shape id="u-stop" size="s" /> Look closely: {proposal.flags.map(plain).join(', ')}
        </p>
      )}
      {proposal.decision?.is === 'parked' && (
        <p className="flags">
          <Shape id="d-park" size="s" /> Parked before
          {proposal.decision.reason !== null && (
            <>
              : <Name text={proposal.decision.reason} />
            </>
          )}
        </p>
      )}
      {isDecidable && <Answers {...{ proposal, document, csrf }} />}
      <p className="promise">
        You record who said it, and where. You do not say that it is true.{' '}
        <a href={`#t-p-${proposalId}`}>Show in the text</a>
      </p>
      <p className="promise">
        Proposed by rule <span className="code">{proposal.rule}</span>
      </p>
    </section>
  );
}

function Field({ name, value, lang }: { name: string; value: string | null; lang: string | null }) {
  const code = codeWords(name, value);
  if (code === '') return null;
  return (
    <>
      <dt>{fieldWord(name)}</dt>
      <dd>
        {value === null ? (
          <span className="soft">the text does not say</span>
        ) : (
          (code ?? <Name text={value} lang={lang} />)
        )}
      </dd>
    </>
  );
}

type AnswersProps = Pick<CardProps, 'proposal' | 'document' | 'csrf'>;

const ANSWERS: readonly { readonly decision: Decision; readonly words: string }[] = [
  { decision: 'accepted', words: 'The text says this' },
  { decision: 'refused', words: 'No' },
  { decision: 'parked', words: 'Park' },
];

function Answers(props: AnswersProps) {
  return (
    <>
      {props.proposal.speaker.state === 'unresolved' && <WhoSpeaks {...props} />}
      <div className="decide" role="group" aria-label="Your answer">
        {ANSWERS.map(({ decision, words }) => (
          <AnswerForm key={decision} {...props} decision={decision} id={`f-${decision}`}>
            <button className="btn btn--answer" type="submit">
              {words}
            </button>
          </AnswerForm>
        ))}
      </div>
      <details className="why">
        <summary>Say why, or park it with a question</summary>
        <AnswerForm {...props} decision="refused">
          <label className="label" htmlFor="reason">
            No, because
          </label>
          <select className="input" id="reason" name="reason" defaultValue="1">
            {REASONS.map(([digit, words]) => (
              <option key={digit} value={digit}>
                {digit} {words}
              </option>
            ))}
          </select>
          <button className="btn" type="submit">
            No, for this reason
          </button>
        </AnswerForm>
        <AnswerForm {...props} decision="parked">
          <label className="label" htmlFor="words">
            Question for whoever comes back to it
          </label>
          <input className="input" id="words" name="words" maxLength={500} dir="auto" autoComplete="off" />
          <button className="btn" type="submit">
            Park with this question
          </button>
        </AnswerForm>
      </details>
    </>
  );
}

// The reader abstains where it is not sure who speaks; a person says it, or says that the text does not.
function WhoSpeaks({ proposal: { speaker }, document }: AnswersProps) {
  return (
    <div className="speak">
      <label className="label" htmlFor="speaker">
        The program could not tell who says this. Who does?
      </label>
      <select
        className="input"
        id="speaker"
        name="speaker"
        form="f-accepted"
        defaultValue=""
        required
        dir="auto"
      >
        <option value="">Choose before you accept</option>
        {speaker.candidates.map((name, n) => (
          <option key={n} value={`candidate-${n}`}>
            {name}
          </option>
        ))}
        <option value="author">the document’s own voice ({document.publisher})</option>
        <option value="open">the text does not settle it</option>
        <option value="other">someone else, named below</option>
      </select>
      <label className="cap" htmlFor="speakerWords">
        Someone else, as the text names them
      </label>
      <input
        className="input"
        id="speakerWords"
        name="speakerWords"
        form="f-accepted"
        maxLength={200}
        dir="auto"
        autoComplete="off"
      />
    </div>
  );
}

function AnswerForm({
  proposal,
  document,
  csrf,
  decision,
  id,
  children,
}: AnswersProps & { decision: Decision; id?: string; children: ReactNode }) {
  return (
    <form method="post" id={id} action={`/documents/${document.documentId}/proposals/${proposal.proposalId}`}>
      <input type="hidden" name="_csrf" value={csrf} />
      <input type="hidden" name="decision" value={decision} />
      {children}
    </form>
  );
}
