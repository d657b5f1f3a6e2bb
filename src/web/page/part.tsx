/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * Small parts that every page uses: shapes, words of sources, dates, speakers, handling. Anything that a source
 * wrote goes through Words, which shows control characters as marks and confines what they would turn round.
 */
import type { ReactNode } from 'react';
import type { AsKnown, HandlingView, SpeakerView, WhenView } from '#workspace';
import { useSay, type Say } from './say.ts';
import { shapeOf, type Sign } from './signs.ts';

/** One shape; decorative, because its word always stands beside it. */
export function Shape({ id, turns, size }: { id: string; turns?: boolean | undefined; size?: 's' | 'l' }) {
  const names = ['i', turns ? 'i--turn' : '', size ? `i--${size}` : ''].filter((name) => name !== '');
  return (
    <svg className={names.join(' ')} aria-hidden="true" focusable="false">
      <use href={`/shapes.svg#${id}`} />
    </svg>
  );
}

/** A shape with the word beside it. */
export function SignWord({ sign, children }: { sign: Sign; children: ReactNode }) {
  return (
    <span className="sign">
      <Shape id={sign.shape} turns={sign.turns} /> <span>{children}</span>
    </span>
  );
}

export function Kind({ kind, children }: { kind: string; children?: ReactNode }) {
  const say = useSay();
  const sign = shapeOf(kind);
  return (
    <span className="kind">
      <Shape id={sign.shape} turns={sign.turns} />
      <span>
        <b>{say.code('kind', kind)}</b>
        {children === undefined ? null : <> {children}</>}
      </span>
    </span>
  );
}

/** Characters that change how a text is shown without being seen: their names stand in the page, they stay in the text. */
const CONTROLS: Readonly<Record<string, string>> = {
  '\u00ad': 'soft hyphen',
  '\u061c': 'ALM',
  '\u200b': 'zero-width space',
  '\u200e': 'LRM',
  '\u200f': 'RLM',
  '\u202a': 'LRE',
  '\u202b': 'RLE',
  '\u202c': 'PDF',
  '\u202d': 'LRO',
  '\u202e': 'RLO',
  '\u2060': 'word joiner',
  '\u2066': 'LRI',
  '\u2067': 'RLI',
  '\u2068': 'FSI',
  '\u2069': 'PDI',
  '\ufeff': 'BOM',
};
// Joiners shape letters (Persian, Indic scripts): they are marked, but not cut off from their neighbours.
const JOINERS: Readonly<Record<string, string>> = { '\u200c': 'ZWNJ', '\u200d': 'ZWJ' };
// Of the other control characters HTML can carry none: they are shown by their number.
const UNSEEN = /((?![\t\n])\p{Cc}|[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff])/u;

/** Words of a source, exactly, with unseen characters shown as marks. */
export function Words({ text }: { text: string }) {
  if (!UNSEEN.test(text)) return text;
  return text.split(UNSEEN).map((piece, n) => <Piece key={n} piece={piece} isMark={n % 2 === 1} />);
}

