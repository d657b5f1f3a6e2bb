/**
 * Takes the child's answer apart as if an enemy wrote it: a document that captured the parser can
 * write anything to the pipe. Shapes, ranges and fault codes are checked; words of a fault that do not
 * look like ours are replaced.
 */
import { Fault, FAULTS, type FaultCode } from '#ground';
import { codePointLength } from '../codepoints.ts';
import type { ChildBytes, EncodingFound, Field, Notice, Parsed, Region } from '../extract/parsed.ts';
import type { Frame } from './frames.ts';

const SAFE_WORDS = /^[a-z][a-z0-9 ,:;()/.'-]{0,200}$/;
const SAFE_HINT = /^[A-Z][A-Za-z0-9 ,:;()/.'-]{0,240}$/;
const BASES = new Set(['byte-order-mark', 'declared', 'valid-utf8', 'statistics']);
const NOTICES = new Set([
  'page-without-text',
  'right-to-left-order',
  'encoding-guessed',
  'encoding-overruled',
  'left-out',
  'other-version',
  'sheet',
]);

type Loose = Readonly<Record<string, unknown>>;

function refuse(): never {
  throw new Fault('parser-stopped', 'the parser gave an answer that does not fit its contract');
}

function loose(value: unknown): Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : refuse();
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) && value.length <= 200_000 ? value : refuse();
}

function words(value: unknown): string {
  return typeof value === 'string' && value.length <= 5_000 ? value : refuse();
}

function maybeWords(value: unknown): string | null {
  return value === null || value === undefined ? null : words(value);
}

function whole(value: unknown, most: number): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= most
    ? value
    : refuse();
}

function region(value: unknown, length: number): Region {
  const { kind, start, end, number } = loose(value);
  if (kind !== 'page' && kind !== 'quoted-reply') return refuse();
  const from = whole(start, length);
  const to = whole(end, length);
  return from <= to ? { kind, start: from, end: to, number: whole(number, 1_000_000) } : refuse();
}

function notice(value: unknown): Notice {
  const { kind, words: said, page } = loose(value);
  if (typeof kind !== 'string' || !NOTICES.has(kind)) return refuse();
  const base = { kind: kind as Notice['kind'], words: words(said) };
  return page === undefined ? base : { ...base, page: whole(page, 1_000_000) };
}

function field(value: unknown): Field {
  const { name, value: held } = loose(value);
  return { name: words(name), value: words(held) };
}

function encoding(value: unknown): EncodingFound | null {
  if (value === null) return null;
  const { label, basis, confidence } = loose(value);
  if (typeof basis !== 'string' || !BASES.has(basis)) return refuse();
  return { label: words(label), basis: basis as EncodingFound['basis'], confidence: whole(confidence, 100) };
}

function child(value: unknown, bytes: Uint8Array | undefined): ChildBytes {
  const { fileName, declaredType } = loose(value);
  return bytes === undefined
    ? refuse()
    : { fileName: maybeWords(fileName), declaredType: maybeWords(declaredType), bytes };
}

function tally(value: unknown): Record<string, number> {
  const counted = Object.entries(loose(value)).map(
    ([name, number]) => [words(name), whole(number, 1e9)] as const,
  );
  return Object.fromEntries(counted);
}

function faultOf(header: Loose): Fault {
  const { code, message, hint } = header;
  const isInput = typeof code === 'string' && Object.hasOwn(FAULTS, code) && /^(?:input-|parser-)/.test(code);
  const said =
    typeof message === 'string' && SAFE_WORDS.test(message) ? message : 'the file could not be read';
  const advice = typeof hint === 'string' && SAFE_HINT.test(hint) ? { hint } : {};
  return new Fault(isInput ? (code as FaultCode) : 'parser-stopped', said, advice);
}

/** The parsed document of an answer. Throws the child's fault, or `parser-stopped` for an answer out of shape. */
export function checkAnswer(frame: Frame): Parsed {
  const { ok, parsed } = frame.header;
  if (ok !== true) throw faultOf(frame.header);
  const given = loose(parsed);
  const [textBytes, ...bodies] = frame.parts;
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(textBytes ?? new Uint8Array());
  const length = codePointLength(text);
  const named = list(given['children']);
  if (named.length !== bodies.length) return refuse();
  return {
    parser: words(given['parser']),
    text,
    regions: list(given['regions']).map((one) => region(one, length)),
    fields: list(given['fields']).map(field),
    notices: list(given['notices']).map(notice),
    dropped: tally(given['dropped']),
    children: named.map((one, at) => child(one, bodies[at])),
    encoding: encoding(given['encoding']),
  };
}
