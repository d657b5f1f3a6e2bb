/**
 * The six value kinds. A value is said, or it is one of five different ways of having no value, each with the
 * words or the reason that make it so. There is no null: an absent number is never a number, and "unknown",
 * "none", "refused", "silence" and "withheld" are never folded into one another.
 */
import { Type, type TObject, type TProperties } from 'typebox';
import { closed, WordsSchema } from './schema.ts';
import { codeOf } from './lists.ts';

/** The words in which the source has no value; absent when it says so only by its act (a silence). */
const words = Type.Optional(WordsSchema);

export const UnknownSchema = closed({ kind: Type.Literal('unknown'), words });
export const NoneSchema = closed({ kind: Type.Literal('none'), words });
export const RefusedSchema = closed({ kind: Type.Literal('refused'), words });
export const SilenceSchema = closed({ kind: Type.Literal('silence'), words });
/** `reason` says why it is kept back: withholding without a reason is a refusal. */
export const WithheldSchema = closed({ kind: Type.Literal('withheld'), reason: WordsSchema });

/** The value of a claim: the given fields if it is said, or one of the five kinds of having none. */
export function valueOf<P extends TProperties>(said: TObject<P>) {
  return Type.Union([
    closed({ kind: Type.Literal('said'), ...said.properties } as { kind: Type.TLiteral<'said'> } & P),
    UnknownSchema,
    NoneSchema,
    RefusedSchema,
    SilenceSchema,
    WithheldSchema,
  ]);
}

export const VALUE_KINDS = ['said', 'unknown', 'none', 'refused', 'silence', 'withheld'] as const;
export type ValueKind = (typeof VALUE_KINDS)[number];
export const ValueKindSchema = codeOf('VK');

/** A value that is plain words. */
export const WordsValueSchema = valueOf(closed({ words: WordsSchema }));
export type WordsValue = Type.Static<typeof WordsValueSchema>;
