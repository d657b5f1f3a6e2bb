/**
 * Words of another script in Latin letters, by a named scheme. Knows which table serves which script and language and
 * says so; does not decide what a name "really" is. A form made here is for reading and comparing, never a replacement.
 */
import { scriptOf, scriptsIn } from './script.ts';
import { ARMENIAN } from './romanise/armenian.ts';
import { CYRILLIC } from './romanise/cyrillic.ts';
import { through, type Table } from './romanise/engine.ts';
import { ARABIC, AZERBAIJANI_PLAIN, GEORGIAN, GREEK } from './romanise/others.ts';

/** The schemes by name. `plain` is what newspapers and lists without signs would write. */
export const SCHEMES = [
  'bgn',
  'iso9985',
  'ala-lc',
  'hubschmann-meillet',
  'icao',
  'passport',
  'western',
  'plain',
  'ru-personal',
  'ru-geographic',
] as const;
export type Scheme = (typeof SCHEMES)[number];

export interface RomaniseOptions {
  /** `bgn` unless told. Where a script has no table under this name its nearest is used. */
  readonly scheme?: Scheme;
  /** ISO 639-1; decides between languages of one script (ru, uk, az; ar, fa). Guessed by letters unless told. */
  readonly lang?: string;
}

/** Whether a word is the name of a scheme. */
export function isScheme(name: string): name is Scheme {
  return (SCHEMES as readonly string[]).includes(name);
}

function cyrillicLanguage(words: string): 'ru' | 'uk' | 'az' {
  if (/[әҝғһҹүө]/iu.test(words)) return 'az';
  return /[іїєґ]/iu.test(words) ? 'uk' : 'ru';
}

function cyrillic(words: string, scheme: Scheme, lang?: string): Table {
  const chosen = lang === 'uk' || lang === 'az' || lang === 'ru' ? lang : cyrillicLanguage(words);
  const tables: Readonly<Record<string, Table>> = CYRILLIC[chosen];
  return tables[scheme === 'passport' ? 'icao' : scheme] ?? tables['bgn'] ?? CYRILLIC.ru.bgn;
}

function tableFor(words: string, scheme: Scheme, lang?: string): Table | null {
  // A look-alike Latin letter inside a word of another script does not make it Latin.
  switch (scriptsIn(words).find((script) => script !== 'Latn') ?? scriptOf(words)) {
    case 'Armn':
      return (
        (ARMENIAN as Readonly<Record<string, Table>>)[scheme === 'icao' ? 'passport' : scheme] ?? ARMENIAN.bgn
      );
    case 'Cyrl':
      return cyrillic(words, scheme, lang);
    case 'Arab':
      return lang === 'fa' || (lang !== 'ar' && /[پچژگیک]/u.test(words)) ? ARABIC.fa.bgn : ARABIC.ar.bgn;
    case 'Geor':
      return scheme === 'plain' || scheme === 'icao' || scheme === 'passport' ? GEORGIAN.plain : GEORGIAN.bgn;
    case 'Grek':
      return GREEK;
    case 'Latn':
      return lang === 'az' && scheme !== 'bgn' ? AZERBAIJANI_PLAIN : null;
    default:
      return null;
  }
}

/** Words in Latin letters (Cyrillic for the two `ru-` schemes). Words of several scripts go word by word. Never throws. */
export function romanise(words: string, { scheme = 'bgn', lang }: RomaniseOptions = {}): string {
  const whole = tableFor(words, scheme, lang);
  const parts = words.split(/(\s+)/u);
  if (whole !== null && new Set(parts.filter((part) => /\p{L}/u.test(part)).map(scriptOf)).size <= 1)
    return through(whole, words);
  return parts
    .map((part) => {
      const table = tableFor(part, scheme, lang);
      return table === null ? part : through(table, part);
    })
    .join('');
}
