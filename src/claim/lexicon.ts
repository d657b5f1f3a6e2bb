/**
 * Lexicons: which words of a language lead to which code of a list, as versioned files in lists/. A lexicon
 * only suggests: where it knows nothing, or two codes at once, the choice is left to a person. Languages
 * without a file have no suggestions. Matches are whole words, longest first, and never overlap.
 */
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { Fault } from '#ground';
import { closed } from './schema.ts';
import { list, type ListName } from './lists.ts';
import channelWords from './lists/channel-words.en.json' with { type: 'json' };
import cueWords from './lists/cue-words.en.json' with { type: 'json' };
import exileWords from './lists/exile-words.en.json' with { type: 'json' };
import healthWords from './lists/health-words.en.json' with { type: 'json' };
import hedgeWords from './lists/hedge-words.en.json' with { type: 'json' };
import humanitarianWords from './lists/humanitarian-words.en.json' with { type: 'json' };
import labelWords from './lists/label-words.en.json' with { type: 'json' };
import standingWords from './lists/standing-words.en.json' with { type: 'json' };
import treatmentWords from './lists/treatment-words.en.json' with { type: 'json' };
import visitorWords from './lists/visitor-words.en.json' with { type: 'json' };

const SOURCES = {
  'channel-words': channelWords,
  'cue-words': cueWords,
  'exile-words': exileWords,
  'health-words': healthWords,
  'hedge-words': hedgeWords,
  'humanitarian-words': humanitarianWords,
  'label-words': labelWords,
  'standing-words': standingWords,
  'treatment-words': treatmentWords,
  'visitor-words': visitorWords,
} as const;
export type LexiconName = keyof typeof SOURCES;
export const LEXICON_NAMES = Object.keys(SOURCES) as LexiconName[];

const LexiconSchema = closed({
  lexicon: Type.String({ minLength: 1 }),
  lang: Type.String({ pattern: '^[a-z]{2,3}$' }),
  version: Type.Integer({ minimum: 1 }),
  list: Type.String(),
  origin: Type.String({ minLength: 1 }),
  entries: Type.Array(
    closed({
      code: Type.String({ minLength: 1 }),
      words: Type.Array(Type.String({ minLength: 2 }), { minItems: 1 }),
      also: Type.Optional(Type.String()),
    }),
    { minItems: 1 },
  ),
});
const fits = Compile(LexiconSchema);

/** A word found, with its code. */
export interface Match {
  readonly code: string;
  /** A second code the lexicon gives with it, for example the use of a label. */
  readonly also?: string;
  /** As they stand in the text. */
  readonly words: string;
  /** UTF-16 position. */
  readonly at: number;
}

/** Something looked for: the folded words and what they lead to. */
export interface Needle<T> {
  readonly words: string;
  readonly leadsTo: T;
}

const WORD = /[\p{L}\p{M}\p{N}]/u;

/** Whole-word places of the needles in a text, longest needle first, without overlaps, in text order. */
export function findWords<T>(
  text: string,
  needles: readonly Needle<T>[],
): { readonly at: number; readonly words: string; readonly leadsTo: T }[] {
  // The dotted capital of Turkish and Azerbaijani would become two.
  const folded = text.replaceAll('İ', 'i').toLowerCase();
  // Lower case may change the length of a text in rare scripts; then positions would lie.
  if (folded.length !== text.length) return [];
  const taken: { at: number; end: number; leadsTo: T }[] = [];
  for (const { words, leadsTo } of [...needles].sort((a, b) => b.words.length - a.words.length)) {
    for (let at = folded.indexOf(words); at !== -1; at = folded.indexOf(words, at + 1)) {
      const end = at + words.length;
      const whole = !WORD.test(folded[at - 1] ?? ' ') && !WORD.test(folded[end] ?? ' ');
      if (whole && !taken.some((one) => at < one.end && one.at < end)) taken.push({ at, end, leadsTo });
    }
  }
  return taken
    .sort((a, b) => a.at - b.at)
    .map(({ at, end, leadsTo }) => ({ at, words: text.slice(at, end), leadsTo }));
}

type Leads = Needle<{ readonly code: string; readonly also?: string }>[];
const loaded = new Map<LexiconName, { readonly lang: string; readonly needles: Leads }>();

/** Throws Fault('bug') if the file breaks the form, or names a code its list does not have. */
function lexicon(name: LexiconName): { readonly lang: string; readonly needles: Leads } {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const source: unknown = SOURCES[name];
  if (!fits.Check(source)) throw new Fault('bug', `lexicon ${name} does not have the form of a lexicon`);
  const codes = list(source.list as ListName);
  const needles: Leads = [];
  for (const { code, words, also } of source.entries) {
    if (!codes.has(code))
      throw new Fault('bug', `lexicon ${name} names a code that list ${source.list} does not have`);
    for (const one of words)
      needles.push({ words: one.toLowerCase(), leadsTo: also === undefined ? { code } : { code, also } });
  }
  const made = { lang: source.lang, needles };
  loaded.set(name, made);
  return made;
}

/** The codes to which words of a text lead, in text order. Empty for languages the lexicon does not have. */
export function matches(name: LexiconName, text: string, lang: string): Match[] {
  const { lang: own, needles } = lexicon(name);
  if (lang.split('-')[0] !== own) return [];
  return findWords(text, needles).map(({ at, words, leadsTo }) => ({ ...leadsTo, words, at }));
}

/** The one code a text leads to, or null if there is none or more than one. */
export function onlyMatch(name: LexiconName, text: string, lang: string): Match | null {
  const found = matches(name, text, lang);
  return new Set(found.map((match) => match.code)).size === 1 ? (found[0] ?? null) : null;
}

/** Whether a cue stands in a text. */
export function hasCue(cue: string, text: string, lang: string): boolean {
  return matches('cue-words', text, lang).some((match) => match.code === cue);
}
