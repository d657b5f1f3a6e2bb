/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * The fields of a proposal, to be corrected in place before it is accepted: the text says this, read rightly. An
 * empty field means that the text does not say it. The quote itself cannot be changed here: other words are another
 * claim.
 */
import type { DocumentView, ProposalView, SpeakerView } from '#workspace';
import { AboutField, type AboutProps } from './about.tsx';
import { MODALITIES } from './fields.ts';
import { useSay } from './say.ts';

/** Values that a coded field may take, for the fields where a person chooses from a list. */
export const CHOICES: Readonly<
  Record<string, { readonly family: string; readonly values: readonly string[] }>
> = {
  operator: { family: 'bound', values: ['=', '>', '>=', '<', '<=', '~', 'between'] },
  measure: {
    family: 'measure',
    values: [
      'held',
      'taken',
      'missing',
      'dead',
      'released',
      'tried',
      'ill_treated',
      'remains',
      'cases',
      'other',
    ],
  },
  unit: { family: 'unit', values: ['', 'percent', 'permyriad'] },
  vague: { family: 'vague', values: ['false', 'true'] },
};

export function Edit({
  proposal,
  document,
  about,
  find,
}: { proposal: ProposalView; document: DocumentView } & AboutProps) {
  const say = useSay();
  const { proposalId, fields, speaker, modality } = proposal;
  return (
    <div className="edit">
      <WhoSpeaks
        speaker={speaker}
        publisher={document.publisher}
        scope={`edit-${proposalId}`}
        isSettled={speaker.state !== 'unresolved'}
      />
      {fields.map(({ name, value }) => (
        <EditField
          key={name}
          id={`edit-${proposalId}-${name}`}
          name={name}
          value={value}
          lang={document.language}
        />
      ))}
      <label className="label" htmlFor={`edit-${proposalId}-modality`}>
        {say('reading.modality')}
      </label>
      <select
        className="input"
        id={`edit-${proposalId}-modality`}
        name="field-modality"
        defaultValue={modality}
      >
        {MODALITIES.map((one) => (
          <option key={one} value={one}>
            {say.code('modality', one)}
          </option>
        ))}
      </select>
      <AboutField about={about} find={find} scope={`edit-${proposalId}`} />
      <button className="btn" type="submit">
        {say('reading.acceptEdited')}
      </button>
    </div>
  );
}

interface EditFieldProps {
  readonly id: string;
  readonly name: string;
  readonly value: string | null;
  readonly lang: string | null;
}

export function EditField({ id, name, value, lang }: EditFieldProps) {
  const say = useSay();
  const choice = CHOICES[name];
  return (
    <>
      <label className="label" htmlFor={id}>
        {say.code('field', name)}
      </label>
      {choice ? (
        <select className="input" id={id} name={`field-${name}`} defaultValue={value ?? ''}>
          {choice.values.map((one) => (
            <option key={one} value={one}>
              {one === '' || one === 'false' ? say('reading.notSaid') : say.code(choice.family, one)}
            </option>
          ))}
        </select>
      ) : (
        <input
          className="input"
          id={id}
          name={`field-${name}`}
          defaultValue={value ?? ''}
          placeholder={say('reading.notSaid')}
          maxLength={500}
          dir="auto"
          lang={lang ?? undefined}
          autoComplete="off"
        />
      )}
    </>
  );
}

interface WhoSpeaksProps {
  readonly speaker: SpeakerView;
  readonly publisher: string;
  /** The form the choice belongs to, where it stands outside of it. */
  readonly form?: string;
  /** Beginning of the ids, where two of these stand on a page. */
  readonly scope?: string;
  /** True where the program knows who speaks, and a person may still say otherwise. */
  readonly isSettled?: boolean;
  /** True for a claim by hand: nobody has tried to tell who speaks. */
  readonly isNew?: boolean;
}

// The reader abstains where it is not sure who speaks; a person says it, or says that the text does not.
export function WhoSpeaks({
  speaker,
  publisher,
  form,
  scope = 'card',
  isSettled = false,
  isNew = false,
}: WhoSpeaksProps) {
  const say = useSay();
  return (
    <div className="speak">
      <label className="label" htmlFor={`${scope}-speaker`}>
        {isSettled || isNew ? say('reading.saidBy') : say('reading.whoSpeaks')}
      </label>
      <select
        className="input"
        id={`${scope}-speaker`}
        name="speaker"
        form={form}
        defaultValue=""
        required={!isSettled}
        dir="auto"
      >
        <option value="">{isSettled ? speaker.name : say('reading.choose')}</option>
        {speaker.candidates.map((name, n) => (
          <option key={n} value={`candidate-${n}`}>
            {name}
          </option>
        ))}
        <option value="author">{say('reading.ownVoice', { publisher })}</option>
        <option value="open">{say('reading.open')}</option>
        <option value="other">{say('reading.other')}</option>
      </select>
      <label className="cap" htmlFor={`${scope}-speakerWords`}>
        {say('reading.otherWords')}
      </label>
      <input
        className="input"
        id={`${scope}-speakerWords`}
        name="speakerWords"
        form={form}
        maxLength={200}
        dir="auto"
        autoComplete="off"
      />
    </div>
  );
}
