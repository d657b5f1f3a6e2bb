/**
 * One word of a name, prepared for comparison, and how alike two of them are, 0 to 1, within a script and across.
 * Knows letters, sounds and a table of equal given names. Knows nothing of the person.
 */
import type { Arcs, Channel, Prepared } from './channel.ts';
import { channelOf } from './channel-tables.ts';
import { lettersLikeness, lettersOf, type Letters } from './edit.ts';
import { bareLatin, foldWord } from './fold.ts';
import { conceptsOf } from './lexicon.ts';
import { romanise } from './romanise.ts';
import { scriptOf, scriptsIn } from './script.ts';

/** A word ready for comparison. */
export interface Token {
  readonly folded: string;
  readonly script: string;
  /** Plain Latin letters, whatever the script. */
  readonly latin: string;
  /** The folded word and its Latin form, ready to be compared. */
  readonly letters: Letters;
  readonly latinLetters: Letters;
  /** One letter that stands for a word. */
  readonly isInitial: boolean;
  readonly concepts: ReadonlySet<string>;
  /** The word without a feminine ending, a joined article or the ending of a patronymic, where it has one. */
  readonly core: Token | null;
  /** What a likeness with the core is worth. */
  readonly worth: number;
  /** Likenesses already known, by folded word; filled by a search for its own query. */
  readonly likes: Map<string, number>;
  readonly sources: Map<string, Arcs>;
  /** What a channel has to explain: the word in its script, and for Armenian the Russian spellings of the word. */
  targets: readonly Target[] | null;
}

/** Letters to be explained; `witness` 1 is a second opinion by way of another script. */
interface Target {
  readonly channel: Channel;
  readonly script: string;
  readonly letters: Prepared;
  readonly witness: 0 | 1;
}

/** Nats a letter that bring the likeness down to 1/e. */
const NATS = 3;
/** Likeness of two forms of one given name, and the most that words which are not the same can have. */
const SAME_NAME = 0.95;
const NEARLY = 0.99;
/** What a likeness by way of plain Latin letters is worth. */
const ROMANISED = 0.97;
/**
 * Russian spellings of an Armenian word. Many more names are known in Cyrillic than in Armenian letters, and the letters
 * answer to each other almost one to one, so that the Cyrillic channel is a second witness to an Armenian word.
 */
const RUSSIAN_PRACTICES = ['ru-personal', 'ru-geographic'] as const;
/** A word longer than this is no name; only its beginning is compared. */
const LONGEST_WORD = 48;

