/** Attribution without a verb: "according to X", "by X's count", and a name behind a dash that signs a quotation. */
import type { Modality } from '../contract.ts';
import type { Sentence } from '../segment.ts';
import { boundaryAfter, boundaryBefore, type Frame, type FrameTools, IMPERSONAL, PREPOSED } from './frame.ts';

/** What one may accord with without anybody vouching. */
const NOT_PARTY =
  /^(?:(?:their|its|his|her|our|the|a|an) )?(?:own )?(?:[a-z]+ )?(?:procedures?|law|laws|rules?|plans?|schedules?|conventions?|constitution|customs?|traditions?|principles?|information|mandate|practice|standards|terms|agreement|articles?|need|type|age|gender|statute)\b/i;
/** "By February the hotline": a fronted phrase belongs to no name. */
const FRONTED =
  /^(?:by|in|on|at|since|until|before|after|from|during|of|with|under|as|when|while|where|if|there|this|that|it|but|and|not|only|no|none|nobody|one of them) /i;
const RUMOUR =
  /^(?:(?:some|several|many|various|unconfirmed|media|press|local|other|the|recent|early|initial) )*(?:reports?|rumours?|accounts?|sources?|estimates|press reports|media)$/i;

/** "According to X", "by X's count", "a figure from X: …". */
export function sourceFrames(sentence: Sentence, words: readonly string[], tools: FrameTools): Frame[] {
  const frames: Frame[] = [];
  for (const hit of tools.sources.scan(sentence.plain, words)) {
    const found = hit.groups['src'];
    if (!found) continue;
    const src = /^according to /i.test(hit.words) ? shortened(found) : found;
    if (NOT_PARTY.test(src.words) || (hit.start === 0 && FRONTED.test(src.words))) continue;
    if (/^(?:citing|quoting)\b/i.test(hit.words) && A_REASON.test(src.words)) continue;
    const rumour = RUMOUR.test(src.words);
    const side = hit.pattern.fields['side'];
    const content = {
      start: side === 'after' ? sentence.start + hit.end : boundaryBefore(sentence, hit.start),
      end: side === 'before' ? sentence.start + hit.start : boundaryAfter(sentence, hit.end),
    };
    frames.push({
      content,
      mention: { start: sentence.start + hit.start, end: sentence.start + hit.end },
      source: rumour ? null : src.words,
      sourceSpan: { start: sentence.start + src.start, end: sentence.start + src.end },
      modality: rumour ? 'alleged' : ((hit.pattern.fields['modality'] ?? 'asserted') as Modality),
      cue: rumour ? { ...IMPERSONAL, modality: 'alleged' } : PREPOSED,
      trailing: hit.start > 20,
    });
  }
  return frames;
}

/** "According to our register a further 23 …", without a comma: the source ends where the next phrase begins. */
const NEXT_PHRASE =
  /(?<=\p{Ll})(?<!\b(?:of|for|from|in|by|at|on|to|with|and|or|near|outside|inside|under|over|behind)) (?:they|he|she|there|we|a further|another|at least|at most|more than|no fewer than|some \d|about \d|\d).*$/u;

function shortened<T extends { words: string; start: number; end: number }>(src: T): T {
  const words = src.words.replace(NEXT_PHRASE, '');
  return words.length < 3 || words === src.words ? src : { ...src, words, end: src.start + words.length };
}

