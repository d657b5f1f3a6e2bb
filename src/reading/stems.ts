/**
 * Which words a pattern cannot do without, read from its source. A need is never guessed: what cannot be told gives
 * none.
 */

/** Words in nearly every sentence: a pattern that needs one of them is not narrowed by it. */
const EVERYWHERE = new Set(
  'the|and|was|were|has|have|had|been|being|that|with|not|for|from|his|her|their|its|are|who|said|they|which|this|but|one|all|into|out|about|after|before|when|will|would|could|did|does|also|only|there|them|him|a|an|as|at|be|by|he|in|is|it|of|on|or|to'.split(
    '|',
  ),
);

type Macros = ReadonlyMap<string, string>;
/** Beginnings of words, any of which will do; one with a full stop behind it is a whole word. */
export type Stems = readonly string[];

/** Sets of word stems of which every text that fits the source has one each, in the order of the source. */
export function needsOf(source: string, macros: Macros): readonly Stems[] {
  return alternatives(source, macros, { atStart: true, isEnded: false }).needs;
}

/**
 * The same for a text of which only a part may be tried: the part may end inside a word, so that of whole words only their
 * beginnings are needed.
 */
export function needsOfPart(source: string, macros: Macros): readonly (readonly Stems[])[] {
  const needs = needsOf(`(?:${source})`, macros);
  return needs.length === 0 ? [] : [needs.map((stems) => stems.map((stem) => stem.replace(/\.$/, '')))];
}

/** Rough share of sentences that a set of stems lets through. */
export function cost(stems: Stems): number {
  let sum = 0;
  for (const stem of stems) {
    const word = stem.endsWith('.') ? stem.slice(0, -1) : stem;
    sum += EVERYWHERE.has(word) ? 400 : 10 / stem.length ** 2;
  }
  return sum;
}

/** What a piece of source needs, and whether what follows it begins a word. */
interface Walk {
  readonly needs: readonly Stems[];
  readonly atStart: boolean;
}

/** Where a piece stands: whether a word begins with it, and whether words end where it ends. */
interface Place {
  readonly atStart: boolean;
  readonly isEnded: boolean;
}

function alternatives(source: string, macros: Macros, place: Place): Walk {
  const walks = branchesOf(source).map((branch) => sequence(branch, macros, place));
  const [only] = walks;
  if (only && walks.length === 1) return only;
  const all: string[] = [];
  let known = true;
  for (const walk of walks) {
    const rarest = [...walk.needs].sort((a, b) => cost(a) - cost(b))[0];
    if (rarest) all.push(...rarest);
    else known = false;
  }
  return { needs: known ? [[...new Set(all)]] : [], atStart: walks.every((walk) => walk.atStart) };
}

function sequence(source: string, macros: Macros, place: Place): Walk {
  const pieces = piecesOf(source);
  const needs: Stems[] = [];
  let { atStart } = place;
  for (const [at, piece] of pieces.entries()) {
    const isEnded = endsWords(pieces, at + 1, macros, place.isEnded);
    if (piece.kind === 'letters') {
      const stems = atStart ? stemsOf(piece, pieces[at + 1], pieces[at + 2], isEnded) : [];
      if (stems.length > 0) needs.push(stems);
      // A single letter that may be missing leaves open whether the next one begins a word.
      atStart = false;
    } else if (piece.kind === 'group') {
      const inside = insideOf(piece, macros, { atStart, isEnded });
      if (!piece.optional) needs.push(...inside.needs);
      atStart = inside.atStart && (atStart || !piece.optional);
    } else if (piece.kind === 'edge') atStart = true;
    else if (piece.kind === 'gap') atStart ||= !piece.optional;
    else if (piece.kind === 'any') atStart = false;
  }
  return { needs, atStart };
}

/** What the inside of a group needs; that of a macro is asked for by hundreds of rows. */
function insideOf(piece: Piece, macros: Macros, place: Place): Walk {
  const source = sourceOf(piece, macros);
  if (!macros.has(piece.words)) return alternatives(source, macros, place);
  let known = WALKS.get(macros);
  if (!known) WALKS.set(macros, (known = new Map()));
  const key = `${piece.words} ${place.atStart} ${place.isEnded}`;
  let walk = known.get(key);
  if (!walk) known.set(key, (walk = alternatives(source, macros, place)));
  return walk;
}

const WALKS = new WeakMap<Macros, Map<string, Walk>>();

/** The pieces of a source; the same sources come again and again through macros. */
function piecesOf(source: string): readonly Piece[] {
  const known = PIECES.get(source);
  if (known) return known;
  const pieces: Piece[] = [];
  for (let at = 0; at < source.length; at = pieces.at(-1)?.end ?? source.length)
    pieces.push(pieceAt(source, at));
  PIECES.set(source, pieces);
  return pieces;
}

const PIECES = new Map<string, readonly Piece[]>();

function sourceOf(piece: Piece, macros: Macros): string {
  return macros.get(piece.words) ?? piece.words;
}

