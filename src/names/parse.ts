/**
 * A written name into its words and what each is: name, patronymic, kunya, particle, title, initial. Compounds with Abd
 * and with al-Din are one word, double surnames two. Does not decide which word is the family name: lists disagree on
 * the order.
 */
import { foldWord } from './fold.ts';

/** `kunya` is the name after Abu or Umm, which many lists leave out; `patronymic` covers ibn X, X oğlu and -ovich. */
export type PartKind = 'name' | 'patronymic' | 'kunya' | 'particle' | 'title' | 'initial';
export interface NamePart {
  readonly word: string;
  readonly kind: PartKind;
}

const words = (written: string): ReadonlySet<string> => new Set(written.split(/\s+/u).map(foldWord));

const TITLES = words(
  `mr mrs ms miss dr prof professor sir general gen colonel col lieutenant lt major maj captain capt sergeant sgt corporal cpl
  private pvt commander cmdr admiral brigadier warrant officer engineer eng sheikh shaykh sheik mullah mulla imam ustad ustaz haji
  hajji hacı gospodin grazhdanin gr гр гражданин гражданка гр-н господин госпожа пан пани пані генерал полковник подполковник
  майор капитан лейтенант старшина сержант ефрейтор рядовой солдат доктор профессор генерал-майор подполк мл ст полк кап лейт серж
  ряд капітан лейтенант старший молодший рядовий տիկին պարոն պրն տկն օրիորդ դոկտոր գեներալ գնդապետ փոխգնդապետ մայոր կապիտան
  լեյտենանտ սերժանտ ենթասպա շարքային զինվոր bəy bey bəyə xanım cənab müəllim polkovnik podpolkovnik mayor kapitan leytenant
  çavuş gizir əsgər sıravi general الدكتور دكتور السيد السيدة شيخ الشيخ حاج الحاج الأستاذ أستاذ العقيد عقيد العميد عميد الرائد رائد
  النقيب نقيب الملازم ملازم الرقيب الجندي المهندس آقای اقای خانم دکتر سرهنگ سرگرد سروان ستوان گروهبان سرباز مهندس حاجی ბატონი ქალბატონი`,
);
const FATHER_NEXT = words('bin ibn ben bint ibni بن ابن بنت ибн бин бен вельд ould ولد');
const FATHER_BEFORE = words(
  'oğlu oglu ogly oghlu oglı ogluy qızı qizi kyzy kizi gyzy qyzy gizi kızı оглы оглу огли кызы гызы кизи оғлу гызы',
);
const KUNYA_NEXT = words('abu abou aboo umm um oum أبو ابو أبي ابی أم ام абу умм');
const PARTICLES = words(
  `al el ul as ar ad an ash az at de la le du da di do dos von van der den ter zadə zade заде аль эль ас аш ад آل ال پور پ դե ֆոն`,
);
const PATRONYMIC =
  /(?:[ое]вич|[ое]вна|инична|ьич|[oe]vich|[oe]vych|[oe]vna|yivna|ivna|ovitch|evitch|ович|івна|йович)$/u;
const ABD = /^(?:abd|abdul|abdel|abdal|abdol|əbdül|عبد|عبدال|абд|абдул|абдель|абдуль)$/u;
const ARTICLE = /^(?:al|el|ul|ol|ar|ur|as|us|ad|ud|an|un|az|uz|ash|ed|od|eddin|аль|эль|ар|ур|ад|уд|ال)$/u;
/** "of the faith" after another word: Nur al-Din, Saif ud-Deen, نور الدين. */
const FAITH = /^(?:din|deen|dine|дин|دین|الدین|eddin|eddine|uddin|addin|aldin)$/u;
/** More words than any name has; what follows is not looked at. */
const MOST_PARTS = 12;

function kindOf(word: string): PartKind {
  if (TITLES.has(word)) return 'title';
  if (PARTICLES.has(word) || FATHER_NEXT.has(word) || FATHER_BEFORE.has(word) || KUNYA_NEXT.has(word))
    return 'particle';
  if ([...word].length === 1) return 'initial';
  return PATRONYMIC.test(word) && [...word].length > 5 ? 'patronymic' : 'name';
}

/** How many words from a place on are written apart but are one: Abd al-Wadi, Nur ad-Din. */
function compoundLength(split: readonly string[], at: number): number {
  const word = split[at] ?? '';
  const [next = '', afterNext = ''] = split.slice(at + 1, at + 3);
  if (ABD.test(word) && next !== '') return ARTICLE.test(next) && afterNext !== '' ? 3 : 2;
  if (kindOf(word) !== 'name') return 1;
  if (ARTICLE.test(next) && FAITH.test(afterNext)) return 3;
  return FAITH.test(next) ? 2 : 1;
}

/** What the neighbours of a particle are: ibn X, X oğlu, Abu X. */
function withNeighbours(parts: readonly NamePart[]): NamePart[] {
  return parts.map((part, at) => {
    if (part.kind !== 'name') return part;
    const before = parts[at - 1]?.word ?? '';
    // An article may stand between: ibn al-Wadi.
    const beforeArticle = ARTICLE.test(before) ? (parts[at - 2]?.word ?? '') : before;
    if (FATHER_NEXT.has(beforeArticle) || FATHER_BEFORE.has(parts[at + 1]?.word ?? ''))
      return { word: part.word, kind: 'patronymic' };
    return KUNYA_NEXT.has(before) ? { word: part.word, kind: 'kunya' } : part;
  });
}

/** The parts of a name in their order, folded for comparison. An empty list for words without letters. */
export function parseName(written: string): NamePart[] {
  const split = foldWord(written)
    .split(/[^\p{L}\p{M}\p{N}']+/u)
    .map((word) => word.replace(/^'+|'+$/gu, ''))
    .filter((word) => word !== '');
  const parts: NamePart[] = [];
  for (let at = 0; at < split.length && parts.length < MOST_PARTS;) {
    const length = compoundLength(split, at);
    const word = split.slice(at, at + length).join('');
    parts.push({ word, kind: kindOf(word) });
    at += length;
  }
  const known = withNeighbours(parts);
  // A name that consists of titles, particles and by-names alone is a name.
  return known.some(({ kind }) => kind === 'name' || kind === 'patronymic' || kind === 'initial')
    ? known
    : parts.map(({ word, kind }) => ({
        word,
        kind: kind === 'particle' && parts.length > 1 ? kind : 'name',
      }));
}
