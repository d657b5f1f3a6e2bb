/**
 * Proposals about persons made into claims: figures, labels, custody, deaths, treatment, trials. Which code a word
 * leads to is in the lists and lexicons, not here; where they are silent the mapping refuses or asks.
 */
import { refuse, type Draft, type Refusal } from './acceptance.ts';
import {
  dateIn,
  eventDraft,
  readerCode,
  stateDraft,
  whoOf,
  type Mapped,
  type On,
} from './acceptance-bench.ts';
import { mention, saidField, type Bench } from './acceptance-envelope.ts';
import { vagueNumber } from './count.ts';
import { hasCue, matches, onlyMatch } from './lexicon.ts';
import { list } from './lists.ts';

type CountDraft = Extract<Draft, { claimKind: 'count' }>;

function figure(bench: On<'count'>): CountDraft['value'] | Refusal {
  const { operator, number, vague, quote } = bench.proposal;
  if (vague) {
    const found = vagueNumber(quote, bench.input.source.language);
    if (found === null) bench.asks.push({ field: 'number', why: 'which-code' });
    return {
      kind: 'said',
      comparator: 'vague',
      words: quote,
      ...(found === null ? {} : { lexeme: found.lexeme }),
    };
  }
  if (Array.isArray(number)) {
    const [lo, hi] = number;
    const fits = lo !== undefined && hi !== undefined && lo <= hi && operator === 'between';
    return fits
      ? { kind: 'said', comparator: 'between', lo, hi, words: quote }
      : refuse('number-needed', 'number');
  }
  if (number === null || operator === 'between') return refuse('number-needed', 'number');
  const end = operator === '<' || operator === '<=' ? { hi: number } : { lo: number };
  return { kind: 'said', comparator: operator, ...end, words: quote };
}

/** Held and missing hold at a moment; whether other figures are totals the words must say. */
function tallyOf({ proposal }: On<'count'>): string {
  if (proposal.measure === 'held' || proposal.measure === 'missing') return 'stock';
  return saidField(proposal, 'period') === null ? 'unclear' : 'cumulative';
}

function unitOf({ proposal }: On<'count'>): string {
  if (proposal.unit !== null) return proposal.unit;
  return proposal.measure === 'remains' || proposal.measure === 'cases' ? proposal.measure : 'persons';
}

export function count(bench: On<'count'>): Mapped {
  const { measure, modality, quote } = bench.proposal;
  // Whoever cannot confirm a figure has not given one.
  if (modality === 'unknown' || modality === 'refused' || modality === 'no_response')
    return noFigure(bench, measure);
  const value = figure(bench);
  if ('ok' in value) return value;
  const draft: CountDraft = {
    claimKind: 'count',
    measure,
    tally: tallyOf(bench),
    unit: unitOf(bench),
    value,
  };
  if (modality !== 'denied') return [draft];
  if (bench.input.decision.impliedFigure !== true) {
    // Rejecting "only" some number implies that somebody gave it.
    if (hasCue('only', quote, bench.input.source.language))
      bench.asks.push({ field: 'impliedFigure', why: 'who-gave-the-figure' });
    return [draft];
  }
  const speaker = { kind: 'unresolved', candidates: [], byPerson: true } as const;
  const implied = {
    modality: 'acknowledges',
    speaker: { ...speaker, candidates: [] },
    confirmation: 'blocked',
  };
  return [draft, { ...draft, envelope: implied }];
}

/** A figure that is said not to be known, or is kept back. */
export function noFigure({ proposal }: Bench, measure: string): Mapped {
  const { modality, quote } = proposal;
  const kind = modality === 'refused' ? 'refused' : modality === 'no_response' ? 'silence' : 'unknown';
  return [{ claimKind: 'count-unknown', measure, value: { kind, words: quote } }];
}

export function label({ proposal, input, asks }: On<'label'>): Mapped {
  const words = proposal.label ?? proposal.quote;
  const chosen = input.decision.label;
  const found = onlyMatch('label-words', words, input.source.language);
  if (chosen === undefined && found === null) asks.push({ field: 'label', why: 'which-code' });
  const use = chosen === undefined ? found?.also : chosen.use;
  const code = chosen?.code ?? found?.code ?? 'OTHER';
  return [
    {
      claimKind: 'label',
      value: { kind: 'said', label: code, words, ...(use === undefined ? {} : { use }) },
    },
  ];
}

