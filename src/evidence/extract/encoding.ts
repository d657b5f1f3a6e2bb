/**
 * Bytes to characters. Order of belief: byte order mark, valid UTF-8, the declared character set, the
 * statistics of the single-byte sets met in the field (singlebyte.ts). A guess says that
 * it is one and how sure; bytes that fit nothing are a fault, not question marks.
 */
import { Fault } from '#ground';
import { guessUtf16 } from '../sniff.ts';
import { ARMSCII, decodeArmscii, MendedDecoder } from './codepage.ts';
import { judgeSingleByte } from './singlebyte.ts';
import type { EncodingFound, Notice } from './parsed.ts';

export interface Decoded {
  readonly text: string;
  readonly encoding: EncodingFound;
  readonly notices: readonly Notice[];
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, at) => bytes[at] === byte);
}

function decodeAs(label: string, bytes: Uint8Array, fatal: boolean): string | null {
  if (label === ARMSCII) return decodeArmscii(bytes);
  try {
    return new MendedDecoder(label, { fatal }).decode(bytes);
  } catch {
    return null;
  }
}

function byteOrderMark(bytes: Uint8Array): string | null {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return 'utf-8';
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le';
  return startsWith(bytes, [0xfe, 0xff]) ? 'utf-16be' : null;
}

/** Well-formed and broken multi-byte sequences, as UTF-8 would see them. */
function countUtf8(bytes: Uint8Array): { good: number; bad: number } {
  let good = 0;
  let bad = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    const length = lead >= 0xf0 && lead < 0xf5 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc2 ? 1 : 0;
    let seen = 0;
    while (seen < length && ((bytes[at + 1 + seen] ?? 0) & 0xc0) === 0x80) seen += 1;
    if (length > 0 && lead < 0xf5 && seen === length) good += 1;
    else bad += 1;
    at += seen;
  }
  return { good, bad };
}

function result(text: string, encoding: EncodingFound, notices: Notice[] = []): Decoded {
  return { text, encoding, notices };
}

/** Labels of sets with one byte a character: any bytes "fit" them, so valid UTF-8 is believed before them. */
const ONE_BYTE = /^(?:windows-|iso-8859|koi8|ibm866|macintosh|x-mac|armscii)/;

/** The WHATWG label of a declared set, or null if there is none or it is not known. */
function knownLabel(charset: string | null): string | null {
  if (charset === null) return null;
  if (/^arm-?scii-?8a?$/i.test(charset.trim())) return ARMSCII;
  try {
    return new TextDecoder(charset.trim()).encoding;
  } catch {
    return null;
  }
}

function overruled(declared: string | null, seen: string): Notice[] {
  if (declared === null || declared === seen) return [];
  return [
    {
      kind: 'encoding-overruled',
      words: `The character set is declared as ${declared}; the bytes are ${seen}.`,
    },
  ];
}

/** Nearly all UTF-8 with a few broken places: kept as UTF-8, the places show as replacement characters. */
function brokenUtf8(bytes: Uint8Array, declared: string | null): Decoded | null {
  const { good, bad } = countUtf8(bytes);
  if (good < 4 || good < bad * 10) return null;
  const text = decodeAs('utf-8', bytes, false);
  if (text === null) return null;
  const confidence = Math.floor((100 * good) / (good + bad));
  return result(text, { label: 'utf-8', basis: 'statistics', confidence }, overruled(declared, 'utf-8'));
}

function guess(bytes: Uint8Array, declared: string | null): Decoded {
  const utf16 = guessUtf16(bytes.subarray(0, 8192));
  if (utf16 !== null) {
    const text = decodeAs(utf16, bytes, true);
    if (text !== null)
      return result(text, { label: utf16, basis: 'statistics', confidence: 90 }, overruled(declared, utf16));
  }
  const utf8 = brokenUtf8(bytes, declared);
  if (utf8 !== null) return utf8;
  const best = judgeSingleByte(bytes);
  const text = best === null ? null : decodeAs(best.label, bytes, true);
  if (best === null || text === null) {
    throw new Fault('input-encoding', 'the bytes are not valid text in any supported encoding', {
      hint: 'Save the file as UTF-8 in the program it came from, or name its character set.',
    });
  }
  const notice: Notice = {
    kind: 'encoding-guessed',
    words: `The character set was guessed as ${best.label}, ${best.confidence} percent sure. Check the first lines by eye.`,
  };
  return result(text, { label: best.label, basis: 'statistics', confidence: best.confidence }, [notice]);
}

/**
 * Decodes a whole text. Throws `input-encoding` when nothing fits: a byte order mark whose text is broken from
 * start to end, or bytes no supported set explains.
 */
export function decodeText(bytes: Uint8Array, charset: string | null): Decoded {
  const declared = knownLabel(charset);
  const mark = byteOrderMark(bytes);
  if (mark !== null) {
    const text = decodeAs(mark, bytes, false) ?? '';
    const broken = text.match(/\ufffd/g)?.length ?? 0;
    if (broken * 10 > text.length)
      throw new Fault('input-encoding', `the byte order mark says ${mark}, the bytes do not follow it`);
    return result(
      text,
      { label: mark, basis: 'byte-order-mark', confidence: 100 },
      overruled(declared, mark),
    );
  }
  // A declared multi-byte set that is not UTF-8 decides before UTF-8 is tried: ISO-2022-JP is all ASCII.
  if (declared !== null && declared !== 'utf-8' && !ONE_BYTE.test(declared)) {
    const text = decodeAs(declared, bytes, true);
    if (text !== null) return result(text, { label: declared, basis: 'declared', confidence: 90 });
  }
  const utf8 = bytes.includes(0) ? null : decodeAs('utf-8', bytes, true);
  if (utf8 !== null) {
    const isAscii = utf8.length === bytes.length;
    const notices = isAscii ? [] : overruled(declared, 'utf-8');
    return result(utf8, { label: 'utf-8', basis: 'valid-utf8', confidence: 100 }, notices);
  }
  if (declared !== null && declared !== 'utf-8') {
    const text = decodeAs(declared, bytes, true);
    if (text !== null && !/[\u0080-\u009f]/.test(text) && !text.includes('\0')) {
      return result(text, { label: declared, basis: 'declared', confidence: 90 });
    }
  }
  return guess(bytes, declared);
}
