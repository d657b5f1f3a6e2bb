/**
 * Questions the text itself leaves standing: a question mark outside quotation marks and outside a speaker's turn.
 * In a dialogue, a thread or a list of questions with their answers none stands: somebody puts it to somebody.
 */
import type { Document, Draft, Scene } from '../scene.ts';
import { holds } from '../segment.ts';

/** Proposes open questions. */
export function openQuestions(scene: Scene): Draft[] {
  const { sentence, plain } = scene;
  if (!plain.includes('?')) return [];
  // Threads go on in lower case after a question: it ends at its mark, not at the sentence.
  const inner = /^[^?"“]{8,}\?(?=\s+\p{Ll})/u.exec(plain)?.[0];
  if ((inner === undefined && !/\?[')]?$/.test(plain)) || plain.length < 8) return [];
  if (isPutByOthers(scene)) return [];
  if (
    scene.block.quotes.some(
      (quote) =>
        holds(
          { start: quote.start - 1, end: quote.end + 1 },
          { start: sentence.end - 2, end: sentence.end },
        ) && quote.start <= sentence.start + 1,
    )
  )
    return [];
  if (
    !scene.document.onTopic(sentence.block) ||
    /^(?:Q|Question|Interviewer)\b ?[:.]/.test(
      scene.document.body.slice(scene.block.start, scene.block.start + 20),
    )
  )
    return [];
  const start =
    sentence.start + (/^(?:\d{1,2}(?:\/\d{1,2}|[/.)])|[QA]:|•)\s*(?:@\w+:\s*)?/.exec(plain)?.[0].length ?? 0);
  return [
    {
      kind: 'open_question',
      start,
      end: inner === undefined || plain.endsWith('?') ? sentence.end : sentence.start + inner.length,
      rule: 'question:mark',
      cue: '?',
      fields: {},
      modality: 'unknown',
      authorOnly: true,
      subject: 'open question',
    },
  ];
}

/** "THE CHAIR: …", "**Mirka, 06:14:** …", "Ms Dorte Hall (Coast): …", "Mr. HALD. …". */
const LABEL =
  /^[*>\s\d.]*(?:\p{Lu}[\p{L}\p{N}_.'’-]*(?: (?:\p{Lu}|of\b|the\b|for\b)[\p{L}\p{N}_.'’-]*){0,4}(?: ?\([^)\n]{2,60}\))?(?:, ?\d{1,2}[:.]\d\d)?:\*{0,2}(?:\s|$)|(?:Mr|Ms|Mrs|Miss|Dr|The)\.? \p{Lu}{3,}\.)/u;
/** "**oiler** wrote:", "**Mod_Ruth** · 08:15", "[09:02] Mirka:", "From: Night desk": a message of a thread. */
const MESSAGE =
  /^(?:[*[]{0,3}[\p{L}\p{N}_.@ -]{2,30}[\]*]{0,3} (?:wrote|writes|says|posted|·|\p{Lu}\p{Ll}{2} \d{1,2}[:.]\d\d)|\[\d{1,2}[:.]\d\d\] ?\p{Lu}|(?:Posted|Written|Asked|Comment) by |From: |(?:Questions?|Reply|Answer|Interpellation) (?:by|of|from|to) )/u;
/** Headings that look like labels. */
const HEADING = /^(?:Notes?|Background|Contact|Update|Correction|Source|Date|Next \w+)\b/i;

const talks = new WeakMap<Document, boolean>();

/** Two or more speak in turn, or the text goes from question to answer. */
function isTalk(document: Document): boolean {
  const known = talks.get(document);
  if (known !== undefined) return known;
  const heads = document.blocks.map(({ start, end }) =>
    document.body.slice(start, Math.min(end, start + 90)),
  );
  const spoken = heads.filter((head) => (LABEL.test(head) && !HEADING.test(head)) || MESSAGE.test(head));
  const asked = document.blocks.filter(
    ({ sentences }, at) =>
      /\?\W{0,3}$/.test(sentences.at(-1)?.plain ?? '') &&
      !/\?/.test(document.blocks[at + 1]?.sentences[0]?.plain ?? '?'),
  );
  const isReply = heads.some((head) => /^(?:Reply|Answer)s? (?:of|by|from) /.test(head));
  const talk = spoken.length >= 3 || asked.length >= 4 || isReply;
  talks.set(document, talk);
  return talk;
}

/** Blocks that open with a question and go on with its answer, at least this many: a list of questions. */
const LISTED = 3;

function isPutByOthers(scene: Scene): boolean {
  const { block, sentence, document } = scene;
  if (isTalk(document)) return true;
  if (/\b(?:asked|wondered|enquired|inquired|wanted to know|wished to know)\b/.test(scene.plain)) return true;
  const next = block.sentences[sentence.index - (block.sentences[0]?.index ?? 0) + 1];
  // "How many? "I couldn't say," says the sergeant": the answer stands in quotation marks.
  if (next && (/^["“]/.test(next.plain) || /^(?:And |But )?[Ww]hat (?:about|of)\b/.test(scene.plain)))
    return true;
  // "… and rang back: "Tall? Argues?"": the mark stands inside a quotation that goes on.
  const mark = scene.plain.lastIndexOf('?');
  if ((scene.plain.slice(0, mark).match(/["“”]/g)?.length ?? 0) % 2 === 1) return true;
  const isHead = (one: (typeof document.blocks)[number]) =>
    one.sentences.length > 1 && /\?\W{0,4}$/.test(one.sentences[0]?.plain ?? '');
  return (
    sentence.index === block.sentences[0]?.index &&
    isHead(block) &&
    document.blocks.filter(isHead).length >= LISTED
  );
}
