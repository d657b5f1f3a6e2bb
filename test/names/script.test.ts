/** Which script some words are written in; mixed scripts are shown, never guessed away. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scriptOf, scriptsIn } from '#names';

describe('scripts', () => {
  test.each([
    ['Latn', 'Elşən Məmmədov'],
    ['Cyrl', 'Ґалаґан Їжак'],
    ['Armn', 'Անի Վելմարյան'],
    ['Arab', 'پری الوادي'],
    ['Geor', 'ველი'],
    ['Grek', 'Ωρίων'],
    ['Hebr', 'אורן'],
    ['Hani', '維爾'],
    ['Zzzz', 'ወልደ'],
    ['Zyyy', '12.05 — ?'],
    ['Zyyy', ''],
  ])('%s: %s', (script, words) => {
    expect(scriptOf(words)).toBe(script);
  });

  test('the script of most letters wins, the others are still shown', () => {
    expect(scriptOf('Վել (Vel)')).toBe('Latn');
    expect(scriptsIn('Վել (Vel)')).toEqual(['Latn', 'Armn']);
  });

  test('one look-alike letter of another script in a name is found', () => {
    expect(scriptsIn('Tarа')).toEqual(['Latn', 'Cyrl']);
    expect(scriptsIn('Tara')).toEqual(['Latn']);
  });

  test('marks and numbers do not change the answer', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-zа-яա-ֆ ]{0,12}$/),
        fc.stringMatching(/^(?:[0-9 .,]|\u0301){0,6}$/),
        (a, b) => {
          expect(scriptOf(a + b)).toBe(scriptOf(a));
        },
      ),
    );
  });
});
