/**
 * PDF to text, page by page, a form feed on its own line between pages. Text only: nothing is drawn, no
 * canvas, no script, no font is loaded. The order of right-to-left runs in a PDF is not reliable and
 * is flagged; a page without text is flagged as a likely scan. Parsing by pdf.js.
 */
import { Fault } from '#ground';
import { codePointLength } from '../codepoints.ts';
import { LIMITS } from '../limits.ts';
import {
  field,
  type ChildBytes,
  type Field,
  type Notice,
  type ParseRequest,
  type Parsed,
  type Region,
} from './parsed.ts';
import { pageText, RIGHT_TO_LEFT } from './pdflines.ts';

type Pdf = typeof import('pdfjs-dist/legacy/build/pdf.mjs');
type PdfDocument = Awaited<ReturnType<Pdf['getDocument']>['promise']>;
type PdfPage = Awaited<ReturnType<PdfDocument['getPage']>>;
type TextContent = Awaited<ReturnType<PdfPage['getTextContent']>>;
type TextItem = Extract<TextContent['items'][number], { str: string }>;

const PAGE_BREAK = '\n\f\n';

/** pdf.js wants drawing classes at load time and calls none of them for text. */
function loadPdf(): Promise<Pdf> {
  const scope = globalThis as unknown as Record<string, unknown>;
  for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) scope[name] ??= function unused(): void {};
  return import('pdfjs-dist/legacy/build/pdf.mjs');
}

function nameOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.name : '';
}

async function open(bytes: Uint8Array, assets: string | null): Promise<PdfDocument> {
  const { getDocument } = await loadPdf();
  const fonts =
    assets === null ? {} : { cMapUrl: `${assets}cmaps/`, standardFontDataUrl: `${assets}standard_fonts/` };
  try {
    return await getDocument({
      // pdf.js takes the buffer over; the caller's must stay whole.
      data: Uint8Array.from(bytes),
      ...fonts,
      isEvalSupported: false,
      disableFontFace: true,
      useSystemFonts: false,
      useWasm: false,
      enableXfa: false,
      verbosity: 0,
    }).promise;
  } catch (cause) {
    if (nameOf(cause) === 'PasswordException') {
      throw new Fault('input-malformed', 'the pdf is encrypted and needs a password', {
        hint: 'Ask the sender for a copy without a password; the locked original stays preserved.',
      });
    }
    throw new Fault('input-malformed', 'the pdf cannot be opened', {
      hint: 'The file is damaged or not a PDF inside.',
    });
  }
}

async function readPage(document: PdfDocument, number: number): Promise<string | null> {
  try {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    page.cleanup();
    return pageText(items.filter((run): run is TextItem => 'str' in run));
  } catch {
    return null;
  }
}

/** PDF dates: D:20230412093000+04'00'. Kept as written when they do not fit. */
function pdfDate(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const parts = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(Z|[+-]\d\d)?/.exec(value);
  if (parts === null) return value;
  const [, year, month, day, hour, minute, second, zone] = parts;
  const offset = zone === undefined ? '' : zone === 'Z' ? 'Z' : `${zone}:00`;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`;
}

async function fieldsOf(document: PdfDocument): Promise<Field[]> {
  const found = await document.getMetadata().catch(() => null);
  const properties = (found?.info ?? {}) as Record<string, unknown>;
  const words = (name: string): string | null =>
    typeof properties[name] === 'string' ? properties[name] : null;
  return [
    ...field('title', words('Title')),
    ...field('author', words('Author')),
    ...field('program', words('Producer') ?? words('Creator')),
    ...field('created', pdfDate(properties['CreationDate'])),
    ...field('modified', pdfDate(properties['ModDate'])),
  ];
}

async function childrenOf(document: PdfDocument): Promise<ChildBytes[]> {
  const found: unknown = await document.getAttachments().catch(() => null);
  const listed = found instanceof Map ? [...found.values()] : Object.values(found ?? {});
  return listed.slice(0, LIMITS.attachments).flatMap((entry: { filename?: unknown; content?: unknown }) => {
    if (!(entry.content instanceof Uint8Array) || entry.content.length === 0) return [];
    return [
      {
        fileName: typeof entry.filename === 'string' ? entry.filename : null,
        declaredType: null,
        bytes: entry.content,
      },
    ];
  });
}

function noticesFor(number: number, text: string | null): Notice[] {
  if (text === null)
    return [
      { kind: 'page-without-text', page: number, words: `Page ${number} is damaged and could not be read.` },
    ];
  if (text === '') {
    return [
      {
        kind: 'page-without-text',
        page: number,
        words: `Page ${number} holds no text; it is probably a picture of a page.`,
      },
    ];
  }
  if (!RIGHT_TO_LEFT.test(text)) return [];
  const words = `Page ${number} holds right-to-left text; its order may be scrambled. Compare it with the page.`;
  return [{ kind: 'right-to-left-order', page: number, words }];
}

/**
 * Throws `input-malformed` (damaged, locked) and `input-too-large` (pages). A PDF of scans gives pages without text.
 */
export async function parsePdf(bytes: Uint8Array, request: ParseRequest): Promise<Parsed> {
  const document = await open(bytes, request.pdfAssets);
  const count = document.numPages;
  if (count > LIMITS.pdfPages)
    throw new Fault('input-too-large', `the pdf has ${count} pages, the limit is ${LIMITS.pdfPages}`);
  const pages: string[] = [];
  const regions: Region[] = [];
  const notices: Notice[] = [];
  let start = 0;
  for (let number = 1; number <= count; number += 1) {
    const text = await readPage(document, number);
    notices.push(...noticesFor(number, text));
    pages.push(text ?? '');
    const end = start + codePointLength(text ?? '');
    regions.push({ kind: 'page', start, end, number });
    start = end + PAGE_BREAK.length;
  }
  const fields = await fieldsOf(document);
  const children = await childrenOf(document);
  await document.loadingTask.destroy();
  return {
    parser: 'pdf/1',
    text: pages.join(PAGE_BREAK),
    regions,
    fields,
    notices,
    dropped: {},
    children,
    encoding: null,
  };
}
