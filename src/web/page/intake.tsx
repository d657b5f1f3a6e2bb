/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** How something comes in: paste it, or give the file. A list is looked at before anything is written. */
import type { Setting } from './frame.tsx';
import { Keycap } from './frame.tsx';
import { hrefOf } from './links.ts';
import { useSay } from './say.ts';

export function Intake({ setting, isOpen }: { setting: Setting; isOpen: boolean }) {
  const say = useSay();
  const { csrf, keys, travel } = setting;
  return (
    <details className="intake" open={isOpen}>
      <summary className="btn" data-action="add">
        {say('intake.add')} <Keycap action="add" keys={keys} />
      </summary>
      <div className="intake__ways sheet inset">
        <form method="post" action="/documents" className="field">
          <input type="hidden" name="_csrf" value={csrf} />
          <label htmlFor="paste">{say('intake.paste')}</label>
          <textarea
            className="input"
            id="paste"
            name="text"
            required
            rows={5}
            dir="auto"
            spellCheck={false}
          />
          <label htmlFor="paste-title">{say('intake.title')}</label>
          <input
            className="input"
            id="paste-title"
            name="title"
            maxLength={300}
            dir="auto"
            autoComplete="off"
          />
          <label htmlFor="paste-publisher">{say('intake.publisher')}</label>
          <input
            className="input"
            id="paste-publisher"
            name="publisher"
            maxLength={300}
            dir="auto"
            autoComplete="off"
          />
          <label htmlFor="paste-published">{say('intake.published')}</label>
          <input
            className="input"
            id="paste-published"
            name="published"
            maxLength={40}
            dir="ltr"
            autoComplete="off"
          />
          <label className="row row--tight">
            <input className="check" type="checkbox" name="isPublic" value="yes" /> {say('intake.public')}
          </label>
          <button className="btn" type="submit">
            {say('intake.keep')}
          </button>
        </form>
        <form
          method="post"
          action="/documents/file"
          encType="multipart/form-data"
          className="field"
          data-drop=""
        >
          <input type="hidden" name="_csrf" value={csrf} />
          <label htmlFor="file">{say('intake.file')}</label>
          <input className="input" id="file" name="file" type="file" required />
          <p className="cap">{say('intake.fileHint')}</p>
          <button className="btn" type="submit">
            {say('intake.take')}
          </button>
          <p>
            <a href={hrefOf('/imports', travel)}>{say('imports.title')}</a>
          </p>
        </form>
      </div>
    </details>
  );
}