/** Stems of letters at the start of a word; "e-?mail" may be written as one word or as two. */
function stemsOf(piece: Piece, next: Piece | undefined, later: Piece | undefined, isEnded: boolean): Stems {
  const words = piece.words.toLowerCase();
  if (piece.repeats) return words.length > 1 ? [words.slice(0, -1)] : [];
  if (isEnded) return [`${words}.`];
  const isHyphen = next?.kind === 'gap' && next.optional && next.words === '-';
  if (!isHyphen || later?.kind !== 'letters') return [words];
  const rest = later.words.toLowerCase();
  return [`${words}.`, words + (later.repeats ? rest.slice(0, -1) : rest)];
}

/** True if whatever fits from a piece on begins with a mark or a space, so that a word before it is whole. */
function endsWords(pieces: readonly Piece[], from: number, macros: Macros, isEnded: boolean): boolean {
  for (const piece of pieces.slice(from)) {
    if (piece.kind === 'gap') {
      if (!piece.optional) return true;
    } else if (piece.kind === 'group') {
      const branches = branchesOf(sourceOf(piece, macros));
      if (!branches.every((branch) => beginsWithGap(branch, macros))) return false;
      if (!piece.optional) return true;
    } else return false;
  }
  return isEnded;
}

function beginsWithGap(source: string, macros: Macros): boolean {
  return endsWords(piecesOf(source), 0, macros, false);
}

interface Piece {
  readonly kind: 'letters' | 'group' | 'edge' | 'gap' | 'any' | 'look';
  readonly words: string;
  /** May be missing altogether; of letters only the last one may be. */
  readonly optional: boolean;
  /** Has a quantifier. */
  readonly repeats: boolean;
  readonly end: number;
}

/** The piece of a pattern source that begins at a position, with its quantifier. */
function pieceAt(source: string, at: number): Piece {
  const char = source[at] ?? '';
  const macro = char === '{' ? /^\{([A-Z][A-Z0-9]*)\}/.exec(source.slice(at, at + 40)) : null;
  if (macro) return quantified(source, 'group', macro[1] ?? '', at + macro[0].length);
  let letters = at;
  while (isLetter(source.charCodeAt(letters))) letters++;
  if (letters > at) return quantified(source, 'letters', source.slice(at, letters), letters);
  if (char === '(') {
    const end = groupEnd(source, at);
    const inside = source.slice(at + 1, end);
    const opener = /^\?(?::|<[a-zA-Z0-9]+>)/.exec(inside)?.[0] ?? '';
    const kind = inside.startsWith('?') && opener === '' ? 'look' : 'group';
    return quantified(source, kind, inside.slice(opener.length), end + 1);
  }
  if (char === '[') {
    const end = classEnd(source, at);
    return quantified(source, 'any', source.slice(at, end), end);
  }
  if (char === '\\') {
    const kind = /[bs(),."/-]/.test(source[at + 1] ?? '') ? 'edge' : 'any';
    return quantified(source, kind === 'edge' && source[at + 1] !== 'b' ? 'gap' : kind, '', at + 2);
  }
  if (char === '^') return { kind: 'edge', words: '', optional: false, repeats: false, end: at + 1 };
  if (char === '$') return { kind: 'look', words: '', optional: false, repeats: false, end: at + 1 };
  const kind = /[ '"’“”,;:/–()-]/.test(char) ? 'gap' : 'any';
  return quantified(source, kind, char, at + 1);
}

function quantified(source: string, kind: Piece['kind'], words: string, at: number): Piece {
  const first = source[at] ?? '';
  const quantifier =
    first !== '' && '?*+{'.includes(first)
      ? (/^(?:[?*+]|\{\d+(?:,\d*)?\})\??/.exec(source.slice(at, at + 12))?.[0] ?? '')
      : '';
  return {
    kind,
    words,
    optional: quantifier !== '' && /^(?:[?*]|\{0)/.test(quantifier),
    repeats: quantifier !== '',
    end: at + quantifier.length,
  };
}

function isLetter(unit: number): boolean {
  return (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122);
}

function groupEnd(source: string, open: number): number {
  let depth = 0;
  for (let at = open; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source[at] === '[') at = classEnd(source, at) - 1;
    else if (source[at] === '(') depth++;
    else if (source[at] === ')' && --depth === 0) return at;
  }
  return source.length;
}

/** Position after a class of characters. */
function classEnd(source: string, open: number): number {
  for (let at = open + 1; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source[at] === ']') return at + 1;
  }
  return source.length;
}

function branchesOf(source: string): string[] {
  const branches: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source[at] === '[') at = classEnd(source, at) - 1;
    else if (source[at] === '(') depth++;
    else if (source[at] === ')') depth--;
    else if (source[at] === '|' && depth === 0) {
      branches.push(source.slice(start, at));
      start = at + 1;
    }
  }
  branches.push(source.slice(start));
  return branches;
}
