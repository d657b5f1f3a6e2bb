/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * Which person of the lists a passage is about. A claim about nobody in particular stays so: nothing is chosen by
 * itself, except where the reader came from a person's page to record something about that person. Where a script
 * runs, rows of the lists are looked for by name, in any script.
 */
import { useRef, useState } from 'react';
import { useSay } from './say.ts';

/** A row of a list that can be meant. */
export interface Meant {
  readonly recordId: string;
  readonly name: string;
  readonly lang: string | null;
  /** The list and the row, where it is known. */
  readonly where?: string;
}

/** Looks for rows by name. */
export type FindRows = (words: string) => Promise<readonly Meant[]>;

export interface AboutProps {
  /** The person whose page the reader came from. */
  readonly about?: Meant | undefined;
  readonly find?: FindRows | undefined;
}

interface FieldProps extends AboutProps {
  /** Beginning of the ids, where two of these stand on a page. */
  readonly scope: string;
  /** True where the person of the page is chosen from the start. */
  readonly isChosen?: boolean;
}

export function AboutField({ about, find, scope, isChosen = false }: FieldProps) {
  const say = useSay();
  const [found, setFound] = useState<readonly Meant[] | null>(null);
  const [chosen, setChosen] = useState(isChosen && about ? about.recordId : '');
  const asked = useRef('');
  if (!about && !find) return null;
  const rows = [...(about ? [about] : []), ...(found ?? [])];
  const look = async (words: string): Promise<void> => {
    asked.current = words;
    const answer = words.trim().length < 2 ? null : await find?.(words);
    if (asked.current !== words) return;
    setFound(answer ?? null);
    setChosen(answer?.[0]?.recordId ?? (isChosen && about ? about.recordId : ''));
  };
  return (
    <div className="speak">
      {find && (
        <>
          <label className="label" htmlFor={`${scope}-lookFor`}>
            {say('about.lookFor')}
          </label>
          <input
            className="input"
            id={`${scope}-lookFor`}
            maxLength={200}
            dir="auto"
            autoComplete="off"
            onChange={(event) => void look(event.currentTarget.value)}
          />
        </>
      )}
      <label className="label" htmlFor={`${scope}-about`}>
        {say('about.who')}
      </label>
      <select
        className="input"
        id={`${scope}-about`}
        name="about"
        dir="auto"
        value={chosen}
        onChange={(event) => setChosen(event.currentTarget.value)}
      >
        <option value="">{say('about.nobody')}</option>
        {rows.map(({ recordId, name, where }) => (
          <option key={recordId} value={recordId}>
            {where === undefined ? name : `${name} · ${where}`}
          </option>
        ))}
      </select>
      {found !== null && (
        <p className="cap" role="status">
          {say('about.found', { n: found.length })}
        </p>
      )}
    </div>
  );
}
