/**
 * The pipeline of the reader: check the input, cut it into runs of one language, read each by its rules, and pass one
 * last gate that lets only exact quotes through. It writes nothing, needs no network, and is deterministic.
 */
import { Fault } from '#ground';
import { MAX_QUOTE, type Doubted, type Header, type Proposal, type Reading } from './contract.ts';
import { formsOf } from './forms/apply.ts';
import { Tally, touching } from './coverage.ts';
import { Gate } from './gate.ts';
import { emptyHeader, splitHeader } from './header.ts';
import { detectLanguage, isReadable, type Run, runsOf, unsupported } from './language.ts';
import { readRun } from './run.ts';
import type { Draft } from './scene.ts';
import type { Span } from './segment.ts';
import type { Voice } from './speaker.ts';

export interface ProposeOptions {
  /** ISO 639-1 code; the header line of the text wins over it. */
  readonly lang?: string;
  /** EDTF date of publication, against which relative dates are placed; the header wins. */
  readonly published?: string;
  /** Name of the text in the answer. */
  readonly name?: string;
  /** What the caller knows about the document; with it, the text is all body. */
  readonly header?: Partial<Header>;
  /** Ends the reading between two pieces of a long text with the reason of the signal; nothing is half given. */
  readonly signal?: AbortSignal;
  /** Told after each piece of a long text how many units have been read, of how many. */
  readonly onProgress?: (done: number, of: number) => void;
}

/** Units of text after which a long document is read on in a new piece. */
const PIECE = 64 * 1024;

/** Largest text that is read, in UTF-16 units. */
const MAX_TEXT = 50 * 1024 * 1024;

/**
 * Proposes claims for a text. Offsets in the answer are code points of the body, that is of the text after its
 * header line. Throws faults `input-empty`, `input-too-large`, `input-encoding`, `input-binary` and
 * `language-unsupported`; never throws because of what a text says.
 */
export async function propose(text: string, options: ProposeOptions = {}): Promise<Reading> {
  checkInput(text);
  const split = options.header ? { header: emptyHeader(), body: text } : splitHeader(text);
  const header: Header = { ...split.header, ...options.header };
  if (!split.body.trim()) throw new Fault('input-empty', 'the text has no body');
  const lang = header.lang ?? options.lang ?? (await detectLanguage(split.body));
  return read(
    split.body,
    { ...header, lang, published: header.published ?? options.published ?? null },
    options,
  );
}

function checkInput(text: string): void {
  if (text.length > MAX_TEXT)
    throw new Fault('input-too-large', `text of ${text.length} units is over the limit of ${MAX_TEXT}`);
  if (!text.trim()) throw new Fault('input-empty', 'the text is empty');
  if (/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text))
    throw new Fault('input-encoding', 'the text has an unpaired surrogate');
  const head = text.slice(0, 65_536);
  // eslint-disable-next-line no-control-regex
  const controls = head.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/g)?.length ?? 0;
  if (head.includes('\u0000') || controls > 8 + head.length / 200)
    throw new Fault('input-binary', `${controls} control characters near the start`);
}

async function read(
  body: string,
  header: Header & { lang: string },
  options: ProposeOptions,
): Promise<Reading> {
  if (!isReadable(header.lang)) throw unsupported(header.lang);
  const gate = new Gate(body);
  const claims: Proposal[] = [];
  const doubted: Doubted[] = [];
  const unread = new Map<string, number>();
  const tally = new Tally(body, gate.at);
  /** Spans of the claims of the piece, and of those that tables gave. */
  let spans: Span[] = [];
  const forms = formsOf(body, header.published);
  const take = (draft: Draft, voice: Voice): void => {
    const heard = forms.voiceAt(draft, voice, draft.kind);
    const proposal = gate.pass(draft, heard, claims.length + 1);
    if (!proposal) return;
    claims.push(proposal);
    spans.push({ start: draft.start, end: draft.end });
  };
  for (const { draft, voice } of forms.spoken) take(draft, voice);
  const inTables = touching(spans);
  for (const run of (await runsOf(body, header.lang)).flatMap((run) => piecesOf(body, run))) {
    options.signal?.throwIfAborted();
    const part = readRun(body.slice(run.start, run.end), run.lang, header);
    if (!part) {
      unread.set(run.lang, (unread.get(run.lang) ?? 0) + run.end - run.start);
      continue;
    }
    spans = [];
    for (const spoken of part.spoken) {
      const draft = moved(spoken.draft, run.start);
      if (!forms.isTaken(draft)) take(draft, spoken.voice);
    }
    for (const { draft } of part.doubted ?? []) {
      const { kind, rule, start, end } = moved(draft, run.start);
      // Longer than a quote may be, it would not have passed the gate either.
      if (end - start <= MAX_QUOTE)
        doubted.push({ kind, quote: body.slice(start, end), start: gate.at(start), end: gate.at(end), rule });
    }
    tally.add(part, run.start, touching(spans), inTables);
    options.onProgress?.(run.end, body.length);
    if (body.length > PIECE) await breath();
  }
  return {
    text: options.name ?? '',
    lang: header.lang,
    claims,
    doubted,
    unclaimed: tally.left,
    coverage: tally.coverage({
      claims,
      dropped: gate.dropped,
      unread: [...unread].map(([lang, characters]) => ({ lang, characters })),
    }),
  };
}

/** Lets other work and a cancel in between two pieces. */
function breath(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** A long run in pieces that end between paragraphs, so that memory does not grow with the document. */
function piecesOf(body: string, run: Run): Run[] {
  const pieces: Run[] = [];
  let { start } = run;
  while (run.end - start > PIECE * 1.5) {
    const end = endOfPiece(body, start + PIECE, run.end);
    if (end >= run.end) break;
    pieces.push({ ...run, start, end });
    start = end;
  }
  return [...pieces, { ...run, start, end: run.end }];
}

/** Marks at which a piece may end, best first, and how far each is looked for. */
const ENDS: readonly (readonly [RegExp, number])[] = [
  [/\n\n/, PIECE],
  [/\n(?!\p{Ll})/u, PIECE],
  [/[.!?։؟۔] /, PIECE / 2],
  [/\s/, PIECE / 2],
];

/** A place from `from` on to end a piece: between paragraphs, else lines, else sentences, else words, else anywhere. */
function endOfPiece(body: string, from: number, most: number): number {
  for (const [mark, limit] of ENDS) {
    const found = mark.exec(body.slice(from, Math.min(from + limit, most)));
    if (found) return from + found.index + found[0].length;
  }
  const isInPair = /[\udc00-\udfff]/.test(body[from] ?? '');
  return from + (isInPair ? 1 : 0);
}

function moved<T extends Span>(span: T, by: number): T {
  return by === 0 ? span : { ...span, start: span.start + by, end: span.end + by };
}
