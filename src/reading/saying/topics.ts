/** Whom a sentence is about, and which persons it names besides: what a later "he" or "the group" may look back to. */
import { type Grammar, type PartyType, tokensOf } from '../grammar.ts';
import { matches, type Sentence } from '../segment.ts';
import { isUnit, LETTER, UPPER } from '../units.ts';
import { appositionType, KIN_BESIDE, nameBehind } from './naming.ts';

/** A party that a sentence is about. */
export interface Topic {
  readonly name: string;
  readonly type: PartyType;
  /** True where the sentence tells that it answered or took a side, if not in which words. */
  readonly spoke: boolean;
}

/** A name at the head of a sentence, before what stands beside it or before its verb. */
const NAMED_FIRST =
  /^(?:\d{1,2}(?::\d\d|[.)/]) )?(?:The |Both |Mr |Ms |Mrs |Dr )?(?<name>[A-Z][\w'-]+(?:(?: |, | and | al-| of the )[A-Z][\w'-]+)*)(?=, (?:who|which|a|an|the|both|\d+|director|head|mother|wife|father)\b| (?:[a-z]+ly )?(?:turns|spreads|shakes|sits|keeps|opens|leans|lives|runs|walks|remembers|smiles|nods|points|reads|looks|works|served|spent|[a-z]+ed|came|went|took|saw|gave|sat|stood|met|rang|led|ran|got|began|kept|put|sent)\b| (?:is|are|was|were|has|have|had|who|will|would|did|does)\b)/;
