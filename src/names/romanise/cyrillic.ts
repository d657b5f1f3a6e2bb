/**
 * Russian (BGN/PCGN 1947, the same without signs as used for personal names, ICAO Doc 9303), Ukrainian (resolution 55
 * of 2010, which BGN/PCGN 2019 took over) and Azerbaijani in Cyrillic (to the Latin alphabet of 1991, and plain).
 */
import { tableOf } from './engine.ts';

const RUSSIAN = `а>a б>b в>v г>g д>d ж>zh з>z и>i к>k л>l м>m н>n о>o п>p р>r с>s т>t у>u ф>f х>kh ц>ts ч>ch ш>sh щ>shch`;
const YE = `[^аеёиоуыэюяйъьєіїґ'’]е>ye`;
const DOTS = `й(ауыэ)>y· [аоуыэеёюяи]ы(ауыэ)>·y· ы(ауыэ)>y· [ыйаоуэеёюяи]ы>·y [бвгджзклмнпрстфхцчшщ]э>·e т(с)>t· ш(ч)>sh·`;

const UKRAINIAN = `зг>zgh [^]є>ye є>ie [^]ї>yi ї>i [^]й>y й>i [^]ю>yu ю>iu [^]я>ya я>ia ь>_ '>_ ’>_ ʼ>_ а>a б>b в>v г>h ґ>g д>d е>e
  ж>zh з>z и>y і>i к>k л>l м>m н>n о>o п>p р>r с>s т>t у>u ф>f х>kh ц>ts ч>ch ш>sh щ>shch ё>io ы>y э>e ъ>_`;

const AZERBAIJANI = `а>a ә>ə б>b в>v г>q ғ>ğ д>d е>e ж>j з>z и>i ы>ı ј>y й>y к>k ҝ>g л>l м>m н>n о>o ө>ö п>p р>r с>s т>t у>u ү>ü ф>f
  х>x һ>h ч>ç ҹ>c ш>ş э>e ю>yu я>ya ё>yo ц>ts щ>ş ъ>_ ь>_ '>_`;

/** Tables by language, then scheme. */
export const CYRILLIC = {
  ru: {
    bgn: tableOf(DOTS, YE, `[^аеёиоуыэюяйъь]ё>yë е>e ё>ë`, RUSSIAN, `й>y ъ>” ы>y ь>’ э>e ю>yu я>ya`),
    icao: tableOf(RUSSIAN, `е>e ё>e й>i ъ>ie ы>y ь>_ э>e ю>iu я>ia`),
    plain: tableOf(YE, `е>e ё>yo`, RUSSIAN, `й>y ъ>_ ы>y ь>_ э>e ю>yu я>ya і>i ї>yi є>ye ґ>g`),
  },
  uk: { bgn: tableOf(UKRAINIAN), icao: tableOf(UKRAINIAN), plain: tableOf(UKRAINIAN) },
  az: {
    bgn: tableOf(AZERBAIJANI),
    plain: tableOf(`ә>a г>g ғ>gh ҹ>j ч>ch ш>sh х>kh ж>zh ы>i ө>o ү>u`, AZERBAIJANI),
  },
} as const;
