/**
 * windows-1252 as the WHATWG table has it. Several Node versions, 20.20 among them, decode this label as
 * Latin-1 and turn curly quotes and dashes into control characters; mending twice changes nothing, so
 * it is applied always. Knows this one table and nothing else.
 */

/** Bytes 0x80 to 0x9f; the five without a meaning stay as they are. */
const HIGH =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

function mend(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (sign) => HIGH.charAt(sign.charCodeAt(0) - 0x80));
}

/** A `TextDecoder` that gets windows-1252 right. */
export class MendedDecoder extends TextDecoder {
  override decode(...given: Parameters<TextDecoder['decode']>): string {
    const text = super.decode(...given);
    return this.encoding === 'windows-1252' ? mend(text) : text;
  }
}
