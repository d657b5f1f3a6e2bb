/** The subject of a cue: before it, behind it, that of the verb before, or the name that stands beside a description. */
import { type Span, wordAt } from '../segment.ts';
import type { CueAt } from './frame.ts';

/** "X rejected the figure, saying …": a participle after a comma speaks for the subject of the sentence. */
export function participleSubject(place: CueAt): Span | null {
  const { list, at } = place;
  if (!list[at]?.lower.endsWith('ing') || list[at - 1]?.words !== ',') return null;
  return mainSubject(place);
}

/** The subject of the first verb after the last quotation that closes before the cue. */
export function mainSubject({ sentence, list, at, tools }: CueAt): Span | null {
  let from = at - 1;
  while (from > 0 && !/^["”;:]$/.test(list[from - 1]?.words ?? '')) from--;
  for (const isVerb of [
    (word: string) => tools.grammar.isFinite(word),
    (word: string) => /[a-z]ed$/.test(word),
  ])
    for (let verb = from + 1; verb < at - 1; verb++) {
      if (!isVerb(list[verb]?.verbal ?? '')) continue;
      const found = tools.grammar.subjectBefore(list, verb, from);
      if (found && !NOBODY.test(sentence.plain.slice(found.start, found.end))) return found;
    }
  return null;
}

/** "… and says": the verb stands right behind a conjunction, so its subject is that of the verb before. */
export function followsAnd({ list, at, tools }: CueAt): boolean {
  let back = at - 1;
  while (back >= 0 && tools.grammar.is(list[back]?.lower ?? '', 'aux', 'adverb')) back--;
  return /^(?:and|but|then|yet)$/.test(list[back]?.lower ?? '');
}

const BESIDE =
  /^, (?<name>(?:(?:Mr|Ms|Mrs|Dr|Prof|Gen|Col|Capt)\.? )?\p{Lu}[\p{L}'-]+(?: (?:al-|de |bin |van |von )?\p{Lu}[\p{L}'-]+){1,4})(?=,|$)/u;

/** "A man who got out in April, … says": who has no name is known by what is told of them. */
export function withRelative(plain: string, named: Span, verb: Span): Span {
  if (
    verb.start <= named.end ||
    !/^(?:An?|One|Another) [^\p{Lu}]+$/u.test(plain.slice(named.start, named.end))
  )
    return named;
  const told = /^ who [^,;:"]{3,60}?(?=,| $)/.exec(plain.slice(named.end, verb.start))?.[0].length ?? 0;
  return { start: named.start, end: named.end + told };
}

/**
 * "The quartermaster, Major Sten Aldous, insists", "…, Tessaly's deputy minister, Dario Plenk, told us": the words for the
 * office, up to the name between commas that bears it.
 */
export function apposedSubject({ sentence, list, at, tools }: CueAt): Span | null {
  const verb = list[at];
  if (!verb || list[at - 1]?.words !== ',') return null;
  const from = Math.max(0, verb.start - 160);
  const found = APPOSED.exec(sentence.plain.slice(from, verb.start));
  const { role = '' } = found?.groups ?? {};
  if (
    !found ||
    !/^(?:the|an?|its|his|her|their|our|my|one|another) |^.*(?:'s|s') |^\p{Lu}\p{Ll}/iu.test(role)
  )
    return null;
  const start = from + found.index + found[0].indexOf(role);
  const end = start + role.length;
  const isDoing = list.some((t) => t.start >= start && t.end <= end && tools.grammar.isFinite(t.verbal));
  return isDoing ? null : { start, end };
}

const APPOSED =
  /(?:^|["',;:–—] |\b(?:but|and|while|as|that|because|whereas) )(?<role>[^,;:"–]{2,80}?\p{Ll})(?: there| here)?, (?:(?:Mr|Ms|Mrs|Dr|Prof|Gen|Col|Capt)\.? )?(?:\p{Lu}[\p{L}'-]*\.? ){1,4}\p{Lu}[\p{L}'-]+, (?:who [^,"]{3,60}, )?$/u;

/** "Her brother, Arn, remembers": a relative is named by one name. */
const KIN =
  /^(?:his|her|their|my|our) (?:\w+ )?(?:mother|father|wife|husband|brother|sister|son|daughter|widow|uncle|aunt|cousin|fiancée?|grandmother|grandfather|partner|nephew|niece)$/i;

/** "Its president, Hanne Brodie, said": the name that stands beside a description is who speaks. */
export function nameBeside(plain: string, bare: Span, verb: Span): Span {
  const there = /^ (?:there|here)(?=, \p{Lu})/u.exec(plain.slice(bare.end))?.[0].length ?? 0;
  const subject = there > 0 ? { start: bare.start, end: bare.end + there } : bare;
  const words = plain.slice(bare.start, bare.end);
  if (KIN.test(words)) {
    const one = /^, (?<name>\p{Lu}[\p{L}'-]+)(?=,)/u.exec(plain.slice(subject.end))?.groups?.['name'];
    if (one !== undefined && verb.start > subject.end)
      return { start: subject.end + 2, end: subject.end + 2 + one.length };
  }
  const isOffice = /(?:'s|s') [\p{Ll} -]+$|^(?:[Tt]he|[Aa]n?|[Ii]ts) (?:[\p{Ll}-]+ )+(?:of|for|in|at) /u.test(
    words,
  );
  if (!isOffice && /\p{Lu}[\p{L}'-]+ \p{Lu}/u.test(words.replace(/^\p{L}+ /u, ''))) return subject;
  const to = verb.start > subject.end ? verb.start : plain.length;
  const beside = BESIDE.exec(plain.slice(subject.end, to).replace(/ $/, ''))?.groups?.['name'];
  if (beside === undefined) return bare;
  return { start: subject.end + 2, end: subject.end + 2 + beside.length };
}

/** "…," said X; "…", the ministry says is handled by subjectBefore. */
export function invertedSubject({ sentence, list, at, tools, cue }: CueAt): Span | null {
  const verb = list[at];
  const before = sentence.plain.slice(0, verb?.start ?? 0).trimEnd();
  if (!verb || !/[,"'!?–:]$/.test(before) || /^(?:that|of|has|have)\b/.test(list[at + 1]?.lower ?? ''))
    return null;
  if (!/^(?:say|that|think|ask|thatsay)$/.test(cue.class) || verb.lower.endsWith('ing')) return null;
  const phrase = tools.grammar.phraseAfter(list, at + 1, 14);
  // "…, 59, said parents still want": what follows has a verb of its own and is what was said.
  const behind = phrase ? list.findIndex((token) => token.start >= phrase.end) : -1;
  let next = behind;
  while (next > 0 && tools.grammar.is(list[next]?.lower ?? '', 'adverb')) next++;
  if (
    next > 0 &&
    !/^[,.;:"]$/.test(list[behind]?.words ?? '') &&
    tools.grammar.isFinite(list[next]?.verbal ?? '')
  )
    return null;
  if (
    !phrase ||
    /^(?:in|on|at|it|there|no|so|yesterday|today|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$/i.test(
      wordAt(sentence.plain, phrase.start),
    )
  )
    return null;
  return phrase;
}

/** Words that stand where a subject does and name nobody who speaks. */
export const NOBODY =
  /\b(?:nobody|no one|none|anyone|anybody|everyone|who|which|it is|there)$|^(?:what|that|this|there|how)\b/i;

/** "rang to say that …": the subject is that of the verb before. */
export function speakingVerb({ list, at }: CueAt): number {
  if (list[at - 1]?.lower !== 'to') return at;
  for (let back = at - 2; back >= 0 && at - back < 8; back--)
    if (CALLING.test(list[back]?.lower ?? '')) return back;
  return at;
}

const CALLING =
  /^(?:rang|rung|called|wrote|written|phoned|telephoned|came|texted|messaged|appeared|returned|wired)$/;

/** "confirms an incident but says it has …": the subject is that of the cue before the conjunction. */
export function elidedSubject({ sentence, list, at, tools }: CueAt): Span | null {
  let back = at - 1;
  while (back >= 0 && tools.grammar.is(list[back]?.lower ?? '', 'aux', 'adverb')) back--;
  if (!/^(?:and|but|then|or|yet)$/.test(list[back]?.lower ?? '')) return null;
  for (let verb = back - 1; verb >= 0; verb--) {
    if (!tools.cues.has(list[verb]?.verbal ?? '')) continue;
    const found = tools.grammar.subjectBefore(list, verb);
    if (found && /\p{L}/u.test(sentence.plain.slice(found.start, found.end))) return found;
  }
  return null;
}
