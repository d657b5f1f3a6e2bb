/**
 * Keeps the word that turns a sentence round inside the quote: a denial, a silence or a doubt quoted without its
 * "nor", "denied" or "not known" would read as its opposite. Knows which words turn; never decides who spoke.
 * Follows the project's reading contract, ruling 6b.5: the quote covers what is denied and the denial.
 */
import { MAX_QUOTE, type Modality } from './contract.ts';
import type { Draft, Scene } from './scene.ts';

const WORDS =
  "neither|nor|not|never|no|none|nobody|nothing|nowhere|without|cannot|hardly|scarcely|barely|refus(?:e|es|ed|ing|al)|declin(?:e|es|ed|ing)|reject\\w*|den(?:y|ies|ied|ying|ials?)|dismiss\\w*|disput\\w+|refut\\w+|contradict\\w*|contest(?:s|ed|ing)|doubt\\w*|unanswered|unacknowledged|unreturned|unheeded|ignor\\w+|silen(?:t|ce)|unreachable|unavailable|fail(?:s|ed|ing)?|yet to|false(?:ly)?|untrue|wrong(?:ly)?|incorrect(?:ly)?|misprint\\w*|baseless|unfounded|inven(?:ted|tion)|fabricat\\w+|withdr\\w+|turned (?:down|away)|rebuff\\w*|unknown|unclear|unconfirmed|unverified|\\w+n't";
const TURN = new RegExp(`(?<![\\w'-])(?:${WORDS})(?![\\w])`, 'i');
const TURNS = new RegExp(TURN, 'gi');
const AUXILIARY = /\b(?:do|does|did|has|have|had|is|are|was|were|could|can|would|will|may|might) $/i;

/** Modalities under which a bare quote says the opposite of the claim. */
const TURNED: ReadonlySet<Modality> = new Set(['denied', 'no_response', 'refused', 'unknown']);

/** True if the words hold a denial, a refusal, a silence or a doubt. */
export function turns(words: string): boolean {
  return TURN.test(words);
}

/** Start of the turning word that stands directly before a position ("nor the police" → "nor"); else the position. */
export function withTurnBefore(plain: string, position: number): number {
  const found = /(?<![\w'-])(?:neither|nor|not|no|none of)(?: even)?(?: the| a| an)? $/i.exec(
    plain.slice(0, position),
  );
  return found ? found.index : position;
}

/** The draft with its quote widened until it holds the word that turns it; unchanged where the sentence has none. */
export function withDenial(
  draft: Draft,
  voice: { modality: Modality; mention: string | null },
  scene: Scene,
): Draft {
  if (!TURNED.has(voice.modality)) return draft;
  const offset = scene.sentence.start;
  const start = draft.start - offset;
  const end = draft.end - offset;
  const { plain } = scene;
  const quote = plain.slice(start, end);
  const spoken = voice.modality === 'denied' ? mentionTurn(plain, voice.mention) : null;
  const at =
    spoken ??
    (turns(quote) || (voice.modality !== 'denied' && draft.cue !== '' && quote.includes(draft.cue))
      ? null
      : nearestTurn(plain, start, end));
  if (!at) return draft;
  const from = Math.min(start, at.start - (AUXILIARY.exec(plain.slice(0, at.start))?.[0].length ?? 0));
  const to = Math.max(end, at.end);
  return to - from > MAX_QUOTE ? draft : { ...draft, start: offset + from, end: offset + to };
}

/** The turning word of the attribution itself ("denied" in "the army denied that …"). */
function mentionTurn(plain: string, mention: string | null): { start: number; end: number } | null {
  const at = mention === null ? -1 : plain.indexOf(mention);
  const word = at < 0 ? null : TURN.exec(mention ?? '');
  return word ? { start: at + word.index, end: at + word.index + word[0].length } : null;
}

function nearestTurn(plain: string, start: number, end: number): { start: number; end: number } | null {
  const before = [...plain.slice(0, start).matchAll(TURNS)].at(-1);
  if (before) return { start: before.index, end: before.index + before[0].length };
  const after = TURN.exec(plain.slice(end));
  return after ? { start: end + after.index, end: end + after.index + after[0].length } : null;
}

const HEARSAY =
  '(?:claims?|reports?|allegations?|accusations?|suggestions?|rumours?|assertions?|charges|statements?|stories|talk|notion|idea)';
const REJECTED = new RegExp(
  `\\b(?:reject\\w*|dismiss\\w*|den(?:y|ies|ied|ying)|disput\\w+|refut\\w+) (?:[\\w'-]+ ){0,3}?${HEARSAY} (?:that|of)(?: the)? ?$`,
  'i',
);
const NOT_TRUE =
  /\b(?:not (?:true|the case|correct|so)|untrue|false|no truth|incorrect|wrong|a lie|lies|nonsense|invention)\b[^.;]{0,60}\b(?:that|in|of)(?: the)? ?$/i;
const SPEAKS_OF = new RegExp(`\\b${HEARSAY} (?:that|of)\\b[^.;]{0,40}$`, 'i');
const IS_FALSE =
  /\b(?:is|are|was|were) (?:simply |plainly |entirely |completely |all )?(?:not true|false|untrue|a lie|lies|baseless|unfounded|invented|an? invention|fabricat\w+|nonsense|wrong|without foundation)\b/i;

/** True where the sentence rejects what the draft says: "it is not true that …", "reports that … are false". */
export function isRejected(draft: Draft, scene: Scene): boolean {
  const from = draft.start - scene.sentence.start;
  const before = scene.plain.slice(0, from);
  if (REJECTED.test(before) || NOT_TRUE.test(before)) return true;
  const after = scene.plain.slice(Math.max(0, scene.plain.indexOf(draft.cue, from)) + draft.cue.length);
  const own = scene.plain.slice(0, scene.plain.indexOf(draft.cue, from) + 1);
  return SPEAKS_OF.test(own) && IS_FALSE.test(after.split(/[;]/)[0] ?? '');
}
