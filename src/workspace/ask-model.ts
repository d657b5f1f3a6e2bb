/**
 * A model beside the rules, for one document: chosen by the owner, asked only about texts that may be shown to it, and
 * recorded with what was asked and what came back. What it alone proposes waits for a person like anything else.
 */
import type { ModelAsked } from '#claim';
import { codePointLength } from '#evidence';
import { Fault, newId } from '#ground';
import {
  endpointOf,
  proposeWithModel,
  splitHeader,
  type CallLimits,
  type ModelReading,
  type ReadTwice,
} from '#reading';
import { MODEL_READER } from './answers/documents.ts';
import type { Principal } from './principal.ts';
import type { Answer } from './queries.ts';
import { runBodies } from './reading-run.ts';
import type { Draft, Workspace } from './workspace.ts';

/** Records which model this workspace uses, or that it uses none. Throws Fault('usage-wrong') for an address that is none. */
export async function chooseModel(
  workspace: Workspace,
  principal: Principal,
  given:
    | { readonly url: string; readonly model: string; readonly reason: string }
    | { readonly off: true; readonly reason: string },
): Promise<void> {
  if ('off' in given) {
    await workspace.append(principal, [
      { type: 'model-chosen', body: { choice: { is: 'off' }, reason: given.reason } },
    ]);
    return;
  }
  const { reach } = endpointOf(given.url);
  const model = given.model.trim();
  if (model === '' || model.length > 120) throw new Fault('usage-wrong', 'the model has no name');
  await workspace.append(principal, [
    {
      type: 'model-chosen',
      body: { choice: { is: 'on', url: new URL(given.url).href, reach, model }, reason: given.reason },
    },
  ]);
}

export interface ModelCall {
  readonly documentId: string;
  /** Kept nowhere. */
  readonly key?: string | null;
  readonly signal?: AbortSignal;
  readonly limits?: Partial<CallLimits>;
  readonly chunkUnits?: number;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface ModelAnswered {
  readonly runId: string;
  /** Proposals of the model alone; they wait for a person. */
  readonly added: number;
  readonly agreed: number;
  readonly differing: number;
  readonly rejected: number;
  /** Parts of the text without an answer, of all parts. */
  readonly failed: number;
  readonly parts: number;
  readonly milliseconds: number;
  readonly costMicros: number | null;
}

/**
 * Asks the chosen model about a document and records what it proposes. Throws Fault: model-refused, not-found,
 * not-allowed, interrupted, language-unsupported. A model that fails is no fault: `failed` says how much is unread.
 */
export async function askModel(
  workspace: Workspace,
  principal: Principal,
  call: ModelCall,
): Promise<ModelAnswered> {
  const { choice, document } = await workspace.read(principal, 'work', {
    what: 'model',
    documentId: call.documentId,
  });
  if (choice.is === 'off' || document === null)
    throw new Fault('model-refused', 'this workspace has no model');
  const { documentId: _, onProgress, ...options } = call;
  const reading = await proposeWithModel(
    document.text,
    {
      ...(document.language === 'und' ? {} : { lang: document.language }),
      ...(document.published === null ? {} : { published: document.published }),
    },
    {
      ...options,
      ...(onProgress === undefined ? {} : { onProgress }),
      endpoint: endpointOf(choice.url),
      model: choice.model,
    },
  );
  const runId = newId();
  const { compartment } = document;
  const alone = reading.claims.filter(({ readers }) => !readers.includes('rules'));
  const bodies = runBodies(
    document.documentId,
    { pinned: document },
    { ...reading, claims: alone.map(bare) },
    { runId, reader: { name: MODEL_READER, version: '1' } },
  );
  const drafts: Draft[] = bodies.map((body) => ({ type: 'reading-run', body, compartment }));
  drafts.push({ type: 'model-asked', body: askedBody(runId, document, reading), compartment });
  await workspace.append(principal, drafts);
  const { model } = reading;
  return {
    runId,
    added: model.added,
    agreed: model.agreed,
    differing: model.differing,
    rejected: model.rejected.length,
    failed: model.chunks.filter(({ outcome }) => outcome !== 'read').length,
    parts: model.chunks.length,
    milliseconds: model.milliseconds,
    costMicros: model.cost_micros,
  };
}

/** Without what only a comparison has. */
function bare({
  readers: _readers,
  differences: _differences,
  ...proposal
}: ReadTwice): ModelReading['claims'][number] {
  return proposal as ReadTwice;
}

type Shown = NonNullable<Answer<'model'>['document']>;

const KEPT = 500;

function askedBody(runId: string, document: Shown, reading: ModelReading): ModelAsked {
  const { model } = reading;
  return {
    runId,
    documentId: document.documentId,
    textSha256: document.textSha256,
    model: model.model,
    reach: model.reach,
    promptSha256: model.prompt_sha256,
    parameters: {
      temperature: model.parameters['temperature'] ?? 0,
      maxTokens: model.parameters['max_tokens'] ?? 0,
      seed: model.parameters['seed'] ?? 0,
    },
    milliseconds: model.milliseconds,
    ...(model.tokens_in === null ? {} : { tokensIn: model.tokens_in }),
    ...(model.tokens_out === null ? {} : { tokensOut: model.tokens_out }),
    ...(model.cost_micros === null ? {} : { costMicros: model.cost_micros }),
    chunks: model.chunks.map(({ start, end, input_sha256: inputSha256, tries, outcome, http }) => ({
      start,
      end,
      inputSha256,
      tries,
      outcome,
      ...(http === null ? {} : { http }),
    })),
    rejected: model.rejected.slice(0, KEPT).map((one) => ({ ...one })),
    rejectedMore: Math.max(0, model.rejected.length - KEPT),
    compared: comparedWith(document, reading),
    instructionLike: model.instruction_like,
  };
}

const shown = (value: unknown): string =>
  (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 2_000);

/** The recorded proposals that the model made as well. Rules that changed since may find no partner; then nothing is said. */
function comparedWith(document: Shown, reading: ModelReading): ModelAsked['compared'] {
  const offset = codePointLength(document.text.slice(0, splitHeader(document.text).bodyStart));
  const recorded = new Map(
    document.proposals.map(({ proposalId, kind, start, end }) => [`${kind} ${start} ${end}`, proposalId]),
  );
  return reading.claims.flatMap(({ readers, differences, kind, start, end }) => {
    const proposalId = recorded.get(`${kind} ${start + offset} ${end + offset}`);
    if (readers.length < 2 || proposalId === undefined) return [];
    const fields = differences.map(({ field, rules, model }) => ({
      field,
      rules: shown(rules),
      model: shown(model),
    }));
    return [{ proposalId, differences: fields.slice(0, 20) }];
  });
}
