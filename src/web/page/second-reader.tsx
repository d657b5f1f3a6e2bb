/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * A second reader for a random tenth: the samples there are, and one of them with a proposal in hand. What the first
 * reader answered is not on these pages until nobody has to answer any more. Answers are forms; keys press them.
 */
import type { ReactNode } from 'react';
import type { Answer, RereadingDifference, RereadingHand, RereadingLine } from '#workspace';
import { AskSecondReader } from './ask-second-reader.tsx';
import { Particulars } from './card.tsx';
import { Frame, Keycap, PastNote, type Setting } from './frame.tsx';
import { ReadsAs } from './holder.tsx';
import { hrefOf, proposalHref } from './links.ts';
import { AsKnownLine, Kind, Name, Quote, Shape, Words } from './part.tsx';
import { useSay } from './say.ts';
import { WouldSay } from './sayings.tsx';

export type Who = 'same-person' | 'another-person';
export type Given = 'accepted' | 'refused' | 'parked' | 'taken-back';

interface ListProps {
  readonly setting: Setting;
  readonly answer: Answer<'rereadings'>;
  readonly mayAsk: boolean;
}

export function SecondReadersPage({ setting, answer, mayAsk }: ListProps) {
  const say = useSay();
  const { rereadings, asKnown } = answer;
  return (
    <Frame setting={setting} room="inbox" asKnown={asKnown}>
      <header className="head">
        <div>
          <h1>{say('again.title')}</h1>
          <p className="measure">{say('again.lead')}</p>
        </div>
      </header>
      <PastNote asKnown={asKnown} path={setting.path} />
      {mayAsk && <AskSecondReader csrf={setting.csrf} words={say('again.askAll')} />}
      {rereadings.length === 0 ? (
        <p className="soft">{say('again.none')}</p>
      ) : (
        <ul className="sheet again__list">
          {rereadings.map((line) => (
            <li key={line.rereadingId}>
              <p>
                <a href={hrefOf(`/second-reader/${line.rereadingId}`, setting.travel)}>
                  <Scope line={line} />
                </a>
              </p>
              <p className="cap">
                {say('again.drawn', { n: line.drawn, of: line.population, day: say.day(line.askedAt) })}
              </p>
              <Figures line={line} />
            </li>
          ))}
        </ul>
      )}
      <AsKnownLine asKnown={asKnown} />
    </Frame>
  );
}

function Scope({ line }: { line: RereadingLine }) {
  const say = useSay();
  return line.title === null ? <>{say('again.everything')}</> : <Name text={line.title} />;
}

/** What is compared, each figure with both of its numbers; one person and two are never one figure. */
function Figures({ line: { figures } }: { line: RereadingLine }) {
  const say = useSay();
  if (!('inter' in figures))
    return <p className="cap measure">{say('again.later', { n: figures.waiting })}</p>;
  const { intra, inter, sameDay, cannotTell, waiting, differ, waitingForThird } = figures;
  const rows: ReactNode[] = [];
  for (const [key, { compared, agree, percent }] of [
    ['again.inter', inter],
    ['again.intra', intra],
  ] as const)
    if (percent !== null) rows.push(say(key, { agree, compared, percent }));
  if (sameDay > 0) rows.push(say('again.sameDay', { n: sameDay }));
  if (cannotTell > 0) rows.push(say('again.cannotTell', { n: cannotTell }));
  if (differ > 0) rows.push(say('again.differs', { n: differ, waiting: waitingForThird }));
  rows.push(say('again.waiting', { n: waiting }));
  return (
    <ul className="changed">
      {rows.map((row, n) => (
        <li key={n}>{row}</li>
      ))}
    </ul>
  );
}

interface OneProps {
  readonly setting: Setting;
  readonly answer: Answer<'rereading'>;
  readonly who: Who | undefined;
  readonly done: Given | undefined;
  readonly mayAnswer: boolean;
}

