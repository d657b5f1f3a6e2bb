/**
 * DOCX to text by way of HTML (mammoth). Before mammoth sees the file, every XML part is unpacked under
 * a cap and held to the size its directory states, so a bomb or a liar stops here. Pictures are not
 * read; tracked deletions, headers and footers are not part of the text and are reported.
 */
import { Fault } from '#ground';
import { LIMITS } from '../limits.ts';
import { inflateEntry, readZipDirectory, type ZipEntry } from '../zip.ts';
import { parseHtmlSource } from './html.ts';
import { field, type Field, type Notice, type Parsed } from './parsed.ts';

function guardTotals(entries: readonly ZipEntry[], size: number): void {
  if (entries.length > LIMITS.zipEntries) {
    throw new Fault(
      'input-too-large',
      `the container has ${entries.length} parts, the limit is ${LIMITS.zipEntries}`,
    );
  }
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  const isBomb = unpacked > LIMITS.unpacked || (unpacked > 1024 * 1024 && unpacked / size > LIMITS.zipRatio);
  if (isBomb || entries.some((entry) => entry.unpacked > LIMITS.unpackedPart)) {
    throw new Fault('input-too-large', `the container of ${size} bytes unpacks to ${unpacked} bytes`, {
      hint: 'A document of this shape is built to exhaust memory. It stays preserved and is not read.',
    });
  }
}

/** The XML parts by name, unpacked. Throws `input-too-large` for bombs and `input-malformed` for broken containers. */
function xmlParts(bytes: Uint8Array): Map<string, string> {
  const directory = readZipDirectory(bytes);
  if (!directory.ok) throw new Fault('input-malformed', `the container is damaged: ${directory.reason}`);
  guardTotals(directory.entries, bytes.length);
  const parts = new Map<string, string>();
  for (const [number, entry] of directory.entries.entries()) {
    if (entry.encrypted) throw new Fault('input-malformed', 'the container is encrypted');
    const isXml = /\.(?:xml|rels)$/i.test(entry.name);
    const plain = isXml || entry.method !== 0 ? inflateEntry(bytes, entry) : new Uint8Array();
    if (plain === null)
      throw new Fault('input-malformed', `part ${number} of the container is damaged or misstates its size`);
    if (isXml) parts.set(entry.name, Buffer.from(plain).toString('utf8'));
  }
  return parts;
}

function textOf(xml: string | undefined, tag: string): string | null {
  if (xml === undefined) return null;
  const open = xml.indexOf(`<${tag}`);
  const start = open < 0 ? -1 : xml.indexOf('>', open);
  const end = start < 0 ? -1 : xml.indexOf(`</${tag}>`, start);
  if (end < 0) return null;
  const named: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return xml
    .slice(start + 1, end)
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => named[name] ?? '');
}

function fieldsOf(parts: ReadonlyMap<string, string>): Field[] {
  const core = parts.get('docProps/core.xml');
  return [
    ...field('title', textOf(core, 'dc:title')),
    ...field('author', textOf(core, 'dc:creator')),
    ...field('last-author', textOf(core, 'cp:lastModifiedBy')),
    ...field('created', textOf(core, 'dcterms:created')),
    ...field('modified', textOf(core, 'dcterms:modified')),
    ...field('program', textOf(parts.get('docProps/app.xml'), 'Application')),
  ];
}

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
  const parts = xmlParts(bytes);
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
  return { ...parsed, parser: 'docx/1', fields: fieldsOf(parts), notices, dropped };
}
