/** How far what a cue attributes reaches: from where, up to where, and on which side of the cue. */
import type { Span } from '../segment.ts';
import { boundaryBefore, type CueAt } from './frame.ts';

/** Where what is vouched for begins: before the source, at it (counters), or after the cue. */
export function contentStart(
  { sentence, list, at, cue }: CueAt,
  told: { subject: Span; trailing: boolean; after: number },
): number {
  const { subject, trailing, after } = told;
  const before = sentence.plain.slice(0, subject.start);
  const relative =
    cue.class === 'say' &&
    list[at + 1]?.lower === 'to' &&
    /[a-z] $/.test(before) &&
    !/\b(?:that|and|but|while|as|when|if|because|whereas) $/.test(before);
  if (trailing || relative) return boundaryBefore(sentence, subject.start);
  return cue.class === 'figure' || cue.class === 'show'
    ? sentence.start + subject.start
    : sentence.start + after;
}

/** The subject opens after a comma or quotation, and nothing follows the cue that it could introduce. */
export function isTrailing(place: CueAt, subject: Span): boolean {
  const { sentence, list, at } = place;
  const verb = list[at];
  const before = sentence.plain.slice(0, subject.start).trimEnd();
  if (!verb || !/[,"'!?–]$/.test(before)) return false;
  const rest = sentence.plain.slice(verb.end).trim();
  if (
    place.cue.class === 'tell' &&
    /^(?!.*\b(?:that|how|of|about|it|they|he|she|there|was|were|is|are|had|have|has|to|not|no|at least|\d+)\b)(?:the |a |an |its |his |her )?[\w' -]{3,50}[.,]?$/.test(
      rest,
    )
  )
    return true;
  // "he told the court, and it had not come back": a cue in the midst of what is told.
  if (
    place.cue.class === 'tell' &&
    /^(?:the |a |an |his |her |our |this )?[\w' -]{2,40}, /.test(rest) &&
    !/^[^,]*\b(?:that|how|of|about)\b/.test(rest)
  )
    return true;
  // "They hold five, the union says: four warders and a priest": the cue stands in the midst of what is told.
  if (place.cue.class === 'say' && /, *$/.test(before) && rest.startsWith(':')) return true;
  return /^(?:[.,;–]|$|(?:in|on|at|after|during|by|through|from|to|this|last|yesterday|today|later|\w+ \w+ (?:message|statement|interview|conference|telephone))[^"]{0,60}$|(?:me|us|him|her|reporters|journalists|this|the [A-Z]|[A-Z])[^"]{0,40}$)/.test(
    rest,
  );
}

/** Content of a leading cue ends at a semicolon or where a new subject speaks for itself. */
export function endOfContent({ sentence }: CueAt, from: number): number {
  const rest = sentence.plain.slice(from);
  const cut =
    /; |, (?:but|while|whereas|although|though) (?!that\b|it\b|he\b|she\b|they\b|would\b|had\b|was\b|were\b|none\b|no\b|not\b)|(?<=[a-z]), (?:and )?(?:a|the|its|his) [\w ]{2,40} (?:said|says)\b/.exec(
      rest,
    );
  return cut ? sentence.start + from + cut.index : sentence.end;
}
