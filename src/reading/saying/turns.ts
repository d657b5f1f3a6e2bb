/**
 * Turns of a talk and paragraphs that belong to one speaker: summary records ("6. Mr. SORREL thanked …"), dialogues with
 * labels of their own ("Holub: …", "**Dr Armand:** …"), interviews whose questions stand alone, and what is announced by
 * a line ("Reply of the Minister, Dr Veit.", "The Directorate informs the population as follows.").
 */
import type { Block } from '../segment.ts';
import { clean } from './naming.ts';

/** Whose turn a block is: a name, null for who asks, undefined where nothing tells. */
export type Turn = string | null | undefined;

const RECORD =
  /^(?:\d{1,3}\.?\s+)?(?<who>(?:(?:Mr|Ms|Mrs|Miss|Dr|Sir|Prof)\.? )\p{Lu}{2}[\p{Lu}'’ -]*\p{Lu}|The \p{Lu}{5,}) ?(?:\([^)\n]{2,60}\)|\[[^\]\n]{2,60}\])?(?:, [^,:\n]{2,80},)? ?(?=\p{Ll})/u;

/** A numbered paragraph that opens with a titled name and a verb of speech. */
const NUMBERED =
  /^\d{1,3}\.\s+(?<who>(?:Mr|Ms|Mrs|Miss|Dr|Sir|Prof)\.? \p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)?) ?(?:\([^)\n]{2,60}\))?(?:, [^,:\n]{2,80},)? ?(?=(?:\p{L}+ ){0,3}?(?:said|asked|added|replied|answered|noted|observed|recalled|wished|thanked|welcomed|expressed|drew|explained|stated|pointed|wondered|regretted|enquired|inquired|stressed|responded|rejected)\b)/u;

