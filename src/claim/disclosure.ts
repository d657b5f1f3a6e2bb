/**
 * Disclosures: the record that something left: to whom, in what form, for what purpose, under which rules,
 * decided by whom, from which state of the ledger, and what was left out and why. No content is repeated here.
 */
import { Type } from 'typebox';
import { closed, IdSchema, NumberSchema, Sha256Schema, some, TokenSchema, WordsSchema } from './schema.ts';
import { codeOf } from './lists.ts';
import { TlpSchema } from './handling.ts';
import { PartyRefSchema } from './party.ts';

export const DisclosureSchema = closed({
  disclosureId: IdSchema,
  audience: codeOf('AU'),
  recipient: Type.Optional(PartyRefSchema),
  form: codeOf('DF'),
  purpose: WordsSchema,
  /** Program and version of the format. */
  format: TokenSchema,
  /** Digest of what left. */
  sha256: Type.Optional(Sha256Schema),
  /** The ledger it was made from. */
  ledger: closed({ size: NumberSchema, root: Sha256Schema }),
  /** What left, by kind and id. */
  contents: Type.Array(closed({ kind: TokenSchema, ids: some(IdSchema, 1_000_000) })),
  /** Strictest label of what left. */
  tlp: TlpSchema,
  /** The rules that allowed or shaped it, and how much each kept back. */
  rules: Type.Array(closed({ rule: TokenSchema, keptBack: NumberSchema })),
  decidedBy: some(IdSchema, 10),
  reason: WordsSchema,
});
export type Disclosure = Type.Static<typeof DisclosureSchema>;
