/**
 * The small words from which every schema of this room is built: ids, digests, times, words, closed objects.
 * All objects are closed (an unknown key is refused) and hold only what canonical JSON can hold: strings,
 * safe integers, booleans, arrays and objects. Nothing here knows what a claim is.
 */
import { Type, type TObject, type TProperties } from 'typebox';

/** An object that refuses keys it does not know. */
export function closed<P extends TProperties>(properties: P): TObject<P> {
  return Type.Object(properties, { additionalProperties: false });
}

/** One of several fixed words of the program itself (not of a controlled list). */
export function oneOf<const W extends readonly string[]>(words: W) {
  return Type.Unsafe<W[number]>({ type: 'string', enum: [...words] });
}

/** An array with at least one member. */
export function some<S extends Type.TSchema>(schema: S, maxItems = 10_000) {
  return Type.Array(schema, { minItems: 1, maxItems });
}

/** An id as ground makes it. Ids never contain names. */
export const IdSchema = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
});

/** SHA-256 in lower-case hexadecimal. */
export const Sha256Schema = Type.String({ pattern: '^[0-9a-f]{64}$' });

/** A moment of the program's own clock: RFC 3339, UTC, milliseconds. */
export const InstantSchema = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$',
});

/** Words somebody wrote or said; never empty. */
export const WordsSchema = Type.String({ minLength: 1, maxLength: 20_000 });

/** A short line of words: a name, a title, a heading. */
export const LineSchema = Type.String({ minLength: 1, maxLength: 2_000 });

/** How somebody who reads is called among those who share a workspace: a name, initials, a number. */
export const ReaderNameSchema = Type.String({ minLength: 1, maxLength: 80 });

/** A language tag after BCP 47; `und` when it is not known. */
export const LangSchema = Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$', maxLength: 35 });

/** A name of the program's own: a rule, a reader, a normaliser, a compartment. */
export const TokenSchema = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._:/+-]{0,79}$' });

/** How many; zero is a number somebody gave, absence is not zero. */
export const NumberSchema = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

/** The id of preserved bytes as stores make it: 128 random bits in hexadecimal. Never a digest of the content. */
export const BlobIdSchema = Type.String({ pattern: '^[0-9a-f]{32}$' });
