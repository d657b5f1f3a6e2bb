import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isFault, seededRandom, type Random } from '#ground';
import { BODY_ERASED, ed25519Signer, Ledger, writeBundle, type BundleCall } from '#ledger';
import { ArrayStore } from './support/array-store.ts';
import { draft, history, SIGNER, type History } from './support/history.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'habeas-export-'));
const VERIFIER = join(import.meta.dirname, '../../src/ledger/verifier/verify.py');
const MUTANTS = process.env['SLOW'] === '1' ? 1000 : 130;
let past: History;
let folders = 0;
/** An export of everything in the open, and of one closed body, against an earlier checkpoint. */
let genuine: string;

function python(...args: string[]): { exit: number | null; out: string } {
  const run = spawnSync('python3', ['-B', ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.error !== undefined) {
    throw new Error('python3 is needed for this test: apt-get install python3, or python.org', {
      cause: run.error,
    });
  }
  return { exit: run.status, out: run.stdout + run.stderr };
}

/** Verifies many folders in one process; gives their exit codes. */
function verifyAll(dirs: readonly string[], key?: string): number[] {
  const list = join(ROOT, 'list.json');
  writeFileSync(list, JSON.stringify(dirs));
  const script = `
import contextlib, functools, io, json, sys
sys.path.insert(0, sys.argv[1])
import verify
verify.signed = functools.lru_cache(None)(verify.signed)  # most mutants keep most signatures
codes = []
for folder in json.load(open(sys.argv[2])):
    with contextlib.redirect_stdout(io.StringIO()):
        codes.append(verify.main(folder, sys.argv[3] or None, None))
print(json.dumps(codes))`;
  const { out } = python('-c', script, join(VERIFIER, '..'), list, key ?? '');
  return JSON.parse(out) as number[];
}

async function exported(call: Partial<BundleCall> = {}): Promise<string> {
  const folder = join(ROOT, `export-${folders++}`);
  mkdirSync(folder);
  const { store } = past;
  const checkpoint = store.checkpoints.at(-1);
  if (checkpoint === undefined) throw new Error('no checkpoint');
  const seqs = store.list.map(({ seq }) => seq);
  const whole: BundleCall = { store, signer: SIGNER, checkpoint, seqs, compartments: 'all', ...call };
  await writeBundle(whole, async (name, piece) => appendFileSync(join(folder, name), piece));
  return folder;
}

beforeAll(async () => {
  past = await history(70, 'export', []);
  genuine = await exported({ earlier: past.kept.note });
});
afterAll(() => rmSync(ROOT, { recursive: true, force: true }));

describe('an export and the verifier it carries', () => {
  test('the verifier has at most 150 lines and imports nothing but the standard library', () => {
    const source = readFileSync(VERIFIER, 'utf8');
    expect(source.trimEnd().split('\n').length).toBeLessThanOrEqual(150);
    expect([...source.matchAll(/^(?:import|from) .*$/gm)].map(([line]) => line)).toEqual([
      'import base64, hashlib, json, re, sys',
      'from pathlib import Path',
    ]);
  });

  test('L20 a genuine export verifies with the verifier inside it', () => {
    const { exit, out } = python(join(genuine, 'verify.py'), genuine, '--key', SIGNER.key);
    expect(out).toMatch(/ok {3}entries: 70 of 70 entries/);
    expect(out).toMatch(/ok {3}earlier: holds/);
    const erased = past.store.list.filter(({ body }) => body === null);
    expect(out.match(/redacted at #\d+, basis life-safety/g)?.length).toBe(erased.length);
    expect([exit, out]).toEqual([0, expect.stringMatching(/\nok: what is here is what was recorded\n$/)]);
    expect(readFileSync(join(genuine, 'VERIFY.md'), 'utf8')).toContain('python3 verify.py FOLDER');
  });

  test('L20 any choice of entries verifies, with bodies held back', async () => {
    const random = seededRandom('choice');
    const dirs = [await exported({ seqs: [] }), await exported({ compartments: [] })];
    for (let round = 0; round < 6; round++) {
      const seqs = past.store.list.map(({ seq }) => seq).filter(() => random.below(3) === 0);
      dirs.push(await exported({ seqs, compartments: ['open'], reveal: ({ seq }) => seq % 2 === 0 }));
    }
    expect(verifyAll(dirs)).toEqual(dirs.map(() => 0));
    const lines = readFileSync(join(dirs[1] ?? '', 'ledger.jsonl'), 'utf8');
    expect(lines).not.toMatch(/word |family|sealed/);
  });

  test('L20 a checkpoint that the receiver kept is checked against', () => {
    const mine = join(ROOT, 'mine.txt');
    writeFileSync(mine, past.kept.note);
    expect(python(VERIFIER, genuine, '--checkpoint', mine).exit).toBe(0);
    expect(python(VERIFIER, genuine, '--checkpoint', join(genuine, 'checkpoint.txt')).exit).toBe(0);
    writeFileSync(mine, past.kept.note.replace('\n35\n', '\n34\n'));
    expect(python(VERIFIER, genuine, '--checkpoint', mine).exit).toBe(4);
    expect(python(VERIFIER, genuine, '--wrong', mine).exit).toBe(2);
  });

  test('an entry without a checkpoint over it, or a foreign checkpoint, is not exported', async () => {
    await expect(exported({ seqs: [70] })).rejects.toSatisfy((thrown) => isFault(thrown, 'not-found'));
    await expect(exported({ seqs: [2, 1] })).rejects.toSatisfy((thrown) => isFault(thrown, 'bug'));
    await expect(exported({ earlier: 'x' })).rejects.toSatisfy((thrown) =>
      isFault(thrown, 'checkpoint-inconsistent'),
    );
  });
});

const FILES = [
  'ledger.jsonl',
  'ledger.jsonl',
  'checkpoint.txt',
  'key.txt',
  'export.txt',
  'earlier.txt',
  'consistency.txt',
];

/** Changes one thing in a copy of the export. */
function mutate(folder: string, random: Random): string {
  const name = FILES[random.below(FILES.length)] as string;
  const path = join(folder, name);
  const bytes = readFileSync(path);
  const at = random.below(bytes.length);
  const kind = ['flip', 'cut', 'insert', 'drop'][random.below(4)] as string;
  if (kind === 'flip') bytes[at] = (bytes[at] as number) ^ (1 << random.below(8));
  const changed = {
    flip: bytes,
    cut: bytes.subarray(0, at),
    insert: Buffer.concat([bytes.subarray(0, at), Buffer.from([32 + random.below(90)]), bytes.subarray(at)]),
    drop: Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]),
  }[kind];
  writeFileSync(path, changed ?? bytes);
  return `${kind} in ${name} at ${at}`;
}

function copyOf(folder: string): string {
  const twin = join(ROOT, `mutant-${folders++}`);
  cpSync(folder, twin, { recursive: true });
  return twin;
}

function editLines(change: (lines: Record<string, unknown>[]) => void): string {
  const folder = copyOf(genuine);
  const path = join(folder, 'ledger.jsonl');
  const lines = readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  change(lines);
  writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return folder;
}

describe('mutants of an export', () => {
  test(`L20 ${MUTANTS} exports with one byte changed, cut, added or dropped all fail`, () => {
    const random = seededRandom('export mutants');
    const mutants = Array.from({ length: MUTANTS }, () => {
      const folder = copyOf(genuine);
      return { folder, what: mutate(folder, random) };
    });
    const codes = verifyAll(mutants.map(({ folder }) => folder));
    expect(mutants.filter((_, at) => codes[at] !== 4).map(({ what }) => what)).toEqual([]);
    expect(codes.length).toBe(MUTANTS);
  }, 300_000);

  test('L20 entries taken out, repeated, exchanged or dressed up all fail', () => {
    const live = past.store.list.filter(({ body, leaf }) => body !== null && !leaf.includes(BODY_ERASED));
    const [one, two] = live.map(({ seq }) => seq) as [number, number];
    const closed = live.find(({ compartment }) => compartment !== 'open')?.seq ?? -1;
    const swap = (field: string) => (lines: Record<string, unknown>[]) => {
      const [a, b] = [lines[one], lines[two]];
      if (a && b) [a[field], b[field]] = [b[field], a[field]];
    };
    const set = (seq: number, fields: Record<string, unknown>) => (lines: Record<string, unknown>[]) =>
      void Object.assign(lines[seq] ?? {}, fields);
    const dirs = [
      editLines((lines) => lines.splice(one, 1)),
      editLines((lines) => lines.pop()),
      editLines((lines) => lines.splice(one, 0, { ...lines[one] })),
      editLines((lines) => lines.reverse()),
      editLines((lines) => lines.splice(0)),
      ...['body', 'salt', 'proof', 'leaf', 'seq'].map((field) => editLines(swap(field))),
      editLines(set(one, { body: '{}' })),
      editLines(set(one, { salt: null })),
      editLines(set(one, { body: null, salt: null })),
      editLines(set(one, { note: 'added' })),
      editLines(set(one, { compartment: 'sealed-9' })),
      editLines(set(closed, { compartment: 'open' })),
      editLines((lines) => delete lines[closed]?.['compartment']),
    ];
    expect(verifyAll(dirs)).toEqual(dirs.map(() => 4));
  });

  test('L20 a file that is missing, or of another export, fails', async () => {
    const other = await exported({ seqs: [1, 2, 3], checkpoint: past.kept });
    const dirs = ['ledger.jsonl', 'checkpoint.txt', 'key.txt', 'export.txt', 'earlier.txt'].map((name) => {
      const folder = copyOf(genuine);
      rmSync(join(folder, name));
      return folder;
    });
    for (const name of ['ledger.jsonl', 'checkpoint.txt', 'export.txt']) {
      const folder = copyOf(genuine);
      cpSync(join(other, name), join(folder, name));
      dirs.push(folder);
    }
    expect(verifyAll(dirs)).toEqual(dirs.map(() => 4));
  });

  test('L20 a whole forged ledger passes its own key, and fails the key that was asked for elsewhere', async () => {
    const forger = ed25519Signer(SIGNER.name, new Uint8Array(32).fill(66));
    const store = new ArrayStore();
    const ledger = await Ledger.open(store, { signer: forger });
    await ledger.append([draft(seededRandom('forged'))]);
    const forged = await exported({
      store,
      signer: forger,
      checkpoint: await ledger.checkpoint(),
      seqs: [0],
    });
    expect(verifyAll([forged])).toEqual([0]);
    expect(verifyAll([forged], SIGNER.key)).toEqual([4]);
  });
});
