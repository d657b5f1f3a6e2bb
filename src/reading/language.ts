/**
 * Which language a text is in: the header says, else the caller, else script and n-grams decide.
 * A language without a pack is refused by code; the document itself stays where it was preserved.
 */
import { Fault } from '#ground';
import { english } from './lang/en/index.ts';
import { tongueOf, tongues } from './concepts/tongue.ts';
import type { Pack } from './pack.ts';
import type { Span } from './segment.ts';

/** Languages that have pattern rules besides concepts. */
const PATTERNS: Readonly<Record<string, () => Pack>> = { en: english };

/** Languages that can be read, by ISO 639-1 code. */
export function supportedLanguages(): readonly string[] {
  return [...new Set([...Object.keys(PATTERNS), ...tongues()])].sort();
}

/** True if there is a pack for a language. */
export function isReadable(lang: string): boolean {
  return Object.hasOwn(PATTERNS, lang) || tongueOf(lang) !== null;
}

/** The pattern pack of a language, null where it has none. */
export function patternsOf(lang: string): Pack | null {
  return Object.hasOwn(PATTERNS, lang) ? (PATTERNS[lang]?.() ?? null) : null;
}

/** The fault of a language without a pack. */
export function unsupported(lang: string): Fault {
  return new Fault(
    'language-unsupported',
    `no reading pack for language ${/^[a-z-]{1,12}$/.test(lang) ? lang : 'code of the header'}`,
    { hint: `Languages that can be read: ${supportedLanguages().join(', ')}.` },
  );
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
  return (await detector()).detect(sample).language || 'en';
}

type Detector = typeof import('eld/small').eld;
let loaded: Promise<Detector> | undefined;

/** The n-gram detector; loaded once, because asking the module loader again for every paragraph is slow. */
function detector(): Promise<Detector> {
  loaded ??= import('eld/small').then(({ eld }) => eld);
  return loaded;
}

/** Consecutive paragraphs of one language. */
export interface Run extends Span {
  readonly lang: string;
}

/** Shortest paragraph whose language is asked for at all, and within one script, in letters. */
const MIN_LETTERS = 40;
const MIN_SAME_SCRIPT = 160;

/** Cuts a body into runs of one language. A paragraph leaves the main language only where that is plain. */
export async function runsOf(body: string, main: string): Promise<Run[]> {
  const runs: Run[] = [];
  const own = SCRIPT_OF[main] ?? 'Latin';
  for (const line of body.matchAll(/[^\n]*\n*/g)) {
    if (line[0] === '') continue;
    const end = line.index + line[0].length;
    const lang = (await otherLanguage(line[0], main, own)) ?? main;
    const last = runs.at(-1);
    if (last && (last.lang === lang || !/\p{L}/u.test(line[0]))) runs[runs.length - 1] = { ...last, end };
    else runs.push({ lang, start: line.index, end });
  }
  return runs;
}

async function otherLanguage(paragraph: string, main: string, own: string): Promise<string | null> {
  const letters = paragraph.match(/\p{L}/gu)?.length ?? 0;
  if (letters < MIN_LETTERS) return null;
  const script = scriptOf(paragraph);
  if (script === own && letters < MIN_SAME_SCRIPT) return null;
  if (script === own) {
    const found = (await detector()).detect(paragraph);
    const isSure = found.isReliable() && found.language !== main && isReadable(found.language);
    return isSure ? found.language : null;
  }
  const lang = await detectLanguage(paragraph);
  return lang === main ? null : lang;
}

const WRITINGS = ['Latin', 'Cyrillic', 'Arabic', 'Armenian', 'Georgian', 'Hebrew', 'Greek', 'Han'] as const;
const WRITTEN = WRITINGS.map((name) => [name, new RegExp(`\\p{Script=${name}}`, 'gu')] as const);

/** Languages that are not written in Latin letters. */
const SCRIPT_OF: Readonly<Record<string, string>> = {
  ru: 'Cyrillic',
  uk: 'Cyrillic',
  be: 'Cyrillic',
  bg: 'Cyrillic',
  ar: 'Arabic',
  fa: 'Arabic',
  ur: 'Arabic',
  hy: 'Armenian',
  ka: 'Georgian',
  he: 'Hebrew',
  el: 'Greek',
  zh: 'Han',
};

/** The script most letters of a text are in. */
function scriptOf(text: string): string {
  const sample = text.slice(0, 4000);
  let best = 'Latin';
  let most = 0;
  for (const [name, expression] of WRITTEN) {
    const count = sample.match(expression)?.length ?? 0;
    if (count > most) [best, most] = [name, count];
  }
  return best;
}
