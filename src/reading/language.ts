/**
 * Which language a text is in: the header says, else the caller, else script and n-grams decide.
 * A language without a pack is refused by code; the document itself stays where it was preserved.
 */
import { Fault } from '#ground';
import { english } from './lang/en/index.ts';
import type { Pack } from './pack.ts';

const PACKS: Readonly<Record<string, () => Pack>> = { en: english };

/** Languages that can be read, by ISO 639-1 code. */
export function supportedLanguages(): readonly string[] {
  return Object.keys(PACKS);
}

/** The pack of a language; throws `language-unsupported` with the code of the language. */
export function packOf(lang: string): Pack {
  const make = Object.hasOwn(PACKS, lang) ? PACKS[lang] : undefined;
  if (!make)
    throw new Fault(
      'language-unsupported',
      `no reading pack for language ${/^[a-z-]{1,12}$/.test(lang) ? lang : 'code of the header'}`,
      { hint: `Languages that can be read: ${supportedLanguages().join(', ')}.` },
    );
  return make();
}

const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Armenian}/gu, 'hy'],
  [/\p{Script=Georgian}/gu, 'ka'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Han}/gu, 'zh'],
  [/\p{Script=Thai}/gu, 'th'],
];

/** Language of a text by script and, for scripts that several languages share, by n-grams. */
export async function detectLanguage(text: string): Promise<string> {
  const sample = text.slice(0, 20_000);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) return 'en';
  for (const [script, lang] of SCRIPTS) if ((sample.match(script)?.length ?? 0) > letters / 2) return lang;
  const { eld } = await import('eld/small');
  return eld.detect(sample).language || 'en';
}
