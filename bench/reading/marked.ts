/**
 * Marked texts: claims stand inside the text, `{kind[:value][@speaker][~modality]|words}`, several of the same words
 * joined by `&`, a `?` after the kind for a claim that may be found or not. One file is both the text and its gold.
 * Whoever writes such texts has not looked at the rules before; those whose number is divisible by 4 are only measured.
 */
import { KINDS, type Kind } from '#reading';
import type { Scored } from './scorer.ts';

/** The field that the value of a mark fills, by kind. */
const VALUE: Readonly<Partial<Record<Kind, string>>> = {
  count: 'measure',
  unknown_count: 'measure',
  custody: 'event',
  trial: 'feature',
  contact: 'polarity',
  visit: 'polarity',
  inquiry: 'outcome',
  agreement: 'stage',
  source_chain: 'relation',
  label: 'label',
};
const MARK = /\{([^{}|]+)\|([^{}]*)\}/g;
const ONE = /^(\w+)(\?)?(?::([^@~]*))?((?:@[^@~]*|~\w+)*)$/;

/** A marked text as the text alone and the claims that its marks hold, in their order. */
export interface Marked {
  readonly text: string;
  readonly claims: readonly Scored[];
}

/** Reads a marked text; throws an error that names `file` and the line of a mark that is not understood. */
export function readMarked(source: string, file: string): Marked {
  const claims: Scored[] = [];
  const text = source.replace(MARK, (whole, head: string, words: string, at: number) => {
    for (const part of head.split('&'))
      claims.push(claimOf(part.trim(), words, `${file}:${lineAt(source, at)}`));
    if (!words.trim()) throw new Error(`${file}:${lineAt(source, at)}: nothing is marked in ${whole}`);
    return words;
  });
  const stray = /[{}]/.exec(text);
  if (stray)
    throw new Error(
      `${file}: a brace is left near "${text.slice(Math.max(0, stray.index - 30), stray.index + 30)}"`,
    );
  return { text, claims };
}

/** What is meant where a mark does not say: of an inquiry its outcome tells (design of the reader, section 4). */
function modalityOf(kind: string, value: string | undefined): string {
  if (kind !== 'inquiry') return 'asserted';
  if (value === 'refused') return 'refused';
  return value === 'no_response' || value === 'unreachable' ? 'no_response' : 'asserted';
}

function claimOf(head: string, quote: string, where: string): Scored {
  const [, kind = '', optional, value, further = ''] = ONE.exec(head) ?? [];
  if (!KINDS.includes(kind as Kind)) throw new Error(`${where}: "${head}" is no mark of a claim`);
  const speaker = /@([^@~]*)/.exec(further)?.[1];
  const modality = /~(\w+)/.exec(further)?.[1];
  const [name = null, ...others] = speaker?.split(' / ').map((one) => one.trim() || null) ?? [];
  const field = VALUE[kind as Kind];
  return {
    kind,
    quote,
    attributed_to: name,
    ...(others.length > 0 ? { attributed_to_alt: others } : {}),
    modality: modality ?? modalityOf(kind, value),
    ...(field && value ? { [field]: value.trim() } : {}),
    ...(optional ? { optional: true } : {}),
  };
}

function lineAt(source: string, at: number): number {
  return source.slice(0, at).split('\n').length;
}
