/** What words of a text show as a name: noise around it, names beside descriptions, and what stands beside a name. */
import type { Grammar, PartyType } from '../grammar.ts';

export function clean(words: string): string {
  return words
    .replace(/^\d{1,2}[.:]\d{2} ?(?:[ap]\.?m\.?)?:? (?=\p{L})/iu, '')
    .replace(
      /^((?:An?|One|Another|The) [^,]{2,40}? who \S+(?: \S+){0,4}?) (?:has|had|is|was|were) .* and$/,
      '$1',
    )
    .replace(/^(?:and|but|that|then|later|also|however),? /i, '')
    .replace(
      /^(?:an?|one|two|three|four|five|six|ten|\d+|some|several) (?:minute|hour|day|week|month|year)s? (?:later|after|afterwards|earlier),? (?=\S)/i,
      '',
    )
    .replace(
      /^(?:minutes|hours|days|weeks|months|years|moments|shortly|soon) (?:later|after|afterwards|before|earlier),? (?=\S)/i,
      '',
    )
    .replace(/ \((?:Ind|Lab|Con|Lib|Dem)[^)]*\)| \([A-Z][a-z]{1,3}\.\)/, '')
    .replace(
      /^(?:An?|One|Another) [^,]{3,70}$/.test(words) ? /, \d.*$/ : /, \d.*$|,? (?:who|which|whose) .*$/,
      '',
    )
    .replace(/ (?:today|yesterday|earlier|later|also|again|now|still)$/, '')
    .replace(
      /^(he|she|they|it|we|i) (?:last|first|once|only|further|therefore|thus|again|now|then|too)$/i,
      '$1',
    )
    .replace(/^(?!.* (?:and|or) \S+$)[^"]+ (he|she|they|we|I)$/, '$1')
    .replace(/'s?$/, '')
    .replace(/ (?:as|that|which|who)$/, '')
    .replace(/^["‘]|["’]$/g, '')
    .trim();
}

export function plausibleName(words: string): boolean {
  if (words.length < 2 || words.length > 140 || !/\p{L}/u.test(words)) return false;
  // "allowed", "no paper": a participle or a lack of something is nobody.
  if (
    /^\p{Ll}[\p{L}-]*(?:ed|ing)$|^no(?: |$)|^(?:you|the|an?|put|home|its|his|her|their)$|^\p{L}+(?:wide|ly)$/iu.test(
      words,
    )
  )
    return false;
  if (
    /^the (?:highest|lowest|total|number|figure|first|second|third|fourth|fifth|sixth|last|next|\w+teenth|twenty-\w+ \w+)$|^the (?:highest|lowest|total) number\b/i.test(
      words,
    )
  )
    return false;
  if (
    /^(?:the|an?|his|her|its|their|our) (?:\w+ )?(?:requests?|questions?|petitions?|applications?|enquiry|inquiry|proposal|offer|exchange|visits?|hearing)\b(?! (?:committee|commission|panel|office))/i.test(
      words,
    )
  )
    return false;
  // "collected 143", "eighteen was wrong", "him two brothers": words cut out of a sentence.
  if (/^(?:collected|had|has|have|is|are|was|were|him|us|me|them|down|up|out|off|back) /i.test(words))
    return false;
  if (
    /^[^,]* (?:was|were|is|are|did|does)(?: |$)/.test(
      words.replace(/,? (?:who|which|that|whose|whom) .*$/, ''),
    )
  )
    return false;
  if (NOBODY.test(words) || OWN_PAPER.test(words)) return false;
  return !/^(?:\d|(?:yesterday|today|earlier|later|meanwhile|what|how|when|where|why|if|in|on|at|by|for|to|from|as|so|not|only|even|such|then|there)\b)/i.test(
    words,
  );
}

/** "Last Thursday", "some 60", "the latest", "its soil and", "she sees": a time, an amount, a piece of a sentence. */
const NOBODY =
  /^(?:(?:last|next|this|that|every|each) (?:\w+day|week|month|year|night|spring|summer|autumn|winter|morning|evening)\b|(?:some|about|around|nearly|almost|over|more than|at least|fewer than|another) (?:\d|(?:[a-z]+teen|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens?)\b(?! \p{L}))|the (?:latest|earliest|month|year|week|day|night|rest|same|amount|sum|count|list of)$|(?:she|he|it|they|we|which|that) \p{Ll}+$|which |(?:names|uses|words|lines|months|years|weeks|days)$)|(?: (?:and|or|of|the|an?|with|in|to|from)| (?:has|have|had)(?: been)?)$/iu;

/** "The earlier story", "Saturday's headline": a paper that puts right what it wrote speaks itself. */
const OWN_PAPER =
  /^(?:the|an?|our|this|that|[\p{L}]+'s) (?:[\p{L}-]+ ){0,2}?(?:articles?|stor(?:y|ies)|headlines?|editorials?|style guide)(?: (?:of|on|in|about|published|dated) .*)?$/iu;

/** "Lantern, a rights group, …": what stands beside a name tells what it is. */
export function appositionType(plain: string, name: string, grammar: Grammar): PartyType | null {
  const at = plain.indexOf(`${name}, `);
  if (at < 0 || / and /.test(name)) return null;
  const beside = /^(?:an?|the|its) [^,.;]{3,60}(?=,|\.|;|$)/.exec(plain.slice(at + name.length + 2));
  const type = beside ? grammar.partyType(beside[0].replace(/ (?:who|which|that) .*$/, '')) : 'unclear';
  return type === 'unclear' ? null : type;
}

/** "Tull's mother, Oda, who travelled": a relative named by one name or two. */
export const KIN_BESIDE =
  /^(?:His|Her|Their|\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)?'s?) (?:\w+ )?(?:mother|father|wife|husband|brother|sister|son|daughter|widow|uncle|aunt|cousin|lawyer), (?<name>\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+){0,3}),/u;

/** "A spokesman, Colonel Ask Brand, called …": the name that stands beside a description without one. */
export function nameBehind(plain: string, words: string): string | null {
  if (
    !/^(?:(?:[Aa]n?|[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir) |\p{L}[^,"]*(?:'s|s') )[\p{Ll} -]{3,50}$/u.test(
      words,
    )
  )
    return null;
  const at = plain.indexOf(`${words}, `);
  if (at < 0) return null;
  const behind = /^(?:\p{Lu}[\p{L}'-]*\.? ){1,4}\p{Lu}[\p{L}'-]+(?=[,.;]|$)/u;
  return behind.exec(plain.slice(at + words.length + 2))?.[0] ?? null;
}

/** "a rebel commander who goes by the name of Uncle Tide": the name that somebody goes by. */
export function aliasOf(plain: string, words: string): string | null {
  const at = plain.indexOf(words);
  if (at < 0 || !/^(?:an?|one|another|the) /i.test(words)) return null;
  return ALIAS.exec(plain.slice(at + words.length, at + words.length + 120))?.groups?.['name'] ?? null;
}

const ALIAS =
  /^,? (?:who |that )?(?:goes by(?: the name(?: of)?)?|went by(?: the name(?: of)?)?|calls (?:him|her)self|called (?:him|her)self|gave (?:his|her) name as|is known as|known as|named|asked to be called|asks to be called|wants to be called) "?(?<name>\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+){0,2})/u;

/** "The mother of one pilot has had one letter, she told us": the subject, where its gender is told. */
export function ownSubject(plain: string, pronoun: string): string | null {
  const isShe = pronoun === 'she' || pronoun === 'her';
  const subject =
    /^(?<who>(?:The |A |An |His |Her |Their |One |Another )(?:[\w-]+ ){0,2}?(?<head>mother|wife|widow|sister|daughter|aunt|grandmother|woman|fiancée|girl|father|husband|brother|son|uncle|man|grandfather|boy|spokeswoman|spokesman|ombudsman|ombudswoman)(?: of (?:the |one |two |an? |his |her )?[\w'-]+(?: [A-Z][\w'-]+)?)?)(?= |,)/.exec(
      plain,
    );
  const head = subject?.groups?.['head'] ?? '';
  if (head === '') return null;
  const female =
    /^(?:mother|wife|widow|sister|daughter|aunt|grandmother|woman|fiancée|girl|spokeswoman|ombudswoman)$/;
  return female.test(head) === isShe ? (subject?.groups?.['who'] ?? null) : null;
}

export const PRONOUN = /^(?:he|she|it|they|we|i|him|her|them)$/i;
