/**
 * The answer of a chat-completions endpoint, whole (JSON) or in pieces (server-sent events), to the words of the reply
 * and the tally beside it. Reads only the keys it needs, takes nothing on trust, and knows nothing of claims.
 */
import type { CallAnswer } from './call.ts';

/** Longest reply that is collected, in UTF-16 units; sixty claims are far below it. */
const MAX_REPLY = 512 * 1024;

type Loose = Readonly<Record<string, unknown>>;

const loose = (value: unknown): Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {};
const whole = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;

/** Name of a model as an endpoint gives it: kept only if it looks like one. */
function modelName(value: unknown): string | null {
  return typeof value === 'string' && /^[\w][\w.:/@+ -]{0,119}$/.test(value) ? value : null;
}

export class ReplyStream {
  readonly #isEvents: boolean;
  #waiting = '';
  #reply = '';
  #model: string | null = null;
  #usage: Loose = {};
  #isBroken = false;
  #sawChoice = false;
  isDone = false;

  constructor(isEvents: boolean) {
    this.#isEvents = isEvents;
  }

  /** Takes a piece; true if it brought the answer forward. */
  feed(piece: string): boolean {
    this.#waiting += piece;
    if (!this.#isEvents) return piece !== '';
    const before = this.#reply.length;
    for (let end = this.#waiting.indexOf('\n'); end >= 0; end = this.#waiting.indexOf('\n')) {
      this.#line(this.#waiting.slice(0, end).replace(/\r$/, ''));
      this.#waiting = this.#waiting.slice(end + 1);
    }
    return this.#reply.length > before;
  }

  /** The answer, or null if what came is none. */
  finish(): CallAnswer | null {
    if (this.#isEvents) {
      if (this.#waiting.trim() !== '') this.#line(this.#waiting.trim());
    } else this.#object(this.#waiting, 'message');
    if (this.#isBroken || !this.#sawChoice || this.#reply.length > MAX_REPLY) return null;
    const cost = this.#usage['cost'];
    const isCost = typeof cost === 'number' && Number.isFinite(cost) && cost >= 0 && cost < 1e6;
    return {
      ok: true,
      reply: this.#reply,
      model: this.#model,
      tokensIn: whole(this.#usage['prompt_tokens']),
      tokensOut: whole(this.#usage['completion_tokens']),
      costMicros: isCost ? Math.round(cost * 1e6) : null,
    };
  }

  #line(line: string): void {
    // Comments, names of events and ids carry nothing we need.
    if (!line.startsWith('data:')) return;
    const content = line.slice(5).trim();
    if (content === '[DONE]') this.isDone = true;
    else this.#object(content, 'delta');
  }

  #object(json: string, part: 'message' | 'delta'): void {
    let said: Loose;
    try {
      said = loose(JSON.parse(json));
    } catch {
      this.#isBroken = true;
      return;
    }
    this.#model = modelName(said['model']) ?? this.#model;
    const usage = loose(said['usage']);
    if (Object.keys(usage).length > 0) this.#usage = usage;
    const choices = said['choices'];
    if (!Array.isArray(choices) || choices.length === 0) return;
    this.#sawChoice = true;
    const { content } = loose(loose(choices[0])[part]);
    if (typeof content === 'string') this.#reply += content;
    if (this.#reply.length > MAX_REPLY) {
      this.#isBroken = true;
      this.isDone = true;
    }
  }
}
