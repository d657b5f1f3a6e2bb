/**
 * The program's own words in the language of the reader: whole sentences in ICU form, with the plural rules of that
 * language. The same code speaks on the server and in the browser. It knows no words itself; it is handed a
 * catalogue (src/web/messages), and what a catalogue lacks shows as its key, which a test forbids.
 */
import { IntlMessageFormat } from 'intl-messageformat';
import { createContext, createElement, Fragment, isValidElement, useContext, type ReactNode } from 'react';
import type { MessageKey } from './message-keys.ts';

export const LANGUAGES = ['en', 'hy', 'az', 'ru', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Names of the languages, each in itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  hy: 'Հայերեն',
  az: 'Azərbaycanca',
  ru: 'Русский',
  ar: 'العربية',
};

export type Catalogue = Readonly<Record<string, string>>;
type Values = Readonly<Record<string, string | number>>;
type RichValues = Readonly<Record<string, ReactNode | ((chunks: ReactNode) => ReactNode)>>;

export interface Say {
  /** One message, its places filled. */
  (key: MessageKey, values?: Values): string;
  readonly language: Language;
  readonly dir: 'ltr' | 'rtl';
  /** A message with elements in its places; `<b>…</b>` in the message calls the value `b`. */
  rich(key: MessageKey, values: RichValues): ReactNode;
  /** The word of a code, `family.code`; a code without a word is shown as plain words, so that nothing is unnamed. */
  code(family: string, code: string): string;
  /** A calendar day that no reader can take for another: "3 Dec 2023". What is no day stays as it is. */
  day(day: string): string;
  number(n: number): string;
  /** A weight with its sign and one digit, read from left to right in every language: "+8.4", "−0.9". */
  signed(n: number): string;
  /** Words one after another: "Armenian and Latin". */
  listed(words: readonly string[]): string;
  /** Puts words in the order of this language. */
  sorted<T>(all: readonly T[], by: (one: T) => string): readonly T[];
}

export function isLanguage(code: unknown): code is Language {
  return LANGUAGES.includes(code as Language);
}

/** Western digits in every language, as the sources' figures are read; words and plural rules of its own. */
function localeOf(language: Language): string {
  return `${language}-u-nu-latn`;
}

export function sayIn(language: Language, catalogue: Catalogue): Say {
  const locale = localeOf(language);
  const numbers = new Intl.NumberFormat(locale);
  const weights = new Intl.NumberFormat(locale, {
    signDisplay: 'exceptZero',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  const collator = new Intl.Collator(locale, { numeric: true });
  const formats = new Map<string, IntlMessageFormat>();
  const formatOf = (key: string): IntlMessageFormat => {
    const known = formats.get(key);
    if (known) return known;
    const made = new IntlMessageFormat(catalogue[key] ?? key, locale);
    formats.set(key, made);
    return made;
  };
  const say = (key: MessageKey, values: Values = {}): string => {
    const words = formatOf(key).format(values);
    return typeof words === 'string' ? words : String(words);
  };
  const rich = (key: MessageKey, values: RichValues): ReactNode =>
    keyed(formatOf(key).format(values as never));
  const code = (family: string, one: string): string => {
    const key = `${family}.${one}` as MessageKey;
    return Object.hasOwn(catalogue, key) ? say(key) : plain(one);
  };
  const day = (iso: string): string => {
    const match = /^(-?\d{4,})-(\d{2})-(\d{2})/.exec(iso);
    const month = Number(match?.[2]);
    if (!match || month < 1 || month > 12) return iso;
    const name = say(`month.${month}` as MessageKey);
    return say('day.words', { day: String(Number(match[3])), month: name, year: match[1] ?? '' });
  };
  return Object.assign(say, {
    language,
    dir: language === 'ar' ? ('rtl' as const) : ('ltr' as const),
    rich,
    code,
    day,
    number: (n: number) => numbers.format(n),
    signed: (n: number) =>
      weights
        .format(n)
        .replaceAll(/[\u061c\u200e\u200f]/g, '')
        .replace('-', '−'),
    listed: (words: readonly string[]) => lists.format(words),
    sorted: <T>(all: readonly T[], by: (one: T) => string) =>
      [...all].sort((a, b) => collator.compare(by(a), by(b))),
  });
}

/** A code as plain words. */
export function plain(code: string): string {
  return code.replaceAll(/[_-]+/g, ' ');
}

function keyed(parts: unknown): ReactNode {
  if (!Array.isArray(parts)) return parts as ReactNode;
  return parts.map((part: unknown, n) =>
    isValidElement(part) || Array.isArray(part)
      ? createElement(Fragment, { key: n }, part as ReactNode)
      : (part as ReactNode),
  );
}

const SayContext = createContext<Say | null>(null);
export const SayProvider = SayContext.Provider;

/** The words of this page's language. Only inside of a SayProvider; without one every message is its key. */
export function useSay(): Say {
  return useContext(SayContext) ?? MUTE;
}

const MUTE = sayIn('en', {});
