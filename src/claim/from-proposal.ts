/**
 * From a proposal and a person's decision to claims of the ledger. Pure: the same input gives the same claims.
 * Accepting means "the text says this". What the text does not settle comes back as something to ask, or the
 * acceptance is refused with the field that a person has to fill; no value is ever guessed.
 */
import { Value } from 'typebox/value';
import { refuse, type Acceptance, type AcceptanceInput, type Draft, type Refusal } from './acceptance.ts';
import {
  envelopeOf,
  inheritedDate,
  saidField,
  speakerOf,
  textDate,
  type Bench,
} from './acceptance-envelope.ts';
import { mapKind } from './acceptance-kinds.ts';
import type { Claim } from './claim.ts';
import { PROPOSAL_SCHEMAS, type Proposal } from './proposal.ts';
import type { Speaker } from './party.ts';

/** Keys a correction may not touch: they say where the words stand and who proposed what. */
const FIXED = [
  'proposalId',
  'id',
  'kind',
  'quote',
  'passage',
  'rule',
  'cue',
  'flags',
  'attribution',
  'attributed_to',
];

/** The whole numbers that stand in a quote as digits, with spaces, commas and points between thousands taken out. */
function digitsIn(quote: string): number[] {
  return [...quote.matchAll(/\p{Nd}+(?:[\s,.'\u00a0\u202f]\p{Nd}{3})*/gu)].map((match) =>
    Number(match[0].replace(/\P{Nd}/gu, '')),
  );
}

function corrected(proposal: Proposal, corrections: Readonly<Record<string, unknown>>): Proposal | Refusal {
  const keys = Object.keys(corrections);
  const wrong = keys.find((key) => FIXED.includes(key) || !Object.hasOwn(proposal, key));
  if (wrong !== undefined)
    return refuse('correction-malformed', FIXED.includes(wrong) ? wrong : 'corrections');
  const changed = { ...proposal, ...corrections };
  if (!Value.Check(PROPOSAL_SCHEMAS[proposal.kind], changed))
    return refuse('correction-malformed', 'corrections');
  const after: Proposal = changed;
  if (after.kind === 'count' && keys.includes('number')) {
    const standing = digitsIn(after.quote);
    const given = Array.isArray(after.number) ? after.number : [after.number];
    if (standing.length > 0 && !given.every((one) => one === null || standing.includes(one)))
      return refuse('number-not-in-quote', 'number');
  }
  return after;
}

function claimOf(draft: Draft, envelope: ReturnType<typeof envelopeOf>, claimId: string): Claim {
  const { envelope: own, ...fields } = draft;
  return { claimId, ...envelope, ...own, ...fields };
}

/** The claims a proposal becomes. Never throws for anything a text or a person can bring about. */
export function claimsFromProposal(input: AcceptanceInput): Acceptance {
  const proposal = corrected(input.proposal, input.decision.corrections ?? {});
  if ('ok' in proposal) return proposal;
  const bench: Bench = { proposal, input, asks: [], effects: [] };
  const speaker: Speaker | null = speakerOf(bench);
  if (speaker === null) return refuse('speaker-needed', 'speaker');
  if (speaker.kind === 'unresolved' && proposal.kind === 'label')
    return refuse('label-needs-speaker', 'speaker');
  const stated = saidField(proposal, 'as_of');
  const asOf =
    stated === null
      ? inheritedDate(input, 'asOf', proposal.kind !== 'inquiry')
      : textDate(bench, stated, 'asOf');
  if (asOf === null) return refuse('date-malformed', 'as_of');
  const mapped = mapKind(bench);
  if ('ok' in mapped) return mapped;
  const envelope = envelopeOf(bench, speaker, asOf);
  const [main, ...rest] = mapped.map((draft) => claimOf(draft, envelope, input.newId()));
  if (main === undefined) return refuse('field-needed', 'kind');
  // A further claim with a speaker of its own is only implied by the first.
  const claims = [
    main,
    ...rest.map((one) => (one.speaker === main.speaker ? one : { ...one, dependsOn: [main.claimId] })),
  ];
  return { ok: true, claims, asks: bench.asks, effects: bench.effects };
}
