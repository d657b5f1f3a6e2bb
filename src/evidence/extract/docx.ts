/**
 * DOCX to text by way of HTML (mammoth), which sees the file after its container was checked. Pictures are not
 * read; tracked deletions, headers and footers are not part of the text and are reported.
 */
import { Fault } from '#ground';
import { officeFields, xmlParts } from './container.ts';
import { parseHtmlSource } from './html.ts';
import type { Notice, Parsed } from './parsed.ts';

function count(xml: string, mark: string): number {
  return xml.split(mark).length - 1;
}

function leftOut(parts: ReadonlyMap<string, string>): { notices: Notice[]; dropped: Record<string, number> } {
  const main = parts.get('word/document.xml') ?? '';
  const edges = [...parts].filter(
    ([name, xml]) => /^word\/(?:header|footer)\d*\.xml$/.test(name) && xml.includes('<w:t'),
  );
  const dropped: Record<string, number> = {
    'tracked-deletions': count(main, '<w:del '),
    'headers-footers': edges.length,
    images: count(main, '<w:drawing>') + count(main, '<w:pict'),
  };
  const notices: Notice[] = [];
  if (dropped['tracked-deletions'] !== 0) {
    notices.push({
      kind: 'other-version',
      words:
        'The file keeps deleted words as tracked changes; the text is the version with changes accepted.',
    });
  }
  if (edges.length > 0)
    notices.push({
      kind: 'left-out',
      words: 'Page headers or footers hold text that is not part of the extracted text.',
    });
  return { notices, dropped: Object.fromEntries(Object.entries(dropped).filter(([, number]) => number > 0)) };
}

/** Throws `input-too-large` (bomb), `input-malformed`, `input-empty`. */
export async function parseDocx(bytes: Uint8Array): Promise<Parsed> {
  const parts = xmlParts(bytes, /^(?:word|docProps)\//);
  const mammoth = await import('mammoth');
  const convert = mammoth.default.convertToHtml;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let html: string;
  try {
    const options = {
      styleMap: ['comment-reference => sup'],
      externalFileAccess: false,
      convertImage: mammoth.default.images.imgElement(() => Promise.resolve({ src: '' })),
    };
    html = (await convert({ buffer }, options)).value;
  } catch {
    throw new Fault('input-malformed', 'the word file is damaged and cannot be read');
  }
  const parsed = await parseHtmlSource(html);
  const { notices, dropped } = leftOut(parts);
  return { ...parsed, parser: 'docx/1', fields: officeFields(parts), notices, dropped };
}
