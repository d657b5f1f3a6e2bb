/**
 * Names without a workspace: two lists of lines matched across scripts, lines romanised. Nothing is stored and nothing
 * is decided; the names stay in the process.
 */
import { Fault } from '#ground';
import { isScheme, matchNames, romanise, SCHEMES } from '#names';

/** The best lines for one line. */
export interface NameMatches {
  readonly query: string;
  /** Best first; score 0 to 1, rounded to four places. */
  readonly matches: readonly { readonly name: string; readonly score: number }[];
}

/** The lines of a UTF-8 list. Throws input-encoding for other bytes. */
function linesOf(bytes: Uint8Array, label: string): string[] {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Fault('input-encoding', `${label} is not valid UTF-8`, { cause });
  }
  return text.split(/\r?\n/u).filter((line, at, all) => line !== '' || at < all.length - 1);
}

/** For each line of one list the best lines of the other. `top` from 1. Throws input-encoding, input-empty. */
export function matchNameLists(
  queries: Uint8Array,
  candidates: Uint8Array,
  { top = 10, onProgress }: { top?: number; onProgress?: (done: number, total: number) => void } = {},
): NameMatches[] {
  const asked = linesOf(queries, 'the list of queries');
  const offered = linesOf(candidates, 'the list of candidates');
  if (offered.length === 0) throw new Fault('input-empty', 'the list of candidates holds no line');
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
  return linesOf(bytes, 'standard input').map((line) =>
    romanise(line, { scheme, ...(lang === undefined ? {} : { lang }) }),
  );
}
