/**
 * One question to an endpoint and its answer, under limits: no redirect is followed, no cookie kept, no other header
 * sent than what the call needs; the answer has a type, a size and a pace it must keep. What arrives is a string that
 * an enemy may have written; this file makes nothing of it but the text of the reply and the tally of tokens.
 */
import { Fault } from '#ground';
import { ReplyStream } from './stream.ts';

export interface CallLimits {
  /** Milliseconds for one call from first byte to last. */
  readonly wholeMs: number;
  /** Milliseconds without a byte after which a call is given up. */
  readonly stallMs: number;
  /** Bytes of one answer on the wire. */
  readonly bytes: number;
}

/** A slow machine may write a token a second; nothing honest is larger than this. */
export const CALL_LIMITS: CallLimits = { wholeMs: 300_000, stallMs: 60_000, bytes: 2 * 1024 * 1024 };

/** Why a call gave nothing. None of these words comes from the endpoint. */
export type CallFailure =
  | 'unreachable'
  | 'redirected'
  | 'http-refused'
  | 'http-failed'
  | 'wrong-type'
  | 'too-large'
  | 'stalled'
  | 'too-slow'
  | 'cut-off'
  | 'out-of-protocol';

export interface CallAnswer {
  readonly ok: true;
  readonly reply: string;
  /** Model that answered, as the endpoint says; null where it does not. */
  readonly model: string | null;
  readonly tokensIn: number | null;
  readonly tokensOut: number | null;
  /** Millionths of the endpoint's unit of money, where it states a cost. */
  readonly costMicros: number | null;
}
export type CallOutcome =
  CallAnswer | { readonly ok: false; readonly why: CallFailure; readonly http: number | null };

export interface Call {
  readonly url: string;
  readonly body: string;
  /** Sent as a bearer token and written nowhere else. */
  readonly key: string | null;
  readonly limits: CallLimits;
  readonly signal?: AbortSignal;
}

const TYPES = new Set(['application/json', 'text/event-stream']);

class Given extends Error {
  readonly why: CallFailure;
  constructor(why: CallFailure) {
    super(why);
    this.why = why;
  }
}

/** Asks once. Throws Fault('interrupted') when the caller gave up; every other trouble is an answer of its own. */
export async function callModel(call: Call): Promise<CallOutcome> {
  if (call.signal?.aborted) throw stopped();
  const ending = new AbortController();
  const onAbort = (): void => ending.abort();
  call.signal?.addEventListener('abort', onAbort, { once: true });
  let late: CallFailure | null = null;
  const whole = setTimeout(() => {
    late = 'too-slow';
    ending.abort();
  }, call.limits.wholeMs);
  try {
    return await exchange(call, ending, (why) => (late ??= why));
  } catch (thrown) {
    if (call.signal?.aborted) throw stopped();
    const why = late ?? (thrown instanceof Given ? thrown.why : 'unreachable');
    return { ok: false, why, http: null };
  } finally {
    clearTimeout(whole);
    call.signal?.removeEventListener('abort', onAbort);
    ending.abort();
  }
}

const stopped = (): Fault => new Fault('interrupted', 'the question to the model was stopped');

async function exchange(
  call: Call,
  ending: AbortController,
  note: (why: CallFailure) => void,
): Promise<CallOutcome> {
  const pace = stopwatch(call.limits.stallMs, () => {
    note('stalled');
    ending.abort();
  });
  try {
    const response = await fetch(call.url, {
      method: 'POST',
      body: call.body,
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: ending.signal,
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream, application/json',
        ...(call.key === null ? {} : { authorization: `Bearer ${call.key}` }),
      },
    });
    pace.again();
    const { status: http } = response;
    if (http >= 300 && http < 400) return { ok: false, why: 'redirected', http };
    if (http >= 400) return { ok: false, why: http < 500 ? 'http-refused' : 'http-failed', http };
    const type = (response.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
    if (!TYPES.has(type)) return { ok: false, why: 'wrong-type', http };
    const answer = await taken(response, new ReplyStream(type === 'text/event-stream'), call.limits, pace);
    return answer ?? { ok: false, why: 'out-of-protocol', http };
  } finally {
    pace.end();
  }
}

async function taken(
  response: Response,
  stream: ReplyStream,
  limits: CallLimits,
  pace: { again(): void },
): Promise<CallAnswer | null> {
  let bytes = 0;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  if (response.body === null) return null;
  const reader = response.body.getReader();
  while (!stream.isDone) {
    const part = await readOn(reader);
    if (part.done) break;
    bytes += part.value.length;
    if (bytes > limits.bytes) throw new Given('too-large');
    // Only words are progress: an endpoint that sends comments for ever is stalled all the same.
    if (stream.feed(decode(decoder, part.value))) pace.again();
  }
  return stream.finish();
}

async function readOn(
  reader: ReadableStreamDefaultReader<Uint8Array>,
): Promise<{ done: true } | { done: false; value: Uint8Array }> {
  try {
    const { done, value } = await reader.read();
    return done || value === undefined ? { done: true } : { done: false, value };
  } catch {
    // A connection that breaks in the middle of an answer; a limit that ended it is named by the caller.
    throw new Given('cut-off');
  }
}

function decode(decoder: TextDecoder, bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes, { stream: true });
  } catch {
    throw new Given('out-of-protocol');
  }
}

function stopwatch(ms: number, late: () => void): { again(): void; end(): void } {
  let timer = setTimeout(late, ms);
  return {
    again() {
      clearTimeout(timer);
      timer = setTimeout(late, ms);
    },
    end() {
      clearTimeout(timer);
    },
  };
}
