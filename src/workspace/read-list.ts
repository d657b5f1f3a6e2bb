/**
 * A long list read row by row: CSV or TSV in UTF-8 of any length, never held whole. Everything else (another encoding, a
 * sheet, JSON Lines) is read whole within the limits of a file, as short lists are.
 */
import { isUtf8 } from 'node:buffer';
import { malformed, RowReader, TABLE_LIMITS, tableFormat } from '#exchange';
import { Fault } from '#ground';
import { isNeverCompared, ListCells } from '#linkage';
import { namesRecords, type LinkList } from './link-lists.ts';
import { readTableFile } from './read-table.ts';

/** Bytes up to which a list is read whole, and from which it cannot be. */
const SHORT = 8 * 1024 * 1024;
const WHOLE = 50 * 1024 * 1024;
const LF = 0x0a;

export interface ListFile {
  /** As it is called in the report and in faults; never a path. */
  readonly name: string;
  readonly size: number;
  /** The bytes from the beginning. May be asked for twice. */
  readonly bytes: () => AsyncIterable<Uint8Array>;
}

export interface ReadListOptions {
  /** Headings that a person chose to compare, and the one that names the records. */
  readonly map?: Readonly<Record<string, string>>;
  readonly id?: string;
  readonly onProgress?: (done: number, total: number) => void;
}

async function whole({ bytes }: ListFile): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes()) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** True if a file begins like text in UTF-8 with rows of cells. */
function isDelimited(name: string, piece: Uint8Array): boolean {
  const cut = piece.subarray(0, Math.max(0, piece.lastIndexOf(LF) + 1) || piece.length);
  if (cut.includes(0) || !isUtf8(cut)) return false;
  return tableFormat(name, Buffer.from(cut.subarray(0, 80_000)).toString('utf8')).format !== 'jsonl';
}

/** Decodes text in pieces that end at a line, so that a byte that is no UTF-8 can be told by its row. */
class Decoder {
  readonly #label: string;
  #rest: Uint8Array = new Uint8Array();
  #lines = 1;

  constructor(label: string) {
    this.#label = label;
  }

  text(piece: Uint8Array, isLast: boolean): string {
    const end = isLast ? piece.length : piece.lastIndexOf(LF) + 1;
    const taken = Buffer.concat([this.#rest, piece.subarray(0, end)]);
    // A line so long that no row could fill it is the reader's to refuse.
    if (!isLast && end === 0 && taken.length + piece.length < SHORT) {
      this.#rest = Buffer.concat([this.#rest, piece]);
      return '';
    }
    this.#rest = piece.slice(end);
    if (!isUtf8(taken) || taken.includes(0)) this.#refuse(taken);
    for (let at = taken.indexOf(LF); at >= 0; at = taken.indexOf(LF, at + 1)) this.#lines += 1;
    return taken.toString('utf8');
  }

  #refuse(taken: Buffer): never {
    let line = this.#lines;
    for (let from = 0; from < taken.length; line++) {
      const end = taken.indexOf(LF, from);
      const row = taken.subarray(from, end < 0 ? taken.length : end);
      if (row.includes(0))
        throw new Fault('input-binary', `${this.#label}, row ${line} is not a list that can be read`, {
          hint: 'A zero byte stands there. Save the list as UTF-8 in the program it came from.',
        });
      if (!isUtf8(row)) break;
      from += row.length + 1;
    }
    throw new Fault('input-encoding', `${this.#label}, row ${line}: not UTF-8, as the rows before it are`, {
      hint: 'Save it as UTF-8 in the program it came from. Lists of more than 50 MiB must be UTF-8.',
    });
  }
}

/** The cells of a long list, row by row. Throws Fault naming the file and the row. */
async function rowByRow(file: ListFile, options: ReadListOptions): Promise<ListCells> {
  const label = `file ${file.name}`;
  const wanted = new Set([
    ...Object.values(options.map ?? {}),
    ...(options.id === undefined ? [] : [options.id]),
  ]);
  const id = options.id ?? options.map?.['id'];
  let cells: ListCells | null = null;
  const begin = (columns: readonly string[]): void => {
    const named = id === undefined ? (namesRecords(columns[0] ?? '') ? 0 : -1) : columns.indexOf(id.trim());
    cells = new ListCells(columns, {
      ...(named < 0 ? {} : { names: named }),
      isKept: (at) => at === 0 || wanted.has(columns[at] ?? '') || !isNeverCompared(columns[at] ?? ''),
    });
  };
  const reader = new RowReader(label, begin, (row, line) => {
    if ((cells?.count ?? 0) >= TABLE_LIMITS.rowsOneByOne)
      throw malformed(label, line, `more than ${TABLE_LIMITS.rowsOneByOne} rows`);
    cells?.add(row, line);
  });
  const decoder = new Decoder(label);
  let done = 0;
  for await (const piece of file.bytes()) {
    reader.push(decoder.text(piece, false));
    done += piece.length;
    options.onProgress?.(done, file.size);
  }
  reader.push(decoder.text(new Uint8Array(), true));
  reader.end();
  const read = cells as ListCells | null;
  if (read === null || read.count === 0) throw new Fault('input-empty', `${label} holds no rows`);
  return read;
}

/**
 * Reads a list for linkage. Throws Fault('input-empty' | 'input-encoding' | 'input-binary' | 'input-too-large' |
 * 'import-malformed') naming file and row.
 */
export async function readListFile(file: ListFile, options: ReadListOptions = {}): Promise<LinkList> {
  const { name } = file;
  if (file.size > SHORT) {
    let first: Uint8Array = new Uint8Array();
    for await (const piece of file.bytes()) {
      first = piece;
      break;
    }
    if (isDelimited(name, first)) {
      try {
        return { name, table: await rowByRow(file, options) };
      } catch (thrown) {
        // Another encoding can be found by reading it whole, where it is short enough for that.
        if (!(thrown instanceof Fault) || thrown.code !== 'input-encoding' || file.size > WHOLE) throw thrown;
      }
    }
  }
  return { name, table: await readTableFile(name, await whole(file)) };
}
