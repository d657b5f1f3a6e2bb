/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * The timeline of a person: one lane for each matter, drawn from left to right in every language, with a table that
 * says the same. Ends fade where a date is not exact, and where nobody said anything nothing is drawn.
 */
import type { LaneMark, LaneView, PersonAnswer } from '#workspace';
import { Name } from './part.tsx';
import { useSay, type Say } from './say.ts';
import { toldWords } from './told.ts';

const MS_A_DAY = 86_400_000;
/** Part of the width that stays free at each end. */
const MARGIN = 2;

interface Scale {
  /** Per cent of the width at which a day stands. */
  readonly at: (day: string) => number;
  readonly years: readonly string[];
  readonly today: string;
}

/** Words in a drawing that runs from left to right: where their language runs the other way they are kept in its order. */
function apart(say: Say, words: string): string {
  return say.dir === 'rtl' ? `\u2067${words}\u2069` : words;
}

/** Every mark and today fit; at least a year is shown, so that one day does not fill the line. */
function scaleOf(lanes: readonly LaneView[], today: string): Scale {
  const days = lanes.flatMap(({ marks }) => marks.flatMap(({ from, to }) => [from, to]));
  const first = Math.min(...days.map((day) => Date.parse(day)), Date.parse(today) - 365 * MS_A_DAY);
  const last = Math.max(...days.map((day) => Date.parse(day)), Date.parse(today));
  const at = (day: string): number =>
    MARGIN + ((Date.parse(day) - first) / Math.max(1, last - first)) * (100 - 2 * MARGIN);
  const [from, to] = [new Date(first).getUTCFullYear() + 1, new Date(last).getUTCFullYear()];
  const step = Math.max(1, Math.ceil((to - from) / 8));
  const years: string[] = [];
  for (let year = from; year <= to; year += step) years.push(String(year));
  return { at, years, today };
}

export function Timeline({ person }: { person: PersonAnswer }) {
  const say = useSay();
  const today = person.asKnown.at.slice(0, 10);
  const scale = scaleOf(person.lanes, today);
  return (
    <section className="sheet lanes" tabIndex={0} aria-label={say('person.timeline')}>
      <p className="vh">{summary(person, say)}</p>
      <div className="lanes__grid" aria-hidden="true">
        {person.lanes.map((lane) => (
          <LaneRow key={lane.lane} lane={lane} scale={scale} person={person} />
        ))}
        <span />
        <Axis scale={scale} />
      </div>
      <div className="lanes__foot">
        <p className="cap">{say('person.fade')}</p>
        <details className="lanes__table">
          <summary>{say('person.asTable')}</summary>
          <LaneTable lanes={person.lanes} />
        </details>
      </div>
    </section>
  );
}

function summary({ lanes, lastSign }: PersonAnswer, say: Say): string {
  const told = lanes.map(({ lane, marks }) =>
    say('person.laneSummary', { lane: say(`person.lane.${lane}`), n: marks.length }),
  );
  const gap = lastSign === null ? say('person.noSign') : say('person.gap', { n: lastSign.days });
  return [...told, gap].join(' ');
}

function LaneRow({
  lane: { lane, marks },
  scale,
  person,
}: {
  lane: LaneView;
  scale: Scale;
  person: PersonAnswer;
}) {
  const say = useSay();
  const { lastSign } = person;
  return (
    <>
      <span>{say(`person.lane.${lane}`)}</span>
      <svg role="presentation">
        <Grid scale={scale} />
        {marks.map((mark, n) => (
          <MarkShape key={n} mark={mark} scale={scale} id={`${lane}-${n}`} />
        ))}
        {lane === 'contact' && lastSign !== null && lastSign.days > 0 && (
          <SilenceLine from={lastSign.on} days={lastSign.days} scale={scale} />
        )}
        {lane === 'death' && marks.length === 0 && (
          <text className="lanes__none" x="1%" y="20">
            {apart(say, say('person.noDeath'))}
          </text>
        )}
      </svg>
    </>
  );
}

function Grid({ scale }: { scale: Scale }) {
  return (
    <>
      {scale.years.map((year) => {
        const x = `${scale.at(`${year}-01-01`)}%`;
        return <line key={year} className="lanes__year" x1={x} x2={x} y1="0" y2="100%" />;
      })}
      <line
        className="lanes__today"
        x1={`${scale.at(scale.today)}%`}
        x2={`${scale.at(scale.today)}%`}
        y1="0"
        y2="100%"
      />
    </>
  );
}

