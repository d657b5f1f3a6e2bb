/**
 * Long invented texts for the benches of the reader: the fixtures and sentences of our own, laid out anew and with
 * other names and figures in every round, so that no text repeats itself and no memory of words is flattered.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { type Random, seededRandom } from '#ground';
import { splitHeader } from '#reading';

const ROOT = new URL('../../', import.meta.url);
/** Paragraphs of ordinary articles after each article about persons held; archives of a newsroom hold less of those. */
const ORDINARY = 90;

/** Bodies of the fixtures that rules may be written from. */
export function articles(): string[] {
  const folder = new URL('fixtures/reading/dev/', ROOT);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt') && Number(/\d+/.exec(name)?.[0]) % 2 === 1)
    .map((name) => splitHeader(readFileSync(new URL(name, folder), 'utf8')).body);
}

/** Languages besides English that have sentences of our own. */
export function languages(): string[] {
  return readdirSync(new URL('test/reading/languages/', ROOT))
    .map((name) => name.replace('.tsv', ''))
    .filter((name) => name !== 'en');
}

function linesOf(path: string): string[] {
  return readFileSync(new URL(path, ROOT), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** Sentences of our own in a language. */
export function sentencesOf(lang: string): string[] {
  return linesOf(`test/reading/languages/${lang}.tsv`)
    .slice(1)
    .map((line) => line.split('\t')[0] ?? '');
}

/** Of so many articles of a newsroom's archive one is about persons held. */
const TWELFTH = 12;

/** English kinds; all others are languages by code. */
export const ENGLISH: readonly string[] = ['archive', 'news', 'dense'];

/**
 * Texts of a kind, of so many units together. `archive`: separate articles in sentences as a newsroom prints them, of
 * which one in twelve is about persons held. All other kinds are one long text.
 */
export function textsOf(kind: string, units: number, seed = 11): string[] {
  if (kind !== 'archive') return [longText(kind, units, seed)];
  const random = seededRandom(seed);
  const sentences = linesOf('bench/reading/own/archive.txt');
  const about = articles();
  const sentence = () => sentences[random.below(sentences.length)] ?? '';
  const paragraph = () => Array.from({ length: 2 + random.below(4) }, sentence).join(' ');
  const texts: string[] = [];
  for (let length = 0; length < units;) {
    const at = texts.length;
    const isAbout = at % TWELFTH === 0;
    const ordinary = () => Array.from({ length: 6 + random.below(9) }, paragraph).join('\n\n');
    const text = renamed(isAbout ? (about[(at / TWELFTH) % about.length] ?? '') : ordinary(), random);
    texts.push(text.slice(0, units - length));
    length += text.length;
  }
  return texts;
}

/**
 * A text of a kind, of at least so many units: `dense` articles about persons held; `news`, whose ordinary paragraphs are
 * short sentences that come near to being claims, all in one document that the articles about persons held keep on topic;
 * or sentences in the language of a code.
 */
export function longText(kind: string, units: number, seed = 11): string {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)] as T;
  const isEnglish = kind === 'news' || kind === 'dense';
  const dense = isEnglish ? articles() : [];
  const sentences = isEnglish ? linesOf('bench/reading/own/news.txt') : sentencesOf(kind);
  const paragraph = () => Array.from({ length: 3 + random.below(4) }, () => pick(sentences)).join(' ');
  const parts: string[] = [];
  for (let at = 0, length = 0; length < units; at++) {
    const own = isEnglish ? [dense[at % dense.length] ?? ''] : [];
    const ordinary = kind === 'dense' ? 0 : ORDINARY;
    for (const one of [...own, ...Array.from({ length: ordinary }, paragraph)]) {
      const part = renamed(one, random);
      parts.push(part);
      length += part.length + 2;
    }
  }
  return parts.join('\n\n').slice(0, units);
}

const SYLLABLES: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Cyrillic}/u, 'ка ро ми ту ле со ва ни да бе'],
  [/\p{Script=Armenian}/u, 'կա րո մի տու լե սո վա նի դա բե'],
  [/\p{L}/u, 'ka ro mi tu le so va ni da be'],
];

/** The same words with other figures and, for a third of the names inside sentences, other names. */
function renamed(text: string, random: Random): string {
  return text
    .replace(/(?<=\p{Ll} )\p{Lu}\p{Ll}{4,}/gu, (name) => {
      if (random.below(3) > 0) return name;
      const parts = (SYLLABLES.find(([script]) => script.test(name))?.[1] ?? '').split(' ');
      const made = Array.from({ length: 3 }, () => parts[random.below(parts.length)]).join('');
      return (made[0] ?? '').toUpperCase() + made.slice(1);
    })
    .replace(/(?<![\d.,:-])[1-9]\d?(?![\d.,:-])/g, () => String(11 + random.below(88)));
}
