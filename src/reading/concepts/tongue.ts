/**
 * A language for the concept rules: its settings, words, numbers and dates, read once from its folder in lang/.
 * A folder with a concepts.tsv is a language; nothing has to be registered anywhere else.
 */
import { existsSync, readdirSync } from 'node:fs';
import { Fault } from '#ground';
import { readRows } from '../lexicon.ts';
import { Calendar } from './calendar.ts';
import { Leanings } from './leanings.ts';
import { Measures } from './measures.ts';
import { Names } from './names.ts';
import { Numerals } from './numerals.ts';
import { Tagger } from './tagger.ts';

/** Where a speaker stands: before the verb, after it, or at the head of a clause that ends with the verb. */
export type Order = 'svo' | 'vso' | 'sov';

export interface Tongue {
  readonly lang: string;
  readonly order: Order;
  /** False for scripts without capital letters: names are then found by their neighbours only. */
  readonly hasCapitals: boolean;
  /** Endings of words that are not who speaks ("to the ministry", "at the briefing"), longest first; `=` whole words. */
  readonly oblique: readonly string[];
  /** Endings of what is said ("that X did" as an object): a speaker never stands before it on the verb's side. */
  readonly content: readonly string[];
  /** What is written onto a noun that is a subject, and shown of no name. */
  readonly definite: readonly string[];
  /** Endings of who stands before "according to", shown of no name. */
  readonly genitive: readonly string[];
  /** Words that stand in no name, or with `*` how they begin: a verb, the mark of an object. */
  readonly nameless: readonly string[];
  /** Endings of names that only look like an article. */
  readonly kept: readonly string[];
  /** Endings of a body from which something is let known. */
  readonly from: readonly string[];
  /** Endings of names in other cases, believed where the text has the name without one. */
  readonly cases: readonly string[];
  /** Endings of words for people by where they come from. */
  readonly people: readonly string[];
  /** Endings that stand behind a figure and make it a place in a row. */
  readonly ordinal: readonly string[];
  /** Endings of a figure that stands for persons told of before ("8-i", "sekizi"), or `=` whole endings and words. */
  readonly part: readonly string[];
  /** First and last year (not included) of another calendar, or none. */
  readonly years: readonly number[];
  /** Endings of verbs in the first person. */
  readonly first: readonly string[];
  /** Words beside a verb that make it one. */
  readonly firstBeside: readonly string[];
  readonly abbreviations: ReadonlySet<string>;
  /** Marks that end a clause inside a sentence and are a full stop elsewhere. */
  readonly breaks: ReadonlySet<string>;
  /** Beginnings of the names of rules that may add to patterns of the language; all where it has no patterns. */
  readonly adds: readonly string[];
  /** What is written onto the front of a noun and never onto that of a given name ("al-"); empty for none. */
  readonly article: string;
  /** Log odds below which a proposal is left out, and from which one that no rule made is added (assess/). */
  readonly doubt: number;
  readonly trust: number;
  readonly names: Names;
  readonly tagger: Tagger;
  readonly numerals: Numerals;
  readonly calendar: Calendar;
  readonly leanings: Leanings;
  /** What was learned of what figures count; null where rules alone tell it. */
  readonly measures: Measures | null;
}

const LANG = new URL('../lang/', import.meta.url);
/**
 * Chance below which a proposal of a rule is left out, and from which one is added that no rule made: a person who refuses
 * a proposal loses a moment, one who has to find it alone loses more.
 */
const DOUBT = '0.35';
const TRUST = '0.55';
const SETTINGS = new Set([
  'order',
  'capitals',
  'abbreviations',
  'breaks',
  'fold',
  'prefixes',
  'suffixes',
  'decimal',
  'adds',
  'oblique',
  'content',
  'definite',
  'genitive',
  'nameless',
  'kept',
  'from',
  'cases',
  'first',
  'people',
  'years',
  'ordinal',
  'part',
  'article',
  'doubt',
  'trust',
]);
const loaded = new Map<string, Tongue>();

/** Codes of all languages that have a folder with concepts. */
export function tongues(): string[] {
  return readdirSync(LANG, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/concepts.tsv`, LANG)))
    .map((entry) => entry.name)
    .sort();
}

/** The language of a code, read on first use; null where it has no concepts. */
export function tongueOf(lang: string): Tongue | null {
  const known = loaded.get(lang);
  if (known) return known;
  if (!/^[a-z]{2,3}$/.test(lang) || !existsSync(new URL(`${lang}/concepts.tsv`, LANG))) return null;
  const tongue = load(lang);
  loaded.set(lang, tongue);
  return tongue;
}

function load(lang: string): Tongue {
  const folder = new URL(`${lang}/`, LANG);
  const settings = new Map<string, string>();
  for (const { id, columns } of readRows(folder, 'settings.tsv')) {
    const name = columns['setting'] ?? '';
    if (!SETTINGS.has(name)) throw new Fault('bug', `lexicon row ${id} is an unknown setting`);
    settings.set(name, columns['value'] ?? '');
  }
  const order = settings.get('order') ?? 'svo';
  if (order !== 'svo' && order !== 'vso' && order !== 'sov')
    throw new Fault('bug', `settings of ${lang} have an unknown order`);
  const folds = new Map<string, string>();
  for (const pair of (settings.get('fold') ?? '').split(' ').filter(Boolean)) {
    const [from, to = ''] = pair.split('>');
    if (from) folds.set(from, to);
  }
  const fold = (text: string) => [...text.toLowerCase()].map((char) => folds.get(char) ?? char).join('');
  const list = (name: string) => (settings.get(name) ?? '').split(' ').filter(Boolean);
  const prefixes = list('prefixes').sort((a, b) => b.length - a.length);
  const suffixes = list('suffixes')
    .map((pair): readonly [string, string] => [pair.split('>')[0] ?? '', pair.split('>')[1] ?? ''])
    .sort(([a], [b]) => b.length - a.length);
  const hasCapitals = settings.get('capitals') !== 'no';
  const names = new Names(folder, fold);
  return {
    lang,
    order,
    hasCapitals,
    oblique: list('oblique'),
    content: list('content'),
    first: list('first').filter((form) => !form.startsWith('=')),
    firstBeside: list('first')
      .filter((form) => form.startsWith('='))
      .map((form) => form.slice(1)),
    definite: list('definite'),
    genitive: list('genitive'),
    nameless: list('nameless'),
    kept: list('kept'),
    from: list('from'),
    cases: list('cases'),
    people: list('people'),
    ordinal: list('ordinal'),
    part: list('part'),
    years: list('years').map(Number),
    abbreviations: new Set((settings.get('abbreviations') ?? '').split(' ').filter(Boolean)),
    breaks: new Set((settings.get('breaks') ?? '').split(' ').filter(Boolean)),
    adds: (settings.get('adds') ?? '').split(' ').filter(Boolean),
    article: settings.get('article') ?? '',
    doubt: logOdds(settings.get('doubt') ?? DOUBT),
    trust: logOdds(settings.get('trust') ?? TRUST),
    names,
    tagger: new Tagger(folder, { folds, prefixes, suffixes }, hasCapitals ? undefined : names),
    numerals: new Numerals(folder, fold, settings.get('decimal') ?? ',', prefixes),
    calendar: new Calendar(folder, fold),
    leanings: new Leanings(folder),
    measures: Measures.of(folder),
  };
}

function logOdds(chance: string): number {
  return Math.log(Number(chance) / (1 - Number(chance)));
}