export function custody(bench: On<'custody'>): Mapped {
  const { event, place, by, quote } = bench.proposal;
  const on = dateIn(bench, 'date');
  if (on === null) return refuse('date-malformed', 'date');
  const common = { words: quote, who: whoOf(bench), ...(place === null ? {} : { place: { words: place } }) };
  const state = readerCode('CS', event);
  if (state !== null) {
    const holder = by === null ? {} : { holder: mention(by) };
    const from = on.on === undefined ? {} : { from: { ...on.on, role: 'from' as const } };
    return [stateDraft({ axis: 'custody', code: state, ...common, ...holder, ...from })];
  }
  const code = readerCode('EV', event);
  if (code === null) bench.asks.push({ field: 'event', why: 'which-code' });
  return [eventDraft(code ?? 'OTHER', { ...common, ...on, ...(by === null ? {} : { by: mention(by) }) })];
}

export function death(bench: On<'death'>): Mapped {
  const on = dateIn(bench, 'date');
  if (on === null) return refuse('date-malformed', 'date');
  const { cause, quote } = bench.proposal;
  bench.asks.push(
    { field: 'handling', why: 'family-informed' },
    { field: 'inquiry', why: 'inquiry-into-death' },
  );
  const code = readerCode('EV', 'death') ?? 'OTHER';
  return [eventDraft(code, { words: quote, who: whoOf(bench), ...on, ...(cause === null ? {} : { cause }) })];
}

/** One claim per kind of ill-treatment or state of health that the words name. */
export function treatment(bench: On<'ill_treatment_or_health'>): Mapped {
  const { proposal, input, asks } = bench;
  const { quote } = proposal;
  const lang = input.source.language;
  const common = { words: quote, who: whoOf(bench) };
  const inWords = [
    ...matches('treatment-words', quote, lang).map(({ code }) => ({ axis: 'treatment' as const, code })),
    ...matches('health-words', quote, lang).map(({ code }) => ({ axis: 'health' as const, code })),
  ];
  const found = input.decision.treatment === undefined ? inWords : [input.decision.treatment];
  if (found.some(({ code }) => code === 'SEXV') && input.decision.handling === undefined)
    return refuse('compartment-needed', 'handling');
  if (found.length === 0) {
    asks.push({ field: 'treatment', why: 'which-code' });
    return [stateDraft({ axis: 'unsorted', code: 'OTHER', ...common })];
  }
  const distinct = new Map(found.map((one) => [`${one.axis} ${one.code}`, one]));
  return [...distinct.values()].map(({ axis, code }) => stateDraft({ axis, code, ...common }));
}

export function trial(bench: On<'trial'>): Mapped {
  const { feature, quote } = bench.proposal;
  const on = dateIn(bench, 'date');
  if (on === null) return refuse('date-malformed', 'date');
  const common = { words: quote, who: whoOf(bench) };
  const event = readerCode('EV', feature);
  if (event !== null) return [eventDraft(event, { ...common, ...on })];
  const stage = readerCode('PR', feature);
  if (stage !== null) return [stateDraft({ axis: 'proceeding', code: stage, ...common })];
  if (feature === 'monitored') {
    const who = { words: whoOf(bench).words };
    const value = {
      kind: 'said',
      practice: 'monitoring-trials',
      polarity: '+',
      channels: [],
      words: quote,
      who,
    } as const;
    return [{ claimKind: 'practice', value: { ...value, channels: [] } }];
  }
  bench.asks.push({ field: 'scope', why: 'which-trials' });
  const observed = list('FT').members.find((member) => feature !== null && member.maps['reader'] === feature);
  if (observed === undefined)
    return [{ claimKind: 'evaluation', value: { kind: 'said', evaluation: { form: 'opinion', ...common } } }];
  if (feature === 'closed') bench.asks.push({ field: 'FT15', why: 'closing-decision' });
  const evaluation = {
    form: 'trial-observation' as const,
    observation: observed.code,
    answer: observed.maps['answer'] ?? 'RPT',
    // What stands in a text is secondary, whoever the speaker is, unless a person knows of a record.
    basis: bench.input.decision.basis === 'record' ? 'B2' : 'B6',
    reported: true,
    ...common,
    ...on,
  };
  return [{ claimKind: 'evaluation', value: { kind: 'said', evaluation } }];
}
