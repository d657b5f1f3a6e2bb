/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * Two records and the question whether they are one person: left, right and what would come of it on one screen, hard
 * facts above the score, the score in words first. Three answers of one size; none is chosen beforehand.
 */
import type { Answer, LetterRunView, PairSide, PairView } from '#workspace';
import { Frame, Keycap, PastNote, type Setting } from './frame.tsx';
import { hrefOf } from './links.ts';
import { AsKnownLine, Name, Shape, Words } from './part.tsx';
import { langOf, personHref } from './names.tsx';
import { useSay, type Say } from './say.ts';
import { Waterfall } from './waterfall.tsx';

export type PairDecision = 'same' | 'different' | 'unsure' | 'withdrawn';

interface Props {
  readonly setting: Setting;
  readonly answer: Answer<'pair'>;
  readonly scripts: Answer<'linkage'>['scripts'];
  readonly tooLittle: number;
  readonly isBlind: boolean;
  /** Latin letters beside names in other scripts. */
  readonly hasLatin: boolean;
  readonly mayJudge: boolean;
  readonly done: PairDecision | undefined;
  /** The pair that was judged just now, so that it can be taken back. */
  readonly last: { readonly left: string; readonly right: string } | null;
}

export function pairHref(
  pair: { readonly left: string; readonly right: string },
  setting: Setting,
  more: Readonly<Record<string, string | undefined>> = {},
): string {
  return hrefOf(`/linkage/${pair.left}/${pair.right}`, setting.travel, more);
}

function idsOf({ left, right }: PairView): { left: string; right: string } {
  return { left: left.recordId, right: right.recordId };
}

export function PairPage(props: Props) {
  const say = useSay();
  const { setting, answer, isBlind } = props;
  const { pair, asKnown } = answer;
  const isHidden = isBlind && pair.judgement === null;
  return (
    <Frame setting={setting} room="linkage" asKnown={asKnown}>
      <header className="head">
        <div>
          <h1>{say('linkage.same')}</h1>
          <p>
            {answer.place > 0
              ? say('linkage.place', { n: answer.place, total: answer.total })
              : say('linkage.notWaiting')}
          </p>
        </div>
        <PairFacets {...props} />
      </header>
      <PastNote asKnown={asKnown} path={setting.path} />
      <Done {...props} />
      <div
        data-panel="pair"
        data-focus=""
        tabIndex={-1}
        className="pair-panel"
        role="group"
        aria-label={say('linkage.same')}
      >
        <div className="pair">
          <Side side={pair.left} label="la" hasLatin={props.hasLatin} />
          <Side side={pair.right} label="lb" hasLatin={props.hasLatin} />
          <Result pair={pair} setting={setting} />
        </div>
        <Before pair={pair} />
        {isHidden ? <p className="note note--quiet">{say('linkage.hidden')}</p> : <Why pair={pair} />}
        {props.mayJudge && <Judge {...props} isHidden={isHidden} />}
        <More {...props} />
        <Earlier pair={pair} setting={setting} />
      </div>
      <AsKnownLine asKnown={asKnown} />
    </Frame>
  );
}

function PairFacets({ setting, answer, scripts, tooLittle, isBlind }: Props) {
  const say = useSay();
  return (
    <nav className="row" aria-label={say('linkage.pools')}>
      {scripts.map(({ value, count, chosen }) => (
        <a
          key={value}
          className="facet"
          aria-current={chosen ? 'true' : undefined}
          href={hrefOf('/linkage', setting.travel, {
            scripts: chosen ? undefined : value,
            blind: isBlind ? '1' : undefined,
          })}
        >
          <span>{say.listed(value.split('+').map((script) => say.code('script', script)))}</span>{' '}
          <span className="num">{say.number(count)}</span>
        </a>
      ))}
      <a className="facet" href={`${hrefOf('/linkage/overview', setting.travel)}#too-little`}>
        {say('linkage.tooLittle')} <span className="num">{say.number(tooLittle)}</span>
      </a>
      <a
        className="facet"
        aria-current={isBlind ? 'true' : undefined}
        data-action="pair-blind"
        href={pairHref(idsOf(answer.pair), setting, { blind: isBlind ? undefined : '1' })}
      >
        {say('linkage.blind')}
      </a>
    </nav>
  );
}

