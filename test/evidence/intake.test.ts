import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { isFault } from '#ground';
import { GRADES, preserve, preservePasted } from '#evidence';
import { docx, lockedPdf, mail, pdf, utf16, utf8, zip } from './support/build.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (thrown) {
    return isFault(thrown) ? thrown.code : 'not a fault';
  }
  return 'no fault';
}

describe('what the bytes are', () => {
  test.each([
    ['text/plain', utf8('Forty-two are held.')],
    ['text/plain', utf16('Сорок два человека', false, true)],
    ['text/plain', utf16('Սա գրություն է', true, false)],
    ['text/plain', utf8('From: a mother\nTo: the ministry\nSubject: my son\n\nWhere is he?')],
    ['text/html', utf8(' \n<!-- a --><?xml version="1.0"?><!-- b --><!DOCTYPE html><p>x')],
    ['text/html', utf8('\ufeff<html><body>x')],
    ['application/pdf', pdf([['x']])],
    ['application/pdf', lockedPdf()],
    [DOCX, docx(['x'])],
    ['application/zip', zip([{ name: 'a.txt', content: 'x' }])],
    ['message/rfc822', mail({ body: 'x' })],
    ['image/png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0)],
    ['application/octet-stream', Uint8Array.of(0, 1, 2, 3, 255, 254, 0, 0, 7)],
  ])('%s is told by its bytes', (type, bytes) => {
    expect(preserve(bytes).mediaType).toBe(type);
  });

  test('a thousand comments before a page do not slow the look at it', () => {
    expect(preserve(utf8(`${'<!---->'.repeat(1100)}plain`)).mediaType).toBe('text/plain');
  });

  test('the name and the declared type are never believed against the bytes', () => {
    const found = preserve(pdf([['x']]), { fileName: 'list.txt', mediaType: 'text/html; charset=utf-8' });
    expect(found.mediaType).toBe('application/pdf');
    expect(found.disagreement).toBe(
      'the file name says text/plain and the sender says text/html, the bytes say application/pdf',
    );
  });

  test('a name that agrees, or only says more about a text, is no disagreement', () => {
    expect(preserve(utf8('# Title'), { fileName: 'a.md' })).toMatchObject({
      mediaType: 'text/markdown',
      disagreement: null,
    });
    expect(preserve(utf8('a,b'), { mediaType: 'text/csv' }).disagreement).toBeNull();
    expect(
      preserve(docx(['x']), { fileName: 'a.docx', mediaType: 'application/octet-stream' }).disagreement,
    ).toBeNull();
  });
});

describe('what is kept of them', () => {
  test('digest, size and time of receipt are those of the bytes', () => {
    const bytes = utf8('Forty-two are held.');
    expect(preserve(bytes, { fileName: 'a.txt', receivedAt: '2023-12-05T10:00:00.000Z' })).toEqual({
      sha256: createHash('sha256').update(bytes).digest('hex'),
      size: 19,
      mediaType: 'text/plain',
      declaredType: null,
      fileName: 'a.txt',
      disagreement: null,
      grade: 'E1',
      independent: false,
      gradeWords: GRADES.E1.words,
      receivedAt: '2023-12-05T10:00:00.000Z',
    });
  });

  test('pasted text is E0, a file E1, a PDF or picture E2', () => {
    expect(preservePasted('<html>pasted').preserved).toMatchObject({ grade: 'E0', mediaType: 'text/plain' });
    expect(preserve(docx(['x'])).grade).toBe('E1');
    expect(preserve(pdf([['x']])).grade).toBe('E2');
    expect(preserve(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)).grade).toBe('E2');
  });

  test('a grade speaks of bytes and never says that something is proven', () => {
    for (const grade of Object.values(GRADES)) {
      expect(grade.words).toContain('bytes');
      expect(grade.words).not.toMatch(
        /\b(?:true|truth|verified|authentic|genuine|proof|proves|confirmed)\b/i,
      );
    }
    expect(preserve(utf8('x'), { independent: true }).gradeWords).toContain('independent second capture');
  });

  test('E3 to E5 are defined and say that nothing here reaches them yet', () => {
    expect(
      Object.values(GRADES)
        .filter((grade) => !grade.reachable)
        .map((grade) => grade.code),
    ).toEqual(['E3', 'E4', 'E5']);
  });
});

describe('what cannot be kept as it is', () => {
  test('nothing, half characters and zero characters are refused with their own fault', () => {
    expect(codeOf(() => preserve(new Uint8Array()))).toBe('input-empty');
    expect(codeOf(() => preservePasted('  \n '))).toBe('input-empty');
    expect(codeOf(() => preservePasted('half \ud83d of a bird'))).toBe('input-encoding');
    expect(codeOf(() => preservePasted('a\u0000b'))).toBe('input-binary');
    expect(codeOf(() => preserve(new Uint8Array(200 * 1024 * 1024 + 1)))).toBe('input-too-large');
  });

  test('the words of a fault hold nothing of the input', () => {
    try {
      preservePasted('Tarn-canary \ud83d');
    } catch (thrown) {
      expect(String(thrown)).not.toContain('canary');
    }
  });
});
