/**
 * Questions a rule asks before it proposes: is this about a person, a party, a norm, a fight?
 * They only ever say no; what is said is decided by the rules themselves.
 */
import type { Scene } from './scene.ts';
import { matches, type Span } from './segment.ts';
import { isInsideWord } from './units.ts';

const PRONOUNS =
  /^(?:he|she|they|him|her|them|i|we|us|who|those|these|most|many|some|several|all|each|both|nobody|no one|none|everyone|anyone|half|others|the others?|rest|dead|deceased|living|wounded|sick|missing|disappeared|detained|captured|arrested|accused|convicted|injured|condemned|jailed|imprisoned|abducted|remaining|another|the two|the three|the pair|dozens|hundreds|scores|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)\b/i;

/** Things that are moved, held and kept but are not persons. */
const THINGS =
  /\b(?:trials?|hearings?|talks|negotiations|elections?|ceremony|meetings?|conference|vigil|funeral|funds?|money|prices?|ships?|boats?|vessels?|vehicles?|cars?|trucks?|planes?|aircraft|weapons?|equipment|documents?|files?|letters?|questions?|requests?|petitions?|cases?|law|laws|bill|act|goods|supplies|aid|belongings|property|houses?|villages?|towns?|territory|hills?|bridge|border|road|phones?|reports?|lists?|records?|evidence|mail|post|parcels?|packages?|visits?|samples?|information|data|statements?|appeals?|complaints?|services?|offices?|rally|march|harvest|oil|gas|ministry|government|commission|committee|court|parliament)$/i;

/** True if a phrase can stand for persons. */
export function isPerson(phrase: string | null, scene: Scene): boolean {
  if (phrase === null) return false;
  const words = phrase.replace(/^(?:the|a|an|his|her|their|its|our|my|these|those|all|both|some) /i, '');
  if (PRONOUNS.test(phrase) || PRONOUNS.test(words)) return true;
  const head =
    words.split(/ (?:of|in|at|from|on|with|who|whom|whose|near|held|taken|for|and)\b|,/)[0] ?? words;
  if (THINGS.test(head) && !scene.pack.captive.test(head)) return false;
  if (scene.pack.person.test(phrase)) return true;
  if (NO_AGENT.test(head)) return false;
  if (
    /\b(?:son|daughter|brother|sister|husband|wife|father|mother|uncle|cousin|nephew|grandson|(?:son|daughter|brother|sister|husband|father|mother|uncle|cousin|nephew)s|wives|clients?|commander|group|unit|crew|platoon|patrol|family|spokes\w+|[a-z]+(?:ist|eer|er|or|ian|man|woman|men|women))$/i.test(
      head,
    )
  )
    return true;
  return (
    /^\p{Lu}[\p{L}'-]+(?: (?:\p{Lu}[\p{L}'-]*|al|de|bin|van|von))*$/u.test(head) &&
    scene.pack.grammar.partyType(head) !== 'body' &&
    !NOT_NAMES.test(head)
  );
}

/** Words in -er and -or that nobody is. */
const NO_AGENT =
  /\b(?:offer|letter|order|number|paper|answer|matter|power|river|border|winter|summer|tower|corner|quarter|cent(?:er|re)|water|dinner|error|door|floor|motor|factor|sector|labou?r|harbou?r|corridor|chapter|folder|register|ledger|counter|timber|silver|copper|weather|shelter|computer|helicopter|trailer|container|freezer|poster|newsletter|charter|disaster|cover|favou?r|honou?r|terror|horror|tremor|however|never|over|under|after|later|together|whether|rather|further|other|order|manner|theatre|theater|semester|encounter|remainder|barrier|frontier|pier|carrier|finger|shoulder|fever|cancer|ulcer|hunger|anger|danger|murder|slaughter|thunder|wonder|december|november|october|september|year|war|car|radar|seminar|calendar|dollar|collar|pillar|cellar)$/i;

const NOT_NAMES =
  /^(?:It|This|That|There|In|On|At|The|What|When|Where|How|Why|If|No|Not|Since|After|Before|But|And|Yet|Then|Now|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|Article|Section)$/;

