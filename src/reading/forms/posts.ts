/**
 * Posts of a thread or chat: a line with a name and a time, alone above the post or in front of it. Knows how such lines
 * look, in any language. What is told in a post is its writer's. Positions are UTF-16 units of the body.
 */
import type { QuotedReply } from './layout.ts';

/** "Oda Lamm, 14:02", "Sanne Wirth · 3 May 2031 15:20": alone on its line, above the post. */
const ABOVE =
  /^(?<who>@[\w.-]{2,30}|\p{L}[\p{L}'’.-]{1,30}(?: \p{L}[\p{L}'’.-]{0,30}){1,3}) ?[,·•|–—(-] ?[^\n:]{0,40}?\b\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?\)?$/iu;
/** "[14:02, 03.05.2031] Oda Lamm: …", "03.05.2031, 14:02 - Oda Lamm: …": what chats are exported as. */
const BEFORE =
  /^\[?(?=\d)[^\n\]:]{0,24}?\b\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?(?:, ?[\d./-]{6,10})?\]?(?: ?[-–])? (?<who>[^\n:[\]]{2,40}): ?(?=\S)/iu;

/** A longer line is no head of a post. */
const LONGEST = 120;

/** A name begins with a capital where its script has any. */
function isName(who: string): boolean {
  return who.startsWith('@') || who.split(' ').every((word) => !/^\p{Ll}/u.test(word));
}

/** Names of members of a chat are often one word in small letters, as words of a timetable are. */
function isHandle(who: string): boolean {
  return /^[\p{L}\p{N}_.-]{2,24}$/u.test(who);
}

/**
 * Posts in the order of the text; none unless two or more are headed in one way by two writers. Where writers have names
 * in small letters one of them must write twice, which no item of a timetable does.
 */
export function postsOf(body: string): QuotedReply[] {
  for (const pattern of [ABOVE, BEFORE]) {
    const heads: { start: number; from: number; writer: string; mention: string }[] = [];
    for (const { 0: line, index } of body.matchAll(/[^\n]+/g)) {
      if (!/\d[:.]\d/.test(line.slice(0, LONGEST))) continue;
      if (pattern === ABOVE && line.length > LONGEST) continue;
      const head = pattern.exec(line.slice(0, LONGEST));
      const writer = head?.groups?.['who']?.trim() ?? '';
      if (!head || !(isName(writer) || (pattern === BEFORE && isHandle(writer)))) continue;
      heads.push({ start: index, from: index + head[0].length, writer, mention: head[0].trim() });
    }
    const writers = new Set(heads.map(({ writer }) => writer));
    if (writers.size < 2) continue;
    if (writers.size === heads.length && !heads.every(({ writer }) => isName(writer))) continue;
    return heads.map(({ from, writer, mention }, at) => {
      const next = heads[at + 1]?.start;
      // Behind the last post an editor may speak again.
      const gap = body.indexOf('\n\n', from + 1);
      return { start: from, end: next ?? (gap < 0 ? body.length : gap), writer, mention, depth: 0 };
    });
  }
  return [];
}
