/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** Why this score: a table in words whose last columns draw and number the same. Bars add up from the start, in bits. */
import type { PairView } from '#workspace';
import { Name } from './part.tsx';
import { useSay } from './say.ts';

type Why = NonNullable<PairView['why']>;

interface Bar {
  readonly from: number;
  readonly to: number;
  readonly kind: 'start' | 'plus' | 'minus' | 'sum';
}

/** Per cent of the width for every bar, on one axis on which nothing and everything fit. */
function axisOf(bars: readonly Bar[]): (bits: number) => number {
  const ends = bars.flatMap(({ from, to }) => [from, to]);
  const [least, most] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  // A little room at both ends, so that no bar touches the words or the number beside it.
  return (bits) => 3 + ((bits - least) / Math.max(0.1, most - least)) * 94;
}

/** The code of a level: its English words with lines between. A test holds that every level has words in every language. */
export const codeOf = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')
    .replace(/^-|-$/g, '');

export function Waterfall({ why }: { why: Why }) {
  const say = useSay();
  const bars: Bar[] = [{ from: 0, to: why.startBits, kind: 'start' }];
  let sum = why.startBits;
  for (const { bits } of why.parts) {
    bars.push({ from: sum, to: sum + bits, kind: bits < 0 ? 'minus' : 'plus' });
    sum += bits;
  }
  bars.push({ from: 0, to: why.bits, kind: 'sum' });
  const at = axisOf(bars);
  // Never none and never all: a weight is not certainty.
  const chance = Math.min(99, Math.max(1, Math.round(why.probability * 100)));
  return (
    <table className="fall">
      <caption className="vh">{say('linkage.fallCaption')}</caption>
      <tbody>
        <Row
          title={say('linkage.start')}
          words={say('linkage.startWords')}
          bar={bars[0]}
          at={at}
          bits={why.startBits}
        />
        {why.parts.map((part, n) => (
          <Row
            key={part.comparison}
            title={say.code('compare', part.comparison)}
            words={say.code('alike', codeOf(part.words))}
            said={[part.left[0] ?? '', part.right[0] ?? '']}
            rare={
              part.rarityBits > 1 ? say('linkage.rare') : part.rarityBits < -1 ? say('linkage.common') : null
            }
            bar={bars[n + 1]}
            at={at}
            bits={part.bits}
          />
        ))}
        <Row
          title={say('linkage.together')}
          words={say('linkage.chance', { n: chance })}
          bar={bars.at(-1)}
          at={at}
          bits={why.bits}
        />
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly title: string;
  readonly words: string;
  readonly said?: readonly [string, string];
  readonly rare?: string | null;
  readonly bar: Bar | undefined;
  readonly at: (bits: number) => number;
  readonly bits: number;
}

function Row({ title, words, said, rare, bar, at, bits }: RowProps) {
  const say = useSay();
  return (
    <tr>
      <th scope="row">{title}</th>
      <td className="soft">
        {said && said[0] !== '' && said[1] !== '' && (
          <>
            <Name text={said[0]} /> · <Name text={said[1]} />:{' '}
          </>
        )}
        <bdi>{words}</bdi>
        {rare ? <>, {rare}</> : null}
      </td>
      <td className="bar">
        {/* Lines run through the whole height of a row, however many lines its words take; the bar keeps its own. */}
        <svg role="presentation" className="fall__lines">
          {bar && bar.kind !== 'start' && bar.kind !== 'sum' && <Joint x={at(bar.from)} from="0%" to="50%" />}
          {bar && bar.kind !== 'sum' && <Joint x={at(bar.to)} from="50%" to="100%" />}
          <line className="w-zero" x1={`${at(0)}%`} x2={`${at(0)}%`} y1="0%" y2="100%" />
        </svg>
        <svg role="presentation" className="fall__bar">
          {bar && (
            <rect
              className={`w-${bar.kind}`}
              x={`${Math.min(at(bar.from), at(bar.to))}%`}
              y="15%"
              width={`${Math.abs(at(bar.to) - at(bar.from))}%`}
              height="70%"
            />
          )}
        </svg>
      </td>
      <td className="num ltr">{say.signed(bits)}</td>
    </tr>
  );
}

/** From the end of a bar to the one below it. */
function Joint({ x, from, to }: { x: number; from: string; to: string }) {
  return <line className="w-link" x1={`${x}%`} x2={`${x}%`} y1={from} y2={to} />;
}
