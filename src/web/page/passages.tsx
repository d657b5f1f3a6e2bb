/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * The pinned text with its passages: claimed solid, proposed dashed, unclaimed dotted, damaged in words. What is
 * shown is the text to the last character; marks at the edge and words about damage are not part of it.
 */
import type { Over, Segment } from './segments.ts';
import { linesOf, segmentsOf } from './segments.ts';
import { Shape, Words } from './part.tsx';
import { useSay } from './say.ts';

interface PassagesProps {
  readonly text: string;
  readonly over: readonly Over[];
  readonly lang: string | null;
}

export function Passages({ text, over, lang }: PassagesProps) {
  const lines = linesOf(segmentsOf(text, over));
  return (
    <div className="doc__body evidence" lang={lang ?? undefined}>
      {lines.map((line, n) => (
        <div key={n} className="line" dir="auto">
          {line.map((segment, m) => (
            <Piece key={m} segment={segment} />
          ))}
        </div>
      ))}
    </div>
  );
}

function Piece({ segment }: { segment: Segment }) {
  const say = useSay();
  const { over, begins, ends } = segment;
  if (over.length === 0) return <Words text={segment.text} />;
  const leading = leadingOf(over);
  const isDamaged = over.some(({ layer }) => layer === 'damaged');
  const classes = [
    leading ? (leading.inHand ? 'm-now' : `m-${leading.layer}`) : '',
    isDamaged ? 'm-damaged' : '',
  ].filter((name) => name !== '');
  const damage = ends.flatMap(({ layer, words }) =>
    layer === 'damaged' && words !== undefined ? [words] : [],
  );
  const words = <Marked text={segment.text} begins={begins} />;
  return (
    <>
      {begins.map(({ key }) => (
        <span key={key} id={`t-${key}`} className="anchor" />
      ))}
      <mark className={classes.join(' ')}>
        {leading?.href && segment.text.trim() !== '' ? (
          <a className="m-link" href={leading.href}>
            {words}
          </a>
        ) : (
          words
        )}
      </mark>
      {damage.map((why, n) => (
        <span key={n} className="damage" data-words={say('reading.damage', { why })} />
      ))}
    </>
  );
}

// The mark at the edge stands after the first word, so that it is on the line where the passage begins.
function Marked({ text, begins }: { text: string; begins: readonly Over[] }) {
  const leading = leadingOf(begins);
  if (!leading) return <Words text={text} />;
  const [first = text] = /^\s*\S+/.exec(text) ?? [];
  return (
    <>
      <Words text={first} />
      <Edge over={leading} />
      <Words text={text.slice(first.length)} />
    </>
  );
}

function Edge({ over }: { over: Over }) {
  if (over.inHand)
    return (
      <span className="g g--now">
        <Shape id="u-next" turns />
      </span>
    );
  if (over.layer === 'choose') return null;
  if (over.layer === 'unclaimed') return <span className="g g--unclaimed" data-mark="!" />;
  return (
    <span className={`g g--${over.layer}`}>
      <Shape id={over.layer === 'claimed' ? 'd-claimed' : 'd-proposed'} />
    </span>
  );
}

const RANK = { choose: 0, claimed: 2, proposed: 1, unclaimed: 3, damaged: 9 } as const;

/** Which of several passages gives its look and its link: the one in hand, else what still waits, narrowest first. */
function leadingOf(over: readonly Over[]): Over | undefined {
  const passages = over.filter(({ layer }) => layer !== 'damaged');
  return (
    passages.find(({ layer }) => layer === 'choose') ??
    passages.find(({ inHand }) => inHand === true) ??
    [...passages].sort((a, b) => RANK[a.layer] - RANK[b.layer])[0]
  );
}
