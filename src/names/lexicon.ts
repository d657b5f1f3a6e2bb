/**
 * Words that are forms of one given name though their letters differ: Hakob, Akop, Yakov. A table with the origin of
 * each row (lexicon.tsv). Equal here is a reason to look, not a reason to join.
 */
import { readFileSync } from 'node:fs';
import { bareLatin, foldWord } from './fold.ts';

let forms: Map<string, Set<string>> | null = null;

function load(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const lines = readFileSync(new URL('lexicon.tsv', import.meta.url), 'utf8').split('\n');
  for (const line of lines) {
    const [concept = '', words = ''] = line.split('\t');
    if (line.startsWith('#') || words === '' || concept === 'concept') continue;
    for (const word of words.split(' ')) {
      const key = bareLatin(foldWord(word));
      found.set(key, (found.get(key) ?? new Set()).add(concept));
    }
  }
  return found;
}

/** Endings that make a family name or a patronymic of a given name: the same ending in every script is one mark. */
const FAMILY: readonly (readonly [mark: string, ending: RegExp])[] = [
  ['yan', /(?:(?<=s)s[iy]an|yan|ian|jan|iants|yants|ян|янц|յան|եան|յանց|եանց)$/u],
  ['ov', /(?:ova?|ow|off|yeva?|eva?|eff|iyeva?|ова?|ева?|иева?|ովա?|եվա?|იევი|ოვი)$/u],
  ['zade', /(?:zade|zada|zadeh|заде|زاده|զադե)$/u],
  ['i', /(?<=\p{L}{4})(?:li|lu|ly|ли|лы|лу)$/u],
  ['shvili', /(?:shvili|швили|შვილი)$/u],
  ['dze', /(?:idze|adze|idse|идзе|адзе|იძე|აძე)$/u],
  ['enko', /(?:enko|енко)$/u],
  ['pur', /(?:pour|poor|pur|پور)$/u],
  ['son', /(?:[oe]vich|[oe]vych|[oe]vitch|[oe]vna|[ої]?[ое]вич|[оеі]вна|(?<=[\u0561-\u0587]{3})ի)$/u],
];

/** The concepts a word is a form of; most words have none. A family name made of a given name carries its mark. */
export function conceptsOf(word: string): ReadonlySet<string> {
  forms ??= load();
  const key = bareLatin(foldWord(word));
  const found = new Set(forms.get(key));
  for (const [mark, ending] of FAMILY) {
    const stem = key.replace(ending, '');
    if (stem === key || stem.length < 3) continue;
    for (const concept of forms.get(stem) ?? []) found.add(`${concept}+${mark}`);
  }
  return found;
}
