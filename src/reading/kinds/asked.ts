/**
 * Who was asked, where a row of the inquiry lexicon does not name them: the one a letter went to, whose telephone it
 * was, who says the words of a refusal. Also the signs that a sentence is about asking at all.
 */
import type { Hit } from '../lexicon.ts';
import type { Scene } from '../scene.ts';

const PARTY = "(?:the |a |an |its |their |his |her |our )?(?:[\\w'-]+ ){0,6}?[\\w'-]+";
const END =
  '(?=,|;|:|\\.|"| –|$| (?:whether|about|on|in|of \\d|since|last|for|was|were|is|are|has|have|had|and|that|before|by|at|lie|lies|lay)\\b)';
const TO = new RegExp(
  `\\b(?:letters?|notes?|questions?|requests?|petitions?|applications?|calls?|e-?mails?|messages?|telegrams?|inquir(?:y|ies)|complaints?|reminders?|lists?|appeals?|put|sent|written|wrote|addressed|submitted) (?:[\\w'-]+ ){0,3}?(?:to|with) (?<who>${PARTY}?)${END}`,
  'i',
);
const FROM = new RegExp(`\\bfrom (?<who>${PARTY}?)${END}`, 'i');
const AT =
  /\b(?:[Ii]n|[Aa]t|[Ff]rom|[Oo]utside) (?<who>(?:the|their|its) [^.;,"]{2,50}?)(?=,| to\b| nobody\b| no\b|$)/;
const OF = /\b(?:for|of|to) (?<who>(?:the |its |their )?[^.;,"]{2,50}?) (?:belong|turn|prove)/i;
const ASKED =
  /\b(?:asked|asks|asking|requested|petitioned|approached|contacted) (?<who>(?:the |its |their )?[^.;,"]{2,50}?) (?:to|for|whether|about|why|where|how)\b/i;
const SAID =
  /["”],? (?:said |says |replied |answered |wrote )?(?<who>(?:the |an? |its |their |his |her )?[^.;,"”]{2,60}?) (?:said|says|told|replied|answered|wrote|adds?|added|announced|declared|insists?|snapped|shouted)\b|["”],? (?:said|says|replied|answered|wrote|added) (?<inverted>(?:the |an? |its |their |his |her )?[^.;,"”]{2,60}?)(?=,|\.|;|$| when\b| on\b| to\b)/;

/** Words of asking: the sentence, or the one before it in its paragraph, speaks of a question or a letter. */
const ASKING =
  /\b(?:ask(?:s|ed|ing)?|questions?|letters?|requests?|requested|petition\w*|applications?|applied|calls?|called|phoned|rang|telephoned|e-?mails?|messages?|inquir\w+|enquir\w+|complaints?|appeal(?:s|ed)?|wrote|written|approached|contacted|notes?|parcels?|envelope|reporters|journalists|comment)\b/i;
const DESK =
  /\b(?:clerks?|consul(?:ate)?s?|embass(?:y|ies)|minist(?:ry|er)|offic(?:e|ial|ials|er)|spokes\w+|secretar(?:y|ies)|desk|registrar|counter|receptionist|duty|guards?|sergeant|warders?|governor|commandant|police(?:man)?|prosecutor|attach[eé]|registry)\b/i;
const PHONE = /\b(?:phones?|telephones?|numbers?|lines?|calls?|called|switchboard|mobile|address|dial\w*)\b/i;
const ANSWERING = /\b(?:answer(?:ed|s)?|repl(?:y|ied|ies)|respon(?:se|ded|ds)|asked|questions?|comment)\b/i;

/** True if the passage fits what a row asks for besides its words (its `guard`). */
export function fitsGuard(guard: string | undefined, hit: Hit, scene: Scene): boolean {
  switch (guard) {
    case 'asks':
      return (
        ASKING.test(scene.plain.replace(hit.words, '')) || ASKING.test(hit.words) || ASKING.test(scene.before)
      );
    // A desk that does nothing for whoever stands before it refuses, also where no question is told.
    case 'desk':
      return (
        DESK.test(scene.plain.slice(0, hit.start)) ||
        ASKING.test(scene.plain.replace(hit.words, '')) ||
        ASKING.test(scene.before)
      );
    case 'phone':
      return PHONE.test(scene.plain);
    case 'answered':
      return ANSWERING.test(scene.plain) || ANSWERING.test(scene.before);
    case 'quoted':
      return scene.isQuoted(hit) || /["”]/.test(scene.plain);
    default:
      return true;
  }
}

const SPOKE =
  /(?:^|[.;:"”] |\b(?:and|but|while) )(?<who>(?:[Tt]he |[Ii]ts |[Tt]heir |[Aa]n? )?(?:[\w'-]+ ){0,5}?[\w'-]+)(?:, [^,]{3,60},)? (?:has |have |had |would |will |only |later |then )*(?:said|says|told|replied|answered|wrote|insisted|explained|added|stated|confirmed)\b/;
const PRONOUN = /^(?:it|he|she|they)$/i;

/** The name behind a pronoun that was asked: who spoke earlier in the sentence, else who was asked in the one before. */
export function nameBehind(words: string | null, hit: Hit, scene: Scene): string | null {
  if (words === null || !PRONOUN.test(words)) return words;
  const spoke = SPOKE.exec(scene.plain.slice(0, hit.start))?.groups?.['who'];
  if (spoke !== undefined && !PRONOUN.test(spoke)) return spoke;
  return TO.exec(scene.before)?.groups?.['who'] ?? ASKED.exec(scene.before)?.groups?.['who'] ?? words;
}

/** Guards of rows that `fitsGuard` knows; the others ask that somebody be named. */
export const OWN_GUARDS: ReadonlySet<string> = new Set(['asks', 'desk', 'phone', 'answered', 'quoted']);

/** The one asked by the way a row points at them (`addr`); undefined for ways this file does not know. */
export function askedBy(how: string, hit: Hit, scene: Scene): string | null | undefined {
  const named = (expression: RegExp, text: string): string | null => {
    const groups = expression.exec(text)?.groups;
    return groups?.['who'] ?? groups?.['inverted'] ?? null;
  };
  switch (how) {
    case 'to':
      return named(TO, hit.words) ?? named(TO, scene.plain.slice(0, hit.end)) ?? named(TO, scene.before);
    case 'from':
      return named(FROM, hit.words) ?? named(FROM, scene.plain.slice(hit.end));
    case 'at':
      return named(AT, hit.words) ?? named(AT, scene.plain.slice(0, hit.start));
    case 'owns':
      return named(OF, hit.words);
    case 'asked':
      return named(ASKED, scene.plain.slice(0, hit.start)) ?? named(ASKED, scene.before);
    case 'says':
      return scene.isQuoted(hit) ? named(SAID, scene.plain) : scene.subjectBefore(hit.start);
    default:
      return undefined;
  }
}
