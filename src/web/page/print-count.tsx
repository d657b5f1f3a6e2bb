/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * Who says how many, on paper. A statement is the whole table: figures, refusals and silences, and under it what is
 * documented, what was not answered, and how much of the workspace the table does not show.
 */
import type { HowMany, SaidRow } from '#workspace';
import { askedOf } from './count-links.ts';
import { scopeWords } from './count-rows.ts';
import { hrefOf } from './links.ts';
import { CheckedBy, NoteList, Notes, PaperSheet, paperId, type SheetSetting } from './paper.tsx';
import { Name, Sentence, Speaker, SignWord, When } from './part.tsx';
import { useSay } from './say.ts';
import { ROW_SIGNS } from './signs.ts';

const OTHER = {
  measure: 'print.otherMeasure',
  time: 'print.otherTime',
  scope: 'print.otherPeople',
} as const;

export function CountSheet({ answer, ...sheet }: SheetSetting & { readonly answer: HowMany }) {
  const say = useSay();
  const { question, rows, elsewhere, documented, notAnswered, undecided, leftOut, asKnown } = answer;
  const { measure, on } = question;
  const notes = new Notes();
  const marks = rows.map((row) => notes.of(noteOf(row)));
  const asked = { ...askedOf(answer), measure };
  return (
    <PaperSheet
      {...sheet}
      title={say('print.count')}
      back={hrefOf('/count', sheet.setting.travel, asked)}
      more={asked}
      asKnown={asKnown}
      handlings={rows.map(({ handling }) => handling)}
    >
      <h1>{say('print.countTitle', { measure: say.code('measure', measure) })}</h1>
      <p className="paper__lead">
        {on === null ? say('print.anyDay') : say('print.onDay', { day: say.day(on) })} {say('print.noNumber')}
      </p>
      {question.scope.length > 0 && <p>{scopeWords(say, answer)}</p>}
      <Rows rows={rows} marks={marks} />
      {elsewhere.map(({ measure: other, because, claims }) => (
        <p key={`${other} ${because}`} className="ui">
          {say(OTHER[because], {
            n: claims,
            measure: say.code('measure', other),
          })}
        </p>
      ))}
      {undecided > 0 && <p className="ui">{say('print.undecided', { n: undecided })}</p>}
      {leftOut.map(({ rule }) => (
        <p key={rule} className="ui">
          {say.rich('print.leftOut', { rule: () => <span className="code">{rule}</span> })}
        </p>
      ))}
      <section>
        <h2>{say('print.documented')}</h2>
        <p>
          {documented.lists === 0
            ? say('print.noList')
            : say('print.documentedLine', {
                persons: documented.persons,
                records: documented.records,
                lists: documented.lists,
                two: documented.twoSources,
              })}
        </p>
        <p className="ui">
          <Sentence text={documented.rule} />
        </p>
      </section>
      {notAnswered.length > 0 && (
        <section>
          <h2>{say('print.notAnswered')}</h2>
          {notAnswered.map(({ what, because }) => (
            <p key={what}>
              <Sentence text={because} />
            </p>
          ))}
        </section>
      )}
      <NoteList notes={notes} />
      <CheckedBy />
    </PaperSheet>
  );
}

function noteOf({ claimId, words, documentId, documentTitle }: SaidRow) {
  return {
    key: claimId,
    words,
    lang: null,
    where: (
      <>
        <Name text={documentTitle} /> <span className="code ltr">{paperId(documentId)}</span>
      </>
    ),
  };
}

function Rows({ rows, marks }: { rows: readonly SaidRow[]; marks: readonly number[] }) {
  const say = useSay();
  if (rows.length === 0) return <p>{say('print.nobody')}</p>;
  return (
    <table className="lines4 lines4--count">
      <caption className="vh">{say('print.count')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('person.saidBy')}</th>
          <th scope="col">{say('print.readAs')}</th>
          <th scope="col">{say('print.asOf')}</th>
          <th scope="col">{say('print.covers')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, n) => (
          <tr key={row.claimId}>
            <td>
              <Speaker speaker={row.speaker} />
            </td>
            <td>
              <SignWord sign={ROW_SIGNS[row.kind]}>
                {row.readAs === null ? (
                  say(`row.${row.kind}`)
                ) : (
                  <>
                    {row.kind === 'said' ? '' : `${say(`row.${row.kind}`)} `}
                    <b className="ltr">{row.readAs}</b>
                  </>
                )}
              </SignWord>
              <sup>{marks[n]}</sup>
            </td>
            <td>
              <When when={row.asOf} />
            </td>
            <td>
              <Name text={row.covers} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
