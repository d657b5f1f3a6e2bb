/**
 * The parser child. Reads requests from pipe 3, answers on pipe 4, one at a time, and ends when the
 * parent closes the pipe. It holds no key, no database and no environment; whatever a document makes
 * it do ends with this process.
 */
import { Socket } from 'node:net';
import { isFault } from '#ground';
import { MendedDecoder } from '../extract/codepage.ts';
import { parseDocument } from '../extract/parse.ts';
import type { ParseRequest } from '../extract/parsed.ts';
import { LIMITS } from '../limits.ts';
import { encodeFrame, FrameReader, type Frame } from './frames.ts';
import { closeDoors } from './sandbox.ts';

const input = new Socket({ fd: 3, readable: true, writable: false });
const output = new Socket({ fd: 4, readable: false, writable: true });
closeDoors([input, output]);
// Mail parsing decodes by the global class.
globalThis.TextDecoder = MendedDecoder;

function failure(thrown: unknown): Frame {
  if (isFault(thrown)) {
    return {
      header: { ok: false, code: thrown.code, message: thrown.message, hint: thrown.hint ?? null },
      parts: [],
    };
  }
  // A parser that runs out of string or array length met a bomb; anything else is damage it did not expect.
  const isTooMuch =
    thrown instanceof RangeError &&
    /invalid (?:string|array|typed array) length|allocation/i.test(thrown.message);
  const code = isTooMuch ? 'parser-stopped' : 'input-malformed';
  return { header: { ok: false, code, message: 'the parser gave up on the file', hint: null }, parts: [] };
}

async function answer(frame: Frame): Promise<Frame> {
  try {
    const { text, children, ...rest } = await parseDocument(
      frame.parts[0] ?? new Uint8Array(),
      frame.header['request'] as ParseRequest,
    );
    const named = children.map(({ fileName, declaredType }) => ({ fileName, declaredType }));
    const parts = [new TextEncoder().encode(text), ...children.map((child) => child.bytes)];
    return { header: { ok: true, parsed: { ...rest, children: named } }, parts };
  } catch (thrown) {
    return failure(thrown);
  }
}

async function serve(frame: Frame): Promise<void> {
  const { header, parts } = await answer(frame);
  for (const chunk of encodeFrame(header, parts)) output.write(chunk);
}

const reader = new FrameReader(LIMITS.file + 1024 * 1024);
let turn = Promise.resolve();
input.on('data', (chunk: Uint8Array) => {
  for (const frame of reader.feed(chunk)) turn = turn.then(() => serve(frame));
});
input.on('end', () => process.exit(0));
// A rejection nobody waits for belongs to a library and to this document: the parent sees the end.
process.on('unhandledRejection', () => process.exit(70));
