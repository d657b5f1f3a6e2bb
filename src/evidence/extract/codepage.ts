/**
 * Two tables that Node does not have or has wrong: ArmSCII-8 (AST 34.002, Armenian), and windows-1252 as the WHATWG
 * table has it. Several Node versions, 20.20 among them, decode this label as
 * Latin-1 and turn curly quotes and dashes into control characters; mending twice changes nothing, so
 * it is applied always. Knows these tables and nothing else.
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

/** The label of the Armenian set; WHATWG has none for it. */
export const ARMSCII = 'armscii-8';

/** Bytes 0xa1 to 0xb1: signs. From 0xb2 on capitals and small letters take turns, 38 of each. */
const ARMSCII_SIGNS = '\u058e\u0587\u0589)(\u00bb\u00ab\u2014.\u055d,-\u058a\u2026\u055c\u055b\u055e';

function armenian(byte: number): string {
  if (byte <= 0xb1) return ARMSCII_SIGNS.charAt(byte - 0xa1);
  if (byte === 0xfe) return '\u055a';
  return String.fromCharCode((byte % 2 === 0 ? 0x531 : 0x561) + ((byte - 0xb2) >> 1));
}

/** ArmSCII-8 to text. Null when a byte has no meaning in the set. */
export function decodeArmscii(bytes: Uint8Array): string | null {
  let text = '';
  for (const byte of bytes) {
    if (byte < 0x80) text += String.fromCharCode(byte);
    else if (byte === 0xa0) text += '\u00a0';
    else if (byte > 0xa0 && byte < 0xff) text += armenian(byte);
    else return null;
  }
  return text;
}
