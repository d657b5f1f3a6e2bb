/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** A list before it comes in: what each column is taken for, the first rows as they stand. Nothing is written yet. */
import type { ImportPreview } from '#workspace';
import { Frame, type Setting } from './frame.tsx';
import { hrefOf } from './links.ts';
import { Name, Sentence, Shape } from './part.tsx';
import { useSay } from './say.ts';

/** What a column can be; the workspace keeps every column verbatim, whatever it is taken for. */
const COLUMN_FIELDS = [
  'full_name',
  'given_name',
  'surname',
  'father',
  'mother',
  'birth_date',
  'birth_year',
  'birth_place',
  'age',
  'sex',
  'nationality',
  'place',
  'unit',
  'held_at',
  'captured_on',
  'captured_at',
  'rank',
  'id',
  'phone',
  'postcode',
  'remarks',
] as const;

interface PreviewProps {
  readonly setting: Setting;
  readonly preview: ImportPreview;
  readonly fileName: string;
}

export function PreviewPage({ setting, preview, fileName }: PreviewProps) {
  const say = useSay();
  const { columns, sample, rows, unnamed, notices, sha256, recognised } = preview;
  const isThere = recognised?.listId != null;
  return (
    <Frame setting={setting} room="inbox" asKnown={setting.overview.asKnown}>
      <header className="head">
        <h1>{say('import.title')}</h1>
        <p>{say('import.lead')}</p>
      </header>
      {isThere && (
        <p className="note note--caution">
          <Shape id="u-stop" />
          <span>{say('import.there')}</span>
        </p>
      )}
      {notices.map((notice) => (
        <p key={notice} className="note">
          <Shape id="u-passage" />
          <Sentence text={notice} />
        </p>
      ))}
      <p className="cap">{say('import.rows', { rows, unnamed })}</p>
      <form method="post" action="/imports" className="preview">
        <input type="hidden" name="_csrf" value={setting.csrf} />
        <input type="hidden" name="sha256" value={sha256} />
        <div className="field">
          <label htmlFor="list-name">{say('import.name')}</label>
          <input
            className="input"
            id="list-name"
            name="name"
            required
            maxLength={300}
            dir="auto"
            defaultValue={fileName.replace(/\.\w+$/, '')}
          />
        </div>
        <div className="sheet scroller" tabIndex={0} role="region" aria-label={say('import.table')}>
          <table className="ledger">
            <caption className="vh">{say('import.table')}</caption>
            <thead>
              <tr>
                {columns.map(({ column }, n) => (
                  <th key={n} scope="col">
                    <input type="hidden" name={`heading-${n}`} value={column} />
                    <Name text={column} />
                  </th>
                ))}
              </tr>
              <tr>
                {columns.map(({ column, field }, n) => (
                  <td key={n}>
                    <select
                      className="input"
                      name={`column-${n}`}
                      defaultValue={field ?? ''}
                      aria-label={say('import.takenFor', { column })}
                    >
                      <option value="">{say('import.kept')}</option>
                      {COLUMN_FIELDS.map((one) => (
                        <option key={one} value={one}>
                          {say.code('column', one)}
                        </option>
                      ))}
                    </select>
                  </td>
                ))}
              </tr>
            </thead>
            <tbody>
              {sample.map((row, n) => (
                <tr key={n}>
                  {row.map((cell, m) => (
                    <td key={m}>
                      <Name text={cell} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <div className="row">
          <button className="btn btn--main" type="submit" disabled={isThere}>
            {say('import.confirm', { n: rows })}
          </button>
          <a className="btn" href={hrefOf('/documents', setting.travel)}>
            {say('import.leave')}
          </a>
        </div>
      </form>
    </Frame>
  );
}