/** True if a phrase can be asked something: a body, an office, a role, a named person; not a mass of captives. */
export function isParty(phrase: string | null, scene: Scene, loose = false): boolean {
  if (phrase === null || phrase.length > 130) return false;
  const words = phrase.replace(/^(?:neither|both|the|a|an|its|his|her|their|our) /i, '');
  if (/^(?:they|it|he|she)$/i.test(phrase)) return true;
  if (/^(?:both|either|the two) (?:sides?|governments?|armies|parties|ministries)$/i.test(phrase))
    return true;
  if (
    /^(?:there|this|that|what|which|who|nobody|no one|none|many|most|some|we|i|you|the answer|the question)\b/i.test(
      phrase,
    )
  )
    return false;
  const head = words.split(/ (?:to|from|for|of|about|on|by|with)\b/)[0] ?? words;
  if (
    /\b(?:requests?|letters?|calls?|questions?|petitions?|applications?|appeals?|e-?mails?|messages?|inquir(?:y|ies)|complaints?|quer(?:y|ies)|reply|answer|response)$/i.test(
      head,
    )
  )
    return false;
  const grammar = scene.pack.grammar;
  const list = words.toLowerCase().split(/[^\p{L}]+/u);
  if (list.some((word) => grammar.is(word, 'orgnoun', 'title'))) return true;
  if (
    list.some((word) => grammar.is(word, 'rolenoun')) &&
    !/\b(?:prisoners?|detainees?|inmates?|captives?)$/i.test(words.split(/ (?:of|for) /)[0] ?? words)
  )
    return true;
  if (
    loose &&
    /^(?:the|an?|its|his|her|their|our) [a-z\u00e0-\u00ff'-]+(?: [a-z\u00e0-\u00ff'-]+){0,5} ?$/i.test(
      phrase,
    ) &&
    !THINGS.test(phrase) &&
    !scene.pack.captive.test(phrase)
  )
    return true;
  return /\p{Lu}/u.test(words) && !/^(?:Calls?|Letters?|Requests?)\b/.test(words);
}

/** Demands, law and general rules: not claims about what happens. */
export function isNorm(scene: Scene, span: Span): boolean {
  const text = scene.plain.slice(span.start, span.end);
  return /\b(?:must(?! have)|should|shall|ought to|(?:has|have|had) the right to|(?:is|are) entitled|calls? (?:on|for)|called (?:on|for)|calling (?:on|for)|urg(?:e|es|ed|ing)|demand(?:s|ed|ing)?|appeal(?:s|ed) (?:to|for)|insists? that .* be\b|requires?|obliges?|prohibits?|forbids|is governed by|Conventions?|obligation|let us|let (?:them|him|her|those|these) be)\b/i.test(
    text,
  );
}

/** True if a clause speaks of fighting and not of captivity: losses of a battle are not claims here. */
export function isBattle(scene: Scene, span: Span): boolean {
  const text = scene.plain.slice(span.start, span.end);
  const fight =
    /\b(?:battle|battles|fighting|shell(?:ing|ed|s|fire)|air ?strikes?|(?<!\b(?:hunger|tram|rail|dock|bus|general|bread|miners'|teachers'|student|railway|lightning|sit-down|rent|the|a|of|on|their|its|sugar|school|transport|prison) )strikes?|bomb(?:ing|ardment|ed|s)?|clash(?:es)?|attacks?|explosions?|earthquake|offensive|assault on|war (?:has|had|over|killed)|conflict (?:has|killed)|front line|missiles?|drones?|landmines?|mines|raid|ambush|storming)\b/i;
  return (
    fight.test(text) &&
    !scene.pack.captive.test(scene.plain) &&
    !/\b(?:custody|captiv|detain|prison|jail|camp|surrender|captured|executed|missing|disappear|abduct|kidnap|hostage|held\b|freed\b)/i.test(
      scene.plain,
    )
  );
}

