/** Fields that forms of several pages have in common: a name on one line, and a reason in as many as it takes. */

/** Longest name and reason a form takes, in characters; the server checks them again. */
const LONGEST_NAME = 200;
const LONGEST_REASON = 2_000;

interface FieldProps {
  readonly id: string;
  readonly name: string;
  readonly label: string;
}

/** A name that must be given. */
export function NameField({ id, name, label }: FieldProps) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        className="input"
        id={id}
        name={name}
        required
        maxLength={LONGEST_NAME}
        dir="auto"
        autoComplete="off"
      />
    </div>
  );
}

/** A reason that must be given; it is kept with the decision. */
export function ReasonField({ id, name, label }: FieldProps) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        className="input"
        id={id}
        name={name}
        required
        maxLength={LONGEST_REASON}
        rows={3}
        dir="auto"
      />
    </div>
  );
}
