/**
 * Names without a workspace: two lists of lines matched across scripts, lines romanised. Nothing is stored and nothing
 * is decided; the names stay in the process.
 */
import { isUtf8 } from 'node:buffer';
import { Fault } from '#ground';
import { isScheme, matchNames, romanise, SCHEMES } from '#names';
import { readListText } from './read-table.ts';

/** The best lines for one line. */
export interface NameMatches {
  readonly query: string;
  /** Best first; score 0 to 1, rounded to four places. */
  readonly matches: readonly { readonly name: string; readonly score: number }[];
}

/** A list of names: what it is called in a fault, never a path, and its bytes. */
export interface NameList {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Lines of a text; the last line may or may not end. */
function linesIn(text: string): string[] {
  return text.split(/\r?\n/u).filter((line, at, all) => line !== '' || at < all.length - 1);
}

/** The lines of a list in whatever encoding. Throws input-encoding, input-binary and input-empty, naming the file. */
async function linesOf({ name, bytes }: NameList): Promise<string[]> {
  const text =
    isUtf8(bytes) && !bytes.includes(0) ? decodeUtf8(bytes) : (await readListText(name, bytes)).text;
  const lines = linesIn(text);
  if (lines.every((line) => line.trim() === ''))
    throw new Fault('input-empty', `file ${name} holds no name`, {
      hint: 'A list of names has one name on each line.',
    });
  return lines;
}

function decodeUtf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes);
}

/**
 * For each line of one list the best lines of the other. `top` from 1. Throws input-encoding, input-binary and
 * input-empty, naming the file.
 */
export async function matchNameLists(
  queries: NameList,
  candidates: NameList,
  { top = 10, onProgress }: { top?: number; onProgress?: (done: number, total: number) => void } = {},
): Promise<NameMatches[]> {
  const asked = await linesOf(queries);
  const offered = await linesOf(candidates);
  const found = matchNames(asked, offered, { top, ...(onProgress === undefined ? {} : { onProgress }) });
  return asked.map((query, at) => ({
    query,
    matches: (found[at] ?? []).map(({ name, score }) => ({ name, score: Math.round(score * 1e4) / 1e4 })),
  }));
}

/** Lines in Latin letters by a scheme. Throws usage-wrong for a scheme there is none of, input-encoding. */
export function romaniseLines(
  bytes: Uint8Array,
  { scheme = 'bgn', lang }: { scheme?: string | undefined; lang?: string | undefined } = {},
): string[] {
  if (!isScheme(scheme))
    throw new Fault('usage-wrong', 'there is no such scheme', { hint: `Schemes: ${SCHEMES.join(', ')}.` });
  if (!isUtf8(bytes)) throw new Fault('input-encoding', 'standard input is not valid UTF-8');
  return linesIn(decodeUtf8(bytes)).map((line) =>
    romanise(line, { scheme, ...(lang === undefined ? {} : { lang }) }),
  );
}
