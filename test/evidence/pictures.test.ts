/** Reading pictures where the program is missing, and what its table of words comes to. Needs no Tesseract. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { extract, preserve } from '#evidence';
import { pageOf } from '../../src/evidence/ocr/page.ts';
import { runProgram } from '../../src/evidence/ocr/program.ts';
import { addDocument } from '#workspace';
import { openDesk } from '../support/desk.ts';

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 1]);

describe('without Tesseract', () => {
  const path = process.env['PATH'];
  beforeEach(() => {
    process.env['PATH'] = '';
  });
  afterEach(() => {
    process.env['PATH'] = path;
  });

  test('the answer says what is missing and how to install it', async () => {
    const asked = extract(PNG, preserve(PNG));
    await expect(asked).rejects.toMatchObject({ code: 'recognition-missing' });
    await asked.catch(({ hint }: { hint: string }) => {
      expect(hint).toContain('apt-get install tesseract-ocr');
      expect(hint).toContain('stays preserved');
    });
  });

  test('a workspace keeps the picture and says why it has no text', async () => {
    const desk = await openDesk();
    const { documentId, unread } = await addDocument(desk.workspace, desk.owner, { bytes: PNG });
    expect(unread).toBe('recognition-missing');
    const page = await desk.workspace.read(desk.owner, 'work', { what: 'document', documentId });
    expect(page.text).toBeNull();
    expect(page.unreadBecause).toContain('Tesseract');
    const kept = await desk.workspace.read(desk.owner, 'work', { what: 'original', documentId });
    expect(kept.bytes).toEqual(PNG);
  });
});

describe('the table of words', () => {
  const row = (cells: readonly (string | number)[]): string => cells.join('\t');
  const word = (paragraph: number, line: number, confidence: number, text: string): string =>
    row([5, 1, 1, paragraph, line, 1, 10, 20, 30, 40, confidence, text]);

  test('lines and paragraphs are kept, places count code points', () => {
    const { text, words, confidence } = pageOf(
      [
        'level\tpage',
        word(1, 1, 96.4, 'Ab𝒳'),
        word(1, 1, 40, 'cd'),
        word(1, 2, 90, 'ef'),
        word(2, 1, 80, 'gh'),
      ].join('\n'),
    );
    expect(text).toBe('Ab𝒳 cd\nef\n\ngh');
    expect(words.map(({ start, end }) => [...text].slice(start, end).join(''))).toEqual([
      'Ab𝒳',
      'cd',
      'ef',
      'gh',
    ]);
    expect(words[0]).toMatchObject({ confidence: 96, box: [10, 20, 30, 40] });
    expect(confidence).toBe(79);
  });

  test('lines that do not fit are passed over', () => {
    expect(pageOf('garbage\n5\t1\n').words).toEqual([]);
    expect(pageOf(word(1, 1, Number.NaN, 'x')).words[0]?.confidence).toBe(0);
    expect(pageOf(word(1, 1, 5, '\ud800x')).text).toBe('\ufffdx');
  });
});

describe('a program that reads pictures', () => {
  const caps = { wallMs: 10_000, cpuMs: 10_000, residentMiB: 500, output: 1_000 };
  const node = (code: string, change: Partial<typeof caps> = {}) =>
    runProgram(process.execPath, ['-e', code], new Uint8Array(), { ...caps, ...change });

  test('gets nothing of our environment', async () => {
    process.env['HABEAS_CANARY'] = 'canary';
    const { output } = await node('console.log(JSON.stringify(process.env))');
    delete process.env['HABEAS_CANARY'];
    expect(Buffer.from(output).toString()).not.toContain('canary');
    expect(Buffer.from(output).toString()).not.toContain('"PATH"');
  });

  test.each([
    ['that says too much', 'for(;;)console.log("x".repeat(999))', {}],
    ['that does not end', 'setInterval(()=>{},1000)', { wallMs: 300 }],
  ])('%s is stopped', async (_, code, change) => {
    await expect(node(code, change)).rejects.toMatchObject({ code: 'parser-stopped' });
  });

  test('that is not there is a fault and no crash', async () => {
    await expect(runProgram('/nowhere/tesseract', [], new Uint8Array())).rejects.toMatchObject({
      code: 'parser-stopped',
    });
  });
});
