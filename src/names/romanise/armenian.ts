/**
 * Armenian, reformed orthography, Eastern pronunciation: BGN/PCGN 1981, ISO 9985:1996, ALA-LC 1997, Hübschmann–Meillet,
 * the two Russian practices (personal names after Vartapetyan, place names), and the Western and passport spellings.
 */
import { tableOf } from './engine.ts';

const PUNCTUATION = `։>. ՞>? ՝>, ՜>! «>" »>" ՛>_ ՚>'`;
const VO = `[^]ո(!աեէըիոօվւ)>vo`;
const YEV = `[^]եւ>yev [^]և>yev [^]եվ>yev և>ev [^]ե>ye`;
const SIMPLE = `ա>a բ>b գ>g դ>d ե>e զ>z է>e ժ>zh ի>i լ>l խ>kh ծ>ts կ>k հ>h ձ>dz ղ>gh ճ>ch մ>m յ>y ն>n շ>sh ո>o չ>ch
  պ>p ջ>j ռ>r ս>s վ>v տ>t ր>r օ>o ֆ>f`;
const PLAIN = `ը>ə թ>t ց>ts ւ>u փ>p ք>k`;

const LETTERS_OF_SCHOLARS = `ա>a բ>b գ>g դ>d ե>e զ>z է>ē թ>tʿ ժ>ž ի>i լ>l խ>x կ>k հ>h ձ>j մ>m յ>y ն>n շ>š ո>o պ>p ջ>ǰ ռ>ṙ
  ս>s վ>v տ>t ր>r ց>cʿ ւ>w փ>pʿ ք>kʿ ֆ>f և>ew`;

const RUSSIAN = `յու>ю յա>я ու>у [^]ո(!աեէըիոօվւ)>во [^]ղ>к և>ев եւ>ев ա>а բ>б գ>г դ>д ե>е զ>з է>э ը>ы թ>т ժ>ж ի>и լ>л խ>х ծ>ц
  կ>к ձ>дз ղ>г ճ>ч մ>м յ>й ն>н շ>ш ո>о չ>ч պ>п ջ>дж ռ>р ս>с վ>в տ>т ր>р ց>ц ւ>у փ>п ք>к օ>о ֆ>ф`;

/** Tables by scheme. The Russian ones write Cyrillic. */
export const ARMENIAN = {
  bgn: tableOf(PUNCTUATION, `ու>u եւ(!$աեէըիոօ)>ev`, YEV, `եւ>ev`, VO, SIMPLE, PLAIN),
  'ala-lc': tableOf(
    PUNCTUATION,
    `ու>u [^]եւ>yeu [^]և>yev [^]եվ>yev և>ev [^]ե>ye`,
    VO,
    SIMPLE,
    `ը>ě թ>tʻ ց>tsʻ ւ>u փ>pʻ ք>kʻ`,
  ),
  iso9985: tableOf(PUNCTUATION, LETTERS_OF_SCHOLARS, `ը>ë ծ>c̣ ղ>ġ ճ>č̣ չ>č օ>ò`),
  'hubschmann-meillet': tableOf(PUNCTUATION, LETTERS_OF_SCHOLARS, `ը>ə ծ>c ղ>ł ճ>č չ>čʿ օ>ō`),
  passport: tableOf(PUNCTUATION, `ու>u`, YEV, `եւ>ev`, VO, SIMPLE, `ը>y թ>t ց>ts ւ>v փ>p ք>q`),
  western: tableOf(
    PUNCTUATION,
    `ու>ou`,
    YEV,
    `եւ>ev`,
    VO,
    `բ>p գ>k դ>t կ>g պ>b տ>d ծ>dz ձ>ts ճ>j ջ>ch`,
    SIMPLE,
    `ը>e թ>t ց>ts ւ>v փ>p ք>k`,
  ),
  'ru-personal': tableOf(PUNCTUATION, `[^]հ(աեէըիոօ)>_ հ>г`, RUSSIAN),
  'ru-geographic': tableOf(PUNCTUATION, `հ>х`, RUSSIAN),
} as const;
