/**
 * The vault in a process of its own. The child holds the keys and the database; the parent holds a store
 * that sends every call across. Locking is SIGKILL: no key outlives it, whatever JavaScript has copied.
 * The passphrase goes over the pipe between the two, never by argument or environment. Core dumps are off
 * in the child. Faults cross with their code.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Fault, FAULTS } from '#ground';
import type { FaultCode } from '#ground';
import type { LedgerStore } from '#ledger';
import type { CopyReport } from './backup.ts';
import type { Unlock, VaultOptions } from './open.ts';
import type { KdfCost } from './slots.ts';

/** A call on its way to the child. */
export interface Call {
  readonly number: number;
  readonly name: string;
  readonly args: readonly unknown[];
}

/** The answer to a call. */
export type Answer =
  | { readonly number: number; readonly ok: true; readonly value: unknown }
  | { readonly number: number; readonly ok: false; readonly fault: SentFault };

/** A fault as it crosses the pipe. */
export interface SentFault {
  readonly code: FaultCode;
  readonly message: string;
  readonly hint: string | undefined;
}

/** Every method of the port; the type makes sure none is forgotten. */
const METHODS: Record<keyof LedgerStore, true> = {
  head: true,
  append: true,
  appendPart: true,
  byIdempotencyKey: true,
  entries: true,
  packedEntries: true,
  leafHashes: true,
  tile: true,
  rows: true,
  countRows: true,
  find: true,
  findNames: true,
  replaceRows: true,
  sizeAt: true,
  saveCheckpoint: true,
  lastCheckpoint: true,
  meta: true,
  setMeta: true,
  blobBegin: true,
  blobWrite: true,
  blobFinish: true,
  blobFacts: true,
  blobRead: true,
  blobErase: true,
  blobIds: true,
  verify: true,
  close: true,
};

/** A vault whose keys are in another process. */
export interface ChildVault {
  readonly store: LedgerStore;
  readonly workspaceId: string;
  readonly publicKey: Uint8Array;
  readonly pid: number;
  /** Ed25519 signature made in the child. */
  sign(message: Uint8Array): Promise<Uint8Array>;
  changePassphrase(passphrase: string, cost?: KdfCost): Promise<void>;
  /**
   * As backupVault; the ledger of the copy is verified in the child, its checkpoints against these public keys
   * (lines as Signer.key gives them).
   */
  backup(to: string, keys: readonly string[]): Promise<CopyReport>;
  /** Resolves when the child is gone, for whatever reason. */
  readonly ended: Promise<void>;
  /** Kills the child at once. What was acknowledged is durable; what was not is not. */
  lock(): Promise<void>;
  /** Closes the vault in order and ends the child. */
  close(): Promise<void>;
}

/**
 * Opens a vault in a child process. Throws what openVault throws. After the child is gone every call throws
 * Fault('vault-locked').
 */
export async function openVaultInChild(
  folder: string,
  unlock: Unlock,
  options: VaultOptions = {},
): Promise<ChildVault> {
  const line = new Line(startChild());
  try {
    const opened = await line.call('open', [folder, unlock, options]);
    const { workspaceId, publicKey } = opened as { workspaceId: string; publicKey: Uint8Array };
    const close = async (): Promise<void> => {
      await line.call('close', []);
      line.hangUp();
      await line.ended;
    };
    return {
      store: storeOver(line, close),
      workspaceId,
      publicKey,
      pid: line.pid,
      ended: line.ended,
      sign: async (message) => (await line.call('sign', [message])) as Uint8Array,
      changePassphrase: async (passphrase, cost) => {
        await line.call('changePassphrase', [passphrase, cost]);
      },
      backup: async (to, keys) => (await line.call('backup', [to, keys])) as CopyReport,
      lock: () => line.kill(),
      close,
    };
  } catch (thrown) {
    await line.kill();
    throw thrown;
  }
}

function storeOver(line: Line, close: () => Promise<void>): LedgerStore {
  const send = (name: string) => (name === 'close' ? close : (...args: unknown[]) => line.call(name, args));
  return Object.fromEntries(Object.keys(METHODS).map((name) => [name, send(name)])) as unknown as LedgerStore;
}

function startChild(): ChildProcess {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const node = [
    process.execPath,
    '--import',
    loader,
    fileURLToPath(new URL('./child-main.ts', import.meta.url)),
  ];
  // The shell only switches core dumps off and becomes node; a core file would hold the keys.
  const quiet = ['/bin/sh', '-c', 'ulimit -c 0; exec "$@"', 'sh'];
  const [program, ...args] = process.platform === 'win32' ? node : [...quiet, ...node];
  const keep = ['PATH', 'HOME', 'SystemRoot', 'TEMP', 'TMPDIR'] as const;
  const env = Object.fromEntries(
    keep.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
  return spawn(program ?? process.execPath, args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'advanced',
    env,
  });
}

interface Waiting {
  readonly done: (value: unknown) => void;
  readonly failed: (fault: Fault) => void;
}

/** Numbered calls and their answers over one pipe. */
class Line {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  readonly ended: Promise<void>;
  #next = 0;
  #isUp = true;

  constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', (answer) => this.#take(answer as Answer));
    this.ended = new Promise((resolve) => {
      const end = (): void => {
        this.#drop();
        resolve();
      };
      child.once('exit', end);
      child.once('error', end);
    });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  call(name: string, args: readonly unknown[]): Promise<unknown> {
    if (!this.#isUp) return Promise.reject(locked());
    const number = this.#next++;
    return new Promise((done, failed) => {
      this.#waiting.set(number, { done, failed });
      const call: Call = { number, name, args };
      this.#child.send(call, (error) => {
        if (error === null) return;
        this.#waiting.delete(number);
        failed(locked());
      });
    });
  }

  #take(answer: Answer): void {
    const waiting = this.#waiting.get(answer.number);
    this.#waiting.delete(answer.number);
    if (answer.ok) waiting?.done(answer.value);
    else waiting?.failed(received(answer.fault));
  }

  #drop(): void {
    this.#isUp = false;
    for (const { failed } of this.#waiting.values()) failed(locked());
    this.#waiting.clear();
  }

  hangUp(): void {
    this.#isUp = false;
    if (this.#child.connected) this.#child.disconnect();
  }

  async kill(): Promise<void> {
    this.#isUp = false;
    this.#child.kill('SIGKILL');
    await this.ended;
  }
}

function locked(): Fault {
  return new Fault('vault-locked', 'the workspace is locked');
}

function received({ code, message, hint }: SentFault): Fault {
  return new Fault(code in FAULTS ? code : 'bug', message, hint === undefined ? {} : { hint });
}
