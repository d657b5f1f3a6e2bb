/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * The reading screen: the text with passages at the start side, and in the same order what is proposed, claimed and
 * not yet dealt with at the end side. One proposal is in hand; everything else is a line.
 */
import type { Answer, Decision, DocumentPage, ProposalView } from '#workspace';
import type { AboutProps } from './about.tsx';
import type { KeySettings } from './actions.ts';
import { Card, type Acts } from './card.tsx';
import { cleanedLines } from './cleaned.ts';
import { deskLines, inHand, inReadingOrder, oversOf } from './desk.ts';
import { Published } from './documents.tsx';
import { GroupCard } from './group-card.tsx';
import { AskSecondReader } from './ask-second-reader.tsx';
import { Holder } from './holder.tsx';
import { Keycap, PastNote, PrintLink } from './frame.tsx';
import { Line } from './lines.tsx';
import { documentHref, hrefOf, type Travel } from './links.ts';
import { Missed, type MissedProps } from './missed.tsx';
import { AsKnownLine, Handling, Name, Quote, Shape } from './part.tsx';
import { Passages } from './passages.tsx';
import { useSay } from './say.ts';

export interface ReadingProps extends AboutProps {
  readonly page: DocumentPage;
  readonly csrf: string;
  readonly keys: KeySettings;
  readonly travel: Travel;
  readonly path: string;
  /** The proposal asked for; another is taken where it is decided already. */
  readonly at?: string | undefined;
  /** The decision just made, and how many claims came of it. */
  readonly done?: { readonly decision: Decision; readonly made: number } | undefined;
  /** A field that has to be settled before the proposal in hand can be accepted. */
  readonly need?: string | undefined;
  readonly mayDecide: boolean;
  /** How the person who reads is called, where they said so. */
  readonly readsAs?: string | undefined;
  /** On narrow screens: the whole text, not only the lines in hand. */
  readonly whole: boolean;
  /** Something else to say about the last step. */
  readonly note?: string | undefined;
  /** What came of reading this document; known when every proposal has an answer. */
  readonly finish?: Answer<'finish'> | undefined;
  readonly acts?: Acts | undefined;
  /** The proposals of the kind in hand side by side, in place of the card. */
  readonly isTogether?: boolean | undefined;
  /** Minutes without a break, and whether answers come faster than anybody reads; for this reader only. */
  readonly work?: { readonly minutes: number; readonly isHasty: boolean } | undefined;
  /** Words that are being chosen for a claim. */
  readonly choosing?: { readonly start: number; readonly end: number } | undefined;
  /** A claim by hand that is being made from chosen words. */
  readonly missing?: Required<Pick<MissedProps, 'quote' | 'take' | 'cancel'>> | undefined;
}

export function Reading(props: ReadingProps) {
  const say = useSay();
  const { page, at, whole, travel, path } = props;
  const hand = page.asKnown.past ? null : inHand(page.proposals, at);
  return (
    <div className="reading" data-panel="reading">
      <article
        className={hand && !whole ? 'doc doc--hand' : 'doc'}
        aria-label={say('reading.document')}
        tabIndex={-1}
      >
        <Heading {...props} />
        <PastNote asKnown={page.asKnown} path={path} />
        <Damage page={page} />
        {page.text === null ? (
          <NoText />
        ) : (
          <Passages
            text={page.text}
            over={oversOf(page, hand, travel, props.choosing, props.about)}
            lang={page.document.language}
          />
        )}
        {hand && !whole && (
          <p className="whole">
            <a href={hrefOf(path, travel, { at: hand.proposalId, whole: '1', about: props.about?.recordId })}>
              {say('reading.whole')}
            </a>
          </p>
        )}
        <Beside page={page} />
        <Legend {...props} />
      </article>
      <aside className="desk" aria-label={say('reading.desk')}>
        <Desk {...props} hand={hand} />
      </aside>
    </div>
  );
}

