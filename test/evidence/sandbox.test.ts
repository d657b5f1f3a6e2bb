import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compileEntry } from '../../src/evidence/child/compile.ts';
import { startConfined } from '../../src/evidence/child/confine.ts';

const PROBE = join(import.meta.dirname, 'support/probe.ts');

/** Runs the probe in the parser's own confinement and returns what it could do. */
async function probe(request: Readonly<Record<string, unknown>>): Promise<Record<string, string>> {
  const confined = startConfined(await compileEntry(PROBE));
  const chunks: Buffer[] = [];
  confined.output.on('data', (chunk: Buffer) => chunks.push(chunk));
  confined.input.end(JSON.stringify(request));
  await new Promise((resolve) => confined.process.once('close', resolve));
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, string>;
}

describe('the parser child', () => {
  test('cannot reach the network, read or write files, start processes, run strings or see the environment', async () => {
    let connections = 0;
    const server = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const folder = mkdtempSync(join(tmpdir(), 'habeas-probe-'));
    const secret = join(folder, 'secret.txt');
    writeFileSync(secret, 'canary');
    process.env['HABEAS_PROBE_CANARY'] = 'canary';
    const seen = await probe({
      port: typeof address === 'object' && address !== null ? address.port : 0,
      secret,
      target: join(folder, 'written.txt'),
      source: join(import.meta.dirname, '../../package.json'),
    });
    delete process.env['HABEAS_PROBE_CANARY'];
    await new Promise((resolve) => server.close(resolve));
    expect(connections).toBe(0);
    expect(readdirSync(folder)).toEqual(['secret.txt']);
    rmSync(folder, { recursive: true });
    expect(JSON.stringify(seen)).not.toContain('canary');
    const { environment, place, ...tries } = seen;
    expect(environment).toBe('[]');
    expect(place).not.toContain(process.cwd());
    expect(Object.keys(tries).length).toBeGreaterThan(20);
    expect(Object.entries(tries).filter(([, outcome]) => !outcome.startsWith('refused'))).toEqual([]);
  });
});
