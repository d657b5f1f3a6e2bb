/**
 * Frames: stretches of text that some party vouches for, with the words that say so.
 * Finds explicit attribution only (a verb with its subject, "according to X", "X: …", speaker lines); who a pronoun
 * or "the group" stands for, and which sentences go on without a cue, is decided in speaker.ts.
 * Cues follow reading.md §3; people agree on about nine cues in ten (PolNeAR), so some doubt is left on purpose.
 */
import type { Modality } from './contract.ts';
import { tokensOf } from './grammar.ts';
import { admissible, agrees } from './saying/company.ts';
import { contentStart, endOfContent, isTrailing } from './saying/content.ts';
import {
  boundaryAfter,
  boundaryBefore,
  type CueAt,
  type Frame,
  type FrameTools,
  IMPERSONAL,
} from './saying/frame.ts';
import { bracketed, headed, onOccasion, signed, sourceFrames } from './saying/sources.ts';
import {
  apposedSubject,
  elidedSubject,
  followsAnd,
  invertedSubject,
  mainSubject,
  nameBeside,
  NOBODY,
  participleSubject,
  speakingVerb,
  withRelative,
} from './saying/subject.ts';
import type { Sentence, Span } from './segment.ts';

export type { Cue, Frame, FrameTools } from './saying/frame.ts';

/** All explicit frames of a sentence, in order of their cue. */
export function framesOf(sentence: Sentence, words: readonly string[], tools: FrameTools): Frame[] {
  const frames = [
    ...sourceFrames(sentence, words, tools),
    ...signed(sentence),
    ...bracketed(sentence),
    ...onOccasion(sentence),
    ...headed(sentence),
  ];
  if (!words.some((word) => tools.cues.has(word))) return frames;
  const list = tokensOf(sentence);
  for (const [at, token] of list.entries()) {
    const cue = tools.cues.get(token.verbal);
    const frame = cue ? verbFrame({ sentence, list, at, cue, tools }) : null;
    if (frame) frames.push(frame);
  }
  frames.push(...goingOn(sentence, frames));
  return frames.sort((a, b) => a.mention.start - b.mention.start);
}