export function SecondReaderPage(props: OneProps) {
  const say = useSay();
  const { setting, answer, who, done, mayAnswer } = props;
  const { hand, asKnown, yours, needsWho } = answer;
  // Another person under the sign-in of the first needs a name before the first answer.
  const isNameless = needsWho && who === 'another-person' && setting.readsAs === undefined;
  const mustChoose = needsWho && who === undefined;
  return (
    <Frame setting={setting} room="inbox" asKnown={asKnown} handling={hand?.document.handling}>
      <header className="head">
        <div>
          <p className="meta">
            <a href={hrefOf('/second-reader', setting.travel)}>{say('again.title')}</a>
          </p>
          <h1>
            <Scope line={answer} />
          </h1>
          <p>
            {say('again.drawn', { n: answer.drawn, of: answer.population, day: say.day(answer.askedAt) })}
          </p>
        </div>
      </header>
      <PastNote asKnown={asKnown} path={setting.path} />
      <div
        className="again"
        data-panel="reading"
        data-focus=""
        tabIndex={-1}
        role="group"
        aria-label={say('again.title')}
      >
        {done && (
          <p className="note note--act">
            <Shape id="d-text" />
            <span>{say(`again.done.${done}`)}</span>
          </p>
        )}
        {mayAnswer && mustChoose && <Choose {...props} />}
        {mayAnswer && isNameless && (
          <div className="note note--caution">
            <Shape id="u-stop" />
            <div>
              <p>{say('again.nameFirst')}</p>
              <ReadsAs
                csrf={setting.csrf}
                readsAs={setting.readsAs}
                back={hrefOf(setting.path, setting.travel, setting.asked)}
                isOpen
              />
            </div>
          </div>
        )}
        {mayAnswer && !isNameless && hand && <Hand {...props} hand={hand} />}
        {!mustChoose && !isNameless && yours === 0 && <p className="soft">{say('again.nothing')}</p>}
        {mayAnswer && answer.last !== null && !isNameless && <Undo {...props} last={answer.last} />}
      </div>
      <section className="again__part" aria-labelledby="again-figures">
        <h2 id="again-figures">{say('again.figures')}</h2>
        <Figures line={answer} />
        <p className="cap measure">{say('again.compared')}</p>
      </section>
      <Differences {...props} />
      <details className="measure again__part">
        <summary>{say('again.how')}</summary>
        <p className="cap">
          {say.rich('again.method', {
            method: () => <span className="code">{answer.drawnBy}</span>,
            seed: () => <span className="code">{answer.seed}</span>,
            size: answer.size,
            n: answer.population,
          })}
        </p>
      </details>
      <AsKnownLine asKnown={asKnown} />
    </Frame>
  );
}

/** Whoever shares a sign-in with the first reader says who they are; nobody else is asked. */
function Choose({ setting }: OneProps) {
  const say = useSay();
  const as = (who: Who): string => hrefOf(setting.path, setting.travel, { who });
  return (
    <div className="note note--quiet">
      <Shape id="k-person" />
      <div>
        <p>{say('again.who')}</p>
        <p className="row">
          <a className="btn" href={as('another-person')}>
            {say('again.another')}
          </a>
          <a className="btn" href={as('same-person')}>
            {say('again.same')}
          </a>
        </p>
      </div>
    </div>
  );
}