function Heading(props: ReadingProps) {
  const say = useSay();
  const {
    page: { document },
    travel,
    keys,
  } = props;
  return (
    <header className="doc__head">
      <p className="meta">
        <span>
          <Name text={document.publisher} lang={document.language} />, <Published document={document} />
        </span>
        {document.relayedFrom !== null && (
          <a href={documentHref(document.relayedFrom, travel)}>
            <Shape id="k-source" turns size="s" /> {say('reading.reprints')}
          </a>
        )}
      </p>
      <h1 dir="auto" lang={document.language ?? undefined}>
        <Name text={document.title} lang={document.language} />
      </h1>
      <p className="meta">
        <span>{say.code('language', document.language ?? 'none')}</span>
        <span className="code">sha256 {`${document.sha256.slice(0, 4)}…${document.sha256.slice(-4)}`}</span>
        <span>
          {document.grade}: {say.code('grade', document.grade)}
        </span>
        <Handling handling={document.handling} />
        <PrintLink href={hrefOf(`/documents/${document.documentId}/print`, travel)} keys={keys} />
      </p>
      <div className="meta">
        <span>{say('inbox.who')}:</span>
        <Holder
          document={document}
          csrf={props.csrf}
          back={props.path}
          readsAs={props.readsAs}
          mayTake={props.mayDecide}
        />
      </div>
    </header>
  );
}

function Damage({ page: { damaged, text } }: { page: DocumentPage }) {
  const say = useSay();
  if (damaged.length === 0 || text === null) return null;
  return (
    <p className="note doc__note">
      <Shape id="u-passage" />
      <span>{say('reading.damaged', { n: damaged.length })}</span>
    </p>
  );
}