/** True for "if arrested", "unless released": nothing is said to have happened. */
export function isHypothetical(scene: Scene, span: Span): boolean {
  const text = scene.plain.slice(Math.max(0, span.start - 4), span.end);
  return (
    /^(?:[QA]:)?\W*(?:if|unless|in case|should)\b/i.test(text) ||
    /\b(?:would have been|could be|might be) (?:arrested|captured|released)\b/i.test(text)
  );
}

/** What opens a reported question, also one that somebody will not answer. */
const ASKED =
  /\b(?:how many|questions? (?:about|on|whether)|asked (?:about|whether|if|how|where|why|when)|ask(?:ing)? (?:whether|if)|to know (?:whether|if|where|how)|(?:(?:declin|refus)(?:es?|ed|ing) to|(?:would|will) not|wouldn't|won't) (?:say|tell|reveal|disclose|confirm|discuss|explain)(?: [\w']+){0,2}? (?:where|whether|if|who|how|what|why|when)|(?:f(?:i|ou)nd(?:ing)? out|know(?:s|ing)?|knew|learn(?:s|ed|ing)?|establish(?:es|ed|ing)?|determin(?:e|es|ed|ing)|discover(?:s|ed|ing)?|wonder(?:s|ed|ing)?|(?:un)?clear|unknown|uncertain|sure|confirm(?:s|ed|ing)?|say|says|said|(?:tell|told|tells)(?: (?:us|me|him|her|them|anyone|anybody|relatives|(?:the |his |her |their )?famil(?:y|ies)|reporters))?) (?:who|whom|whether))\b/gi;

/** True if a sentence has such words anywhere. */
export function hasAsked(plain: string): boolean {
  ASKED.lastIndex = 0;
  return ASKED.test(plain);
}

/** What closes it: words in quotation marks, a turn, or somebody who answers. */
const ANSWERED =
  /["“]|[:–] |, (?:but|yet|and then)\b|, and (?:rejected|denied|dismissed|disputed|said|added|insisted|admitted|confirmed)\b|, (?:and )?(?:he|she|they|it|we|I|(?:an?|the|his|her|its|their|our) [\w' -]{2,50}?|\p{Lu}[\w.' -]{1,50}?) (?:said|says|say|answered|replied|responded|told|insisted|insists|maintained|maintains|claimed|added|confirmed|denied|denies|acknowledged|conceded|admitted|recalled|put)\b/u;

/** True inside a reported question ("asked whether …", "would not say where …"): nothing is said to be so. */
export function isAsked(scene: Scene, position: number): boolean {
  if (scene.plain.endsWith('?')) return true;
  if (!scene.mayAsk && !isInsideWord(scene.plain, position)) return false;
  const before = scene.plain.slice(0, position).replace(/^.*;/s, '');
  const asked = matches(ASKED, before).at(-1);
  return asked !== undefined && !ANSWERED.test(before.slice(asked.index + asked[0].length));
}

/** "May be arrested", "would be freed": feared or hoped for. "May have been" and "will be" say more. */
const NOT_YET =
  /\b(?:would|could|might|may|can|cannot|can't|must|should|shall)(?: (?:not|never|also|soon|still|only|even|again))? be(?: \w+ly)? $/i;

/** Whom an office is charged with a task. */
const TASK =
  /^charged with (?:the (?:task|job|care|protection|duty|management|defence|oversight)|(?:draft|oversee|find|lead|investigat|runn|protect|keep|writ|build|collect|prepar|supervis|monitor|manag|restor|ensur|look|review|guard|carry|maint|implement|administer)\w*ing)\b/i;

/** True for a participle at a position that stands behind "may be", "would be": it has not happened. */
export function isNotYet(scene: Scene, position: number): boolean {
  return NOT_YET.test(scene.plain.slice(0, position));
}

/** True for "was charged with drafting a budget": a task and no offence. */
export function isTask(scene: Scene, span: Span): boolean {
  const at = scene.plain.toLowerCase().indexOf('charged', span.start);
  return at >= 0 && at <= span.end && TASK.test(scene.plain.slice(at));
}
