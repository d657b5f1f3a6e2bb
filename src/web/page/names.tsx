/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** Names of people and of lists, as written, each in the language that its script lets a browser choose. */
import type { NameView } from '#workspace';
import { hrefOf, type Travel } from './links.ts';
import { Name } from './part.tsx';
import { useSay, type Language } from './say.ts';

export function personHref(personId: string, travel: Travel): string {
  return hrefOf(`/people/${personId}`, travel);
}

/** Names of lists, each on a line of its own. */
export function ListNames({ names }: { names: readonly string[] }) {
  return (
    <span className="said">
      {names.map((name, n) => (
        <span key={n} className="block">
          <Name text={name} />
        </span>
      ))}
    </span>
  );
}

/** Written forms of a name, in the language of each; where there is none, words say so. */
export function Names({ names }: { names: readonly NameView[] }) {
  const say = useSay();
  if (names.length === 0) return <span className="soft">{say('people.noName')}</span>;
  return names.map(({ words, lang, script }, n) => (
    <span key={n}>
      {n > 0 && ' '}
      <Name text={words} lang={langOf(lang, script)} />
    </span>
  ));
}

/** The language that tells a browser which face and voice to use: that of the list only where its script fits. */
export function langOf(lang: string | null, script: string): string | null {
  const fits: Readonly<Record<string, readonly string[]>> = {
    Armn: ['hy', 'hyw'],
    Cyrl: ['ru', 'uk', 'be', 'bg', 'sr'],
    Arab: ['ar', 'fa', 'ur'],
    Geor: ['ka'],
  };
  const languages = fits[script];
  if (!languages) return lang;
  return lang !== null && languages.includes(lang) ? lang : (languages[0] ?? lang);
}

/** The script that readers of a language read first. */
export function scriptOf(language: Language): string {
  const scripts: Readonly<Partial<Record<Language, string>>> = { hy: 'Armn', ru: 'Cyrl', ar: 'Arab' };
  return scripts[language] ?? 'Latn';
}