/** Where the text came damaged: as it came, and beside it how it may have read. */
function Beside({ page: { damaged, text, document } }: { page: DocumentPage }) {
  const say = useSay();
  if (damaged.length === 0 || text === null) return null;
  const { language } = document;
  return (
    <details className="beside">
      <summary>{say('reading.beside')}</summary>
      <p className="cap">{say('reading.besideRule')}</p>
      <table className="ledger stack">
        <caption className="vh">{say('reading.beside')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('reading.asItCame')}</th>
            <th scope="col">{say('reading.cleaned')}</th>
          </tr>
        </thead>
        <tbody>
          {cleanedLines(text, damaged).map(({ original, cleaned, why }, n) => (
            <tr key={n}>
              <td data-label={say('reading.asItCame')}>
                <Name text={original} lang={language} />
                <span className="cap block">{say('reading.damage', { why })}</span>
              </td>
              <td data-label={say('reading.cleaned')}>
                {cleaned === null ? (
                  <span className="soft">{say('reading.noCleaning')}</span>
                ) : (
                  <Name text={cleaned} lang={language} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function NoText() {
  const say = useSay();
  return (
    <p className="note doc__note">
      <Shape id="u-stop" />
      <span>{say('reading.noText')}</span>
    </p>
  );
}

function Legend({ page }: Pick<ReadingProps, 'page'>) {
  const say = useSay();
  const open = page.proposals.filter(({ decision }) => decision === null || decision.is === 'parked').length;
  return (
    <p className="legend">
      <span className="row row--tight g--claimed">
        <Shape id="d-claimed" size="s" /> <mark className="m-claimed">{say('reading.claimed')}</mark>{' '}
        {say.number(page.claims.length)}
      </span>
      <span className="row row--tight g--proposed">
        <Shape id="d-proposed" size="s" /> <mark className="m-proposed">{say('reading.proposed')}</mark>{' '}
        {say.number(open)}
      </span>
      <span className="row row--tight g--unclaimed">
        <b>!</b> <mark className="m-unclaimed">{say('reading.unclaimed')}</mark>{' '}
        {say.number(page.unclaimed.length)}
      </span>
    </p>
  );
}

function Desk(props: ReadingProps & { hand: ProposalView | null }) {
  const say = useSay();
  const { page, hand, keys, missing, about, find } = props;
  const order = inReadingOrder(page.proposals);
  const undecided = order.filter(({ decision }) => decision === null).length;
  const place = hand ? say('reading.place', { n: order.indexOf(hand) + 1, all: order.length }) : '';
  return (
    <>
      <div className="row row--between">
        <h2>{say('reading.desk')}</h2>
        <span className="cap">
          {say('reading.tally', { open: undecided, unclaimed: page.unclaimed.length })}
        </span>
      </div>
      {about && <ForPerson {...props} about={about} />}
      {missing && (
        <section className="card" aria-label={say('missed.title')}>
          <h3 className="kindline">{say('missed.title')}</h3>
          <Missed document={page.document} csrf={props.csrf} about={about} find={find} {...missing} />
        </section>
      )}
      {!hand && <Said {...props} />}
      <Unread page={page} />
      {undecided === 0 && page.unreadBecause === null && (
        <Finish page={page} finish={props.finish} csrf={props.csrf} mayAsk={props.mayDecide} />
      )}
      <ol className="lines">
        {deskLines(page).map((line) => (
          <li key={line.key} className={`lines__${line.is}`}>
            {line.is === 'proposal' && line.proposal === hand ? (
              <>
                <Said {...props} />
                {props.acts && props.isTogether ? (
                  <GroupCard proposals={order} document={page.document} keys={keys} acts={props.acts} />
                ) : (
                  <Card
                    proposal={hand}
                    document={page.document}
                    csrf={props.csrf}
                    keys={keys}
                    place={place}
                    isDecidable={props.mayDecide}
                    acts={props.acts}
                    about={about}
                    find={find}
                  />
                )}
              </>
            ) : (
              <Line
                line={line}
                page={page}
                travel={props.travel}
                about={about}
                csrf={props.csrf}
                isDecidable={props.mayDecide}
                acts={props.acts}
              />
            )}
          </li>
        ))}
      </ol>
      <LeftOut page={page} />
      {props.mayDecide && page.text !== null && !missing && (
        <details className="byhand">
          <summary className="btn" data-action="missed">
            {say('missed.title')} <Keycap action="missed" keys={keys} />
          </summary>
          <Missed document={page.document} csrf={props.csrf} about={about} />
        </details>
      )}
      <p className="cap row row--between">
        <span className="row row--tight">
          <Keycap action="next" keys={keys} /> <Keycap action="previous" keys={keys} />{' '}
          <Keycap action="undo" keys={keys} /> <Keycap action="unclaimed" keys={keys} />
        </span>
        <button className="btn btn--plain" type="button" data-action="keys">
          {say('keys.all')} <Keycap action="keys" keys={keys} />
        </button>
      </p>
      {props.work && (
        <p className="cap">
          {say('reading.minutes', { n: props.work.minutes })}
          {props.work.isHasty && <span className="block">{say('reading.pause')}</span>}
        </p>
      )}
      <AsKnownLine asKnown={page.asKnown} />
    </>
  );
}

/** What the reader considered and left out: nobody is asked to decide on it, and nobody has to take its word. */
function LeftOut({ page: { doubted, document } }: Pick<ReadingProps, 'page'>) {
  const say = useSay();
  if (doubted.length === 0) return null;
  return (
    <details className="beside">
      <summary>{say('reading.leftOut', { n: doubted.length })}</summary>
      <p className="cap">{say('reading.leftOutRule')}</p>
      <ul className="lines">
        {doubted.map(({ kind, rule, passage }) => (
          <li key={`${passage.start}${rule}`} className="line-row line-row--short">
            <p>
              <span className="soft">{say.code('kind', kind)}:</span>{' '}
              <Quote text={passage.exact} lang={document.language} /> <span className="code">{rule}</span>
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Whom claims by hand are about, where the reader came from a person's page. */
function ForPerson({
  about,
  path,
  travel,
}: Pick<ReadingProps, 'path' | 'travel'> & Required<Pick<AboutProps, 'about'>>) {
  const say = useSay();
  if (!about) return null;
  return (
    <p className="note note--quiet">
      <Shape id="k-person" />
      <span>
        {say.rich('about.note', {
          name: () => <Name text={about.name} lang={about.lang} />,
          a: (chunks) => <a href={hrefOf(path, travel)}>{chunks}</a>,
        })}
      </span>
    </p>
  );
}

function Unread({ page }: { page: DocumentPage }) {
  const say = useSay();
  if (page.unreadBecause === null) return null;
  const why =
    page.text === null
      ? 'reading.noTextWhy'
      : page.document.language === null
        ? 'reading.noLanguage'
        : 'reading.noPack';
  return (
    <p className="note">
      <Shape id="u-stop" />
      <span>{say(why)}</span>
    </p>
  );
}

/** What became of the last answer, right above the next question. */
function Said({ done, need, note }: Pick<ReadingProps, 'done' | 'need' | 'note'>) {
  const say = useSay();
  if (need !== undefined) {
    const field = say.code('field', need);
    return (
      <p className="note note--caution said-now">
        <Shape id="u-stop" />
        <span>
          {need === 'speaker'
            ? say('reading.need.speaker')
            : need === 'unknown'
              ? say('reading.need.other')
              : say('reading.need.field', { field })}
        </span>
      </p>
    );
  }
  return (
    <p className={done || note !== undefined ? 'note note--act said-now' : 'vh'}>
      {(done || note !== undefined) && (
        <>
          <Shape id="d-text" />
          <span>{done ? say(`reading.done.${done.decision}`, { n: done.made }) : note}</span>
        </>
      )}
    </p>
  );
}

/** What the reading of this document came to; figures here count decisions, not people. */
function Finish({
  page: { proposals, unclaimed, document },
  finish,
  csrf,
  mayAsk,
}: Pick<ReadingProps, 'page' | 'finish' | 'csrf'> & { readonly mayAsk: boolean }) {
  const say = useSay();
  const count = (is: Decision) => proposals.filter(({ decision }) => decision?.is === is).length;
  if (proposals.length === 0) return <p className="soft">{say('reading.nothing')}</p>;
  return (
    <div className="note note--act" id="finish" tabIndex={-1}>
      <Shape id="d-claimed" />
      <div>
        <p>
          {say.rich('reading.finish', {
            b: (chunks) => <b>{chunks}</b>,
            all: proposals.length,
            accepted: count('accepted'),
            refused: count('refused'),
            parked: count('parked'),
            unclaimed: unclaimed.length,
          })}
        </p>
        {finish && <Changed finish={finish} />}
        {mayAsk && count('accepted') + count('refused') > 0 && (
          <AskSecondReader csrf={csrf} documentId={document.documentId} words={say('again.askOne')} />
        )}
      </div>
    </div>
  );
}

/** What the reading changed: claims, figures, silences by kind, records and the persons they belong to. */
function Changed({ finish: { changed, byHand, dismissed } }: { finish: Answer<'finish'> }) {
  const say = useSay();
  const { claims, counts, silences, records, persons, setAside } = changed;
  return (
    <ul className="changed">
      <li>{say('finish.claims', { n: claims })}</li>
      <li>{say('finish.counts', { n: counts })}</li>
      {silences.map((silence) => (
        <li key={silence.kind}>
          {say('finish.silence', { n: silence.claims, kind: say.code('row', silence.kind) })}
        </li>
      ))}
      <li>{say('finish.people', { persons, records })}</li>
      {byHand > 0 && <li>{say('finish.byHand', { n: byHand })}</li>}
      {setAside > 0 && <li>{say('finish.setAside', { n: setAside })}</li>}
      {dismissed > 0 && <li>{say('finish.dismissed', { n: dismissed })}</li>}
    </ul>
  );
}