function Done({ setting, done, last }: Props) {
  const say = useSay();
  if (done === undefined || last === null) return null;
  return (
    <div className="note note--quiet row" role="status" id="done">
      <span>{say(`linkage.done.${done}`)}</span>
      {done !== 'withdrawn' && (
        <form method="post" action={`/linkage/${last.left}/${last.right}`}>
          <input type="hidden" name="_csrf" value={setting.csrf} />
          <input type="hidden" name="decision" value="withdrawn" />
          <input type="hidden" name="reason" value={say('linkage.undoReason')} />
          <button className="btn btn--plain" type="submit" data-action="pair-undo">
            {say('linkage.undo')} <Keycap action="pair-undo" keys={setting.keys} />
          </button>
        </form>
      )}
    </div>
  );
}

function Letters({ runs }: { runs: readonly LetterRunView[] }) {
  const say = useSay();
  return runs.map(({ text, differs }, n) =>
    differs && text.trim() !== '' ? (
      <span key={n} className="d">
        <span className="vh"> {say('linkage.differs')} </span>
        <Words text={text} />
      </span>
    ) : (
      <span key={n}>
        <Words text={text} />
      </span>
    ),
  );
}

function Side({ side, label, hasLatin }: { side: PairSide; label: string; hasLatin: boolean }) {
  const say = useSay();
  const lang = langOf(side.name.lang, side.name.script) ?? undefined;
  return (
    <section className="sheet" aria-labelledby={label}>
      <h2 className="cap" id={label}>
        <Name text={side.listName} />, {say('person.row', { n: side.row })}
      </h2>
      <p className="who" lang={lang} dir="auto">
        {side.letters.length === 0 ? <Name text={side.name.words} /> : <Letters runs={side.letters} />}
      </p>
      {side.latin !== null && hasLatin && (
        <p className="aid">
          <bdi>{side.latin}</bdi>, {say('linkage.aid')}
        </p>
      )}
      <dl className="pair__cells">
        {side.cells.map(({ column, words }, n) => (
          <div key={n} className="pair__cell">
            <dt>
              <Name text={column} />
            </dt>
            <dd>
              <Name text={words} lang={lang} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Result({ pair: { ifLinked }, setting }: { pair: PairView; setting: Setting }) {
  const say = useSay();
  const { documentedBefore, documented } = ifLinked;
  return (
    <section className="sheet sheet--result" aria-labelledby="lc">
      <h2 className="cap" id="lc">
        {say('linkage.ifLinked')}
      </h2>
      <p className="who">
        <a className="code" href={personHref(ifLinked.personId, setting.travel)}>
          {ifLinked.personId.slice(0, 8)}
        </a>
      </p>
      <p className="aid">{say('linkage.records', { n: ifLinked.records, before: ifLinked.recordsBefore })}</p>
      <dl className="pair__cells">
        <div className="pair__cell">
          <dt>{say('linkage.documented')}</dt>
          <dd className="num">
            {documentedBefore === documented
              ? say('linkage.unchanged', { n: documented })
              : say('linkage.becomes', { before: documentedBefore, after: documented })}
          </dd>
        </div>
        <div className="pair__cell">
          <dt>{say('linkage.sign')}</dt>
          <dd>{signWords(say, ifLinked)}</dd>
        </div>
        {ifLinked.differ.map(({ group, n }) => (
          <div key={group} className="pair__cell">
            <dt>{say(`person.group.${group}`)}</dt>
            <dd>
              <span className="differ">
                <Shape id="d-differ" size="s" /> {say('person.differ', { n })}
              </span>
            </dd>
          </div>
        ))}
      </dl>
      {!ifLinked.isJoined && <p className="cap">{say('linkage.staysApart')}</p>}
    </section>
  );
}

/** The last sign of life as it would be: the same as now, another day, or none that anybody told of. */
function signWords(say: Say, { sign, signBefore }: PairView['ifLinked']): string {
  if (sign === null) return say('linkage.signNone');
  const day = say.day(sign);
  if (sign === signBefore) return say('linkage.signSame', { day });
  return signBefore === null
    ? say('linkage.signNew', { day })
    : say('linkage.signMoves', { before: say.day(signBefore), day });
}

const FACT_SHAPES: Readonly<Record<PairView['before'][number]['code'], string>> = {
  'same-list': 'd-aside',
  'other-list': 'd-aside',
  'doubles-list': 'd-aside',
  'kept-apart': 'd-unlink',
  group: 'd-link',
  'group-large': 'd-link',
};

/** What stands before any score. */
function Before({ pair }: { pair: PairView }) {
  const say = useSay();
  return (
    <ul className="row before" aria-label={say('linkage.before')}>
      {pair.before.map(({ code, n }) => (
        <li key={code} className="row row--tight">
          <Shape id={FACT_SHAPES[code]} turns={code === 'other-list'} />
          {say(`linkage.fact.${code}`, { n })}
        </li>
      ))}
      {pair.letterPairs.map(({ left, right }) => (
        <li key={`${left} ${right}`} className="soft">
          {say.rich('linkage.letters', {
            left: () => <bdi className="said">{left}</bdi>,
            right: () => <bdi className="said">{right}</bdi>,
          })}
        </li>
      ))}
    </ul>
  );
}

function Why({ pair: { why } }: { pair: PairView }) {
  const say = useSay();
  if (why === null) return <p className="note note--quiet">{say('linkage.noScore')}</p>;
  return (
    <section className="sheet weighing">
      <div className="row row--between">
        <h2>{say('linkage.why')}</h2>
        <span className="cap">{say('linkage.bars')}</span>
      </div>
      <Waterfall why={why} />
      {why.household && <p className="cap">{say('linkage.household')}</p>}
    </section>
  );
}

function Judge({ setting, answer: { pair }, isBlind, isHidden }: Props & { readonly isHidden: boolean }) {
  const say = useSay();
  const action = `/linkage/${pair.left.recordId}/${pair.right.recordId}${isBlind ? '?blind=1' : ''}`;
  return (
    <form className="judge" method="post" action={action} aria-label={say('linkage.judge')}>
      <input type="hidden" name="_csrf" value={setting.csrf} />
      <div className="field">
        <label htmlFor="why">{say('linkage.reason')}</label>
        <input
          className="input"
          id="why"
          name="reason"
          required
          maxLength={500}
          defaultValue={isHidden ? say('linkage.blindReason') : pair.reason}
        />
      </div>
      <div className="row">
        {(['same', 'different', 'unsure'] as const).map((decision) => (
          <button
            key={decision}
            className="btn btn--answer"
            type="submit"
            name="decision"
            value={decision}
            data-action={`pair-${decision}`}
          >
            {say(`linkage.answer.${decision}`)} <Keycap action={`pair-${decision}`} keys={setting.keys} />
          </button>
        ))}
      </div>
    </form>
  );
}

/** What else can be done here, each with its key. */
function More({ setting, answer: { pair }, isBlind, hasLatin }: Props) {
  const say = useSay();
  return (
    <p className="cap row">
      <a
        href={pairHref(idsOf(pair), setting, {
          blind: isBlind ? '1' : undefined,
          latin: hasLatin ? 'off' : undefined,
        })}
        data-action="pair-latin"
      >
        <Keycap action="pair-latin" keys={setting.keys} /> {say('linkage.latin')}
      </a>
      <a href={hrefOf('/records', setting.travel, { list: pair.left.listId })} data-action="pair-sources">
        <Keycap action="pair-sources" keys={setting.keys} /> {say('linkage.sources')}
      </a>
    </p>
  );
}

function Earlier({ pair, setting }: { pair: PairView; setting: Setting }) {
  const say = useSay();
  if (pair.earlier.length === 0) return null;
  return (
    <details className="earlier">
      <summary className="cap" data-action="pair-history">
        <Keycap action="pair-history" keys={setting.keys} />{' '}
        {say('linkage.earlier', { n: pair.earlier.length })}
      </summary>
      <ol>
        {pair.earlier.map(({ decision, reason, by, at }, n) => (
          <li key={n}>
            {say.day(at)}: {say(`linkage.was.${decision}`)},{' '}
            {by === null ? say('linkage.byRule') : say('linkage.byPerson')}
            <span className="cap block">
              <Words text={reason} />
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
