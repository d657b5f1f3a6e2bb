/** Models on the command line, by processes of their own. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isFault } from '#ground';
import { modelFor } from '../../src/cli/model-flags.ts';
import { recorded, sends, serve, type Served } from '../reading/model/support.ts';
import { habeas, place } from './support.ts';

const at = place();
let served: Served;
beforeAll(async () => {
  served = await serve(sends(recorded('honest.json')));
  at.write('text.txt', recorded('text.txt'));
  at.write('witness.txt', `Witness statement\n\n${recorded('text.txt')}`);
  at.write('key', 'sk-canary-key\n');
  at.write('bad-key', 'two words\n');
});
afterAll(async () => {
  await served.close();
  at.remove();
});

const named = () => ['--model', served.url, '--model-name', 'invented'];

describe('habeas read --model', () => {
  test('JSON says who proposed what, and nothing says the key', async () => {
    const { code, stdout, stderr } = await habeas(at, [
      'read',
      'text.txt',
      '--json',
      '--quiet',
      ...named(),
      '--model-key-file',
      'key',
    ]);
    expect([code, stderr]).toEqual([0, '']);
    const read = JSON.parse(stdout) as { claims: { readers: string[] }[]; model: object };
    expect(read.claims.some(({ readers }) => readers.length === 2)).toBe(true);
    expect(read.model).toMatchObject({ model: 'invented-7b', reach: 'loopback', cost_micros: 1250 });
    expect(served.heard.at(-1)?.headers.authorization).toBe('Bearer sk-canary-key');
    expect(stdout + stderr).not.toContain('canary');
  });

  test('a witness’s account is refused and the endpoint hears nothing', async () => {
    const before = served.heard.length;
    const { code, stderr } = await habeas(at, ['read', 'witness.txt', ...named()]);
    expect(code).toBe(3);
    expect(stderr).toContain('model-refused');
    expect(served.heard).toHaveLength(before);
  });

  test('an endpoint elsewhere: the warning stands there with --quiet too, and the rules stand when it fails', async () => {
    const { code, stdout, stderr } = await habeas(at, [
      'read',
      'text.txt',
      '--quiet',
      '--model',
      'https://0.0.0.0:1/v1',
      '--model-name',
      'm',
    ]);
    expect(code).toBe(0);
    expect(stderr).toContain('WARNING: the text leaves this machine');
    expect(stdout).toContain('m (elsewhere, ');
    expect(stdout).toContain('did not answer as it must for 1 of 1 parts (unreachable)');
    expect(stdout).toContain('holds 14 drivers');
  });
});

test.each([
  { modelName: 'm' },
  { model: 'http://127.0.0.1:1/v1' },
  { model: 'http://models.example/v1', modelName: 'm' },
  { model: 'https://a:secret@models.example/v1', modelName: 'm' },
  { model: 'http://127.0.0.1:1/v1', modelName: 'm', modelKeyFile: at.path('bad-key') },
])('wrong usage, told without repeating it: %j', (flags) => {
  let thrown: unknown = null;
  try {
    modelFor(flags);
  } catch (caught) {
    thrown = caught;
  }
  expect(isFault(thrown, 'usage-wrong')).toBe(true);
  expect((thrown as Error).message).not.toMatch(/secret|two words|models\.example/);
});

describe('habeas model', () => {
  test('chosen, and asked about a document of the workspace', async () => {
    await habeas(at, ['init', 'work.habeas', '--json']);
    const flags = ['--url', served.url, '--name', 'invented', '--json'];
    const chosen = await habeas(at, ['model', 'work.habeas', ...flags]);
    expect(JSON.parse(chosen.stdout)).toMatchObject({ ok: true, choice: { is: 'on', reach: 'loopback' } });
    const kept = await habeas(at, ['read', 'text.txt', '--save', 'work.habeas']);
    const id = /document (\S+);/.exec(kept.stderr)?.[1] ?? '';
    const asked = await habeas(at, ['model', 'work.habeas', '--read', id, '--json']);
    expect(asked.code).toBe(0);
    expect(JSON.parse(asked.stdout)).toMatchObject({ ok: true, failed: 0, parts: 1 });
  });
});
