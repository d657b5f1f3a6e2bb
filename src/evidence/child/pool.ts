/**
 * Lends out parser children. Text formats share one warm child, replaced after any fault and after a
 * set number of documents; PDF and DOCX, whose parsers are large, always get a fresh one. A child that
 * takes too much time, memory or output is killed; the parent goes on.
 */
import { Fault, isFault } from '#ground';
import type { ParseRequest, Parsed } from '../extract/parsed.ts';
import { LIMITS } from '../limits.ts';
import { checkAnswer } from './check.ts';
import { compileEntry, PARSER_ENTRY } from './compile.ts';
import { startConfined, type Confined } from './confine.ts';
import { encodeFrame, FrameReader, type Frame } from './frames.ts';
import { usageOf } from './watch.ts';

export interface ChildCaps {
  readonly heapMiB: number;
  readonly residentMiB: number;
  readonly cpuMs: number;
  readonly wallMs: number;
  /** Bytes by which one answer may be larger than its document. */
  readonly output: number;
}

const DEFAULT_CAPS: ChildCaps = LIMITS;
const WATCH_MS = 100;
const WARM_TYPES = new Set(['text/plain', 'text/markdown', 'text/html', 'message/rfc822']);

/** `ref` and `unref` exist on pipes and processes alike; an idle child must not keep the program alive. */
interface Holdable {
  ref?(): void;
  unref?(): void;
}

class ParserChild {
  readonly #confined: Confined;
  served = 0;
  isDead = false;
  #isAsked = false;

  constructor(confined: Confined) {
    this.#confined = confined;
    confined.process.once('exit', () => (this.isDead = true));
    confined.process.once('error', () => (this.isDead = true));
    // Whoever talks without being asked is not to be trusted with the next document.
    confined.output.on('data', () => {
      if (!this.#isAsked) this.kill();
    });
  }

  hold(isHeld: boolean): void {
    const { process: child, input, output } = this.#confined;
    for (const part of [child, input, output] as Holdable[]) {
      if (isHeld) part.ref?.();
      else part.unref?.();
    }
  }

  kill(): void {
    this.isDead = true;
    this.#confined.process.kill('SIGKILL');
  }

  /** One document. Rejects with `parser-stopped` when a cap is passed or the process ends. */
  ask(bytes: Uint8Array, request: ParseRequest, caps: ChildCaps): Promise<Frame> {
    this.served += 1;
    this.#isAsked = true;
    const { process: child, input, output } = this.#confined;
    const reader = new FrameReader(caps.output + bytes.length);
    const cpuBefore = usageOf(child.pid)?.cpuMs ?? 0;
    const startedAt = performance.now();
    return new Promise<Frame>((done, fail) => {
      const finish = (): void => {
        this.#isAsked = false;
        clearInterval(watch);
        output.off('data', onChunk);
        child.off('exit', onEnd);
        child.off('error', onEnd);
      };
      const stop = (words: string): void => {
        finish();
        this.kill();
        fail(
          new Fault('parser-stopped', words, {
            hint: 'The original is kept. Read it by eye, or ask for a simpler copy.',
          }),
        );
      };
      const onEnd = (): void => stop('the parser ended before it answered, most likely for lack of memory');
      const onChunk = (chunk: Uint8Array): void => {
        try {
          const [frame] = reader.feed(chunk);
          if (frame === undefined) return;
          finish();
          done(frame);
        } catch {
          stop(`the parser's answer is larger than ${caps.output} bytes or out of shape`);
        }
      };
      const watch = setInterval(() => {
        const used = usageOf(child.pid);
        if (performance.now() - startedAt > caps.wallMs) stop(`no answer after ${caps.wallMs} ms`);
        else if (used !== null && used.cpuMs - cpuBefore > caps.cpuMs)
          stop(`more than ${caps.cpuMs} ms of processor time used`);
        else if (used !== null && used.residentMiB > caps.residentMiB)
          stop(`more than ${caps.residentMiB} mib of memory used`);
      }, WATCH_MS);
      output.on('data', onChunk);
      child.once('exit', onEnd);
      child.once('error', onEnd);
      for (const chunk of encodeFrame({ request }, [bytes])) input.write(chunk);
    });
  }
}

let warm: ParserChild | null = null;
let warmTimer: NodeJS.Timeout | undefined;
let working = 0;
const waiting: (() => void)[] = [];

async function takeTurn(): Promise<void> {
  if (working < LIMITS.children) {
    working += 1;
    return;
  }
  // The one who leaves hands over its place, so `working` stays as it is.
  await new Promise<void>((resolve) => waiting.push(resolve));
}

function leaveTurn(): void {
  const next = waiting.shift();
  if (next === undefined) working -= 1;
  else next();
}

async function obtain(mayReuse: boolean, heapMiB: number): Promise<ParserChild> {
  if (mayReuse && warm !== null && !warm.isDead) {
    const child = warm;
    warm = null;
    clearTimeout(warmTimer);
    child.hold(true);
    return child;
  }
  return new ParserChild(startConfined(await compileEntry(PARSER_ENTRY), heapMiB));
}

/** Keeps a sound child for the next text document, ends any other. */
function giveBack(child: ParserChild, mayReuse: boolean): void {
  if (child.isDead || !mayReuse || warm !== null || child.served >= LIMITS.documentsPerChild) {
    child.kill();
    return;
  }
  warm = child;
  child.hold(false);
  warmTimer = setTimeout(endIdleParser, LIMITS.idleMs);
  warmTimer.unref();
}

/** Ends the idle child, if there is one. Nothing is lost; the next document starts another. */
export function endIdleParser(): void {
  clearTimeout(warmTimer);
  warm?.kill();
  warm = null;
}

/**
 * Parses in a child. Throws faults of the input family and `parser-stopped`.
 * Own caps make the child a fresh one.
 */
export async function parseInChild(
  bytes: Uint8Array,
  request: ParseRequest,
  caps: Partial<ChildCaps> = {},
): Promise<Parsed> {
  const all: ChildCaps = { ...DEFAULT_CAPS, ...caps };
  const mayReuse = WARM_TYPES.has(request.mediaType) && Object.keys(caps).length === 0;
  await takeTurn();
  try {
    const child = await obtain(mayReuse, all.heapMiB);
    let isSound = false;
    try {
      const parsed = checkAnswer(await child.ask(bytes, request, all));
      isSound = true;
      return parsed;
    } catch (thrown) {
      throw isFault(thrown)
        ? thrown
        : new Fault('parser-stopped', 'the parser could not be started', { cause: thrown });
    } finally {
      giveBack(child, mayReuse && isSound);
    }
  } finally {
    leaveTurn();
  }
}
