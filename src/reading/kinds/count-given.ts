/**
 * Figures without a noun in the company of other counts: a part of those counted before of whom something is told
 * ("Three bear the marks of ropes"), a number somebody gives ("puts its population nearer 200", "the website has 52"),
 * shares of a row ("50 from the west bank and 46 from the east"), a figure that is disputed ("called 2,600 a fantasy").
 */
import type { Figure } from '../numbers.ts';
import type { Scene } from '../scene.ts';

/** What stands around a figure. */
export interface Company {
  readonly scene: Scene;
  readonly figure: Figure;
  readonly before: string;
  readonly after: string;
  /** A figure of persons stands before this one in the sentence. */
  readonly isBeside: boolean;
}

/** "6.05pm", "**23:30**": the hour of a ticker before what it tells. */
const HOUR = /^\W*\d{1,2}[.:h]\d\d(?: ?[ap]\.?m\.?)?:?\W*\s/;
/** Money and members are counted in the same words. */
const NOT_PERSONS =
  /\b(?:money|costs?|prices?|budget|fines?|bail|salary|salaries|members?(?:hip)?|circulation|turnout|subscri\w+|account|value|worth|prize|rent|fee|fees|debts?|votes?|trade|damages?|temperature)\b/i;

/** Why a figure without a noun counts persons, null if nothing says so. */
export function givenRule(company: Company): string | null {
  const { figure, after, isBeside } = company;
  if (figure.percent || company.before.endsWith('-') || /\b(?:past|to the) $/.test(company.before))
    return null;
  const before = company.before.replace(HOUR, '');
  const own = { ...company, before };
  const isEnd = ENDS.test(after);
  if (THERE_ARE.test(before) && THERE.test(after)) return 'count:there-are';
  if (!NOT_PERSONS.test(before) && !/^all\b/i.test(company.scene.plain.slice(figure.start))) {
    if (isEnd && (GIVEN.test(before) || PUT_AT.test(before) || SUMMED.test(before))) return 'count:given';
    if (DISPUTED.test(before) && (isEnd || /^ (?:as )?["“]|^ (?:is|was|as)\b/.test(after)))
      return 'count:disputed';
    if (
      SEEN.test(before) &&
      (isEnd || /^ (?:[a-z]+(?:ed|ung|own|aken|ought)|let|led|put|held|being)\b/.test(after))
    )
      return 'count:seen';
  }
  if (IS_THE_NUMBER.test(after) && before.trim() === '') return 'count:given';
  if (isBeside && isShare(own)) return 'count:share';
  return isPartOfThem(own) ? 'count:part' : null;
}

/** "They lifted fourteen", "has seen twelve brought in", "we can identify fourteen by name". */
const SEEN =
  /\b(?:saw|seen|met|meet|identif(?:y|ies|ied)|lifted|buried|burying|treated|recogni[sz](?:e|es|ed)|pulled out|carried (?:out|off|away)|took (?:away|in)|rounded up|picked up|let out|brought (?:out|in|home)|freed|counted|spotted|list|releases?|name) ["“]?$/;

const ENDS =
  /^(?:[,.;:)"'”!?–]|$| (?:on|in|at|by|as|since|from|so|when|while|and|but|or|before|after|last|this|throughout|during|that|for|there|here|inside|aboard|altogether|each|too|only|with|who|whose|whom)\b)/;
const SMALL =
  '(?:(?:only|now|then|still|never|not|probably|perhaps|certainly|just|once|already|always|also|at most|at least|in fact|in all|by then) )*';
const THERE_ARE = new RegExp(
  `\\b[Tt]here (?:are|were|is|must be|must have been|have been|had been|can have been) ${SMALL}["“]?$`,
);
const THERE =
  /^(?:[,.;:"”)!?–]|$| (?:of (?:us|them|ours|theirs|those|these)|on|in|at|inside|aboard|there|here|who|whom|whose|for whom|to whom|more|others|when|by|altogether|from|left|like)\b)/;
/** "the website has 52", "arrives at upwards of 400", "Madrin leads with 26", "it settled on 316". */
const GIVEN =
  /\b(?:has|have|had|(?:arriv|settl)(?:es?|ed) (?:at|on)|(?:is|was) settled at|(?:stands|stood) at|got as far as|goes by|go by|going by|went by|leads? with|led with|follow(?:s|ed) (?:by [\w' -]{2,30} )?with|comes? to|came to|began with|begun with|started with|prints?|printed|shows?|showed|enter(?:s|ed)|thinks?|thought|suppos(?:es|ed)|assum(?:es|ed)|suggests?|suggested|prefers?|insists? on|stick(?:s|ing)? (?:to|with|at)|stuck (?:to|with|at)|gives? (?:the |its |their |that )?(?:number|figure|total|strength|count|population)|(?:made|makes|make) (?:it|them|the total|that)|(?:number|figure|total|count|toll|strength|position|population)(?: [\w'-]+){0,5} (?:is|was|were|remains|stood|stands|should have been|ought to (?:be|have been)|must be)(?: at)?|the true one (?:is|was)|(?:says?|said|saying|say) (?:it is|it was|they are|they were|they have)|put it at|go (?:no )?higher than|will go no higher than|tick(?:s|ed) off|can see|count(?:s|ed)?(?: to)?|to have been|estimat(?:es|ed)|guess(?:es|ed)?|reckon(?:s|ed)?|record(?:s|ed)?|(?:particulars|names|identity|identities|whereabouts|fate) of) ["“]?$/i;
/** "put its population nearer 200", "gave the number in the hulks as 266", "puts the city's loss at six hundred". */
const PUT_AT =
  /\b(?:put(?:s|ting)?|estimat(?:es?|ed|ing)|gives|gave|giving|reckon(?:s|ed)?|sets?) (?:["“]?[\w'’-]+["”]? ){1,8}?(?:(?:at|as|to be) )?["“]?$/i;
/** "That makes nineteen", "Together 22". */
const SUMMED =
  /(?:\b[Tt]hat (?:makes|made|leaves|left|brings (?:it|us|them|the [\w ]{3,20}) to)|\b(?:[Tt]ogether|[Aa]ltogether|[Ii]n all|[Ii]n total|[Mm]aking|[Ll]eaving)(?:,|:)?) $/;
/** 'called 2,600 "a fisherman\'s number"', "talk of 22 is nonsense". */
const DISPUTED =
  /\b(?:call(?:s|ed)?|dismiss(?:es|ed)?|reject(?:s|ed)?|disput(?:es|ed)|den(?:y|ies|ied)|mock(?:s|ed)?|ridicul(?:es|ed)|(?:talk|figure|claims?|reports?|rumours?|number|total|count) of) (?:the |that )?["“]?$/i;
/** "Eighty-four was the number", "640 ought to have read 604". */
const IS_THE_NUMBER =
  /^["”]? (?:is|was|remains) (?:the|our|its|their|his|her) (?:number|figure|total|count|guess|estimate|answer)\b|^["”]? (?:ought to|should) have (?:read|been|said)\b/;

/** "50 had come from the west bank and 46 from the east", "131 of these, the Front 64": the verb is said once. */
function isShare({ before, after }: Company): boolean {
  const led =
    /(?:,|;| and) (?:and )?(?:(?:(?:the|its|local|another|in) )?(?:[\p{L}'’-]+ ){0,4})?(?:the (?:remaining|other) )?$/u.test(
      before,
    );
  if (!led) return false;
  if (/(?:,|;| and) (?:and )?$/.test(before))
    return /^ (?:from|in|on|at|by|under|with|without|to|of) (?!(?:which|all|course|a \w+[.,;]?$)\b)[\p{L}'’" -]{2,50}(?:[.,;]|$| and\b)/u.test(
      after,
    );
  return false;
}

/** Verbs of those counted; things do not do so. */
function isPartOfThem({ scene, figure, before, after }: Company): boolean {
  if (figure.value === 1) return /^, [^,]{3,60},(?= (?:was|has been|had been|died) (?!\p{Lu}))/u.test(after);
  const opens =
    /^\W*$/.test(before.trim()) ||
    /[;:–] ["“]?$/.test(before) ||
    /(?<!\d )\b(?:and|but|while) $/.test(before);
  const isFronted = FRONTED.test(before) && /^ (?:are|were|had|have|remain(?:ed)?|went|came)\b/.test(after);
  if (!opens && !isFronted && !OF_THOSE.test(before)) return false;
  const told = after
    .replace(/^, [^,]{3,60},(?= [a-z]+)/, '')
    .replace(/^ of (?:his|her|my|our|their|this [\w']+|the same) [\w']+(?: [\w']+)?(?= [a-z]+)/, '');
  const word =
    /^ (?:(?:therefore|also|since|still|now|later|then|never|again|only|already|each|[a-z]+ly) )*(?<verb>[a-z'-]+)/.exec(
      told,
    )?.groups?.['verb'] ?? '';
  if (word === 'who' || word === 'whom') return true;
  // "Three lists agree": what ends like that behind a plural is no verb.
  if (/[^s]s$/.test(word) && word !== 'was') return false;
  const { grammar } = scene.pack;
  return (
    (grammar.isFinite(word) || grammar.is(word, 'aux') || scene.pack.events.has(word) || DONE.test(word)) &&
    !NO_PERSON.test(told)
  );
}

/** "By Friday noon 26 were out", "On the fortieth day five were left". */
const FRONTED = /^(?:By|On|At|In|Since|Until|Before|After|During|Within)\b[^.;:\d]{2,40} $/;
/** "Of these, thirty-one bore arms", "Of those recovered four carried documents". */
const OF_THOSE = /^(?:Of|Among) (?:these|them|those(?: [\w'-]+){0,3}|the (?:latter|former|others|rest)),? $/;

const DONE =
  /^(?:spoke|bear|bore|complained|described|told|said|wore|wear|lost|got|go|went|come|came|die|died|carry|carried|can|could|will|would|did|do|were|are|have|had|remain|appear|appeared|walk|walked|stay|stayed|need|needed|show|showed|lie|lay|sit|sat|wait|waited|live|lived|limp|limped|refuse|refused|signed|asked|chose|left)$/;
const NO_PERSON =
  /\b(?:answer(?:ed|s)?|repl(?:y|ied|ies)|respond(?:ed|s)?|pages?|paragraphs?|printed|written back|posted|dealt with|opened|unanswered|votes?|voted|corrections?|hearings?|sessions?|delivered(?! to))\b/;
