/** Questions the text itself leaves standing: a question mark outside quotation marks and outside a speaker's turn. */
import type { Draft, Scene } from '../scene.ts';
import { holds } from '../segment.ts';

/** Proposes open questions. */
export function openQuestions(scene: Scene): Draft[] {
  const { sentence, plain } = scene;
  if (!plain.includes('?')) return [];
  // Threads go on in lower case after a question: it ends at its mark, not at the sentence.
  const inner = /^[^?"“]{8,}\?(?=\s+\p{Ll})/u.exec(plain)?.[0];
  if ((inner === undefined && !/\?["')]?$/.test(plain)) || plain.length < 8) return [];
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
