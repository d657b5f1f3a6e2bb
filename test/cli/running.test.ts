/** Commands that run for a while: the sample, the server, and what Ctrl-C does to them. */
import { readdirSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { habeas, place } from './support.ts';

const at = place();
afterAll(() => at.remove());

/** What may stay among temporary files: the compiler's cache and the empty folder that parsers stand in. */
const leftBehind = (): string[] =>
  readdirSync(at.temporary, { recursive: true, encoding: 'utf8' }).filter(
    (name) => !/^tsx-|^habeas-parser-empty-[^/\\]*$|^node-compile-cache/.test(name),
  );

const onWindows = process.platform === 'win32';

describe('the sample', () => {
  test('prints who says what, with a silence, a refusal and the documented line, and leaves nothing behind', async () => {
    const { code, stdout, stderr } = await habeas(at, ['demo', '--no-serve']);
    expect(code).toBe(0);
    expect(stdout).toContain('How many are held?');
    for (const words of ['no answer', 'refused', 'declined by', 'could not be', 'Documented by name:'])
      expect(stdout).toContain(words);
    expect(stdout).not.toContain('http://');
    expect(stderr).toContain('SAMPLE. Every country, person and document in it is invented.');
    expect(leftBehind()).toEqual([]);
  }, 240_000);

  test('stopped half-way it says so, ends with 6 and leaves nothing behind', async () => {
    const { code, stderr } = await habeas(at, ['demo', '--no-serve'], {
      running: (child) => child.stderr?.once('data', () => child.kill('SIGINT')),
    });
    // Windows ends a process that is asked to end without asking it.
    if (onWindows) return expect(code).not.toBe(0);
    expect(code).toBe(6);
    expect(stderr).toContain('(interrupted)');
    expect(leftBehind()).toEqual([]);
  }, 240_000);
});

describe('a workspace', () => {
  test('an import that is stopped leaves a workspace that verifies, without half a list', async () => {
    expect((await habeas(at, ['init', 'work.habeas', '--quiet'])).code).toBe(0);
    at.write('list.csv', `name\n${Array.from({ length: 20_000 }, (_, row) => `Vel ${row}`).join('\n')}\n`);
    const words = ['import', 'list.csv', '--into', 'work.habeas', '--list', 'Relatives'];
    const stopped = await habeas(at, words, {
      running: (child) => child.stderr?.once('data', () => child.kill('SIGINT')),
    });
    if (!onWindows) expect(stopped.code).toBe(6);
    const verified = await habeas(at, ['verify', 'work.habeas', '--json']);
    expect(verified.code).toBe(0);
    const counted = await habeas(at, ['count', 'work.habeas', '--json']);
    expect(JSON.parse(counted.stdout)).toMatchObject({ documented: { records: 0, lists: 0 } });
  }, 240_000);

  test('a server prints its address on loopback and ends with 0 when it is asked to', async () => {
    const { code, stdout } = await habeas(at, ['serve', 'work.habeas', '--quiet'], {
      running: (child) => child.stdout?.once('data', () => child.kill('SIGINT')),
    });
    expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\S*\n$/);
    if (!onWindows) expect(code).toBe(0);
  }, 240_000);
});