/** »"We hold nobody." – Bela Orr, minister«: a name behind a dash signs the quotation before it. */
const SIGNED =
  /["'] ?[–-]{1,2} ?(?<who>(?:\p{Lu}[\p{L}'.-]* ){1,6}(?:al-|de |bin |van |von )?\p{Lu}[\p{L}'-]+)(?=,|\.?$)/u;

export const signed = (sentence: Sentence): Frame[] => named(sentence, SIGNED, 'behind');

/** »"Not one child is held" (Speaker Edda Crowe)«, »(opposition leaflet)«: brackets behind a quotation say whose it is. */
const BRACKETED =
  /["'] ?\((?<who>(?:the )?(?:[\p{L}'-]+ ){0,5}?(?:\p{Lu}[\p{L}'-]+ \p{Lu}[\p{L}'-]+|leaflet|website|statement|bulletin|communiqué|spokes\w+|report|manifesto|circular|poster))(?:, (?:on|at|in|to|before|during) [^()]{2,50})?\)/u;

export const bracketed = (sentence: Sentence): Frame[] =>
  sentence.plain.includes('(') ? named(sentence, BRACKETED, 'behind') : [];

/** »Justice minister Ivor Pell at the press conference: "Some 120 …"«: a name, an occasion, and what was said there. */
const ON_OCCASION =
  /^(?:\d{1,2}[.:]\d{2} ?(?:[ap]m)? )?(?:[\p{L}' -]{2,40} )?(?<who>\p{Lu}[\p{L}'-]+ \p{Lu}[\p{L}'-]+)(?:,[^,:"]{3,50},)? (?:at|in|on|to|before|outside|during|from) [^:,.;"]{3,50}: ?(?=")/u;

export const onOccasion = (sentence: Sentence): Frame[] =>
  sentence.plain.includes(': "') ? named(sentence, ON_OCCASION, 'ahead') : [];

/** »Morvane's president: "We do not trade."«, »The caller, back on the air: "…"«: who stands before the colon of a quotation. */
const HEADED =
  /^(?:\d{1,2}[.:]\d{2} ?(?:[ap]m)? )?(?<who>(?:(?:the|an?|his|her|its|their|one|another) (?:[\p{L}'-]+ ){0,4}?|(?:\p{Lu}[\p{L}'-]+(?:'s|s') )(?:[\p{L}'-]+ ){0,3}?|(?:\p{Lu}[\p{L}'-]+ ){1,3}?)(?:president|minister|ministry|spokes\w+|governor|mayor|commander|general|officer|commissioner|director|chairman|chairwoman|chair|secretary|lawyer|counsel|solicitor|attorney|prosecutor|doctor|nurse|mother|father|wife|husband|brother|sister|son|daughter|widow|aunt|uncle|cousin|priest|chaplain|bishop|consul|ambassador|envoy|warden|guard|driver|witness|survivor|prisoner|detainee|neighbour|teacher|caller|council|police|army|union|committee|association|embassy|consulate|office|government|staff|command))(?:, [^,:;."]{3,60})?: ?(?=")/iu;

export const headed = (sentence: Sentence): Frame[] =>
  sentence.plain.includes(': "') ? named(sentence, HEADED, 'ahead') : [];

/** Who is named (`who`) ahead of what is said or behind it, without a verb. */
function named(sentence: Sentence, expression: RegExp, where: 'ahead' | 'behind'): Frame[] {
  const hit = expression.exec(sentence.plain);
  const who = hit?.groups?.['who'];
  if (!hit || who === undefined) return [];
  const at = sentence.start + hit.index;
  const behind = at + hit[0].length;
  const start = at + hit[0].lastIndexOf(who);
  const sourceSpan = { start, end: start + who.length };
  const isAhead = where === 'ahead';
  return [
    {
      content: isAhead ? { start: behind, end: sentence.end } : { start: sentence.start, end: at + 1 },
      mention: isAhead ? { start: sentence.start, end: behind } : sourceSpan,
      source: who,
      sourceSpan,
      modality: 'asserted',
      cue: PREPOSED,
      trailing: !isAhead,
    },
  ];
}

/** "…, citing the ongoing proceedings": a reason given, nobody who speaks. */
const A_REASON =
  /\b(?:proceedings?|reasons?|concerns?|fears?|security|secrecy|privacy|confidentiality|investigations?|inquir(?:y|ies)|cases?|policy|policies|rules?|regulations?|laws?|protocols?|lack|risks?|threats?|shortages?|weather|conditions|grounds|needs?|sensitivity|nature|safety|rights|tensions?|health|orders)$|\b(?:reasons?|concerns?|fears?|lack|risks?|need|sensitivity|nature|safety|threat|shortage) (?:of|about|over|for|to|that)\b/i;
