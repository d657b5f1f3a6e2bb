/** Figures that count nobody: measures, money, ages, pages, rooms for so many, and a whole that was counted before. */
import type { Figure } from '../numbers.ts';
import type { Scene } from '../scene.ts';
import type { CountState } from './count-measure.ts';

export const UNITS =
  /^[ -]?(?:%|per ?cent|km|kilomet|met(?:re|er)s?|miles?|tonnes?|tons?|kilos?|kilograms?|kg|pounds?|stone|barrels?|lit(?:re|er)s?|euros?|dollars?|crowns?|pesos|roubles?|rubles?|lira|francs?|cents?|years?|year-old|-year|months?|weeks?|days?|hours?|minutes?|seconds?|degrees?|hectares?|acres?|pages?|times?|words|o'clock|[ap]\.?m\b|votes?|shots?|rounds?|shells?|rockets?|vehicles?|trucks?|tanks?|boats?|ships?|planes?|aircraft|houses?|homes|villages?|towns?|schools?|prisons?|camps?|cells?|blocks?|rooms?|beds?|countries|states|buildings?|sites?|places?|photographs?|pictures|images|videos|articles?|paragraphs?|copies|seats|points?|floors?|metres|feet|inches|nights?|mornings?|occasions|meetings?|sessions?|hearings|sides|parties|questions?|letters?|calls?|provinces|districts|regions|governorates|storeys|speedboats|gates?|stations?|visits|rings|lashes|strokes|sentences of|consecutive|successive|facilit(?:y|ies)|documents?|folders?|windows?|doors?|buses|lorries|cars|jeeps|wards|offices?|bodies of water|reasons?|ways|parts?|things?|items?|parcels?|packages|crates|books|pictures?|bridges?|roads?|islands?|rounds? of|attempts?|meetings|conditions|demands|points|steps|stages|phases|weapons|rifles|bullets|charges?|counts)\b/i;
/** "carries up to 340 passengers", "we still need twelve volunteers": room and wishes, nobody held. */
const CAPACITY =
  /\b(?:carr(?:y|ies)|seats?|accommodates?|employs?|employed|room for|capacity (?:of|for)|need|needs|needed|seeks?|seeking|recruits?|hir(?:e|es|ing)|capable of (?:holding|carrying)|invited?|enough for) (?:(?:still|only|another|about) )?$/i;
const BEFORE_NOT =
  /(?:\b(?:page|pages|p\.|article|articles|no|nos|number|block|station|post|unit|room|cell|chapter|section|act|law|resolution|regulation|rule|order|decree|camp|prison|colony|school|brigade|regiment|battalion|route|flight|aged?|age of|ages|boy of|girl of|child of|man of|woman of|son of|case|file|protocol|phase|day|week|month|witness|calls|paragraph|annex|bulletin|class|category|version|issue|volume|years?(?<=\b(?:the|in|of|over|during|for) years?)|channel|line|building|apartment|flat|street|ward|wing|level|level|grade|convention|of act|under|gate|patrol|sector|zone|hall|platform|track|shaft|depot|checkpoint|exhibit|square|precinct|bus|tram|(?:the|in|our|of|see) (?:report|alert|list|entry|item|question|point))|[$€£#@§])\.? ?$/i;

/** What is counted and divided and is no person. */
const THING =
  '(?:years?|months|weeks|days|nights|newspapers?|papers|questions?|requests?|letters?|hearings?|cent(?:re|er)s|sites?|prisons?|camps?|governments?|ministries|embassies|states|countries|lists?|pages?|words|rooms?|cells?|villages?|towns?|districts|documents?|articles?|points?|calls?|visits?|boats?|ships?|buses|trucks|recommendations|promises|stations?|offices|courts?|firms|companies|agencies|channels|programmes|photographs?|pictures|statements|claims|sentences|texts)';
/** "Seven of the nine asylum hearings". */
export const THINGS_BEHIND = new RegExp(`^ (?:[\\w'-]+ ){0,2}?${THING}\\b`);
const OF_THINGS = new RegExp(
  `^ of (?:the|those|these|its|his|their|our) (?:(?!(?:in|at|from|who|whom|held|on)\\b)[\\w'-]+ ){0,3}?${THING}\\b`,
);
const HEAD_OF_THINGS = new RegExp(`^Of (?:the|those|these|its|all|our|my) (?:[\\w'-]+ ){0,2}?${THING}\\b`);

/** "two of those years", "Of the four newspapers, two have run corrections". */
export function isPartOfThings(scene: Scene, figure: Figure): boolean {
  return (
    OF_THINGS.test(scene.plain.slice(figure.end)) ||
    (HEAD_OF_THINGS.test(scene.plain) &&
      !scene.pack.person.test(scene.plain.slice(figure.end, figure.end + 24)))
  );
}

/** "288 identified from graves": a participle that looks like a verb of speech. */
const PARTICIPLE =
  /^ (?:identified|named|listed|registered|reported|believed|thought|feared|confirmed) (?:from|by|as|in|missing|dead|held|to)\b/;

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

/** "a letter about the four nuns": those a question or a talk is about have been counted elsewhere. */
const TOPIC =
  /\b(?:inquir(?:y|ies)|enquir(?:y|ies)|questions?|letters?|notes?(?: verbale)?|talks?|understanding|answers?|repl(?:y|ies)|requests?|news|information|asks?|asked|asking|inquired?|enquired?|wr(?:ote|itten)|word|swap|deal|as) (?:[\w'-]+ ){0,5}?(?:about|on|as to|to|regarding|concerning|involving|over|after) (?:the (?:fate|whereabouts|case|cases|names) of )?(?:the |its |our |their |his |her )?$|\bbecome of (?:the |its |our |their |his |her )?$/i;
/** "heard from two released men", "the notes of two doctors": those who tell. */
const TELLERS =
  /\b(?:hear(?:d)?|told|learn(?:ed|t)?|according to|(?:accounts?|testimon(?:y|ies)|statements?|notes|bulletins|memories|words|recollections?) (?:of|by|from)|(?:confirmed|seen|noticed|drawn|described|recogni[sz]ed|heard|reported|told)(?: [\w']+){0,5} by|(?:spoke|spoken|talked|speaking|talking) (?:to|with)|interviewed|interviews with|heard from|have from|has from|comes? from|came from) (?:about |some |with |from |by )?$/i;
/** "lost sixty fighters in the autumn", "at a cost of 200 men": losses of a fight. */
const LOSSES =
  /\b(?:loss(?:es)? of|at (?:a|the) cost of|cost (?:the |its |their )?(?:[\w'-]+ ){0,2}?|(?:death )?toll of the (?:war|fighting|offensive|battle)[^.;]{0,40}|(?:lost|losing|loses)(?= (?:about |some |over )?$)) ?(?:about |some |over )?$/i;
/** "wanted the seven men", "offered to let four guards go", "would give back all for six": wishes and offers. */
const WISHED =
  /\b(?:wants?|wanted|demand(?:s|ed|ing)?|call(?:s|ed|ing)? for|offer(?:s|ed|ing)? to (?:[\w'-]+ ){1,3}?|would (?:give|trade|free|release|exchange|let|hand|swap) [^.;]{0,40}?|proposed to (?:[\w'-]+ ){1,2}?)(?: the)? ?$/i;

/** "negotiating over the return of 80", "we call for the release of all seven", "built for 300 inmates": nothing of it is so yet. */
const TO_COME =
  /\b(?:negotiat\w+|bargain\w*|haggl\w+|demand\w*|call(?:s|ed|ing)? (?:again )?for|insist\w* on|pray\w* for|hop(?:es?|ed|ing) for|wait(?:s|ed|ing)? for|urg(?:es?|ed|ing)|appeal(?:s|ed|ing)? for)\b[^.;:]{0,50}? (?:return|release|handover|exchange|freeing|freedom|liberation) of (?:the |all )?$|\b(?:built|designed|meant|intended|planned|fit|provides?)\b[^.;:,]{0,20} for (?:the )?$/i;

/** "had submitted 1,206 names", "52 officers put before such courts": a noun or a participle that looks like a verb of speech. */
function isHomograph(figure: Figure, sourceStart: number, after: string): boolean {
  if (sourceStart < figure.start || sourceStart > figure.numberStart) return false;
  return /^ (?:names|counts|reports|claims|statements|charges|records|lists|files|estimates)\b|^ [\w'-]+ (?:put|brought|taken) (?:before|in|on|under|behind|aboard)\b/.test(
    after,
  );
}

/** "a letter about the 12 soldiers captured in May", "notes on 14 defendants": who is called held beside the figure is counted all the same. */
function isHeldTopic(scene: Scene, after: string): boolean {
  const near = /^(?: [\w'-]+){0,6}/.exec(after)?.[0] ?? '';
  return (
    scene.pack.captive.test(near) ||
    /\b(?:captured|held|taken|seized|detained|missing|abducted|arrested|jailed|in custody|defendants|accused|convicts)\b/.test(
      near,
    )
  );
}

/** Those whom a figure names and does not count as held: topics, witnesses, the fallen, wishes, a man's own children. */
function isNobodyHeld(scene: Scene, figure: Figure, bound: string, after: string): boolean {
  const { value } = figure;
  const written = scene.plain.slice(figure.numberStart, figure.end);
  // "07.30 Inmates are holding guards": the hour of a ticker.
  if (/^\d{1,2}\.\d\d$/.test(written) && !figure.percent) return true;
  // "One of them, Lena Strook, …", "opposite one of them": one who is told of.
  if (value === 1 && /^ of (?:them|these|those|whom|us)\b/.test(after)) {
    if (/^ of \w+(?:, |\.|$| (?:was|is) \p{Lu}| in\b)/u.test(after)) return true;
    if (/\b(?:in|on|to|with|by|from|at|opposite|for|beside|is|was|than|not) $/i.test(bound)) return true;
  }
  if (/\bwith (?:the )?$/i.test(bound) && /^ (?:others?|other \w+)\b/.test(after)) return true;
  if (/\b(?:older|younger) than $/i.test(bound)) return true;
  if (
    Array.isArray(value) &&
    /\b(?:are|is|were|was|aged) (?:all )?(?:aged )?$/i.test(scene.plain.slice(0, figure.start)) &&
    value[1] < 100 &&
    /^[.,;]/.test(after)
  )
    return true;
  if (
    /\b(?:has|had|leaves|left|raised) $/i.test(bound) &&
    /^ (?:(?:small|young|grown) )?(?:children|kids|sons|daughters|grandchildren)(?=[,.;]| and |$)/.test(after)
  )
    return true;
  if (/\b(?:he|she) [a-z]+ed $/i.test(scene.plain.slice(0, figure.start)) && /^ babies\b/.test(after))
    return true;
  const isTold = /^ (?:[\w'-]+ ){0,5}?(?:it|who|whom|that) /.test(after);
  if (TO_COME.test(bound)) return true;
  if (LOSSES.test(bound) && !scene.pack.captive.test(after)) return true;
  if (TOPIC.test(bound) && !isHeldTopic(scene, after)) return true;
  if (
    TELLERS.test(bound) &&
    !/\b(?:children|prisoners|captives|detainees|hostages) (?:held|in)\b/.test(after)
  )
    return true;
  return WISHED.test(bound) && !isTold;
}

/** True if a figure is none of persons or cases, whatever stands beside it. */
export function excluded(
  scene: Scene,
  figure: Figure,
  before: string,
  after: string,
  state: CountState,
): boolean {
  if (scene.dates.some((date) => figure.numberStart >= date.start && figure.numberStart < date.end))
    return true;
  if (!figure.percent && UNITS.test(after)) return true;
  if (CAPACITY.test(before)) return true;
  if (/\?["”]?$/.test(scene.plain) && !/^["“]/.test(scene.plain)) return true;
  const bound = scene.plain.slice(0, figure.numberStart);
  if (figure.value === 2 && /\bthe $/i.test(bound) && !/^ of\b/.test(after)) return true;
  if (isNobodyHeld(scene, figure, bound, after)) return true;
  if (figure.value === 1 && /\bevery $/i.test(before)) return true;
  if (BEFORE_NOT.test(before) && !/^ [\w'-]+ (?:were|was|are)/.test(''))
    return !/\b(?:(?:the|a|total|their|of) number|(?:last|this|past|that|each|same) (?:day|week|month)) $/i.test(
      before,
    );
  const isCapital = /^[A-Z][a-z]/.test(scene.plain.slice(figure.numberStart, figure.numberStart + 2));
  if (isCapital && /(?:^|[^.!?"] )[A-Z][\w'-]+ $/.test(before)) return true;
  if (isCapital && /[a-z] (?:the )?$/.test(bound) && /^ [A-Z]/.test(after)) return true;
  if (
    /\b(?:cells?|rooms?|huts?|tents?|space|beds|places?|seats?|seating|berths?|bunks?|mattresses|tables?|built|meant|designed|made|intended|enough) for (?:only |just )?$/i.test(
      before,
    )
  )
    return true;
  if (/^(?:st|nd|rd|th)\b|^[:/]\d|^\d|^[a-z]/.test(after)) return true;
  if (before.trim() === '' && /^(?:\.|\)|\/)/.test(after)) return true;
  if (before.endsWith('(') && after.startsWith(')')) return true;
  if (
    figure.value === 1 &&
    !/^ (?:of (?:them|whom|these|those)|(?:was|is|had|has|file|case|died|took (?:his|her) own|hanged|drowned|escaped)\b)|^, [^,]{3,60}, (?:was|has been|had been|died)\b/.test(
      after,
    )
  )
    return true;
  if (
    scene.frames.some(
      (f) =>
        f.sourceSpan &&
        !isHomograph(figure, f.sourceSpan.start - scene.sentence.start, after) &&
        !(f.sourceSpan.end - scene.sentence.start <= figure.end && PARTICIPLE.test(after)) &&
        figure.numberStart + scene.sentence.start >= f.sourceSpan.start &&
        figure.numberStart + scene.sentence.start < f.sourceSpan.end,
    )
  )
    return true;
  if (
    /^Of (?:the|these|those) (?:\w+ )?$/.test(
      scene.plain.slice(0, figure.numberStart).replace(/^\(?\w{1,3}[.)] /, ''),
    ) &&
    scene.figures.some((other) => other.start > figure.end) &&
    /^ \w+,|^,/.test(after)
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
