/** Tries everything a captured parser would try, in the parser's own confinement, and reports what was refused. */
import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import fs from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import net, { connect, Socket } from 'node:net';
import tls from 'node:tls';
import vm from 'node:vm';
import { Worker } from 'node:worker_threads';
import { closeDoors } from '../../../src/evidence/child/sandbox.ts';

interface Targets {
  readonly port: number;
  readonly secret: string;
  readonly target: string;
  readonly source: string;
}

const input = new Socket({ fd: 3, readable: true, writable: false });
const output = new Socket({ fd: 4, readable: false, writable: true });
closeDoors([input, output]);

function tries({ port, secret, target, source }: Targets): Record<string, () => unknown> {
  const { _handle: handle } = input as unknown as {
    _handle: { connect(request: object, path: string): unknown; constructor: new (kind: number) => unknown };
  };
  const loose = process as unknown as Record<string, (name: string) => unknown>;
  return {
    'connect by name': () => connect(port, '127.0.0.1'),
    'connect by module': () => net.connect(port, '127.0.0.1'),
    'connect by socket': () => new Socket().connect(port, '127.0.0.1'),
    'connect by the pipe underneath': () => handle.connect({}, '/run/nowhere.sock'),
    'another pipe of that kind': () => new handle.constructor(0),
    listen: () => net.createServer().listen(0),
    tls: () => tls.connect(port, '127.0.0.1'),
    http: () => http.get(`http://127.0.0.1:${port}/`),
    fetch: () => fetch(`http://127.0.0.1:${port}/`),
    udp: () => dgram.createSocket('udp4'),
    'name lookup': () => dns.lookup('localhost', () => undefined),
    'name lookup later': () => dns.promises.lookup('localhost'),
    'http by require': () =>
      (createRequire(import.meta.url)('node:http') as typeof http).get(`http://127.0.0.1:${port}/`),
    'internal binding': () => loose['binding']?.('tcp_wrap'),
    'read a file': () => fs.readFileSync(secret, 'utf8'),
    'read a file later': () => fs.promises.readFile(secret, 'utf8'),
    'read our package': () => fs.readFileSync(source, 'utf8').slice(0, 10),
    'list the root': () => fs.readdirSync('/'),
    'read process memory': () => fs.readFileSync('/proc/self/environ'),
    'write a file': () => fs.writeFileSync(target, 'x'),
    'write here': () => fs.writeFileSync('here.txt', 'x'),
    'start a process': () => childProcess.spawnSync('true'),
    'start a thread': () => new Worker('1', { eval: true }),
    'run a string': () => Reflect.construct(Function, ['return 1'])(),
    'load native code': () =>
      (loose['dlopen'] as unknown as (a: object, b: string) => void)({ exports: {} }, secret),
    'kill the parent': () => process.kill(process.ppid, 0),
    'code in a new context': () => vm.runInNewContext('this.constructor.constructor("return 1")()'),
  };
}

async function attempt(run: () => unknown): Promise<string> {
  try {
    const got: unknown = await run();
    return `allowed ${typeof got}`;
  } catch (thrown) {
    return `refused: ${thrown instanceof Error ? ('code' in thrown ? String(thrown.code) : '') || thrown.message : 'unknown'}`;
  }
}

async function report(targets: Targets): Promise<void> {
  const seen: Record<string, string> = {
    environment: JSON.stringify(Object.keys(process.env).filter((name) => name !== 'SystemRoot')),
    place: process.cwd(),
  };
  for (const [name, run] of Object.entries(tries(targets))) seen[name] = await attempt(run);
  output.end(JSON.stringify(seen), () => process.exit(0));
}

let asked = '';
input.on('data', (chunk: Buffer) => (asked += chunk.toString('utf8')));
input.on('end', () => void report(JSON.parse(asked) as Targets));
