/** Whether a word is a cue in the company it keeps: what must follow it, what may stand before it, and its number. */
import type { Token } from '../grammar.ts';
import type { Sentence, Span } from '../segment.ts';
import type { CueAt } from './frame.ts';
import { speakingVerb } from './subject.ts';

/** The word is a cue here only in the company its class asks for. */
export function admissible({ list, at, cue, tools, sentence }: CueAt): boolean {
  const next = list[at + 1]?.lower ?? '';
  const before = list[at - 1]?.lower ?? '';
  const standsAlone = before === 'another' && (cue.lemma === 'say' || cue.lemma === 'tell');
  if (tools.grammar.is(before, 'det') && before !== 'that' && before !== 'this' && !standsAlone) return false;
  // "143 names", "eleven notes": behind a number it is a noun.
  if (list[at]?.lower.endsWith('s') && (/^\d/.test(before) || NUMBER_WORD.test(before))) return false;
  if (tools.cues.get(before)?.class === 'deny') return false;
  if (before === 'to' && speakingVerb({ sentence, list, at, cue, tools }) === at) return false;
  const rest = sentence.plain.slice(list[at]?.end ?? 0);
  if (isFreeRelative(sentence.plain, list[at]?.start ?? 0, rest)) return false;
  const opens =
    /^,? *(?:that\b|"|‘|:|,? *"|in (?:a|an|its|his|her|their|the) [\w ]{3,40}(?: that|,|:)|on \w+day(?: that|,)|[\w ]{0,24} that\b)/.test(
      rest,
    );
  const closes =
    /["',]\s*(?:[\w'-]+ ){0,14}$/.test(sentence.plain.slice(0, list[at]?.start ?? 0)) &&
    /^\s*(?:[,.;]|$|\w+[\w .'-]{0,60}[,.;]?)/.test(rest);
  switch (cue.class) {
    case 'say':
      return (
        next !== 'to' ||
        /^ to (?:(?:\w+ ){0,4}(?:that|have)|be (?:holding|keeping|detaining)|hold|detain)\b/.test(rest)
      );
    case 'thatsay':
      return !/^(?:of|by)$/.test(next);
    case 'that':
      return (
        opens ||
        closes ||
        TOLD.test(rest) ||
        /^ (?:\d+|at least|more|about|around|some|no|the|a|its|his|her|their|on|in|only|having|holding|there|it|they|he|she|all|none|that)\b/.test(
          rest,
        )
      );
    case 'thatonly':
      return (
        /^,? *(?:that\b|"|‘|:)|^ [\w ]{0,24} that\b/.test(rest) ||
        MARKS.test(rest) ||
        FOUND.test(rest) ||
        closesWithComma(sentence, list[at])
      );
    case 'tale':
      return (
        (TOLD.test(rest) || HELD.test(rest)) && !/^ [^.,;]{1,60} as (?:an? |the |being |")?\w/.test(rest)
      );
    case 'show':
      return (
        closesWithComma(sentence, list[at]) ||
        /^ (?:that|\d+|at least|only|about|more|how|no|a|the|[a-z]+teen|[a-z]+ty|\w+ (?:men|women|people|prisoners|detainees))\b/.test(
          rest,
        )
      );
    case 'tell':
      return (
        opens ||
        /^ [\w' -]{2,40}: ?"/.test(rest) ||
        /^ of\b/.test(rest) ||
        /^ [^,;:"]{2,50}, [^,;:"]{2,40}, (?:that|how|of|about)\b/.test(rest) ||
        /^ (?:[\w@.'-]+ ){1,7}(?:that\b|how\b|about\b|"|‘|she|he|they|it|there|the|of\b|their|his|her|its|no|none|some|more|all)/.test(
          rest,
        ) ||
        closes
      );
    case 'pointout':
      return next === 'out' || (next === 'to' && /\d|"/.test(rest));
    case 'of':
      return next === 'of';
    case 'figure':
      // "the first to be put away since 2017": what is done to somebody is told by nobody.
      if (/^(?:be|been|being|was|were)$/.test(before) && !/ by /.test(rest)) return false;
      // Names and reports are collected by who counts; persons are collected by who takes them.
      if (cue.lemma === 'collect')
        return /^ (?:[\p{L}\d,.-]+ ){1,5}(?:names|cases|reports|statements|accounts|testimonies|complaints|deaths)\b/u.test(
          rest,
        );
      if (
        cue.lemma === 'put' &&
        /^(?:before|on|in|into|to|behind|under|away|up|through|aboard|off|out|down)$/.test(next)
      )
        return false;
      if (next === 'of' && /^\d[\d.,]*$/.test(before)) return false;
      return /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|dozens?|scores)\b/.test(
        rest.slice(0, 90),
      );
    case 'accuse':
      return / of /.test(rest.slice(0, 120));
    case 'know':
      return (
        /(?:not|n't|never|who|alone) *$/.test(sentence.plain.slice(0, list[at]?.start ?? 0)) ||
        next === 'of' ||
        next === 'that'
      );
    case 'thatnext':
      return (
        (next === 'that' && !/^ that (?:is|was|has|had|day|night|time|the (?:one|same))\b/.test(rest)) ||
        /^ (?:there|he|she|they|it|we|at least|holding|having) /.test(rest)
      );
    case 'sure':
      return (
        (next === 'that' || (closesWithComma(sentence, list[at]) && /^(?:is|are|was|were)$/.test(before))) &&
        /^(?:is|are|was|were|be|am|feel|feels|felt|remains?|remained|seems?)$/.test(before)
      );
    case 'ask':
      return (
        /^ (?:\w+ ){0,6}(?:whether|why|how|if|when|where|what|which|who)\b|^[,.]? *["‘]/.test(rest) || closes
      );
    default:
      return true;
  }
}

/** "What they told us they told us", "What he wrote belongs to the minister": what is told is a thing here, and not told. */
function isFreeRelative(plain: string, verb: number, rest: string): boolean {
  return (
    /(?:^|[.;:,"] ?|\b(?:and|but|of|to|that) )what (?:[\p{L}'-]+ ){1,3}$/iu.test(
      plain.slice(Math.max(0, verb - 60), verb),
    ) && !/^(?: \w+){0,3} (?:is|was) that\b/.test(rest)
  );
}

const NUMBER_WORD =
  /^(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\p{L}+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|dozen|several|many|few)$/u;

/** "tells of", "recounted how", "admits to holding": what follows is told. */
const TOLD =
  /^ (?:of|how|seeing|counting|hearing|sharing|meeting|guarding|burying|carrying|watching|finding|being|having|holding|to (?:holding|having|keeping|detaining|taking|up to|about|over|some|\d+))\b/;
/** A doctor who found marks says that they are there. */
const MARKS =
  /^ (?:[\w'-]+ ){0,2}?(?:signs?|traces?|marks?|evidence|injuries|bruis\w+|burns|scars|wounds|fractures)\b/;
/** "has found 12 of them": who finds persons says that they are there. */
const FOUND =
  /^ (?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|dozens) (?:of (?:them|the|those|these)|more|others)\b/;
/** What a witness describes when it is about persons held. */
const HELD =
  /^ (?:[\w'-]+ ){0,7}?(?:beat\w*|burns|bruises|scars|fractures|tortur\w*|shocks?|cells?|prison\w*|detain\w*|detention|captiv\w*|custody|solitary|isolation|hunger|thirst|wounds?|wounded|injur\w*|bruis\w*|arrests?|raids?|deaths?|bod(?:y|ies)|hostages?|inmates?|guards?|conditions|hearings?|trials?|executions?|graves?|being (?:beaten|held|kept|taken|moved)|men|women|boys|soldiers|camps?|days|weeks|months|nights)\b/;

function closesWithComma(sentence: Sentence, token: Token | undefined): boolean {
  return (
    token !== undefined &&
    /,\s*(?:[\w'-]+ ){1,6}$/.test(sentence.plain.slice(0, token.start)) &&
    /^\s*[.,;]/.test(sentence.plain.slice(token.end))
  );
}

const SEVERAL =
  /^(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|dozens of|hundreds of|these|those|many|several|both|most|few|some) [^,]*$/i;

/** A base form ("report", "note", "claim") is a verb only after a plural or a first person. */
export function agrees({ list, at, cue, sentence }: CueAt, subject: Span): boolean {
  const verb = list[at];
  // "two diplomatic notes": after a plural, a form in -s is a noun.
  if (verb?.lower === `${cue.lemma}s` && SEVERAL.test(sentence.plain.slice(subject.start, subject.end)))
    return false;
  if (!verb || verb.lower !== cue.lemma || /^(?:said|told|cites|ruled|put|read)$/.test(verb.lower))
    return true;
  const words = sentence.plain.slice(subject.start, subject.end);
  if (/^(?:i|we|they|you)$/i.test(words) || / and /.test(words)) return true;
  if (
    /\b(?:did|does|do|would|will|could|can|not|n't|to)$/i.test(sentence.plain.slice(0, verb.start).trimEnd())
  )
    return true;
  return (
    /(?:[^s']s|men|women|people|police|families|children|staff|data)$/i.test(
      words.split(/ (?:of|in|at|from|who|for)\b/)[0] ?? words,
    ) &&
    (subject.end <= verb.start ||
      /^(?:say|claim|insist|believe|estimate|reckon|think|argue|report)$/.test(verb.lower))
  );
}
