/**
 * The model-backed proposer: asks a model about a text chunk by chunk, checks every word of its answers, and sets what
 * is left beside the proposals of the rules. It proposes only. Whether a text may be shown to a model at all is decided
 * before, by the workspace; a model that fails, lies or falls silent costs nothing but its own proposals.
 */
import { sha256Hex } from '#ground';
import type { Proposal, Reading } from '../contract.ts';
import { emptyHeader, splitHeader } from '../header.ts';
import { propose, type ProposeOptions } from '../propose.ts';
import { codePointIndex } from '../segment.ts';
import { CALL_LIMITS, callModel, type CallFailure, type CallLimits } from './call.ts';
import { chunksOf, type Chunk } from './chunk.ts';
import type { Endpoint, Reach } from './endpoint.ts';
import { merge, type ReadTwice } from './merge.ts';
import { PROMPT_SHA256, questionFor, type Parameters, type Question } from './prompt.ts';
import { recogniserOf, type Recogniser } from './recognise.ts';
import { parseReply, type SaidClaim } from './shape.ts';
import { speaksToMachine, verify, type Checked } from './verify.ts';

export interface ModelOptions {
  readonly endpoint: Endpoint;
  readonly model: string;
  /** From a file or the environment; sent to the endpoint and kept nowhere. */
  readonly key?: string | null;
  /** Longest text of one question in UTF-16 units. */
  readonly chunkUnits?: number;
  readonly limits?: Partial<CallLimits>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** What became of one chunk. */
export interface ChunkReport {
  /** Code points of the body, half-open. */
  readonly start: number;
  readonly end: number;
  readonly input_sha256: string;
  readonly tries: number;
  readonly outcome: 'read' | CallFailure | 'not-json' | 'out-of-shape' | 'too-many' | 'not-asked';
  /** Code the endpoint answered with, where it refused. */
  readonly http: number | null;
}

/** A claim of the model that did not pass, kept all the same. */
export interface Rejected {
  readonly chunk: number;
  /** Number of the check in the contract. */
  readonly check: 2 | 3;
  readonly why: string;
  /** What the model said, as JSON, cut at 2,000 units. Written by a machine: show it as a quotation only. */
  readonly said: string;
}

/** Who was asked, with what, and what came of it. Holds no address and no key. */
export interface ModelReport {
  readonly model: string;
  readonly reach: Reach;
  readonly prompt_sha256: string;
  readonly parameters: Readonly<Record<string, number>>;
  /** RFC 3339, UTC. */
  readonly asked_at: string;
  readonly milliseconds: number;
  readonly tokens_in: number | null;
  readonly tokens_out: number | null;
  /** Millionths of the endpoint's unit of money, where it stated one. */
  readonly cost_micros: number | null;
  readonly chunks: readonly ChunkReport[];
  readonly rejected: readonly Rejected[];
  readonly agreed: number;
  readonly differing: number;
  readonly added: number;
  /** The document holds sentences that read like orders to a program. They were not followed. */
  readonly instruction_like: boolean;
}

export interface ModelReading extends Omit<Reading, 'claims'> {
  readonly claims: readonly ReadTwice[];
  readonly model: ModelReport;
}

const CHUNK_UNITS = 12_000;
const PARAMETERS: Parameters = { temperature: 0, maxTokens: 8_192, seed: 7 };
/** After this many failed chunks in a row nobody is at home. */
const GIVE_UP = 3;
const NAMES = 40;
/** More parts than this are not asked about: at a minute each they would take a working day. */
const MOST_PARTS = 400;
/** After these a second try cannot help. */
const FINAL: ReadonlySet<string> = new Set(['redirected', 'wrong-type', 'too-large', 'too-slow']);

interface Tally {
  tokensIn: number | null;
  tokensOut: number | null;
  costMicros: number | null;
  model: string | null;
}

interface Asked {
  readonly report: ChunkReport;
  readonly claims: readonly SaidClaim[];
}

/**
 * Reads a text by rules and by a model. Throws what `propose` throws, and Fault('interrupted') when it was stopped;
 * a model that does not answer as it must is told in `model.chunks` and throws nothing.
 */
export async function proposeWithModel(
  text: string,
  options: ProposeOptions,
  asked: ModelOptions,
): Promise<ModelReading> {
  const rules = await propose(text, options);
  const split = options.header ? { header: emptyHeader(), body: text } : splitHeader(text);
  const published = options.header?.published ?? split.header.published ?? options.published ?? null;
  const { body } = split;
  const began = Date.now();
  const recogniser = recogniserOf(body, rules.lang, published);
  const at = codePointIndex(body);
  const chunks = chunksOf(body, asked.chunkUnits ?? CHUNK_UNITS);
  const tally: Tally = { tokensIn: null, tokensOut: null, costMicros: null, model: null };
  const reports: ChunkReport[] = [];
  const rejected: Rejected[] = [];
  const passed: Checked[] = [];
  const taken = new Set<string>();
  const names = new Set(rules.claims.flatMap(({ attributed_to: name }) => name ?? []));
  let failures = 0;
  for (const [number, chunk] of chunks.entries()) {
    const given = { lang: rules.lang, published, names: namesBefore(names, passed) };
    if (failures >= GIVE_UP || number >= MOST_PARTS) {
      const rest = { ...chunk, end: chunks.at(-1)?.end ?? chunk.end };
      reports.push(reportOf(rest, at, { tries: 0, outcome: 'not-asked' }));
      break;
    }
    const one = await ask(chunk, given, asked, { tally, at });
    failures = one.report.outcome === 'read' ? 0 : failures + 1;
    reports.push(one.report);
    sift(one.claims, number, { bench: { body, chunk, rules: recogniser }, taken, passed, rejected });
    asked.onProgress?.(number + 1, chunks.length);
  }
  const points = passed.map((claim) => ({ ...claim, start: at(claim.start), end: at(claim.end) }));
  const merged = merge(rules.claims, points, (claim, n) =>
    proposalOf(claim, n, tally.model ?? asked.model, recogniser),
  );
  const model: ModelReport = {
    model: tally.model ?? asked.model,
    reach: asked.endpoint.reach,
    prompt_sha256: PROMPT_SHA256,
    parameters: {
      temperature: PARAMETERS.temperature,
      max_tokens: PARAMETERS.maxTokens,
      seed: PARAMETERS.seed,
    },
    asked_at: new Date(began).toISOString(),
    milliseconds: Date.now() - began,
    tokens_in: tally.tokensIn,
    tokens_out: tally.tokensOut,
    cost_micros: tally.costMicros,
    chunks: reports,
    rejected,
    agreed: merged.agreed,
    differing: merged.differing,
    added: merged.added,
    instruction_like: speaksToMachine(body),
  };
  return { ...rules, ...covered(rules, merged.claims), claims: merged.claims, model };
}

interface Sifting {
  readonly bench: { readonly body: string; readonly chunk: Chunk; readonly rules: Recogniser };
  readonly taken: Set<string>;
  readonly passed: Checked[];
  readonly rejected: Rejected[];
}

function sift(claims: readonly SaidClaim[], number: number, sifting: Sifting): void {
  for (const said of claims) {
    const verdict = verify(said, sifting.bench, sifting.taken);
    if (verdict.ok) sifting.passed.push(verdict.claim);
    else
      sifting.rejected.push({
        chunk: number,
        check: verdict.check,
        why: verdict.why,
        said: JSON.stringify(said)
          .slice(0, 2_000)
          .replace(/\p{Surrogate}/gu, '\ufffd'),
      });
  }
}

/** Parties named so far, in the text's own words, newest last. */
function namesBefore(fromRules: ReadonlySet<string>, passed: readonly Checked[]): string[] {
  const all = [...fromRules, ...passed.flatMap(({ attributedTo }) => attributedTo ?? [])];
  return [...new Set(all)].slice(-NAMES);
}

function reportOf(
  chunk: Chunk,
  at: (position: number) => number,
  told: { tries: number; outcome: ChunkReport['outcome']; question?: Question; http?: number | null },
): ChunkReport {
  return {
    start: at(chunk.start),
    end: at(chunk.end),
    input_sha256: told.question?.inputSha256 ?? sha256Hex(chunk.text),
    tries: told.tries,
    outcome: told.outcome,
    http: told.http ?? null,
  };
}

/** Asks about one chunk, at most twice. */
async function ask(
  chunk: Chunk,
  given: { lang: string; published: string | null; names: readonly string[] },
  asked: ModelOptions,
  keep: { tally: Tally; at: (position: number) => number },
): Promise<Asked> {
  const limits = { ...CALL_LIMITS, ...asked.limits };
  let withSchema = true;
  for (let tries = 1; ; tries += 1) {
    const question = questionFor({
      ...given,
      chunk,
      model: asked.model,
      parameters: PARAMETERS,
      withSchema,
    });
    const answer = await callModel({
      url: asked.endpoint.url,
      body: question.body,
      key: asked.key ?? null,
      limits,
      ...(asked.signal === undefined ? {} : { signal: asked.signal }),
    });
    if (answer.ok) add(keep.tally, answer);
    const parsed = answer.ok ? parseReply(answer.reply) : answer;
    if (parsed.ok)
      return {
        report: reportOf(chunk, keep.at, { tries, outcome: 'read', question }),
        claims: parsed.claims,
      };
    const http = answer.ok ? null : answer.http;
    // 401 and 403 are about the key; asking again would only look like guessing.
    if (tries === 2 || FINAL.has(parsed.why) || http === 401 || http === 403)
      return { report: reportOf(chunk, keep.at, { tries, outcome: parsed.why, question, http }), claims: [] };
    // An endpoint that knows no schemas refuses the whole question: the second try goes without one.
    if (parsed.why === 'http-refused') withSchema = false;
  }
}

function add(
  tally: Tally,
  answer: {
    tokensIn: number | null;
    tokensOut: number | null;
    costMicros: number | null;
    model: string | null;
  },
): void {
  const sum = (a: number | null, b: number | null): number | null =>
    b === null ? a : Math.min(Number.MAX_SAFE_INTEGER, (a ?? 0) + b);
  tally.tokensIn = sum(tally.tokensIn, answer.tokensIn);
  tally.tokensOut = sum(tally.tokensOut, answer.tokensOut);
  tally.costMicros = sum(tally.costMicros, answer.costMicros);
  tally.model = answer.model ?? tally.model;
}

/** A checked claim of the model alone, in the reader's own form. */
function proposalOf(claim: Checked, number: number, model: string, recogniser: Recogniser): Proposal {
  // Values were checked against the closed schema of the kind, and only ever taken away since.
  const fields: object = claim.fields;
  const figure = claim.kind === 'count' ? recogniser.figures(claim.quote)[0] : undefined;
  return {
    id: `m${number}`,
    kind: claim.kind,
    quote: claim.quote,
    attributed_to: claim.attributedTo,
    modality: claim.modality,
    subject: claim.subject,
    ...fields,
    start: claim.start,
    end: claim.end,
    rule: `model:${model}`,
    cue: figure ? claim.quote.slice(figure.start, figure.end) : (claim.attribution.mention ?? ''),
    attribution: claim.attribution,
    flags: ['model-alone', ...claim.flags],
  } as Proposal;
}

/** What no claim covers, after both readers [9]. */
function covered(rules: Reading, claims: readonly ReadTwice[]): Pick<Reading, 'unclaimed' | 'coverage'> {
  const alone = claims.filter(({ readers }) => readers[0] === 'model');
  const unclaimed = rules.unclaimed.filter(
    (left) => !alone.some(({ start, end }) => start < left.end && left.start < end),
  );
  const numbers = (entries: Reading['unclaimed']): number =>
    entries.filter(({ kind }) => kind === 'number').length;
  return {
    unclaimed,
    coverage: {
      ...rules.coverage,
      numbers_claimed: rules.coverage.numbers_claimed + numbers(rules.unclaimed) - numbers(unclaimed),
      attributions_named: claims.filter(({ attribution }) => attribution.state === 'named').length,
      attributions_unresolved: claims.filter(({ attribution }) => attribution.state === 'unresolved').length,
    },
  };
}
