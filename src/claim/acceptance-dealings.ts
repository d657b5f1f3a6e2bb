/**
 * Proposals about dealings made into claims: contact, visits, rules of confidentiality, inquiries, agreements,
 * carriers. What names no person and no day is a practice and stays one. A body that may not speak is neither
 * silent nor refusing: its mandate is the outcome.
 */
import { refuse } from './acceptance.ts';
import { dateIn, readerCode, whoOf, type Mapped, type On } from './acceptance-bench.ts';
import { mention, type Bench } from './acceptance-envelope.ts';
import { hasCue, matches, onlyMatch } from './lexicon.ts';
import { list } from './lists.ts';

const RECORDED_OR_LIVE = ['PRV', 'VID', 'RCM', 'AUD'];

/** Channels as the quote words them; the reader's coarse word only where the quote has none. */
function channelsOf({ proposal, input, asks }: On<'contact'>): { code: string; words: string }[] {
  const lang = input.source.language;
  const { quote, channel } = proposal;
  const inQuote = matches('channel-words', quote, lang);
  const found = inQuote.length > 0 ? inQuote : matches('channel-words', channel ?? '', lang);
  const isLoose = hasCue('loose-channel', `${quote} ${channel ?? ''}`, lang);
  if (isLoose && !found.some(({ code }) => RECORDED_OR_LIVE.includes(code)))
    asks.push({ field: 'channel', why: 'which-code' });
  return [...new Map(found.map(({ code, words }) => [code, { code, words }])).values()];
}

export function contact(bench: On<'contact'>): Mapped {
  const { polarity, quote } = bench.proposal;
  const on = dateIn(bench, 'date');
  if (on === null) return refuse('date-malformed', 'date');
  if (polarity === null) return refuse('field-needed', 'polarity');
  const channels = channelsOf(bench);
  const sign = polarity === 'absent' ? ('-' as const) : ('+' as const);
  if (bench.input.decision.recordIds?.length && on.on !== undefined) {
    const madeAt = on.on;
    const known = channels.filter(({ code }) => list('VC').get(code)?.maps['group'] === 'contact');
    const each = known.length > 0 ? known : [{ code: 'NST', words: quote }];
    return each.map(({ code, words }) => ({
      claimKind: 'contact',
      value: { kind: 'said', channel: code, polarity: sign, words, who: whoOf(bench), madeAt },
    }));
  }
  // "The last call was in May" is about somebody at some moment, not about an arrangement.
  if (polarity === 'last') return refuse('person-needed', 'recordIds');
  const named = sign === '-' && channels.length === 0 ? [{ code: 'NONE-C', words: quote }] : channels;
  const change = polarity === 'reduced' ? { change: 'reduced' as const } : {};
  const who = { words: whoOf(bench).words };
  const value = {
    kind: 'said' as const,
    practice: 'contact',
    polarity: sign,
    ...change,
    channels: named,
    who,
    words: quote,
  };
  return [{ claimKind: 'practice', value }];
}

export function visit(bench: On<'visit'>): Mapped {
  const { visitor, polarity, quote } = bench.proposal;
  const lang = bench.input.source.language;
  const on = dateIn(bench, 'date');
  if (on === null) return refuse('date-malformed', 'date');
  if (polarity === null) return refuse('field-needed', 'polarity');
  const found = onlyMatch('visitor-words', visitor ?? quote, lang);
  if (found === null) bench.asks.push({ field: 'visitor', why: 'which-code' });
  const code = found?.code ?? 'OTHER';
  if (bench.input.decision.recordIds?.length && on.on !== undefined) {
    const outcome = polarity === 'denied' || polarity === 'planned' ? polarity : 'occurred';
    const by = visitor === null ? {} : { visitor: mention(visitor) };
    const who = whoOf(bench, 'visited');
    return [
      {
        claimKind: 'access',
        value: { kind: 'said', visit: code, outcome, words: quote, who, on: on.on, ...by },
      },
    ];
  }
  const value = {
    kind: 'said' as const,
    practice: hasCue('health', quote, lang) ? 'monitoring-health' : 'visits',
    polarity: polarity === 'denied' ? ('-' as const) : ('+' as const),
    ...(polarity === 'planned' ? { change: 'planned' as const } : {}),
    channels: [{ code, words: visitor ?? quote }],
    ...(visitor === null ? {} : { by: mention(visitor) }),
    who: { words: whoOf(bench, 'visited').words },
    ...(hasCue('only', quote, lang) ? { exclusive: true } : {}),
    words: quote,
  };
  return [{ claimKind: 'practice', value }];
}

