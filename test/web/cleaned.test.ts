/** Damaged words beside a reading of them: only what the bytes say plainly is read, and the original never changes. */
import { describe, expect, test } from 'vitest';
import { MendedDecoder } from '../../src/evidence/extract/codepage.ts';
import { cleaned, cleanedLines } from '../../src/web/page/cleaned.ts';

/** The words as a program would show them that took their bytes for another character set. */
function spoiled(words: string, as: string): string {
  return new MendedDecoder(as).decode(Buffer.from(words, 'utf8'));
}

describe('cleaned words', () => {
  test.each([
    ['called “saboteurs” in the media', 'windows-1252'],
    ['Мы держим 41 солдата', 'windows-1251'],
    ['Մեր մարդիկ', 'windows-1252'],
    ['a café in Orlavia', 'windows-1252'],
  ])('a wrong character set is undone: %s', (words, as) => {
    expect(cleaned(spoiled(words, as))).toBe(words);
  });

  test('the server reads what a browser reads, whatever Node takes windows-1252 for', () => {
    expect(cleaned('the \u00e2\u20ac\u02dcsaboteurs\u00e2\u20ac\u2122 of Orlavia')).toBe(
      'the ‘saboteurs’ of Orlavia',
    );
  });

  test.each(['Мы держим 41 солдата', 'Միրան', 'ميران', 'naïve “words”', 'plain'])(
    'what is sound stays as it is: %s',
    (words) => {
      expect(cleaned(words)).toBe(words);
    },
  );

  test('torn words and lines are joined', () => {
    expect(cleaned('the hear-\nings take\nplace')).toBe('the hearings take place');
  });

  test('lines stand beside their reading once, whole, and without one where there is none to give', () => {
    const broken = spoiled('the “saboteurs” again', 'windows-1252');
    const text = `First.\n${broken}\n\u{1d538} lost \ufffd here\nLast.`;
    const at = [...text].indexOf('\ufffd');
    const lines = cleanedLines(text, [
      { start: 10, end: 14, why: 'mojibake' },
      { start: 12, end: 16, why: 'mojibake' },
      { start: at, end: at + 1, why: 'lost' },
    ]);
    expect(lines).toEqual([
      { original: broken, cleaned: 'the “saboteurs” again', why: 'mojibake' },
      { original: '\u{1d538} lost \ufffd here', cleaned: null, why: 'lost' },
    ]);
  });
});
