/**
 * What a record can say that linkage compares. A field may hold several claims of one record; every one of them is
 * compared and the best counts, so that no claim has to be chosen as the right one.
 */

/** Fields that linkage compares, in the order in which they are reported. */
export const LINK_FIELDS = [
  'full_name',
  'given_name',
  'surname',
  'father',
  'mother',
  'birth_date',
  'birth_year',
  'birth_month',
  'birth_day',
  'age',
  'sex',
  'place',
  'birth_place',
  'region',
  'postcode',
  'street',
  'house',
  'address_more',
  'phone',
  'email',
  'unit',
  'rank',
  'captured_on',
  'captured_at',
  'held_at',
  'document',
] as const;
export type LinkField = (typeof LINK_FIELDS)[number];

/** One row of one list. `id` is unique within the list. */
export interface LinkRecord {
  readonly list: string;
  readonly id: string;
  readonly claims: Readonly<Partial<Record<LinkField, readonly string[]>>>;
}

/** Claims of one field that are compared; later ones are left out. */
export const MOST_CLAIMS = 3;

/** Words by which lists say that they have nothing to say. Compared after folding case. */
const NOTHING = new Set(
  `na n/a n.a. nan null none nil - -- — – ? ?? . unknown unk нет неизвестно неизв неизв. н/д б/о անհայտ չկա naməlum yoxdur
  غير معروف مجهول نامعلوم inconnu desconocido unbekannt`
    .split(/\s+/u)
    .concat('غير معروف', 'not known', 'not available', 'не известно'),
);

/** A cell without layout, or null when it says nothing. */
export function saidIn(cell: string | undefined): string | null {
  if (cell === undefined) return null;
  const words = cell.normalize('NFC').replace(/\s+/gu, ' ').trim();
  return words === '' || NOTHING.has(words.toLowerCase()) ? null : words;
}

export function isLinkField(name: string): name is LinkField {
  return (LINK_FIELDS as readonly string[]).includes(name);
}