export function confidentiality({ proposal, effects }: On<'confidentiality_rule'>): Mapped {
  const { holder, recipient, quote } = proposal;
  effects.push({ kind: 'source-is-confidential', holder: holder === null ? null : mention(holder) });
  const value = {
    kind: 'said' as const,
    words: quote,
    permits: 'restricts' as const,
    confidentiality: true,
    ...(holder === null ? {} : { holder: mention(holder) }),
    ...(recipient === null ? {} : { recipient: mention(recipient) }),
  };
  return [{ claimKind: 'norm', value }];
}

/** Whether a rule of confidentiality of this addressee stands beside the refusal. */
function mandateBeside({ input }: Bench, addressee: string): boolean {
  const lang = input.source.language;
  const code = onlyMatch('humanitarian-words', addressee, lang)?.code;
  const isSame = (holder: string) =>
    holder.toLowerCase() === addressee.toLowerCase() ||
    (code === 'ICRC' && onlyMatch('humanitarian-words', holder, lang)?.code === code);
  return (input.siblings ?? []).some(
    (one) => one.kind === 'confidentiality_rule' && one.holder !== null && isSame(one.holder),
  );
}

/** Null where a person has to say. */
function outcomeOf(bench: On<'inquiry'>, addressee: string): string | null {
  const { input, proposal, asks } = bench;
  const { outcome } = proposal;
  if (input.decision.outcome !== undefined) return input.decision.outcome;
  if (outcome === null) return 'SENT';
  const humanitarian = matches('humanitarian-words', addressee, input.source.language);
  const isIcrc = humanitarian.some((match) => match.code === 'ICRC');
  // A body that may not speak is not silent; if the text says that it gave no answer, a person has to look.
  if (isIcrc && outcome === 'no_response') return null;
  const hasMandate = input.decision.mandate ?? (isIcrc || mandateBeside(bench, addressee));
  if (outcome === 'refused' && hasMandate) return 'DECL-M';
  if (outcome === 'refused' && humanitarian.length > 0)
    asks.push({ field: 'mandate', why: 'mandate-stated' });
  return readerCode('IQ', outcome);
}

const DECLINING = ['REFUS', 'DECL-M', 'DECL-S'];

export function inquiry(bench: On<'inquiry'>): Mapped {
  const { proposal, asks } = bench;
  const { addressee, asker, n, quote, subject, modality } = proposal;
  const lang = bench.input.source.language;
  if (addressee === null) return refuse('addressee-needed', 'addressee');
  const outcome = outcomeOf(bench, addressee);
  if (outcome === null || !list('IQ').has(outcome)) return refuse('outcome-needed', 'outcome');
  const office = matches('cue-words', addressee, lang).find((match) => match.code === 'bare-office');
  if (office?.words.length === addressee.trim().length)
    asks.push({ field: 'addressee', why: 'which-office' });
  if (matches('exile-words', addressee, lang).some((one) => one.code === 'COUNSEL'))
    asks.push({ field: 'addressee', why: 'protection-review' });
  const outcomeFields = {
    outcome,
    words: quote,
    asker: asker === null ? ({ kind: 'author' } as const) : mention(asker),
    addressee: mention(addressee),
    ...(subject === '' ? {} : { question: subject }),
    ...(n === null ? {} : { n }),
    ...(n !== null && outcome === 'UNREACH' ? { reached: 0 } : {}),
  };
  // Who gave no answer has not declined: the speaker tells of the silence, and that is all.
  const told = modality === 'denied' ? 'denies' : 'asserts';
  const envelope = { modality: DECLINING.includes(outcome) ? 'declines-to-state' : told };
  return [{ claimKind: 'inquiry-outcome', inquiry: outcomeFields, envelope }];
}

export function agreement({ proposal, asks }: On<'agreement'>): Mapped {
  const { stage, parties, quote } = proposal;
  if (parties !== null) asks.push({ field: 'parties', why: 'several-parties' });
  const known = stage !== null && list('AS').has(stage) ? stage : 'NST';
  const named = parties === null ? [] : [mention(parties)];
  return [
    {
      claimKind: 'commitment',
      value: { kind: 'said', form: 'agreement', stage: known, parties: named, words: quote },
    },
  ];
}

export function sourceChain({ proposal, input, effects }: On<'source_chain'>): Mapped {
  const { relation, source, quote } = proposal;
  const code = readerCode('DM', relation) ?? 'OTHER';
  const party = source === null ? null : mention(source);
  if (party !== null && relation === 'republished_from')
    effects.push({ kind: 'relayed-from', publisher: party });
  if (party !== null && relation === 'published_by') effects.push({ kind: 'published-by', publisher: party });
  const value = {
    kind: 'said' as const,
    relation: code,
    words: quote,
    ...(party === null ? {} : { source: party }),
  };
  const envelope = { subject: { kind: 'document' as const, documentId: input.source.documentId } };
  return [{ claimKind: 'document-meta', value, envelope }];
}
