/**
 * Which mapping serves which kind of proposal: the table of docs/method/reading.md. One proposal gives one claim
 * or several: a claim per channel of contact, per kind of ill-treatment.
 */
import type { Mapped, On } from './acceptance-bench.ts';
import { agreement, confidentiality, contact, inquiry, sourceChain, visit } from './acceptance-dealings.ts';
import type { Bench } from './acceptance-envelope.ts';
import { count, custody, death, label, noFigure, treatment, trial } from './acceptance-persons.ts';
import type { ProposalKind } from './proposal.ts';

const MAPPINGS: { readonly [K in ProposalKind]: (bench: On<K>) => Mapped } = {
  count,
  unknown_count: (bench) => noFigure(bench, bench.proposal.measure),
  label,
  custody,
  death,
  ill_treatment_or_health: treatment,
  trial,
  contact,
  visit,
  confidentiality_rule: confidentiality,
  inquiry,
  agreement,
  open_question: ({ proposal }) => [{ claimKind: 'question', words: proposal.quote }],
  source_chain: sourceChain,
};

/** Maps a proposal by its kind to claims without envelope, or refuses with the field a person has to fill. */
export function mapKind(bench: Bench): Mapped {
  return (MAPPINGS[bench.proposal.kind] as (bench: Bench) => Mapped)(bench);
}
