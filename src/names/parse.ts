/**
 * A written name into its words and what each is: name, patronymic, particle, title, initial. Compounds with Abd are
 * one word, double surnames two. Does not decide which word is the family name: lists disagree on the order.
 */
import { foldWord } from './fold.ts';

export type PartKind = 'name' | 'patronymic' | 'particle' | 'title' | 'initial';
export interface NamePart {
  readonly word: string;
  readonly kind: PartKind;
}

const TITLES = new Set(
  `mr mrs ms miss dr prof professor sir general gen colonel col lieutenant lt major maj captain capt sergeant sgt corporal private
  sheikh shaykh mullah mulla imam ustad haji hajji hacı гр гражданин гражданка господин госпожа генерал полковник подполковник майор
  капитан лейтенант сержант рядовой доктор профессор տիկին պարոն պրն տկն դոկտոր գեներալ գնդապետ մայոր կապիտան լեյտենանտ сержант
  bəy bey bəyə xanım cənab polkovnik leytenant kapitan الدكتور د دكتور السيد السيدة شيخ الشيخ حاج الحاج آقای خانم دکتر`.split(
    /\s+/u,
  ),
);
const PARTICLES = new Set(
  `al el ul as ar ad an ash bin ibn ben bint abu abou um umm de la le du da di von van der den oğlu oglu ogly qızı qizi kyzy kizi gyzy
  zadə zade оглы кызы ибн бин бен аль эль ибн абу بن ابن بنت أبو ابو ام أم آل ال պ դե ֆոն`
    .split(/\s+/u)
    .map(foldWord),
);
const PATRONYMIC =
  /(?:[ое]вич|[ое]вна|инична|ьич|[oe]vich|[oe]vych|[oe]vna|yivna|ivna|ovitch|evitch|ович|івна|йович)$/u;
const ABD = /^(?:abd|abdul|abdel|abdal|عبد|عبدال|абд|абдул|абдель)$/u;
const ARTICLE = /^(?:al|el|ul|ar|ur|as|us|ad|ud|an|un|az|uz|ash|аль|эль|ар|ур)$/u;
/** More words than any name has; what follows is not looked at. */
const MOST_PARTS = 12;

function kindOf(word: string): PartKind {
  if (TITLES.has(word)) return 'title';
  if (PARTICLES.has(word)) return 'particle';
  if ([...word].length === 1) return 'initial';
  return PATRONYMIC.test(word) && [...word].length > 5 ? 'patronymic' : 'name';
}

/** The parts of a name in their order, folded for comparison. An empty list for words without letters. */
export function parseName(words: string): NamePart[] {
  const split = foldWord(words)
    .split(/[^\p{L}\p{M}\p{N}']+/u)
    .map((word) => word.replace(/^'+|'+$/gu, ''))
    .filter((word) => word !== '');
  const parts: NamePart[] = [];
  for (let at = 0; at < split.length && parts.length < MOST_PARTS; at++) {
    let word = split[at] ?? '';
    if (ABD.test(word) && at + 1 < split.length) {
      if (ARTICLE.test(split[at + 1] ?? '') && at + 2 < split.length) word += split[++at] ?? '';
      word += split[++at] ?? '';
    }
    parts.push({ word, kind: kindOf(word) });
  }
  // A name that consists of a title or a particle alone is a name.
  return parts.some(({ kind }) => kind !== 'title' && kind !== 'particle')
    ? parts
    : parts.map(({ word }) => ({ word, kind: 'name' }));
}
