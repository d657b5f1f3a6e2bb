/**
 * Tells the single-byte sets met in the field apart by how their letters fall in words: windows-1251, KOI8-R, ISO-8859-5
 * and IBM866 for Cyrillic; windows-1252 and -1254 for Latin; windows-1256 and ISO-8859-6 for Arabic; ArmSCII-8. Three
 * plain measures instead of a trained table: which letters are frequent, whether high bytes stand among ASCII letters,
 * and whether small and capital letters mix inside a word (a sign of the wrong set). Knows scripts, not languages.
 */

import { ARMSCII, decodeArmscii, MendedDecoder } from './codepage.ts';

export interface SingleByteJudgement {
  /** WHATWG label, or `armscii-8`. */
  readonly label: string;
  /** Percent. */
  readonly confidence: number;
}

const SAMPLE = 64 * 1024;
const COMMON_CYRILLIC = new Set('оеаинтсрвлкмдпуяыьіїєў');
const COMMON_ARABIC = new Set('الينموترةهعبدسفكحقجءأإشىآ');
const COMMON_ARMENIAN = new Set('աեինորուսկտվյմլգհդբշխղք');
/** Sets by script, the usual ones first: where two fit equally the first is taken. */
const SETS: readonly (readonly [label: string, script: RegExp, common: ReadonlySet<string>])[] = [
  ['windows-1251', /\p{Script=Cyrillic}/u, COMMON_CYRILLIC],
  ['koi8-r', /\p{Script=Cyrillic}/u, COMMON_CYRILLIC],
  ['iso-8859-5', /\p{Script=Cyrillic}/u, COMMON_CYRILLIC],
  ['ibm866', /\p{Script=Cyrillic}/u, COMMON_CYRILLIC],
  ['windows-1256', /\p{Script=Arabic}/u, COMMON_ARABIC],
  ['iso-8859-6', /\p{Script=Arabic}/u, COMMON_ARABIC],
  [ARMSCII, /\p{Script=Armenian}/u, COMMON_ARMENIAN],
];

interface Tally {
  /** Letters of the set's own script. */
  letters: number;
  common: number;
  /** A capital after a small letter, or a Latin letter touching one of the script. */
  clashes: number;
  /** High characters that are no letters, quotes or dashes. */
  odd: number;
}

function tally(text: string, script: RegExp, common: ReadonlySet<string>): Tally {
  const count: Tally = { letters: 0, common: 0, clashes: 0, odd: 0 };
  let before = '';
  for (const sign of text) {
    if (script.test(sign)) {
      count.letters += 1;
      if (common.has(sign.toLowerCase())) count.common += 1;
      const isCapitalAfterSmall = /\p{Lu}/u.test(sign) && /\p{Ll}/u.test(before);
      if (isCapitalAfterSmall || /[A-Za-z]/.test(before)) count.clashes += 1;
    } else if (/[A-Za-z]/.test(sign) && script.test(before)) count.clashes += 1;
    else if (sign > '\u007f' && !/[\u00a0«»“”„‘’–—…•№،؛؟\u0640\u064b-\u0652\u200c-\u200f°§©]/.test(sign))
      count.odd += 1;
    before = sign;
  }
  return count;
}

function scoreScript(text: string, script: RegExp, common: ReadonlySet<string>): number {
  const { letters, common: frequent, clashes, odd } = tally(text, script, common);
  if (letters < 3) return 0;
  return Math.max(0, frequent / letters - (2 * clashes + 2 * odd) / letters);
}

/** Letters that windows-1254 has in the places of Icelandic ones. */
const TURKISH = /[ĞğŞşİı]/;

/** Western or Turkish text: high bytes are accented letters among ASCII letters, or quotes and dashes. */
function scoreLatin(text: string): number {
  let high = 0;
  let fits = 0;
  const signs = Array.from(text);
  for (const [at, sign] of signs.entries()) {
    if (sign < '\u0080') continue;
    high += 1;
    const around = `${signs[at - 1] ?? ' '}${signs[at + 1] ?? ' '}`;
    if (/[“”‘’–—…•«»¿¡€°§©®£]/.test(sign)) fits += 1;
    else if (
      /[À-ÖØ-öø-ÿŒœŠšŽžŸĞğŞşİı]/.test(sign) &&
      /[A-Za-z]/.test(around) &&
      !/\p{Ll}/u.test(signs[at - 1] ?? ' ') === /\p{Lu}/u.test(sign)
    )
      fits += 1;
    else if (/[à-öø-ÿœšžğşı]/.test(sign) && (/[A-Za-z]/.test(around) || /^\s+$/.test(around))) fits += 1;
  }
  return high === 0 ? 0 : fits / high;
}

function decode(label: string, bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, SAMPLE);
  const text = label === ARMSCII ? decodeArmscii(sample) : new MendedDecoder(label).decode(sample);
  // Bytes without a meaning in the set come out as C1 controls or as replacements; real text has none.
  return text === null || /[\u0080-\u009f\ufffd]/.test(text) || text.includes('\0') ? null : text;
}

/** The best of the sets, or null when none explains the bytes. */
export function judgeSingleByte(bytes: Uint8Array): SingleByteJudgement | null {
  const scored = SETS.map(([label, script, common]) => {
    const text = decode(label, bytes);
    return { label, score: text === null ? 0 : scoreScript(text, script, common) };
  });
  const western = decode('windows-1252', bytes);
  const turkish = decode('windows-1254', bytes);
  const isTurkish = turkish !== null && TURKISH.test(turkish);
  const latin = isTurkish ? turkish : western;
  scored.push({
    label: isTurkish ? 'windows-1254' : 'windows-1252',
    score: latin === null ? 0 : scoreLatin(latin) * 0.9,
  });
  scored.sort((a, b) => b.score - a.score);
  const [best, second] = scored;
  if (best === undefined || best.score < 0.45) return null;
  const high = bytes.subarray(0, SAMPLE).reduce((count, byte) => count + (byte > 0x7f ? 1 : 0), 0);
  const margin = best.score - (second?.score ?? 0);
  // Few high bytes are thin proof, whatever the margin.
  const weight = Math.min(1, high / 40);
  const confidence = Math.round(100 * Math.min(0.97, 0.35 + 0.62 * Math.min(1, margin * 1.6) * weight));
  return { label: best.label, confidence };
}
