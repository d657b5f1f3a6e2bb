/**
 * Takes the doors out of the room before a parser is let in: no connect, no listen, no name lookup, no
 * further process or thread. The permission flags of the command line (no files but the libraries, no
 * child process, no native code) are the wall; this is the belt, because Node has no flag against
 * sockets below version 25. It knows nothing of documents.
 */
import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import tls from 'node:tls';
import workers from 'node:worker_threads';

/** Thrown by every closed door. */
class ClosedDoor extends Error {}

function closed(name: string): () => never {
  return () => {
    throw new ClosedDoor(`closed in the parser: ${name}`);
  };
}

function close(owner: object, name: string, label: string): void {
  Object.defineProperty(owner, name, {
    value: closed(label),
    writable: false,
    configurable: false,
    enumerable: true,
  });
}

const DOORS: readonly (readonly [string, object, readonly string[]])[] = [
  ['net', net, ['connect', 'createConnection', 'createServer', 'Server']],
  ['net', net.Socket.prototype, ['connect']],
  ['net', net.Server.prototype, ['listen']],
  ['tls', tls, ['connect', 'createServer', 'TLSSocket']],
  ['dgram', dgram, ['createSocket', 'Socket']],
  ['http', http, ['request', 'get', 'createServer']],
  ['https', https, ['request', 'get', 'createServer']],
  ['http2', http2, ['connect', 'createServer', 'createSecureServer']],
  [
    'dns',
    dns,
    ['lookup', 'resolve', 'resolve4', 'resolve6', 'resolveAny', 'resolveTxt', 'reverse', 'Resolver'],
  ],
  [
    'dns',
    dns.promises,
    ['lookup', 'resolve', 'resolve4', 'resolve6', 'resolveAny', 'resolveTxt', 'reverse', 'Resolver'],
  ],
  ['process', childProcess, ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork']],
  ['thread', workers, ['Worker']],
];

const GLOBALS = ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'];

/** By its native handle an open pipe could still reach a socket file. */
const HANDLE_DOORS = ['connect', 'bind', 'listen', 'open', 'fchmod', 'constructor'];

function kindOfHandle(pipe: net.Socket): object | null {
  const { _handle: handle } = pipe as unknown as { _handle?: object };
  return handle === undefined ? null : (Object.getPrototypeOf(handle) as object);
}

/**
 * Closes everything. Call once, after the child's own pipes are open and before the first parser is loaded.
 */
export function closeDoors(pipes: readonly net.Socket[]): void {
  const kinds = new Set(pipes.map(kindOfHandle).filter((kind) => kind !== null));
  for (const kind of kinds) for (const name of HANDLE_DOORS) close(kind, name, 'pipe');
  for (const [label, owner, names] of DOORS) for (const name of names) close(owner, name, label);
  syncBuiltinESMExports();
  const scope = globalThis as unknown as Record<string, unknown>;
  for (const name of GLOBALS) close(scope, name, name);
  close(process, 'binding', 'binding');
  close(process, 'dlopen', 'native code');
  close(process, 'kill', 'signals');
  // Libraries that write code as strings look here to see whether they may; the flag forbids it anyway.
  if (scope['navigator'] === undefined) scope['navigator'] = {};
}
