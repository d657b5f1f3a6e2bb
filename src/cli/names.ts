/** `habeas names match` and `habeas names romanise`: lists of lines, no workspace, nothing kept. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Fault } from '#ground';
import { matchNameLists, romaniseLines } from '#workspace/names';
import { print, progress, type OutputOptions } from './output.ts';

async function listOf(file: string): Promise<{ name: string; bytes: Uint8Array }> {
  try {
    return { name: basename(file), bytes: new Uint8Array(await readFile(file)) };
  } catch (cause) {
    throw new Fault('input-missing', `the file ${basename(file)} cannot be read`, { cause });
  }
}

async function standardInput(): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of process.stdin) parts.push(part as Uint8Array);
  return new Uint8Array(Buffer.concat(parts));
}

/** For each line of one file the best lines of the other; JSON Lines with --json, else tab-separated. */
export async function namesMatch(
  queries: string,
  candidates: string,
  options: OutputOptions & { top?: string },
): Promise<void> {
  const top = Number(options.top ?? 5);
  if (!Number.isInteger(top) || top < 1) throw new Fault('usage-wrong', '--top is a whole number from 1');
  const shown = progress(options);
  const found = await matchNameLists(await listOf(queries), await listOf(candidates), {
    top,
    onProgress: (done, total) => shown.step('names', done, total),
  }).finally(() => shown.end());
  const lines = options.json
    ? found.map((row) => JSON.stringify(row))
    : found.flatMap(({ query, matches }) =>
        matches.map(({ name, score }) => `${query}\t${name}\t${score.toFixed(4)}`),
      );
  if (lines.length > 0) await print(lines.join('\n'));
}

/** Standard input to standard output, line by line. */
export async function namesRomanise(
  options: OutputOptions & { scheme?: string; lang?: string },
): Promise<void> {
  const lines = romaniseLines(await standardInput(), { scheme: options.scheme, lang: options.lang });
  if (lines.length > 0) await print(lines.join('\n'));
}