/** An office, a calling or a relative there. */
const OFFICE_FIRST =
  /^(?:\d{1,2}(?::\d\d|[.)/]) )?(?<name>(?:The|A|An|One|Another|His|Her|Their|My|Our) (?:[a-z-]+ ){0,3}?(?:man|woman|son|daughter|husband|cousin|nephew|niece|uncle|aunt|friend|neighbour|survivor|returnee|conscript|deserter|fisherman|teacher|student|farmer|driver|cook|governor|officer|minister|spokes\w+|director|lawyer|prosecutor|judge|commander|commandant|guard|nurse|doctor|delegate|official|mayor|colonel|general|mother|father|wife|brother|sister|widow|ambassador|diplomat|inspector|ombuds\w+|envoy|mediator|advocate|president|chairman|consul|captain|warden|witness)(?: (?:who|whose|from|of|in) [^,.;]{3,50}?)?|(?:The |Two |Three |Some |Several |Its |Their |His |Her |[A-Z][\w'-]+(?: [A-Z][\w'-]+)?'s? )(?:own )?(?:[a-z-]+ ){0,2}?(?:prosecutors|lawyers|relatives|families|experts|monitors|observers|rebels|survivors|investigators|inspectors|diplomats|researchers|activists|officials|delegates|mediators|negotiators|villagers|residents|mothers|doctors|guards)) (?:contradict\w*|have|are|were|say|[a-z]+ed|is|was|has|had|did|will|would|could|came|went)\b/;

/** The party a sentence is about; null where it is about none that could speak. */
export function topicOf(sentence: Sentence, grammar: Grammar): Topic | null {
  const { plain } = sentence;
  const apposed = apposedName(plain, grammar);
  if (apposed) return apposed;
  const kin = plain.includes(', ') ? KIN_BESIDE.exec(plain)?.groups?.['name'] : undefined;
  const found = kin ?? namedFirst(plain) ?? subjectOf(sentence, grammar) ?? doerIn(plain);
  const name = found ? (nameBehind(plain, found) ?? found) : found;
  if (
    !name ||
    (/^the /i.test(name) && grammar.is(name.slice(4).toLowerCase(), 'vaguebody')) ||
    /^(?:The|In|On|At|It|They|He|She|But|And|There|This|That|When|If|Of|For|None|Neither|Today|According|What|Who|How|Why|Where|Aboard|Another|Others|Some|Many|Most|All|Christmas|Easter|Ramadan)$/.test(
      name,
    ) ||
    NUMBER.test(name) ||
    /'s?$/.test(name)
  )
    return null;
  const type =
    (kin ? 'person' : null) ??
    (grammar.partyType(name) === 'unclear' && found === doerIn(plain) ? 'person' : null) ??
    appositionType(plain, name, grammar) ??
    (PLURAL_ROLE.test(name) || / and /.test(name) ? 'people' : grammar.partyType(name));
  return { name, type, spoke: answers(plain, name) };
}

function namedFirst(plain: string): string | undefined {
  return (NAMED_FIRST.exec(plain) ?? OFFICE_FIRST.exec(plain))?.groups?.['name'];
}

function doerIn(plain: string): string | undefined {
  return DOES.exec(plain)?.groups?.['name'];
}

/** "Forty-one are minors": a number is about persons and names nobody who speaks. */
const NUMBER =
  /^(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|\w+teen|(?:Twenty|Thirty|Forty|Fifty|Sixty|Seventy|Eighty|Ninety)(?:-\w+)?|Dozens|Hundreds)$/;

/** "Mira Oduya disagreed", "the envoy rejected the figure": who takes a side has spoken. */
function answers(plain: string, name: string): boolean {
  const rest = plain.slice(plain.indexOf(name) + name.length);
  return /^,? (?:[a-z]+ly )?(?:disagreed|objected|differed|demurred|protested|hit back|was categorical|was blunt|gave evidence|took the stand)\b/.test(
    rest,
  );
}

/** "The rapporteur, Ines Calder, presented …", "Defence counsel, Mira Oduya, disagreed": who bears the office. */
const APPOSED =
  /^(?:(?:Yet|But|And|Later|Then|Now),? )?(?<role>\p{Lu}[\p{L}' -]{2,60}?), (?<name>(?:\p{Lu}[\p{L}'-]+\.? ){1,3}\p{Lu}[\p{L}'-]+),(?= \p{Ll})/u;

function apposedName(plain: string, grammar: Grammar): Topic | null {
  if (!plain.includes(', ')) return null;
  const { role = '', name = '' } = APPOSED.exec(plain)?.groups ?? {};
  if (role === '') return null;
  const type = grammar.partyType(role.replace(/ (?:on|for|to|of|in|at) .*$/, ''));
  const isOffice = /^(?:The|An?|Its|His|Her|Their|Our|One) /.test(role) || type === 'person';
  return isOffice && type !== 'people' && type !== 'document'
    ? { name, type: type === 'body' ? 'body' : 'person', spoke: answers(plain, name) }
    : null;
}

/** "The prefect rang back": what only a person does tells that the subject is one. */
const DOES =
  /^(?:(?:Yet|But|And|Later|Then|Now),? )?(?<name>(?:The|Our|My|His|Her|Their|An?|One) (?:[a-z-]+ ){0,2}[a-z-]+) (?:[a-z]+ly )?(?:rang|phoned|telephoned|wrote|met|shook|smiled|nodded|agreed|disagreed|wept|apologi[sz]ed|testified|swore|sat|knows|walks|turned|opened the|came to|came back|gave evidence|took the stand|read out|looked|laughed|shrugged|hesitated|paused|hung up|lit|stood up)\b/;

/** Persons named in a sentence, by an office or a title before the name. */
export function personsBeside(plain: string, grammar: Grammar): string[] {
  const names: string[] = [];
  for (const match of namedIn(plain)) {
    const { role = '', name = '' } = match.groups ?? {};
    const word = role.toLowerCase();
    const isApposed =
      match[0].includes(', ') &&
      /\b(?:the|an?|its|his|her|their) (?:[a-z-]+ )?$/.test(plain.slice(0, match.index));
    if (
      isApposed &&
      / /.test(name) &&
      plain[match.index + match[0].length] === ',' &&
      !grammar.is(word, 'orgnoun')
    )
      names.push(name);
    else if (grammar.is(word, 'title') || (grammar.is(word, 'rolenoun') && !PLURAL_ROLE.test(word)))
      names.push(grammar.is(word, 'title') ? `${role} ${name}` : name);
  }
  return names;
}

/** A word, a comma or none, and a name of one to four words behind it. */
const NAMED =
  /\b(?<role>\p{L}+)\.?(?:, | )(?<name>\p{Lu}[\p{L}'-]+(?: (?:al-|de |bin |van |von )?\p{Lu}[\p{L}'-]+){0,3})/gu;
/** The same, tried at one place only. */
const NAMED_HERE = new RegExp(NAMED.source, 'uy');

/** Where a word and a name stand together: tried only at words before a capital, unless letters are not plain ones. */
function namedIn(plain: string): readonly RegExpExecArray[] {
  if (/[^\0-~–]/.test(plain)) return matches(NAMED, plain);
  const found: RegExpExecArray[] = [];
  let from = 0;
  for (let at = plain.indexOf(' '); at > 0; at = plain.indexOf(' ', at + 1)) {
    if (at < from || !isUnit(plain.charCodeAt(at + 1), UPPER)) continue;
    let start = at;
    if (plain[start - 1] === ',') start--;
    if (plain[start - 1] === '.') start--;
    const end = start;
    while (isUnit(plain.charCodeAt(start - 1), LETTER)) start--;
    if (start === end || start < from) continue;
    NAMED_HERE.lastIndex = start;
    const match = NAMED_HERE.exec(plain);
    if (!match) continue;
    found.push(match);
    from = start + match[0].length;
  }
  return found;
}

/** Units of a sentence in which its subject is looked for. */
const HEAD = 240;

/** The party that is the subject of the first verb: "The rights group Lantern issued …". */
function subjectOf(sentence: Sentence, grammar: Grammar): string | null {
  const { plain } = sentence;
  const list = tokensOf(sentence);
  for (let at = 1; at < 16 && (list[at]?.end ?? Infinity) <= HEAD; at++) {
    const word = list[at]?.verbal ?? '';
    if (list[at]?.words === '"') return null;
    const isInflected = (word.endsWith('s') || word.endsWith('ed')) && /^[a-z]{3,}(?:ed|s)$/.test(word);
    if (!isInflected && !grammar.isFinite(word)) continue;
    const span = grammar.subjectBefore(list, at);
    if (!span) continue;
    const words = plain.slice(span.start, span.end);
    const type = grammar.partyType(words);
    const isTitled = /^(?:\p{Lu}[\p{L}'.-]+ ){1,4}\p{Lu}[\p{L}'-]+$/u.test(words);
    // "The priest" may be somebody named before; "a nun" and "the harbour master at Bokel" are new here.
    const isDescribed =
      words.length < 60 && /^(?:An?|One|Another) |^The .{3,30} (?:of|at|from|in|who|whose) /.test(words);
    if ((type === 'person' && (isTitled || isDescribed)) || (type === 'body' && words.length < 60))
      return words;
  }
  return null;
}

/** Parties that are several. */
const PLURAL_ROLE =
  /(?:prosecutors|lawyers|relatives|families|experts|monitors|observers|rebels|survivors|investigators|inspectors|diplomats|researchers|activists|officials|delegates|mediators|negotiators|villagers|residents|mothers|doctors|guards)$/;