function verbFrame(place: CueAt): Frame | null {
  const { list, at, cue, tools, sentence } = place;
  const verb = list[at];
  if (!verb || !admissible(place)) return null;
  const impersonal = impersonalFrame(place);
  if (impersonal !== undefined) return impersonal;
  if (cue.lemma === 'hear' && LISTENS.test(sentence.plain.slice(0, verb.start))) return heardFrame(place);
  const before = sentence.plain.slice(0, verb.start).trimEnd();
  const leading = /["'!?]$/.test(before)
    ? null
    : (apposedSubject(place) ?? tools.grammar.subjectBefore(list, speakingVerb(place)));
  const inverted = leading ? null : invertedSubject(place);
  const bare =
    participleSubject(place) ??
    (followsAnd(place) ? (elidedSubject(place) ?? mainSubject(place) ?? leading) : leading) ??
    inverted ??
    elidedSubject(place) ??
    (speakingVerb(place) === at ? tools.grammar.subjectBefore(list, at) : null);
  if (!bare || NOBODY.test(sentence.plain.slice(bare.start, bare.end)) || !agrees(place, bare)) return null;
  const named = withRelative(
    sentence.plain,
    nameBeside(sentence.plain, whole(sentence.plain, bare, verb), verb),
    verb,
  );
  // The whole of "its president, Hanne Brodie" stands before the verb; the name in it is who speaks.
  const subject = { start: Math.min(bare.start, named.start), end: Math.max(bare.end, named.end) };
  const colon = inverted !== null && /^\s*:/.test(sentence.plain.slice(inverted.end));
  const trailing = !colon && (inverted !== null || isTrailing(place, bare));
  const behind = sentence.plain.slice(Math.max(verb.end, subject.end)).trimStart();
  const parenthesis = trailing && (/^[,:]/.test(behind) || (cue.class === 'tell' && TOLD_AMID.test(behind)));
  const negated = /(?:\bnot|n't|\bnever)(?: \w+)?$/.test(
    sentence.plain.slice(Math.max(0, verb.start - 24), verb.start).trimEnd(),
  );
  const modality =
    negated && cue.modality === 'believed'
      ? 'denied'
      : negated && cue.class === 'know'
        ? 'unknown'
        : cue.modality;
  if (negated && modality === 'asserted' && !(cue.lemma in ADMITS)) return null;
  const told = negated && modality === 'asserted' ? 'denied' : modality;
  const start = contentStart(place, { subject, trailing, after: Math.max(verb.end, inverted?.end ?? 0) });
  const end =
    trailing && !parenthesis
      ? sentence.start + Math.min(subject.start, verb.start)
      : endOfContent(place, verb.end);
  return {
    content: { start, end: Math.max(start, end) },
    mention: {
      start: sentence.start + Math.min(subject.start, verb.start),
      end: sentence.start + Math.max(subject.end, verb.end),
    },
    source: sentence.plain.slice(named.start, named.end),
    sourceSpan: { start: sentence.start + named.start, end: sentence.start + named.end },
    modality: told,
    cue,
    trailing,
  };
}

/** "Three are out, Holm confirms; one is limping": behind the semicolon the same one goes on, where no other cue stands. */
function goingOn(sentence: Sentence, frames: readonly Frame[]): Frame[] {
  const last = frames.reduce<Frame | undefined>(
    (a, b) => (a && a.mention.end > b.mention.end ? a : b),
    undefined,
  );
  if (!last?.trailing || last.source === null || last.cue.class === 'ask' || last.cue.modality === 'denied')
    return [];
  const from = last.mention.end;
  const behind = /^[^;:"]{0,40}?; (?=\p{Ll})/u.exec(sentence.plain.slice(from - sentence.start));
  if (!behind) return [];
  return [
    {
      ...last,
      content: { start: from + behind[0].length, end: sentence.end },
      modality: last.modality,
      trailing: false,
    },
  ];
}

/** "…, he told the court, and …": whom it is told to, and a comma behind. */
const TOLD_AMID = /^(?:the |an? |his |her |our |this )?[\w' -]{2,40}, (?=\S)/;

/** "the family tells us": an article alone is nobody, so the noun between it and the verb belongs to it. */
function whole(plain: string, subject: Span, verb: Span): Span {
  if (!/^(?:the|an?|its|his|her|their|our|my)$/i.test(plain.slice(subject.start, subject.end)))
    return subject;
  const noun = /^ [\p{Ll}-]+(?= )/u.exec(plain.slice(subject.end, verb.start))?.[0].length ?? 0;
  return { start: subject.start, end: subject.end + noun };
}

/** Who has never conceded a thing denies it. */
const ADMITS: Readonly<Record<string, true>> = { concede: true, admit: true, acknowledge: true };

/** "The court heard that …": who listens vouches for nothing; who spoke may be named ("heard from a warder that"). */
const LISTENS =
  /\b(?:court|jury|tribunal|inquest|hearing|bench|judges?|panel|assize|chamber)(?: (?:has|have|had|also|then|later|further))? $/i;

function heardFrame({ sentence, list, at, cue }: CueAt): Frame | null {
  const verb = list[at];
  if (!verb) return null;
  const rest = sentence.plain.slice(verb.end);
  const told =
    /^ (?:evidence |testimony |also |first |next )?from (?<src>[^,;:"]{2,70}?)(?= that\b| how\b| who\b|, who\b| about\b)/.exec(
      rest,
    );
  const src = told?.groups?.['src'];
  if (told && src !== undefined) {
    const end = sentence.start + verb.end + told[0].length;
    const sourceSpan = { start: end - src.length, end };
    return {
      content: { start: end, end: boundaryAfter(sentence, verb.end) },
      mention: { start: sentence.start + verb.start, end },
      source: src,
      sourceSpan,
      modality: 'asserted',
      cue,
      trailing: false,
    };
  }
  return {
    content: { start: sentence.start + verb.end, end: boundaryAfter(sentence, verb.end) },
    mention: { start: sentence.start + verb.start, end: sentence.start + verb.end },
    source: null,
    sourceSpan: null,
    modality: 'asserted',
    cue: IMPERSONAL,
    trailing: false,
  };
}

/** "It is believed that …", "is said to", "are thought to have": nobody is named. undefined = not impersonal. */
function impersonalFrame({ sentence, list, at, cue }: CueAt): Frame | null | undefined {
  const verb = list[at];
  if (!verb || cue.class === 'sure') return undefined;
  const before = sentence.plain.slice(Math.max(0, verb.start - 30), verb.start);
  if (!/\b(?:is|are|was|were|been|being) (?:\w+ly |also |still )?$/i.test(before)) return undefined;
  if (cue.class === 'tell') return null;
  const rest = sentence.plain.slice(verb.end);
  const it = /\bit (?:is|was|has been) (?:\w+ly |also |still )?$/i.test(before);
  const named =
    /^ by ([^,;:."–]{3,60}?)(?= to\b| that\b| as\b| when\b| whether\b| why\b| how\b| what\b| who\b| where\b| if\b|,|;|\.|$)/.exec(
      rest,
    );
  if (!it && !named && !/^ (?:to|dead|killed|missing|captured|lost|that)\b/.test(rest)) return null;
  const modality: Modality =
    it || named ? cue.modality : cue.modality === 'asserted' ? 'alleged' : cue.modality;
  const source = named ? (named[1] ?? null) : null;
  const from = sentence.start + verb.end + 4;
  return {
    content: {
      start: it ? sentence.start + verb.end : boundaryBefore(sentence, verb.start),
      end: boundaryAfter(sentence, verb.end),
    },
    mention: { start: sentence.start + verb.start, end: sentence.start + verb.end },
    source,
    sourceSpan: source ? { start: from, end: from + source.length } : null,
    modality,
    cue: source ? cue : { ...IMPERSONAL, modality },
    trailing: false,
  };
}
