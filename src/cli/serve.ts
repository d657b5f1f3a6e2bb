/** `habeas serve` and `habeas demo`: the web application on loopback, over a workspace or over the fictional sample. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault } from '#ground';
import { loadSample, sampleName } from '#workspace';
import { countText } from './count.ts';
import { asked, onInterrupt } from './interrupt.ts';
import { print, printJson, progress, say } from './output.ts';
import { passphraseFor } from './passphrase.ts';
import type { Common } from './session.ts';
import { createAt, gateAt, openAt, type Session } from './stores.ts';
import { terminalWidth } from './table.ts';

const SAMPLE = fileURLToPath(new URL('../../sample', import.meta.url));

/** Passphrase of the fictional sample; it protects nothing and is printed. */
const SAMPLE_PASSPHRASE = 'sample';

export interface ServeOptions extends Common {
  readonly port?: string;
  readonly host?: string;
}

function portOf(words: string | undefined): number {
  const port = Number(words ?? '0');
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Fault('usage-wrong', 'a port is a number from 0 to 65535');
  return port;
}

async function serveAt(
  folder: string,
  title: string,
  options: ServeOptions & { sampleHint?: string },
): Promise<void> {
  const { startServer } = await import('#web');
  const server = await startServer({
    gate: gateAt(folder, title),
    port: portOf(options.port),
    ...(options.host === undefined ? {} : { host: options.host }),
    ...(options.sampleHint === undefined ? {} : { sampleHint: options.sampleHint }),
  });
  await print(server.url);
  await asked();
  await server.close();
}

export async function serve(folder: string, options: ServeOptions): Promise<void> {
  if (!existsSync(join(folder, 'vault.db')))
    throw new Fault('vault-missing', 'there is no workspace at that place', {
      hint: 'Make one with: habeas init DIR',
    });
  say(
    'Open this address in a browser on this machine. Ctrl-C ends the server and locks the workspace.',
    options,
  );
  await serveAt(folder, 'Workspace', options);
}

export async function demo(options: ServeOptions & { serve?: boolean; dir?: string }): Promise<void> {
  const isOwn = options.dir === undefined;
  const parent = isOwn ? await mkdtemp(join(tmpdir(), 'habeas-sample-')) : null;
  const folder = options.dir === undefined ? join(parent ?? '', 'sample.habeas') : resolve(options.dir);
  const passphrase = options.passphraseFile === undefined ? SAMPLE_PASSPHRASE : await passphraseFor(options);
  // A sample without a place of its own lives as long as the command, however that ends.
  const leave = (): void => {
    if (parent !== null) rmSync(parent, { recursive: true, force: true });
  };
  onInterrupt(leave);
  try {
    await makeSample(folder, passphrase, options);
    if (options.serve === false) return;
    say(
      `\nOpen this address in a browser on this machine; the sample’s passphrase is “${passphrase === SAMPLE_PASSPHRASE ? passphrase : 'the one you gave'}”. Ctrl-C ends it.`,
      options,
    );
    await serveAt(folder, 'Sample workspace, everything in it is invented', {
      ...options,
      ...(passphrase === SAMPLE_PASSPHRASE ? { sampleHint: passphrase } : {}),
    });
  } finally {
    leave();
  }
}

/** Makes the sample beside its place and names it when it is whole, so that a half-made one is never opened. */
async function makeSample(folder: string, passphrase: string, options: Common): Promise<void> {
  if (!existsSync(join(folder, 'vault.db'))) {
    const making = `${folder}.making`;
    rmSync(making, { recursive: true, force: true });
    const { session } = await createAt(making, {
      passphrase,
      name: await sampleName(SAMPLE),
      isSample: true,
      compartments: ['sources'],
    });
    try {
      await fillSample(session, options);
    } catch (thrown) {
      await session.close();
      rmSync(making, { recursive: true, force: true });
      throw thrown;
    }
    await session.close();
    renameSync(making, folder);
  }
  const session = await openAt(folder, { passphrase });
  try {
    const answer = await session.workspace.read(session.owner, 'count', { what: 'count' });
    await (options.json ? printJson(answer) : print(`\n${countText(answer, terminalWidth())}`));
  } finally {
    await session.close();
  }
}

async function fillSample(session: Session, options: Common): Promise<void> {
  say('SAMPLE. Every country, person and document in it is invented.', options);
  const bar = progress(options);
  const loaded = await loadSample(session.workspace, session.owner, {
    folder: SAMPLE,
    onStage: (stage, done, total) => bar.step(stage, done, total),
  });
  bar.end();
  say(
    `${loaded.documents} documents read, ${loaded.proposals} proposals; an invented documenter has accepted ${loaded.accepted}, the others are yours. Record linkage has joined rows of three lists by ${loaded.linked} links.`,
    options,
  );
}
