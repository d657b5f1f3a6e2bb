/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * The chart of a count: a table whose middle column is drawn. Every row is drawn in per cent of one axis, so that it
 * stretches while circles stay round; rows turn round with the direction of the language, the axis does not. A voice
 * reads a table; on a narrow screen each label stands above its own line.
 */
import { Fragment, type ReactNode } from 'react';
import type { HowMany } from '#workspace';
import { groupHref } from './count-links.ts';
import { axisOf, chartRows, coversWords, type Axis, type ChartRow, type Mark } from './count-rows.ts';
import { claimHref, type Travel } from './links.ts';
import { Name, Quote, Shape, SignWord, Speaker, When, Words } from './part.tsx';
import { useSay } from './say.ts';
import { ROW_SIGNS } from './signs.ts';

export function CountChart({ answer, travel }: { answer: HowMany; travel: Travel }) {
  const say = useSay();
  const rows = chartRows(say, answer);
  const axis = axisOf(rows);
  const parts = [...new Set(rows.map(({ part }) => part))];
  return (
    <div className="sheet">
      <table className="chart">
        <caption className="vh">{say('count.chartCaption', { end: axis.end })}</caption>
        <thead>
          <AxisRow axis={axis} />
        </thead>
        {parts.map((part) => (
          <tbody key={part}>
            <tr className="chart__part">
              <th scope="rowgroup">{say(`count.part.${part}`)}</th>
              <td className="chart__plot">
                <Grid axis={axis} />
              </td>
              <td />
            </tr>
            {rows
              .filter((row) => row.part === part)
              .map((row) => (
                <Row key={row.id} row={row} axis={axis} answer={answer} travel={travel} />
              ))}
          </tbody>
        ))}
      </table>
      <Legend />
    </div>
  );
}

function percent(value: number, { end }: Axis): string {
  return `${((value / end) * 100).toFixed(2)}%`;
}

function AxisRow({ axis }: { axis: Axis }) {
  const say = useSay();
  return (
    <tr>
      <th scope="col">
        <span className="vh">{say('count.who')}</span>
      </th>
      <th scope="col" className="chart__plot chart__axis">
        <span className="vh">{say('count.axis')}</span>
        <svg aria-hidden="true">
          {axis.ticks.map((tick) => (
            <Fragment key={tick}>
              <text className="c-tag" x={percent(tick, axis)} y="16" textAnchor="middle">
                {say.number(tick)}
              </text>
              <line className="zero" x1={percent(tick, axis)} x2={percent(tick, axis)} y1="22" y2="28" />
            </Fragment>
          ))}
          <line className="zero" x1="0" x2="100%" y1="100%" y2="100%" />
        </svg>
      </th>
      <th scope="col" className="chart__read cap">
        {say('count.people')}
      </th>
    </tr>
  );
}

function Grid({ axis }: { axis: Axis }) {
  return (
    <svg aria-hidden="true">
      <GridLines axis={axis} />
    </svg>
  );
}

function GridLines({ axis }: { axis: Axis }) {
  return axis.ticks.map((tick) => (
    <line
      key={tick}
      className={tick === 0 ? 'zero' : 'grid'}
      x1={percent(tick, axis)}
      x2={percent(tick, axis)}
      y1="0"
      y2="100%"
    />
  ));
}

interface RowProps {
  readonly row: ChartRow;
  readonly axis: Axis;
  readonly answer: HowMany;
  readonly travel: Travel;
}

function Row({ row, axis, answer, travel }: RowProps) {
  const { said, mark } = row;
  return (
    <tr id={row.id} className={said === null ? 'chart__row' : `chart__row saying saying--${said.kind}`}>
      <th scope="row">
        <Label row={row} />
      </th>
      <td className="chart__plot">
        {mark.kind === 'void' ? (
          <>
            <Grid axis={axis} />
            <Void row={row} />
          </>
        ) : (
          <svg role="img" aria-label={row.figure}>
            <GridLines axis={axis} />
            <Drawn mark={mark} axis={axis} />
          </svg>
        )}
      </td>
      <td className="chart__read">
        <Read row={row} answer={answer} travel={travel} />
      </td>
    </tr>
  );
}

function Label({ row: { said, label, note } }: { row: ChartRow }) {
  const say = useSay();
  if (said === null)
    return (
      <>
        <Words text={label} />
        {note !== '' && (
          <span className="cap block">
            <bdi>
              <Words text={note} />
            </bdi>
          </span>
        )}
      </>
    );
  return (
    <>
      <Speaker speaker={said.speaker} />
      <span className="cap block">
        <Name text={coversWords(say, said)} />, <When when={said.asOf} quote={said.words} />
      </span>
      {said.asker !== null && (
        <span className="cap block">
          {say.rich('count.askedBy', { name: <Name key="name" text={said.asker} /> })}
          {said.addressees !== null && <>; {say('count.asked', { n: said.addressees })}</>}
        </span>
      )}
    </>
  );
}