/** Endings and articles that a word may have or lack, what stands there without them, and what a likeness is then worth. */
const ENDINGS: readonly (readonly [RegExp, string, number])[] = [
  [/(?<=\p{L}{2}[ое]в)а$/u, '', 0.97],
  [/(?<=\p{L}{4}[иы]н)а$/u, '', 0.97],
  [/(?:ская|цкая)$/u, 'ский', 0.97],
  [/(?<=[a-z]{2}[oe]v)a$/u, '', 0.97],
  [/(?<=[a-z]{4}in)a$/u, '', 0.97],
  [/skaya$/u, 'skiy', 0.97],
  [/^ال(?=\p{L}{3})/u, '', 0.97],
  [/^(?:al|el|ul|ad|ar|as|an|az|ash)[-'](?=[a-z]{2})/u, '', 0.97],
  // The father's name in a patronymic: Арамович, Aramovna, Արամի.
  [/(?<=\p{L}{3})(?:ович|евич|овна|евна|івна|йович)$/u, '', 0.85],
  [/(?<=[a-z]{3})(?:ovich|evich|yevich|ovych|ovna|evna|yevna|ivna)$/u, '', 0.85],
  [/(?<=[\u0561-\u0587]{3}[բ-դզթժլ-նշչ-վտ-րցփքֆ])ի$/u, '', 0.85],
];

function coreOf(folded: string): { core: string; worth: number } | null {
  for (const [ending, instead, worth] of ENDINGS)
    if (ending.test(folded)) return { core: folded.replace(ending, instead), worth };
  return null;
}

function letterCount(folded: string): number {
  return [...folded.replace(/[^\p{L}\p{N}]/gu, '')].length;
}

function plainLatin(folded: string): string {
  return bareLatin(foldWord(romanise(folded, { scheme: 'plain' }))).replace(/[^\p{L}\p{N}]/gu, '');
}

/** Prepares a word. Any string will do. */
export function tokenOf(word: string): Token {
  const folded = [...foldWord(word)].slice(0, LONGEST_WORD).join('');
  const core = coreOf(folded);
  const script = scriptsIn(folded).find((found) => found !== 'Latn') ?? scriptOf(folded);
  const latin = plainLatin(folded);
  const latinLetters = lettersOf(latin);
  return {
    folded,
    script,
    latin,
    letters: script === 'Latn' ? latinLetters : lettersOf(folded),
    latinLetters,
    isInitial: letterCount(folded) === 1,
    concepts: new Set([...conceptsOf(folded), ...conceptsOf(latin)]),
    core: core === null || core.core === folded ? null : tokenOf(core.core),
    worth: core?.worth ?? 1,
    likes: new Map(),
    sources: new Map(),
    targets: null,
  };
}

function targetsOf(token: Token): readonly Target[] {
  const own = channelOf(token.script);
  if (own === null || token.folded === '') return [];
  const found: Target[] = [
    { channel: own, script: token.script, letters: own.target([...token.folded]), witness: 0 },
  ];
  const russian = token.script === 'Armn' ? channelOf('Cyrl') : null;
  if (russian === null) return found;
  const spellings = new Set(RUSSIAN_PRACTICES.map((scheme) => foldWord(romanise(token.folded, { scheme }))));
  for (const spelling of spellings)
    found.push({ channel: russian, script: 'Cyrl', letters: russian.target([...spelling]), witness: 1 });
  return found;
}

function sourceOf(token: Token, { channel, script }: Pick<Target, 'channel' | 'script'>): Arcs {
  const known = token.sources.get(script);
  if (known !== undefined) return known;
  const letters = [...(token.script === 'Latn' ? token.folded : token.latin)];
  const source = channel.source(
    letters.flatMap((letter) => (channel.knows(letter) ? letter : [...bareLatin(letter)])),
  );
  token.sources.set(script, source);
  return source;
}

/**
 * How a word would most likely be written in another script, in plain Latin letters again: chagot → шаго → shago. Null for
 * a script without a channel and for a word of that script. Good for keys alone.
 */
export function writtenIn(token: Token, script: string): string | null {
  const channel = token.script === script ? null : channelOf(script);
  if (channel === null) return null;
  return plainLatin(channel.likeliest(sourceOf(token, { channel, script })));
}

/** Likeness by the channel: the Latin letters of one explain the letters of the other. The geometric mean of the witnesses. */
function explained(token: Token, other: Token, least: number): number {
  other.targets ??= targetsOf(other);
  const isSeconded = other.targets.length > 1;
  const likes = [0, isSeconded ? 0 : 1];
  for (const target of other.targets) {
    // The other witness says 1 at most.
    const floor = isSeconded ? (least * least) / (target.witness === 0 ? 1 : (likes[0] ?? 1)) : least;
    if (floor > 1) return 0;
    const scale = NATS * target.letters.length;
    const limit = floor > 0 ? -Math.log(floor) * scale : Infinity;
    const like = Math.exp(-target.channel.cost(sourceOf(token, target), target.letters, limit) / scale);
    if (like === 0 && target.witness === 0) return 0;
    likes[target.witness] = Math.max(likes[target.witness] ?? 0, like);
  }
  return isSeconded ? Math.sqrt((likes[0] ?? 0) * (likes[1] ?? 0)) : (likes[0] ?? 0);
}

function across(a: Token, b: Token, least: number): number {
  if (a.script === 'Latn' && b.script === 'Latn')
    return lettersLikeness(a.latinLetters, b.latinLetters, least);
  if (a.script === b.script)
    return Math.max(
      lettersLikeness(a.letters, b.letters, least),
      ROMANISED * lettersLikeness(a.latinLetters, b.latinLetters, least),
    );
  if (a.script === 'Latn' && channelOf(b.script) !== null) return explained(a, b, least);
  if (b.script === 'Latn' && channelOf(a.script) !== null) return explained(b, a, least);
  const romanised = ROMANISED * lettersLikeness(a.latinLetters, b.latinLetters, least);
  return Math.max(
    romanised,
    explained(a, b, Math.max(least, romanised)),
    explained(b, a, Math.max(least, romanised)),
  );
}

function shareConcept(a: Token, b: Token): boolean {
  if (a.concepts.size === 0 || b.concepts.size === 0) return false;
  for (const concept of a.concepts) if (b.concepts.has(concept)) return true;
  return false;
}

function ordered(a: Token, b: Token, least: number): number {
  let best = Math.min(NEARLY, across(a, b, least));
  // Of the forms of one name those that look alike stay ahead.
  if (shareConcept(a, b)) best = Math.max(best, SAME_NAME + (NEARLY - SAME_NAME) * best);
  if (a.core !== null) best = Math.max(best, a.worth * freshLikeness(a.core, b, least));
  if (b.core !== null) best = Math.max(best, b.worth * freshLikeness(a, b.core, least));
  return best;
}

/** The same without looking at what is already known. */
export function freshLikeness(a: Token, b: Token, least = 0): number {
  if (a.folded === b.folded) return 1;
  if (a.folded === '' || b.folded === '') return 0;
  // One order for every pair, so that rounding cannot make a difference between (a, b) and (b, a).
  return a.folded < b.folded ? ordered(a, b, least) : ordered(b, a, least);
}

/** How alike two words are, 0 to 1; 1 only for the same letters after folding. Below `least` the answer may be 0. */
export function tokenLikeness(a: Token, b: Token, least = 0): number {
  if (a.folded === b.folded) return 1;
  const known = a.likes.get(b.folded) ?? b.likes.get(a.folded);
  return known ?? freshLikeness(a, b, least);
}
