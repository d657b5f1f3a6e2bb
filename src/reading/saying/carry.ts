/**
 * What is told over more than one sentence: an account that somebody is said to give, a list below a line that names
 * who reports it, evidence before a court, and a sentence that names the speaker of those before it.
 */

import type { Sentence } from '../segment.ts';

/** "That is what Anselm Roe told the committee", "So says the bulletin": the words of who spoke before, or null. */
export function speakerOfBefore(plain: string): string | null {
  if (!HEADS.includes(plain[0] ?? ' ')) return null;
  for (const expression of BACKWARD) {
    const source = expression.exec(plain)?.groups?.['src'];
    if (source !== undefined && !/^(?:it|this|that|the)$/i.test(source)) return source;
  }
  return null;
}

/** Letters that such sentences begin with. */
const HEADS = 'TASB';

const BACKWARD: readonly RegExp[] = [
  /^(?:That|This|All (?:of )?(?:this|that)|Such|These|Those),? (?:at (?:least|any rate), |too, )?(?:is|was|are|were) (?:what|how|the way) (?<src>[^,;:"]{2,70}?)(?:, [^,;:"]{3,70},)?(?: has| have| had)? (?:told|tells?|said|says?|put|puts|gave|gives?|described|describes|recalled|recalls|remembers|remembered|reported|reports|wrote|writes|claims?|claimed|sees?|saw|testified)\b/,
  /^(?:That|This|All (?:of )?(?:this|that)|Such|These|Those),? (?:at (?:least|any rate), )?(?:is|was|are|were) (?:the )?(?:words?|account|version|testimony|story|figures?|count|view|claim|evidence|tally|numbers|findings|picture|recollection) (?:of|from|given by|offered by|put forward by) (?<src>[^,;:"]{2,70}?)(?=[,.;]|$)/,
  /^(?:So|Thus) (?:says?|said|claims?|claimed|writes|wrote|runs) (?<src>[^,;:"]{2,90}?)(?=[,.;]|$)/,
  /^(?:The|These|Those|All(?: the| these)?|Both) (?:\w+ )?(?:figures?|numbers?|details|names|information|accounts?|facts|words) (?:comes?|came|are|is|were|was) (?:from|given by|provided by|those of|supplied by) (?<src>[^,;:"]{2,70}?)(?=[,.;]|$)/,
  /^(?:All this|This|That) (?:comes|came|was told (?:to )?us by|we (?:have|heard|know) from) (?:from )?(?<src>[^,;:"]{2,70}?)(?=[,.;]|$)/,
];

/** True if a sentence says that an account follows: "His cousin gives this account." */
export function opensAccount({ plain, words }: Sentence): boolean {
  return words.some((word) => ACCOUNT_WORDS.has(word)) && ACCOUNT.test(plain);
}

/** One of them is in every such sentence. */
const ACCOUNT_WORDS: ReadonlySet<string> = new Set(
  'account version story description picture testimony recollection described recounted recalled relived told testified gave'.split(
    ' ',
  ),
);

const ACCOUNT =
  /\b(?:gives?|gave|offers?|offered|tells?|told|has|had|provided?s?) (?:us )?(?:this|the following|a (?:very |quite |somewhat )?different|another|(?:his|her|their|its) own) (?:\w+ )?(?:account|version|story|description|picture)\b[^.:]{0,40}[.:]$|\b(?:account|version|story|testimony|recollection)(?: of [^.:]{2,40})? (?:is|was|differs|goes|runs|went|ran)\b[^.:]{0,30}[.:]$|\b(?:described|recounted|recalled|relived|told of|testified about|gave evidence (?:about|on|of)) (?:the|his|her|their|that|what|how) [^.:"]{2,60}[.:]$/;

/** True if a line ends in a colon: what stands in the items below it is told by whoever the line names. */
export function opensList(plain: string): boolean {
  return /:\s*$/.test(plain);
}

/** "The hospital gives these figures for March:", "Its tally reads as follows:": whose list it is, or null. */
export function ownerOfList(plain: string): string | null {
  return LISTS.exec(plain)?.groups?.['src'] ?? null;
}

const LISTS =
  /^(?<src>[^,:;"]{3,70}?) (?:gives?|gave|lists?|listed|reports?|reported|counts?|counted|publishe[sd]|records?|recorded|has|shows?|released?|provide[sd]?|cites?|cited|names?|named) (?:these|the following|this)\b[^:]*:\s*$/;

/** True if a block is an item of a list. */
export function isItem(text: string): boolean {
  return /^(?:[-–—•*·▪]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]) ?\S/.test(text);
}

/** True if a text is about evidence before a court, an inquest or an inquiry. */
export function isHearing(body: string): boolean {
  let signs = 0;
  for (const _ of body.slice(0, 40_000).matchAll(HEARING)) if (++signs >= 4) return true;
  return false;
}

const HEARING =
  /\b(?:court|coroner|inquest|jury|tribunal|witness(?:es)?|testified|gave evidence|cross-examin\w+|counsel|prosecut(?:ion|ors?)|defendants?|judges?|the hearing|the bench|sworn)\b/gi;

/** True if a sentence can go on with evidence: somebody already told of, or those held and their keepers, in the past. */
export function goesOnWithEvidence(plain: string): boolean {
  return (
    EVIDENCE.test(plain) &&
    /\b(?:was|were|had|did|could|[a-z]{2,}ed|came|took|beat|went|saw|gave|kept|held|left|lay|shot|hit|heard|broke|put|made)\b/.test(
      plain,
    )
  );
}

const EVIDENCE =
  /^(?:(?:Then|Later|Once|Twice|Often|After that|On the (?:(?:first|second|third|last|next) (?:day|night|morning)|\d{1,2}(?:st|nd|rd|th))|At night|That night|The next (?:day|morning)|In the (?:morning|evening|night)|By (?:morning|then|evening)),? )?(?:[Hh]e|[Ss]he|[Tt]hey|[Tt]here|[Hh]is|[Hh]er|[Tt]heir|[Nn]obody|[Nn]o one|[Nn]one|[Nn]either|[Bb]oth|[Gg]uards|[Ss]oldiers|[Pp]olice|[Oo]fficers|[Mm]en|[Pp]risoners|[Dd]etainees|[Ii]nmates|[Oo]ne of (?:them|the)|[Tt]wo of (?:them|the)|[Tt]hree of (?:them|the)|[Tt]he (?:men|women|prisoners?|detainees?|inmates?|guards?|soldiers?|captives?|cells?|marks|injuries|wounds|bruises|body|others?|dead|deceased|boys?)) (?!(?:said|says|told|denied|denies|wept|trial|hearing|case|appeal)\b)/;