function Read({ row: { said, figure, group, mark }, answer, travel }: Omit<RowProps, 'axis'>) {
  const say = useSay();
  if (said !== null)
    return (
      <>
        {mark.kind !== 'void' && (
          <>
            <b className="num">{figure}</b>{' '}
          </>
        )}
        <a className="chart__quote" href={claimHref(said.documentId, said.claimId, travel)}>
          <Quote text={said.words} />
        </a>
      </>
    );
  if (group !== null)
    return (
      <>
        <a href={groupHref(answer, group, travel)}>{figure}</a>
        {group === 'documented' && <>, {say('count.onLists', { n: answer.documented.lists })}</>}
      </>
    );
  return <b>{mark.kind === 'void' ? '' : figure}</b>;
}

/** A row without a number takes the same height as one with it, its word where the drawing would be. */
function Void({ row: { said, figure, mark } }: { row: ChartRow }) {
  if (mark.kind !== 'void') return null;
  const kind = mark.how;
  return (
    <div className={`void-row void-row--${kind}`}>
      <span className={`void void--${kind} void-row__word`}>
        {said === null ? (
          <Shape id="v-unknown" />
        ) : (
          <Shape id={ROW_SIGNS[said.kind].shape} turns={ROW_SIGNS[said.kind].turns} />
        )}{' '}
        <span>{figure}</span>
      </span>
    </div>
  );
}

/** Something of fixed size at a place in per cent. */
function At({ x, children }: { x: string; children: ReactNode }) {
  return (
    <svg x={x} y="50%" overflow="visible">
      {children}
    </svg>
  );
}

export function Drawn({ mark, axis }: { mark: Exclude<Mark, { kind: 'void' }>; axis: Axis }) {
  const x = (value: number): string => percent(Math.min(value, axis.end), axis);
  const line = (from: number, to: number, more = 'c-line') => (
    <line className={more} x1={x(from)} x2={x(to)} y1="50%" y2="50%" />
  );
  switch (mark.kind) {
    case 'dot':
      return <circle className="c-claim" cx={x(mark.at)} cy="50%" r="5.5" />;
    case 'person':
      return (
        <At x={x(mark.at)}>
          <rect className={mark.isWhole ? 'c-doc' : 'c-doc-open'} x="-5.5" y="-5.5" width="11" height="11" />
        </At>
      );
    case 'arrow':
      return (
        <>
          {line(mark.from, axis.end)}
          <At x="100%">
            <path className="c-claim" strokeLinejoin="round" d="M0 -5 8 0 0 5z" />
          </At>
          <circle className="c-open" cx={x(mark.from)} cy="50%" r="5.5" />
        </>
      );
    case 'upto':
      return (
        <>
          {line(0, mark.to)}
          <circle className="c-open" cx={x(mark.to)} cy="50%" r="5.5" />
        </>
      );
    case 'usual':
      return line(mark.from, mark.to, 'c-line c-line--usual');
    case 'range':
      return (
        <>
          {line(mark.from, mark.to)}
          <At x={x(mark.from)}>
            <path className="c-line" d="M0-7V7" />
          </At>
          <At x={x(mark.to)}>
            <path className="c-line" d="M0-7V7" />
          </At>
        </>
      );
    default:
      return <Band mark={mark} axis={axis} />;
  }
}

function Band({ mark, axis }: { mark: Extract<Mark, { kind: 'band' }>; axis: Axis }) {
  const { from, to, half, middle } = mark;
  const x = (value: number): string => percent(Math.min(value, axis.end), axis);
  return (
    <>
      <rect className="c-wide" x={x(from)} y="25%" width={x(to - from)} height="50%" />
      {half !== null && (
        <rect className="c-narrow" x={x(half[0])} y="25%" width={x(half[1] - half[0])} height="50%" />
      )}
      {middle !== null && <line className="c-mid" x1={x(middle)} x2={x(middle)} y1="15%" y2="85%" />}
    </>
  );
}

const KEYS = [
  { id: 'dot', mark: { kind: 'dot', at: 2 } },
  { id: 'arrow', mark: { kind: 'arrow', from: 1 } },
  { id: 'range', mark: { kind: 'range', from: 1, to: 3 } },
  { id: 'usual', mark: { kind: 'usual', from: 1, to: 3 } },
  { id: 'person', mark: { kind: 'person', at: 2, isWhole: true } },
  { id: 'band', mark: { kind: 'band', from: 0.5, to: 3.5, half: [1.5, 2.5], middle: 2 } },
] as const;

/** What each mark means, each with its drawing. */
function Legend() {
  const say = useSay();
  return (
    <ul className="chart__keys" aria-label={say('count.keys')}>
      {KEYS.map(({ id, mark }) => (
        <li key={id}>
          <svg className="chart__key" aria-hidden="true">
            <Drawn mark={mark} axis={{ end: 4, ticks: [] }} />
          </svg>{' '}
          {say(`count.key.${id}`)}
        </li>
      ))}
      <li>
        <SignWord sign={ROW_SIGNS.silence}>{say('count.key.void')}</SignWord>
      </li>
    </ul>
  );
}
