/** The bytes of a file that a command is given; `-` is standard input. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Fault } from '#ground';

export async function bytesOf(file: string): Promise<Uint8Array> {
  if (file === '-') {
    const parts: Uint8Array[] = [];
    for await (const part of process.stdin) parts.push(part as Uint8Array);
    return new Uint8Array(Buffer.concat(parts));
  }
  try {
    return new Uint8Array(await readFile(file));
  } catch (cause) {
    throw new Fault('input-missing', `the file ${basename(file)} cannot be read`, { cause });
  }
}
