/**
 * Figures of persons or cases. A figure is proposed only with a sign of what it counts: a person noun, "of them",
 * a predicate said of persons, or a noun such as "the number of". Money, measures, ages, articles and losses of
 * battle are not counts of persons held. The number shown is always the number in the quote.
 */
import type { Measure } from '../contract.ts';
import { isBattle } from '../guards.ts';
import type { Figure } from '../numbers.ts';
import type { Draft, Scene } from '../scene.ts';
import type { Span } from '../segment.ts';
import { times } from './as-of.ts';
import { wordsOf } from '../lexicon.ts';
import { type Counted, type CountState, decide } from './count-measure.ts';
import { measureOf } from './measure.ts';

const UNITS =
  /^[ -]?(?:%|per ?cent|km|kilomet|met(?:re|er)s?|miles?|tonnes?|tons?|kilos?|kilograms?|kg|pounds?|stone|barrels?|lit(?:re|er)s?|euros?|dollars?|crowns?|pesos|roubles?|rubles?|lira|francs?|cents?|years?|year-old|-year|months?|weeks?|days?|hours?|minutes?|seconds?|degrees?|hectares?|acres?|pages?|times?|words|o'clock|[ap]\.?m\b|votes?|shots?|rounds?|shells?|rockets?|vehicles?|trucks?|tanks?|boats?|ships?|planes?|aircraft|houses?|homes|villages?|towns?|schools?|prisons?|camps?|cells?|blocks?|rooms?|beds?|countries|states|buildings?|sites?|places?|photographs?|pictures|images|videos|articles?|paragraphs?|copies|seats|points?|floors?|metres|feet|inches|nights?|mornings?|occasions|meetings?|sessions?|hearings|sides|parties|questions?|letters?|calls?|provinces|districts|regions|governorates|storeys|speedboats|gates?|stations?|visits|rings|lashes|strokes|sentences of|consecutive|successive|facilit(?:y|ies)|documents?|folders?|windows?|doors?|buses|lorries|cars|jeeps|wards|offices?|bodies of water|reasons?|ways|parts?|things?|items?|parcels?|packages|crates|books|pictures?|bridges?|roads?|islands?|rounds? of|attempts?|meetings|conditions|demands|points|steps|stages|phases|weapons|rifles|bullets|charges?|counts)\b/i;
/** "carries up to 340 passengers", "we still need twelve volunteers": room and wishes, nobody held. */
const CAPACITY =
  /\b(?:carr(?:y|ies)|seats?|accommodates?|employs?|employed|room for|capacity (?:of|for)|need|needs|needed|seeks?|seeking|recruits?|hir(?:e|es|ing)|capable of (?:holding|carrying)|invited?|enough for) (?:(?:still|only|another) )?$/i;
const BEFORE_NOT =
  /(?:\b(?:page|pages|p\.|article|articles|no|nos|number|block|station|post|unit|room|cell|chapter|section|act|law|resolution|regulation|rule|order|decree|camp|prison|colony|school|brigade|regiment|battalion|route|flight|aged?|age of|ages|boy of|girl of|child of|man of|woman of|son of|case|file|protocol|phase|day|week|month|witness|calls|paragraph|annex|bulletin|class|category|version|issue|volume|channel|line|building|apartment|flat|street|ward|wing|level|level|grade|convention|of act|under)|[$€£#@§])\.? ?$/i;

/** Proposes counts. */
export function counts(scene: Scene, state: CountState): Draft[] {
  const stated = scene.dates.find((date) => date.role === 'as_of' && date.edtf !== null)?.edtf;
  if (stated !== undefined) state.asOf = stated;
  noteHeading(scene, state);
  if (scene.figures.length === 0 || !scene.onTopic) return [];
  if (state.block !== scene.sentence.block) {
    state.block = scene.sentence.block;
    state.measure = null;
    if (scene.block.sentences.length > 2 && stated === undefined) state.asOf = null;
  }
  const counted: Counted[] = [];
  for (const figure of scene.figures) {
    const found = recognise(scene, figure, state, counted);
    if (found) counted.push(found);
  }
  const drafts: Draft[] = [];
  for (const [at, one] of counted.entries()) {
    const draft = toDraft(scene, { counted, at, state });
    if (draft) {
      drafts.push(draft);
      if (typeof one.figure.value === 'number') state.seen.add(one.figure.value);
    }
  }
  return drafts;
}

/** A line that ends with a colon or has no full stop, and tells a month, a year or two dates. */
function noteHeading(scene: Scene, state: CountState): void {
  const isHeading =
    scene.plain.endsWith(':') || (scene.block.sentences.length === 1 && !/[.!?"]$/.test(scene.plain));
  if (!isHeading) {
    if (scene.block.sentences.length > 1) state.period = null;
    return;
  }
  const date = scene.dates.find((one) => one.edtf !== null && (one.role === 'at' || one.role === 'between'));
  const edtf = date?.edtf ?? '';
  if (/^\d{4}(?:-\d\d)?$/.test(edtf) || edtf.includes('/')) state.period = edtf;
}

/** A line of a list. */
function isBullet(scene: Scene): boolean {
  return /^(?:[•*·–-] ?|\(?[a-z0-9]{1,2}[.)] )/.test(scene.plain);
}

function recognise(
  scene: Scene,
  figure: Figure,
  state: CountState,
  earlier: readonly Counted[],
): Counted | null {
  const before = scene.plain.slice(0, figure.start);
  const after = scene.plain.slice(figure.end);
  if (excluded(scene, figure, before, after, state)) return null;
  const noun = nounAfter(scene, figure);
  if (noun) return noun;
  const bare = { figure, nounEnd: figure.end, noun: 'none' as const, nounWords: '' };
  const whole = WHOLE.exec(after);
  if (whole) {
    const total = scene.figures.find(
      (other) => other.start >= figure.end && other.numberStart <= figure.end + whole[0].length,
    );
    const isTotal = total !== undefined;
    if (total && UNITS.test(scene.plain.slice(total.end))) return null;
    const things =
      whole[0].startsWith(' of the ') &&
      !isTotal &&
      !scene.pack.person.test(whole[0]) &&
      earlier.length === 0;
    if (!things) return { ...bare, nounEnd: figure.end + whole[0].trimEnd().length, rule: 'count:of-them' };
  }
  if (/^Of (?:the|these|those|its|his|their|our|all)\b/.test(scene.plain) && isPartOf(scene, figure, after))
    return { ...bare, rule: 'count:of-them' };
  if (earlier.length > 0 && COMPARED.test(before)) return { ...bare, rule: 'count:compared' };
  if (
    /^ (?:more|others|another)(?= (?:are|were|was|is|have|had|has|remain|died|came)\b|,|\.|;|$)/.test(after)
  )
    return { ...bare, rule: 'count:others' };
  const context = earlier.length > 0 || state.measure !== null;
  const rest = bareRule({ scene, before, after, context });
  return rest === null ? null : { ...bare, rule: rest };
}

/** "nine of them", "two of the nine", "43 of its own": a part and the whole it belongs to. */
const WHOLE = /^ (?:more )?of (?:them|us|whom|these|those|(?:its|his|their|our) own|the (?:[\w'-]+ ?){1,3})/;
/** "against seven in the first", "up from 251": a figure set beside the one before it. */
const COMPARED =
  /\b(?:against|(?:up|down|rising|falling|rose|fell|grown|dropped) from|compared (?:with|to)|as opposed to|instead of) $/i;

/** "Of the 213 we have buried nine": the last figure of such a sentence, where something is said of it. */
function isPartOf(scene: Scene, figure: Figure, after: string): boolean {
  const first = scene.figures.find((other) => other.numberStart < figure.start);
  const isFirst =
    first === undefined &&
    /^Of (?:the|all|its|their) (?:\w+ )?$/.test(scene.plain.slice(0, figure.numberStart));
  return !isFirst && /^(?:[.,;]|$| (?:are|were|was|is|have|had|has|remain|died|came)\b)/.test(after);
}

/** A figure without a noun counts persons only in company that says so. */
function bareRule(place: { scene: Scene; before: string; after: string; context: boolean }): string | null {
  const { scene, before, after, context } = place;
  const next = /^ (?<word>[\w'-]+)/.exec(after)?.groups?.['word'] ?? '';
  const opens =
    /^["(]*$/.test(before.trim()) ||
    OPENS.test(before) ||
    isFronted(scene, before, after) ||
    scene.pack.cues.has(/(\w+) $/.exec(before)?.[1]?.toLowerCase() ?? '');
  const ends =
    /^(?:[,.;)"'!]|$| (?:on|in|at|by|as|since|from|so|when|while|and|but|people|more|before|after|last|this|throughout|during)\b)/.test(
      after,
    );
  if (
    /^ (?:[a-z]+ly )?(?:missing|dead|wounded|abducted|arrested|detained|held|killed|freed|released|captured|taken|injured|sentenced|convicted|charged|executed|seized|kidnapped|unaccounted|imprisoned|exchanged|identified|acquitted|pardoned|transferred|deported|jailed|disappeared|interned)\b/.test(
      after,
    )
  )
    return 'count:participle';
  if (
    /^(?: of)? \p{Lu}[\p{Ll}-]+(?:s|ese|ish|ic|i|men|women)(?! \p{Lu})(?![\p{L}'])/u.test(after) &&
    !/^ (?:January|February|March|April|May|June|July|August)/.test(after) &&
    !/^ (?:\p{Lu}\p{Ll}+(?:ways|days|ics)\b)/u.test(after)
  )
    return 'count:nationals';
  if (
    LISTED.test(before) &&
    /^(?: \(|[.,;]|$| \(?(?:of whom|including|up|down))/.test(after) &&
    before.length < 90
  )
    return 'count:list';
  if (
    /[a-z] \($/.test(before) &&
    after.startsWith(')') &&
    (scene.pack.person.test(before.slice(-30)) || scene.pack.custodyTopic.test(before.slice(-30)))
  )
    return 'count:in-brackets';
  if (NUMBER_OF.test(before)) return 'count:number-of';
  if (
    SAID.test(before) &&
    ends &&
    (context || scene.pack.custodyTopic.test(scene.plain) || asksHowMany(scene))
  )
    return 'count:said';
  if (asksHowMany(scene) && /^[.!]?$/.test(after.trim())) return 'count:answer';
  const verb = scene.pack.grammar.isFinite(next.toLowerCase()) || scene.pack.events.has(next.toLowerCase());
  if (
    opens &&
    (PREDICATE.test(after) || verb) &&
    !ANSWERS.test(after) &&
    (context || PERSONAL.test(after) || scene.pack.events.has(next.toLowerCase()) || isToldOf(scene, after))
  )
    return 'count:subject';
  if (opens && /^ (?:I|we|they|he|she) (?:have |has |had )?\w+/.test(after) && told(scene, after) !== null)
    return 'count:subject';
  if (FIGURE_GIVEN.test(before) && ends) return 'count:said';
  if (opens && context && /^[.,;]?$/.test(after.trim()) && before.trim() !== '') return 'count:fragment';
  return null;
}

/** "The ministry last gave a figure on 30 August: "approximately 1,000"". */
const FIGURE_GIVEN = /\b(?:figure|number|count|total|tally|estimate)s?\b[^.;:]{0,60}: ["'‘]?$/i;

/** What the words up to the next clause say of those counted; null if nothing that happens to persons only. */
function told(scene: Scene, after: string): Measure | null {
  const end = /[,;:.]|\b(?:and|but|while|whereas) /.exec(after)?.index ?? after.length;
  const from = scene.plain.length - after.length;
  const measure = measureOf(scene, { start: from, end: from + end }, 'after');
  return measure === 'held' || measure === 'cases' || measure === 'other' ? null : measure;
}

/** "37 had been acquitted", "four had lost toes to frostbite": a predicate of persons. */
function isToldOf(scene: Scene, after: string): boolean {
  if (!/^ (?:are|were|was|is|have|had|has|remain|came|went|got|died)\b/.test(after)) return false;
  return (
    told(scene, after) !== null || scene.pack.fallback.scan(after.slice(0, 60), wordsOf(after)).length > 0
  );
}

/** "By nightfall nineteen had …", "On 3 June eleven were …": a phrase of time or of a whole before the figure. */
function isFronted(scene: Scene, before: string, after: string): boolean {
  if (!/^ (?:are|were|was|have|had|has|go|went|died|came|walked|remain)\b/.test(after)) return false;
  if (scene.dates.some((date) => date.end === before.trimEnd().length)) return true;
  return /^(?:On|In|By|Since|At|During|Of|From|After|Before|Until) [^,.;:\d]{2,40} $/.test(before);
}

const OPENS =
  /(?:[;:–,"(] |\b(?:and|but|while|that|whom|which|these|them|those|where|when|whereas|nor|or|include|including|plus|in|another|a further|the other|the remaining|only|just|for|to|than|with) )$/i;
const LISTED =
  /^(?:[•*·–-] ?|\(?[a-z0-9]{1,2}[.)] )?[\p{L}][\p{L}\d ,.'’()"/-]{1,80}(?::|–|-|\||=|\.{2,}|…) ?(?:up to |about |at least |over )?$/u;

const NUMBER_OF =
  /\b(?:numbers?|figure|total|tally|toll|count|headcount|list|they (?:are|number)|there (?:are|were))\b[^.;"]{0,70}? (?:of|at|to|is|was|to lie|to be|lies?|be|exceeds?|reaches|totals?|comes to|came to|stands at|stood at|reached|now|are|were|numbers?|up to|as|by) $|\b(?:numbering|numbered|totalling|totaling|amount(?:s|ed)? to|brings? the (?:\w+ )?total to|they are|make that|should (?:have said|read)|corrected to|revised to|rather than|instead of|not|rose to|grown to|risen to|fell to) $/i;
const SAID =
  /\b(?:says?|said|saying|mention(?:s|ed)?|show(?:s|ed)?|speaks? of|spoke of|counts?|counted|acknowledge[sd]?|admit(?:s|ted)?(?: to)?|list(?:s|ed)?|hold(?:s|ing)?|held|name[sd]?|record(?:s|ed)?|register(?:s|ed)?|document(?:s|ed)?|confirm(?:s|ed)?|claim(?:s|ed)?|put(?:s)? (?:it|the figure|the number|them) at|report(?:s|ed)?|identified|gives?|gave|has|have|had) (?:only |just )?["']?$/i;
const PREDICATE =
  /^ (?:are|were|was|is|have|had|has|remain(?:s|ed)?|died|came|come|did|went|got|wear|wore|still|now|could|can|live|belong|disappeared|vanished|returned|never|later|survived|escaped|received|met|told|said to|of)\b/;
/** What is said of questions, letters and offices and not of persons held. */
const ANSWERS =
  /^ (?:[\w'-]+ ){0,5}?(?:answer(?:ed|s)?|repl(?:y|ied|ies)|respond(?:ed|s)?|comment(?:ed)?|picked up|pick up|call(?:ed)? back|returned (?:our|the|my|a) (?:calls?|messages?)|hung up|acknowledged|opened|posted|unanswered|unopened|undelivered|bounced|hearings?|sessions?|ignored|voted|signed)\b/i;
const PERSONAL =
  /^ (?:are|were|was|is|have|had|has)?(?: \w+){0,3}? ?(?:led (?:off|away|out)|let (?:go|out)|put (?:on|in|aboard|behind)|loaded|(?:go|goes|went|going|stand|stood|put) (?:on )?trial|in (?:solitary|custody|prison|jail|cells?|captivity|chains)|free|home|shot|face (?:trial|charges|the)|rounded up|picked up|driven|marched|bussed|flown|starved|hanged|drowned|perished|vanished|disappeared|abducted|seized|jailed|died|dead|arrested|detained|captured|released|freed|sentenced|tried|charged|held|missing|taken|moved|transferred|dropped|handed|killed|executed|beaten|exchanged|convicted|out on|natural deaths|under investigation|minors|children|women|adult|officers|wounded|injured|identified|seen|buried|still)\b/;

function asksHowMany(scene: Scene): boolean {
  const index = scene.sentence.index;
  const before = scene.document.blocks
    .slice(Math.max(0, scene.sentence.block - 2), scene.sentence.block + 1)
    .flatMap((block) => block.sentences)
    .filter((s) => s.index < index && s.index >= index - 4);
  return before.some((sentence) => /\bhow many\b/i.test(sentence.plain));
}

/** "Ana and Ben Roth, two …": two who are named are not a count. */
const TWO_NAMED = /\p{Lu}[\p{L}'-]+ and \p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+){0,2}, $/u;

/** "eleven of them are under eighteen": a bound with no person noun after it is an age. */
function isAge(scene: Scene, figure: Figure, before: string, after: string): boolean {
  const bound = scene.plain.slice(figure.start, figure.numberStart);
  const years = typeof figure.value === 'number' && figure.value >= 5 && figure.value <= 95;
  return (
    years &&
    /^(?:under|over|below|above) $/i.test(bound) &&
    before.trim() !== '' &&
    /^(?:[,.;:)"']|$| (?:are|were|is|was|when|at|and|or|who|have|had|in|on|by|must|should|as|should|may)\b)/.test(
      after,
    )
  );
}

function excluded(scene: Scene, figure: Figure, before: string, after: string, state: CountState): boolean {
  if (scene.dates.some((date) => figure.numberStart >= date.start && figure.numberStart < date.end))
    return true;
  if (!figure.percent && UNITS.test(after)) return true;
  if (CAPACITY.test(before)) return true;
  if (/\?["”]?$/.test(scene.plain) && !/^["“]/.test(scene.plain)) return true;
  if (figure.value === 2 && /\bthe $/i.test(before) && !/^ of\b/.test(after)) return true;
  if (figure.value === 1 && /\bevery $/i.test(before)) return true;
  if (BEFORE_NOT.test(before) && !/^ [\w'-]+ (?:were|was|are)/.test(''))
    return !/\b(?:the|a|total|their|of) number $/i.test(before);
  const isCapital = /^[A-Z][a-z]/.test(scene.plain.slice(figure.numberStart, figure.numberStart + 2));
  if (isCapital && /(?:^|[^.!?"] )[A-Z][\w'-]+ $/.test(before)) return true;
  if (
    /\b(?:cells?|rooms?|huts?|tents?|space|beds|built|meant|designed|made|intended|enough) for (?:only |just )?$/i.test(
      before,
    )
  )
    return true;
  if (/^(?:st|nd|rd|th)\b|^[:/]\d|^\d|^[a-z]/.test(after)) return true;
  if (before.trim() === '' && /^(?:\.|\)|\/)/.test(after)) return true;
  if (before.endsWith('(') && after.startsWith(')')) return true;
  if (
    figure.value === 1 &&
    !/^ (?:of (?:them|whom|these|those)|(?:was|is|had|has|file|case|died)\b)/.test(after)
  )
    return true;
  if (
    scene.frames.some(
      (f) =>
        f.sourceSpan &&
        figure.numberStart + scene.sentence.start >= f.sourceSpan.start &&
        figure.numberStart + scene.sentence.start < f.sourceSpan.end,
    )
  )
    return true;
  if (isAge(scene, figure, before, after)) return true;
  if (figure.value === 2 && TWO_NAMED.test(before)) return true;
  const value = typeof figure.value === 'number' ? figure.value : -1;
  if (
    /\b(?:of|among|amongst) (?:the|those|these|its|his|their|all) ?$/i.test(before) &&
    state.seen.has(value) &&
    !/^ (?:of|are|were|have)\b/.test(after)
  )
    return true;
  return /\b(?:of|among) the ?$/i.test(before) && /^(?:,| are| were|\.)/.test(after) && state.seen.has(value);
}

/** The counted noun, if a person or case noun follows with at most four words between. */
function nounAfter(scene: Scene, figure: Figure): Counted | null {
  const list = scene.list;
  let at = scene.tokenAt(figure.end);
  for (let steps = 0; steps < 6 && at < list.length; steps++, at++) {
    const token = list[at];
    if (!token || /^[.,;:–()"!?]$/.test(token.words)) {
      if (token?.words === '"' && steps < 2) continue;
      return null;
    }
    const rest = scene.plain.slice(token.start, token.start + 60);
    for (const name of [
      'captive',
      'missing',
      'dead',
      'case',
      'combatant',
      'person',
      'role',
      'kin',
    ] as const) {
      const match = scene.pack.personClass.get(name)?.exec(rest);
      if (match && !modifies(scene, token.start + match[0].length))
        return accept(scene, figure, { name, words: match[0], end: token.start + match[0].length });
    }
    if (scene.pack.grammar.is(token.lower, 'aux', 'sub', 'rel', 'conj')) return null;
    if (scene.pack.grammar.is(token.lower, 'prep') && token.lower !== 'of' && token.lower !== 'per')
      return null;
    if (token.lower === 'of' && steps > 1) return null;
  }
  return null;
}

/** "three prisoner exchanges": the person noun only modifies what is counted. */
function modifies(scene: Scene, end: number): boolean {
  return (
    /^ (?:exchanges?|swaps?|transfers?|camps?|lists?|cells?|deals?|visits?|releases?|trials?|hearings?|ships?|votes?|units?|groups?|buses|families)\b/i.test(
      scene.plain.slice(end, end + 14),
    ) || /^'s?\b/.test(scene.plain.slice(end, end + 2))
  );
}

function accept(
  scene: Scene,
  figure: Figure,
  noun: { name: Counted['noun']; words: string; end: number },
): Counted | null {
  const clause = scene.clause(figure.start, noun.end);
  const text = scene.plain.slice(clause.start, clause.end);
  const told = measureOf(scene, clause);
  const found: Counted = {
    figure,
    nounEnd: noun.end,
    noun: noun.name,
    nounWords: noun.words,
    rule: `count:${noun.name}`,
  };
  if (isBattle(scene, clause)) return null;
  if (noun.name === 'kin' && !(typeof figure.value === 'number' && figure.value > 3 && isHard(told)))
    return /petition|complaint|appeal|request|lawsuit|case|sued/i.test(text)
      ? { ...found, rule: 'count:kin-cases' }
      : null;
  if (
    /\b(?:lawyers?|journalists?|reporters?|experts?|monitors?|inspectors?|observers?|members?|staff|employees|guards?|delegates|judges?|colleagues|volunteers|supporters)\b/i.test(
      noun.words,
    ) &&
    (told === null || told === 'cases')
  )
    return null;
  if (
    /\b(?:troops|inhabitants|residents)\b/i.test(noun.words) &&
    (told === null || told === 'held') &&
    !/\b(?:held|detained|in custody|captured|hold)\b/i.test(text)
  )
    return null;
  if (
    noun.name === 'case' &&
    !scene.pack.custodyTopic.test(scene.plain) &&
    !/complaint|petition|appeal|file|case|death|entr(?:y|ies)/i.test(text)
  )
    return null;
  if (noun.name !== 'captive' && /\bpopulation\b/i.test(text)) return null;
  if (/\b(?:staff of|army of|fields|employs?|budget|seats)\b/i.test(text)) return null;
  return found;
}

/** Something that happens to persons, told in so many words. */
function isHard(told: Measure | null): boolean {
  return told !== null && told !== 'cases' && told !== 'other';
}

function toDraft(
  scene: Scene,
  place: { counted: readonly Counted[]; at: number; state: CountState },
): Draft | null {
  const { counted, at, state } = place;
  const one = counted[at];
  if (!one) return null;
  const { figure } = one;
  const inList = one.rule === 'count:list';
  const own = scene.clause(figure.start, one.nounEnd);
  const aside = asideOf(scene, own, { start: figure.start, end: one.nounEnd });
  const clause = inList ? { start: 0, end: own.end } : (aside ?? own);
  const previous = counted[at - 1];
  const next = counted[at + 1];
  const left = previous && previous.nounEnd > clause.start ? previous.nounEnd : clause.start;
  const right = next && next.figure.start < clause.end ? next.figure.start : clause.end;
  const measure = decide(scene, one, { left, right, state });
  state.measure = measure;
  const span = scene.cut(
    {
      start: previous && previous.nounEnd > clause.start ? figure.start : clause.start,
      end: Math.max(right, one.nounEnd),
    },
    { start: figure.start, end: one.nounEnd },
  );
  const { asOf, period } = times(scene, { start: figure.start, end: one.nounEnd }, clause);
  const negated = isRefusedFigure(scene.plain, clause, figure);
  return {
    kind: 'count',
    start: scene.sentence.start + span.start,
    end: scene.sentence.start + span.end,
    rule: one.rule,
    cue: scene.plain.slice(figure.start, one.nounEnd),
    fields: {
      operator: figure.operator,
      number: figure.value,
      measure,
      as_of: asOf ?? (one.rule === 'count:list' ? state.asOf : null),
      period: period ?? (one.rule === 'count:list' || isBullet(scene) ? (state.period ?? null) : null),
      unit: figure.percent ? 'percent' : null,
      vague: figure.vague,
    },
    subject: scene.plain.slice(figure.start, one.nounEnd).slice(0, 80),
    ...(aside && aboutSpeaker(scene, aside) ? { authorOnly: true } : {}),
    ...(negated ? { modality: 'denied' as const } : {}),
  };
}

const NOT_SO =
  '(?:not (?:believe|recogni[sz]e|accept)|was not a figure|never said|wrongly|incorrectly|misprint|not true that)';
const NOT_SO_BEFORE = new RegExp(`\\b${NOT_SO}\\b(?<gap>[^;:]*)$`, 'i');
const NOT_SO_AFTER = new RegExp(`\\b${NOT_SO}\\b`, 'i');
/** "does not believe this, and counts …": what is not believed has been said before; the figure is the speaker's own. */
const SAID_BEFORE =
  /^ (?:this|that|it|them|him|her|so)(?: (?:figure|number|count|total|claim|tally|statement))?(?:,|[ –]*–| and | but )/i;

/** "An earlier version of this story said 17": the text takes the figure back. */
const TAKEN_BACK =
  /\b(?:earlier|previous|original) version of (?:this|the|our|an?) (?:story|article|report|piece|text|item|post|dispatch)\b(?![^.]*\bcorrect(?:ed|ly)?\b)|^(?:correction|clarification)[:,]? (?:we|this \w+) (?:wrote|reported|said|stated|gave)\b/i;

/** True where the clause says that its own figure is not so. */
function isRefusedFigure(plain: string, clause: Span, figure: Span): boolean {
  if (TAKEN_BACK.test(plain.slice(0, figure.start))) return true;
  const before = NOT_SO_BEFORE.exec(plain.slice(clause.start, figure.start));
  if (before && !SAID_BEFORE.test(before.groups?.['gap'] ?? '')) return true;
  return NOT_SO_AFTER.test(plain.slice(figure.end, clause.end + 40));
}

/** "…, who represents eleven of the crew, …": a relative clause ends at its comma. */
function asideOf(scene: Scene, own: Span, core: Span): Span | null {
  const before = scene.plain.slice(own.start, core.start);
  if (!/^(?:who|whose|which)\b/i.test(before) || before.includes(', ')) return null;
  const comma = scene.plain.slice(core.end, own.end).search(/, (?!and |or )/);
  return { start: own.start, end: comma < 0 ? own.end : core.end + comma };
}

/** What is said of a speaker in passing is the author's word, not the speaker's. */
function aboutSpeaker(scene: Scene, aside: Span): boolean {
  const start = scene.sentence.start + aside.start;
  const end = scene.sentence.start + aside.end;
  if (scene.frames.some(({ mention }) => mention.end > start && mention.end <= end)) return false;
  return scene.frames.some(
    ({ sourceSpan }) => sourceSpan !== null && start >= sourceSpan.start && start - sourceSpan.end <= 2,
  );
}
