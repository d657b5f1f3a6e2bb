/**
 * Office files are zip containers. Before any library sees one, every part is unpacked under a cap and held to the
 * size its directory states, so a bomb or a liar stops here. Knows containers and nothing of what is in them.
 */
import { Fault } from '#ground';
import { LIMITS } from '../limits.ts';
import { inflateEntry, readZipDirectory, type ZipEntry } from '../zip.ts';
import { field, type Field } from './parsed.ts';

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

/**
 * Checks every part and returns the XML parts that are wanted, by name.
 * Throws `input-too-large` for bombs and `input-malformed` for broken containers.
 */
export function xmlParts(bytes: Uint8Array, wanted: RegExp): Map<string, string> {
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
    if (isXml && wanted.test(entry.name)) parts.set(entry.name, Buffer.from(plain).toString('utf8'));
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

/** Title, author, dates and program, as the file states them: the sender's word. */
export function officeFields(parts: ReadonlyMap<string, string>): Field[] {
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
