/**
 * A list file to a table: text formats are decoded and parsed here, sheets are read in the confined process that
 * reads every binary format. Knows formats by their bytes, never by trust in the name.
 */
import { extract, preserve } from '#evidence';
import { readTable, tableOfRows, type Table } from '#exchange';
import { Fault, isFault } from '#ground';

const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Reads CSV, TSV, JSON Lines or XLSX. Throws Fault naming the file and, where it is one, the row. */
export async function readTableFile(fileName: string, bytes: Uint8Array): Promise<Table> {
  const label = `file ${fileName.replace(/^.*[\\/]/, '')}`;
  if (bytes.byteLength === 0) throw new Fault('input-empty', `${label} holds no text`);
  const preserved = preserve(bytes, { fileName });
  if (preserved.mediaType === SHEET) {
    const { pinned, notices } = await extract(bytes, preserved);
    const sheet = pinned.text.split('\n').map((line) => line.split('\t'));
    return { ...tableOfRows(label, sheet), notices: notices.map(({ words }) => words) };
  }
  if (!preserved.mediaType.startsWith('text/'))
    throw new Fault('input-binary', `${label} is not a list that can be read`, {
      hint: 'Lists can be CSV, TSV, JSON Lines or XLSX.',
    });
  try {
    const { pinned, notices } = await extract(bytes, { ...preserved, mediaType: 'text/plain' });
    return { ...readTable(label, pinned.text), notices: notices.map(({ words }) => words) };
  } catch (thrown) {
    if (isFault(thrown) && thrown.code.startsWith('input-') && !thrown.message.startsWith(label))
      throw new Fault(thrown.code, `${label}: ${thrown.message}`, { cause: thrown });
    throw thrown;
  }
}
