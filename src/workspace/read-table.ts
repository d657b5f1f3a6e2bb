/**
 * A list file to a table: text formats are decoded and parsed here, sheets are read in the confined process that
 * reads every binary format. Knows formats by their bytes, never by trust in the name.
 */
import { extract, preserve } from '#evidence';
import { readTable, tableOfRows, type Table } from '#exchange';
import { Fault, isFault } from '#ground';

const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function isCharset(name: string): boolean {
  try {
    return /^arm-?scii-?8a?$/iu.test(name) || new TextDecoder(name).encoding !== '';
  } catch {
    return false;
  }
}

function labelOf(fileName: string): string {
  return `file ${fileName.replace(/^.*[\\/]/, '')}`;
}

/** Line at which a byte stands, from 1. */
function lineOf(bytes: Uint8Array, at: number): number {
  return bytes.subarray(0, at).reduce((lines, byte) => (byte === 0x0a ? lines + 1 : lines), 1);
}

/** The first line that is not UTF-8 in a text that is UTF-8 before it; null when nothing tells where the mix begins. */
function mixedFrom(bytes: Uint8Array): number | null {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let seen = false;
  let line = 1;
  for (let at = 0; at < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, at);
    const row = bytes.subarray(at, end < 0 ? bytes.length : end);
    try {
      const isPlain = decoder.decode(row).length === row.length;
      seen ||= !isPlain;
    } catch {
      return seen ? line : null;
    }
    at += row.length + 1;
  }
  return null;
}

function refuseBinary(label: string, bytes: Uint8Array): never {
  const zero = bytes.indexOf(0);
  const isText =
    zero >= 0 && bytes.subarray(0, zero).every((byte) => byte >= 0x20 || (byte >= 9 && byte <= 13));
  const where = isText ? `, row ${lineOf(bytes, zero)}` : '';
  throw new Fault('input-binary', `${label}${where} is not a list that can be read`, {
    hint: isText
      ? 'A zero byte stands there. Save the list as UTF-8 in the program it came from.'
      : 'Lists can be CSV, TSV, JSON Lines or XLSX.',
  });
}

/**
 * Reads CSV, TSV, JSON Lines or XLSX. `charset` is what a person says of a text file's encoding; without it the encoding
 * is found, and said in a notice where it is a guess. Throws Fault naming the file and, where it is one, the row.
 */
export async function readTableFile(fileName: string, bytes: Uint8Array, charset?: string): Promise<Table> {
  if (charset !== undefined && !isCharset(charset))
    throw new Fault('usage-wrong', 'there is no such encoding', {
      hint: 'Encodings: utf-8, utf-16le, windows-1251, windows-1254, windows-1256, koi8-r, armscii-8, iso-8859-5 …',
    });
  const label = labelOf(fileName);
  if (bytes.byteLength === 0) throw new Fault('input-empty', `${label} holds no text`);
  const preserved = preserve(bytes, { fileName });
  if (preserved.mediaType === SHEET) {
    const { pinned, notices } = await extract(bytes, preserved);
    const sheet = pinned.text.split('\n').map((line) => line.split('\t'));
    return { ...tableOfRows(label, sheet), notices: notices.map(({ words }) => words) };
  }
  const { text, notices } = await readListText(fileName, bytes, charset);
  return { ...readTable(label, text), notices };
}

/**
 * The text of a list in whatever encoding it is written, with what was guessed about it. Throws Fault naming the file and,
 * where it is one, the row.
 */
export async function readListText(
  fileName: string,
  bytes: Uint8Array,
  charset?: string,
): Promise<{ text: string; notices: readonly string[] }> {
  const label = labelOf(fileName);
  if (bytes.byteLength === 0) throw new Fault('input-empty', `${label} holds no text`);
  const preserved = preserve(bytes, { fileName });
  if (!preserved.mediaType.startsWith('text/')) refuseBinary(label, bytes);
  try {
    const { pinned, notices, encoding } = await extract(
      bytes,
      { ...preserved, mediaType: 'text/plain' },
      charset === undefined ? {} : { charset },
    );
    if (encoding?.basis === 'statistics' && encoding.label === 'utf-8')
      throw new Fault('input-encoding', 'some bytes are not UTF-8, the others are');
    return { text: pinned.text, notices: notices.map(({ words }) => words) };
  } catch (thrown) {
    if (!isFault(thrown) || !thrown.code.startsWith('input-')) throw thrown;
    if (thrown.code === 'input-encoding' && bytes.includes(0)) refuseBinary(label, bytes);
    const row = thrown.code === 'input-encoding' ? mixedFrom(bytes) : null;
    if (row !== null)
      throw new Fault('input-encoding', `${label}, row ${row}: not UTF-8, as the rows before it are`, {
        cause: thrown,
        hint: 'Two encodings are mixed in one file. Save it as UTF-8 in the program it came from.',
      });
    if (thrown.message.startsWith(label)) throw thrown;
    throw new Fault(thrown.code, `${label}: ${thrown.message}`, {
      cause: thrown,
      ...(thrown.hint === undefined ? {} : { hint: thrown.hint }),
    });
  }
}
