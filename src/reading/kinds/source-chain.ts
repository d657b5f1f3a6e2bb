/** Carriers and origins: who published, from whom it was taken, what it cites. The first mention of each is proposed. */
import type { Hit } from '../lexicon.ts';
import type { Draft, Scene } from '../scene.ts';
import { isEverydayName } from './everyday.ts';
import { isOwn, outlets } from './outlet.ts';
import { overlap, type KindRule, runRule } from './pattern-kinds.ts';

const CARRIER =
  /\b(?:newspapers?|papers?|agenc(?:y|ies)|radio|television|tv|channels?|broadcasters?|media|websites?|sites?|portals?|magazines?|daily|weekly|stations?|reports?|lists?|registers?|records?|documents?|letters?|data|figures|footage|videos?|film|photo(?:graph)?s?|images?|pictures|interviews?|testimon\w+|ledgers?|memos?|logs?|files?|indictments?|diaspora|associations?|missions?|groups?|witness\w*|sources?|accounts?|users?|notes?|minutes|orders?|recordings?|posts?|statements?|conversations?|bulletins?|gazettes?|communiqu[ée]s?|books?|diar(?:y|ies)|archives?|polls?|surveys?|day-?books?|logbooks?|payrolls?|leases?|manifests?|memoirs?|rosters?|sheets?|plans?|slips|scenes|invoices?|newsletters?|memorand\w+|wavelengths?)\b/i;
/** A report "by the Circle", "of Guards": whose it is, in capitals; otherwise a kind of report. */
const NAMED_BEHIND =
  /\b(?:by|of|from|held) (?:the |an? |this |our |us\b)?(?:[a-z]+ ){0,2}?(?:\p{Lu}|us$|our$|reporters|this)/u;
const IN_PASSING = /^(?:in|on|at|home|post|back|to|his|her|their|four|these)\b/i;
/** "The agency whose aircraft …": no name follows, and it is an agency of another kind. */
const NAMELESS =
  /\b(?:agency|service|weekly|daily|newspaper|channel|portal|website|site|magazine|station|broadcaster|paper) (?:whose|that|which|who|has|had|is|was|were)\b|\b(?:manning|travel|space|tax|aid|refugee|crewing|employment|cleaning) agency\b/i;
const MONTH =
  /^(?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?\b/i;

const rule: KindRule = { kind: 'source_chain', distinct: 'source', read };

/** Proposes source chains; where no wording tells one, the outlet that a sentence names. */
export function sourceChains(scene: Scene): Draft[] {
  const all = runRule(rule, scene);
  if (all.length === 0) return outlets(scene);
  if (all.length < 2) return all;
  return all.filter(
    (draft, at) =>
      !all.some(
        (other, before) =>
          before !== at &&
          overlap(other, draft) >= 0.5 &&
          sourceOf(other).includes(sourceOf(draft)) &&
          (sourceOf(other) !== sourceOf(draft) || before < at),
      ),
  );
}

function sourceOf(draft: Draft): string {
  return String(draft.fields['source']).toLowerCase();
}

function read(hit: Hit, scene: Scene): Draft[] {
  const { relation = 'cites', source: how, guard } = hit.pattern.fields;
  const source = how === 'match' ? hit.words : hit.groups['source']?.words.trim();
  if (!source || /\b(?:never|not|no|only|it|who|which)$/i.test(source)) return [];
  // The text's own outlet carries nothing on, and a body's own website is the body.
  if (/^(?:this|our|my|its|his|her|their|us|the same)\b/i.test(source)) return [];
  // "In June", "home every Sunday", "by return", "of allegation": no name begins there.
  if (how === 'match' ? !NAMED_BEHIND.test(source) : IN_PASSING.test(source)) return [];
  if (NAMELESS.test(source)) return [];
  if (relation === 'reported_by' && isOwn(source.replace(/^the /i, ''), scene.document.header)) return [];
  if (hit.words.startsWith('(') && (/^(?:Mrs?|Ms|Miss|Dr)$/.test(source) || / \p{Ll}/u.test(source)))
    return [];
  if (scene.plain === hit.words && source.split(' ').length < 3) return [];
  // Patterns do not see capitals: a source has one, or is a carrier by its noun.
  if (!/\p{Lu}/u.test(source) && !CARRIER.test(source)) return [];
  if (MONTH.test(source) || (!/\p{Lu}/u.test(source) && isEverydayName(hit.words))) return [];
  if (/^(?:>|\s)*(?:From|To|Cc|Subject|Date|Sent):/.test(scene.plain)) return [];
  if (hit.words.startsWith('(') && /^\(\p{Ll}/u.test(hit.words)) return [];
  if (
    guard === 'source' &&
    !/\p{Lu}|report|list|data|figures|records|testimon|interviews|register|association|group|network/u.test(
      source,
    )
  )
    return [];
  const start = scene.sentence.start + hit.start;
  const core = scene.clause(hit.start, hit.end);
  const short = core.end - core.start <= 90;
  return [
    {
      kind: 'source_chain',
      start: short ? scene.sentence.start + scene.tidy(core).start : start,
      end: scene.sentence.start + (short ? scene.tidy(core).end : hit.end),
      rule: hit.pattern.id,
      cue: hit.words.slice(0, 120),
      fields: { relation, source: source.replace(/^the (?=[A-Z])/, '') },
      modality: 'asserted',
      authorOnly: true,
      subject: 'carrier or origin',
    },
  ];
}
