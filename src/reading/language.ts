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
const MIN_SAME_SCRIPT = 100;
/** The same where letters tell that only one language of the script has. */
const MIN_PLAIN = 60;

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
  const letters = lettersIn(paragraph);
  if (letters < MIN_LETTERS) return null;
  const script = scriptOf(paragraph);
  if (script === own) {
    if (letters < MIN_PLAIN || ALONE.has(script) || isSurely(main, paragraph)) return null;
    const plain = BY_LETTERS.find(
      (lang) => lang !== main && sharesScript(lang, own) && isSurely(lang, paragraph),
    );
    if (plain !== undefined) return plain;
    if (letters < MIN_SAME_SCRIPT) return null;
    const found = (await detector()).detect(paragraph);
    const isSure = found.isReliable() && found.language !== main && isReadable(found.language);
    return isSure ? found.language : null;
  }
  const lang = await detectLanguage(paragraph);
  return lang === main ? null : lang;
}

const WRITINGS = ['Latin', 'Cyrillic', 'Arabic', 'Armenian', 'Georgian', 'Hebrew', 'Greek', 'Han'] as const;
const WRITTEN = WRITINGS.map((name) => new RegExp(`^\\p{Script=${name}}`, 'u'));

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

/**
 * What each unit of text is, found out once: 1 for any, plus 2 for a letter, plus four times one more than its place in
 * WRITINGS. Only units of the basic plane are remembered; others are rare.
 */
const KNOWN = new Uint8Array(0x10000);
const LETTER = 2;

function looksOf(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  const isPair = unit >= 0xd800 && unit < 0xe000;
  const known = isPair ? 0 : (KNOWN[unit] ?? 0);
  if (known > 0) return known;
  const char = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const looks =
    1 + (/^\p{L}/u.test(char) ? LETTER : 0) + 4 * (1 + WRITTEN.findIndex((one) => one.test(char)));
  if (!isPair) KNOWN[unit] = looks;
  return looks;
}

/** Letters of a text, in code points, as far as their number matters. */
function lettersIn(text: string): number {
  let letters = 0;
  for (let at = 0; at < text.length && letters < MIN_SAME_SCRIPT; at++) {
    const unit = text.charCodeAt(at);
    if ((looksOf(text, at) & LETTER) !== 0) letters++;
    if (unit >= 0xd800 && unit < 0xdc00) at++;
  }
  return letters;
}

/** The script most letters of a text are in. */
function scriptOf(text: string): string {
  const sample = text.slice(0, 4000);
  const counts = Array.from({ length: WRITINGS.length + 1 }, () => 0);
  for (let at = 0; at < sample.length; at++) {
    const writing = looksOf(sample, at) >> 2;
    counts[writing] = (counts[writing] ?? 0) + 1;
    const unit = sample.charCodeAt(at);
    if (unit >= 0xd800 && unit < 0xdc00) at++;
  }
  counts[0] = 0;
  const most = Math.max(...counts);
  return most === 0 ? 'Latin' : (WRITINGS[counts.indexOf(most) - 1] ?? 'Latin');
}

/** Scripts in which one language only is read: there is no other to be told from it. */
const ALONE: ReadonlySet<string> = new Set(['Armenian']);

interface Signs {
  readonly own: RegExp;
  readonly foreign: RegExp;
  /** Units of text for each sign of its own that a paragraph must have. */
  readonly every: number;
}

/** Words or letters that only one of the languages of a script has, and letters that it never has. */
const SIGNS: Readonly<Record<string, Signs>> = {
  en: {
    own: /\b(?:the|of|and|to|in|is|it|its|was|were|are|be|that|with|for|from|by|at|his|they|which|who|this|have|had|been|said|will|not|after)\b/gi,
    foreign: /[\u0180-\u1fff\u2070-\uffff]/,
    every: 30,
  },
  es: {
    own: /\b(?:los|las|del|una|por|para|como|pero|fue|fueron|han|sus|el|y|al|desde|hasta|sobre)\b/gi,
    foreign: /[\u0180-\u1fff\u2070-\uffffœçêèîôûßğışə]/,
    every: 30,
  },
  fr: {
    own: /\b(?:les|des|une|dans|est|qui|pour|pas|avec|sont|ont|aux|ces|cette|leurs?|ils?|elles?|du|au)\b/gi,
    foreign: /[\u0180-\u1fff\u2070-\uffffñ¿¡ßğışə]/,
    every: 30,
  },
  tr: { own: /[ığş]/g, foreign: /[əxqwñßœ]/i, every: 40 },
  ru: { own: /[ыэъё]/gi, foreign: /[іїєґўјљњћђџ]/i, every: 100 },
  uk: { own: /[іїєґ]/gi, foreign: /[ыэъёўј]/i, every: 40 },
  ar: { own: /[ةيكىأإ]/g, foreign: /[پچژگکی]/, every: 40 },
  fa: { own: /[پچژگکی]/g, foreign: /[ةيكىإ]/, every: 40 },
  az: { own: /ə/gi, foreign: /[ñœùîôû]/i, every: 40 },
};

/** Languages that their letters alone tell from the others of their script. */
const BY_LETTERS: readonly string[] = ['ru', 'uk', 'fa', 'az'];

function sharesScript(lang: string, script: string): boolean {
  return (SCRIPT_OF[lang] ?? 'Latin') === script;
}

/** True where a paragraph is plainly in a language: spares the n-grams, which are slow. */
function isSurely(lang: string, paragraph: string): boolean {
  const signs = SIGNS[lang];
  if (!signs || signs.foreign.test(paragraph)) return false;
  signs.own.lastIndex = 0;
  for (let missing = paragraph.length; missing > 0; missing -= signs.every)
    if (!signs.own.test(paragraph)) return false;
  return true;
}