const LABEL = /^\*{0,2}(?<who>\p{Lu}[^:*\n"“]{0,50}?)\*{0,2}: ?\*{0,2} ?\S/u;
const TITLE = /^(?:Mr|Ms|Mrs|Miss|Dr|Sir|Prof|Judge|General|Colonel|Captain|Major|Brigadier|Commander)\.? /i;

/** "Reply of the Minister for External Affairs, Dr Ansgar Veit." */
const REPLY_OF =
  /^(?:Reply|Answer|Response|Statement) (?:of|by|from|given by) (?:the )?(?:[^,.:\n]{3,70}, )?(?<who>(?:(?:Mr|Ms|Mrs|Dr)\.? )?(?:\p{Lu}[\p{L}'’-]+ ){1,3}\p{Lu}[\p{L}'’-]+)[.:]?\s*$/u;
/** "The Minister, Mr Hanno Rief, replies as follows." */
const REPLIES =
  /(?:^|, )(?<who>(?:(?:Mr|Ms|Mrs|Dr)\.? )?(?:\p{Lu}[\p{L}'’-]+ ){1,3}\p{Lu}[\p{L}'’-]+),? (?:has )?(?:replie[sd]|answer(?:s|ed)|respond(?:s|ed)|state[sd])(?: in writing| on behalf of [^.:,]{3,50})?(?: as follows| the following)?[.:]\s*$/u;
/** "The Main Directorate informs the population as follows." */
const INFORMS =
  /(?:^| )(?<who>(?:[Tt]he )(?:\p{L}+ ){0,5}?\p{L}+(?: (?:of|for) (?:the )?\p{Lu}\p{L}+(?: (?:and )?\p{Lu}\p{L}+)*)?) (?:(?:considers?|deems?|finds?) it (?:necessary|appropriate|its duty) to (?:\p{L}+ )?|(?:wishes|would like|wants) to |(?:hereby|herewith) )?(?:states?|informs?|declares?|announces?|communicates?|clarif(?:y|ies)|reports?|points? out|explains?)(?: to)?(?: (?:the |its |all )?[^.,:]{2,60}?)?(?: of)? (?:as follows|the following)[.:]\s*$/u;
/** A heading after which another speaks, or nobody. */
const ENDS =
  /^(?:Questions?|Supplementary|Question by|Interpellation|Notes? (?:to|for) editors|Background|About|Contact|ENDS|Further information)\b/i;

/** The turns of a text, by block. */
export function turnsOf(body: string, blocks: readonly Block[], guest: string | null): Turn[] {
  const heads = blocks.map(({ start, end }) => body.slice(start, Math.min(end, start + 240)));
  const turns = heads.map((head): Turn => {
    const record = RECORD.exec(head) ?? NUMBERED.exec(head);
    return record ? clean(record.groups?.['who'] ?? '') : undefined;
  });
  const talk = labelled(body, heads);
  for (const [at, turn] of talk) turns[at] = turn;
  if (guest !== null && talk.length === 0)
    for (const [at, turn] of unlabelled(body, blocks, guest)) turns[at] = turn;
  for (const [at, turn] of announced(body, blocks)) turns[at] ??= turn;
  return turns;
}

/** Dialogues whose labels are no titles: two speak in turn, each more than once, or one of them only asks. */
function labelled(body: string, heads: readonly string[]): [number, Turn][] {
  const turns = new Map<string, number[]>();
  const asks = new Map<string, number>();
  for (const [at, head] of heads.entries()) {
    const who = LABEL.exec(head)?.groups?.['who']?.trim();
    if (who === undefined || who.split(' ').length > 5) continue;
    turns.set(who, [...(turns.get(who) ?? []), at]);
    if (/\?\W{0,3}$/.test(head.trimEnd())) asks.set(who, (asks.get(who) ?? 0) + 1);
  }
  const often = [...turns].filter(([, at]) => at.length >= 2);
  if (often.length < 2) return [];
  const isAsker = ([who, at]: [string, number[]]) =>
    /^(?:Q|Question|Interviewer|Moderator|Host)$/i.test(who) || (asks.get(who) ?? 0) * 2 > at.length;
  const asker = often.find(isAsker);
  const named = often.filter((one) => one !== asker && isPerson(one[0], body, asker !== undefined));
  if (named.length === 0 || (asker === undefined && named.length < 2)) return [];
  const speak = [...turns].filter(([who]) => who !== asker?.[0] && isPerson(who, body, asker !== undefined));
  const spoken = speak.flatMap(([who, at]) => {
    const name = fullName(who, body);
    return at.map((one): [number, Turn] => [one, name]);
  });
  return asker ? [...spoken, ...asker[1].map((one): [number, Turn] => [one, null])] : spoken;
}

/** Labels that stand for a person: a title and a name, two names, or one name that the text gives in full. */
function isPerson(who: string, body: string, isAsked: boolean): boolean {
  if (TITLE.test(who)) return true;
  if (/^(?:\p{Lu}[\p{L}'’-]+ ){1,2}\p{Lu}[\p{L}'’-]+$/u.test(who))
    return isAsked || fullName(who, body) !== who;
  return /^\p{Lu}[\p{L}'’-]+$/u.test(who) && fullName(who, body) !== who;
}

/** "Holub" is the Ada Holub whom the text names. */
function fullName(who: string, body: string): string {
  const bare = who.replace(/ \([^)]*\)/g, '').replace(TITLE, '');
  if (bare.includes(' ') || !/^[\p{L}'’-]+$/u.test(bare)) return bare;
  const name = bare.charAt(0) + bare.slice(1).toLowerCase();
  const full = new RegExp(
    `(?<![.\\n] )\\b((?:\\p{Lu}\\p{Ll}[\\p{L}'’-]* ){1,2}(?:${bare}|${name}))\\b`,
    'u',
  ).exec(body)?.[1];
  return full ?? who;
}

/** Interviews whose questions are single lines that end in a question mark: what stands between is the guest's. */
function unlabelled(body: string, blocks: readonly Block[], guest: string): [number, Turn][] {
  const isAsked = blocks.map(
    ({ start, end, sentences }) =>
      sentences.length <= 2 && end - start < 260 && /\?\W{0,3}$/.test(body.slice(start, end).trimEnd()),
  );
  const first = isAsked.indexOf(true);
  const asked = isAsked.filter(Boolean).length;
  if (asked < 3 || asked * 4 < blocks.length - first) return [];
  return blocks.slice(first).map((_, at): [number, Turn] => [first + at, isAsked[first + at] ? null : guest]);
}

/** What stands below a line that says who speaks in all that follows. */
function announced(body: string, blocks: readonly Block[]): [number, Turn][] {
  const turns: [number, Turn][] = [];
  let standing: Turn;
  for (const [at, block] of blocks.entries()) {
    const text = body.slice(block.start, block.end);
    const line = text.length < 260 ? (REPLY_OF.exec(text) ?? REPLIES.exec(text)) : null;
    const informs = at < 3 && text.length < 600 ? INFORMS.exec(text.slice(-300)) : null;
    const who = line?.groups?.['who'] ?? informs?.groups?.['who'];
    if (who !== undefined) standing = clean(who.replace(/^The /, 'the '));
    else if (ENDS.test(text)) standing = undefined;
    else if (standing !== undefined) turns.push([at, standing]);
  }
  return turns;
}
