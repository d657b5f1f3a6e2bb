/**
 * Arabic and Persian letters as far as they are written (no vowel is invented), Georgian (BGN/PCGN 2009, which is the
 * national system of 2002, and the same without apostrophes for persons), Greek (lightly, as the press spells), and
 * Azerbaijani Latin to plain letters as passports and newspapers do.
 */
import { tableOf } from './engine.ts';

const CONSONANTS = `ب>b ت>t ث>th ج>j ح>h خ>kh د>d ذ>dh ر>r ز>z س>s ش>sh ص>s ض>d ط>t ظ>z غ>gh ف>f ق>q ك>k ک>k ل>l م>m ن>n ه>h
  پ>p چ>ch ژ>zh گ>g ڤ>v ء>_ ـ>_ ّ>_ ْ>_ ً>an ٌ>un ٍ>in ٰ>a ٔ>_`;
const VOWELS = `آ>a [^]ال(!$)>al- أُ>u أ>a إ>i ؤ>u ئ>i َا>a ِي>i ِی>i ُو>u َ>a ُ>u ِ>i ا>a ى>a`;

/** Tables of Arabic script by language. */
export const ARABIC = {
  ar: { bgn: tableOf(VOWELS, `ة>ah [^]و>w [^]ي>y و(اويَُِ)>w ي(اويَُِ)>y و>u ي>i ی>i`, CONSONANTS) },
  fa: {
    bgn: tableOf(
      `آ>a أ>a َ>a ُ>o ِ>e [^]ا>a ا>a و(اوی)>v [^]و>v و>u [^]ی>y ی(او)>y ی>i ي>i ى>i ه($)>eh ة>eh ث>s ذ>z ض>z و>v ق>gh ؤ>o ئ>e إ>e`,
      CONSONANTS,
    ),
  },
} as const;

const KARTVELIAN = `ა>a ბ>b გ>g დ>d ე>e ვ>v ზ>z თ>t ი>i ლ>l მ>m ნ>n ო>o ჟ>zh რ>r ს>s უ>u ფ>p ქ>k ღ>gh შ>sh ჩ>ch ც>ts ძ>dz ხ>kh ჯ>j ჰ>h
  ჱ>ey ჲ>j ჳ>wi ჴ>q ჵ>o`;

/** Georgian tables by scheme. */
export const GEORGIAN = {
  bgn: tableOf(KARTVELIAN, `კ>k’ პ>p’ ტ>t’ ყ>q’ წ>ts’ ჭ>ch’`),
  plain: tableOf(KARTVELIAN, `კ>k პ>p ტ>t ყ>q წ>ts ჭ>ch`),
} as const;

/** Greek as the press spells it; not exact for any standard. */
export const GREEK = tableOf(
  `αυ(αεηιουωβγδζλμνραέήίόύώ)>av αυ>af αύ>av ευ(αεηιουωβγδζλμνρ)>ev ευ>ef ου>ou ού>ou [^]μπ>b μπ>mp [^]ντ>d ντ>nt [^]γκ>g γκ>gk γγ>ng
  α>a ά>a β>v γ>g δ>d ε>e έ>e ζ>z η>i ή>i θ>th ι>i ί>i ϊ>i ΐ>i κ>k λ>l μ>m ν>n ξ>x ο>o ό>o π>p ρ>r σ>s ς>s τ>t υ>y ύ>y ϋ>y φ>f χ>ch ψ>ps ω>o ώ>o`,
);

/** Azerbaijani Latin as foreigners spell it. */
export const AZERBAIJANI_PLAIN = tableOf(`ə>a ç>ch ş>sh ğ>gh ı>i ö>o ü>u x>kh c>j q>g`);
