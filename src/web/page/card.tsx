/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * One proposal as a card, in hand: who speaks, who reports, what would be recorded, and two answers of equal weight.
 * Accepting says that the text says this; it never says that it is so. Every answer is a form that works without a
 * script; where one runs, `acts` takes the answers in place.
 */
import type { FormEvent, ReactNode } from 'react';
import type { Decision, DocumentView, ProposalView } from '#workspace';
import type { AboutProps } from './about.tsx';
import type { KeySettings } from './actions.ts';
import { Edit, WhoSpeaks } from './edit.tsx';
import { Published } from './documents.tsx';
import { Keycap } from './frame.tsx';
import { Handling, Kind, Name, Quote, Shape, Speaker } from './part.tsx';
import { withAbout } from './links.ts';
import { plain, useSay, type Say } from './say.ts';
import { WouldSay } from './sayings.tsx';

/** What a page does by itself where a script runs. */
export interface Acts {
  /** Takes a form that decides on a proposal, instead of sending it. */
  decide(proposalId: string, form: HTMLFormElement): void;
  dismiss(start: number, end: number): void;
  /** Puts a proposal in hand. */
  hold(proposalId: string): void;
  /** Proposals of the kind in hand that could be accepted together, and those of them that are wholly in sight. */
  readonly group: { readonly could: readonly string[]; readonly inSight: readonly string[] };
  /** Lays the proposals of this kind side by side, or goes back to one by one. */
  gather(isTogether: boolean): void;
  /** Accepts what is in sight of the gathered ones. */
  acceptGroup(): void;
}

export interface CardProps extends AboutProps {
  readonly proposal: ProposalView;
  readonly document: DocumentView;
  readonly csrf: string;
  readonly keys: KeySettings;
  /** "3 of 27". */
  readonly place: string;
  /** False where nothing can be decided: in the past, or for a role that only reads. */
  readonly isDecidable: boolean;
  readonly acts?: Acts | undefined;
}

export function Card(props: CardProps) {
  const say = useSay();
  const { proposal, document, place, isDecidable } = props;
  const { proposalId, passage } = proposal;
  const heading = `h-${proposalId}`;
  return (
    <section
      className="card is-now"
      id={`p-${proposalId}`}
      tabIndex={-1}
      aria-labelledby={heading}
      data-panel="reading"
    >
      <div className="row row--between">
        <h3 className="kindline" id={heading}>
          <Kind kind={proposal.kind}>{say.code('modality', proposal.modality)}</Kind>
        </h3>
        <span className="cap">{place}</span>
      </div>
      <p className="card__value">
        <Quote text={passage.exact} lang={document.language} />
      </p>
      <Particulars proposal={proposal} document={document} />
      <p className="would">
        <span className="cap block">{say('reading.would')}</span>
        <WouldSay proposal={proposal} />
      </p>
      {proposal.flags.length > 0 && (
        <p className="flags">
          <Shape id="u-stop" size="s" />{' '}
          {say('reading.look', { flags: proposal.flags.map(plain).join(', ') })}
        </p>
      )}
      {proposal.decision?.is === 'parked' && (
        <p className="flags">
          <Shape id="d-park" size="s" />{' '}
          {proposal.decision.reason === null
            ? say('reading.parkedBefore')
            : say.rich('reading.parkedAs', { question: <Name text={proposal.decision.reason} /> })}
        </p>
      )}
      {isDecidable && <Answers {...props} />}
      {isDecidable && <Together {...props} />}
      <p className="promise">
        {say('reading.promise')} <a href={`#t-p-${proposalId}`}>{say('reading.showInText')}</a>
      </p>
      <p className="promise">
        {proposal.rule.startsWith('weighed:')
          ? say('reading.weighed')
          : say.rich('reading.rule', { rule: <span className="code">{proposal.rule}</span> })}
      </p>
    </section>
  );
}

/** The way to the proposals of this kind side by side; a script has to see what is in sight, so it is not there without. */
function Together({ acts, keys }: Pick<CardProps, 'acts' | 'keys'>) {
  const say = useSay();
  if (!acts || acts.group.could.length < 2) return null;
  return (
    <button className="btn together" type="button" data-action="group" onClick={() => acts.gather(true)}>
      {say('group.look', { n: acts.group.could.length })} <Keycap action="group" keys={keys} />
    </button>
  );
}

/** Who says it, who reports it, and the fields as they were read. */
export function Particulars({ proposal, document }: Pick<CardProps, 'proposal' | 'document'>) {
  const say = useSay();
  return (
    <dl className="facts">
      <dt>{say('reading.saidBy')}</dt>
      <dd>
        <Speaker speaker={proposal.speaker} />
      </dd>
      <dt>{say('reading.reportedBy')}</dt>
      <dd>
        <Name text={document.publisher} lang={document.language} />, <Published document={document} />
      </dd>
      {proposal.fields.map(({ name, value }) => (
        <Field key={name} name={name} value={value} lang={document.language} />
      ))}
      <dt>{say('reading.handling')}</dt>
      <dd>
        <Handling handling={document.handling} />
      </dd>
    </dl>
  );
}

