/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * A claim that the program did not propose: words of the text, what they say, and who says it. Without a script the
 * words are typed or pasted exactly; with one they are chosen in the text.
 */
import { useState, type FormEvent } from 'react';
import type { DocumentView } from '#workspace';
import { AboutField, type AboutProps } from './about.tsx';
import { EditField, WhoSpeaks } from './edit.tsx';
import { FIELDS_OF, MODALITIES } from './fields.ts';
import { withAbout } from './links.ts';
import { Quote } from './part.tsx';
import { useSay } from './say.ts';

export interface MissedProps extends AboutProps {
  readonly document: DocumentView;
  readonly csrf: string;
  /** The words chosen in the text; without them a field asks for them. */
  readonly quote?: string | undefined;
  readonly take?: ((form: HTMLFormElement) => void) | undefined;
  readonly cancel?: (() => void) | undefined;
}

/** The kind first offered: the one that is missed most often. */
const FIRST = 'count';

export function Missed({ document, csrf, quote, take, cancel, about, find }: MissedProps) {
  const say = useSay();
  const [kind, setKind] = useState(FIRST);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    take?.(event.currentTarget);
  };
  return (
    <form
      className="edit"
      method="post"
      action={withAbout(`/documents/${document.documentId}/claims`, about)}
      onSubmit={take ? submit : undefined}
    >
      <input type="hidden" name="_csrf" value={csrf} />
      {quote === undefined ? (
        <>
          <label className="label" htmlFor="missed-quote">
            {say('missed.quote')}
          </label>
          <textarea
            className="input"
            id="missed-quote"
            name="quote"
            required
            maxLength={1_600}
            rows={2}
            dir="auto"
          />
        </>
      ) : (
        <p className="card__value">
          <Quote text={quote} lang={document.language} />
        </p>
      )}
      <label className="label" htmlFor="missed-kind">
        {say('missed.kind')}
      </label>
      <select
        className="input"
        id="missed-kind"
        name="kind"
        defaultValue={FIRST}
        onChange={(event) => setKind(event.currentTarget.value)}
      >
        {Object.keys(FIELDS_OF).map((one) => (
          <option key={one} value={one}>
            {say.code('kind', one)}
          </option>
        ))}
      </select>
      <WhoSpeaks
        speaker={{ state: 'unresolved', name: '', partyId: null, candidates: [] }}
        publisher={document.publisher}
        scope="missed"
        isNew
      />
      <AboutField about={about} find={find} scope="missed" isChosen />
      {(FIELDS_OF[kind] ?? []).map((name) => (
        <EditField
          key={`${kind}-${name}`}
          id={`missed-${name}`}
          name={name}
          value={null}
          lang={document.language}
        />
      ))}
      <label className="label" htmlFor="missed-modality">
        {say('reading.modality')}
      </label>
      <select className="input" id="missed-modality" name="modality" defaultValue="asserted">
        {MODALITIES.map((one) => (
          <option key={one} value={one}>
            {say.code('modality', one)}
          </option>
        ))}
      </select>
      <div className="row">
        <button className="btn" type="submit">
          {say('missed.record')}
        </button>
        {cancel && (
          <button className="btn" type="button" onClick={cancel}>
            {say('missed.cancel')}
          </button>
        )}
      </div>
    </form>
  );
}
