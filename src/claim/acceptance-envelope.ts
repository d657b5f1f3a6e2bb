/**
 * The envelope of an accepted proposal: speaker, dates, scope, hedge, handling. Dates the words do not give are
 * inherited from the publication and say so; scopes the words do not settle are unclear and say so. Nothing is
 * taken over from the order of sentences or from what is usual.
 */
import { parseWhen, whenOf, type When, type WhenRole } from '#ground';
import type { AcceptanceInput, Ask, Effect } from './acceptance.ts';
import type { Claim } from './claim.ts';
import { damageAt } from './document.ts';
import type { Handling } from './handling.ts';
import { hasCue, matches } from './lexicon.ts';
import type { PartyRef, Speaker } from './party.ts';
import type { Proposal } from './proposal.ts';
import { term, unclearScope, withinPeriod, type Period, type Scope, type Terms } from './scope.ts';

/** What the mapping of one proposal works with. Asks and effects are collected on the way. */
export interface Bench {
  readonly proposal: Proposal;
  readonly input: AcceptanceInput;
  readonly asks: Ask[];
  readonly effects: Effect[];
}

/** Reads a field of the proposal that this kind may not have. */
export function saidField(proposal: Proposal, field: string): string | null {
  const value = (proposal as unknown as Readonly<Record<string, unknown>>)[field];
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

export function mention(words: string): PartyRef {
  return { kind: 'mention', words };
}

/** The speaker, or null if nobody settled it. */
export function speakerOf({ proposal, input }: Bench): Speaker | null {
  if (input.decision.speaker !== undefined) return input.decision.speaker;
  if (proposal.attribution.state === 'author') return { kind: 'author' };
  if (proposal.attribution.state !== 'named' || proposal.attributed_to === null) return null;
  return { kind: 'mention', words: proposal.attributed_to };
}

/** The author stands between a speaker and the document; then come the publishers. */
function relayOf(speaker: Speaker, input: AcceptanceInput): Claim['relay'] {
  const publishers = [...input.source.relay];
  return speaker.kind === 'author' ? publishers : [{ kind: 'author' }, ...publishers];
}

/** A date of the proposal: the text's own, or worked out from its words by the reader. Null if it is malformed. */
export function textDate(bench: Bench, edtf: string, role: WhenRole): When | null {
  if (!parseWhen(edtf).ok) return null;
  const { quote, rule } = bench.proposal;
  // A year that stands in the quote was said; otherwise the reader worked it out from the date of the text.
  const year = /\d{4}/.exec(edtf)?.[0];
  const explicit = year !== undefined && quote.includes(year);
  const ruleId = rule.replace(/[^A-Za-z0-9._:/+-]/g, '-').slice(0, 80);
  const derivedBy = /^[A-Za-z0-9]/.test(ruleId) ? { rule: ruleId } : {};
  return whenOf({
    words: quote,
    lang: bench.input.source.language,
    edtf,
    role,
    basis: explicit ? 'explicit' : 'derived',
    ...(explicit ? {} : derivedBy),
  });
}

/**
 * The date a text gives to what it does not date: publication of the original, else of the copy, else no later
 * than our copy was made. Always marked as inherited, and as approximate for the present tense.
 */
export function inheritedDate({ source }: AcceptanceInput, role: WhenRole, approx: boolean): When {
  const from = source.originPublished?.edtf ?? source.published?.edtf ?? `../${source.capturedOn}`;
  return whenOf({ words: '', lang: 'und', edtf: from, role, basis: 'inherited', approx });
}

function terms(words: string | null): Terms {
  return words === null ? { unclear: true } : { said: [term(words)], words };
}

function standingTerms(words: string, lang: string): Terms {
  const found = [...new Set(matches('standing-words', words, lang).map((match) => match.code))];
  return found.length === 0 ? { unclear: true } : { said: found, words };
}

/** A figure's own stretch of time, or its explicit as-of; an inherited as-of leaves the period unclear. */
function periodOf(bench: Bench, asOf: When): Period {
  const stated = saidField(bench.proposal, 'period');
  const parsed = stated === null ? null : parseWhen(stated);
  if (stated !== null && parsed?.ok === true)
    return { said: { from: parsed.min, to: parsed.max, extent: 'throughout' }, words: stated };
  return asOf.basis === 'inherited' ? { unclear: true } : withinPeriod(asOf);
}

/** The nearest reading of whom the words mean, and other readings that stay open. */
export function scopesOf(
  bench: Bench,
  asOf: When,
): { readonly scope: Scope; readonly otherScopes?: Scope[] } {
  const { proposal, input } = bench;
  const { decision } = input;
  if (decision.scope !== undefined)
    return {
      scope: decision.scope,
      ...(decision.otherScopes?.length ? { otherScopes: [...decision.otherScopes] } : {}),
    };
  const lang = input.source.language;
  const whom =
    saidField(proposal, 'who') ?? saidField(proposal, 'visited') ?? (proposal.subject || proposal.quote);
  const measure = saidField(proposal, 'measure');
  const scope: Scope = {
    ...unclearScope(),
    population: { unclear: true, words: whom },
    standing: standingTerms(`${whom} ${proposal.quote}`, lang),
    holder: terms(saidField(proposal, 'by')),
    place: terms(saidField(proposal, 'place')),
    measure: measure === null ? { unclear: true } : { said: [measure] },
    period: periodOf(bench, asOf),
  };
  const fromPronoun =
    'said' in scope.standing &&
    hasCue('pronoun', proposal.quote, lang) &&
    !('said' in standingTerms(proposal.quote, lang));
  if (!fromPronoun) return { scope };
  bench.asks.push({ field: 'scope', why: 'which-readings' });
  return { scope, otherScopes: [{ ...scope, standing: { unclear: true, words: proposal.quote } }] };
}

const MODALITIES: Readonly<Record<Proposal['modality'], string>> = {
  asserted: 'asserts',
  alleged: 'alleges',
  believed: 'infers',
  denied: 'denies',
  unknown: 'declares-unknown',
  refused: 'declines-to-state',
  no_response: 'declines-to-state',
};

/** A belief about a figure is an estimate; `acknowledges` is only ever a person's mark. */
function modalityOf({ proposal, input }: Bench): string {
  if (proposal.modality === 'asserted' && input.decision.againstInterest === true) return 'acknowledges';
  if (proposal.modality === 'believed' && proposal.kind === 'count') return 'estimates';
  return MODALITIES[proposal.modality];
}

/** The hedge of a figure comes from its operator; otherwise from a hedging word in the quote. */
function hedgeOf({ proposal, input }: Bench): Claim['hedge'] {
  const found = matches('hedge-words', proposal.quote, input.source.language);
  const ofOperator =
    proposal.kind === 'count'
      ? {
          '>': 'lower-bound',
          '>=': 'lower-bound',
          '<': 'upper-bound',
          '<=': 'upper-bound',
          '~': 'approximative',
          '=': null,
          between: null,
        }[proposal.operator]
      : null;
  const doubting = proposal.modality === 'believed' || proposal.modality === 'alleged';
  const match =
    found.find((one) => one.code === ofOperator) ??
    (doubting ? found.find((one) => one.code === 'epistemic' || one.code === 'editorial') : undefined) ??
    (ofOperator === null
      ? found.find((one) => proposal.kind !== 'count' || one.code === 'epistemic')
      : undefined);
  if (match !== undefined) return { kind: match.code, words: match.words };
  return { kind: ofOperator ?? (proposal.modality === 'believed' ? 'epistemic' : 'none') };
}

/**
 * Default handling: as open as the document is, stricter where the content can do harm: a death of which a
 * family may not know, lawyers, people in exile, talks about prisoners, health and treatment.
 */
export function handlingOf(bench: Bench): Handling {
  const { proposal, input } = bench;
  const { source, decision } = input;
  if (decision.handling !== undefined) return decision.handling;
  const { passage } = proposal;
  const around = `${passage.prefix}${passage.exact}${passage.suffix} ${saidField(proposal, 'addressee') ?? ''}`;
  const risks = new Set(matches('exile-words', around, source.language).map((match) => match.code));
  const about = new Set(
    matches(
      'exile-words',
      `${proposal.quote} ${saidField(proposal, 'addressee') ?? ''}`,
      source.language,
    ).map((match) => match.code),
  );
  const base = {
    tlp: source.isPublic ? 'TLP:CLEAR' : 'TLP:AMBER',
    caveats: [] as string[],
    compartment: source.handling.compartment,
  } as const;
  if (proposal.kind === 'death') return { ...base, tlp: 'TLP:AMBER+STRICT', caveats: ['DEATH-PENDING'] };
  if (proposal.kind === 'agreement') return { ...base, tlp: 'TLP:AMBER', caveats: ['NEGO'] };
  if (proposal.kind === 'ill_treatment_or_health') return { ...base, tlp: 'TLP:AMBER', caveats: ['MED'] };
  if (risks.has('EXILE')) {
    // The words may say where the sources live; a person should shorten the quote or close it off.
    bench.asks.push({ field: 'passage', why: 'protection-review' });
    return { ...base, tlp: 'TLP:AMBER', caveats: ['SOURCE', 'EXILE'] };
  }
  if (proposal.kind === 'inquiry' && about.has('COUNSEL'))
    return { ...base, tlp: 'TLP:AMBER', caveats: ['COUNSEL'] };
  return base;
}

/** The whole envelope, without the id. The speaker has been settled before. */
export function envelopeOf(bench: Bench, speaker: Speaker, asOf: When) {
  const { proposal, input } = bench;
  const { decision, source } = input;
  const damaged = damageAt(source.damaged, proposal.passage).length > 0;
  return {
    subject: { kind: 'scope' } as const,
    speaker,
    relay: relayOf(speaker, input),
    capacity: decision.capacity ?? 'NST',
    basis: decision.basis ?? 'unstated',
    modality: modalityOf(bench),
    hedge: hedgeOf(bench),
    statedAt: inheritedDate(input, 'statedAt', true),
    asOf,
    ...scopesOf(bench, asOf),
    passages: [proposal.passage],
    language: source.language,
    handling: handlingOf(bench),
    author: input.author,
    confirmation: speaker.kind === 'unresolved' ? 'blocked' : damaged ? 'second-person-needed' : 'recorded',
    proposalId: proposal.proposalId,
    ...(decision.note === undefined ? {} : { note: decision.note }),
  };
}
