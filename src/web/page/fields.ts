/**
 * From a form to what is recorded: fields of a kind, speaker, decision. The same for a form that was sent and for one
 * that the script takes. An empty field means that the text does not say it.
 */

/** Fields of each kind, in the order to ask for them. */
export const FIELDS_OF: Readonly<Record<string, readonly string[]>> = {
  count: ['operator', 'number', 'measure', 'as_of', 'period', 'unit', 'vague'],
  unknown_count: ['measure'],
  label: ['label'],
  custody: ['event', 'who', 'place', 'date', 'by'],
  death: ['who', 'cause', 'date'],
  ill_treatment_or_health: ['who'],
  trial: ['feature', 'who', 'date'],
  contact: ['polarity', 'channel', 'date'],
  visit: ['visitor', 'visited', 'polarity', 'date'],
  confidentiality_rule: ['holder', 'recipient'],
  inquiry: ['asker', 'addressee', 'outcome', 'n'],
  agreement: ['stage', 'parties'],
  open_question: [],
  source_chain: ['relation', 'source'],
};

export const MODALITIES = [
  'asserted',
  'alleged',
  'believed',
  'denied',
  'unknown',
  'refused',
  'no_response',
] as const;

export type FieldValue = string | number | boolean | null | number[];
type Form = Readonly<Record<string, string | undefined>>;

/** The fields of a form (`field-…`), read as their kinds want them. */
export function fieldsIn(form: Form): Record<string, FieldValue> {
  const fields: Record<string, FieldValue> = {};
  for (const [name, words] of Object.entries(form)) {
    if (name.startsWith('field-') && words !== undefined) {
      const field = name.slice('field-'.length);
      fields[field] = valueOf(field, words.trim().normalize('NFC'));
    }
  }
  return fields;
}

function valueOf(field: string, words: string): FieldValue {
  if (field === 'vague') return words === 'true';
  if (words === '') return null;
  if (field !== 'number' && field !== 'n') return words;
  const figures = [...words.matchAll(/\d+/g)].map(([digits]) => Number(digits));
  if (figures.length === 2) return figures;
  return figures.length === 1 ? (figures[0] ?? null) : words;
}

/** Of the fields of a form, those that say something else than the proposal. */
export function correctionsIn(
  form: Form,
  given: { readonly modality: string; readonly fields: readonly { name: string; value: string | null }[] },
): Record<string, FieldValue> {
  const before = new Map<string, string | null>(given.fields.map(({ name, value }) => [name, value]));
  before.set('modality', given.modality);
  return Object.fromEntries(
    Object.entries(fieldsIn(form)).filter(([name, value]) => {
      const was = before.get(name);
      const now = Array.isArray(value) ? value.join(' to ') : value === null ? null : String(value);
      return before.has(name) && was !== now;
    }),
  );
}

export type SpeakerChoice =
  | { readonly kind: 'author' }
  | { readonly kind: 'open' }
  | { readonly kind: 'mention'; readonly words: string };

/** Who a form says is speaking; null where it leaves that to the proposal, undefined where it names nobody that it could. */
export function speakerIn(form: Form, candidates: readonly string[]): SpeakerChoice | null | undefined {
  const chosen = form['speaker'] ?? '';
  if (chosen === '') return null;
  if (chosen === 'author' || chosen === 'open') return { kind: chosen };
  const name =
    chosen === 'other' ? lineOf(form['speakerWords']) : candidates[Number(chosen.replace('candidate-', ''))];
  return name === undefined || name === '' ? undefined : { kind: 'mention', words: name };
}

/** One line as typed: normalised to NFC, because it is the program's own record and not a quote. */
export function lineOf(words = ''): string {
  return words.replaceAll(/\s+/g, ' ').trim().normalize('NFC');
}

/** The rows of lists that a form says a passage is about; none where it names nobody. */
export function recordsIn(form: Form): readonly string[] {
  const chosen = form['about'] ?? '';
  return chosen === '' ? [] : [chosen];
}