function Hand({ setting, answer, who, hand }: OneProps & { hand: RereadingHand }) {
  const say = useSay();
  const { proposal, document, before, after, turn } = hand;
  const { language } = document;
  const form = (given: Exclude<Given, 'taken-back'>, button: ReactNode) => (
    <form method="post" action={`/second-reader/${answer.rereadingId}/answers`}>
      <input type="hidden" name="_csrf" value={setting.csrf} />
      <input type="hidden" name="proposalId" value={proposal.proposalId} />
      <input type="hidden" name="turn" value={turn} />
      <input type="hidden" name="version" value={hand.version} />
      <input type="hidden" name="answer" value={given} />
      {who !== undefined && <input type="hidden" name="who" value={who} />}
      {button}
    </form>
  );
  return (
    <div className="again__pair">
      <div
        className="again__text sheet"
        dir="auto"
        lang={language ?? undefined}
        aria-label={document.title}
        role="group"
      >
        <Words text={before} />
        <mark className="m-now">
          <Words text={proposal.passage.exact} />
        </mark>
        <Words text={after} />
      </div>
      <section className="card is-now" aria-labelledby="again-card">
        <div className="row row--between">
          <h2 className="kindline" id="again-card">
            <Kind kind={proposal.kind}>{say.code('modality', proposal.modality)}</Kind>
          </h2>
          <span className="cap">
            {say(turn === 'second' ? 'again.left' : 'again.leftThird', { n: answer.yours })}
          </span>
        </div>
        <p className="card__value">
          <Quote text={proposal.passage.exact} lang={language} />
        </p>
        <Particulars proposal={proposal} document={document} />
        <p className="would">
          <span className="cap block">{say('reading.would')}</span>
          <WouldSay proposal={proposal} />
        </p>
        <div className="decide" role="group" aria-label={say('reading.answer')}>
          {form(
            'accepted',
            <button className="btn btn--answer" type="submit" data-action="accept">
              {say('reading.accept')} <Keycap action="accept" keys={setting.keys} />
            </button>,
          )}
          {form(
            'refused',
            <button className="btn btn--answer" type="submit" data-action="refuse">
              {say('reading.refuse')} <Keycap action="refuse" keys={setting.keys} />
            </button>,
          )}
          {form(
            'parked',
            <button className="btn" type="submit" data-action="park">
              {say('again.cannot')} <Keycap action="park" keys={setting.keys} />
            </button>,
          )}
        </div>
        <p className="promise">{say('again.blind')}</p>
      </section>
    </div>
  );
}

function Undo({ setting, answer, who, last }: OneProps & { last: NonNullable<OneProps['answer']['last']> }) {
  const say = useSay();
  return (
    <form method="post" action={`/second-reader/${answer.rereadingId}/undo`}>
      <input type="hidden" name="_csrf" value={setting.csrf} />
      {who !== undefined && <input type="hidden" name="who" value={who} />}
      <input type="hidden" name="proposalId" value={last.proposalId} />
      <input type="hidden" name="turn" value={last.turn} />
      <input type="hidden" name="version" value={last.version} />
      <button className="btn btn--plain" type="submit" data-action="undo">
        {say('again.undo')} <Keycap action="undo" keys={setting.keys} />
      </button>
    </form>
  );
}

function Differences({ setting, answer: { differ } }: OneProps) {
  const say = useSay();
  if (differ.length === 0) return null;
  return (
    <section className="again__part" aria-labelledby="again-differ">
      <h2 id="again-differ">{say('again.differ')}</h2>
      <p className="cap measure">{say('again.differRule')}</p>
      <ul className="sheet again__list">
        {differ.map((one) => (
          <Difference key={one.proposalId} one={one} setting={setting} />
        ))}
      </ul>
    </section>
  );
}

const TURNS = [
  { bare: 'again.first', named: 'again.first' },
  { bare: 'again.second', named: 'again.secondNamed' },
  { bare: 'again.third', named: 'again.thirdNamed' },
] as const;

function Difference({ one, setting }: { one: RereadingDifference; setting: Setting }) {
  const say = useSay();
  return (
    <li>
      <p>
        <Kind kind={one.kind} /> <Quote text={one.exact} />
      </p>
      <p className="cap">
        <Name text={one.title} />
      </p>
      {one.answers === null ? (
        <p className="cap">{say('again.waitsForThird')}</p>
      ) : (
        <>
          <ul className="changed">
            {one.answers.map(({ answer, name, at }, n) => {
              const { bare, named } = TURNS[n] ?? TURNS[0];
              return (
                <li key={at}>
                  {say.rich(name === null ? bare : named, {
                    answer: say(`again.answer.${answer}`),
                    day: say.day(at),
                    name: () => <Name text={name ?? ''} />,
                  })}
                </li>
              );
            })}
          </ul>
          <p>
            <a href={proposalHref(one.documentId, one.proposalId, setting.travel)}>{say('again.open')}</a>
          </p>
        </>
      )}
    </li>
  );
}