function Piece({ piece, isMark }: { piece: string; isMark: boolean }) {
  if (!isMark) return piece;
  const joiner = JOINERS[piece];
  if (joiner !== undefined)
    return (
      <span className="ctl ctl--joiner" data-mark={joiner}>
        {piece}
      </span>
    );
  const name = CONTROLS[piece];
  if (name !== undefined)
    return (
      <bdi className="ctl" data-mark={name}>
        {piece}
      </bdi>
    );
  const code = (piece.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return <span className="ctl" data-mark={`U+${code}`} />;
}

/** A quote: serif, isolated, in the language and direction of its document. */
export function Quote({ text, lang }: { text: string; lang?: string | null | undefined }) {
  return (
    <q className="said" dir="auto" lang={lang ?? undefined}>
      “<Words text={text} />”
    </q>
  );
}

/** A name as written by a source. */
export function Name({ text, lang }: { text: string; lang?: string | null | undefined }) {
  return (
    <bdi className="said" lang={lang ?? undefined}>
      <Words text={text} />
    </bdi>
  );
}

/**
 * A sentence that the workspace made, with words of others in it: in the program's face, and confined. The workspace
 * speaks English; the sentence says so, so that a voice reads it as English on a page of any language.
 */
export function Sentence({ text }: { text: string }) {
  const say = useSay();
  return (
    <bdi lang={say.language === 'en' ? undefined : 'en'}>
      <Words text={text} />
    </bdi>
  );
}

/** Who speaks. An unresolved speaker is never given the first candidate's name. */
export function Speaker({ speaker }: { speaker: SpeakerView }) {
  const say = useSay();
  if (speaker.state === 'unresolved') {
    const { candidates } = speaker;
    const names = candidates.map((name, n) => (
      <span key={n}>
        {n > 0 && say('speaker.or')}
        <Name text={name} />
      </span>
    ));
    return (
      <span>
        {say('speaker.unclear')}
        {candidates.length > 0 && <span className="cap block">{say.rich('speaker.perhaps', { names })}</span>}
      </span>
    );
  }
  return (
    <span>
      <Name text={speaker.name} />
      {speaker.state === 'author' && <span className="cap"> {say('speaker.own')}</span>}
    </span>
  );
}

/** A date as said, with the days it may mean; never one day where the source gave a season. */
export function When({ when, quote }: { when: WhenView | null; quote?: string | undefined }) {
  const say = useSay();
  if (!when) return <span className="soft">{say('when.notStated')}</span>;
  const bounds = boundsWords(when, say);
  // Words that stand in the quote beside it, or are a plain date, are not shown twice.
  const { words, edtf } = when;
  const isShown = words !== null && words !== '' && words !== edtf && !(quote ?? '').includes(words);
  const basis = when.basis === 'explicit' ? '' : say.code('basis', when.basis);
  const under = [isShown ? bounds : '', basis].filter((part) => part !== '').join(', ');
  return (
    <>
      {isShown ? (
        <Quote text={words} />
      ) : (
        <span className={when.from === when.to ? 'nowrap' : undefined}>{bounds}</span>
      )}
      {under !== '' && <span className="cap"> ({under})</span>}
    </>
  );
}

function boundsWords({ from, to, approximate }: WhenView, say: Say): string {
  const words =
    from === to ? say.day(from) : say('when.fromTo', { from: startWords(from, say), to: endWords(to, say) });
  return approximate ? say('when.about', { day: words }) : words;
}

function startWords(day: string, say: Say): string {
  if (day === 'open') return say('when.noEnd');
  return day === 'unknown' ? say('when.unknownStart') : say.day(day);
}

function endWords(day: string, say: Say): string {
  if (day === 'open') return say('when.noEnd');
  return day === 'unknown' ? say('when.unknownEnd') : say.day(day);
}

const TLP_SHAPE: Readonly<Record<string, string>> = {
  'TLP:CLEAR': 'h-clear',
  'TLP:GREEN': 'h-green',
  'TLP:AMBER': 'h-amber',
  'TLP:AMBER+STRICT': 'h-strict',
  'TLP:RED': 'h-red',
};

/** TLP label, spelled as the standard has it; the more ink, the fewer readers. */
export function Handling({ handling }: { handling: HandlingView }) {
  const say = useSay();
  const shape = TLP_SHAPE[handling.tlp] ?? 'h-red';
  return (
    <span className="row row--tight">
      <span className={`tlp tlp--${shape.slice(2)}`}>
        <Shape id={shape} size="s" />
        {handling.tlp}
      </span>
      {handling.caveats.map((caveat) => (
        <span key={caveat} className="caveat">
          {caveat}
        </span>
      ))}
      {handling.compartment !== 'open' && (
        <span className="caveat">
          {say('handling.compartment', { name: handling.compartment.slice(0, 8) })}
        </span>
      )}
    </span>
  );
}

/** First and last four digits of the ledger head. */
/** A head as a person compares it: its first and last four letters. */
export function shortHead(head: string): string {
  return `${head.slice(0, 4)}·${head.slice(-4)}`;
}

export function Head({ head }: { head: string }) {
  const say = useSay();
  return <span className="code">{head === '' ? say('frame.headEmpty') : shortHead(head)}</span>;
}

/** The line under every figure: as known when, from how many entries, at which head. */
export function AsKnownLine({ asKnown }: { asKnown: AsKnown }) {
  const say = useSay();
  return (
    <p className="cap">
      {say.rich(asKnown.past ? 'frame.asKnownPastLine' : 'frame.asKnownLine', {
        day: say.day(asKnown.at),
        n: asKnown.size,
        head: () => <Head head={asKnown.head} />,
        b: (chunks) => <b>{chunks}</b>,
      })}
    </p>
  );
}
