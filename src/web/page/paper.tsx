/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * A sheet of paper: what every printed page carries at its top and its foot, on A4 or Letter, in black. A table holds
 * the sheet, because browsers repeat the head and the foot of a table on every page; page numbers come from the style.
 * What stands in a closed compartment, or under a strict label, needs a second press before it is on paper at all.
 */
import type { ReactNode } from 'react';
import type { AsKnown, HandlingView } from '#workspace';
import { Keycap, Sheet, type Setting } from './frame.tsx';
import { hrefOf } from './links.ts';
import { Handling, Quote, Shape } from './part.tsx';
import { useSay } from './say.ts';

export const PAPERS = ['a4', 'letter'] as const;
export type Paper = (typeof PAPERS)[number];

/** What every sheet is given. */
export interface SheetSetting {
  readonly setting: Setting;
  readonly paper: Paper;
  /** True after the second press. */
  readonly isSure: boolean;
}

interface PaperProps extends SheetSetting {
  /** What the sheet is: "Person sheet". */
  readonly title: string;
  /** The page it was printed from. */
  readonly back: string;
  /** Arguments of the sheet's own address, besides paper. */
  readonly more?: Readonly<Record<string, string | undefined>>;
  readonly asKnown: AsKnown;
  readonly handlings: readonly HandlingView[];
  readonly children: ReactNode;
}

const STRICTNESS = ['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED'];

/** The strictest label of everything on a sheet, with every caveat and the closed compartment; no label is strict. */
export function strictest(handlings: readonly HandlingView[]): HandlingView {
  const rank = ({ tlp }: HandlingView): number => {
    const at = STRICTNESS.indexOf(tlp);
    return at === -1 ? STRICTNESS.length : at;
  };
  const [first] = [...handlings].sort((a, b) => rank(b) - rank(a));
  const closed = handlings.find(({ compartment }) => compartment !== 'open');
  return {
    tlp: first?.tlp ?? 'TLP:AMBER+STRICT',
    caveats: [...new Set(handlings.flatMap(({ caveats }) => caveats))].sort(),
    compartment: closed?.compartment ?? 'open',
  };
}

/** True for what is not put on paper by one press. */
export function needsSecondPress({ tlp, compartment }: HandlingView): boolean {
  return compartment !== 'open' || STRICTNESS.indexOf(tlp) >= STRICTNESS.indexOf('TLP:AMBER+STRICT');
}

export function PaperSheet(props: PaperProps) {
  const say = useSay();
  const { setting, paper, isSure, asKnown, handlings, title, children } = props;
  const handling = strictest(handlings);
  const isHeld = needsSecondPress(handling) && !isSure;
  return (
    <Sheet csrf={setting.csrf} isInside>
      <Bar {...props} isHeld={isHeld} />
      <main id="content" tabIndex={-1} className={`paper paper--${paper}`}>
        {isHeld ? (
          <>
            <h1>{title}</h1>
            <p className="note">
              <Shape id="k-rule" />
              <span>{say.rich('print.held', { label: () => <bdi dir="ltr">{handling.tlp}</bdi> })}</span>
            </p>
          </>
        ) : (
          <table className="sheetpages" role="presentation">
            <thead>
              <tr>
                <td>
                  <SheetTop {...props} handling={handling} />
                </td>
              </tr>
            </thead>
            <tbody>
              <tr>
                <td>{children}</td>
              </tr>
            </tbody>
            <tfoot>
              <tr>
                <td>
                  <SheetFoot setting={setting} asKnown={asKnown} handling={handling} />
                </td>
              </tr>
            </tfoot>
          </table>
        )}
      </main>
      <div id="live" className="vh" role="status" />
    </Sheet>
  );
}

/** What stands over the sheet on the screen and never on paper. */
function Bar({ setting, paper, back, more = {}, isHeld }: PaperProps & { readonly isHeld: boolean }) {
  const say = useSay();
  const { travel, path, keys } = setting;
  const at = (other: Paper, sure?: string): string => hrefOf(path, travel, { ...more, paper: other, sure });
  return (
    <nav className="paperbar" aria-label={say('print.bar')}>
      <a className="btn" href={back}>
        {say('print.back')}
      </a>
      {PAPERS.map((one) => (
        <a
          key={one}
          className="facet"
          href={at(one, isHeld ? undefined : '1')}
          aria-current={one === paper ? 'true' : undefined}
        >
          {say(`print.${one}`)}
        </a>
      ))}
      <span className="spacer" />
      {isHeld ? (
        <a className="btn" href={at(paper, '1')} data-action="print">
          {say('print.second')} <Keycap action="print" keys={keys} />
        </a>
      ) : (
        <button className="btn btn--main" type="button" data-action="print" data-print="">
          {say('print.now')} <Keycap action="print" keys={keys} />
        </button>
      )}
    </nav>
  );
}

function SheetTop({
  title,
  setting,
  handling,
}: Pick<PaperProps, 'title' | 'setting'> & { readonly handling: HandlingView }) {
  const say = useSay();
  return (
    <div className="paper__top">
      <span>{title}</span>
      {setting.overview.sample && <span className="sample">{say('frame.sample')}</span>}
      <Handling handling={handling} />
    </div>
  );
}

function SheetFoot({
  setting: { overview },
  asKnown,
  handling,
}: Pick<PaperProps, 'setting' | 'asKnown'> & { readonly handling: HandlingView }) {
  const say = useSay();
  return (
    <div className="paper__foot">
      <div>
        <p>
          {say.rich(asKnown.past ? 'print.footPast' : 'print.foot', {
            code: <bdi className="code">{overview.code}</bdi>,
            day: say.day(asKnown.at),
            n: asKnown.size,
          })}
        </p>
        <p>
          {say('frame.head')} <span className="code ltr">{headWords(asKnown.head)}</span>
        </p>
      </div>
      <Handling handling={handling} />
    </div>
  );
}

/** The first sixteen digits of the head, in fours: enough to compare by eye with the ledger. */
function headWords(head: string): string {
  return (head.slice(0, 16).match(/.{4}/g) ?? [head]).join(' ');
}

/** One note at the end of a sheet: the words, and where they stand. */
export interface SheetNote {
  readonly key: string;
  readonly words: string;
  readonly lang: string | null;
  readonly where: ReactNode;
}

/** Notes of a sheet, each with the number that leads to it. */
export class Notes {
  readonly all: SheetNote[] = [];
  readonly #places = new Map<string, number>();

  /** The number of a note; the same words of the same place have one. */
  of(note: SheetNote): number {
    const known = this.#places.get(note.key);
    if (known !== undefined) return known;
    this.all.push(note);
    this.#places.set(note.key, this.all.length);
    return this.all.length;
  }
}

export function NoteList({ notes }: { notes: Notes }) {
  const say = useSay();
  if (notes.all.length === 0) return null;
  return (
    <section>
      <h2>{say('print.words')}</h2>
      <ol className="notes">
        {notes.all.map(({ key, words, lang, where }, n) => (
          <li key={key}>
            <b>{n + 1}</b> <Quote text={words} lang={lang} /> {where}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Who checked the paper, where and when: ruled lines to write on. */
export function CheckedBy() {
  const say = useSay();
  return (
    <div className="checked">
      <div>
        {say('print.checkedBy')}
        <div className="blank" />
      </div>
      <div>
        {say('print.dateAndPlace')}
        <div className="blank" />
      </div>
    </div>
  );
}

/** An id as it stands on paper: short, and enough to find it again. */
export function paperId(id: string): string {
  return id.slice(0, 8);
}