function Field({ name, value, lang }: { name: string; value: string | null; lang: string | null }) {
  const say = useSay();
  const code = codeWords(name, value, say);
  if (code === '') return null;
  return (
    <>
      <dt>{say.code('field', name)}</dt>
      <dd>
        {value === null ? (
          <span className="soft">{say('reading.notSaid')}</span>
        ) : (
          (code ?? <Name text={value} lang={lang} />)
        )}
      </dd>
    </>
  );
}

/** Fields whose value is a code of the program, with the family of its words. */
export const CODED: Readonly<Record<string, string>> = {
  operator: 'bound',
  measure: 'measure',
  unit: 'unit',
  vague: 'vague',
  event: 'event',
  feature: 'feature',
  polarity: 'polarity',
  channel: 'channel',
  outcome: 'outcome',
  stage: 'stage',
  relation: 'relation',
};

/**
 * A coded field in the program's own words; '' for a field that has nothing to say, null for one that holds words
 * of the source.
 */
function codeWords(name: string, value: string | null, say: Say): string | null {
  if ((name === 'unit' && value === null) || (name === 'vague' && value !== 'true')) return '';
  const family = CODED[name];
  return value === null || family === undefined ? null : say.code(family, value);
}

function Answers(props: CardProps) {
  const say = useSay();
  const { proposal, document, keys, about, find } = props;
  const { proposalId } = proposal;
  return (
    <>
      {proposal.speaker.state === 'unresolved' && (
        <WhoSpeaks
          speaker={proposal.speaker}
          publisher={document.publisher}
          form={`f-accepted-${proposalId}`}
        />
      )}
      <div className="decide" role="group" aria-label={say('reading.answer')}>
        <AnswerForm {...props} decision="accepted" id={`f-accepted-${proposalId}`}>
          <button className="btn btn--answer" type="submit" data-action="accept">
            {say('reading.accept')} <Keycap action="accept" keys={keys} />
          </button>
        </AnswerForm>
        <AnswerForm {...props} decision="refused">
          <button className="btn btn--answer" type="submit" data-action="refuse">
            {say('reading.refuse')} <Keycap action="refuse" keys={keys} />
          </button>
        </AnswerForm>
        <details className="inplace" key={`e-${proposalId}`}>
          <summary className="btn" data-action="edit">
            {say('reading.edit')} <Keycap action="edit" keys={keys} />
          </summary>
          <AnswerForm {...props} decision="accepted">
            <Edit proposal={proposal} document={document} about={about} find={find} />
          </AnswerForm>
        </details>
        <details className="inplace" key={`u-${proposalId}`}>
          <summary className="btn" data-action="park">
            {say('reading.park')} <Keycap action="park" keys={keys} />
          </summary>
          <AnswerForm {...props} decision="parked">
            <label className="label" htmlFor={`words-${proposalId}`}>
              {say('reading.question')}
            </label>
            <input
              className="input"
              id={`words-${proposalId}`}
              name="words"
              maxLength={500}
              dir="auto"
              autoComplete="off"
            />
            <button className="btn" type="submit">
              {say('reading.parkQuestion')}
            </button>
          </AnswerForm>
        </details>
      </div>
      <details className="why" key={`x-${proposalId}`}>
        <summary>{say('reading.why')}</summary>
        <AnswerForm {...props} decision="refused">
          <label className="label" htmlFor={`reason-${proposalId}`}>
            {say('reading.noBecause')}
          </label>
          <select className="input" id={`reason-${proposalId}`} name="reason" defaultValue="1">
            {(['1', '2', '3', '4', '5'] as const).map((digit) => (
              <option key={digit} value={digit}>
                {`${digit} ${say(`reason.${digit}`)}`}
              </option>
            ))}
          </select>
          <button className="btn" type="submit">
            {say('reading.noReason')}
          </button>
        </AnswerForm>
      </details>
    </>
  );
}

type AnswerFormProps = Pick<CardProps, 'proposal' | 'document' | 'csrf' | 'acts' | 'about'> & {
  readonly decision: Decision;
  readonly id?: string;
  readonly children: ReactNode;
};

function AnswerForm({ proposal, document, csrf, acts, about, decision, id, children }: AnswerFormProps) {
  const take = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    acts?.decide(proposal.proposalId, event.currentTarget);
  };
  return (
    <form
      method="post"
      id={id}
      action={withAbout(`/documents/${document.documentId}/proposals/${proposal.proposalId}`, about)}
      onSubmit={acts ? take : undefined}
    >
      <input type="hidden" name="_csrf" value={csrf} />
      <input type="hidden" name="decision" value={decision} />
      {children}
    </form>
  );
}