/** A day is a dot, more than a day a bar that fades; what was denied is a ring or a bar with an outline. */
function MarkShape({ mark, scale, id }: { mark: LaneMark; scale: Scale; id: string }) {
  const say = useSay();
  const [start, end] = [scale.at(mark.from), scale.at(mark.to)];
  const isDenied = mark.how === 'denied';
  const label = isDenied
    ? say('person.denied', { what: toldWords(say, mark.code) })
    : toldWords(say, mark.code);
  const isDay = end - start < 0.8;
  const isLate = end > 70;
  // The word of a day stands beside its dot, that of a stretch above it, where no other stretch can cover it.
  const x = isDay ? (isLate ? start - 1.2 : end + 1.2) : isLate ? end : start;
  const text = (
    <text
      className={isDenied ? 'lanes__word lanes__word--differ' : 'lanes__word'}
      x={`${x}%`}
      y={isDay ? '20' : '8'}
      textAnchor={isLate ? 'end' : 'start'}
    >
      {apart(say, label)}
    </text>
  );
  if (isDay)
    return (
      <>
        <circle
          className={isDenied || mark.fuzzyFrom ? 'lanes__ring' : 'lanes__dot'}
          cx={`${start}%`}
          cy="16"
          r="5"
        />
        {text}
      </>
    );
  return (
    <>
      <defs>
        <linearGradient id={`fade-${id}`}>
          <stop offset="0" className="lanes__stop" stopOpacity={mark.fuzzyFrom ? 0 : 1} />
          <stop offset="0.3" className="lanes__stop" />
          <stop offset="0.7" className="lanes__stop" />
          <stop offset="1" className="lanes__stop" stopOpacity={mark.fuzzyTo ? 0 : 1} />
        </linearGradient>
      </defs>
      <rect
        x={`${start}%`}
        y="13"
        width={`${end - start}%`}
        height="10"
        fill={`url(#fade-${id})`}
        className={isDenied ? 'lanes__bar lanes__bar--denied' : 'lanes__bar'}
      />
      {text}
    </>
  );
}

function SilenceLine({ from, days, scale }: { from: string; days: number; scale: Scale }) {
  const say = useSay();
  const [start, end] = [scale.at(from) + 1.5, scale.at(scale.today) - 0.5];
  if (end <= start) return null;
  return (
    <>
      <line className="lanes__silence" x1={`${start}%`} x2={`${end}%`} y1="16" y2="16" />
      {end - start > 25 && (
        <text className="lanes__gap" x={`${(start + end) / 2}%`} y="9" textAnchor="middle">
          {apart(say, say('person.gapShort', { n: days }))}
        </text>
      )}
    </>
  );
}

function Axis({ scale }: { scale: Scale }) {
  const say = useSay();
  return (
    <svg className="axis" role="presentation">
      {scale.years
        .filter((year) => scale.at(`${year}-01-01`) < 80)
        .map((year) => (
          <text key={year} x={`${scale.at(`${year}-01-01`) + 0.8}%`} y="14">
            {year}
          </text>
        ))}
      <text className="axis__today" x={`${scale.at(scale.today)}%`} y="14" textAnchor="end">
        {apart(say, say.day(scale.today))}
      </text>
    </svg>
  );
}

function LaneTable({ lanes }: { lanes: readonly LaneView[] }) {
  const say = useSay();
  return (
    <table className="ledger">
      <caption className="vh">{say('person.timeline')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('person.matter')}</th>
          <th scope="col">{say('person.what')}</th>
          <th scope="col">{say('person.from')}</th>
          <th scope="col">{say('person.to')}</th>
          <th scope="col">{say('person.saidBy')}</th>
        </tr>
      </thead>
      <tbody>
        {lanes.flatMap(({ lane, marks }) =>
          marks.length === 0
            ? [
                <tr key={lane}>
                  <th scope="row">{say(`person.lane.${lane}`)}</th>
                  <td colSpan={4} className="soft">
                    {say(lane === 'death' ? 'person.noDeath' : 'person.nothing')}
                  </td>
                </tr>,
              ]
            : marks.map((mark, n) => (
                <tr key={`${lane}-${n}`}>
                  <th scope="row">{say(`person.lane.${lane}`)}</th>
                  <td>
                    {mark.how === 'denied'
                      ? say('person.denied', { what: toldWords(say, mark.code) })
                      : toldWords(say, mark.code)}
                  </td>
                  <td>{edge(say, mark.from, mark.fuzzyFrom)}</td>
                  <td>{edge(say, mark.to, mark.fuzzyTo)}</td>
                  <td>
                    <Name text={mark.speaker} />
                  </td>
                </tr>
              )),
        )}
      </tbody>
    </table>
  );
}

function edge(say: Say, day: string, isFuzzy: boolean): string {
  return isFuzzy ? say('when.about', { day: say.day(day) }) : say.day(day);
}
