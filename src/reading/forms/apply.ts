/**
 * What the form of a text adds to its reading: rows of tables become drafts of their own and take the place of what the
 * sentence rules made of them; what stands in a quoted mail or a post is its writer's, unless somebody nearer vouches for
 * it; what stands behind a label of a notice is the notice's own.
 */
import type { Spoken } from '../part.ts';
import { touches, type Span } from '../segment.ts';
import type { Voice } from '../speaker.ts';
import { repliesOf, tablesOf, type QuotedReply } from './layout.ts';
import { type NoticeLine, noticesOf } from './notice.ts';
import { postsOf } from './posts.ts';
import { draftsOfTable } from './table.ts';

const AUTHOR: Voice = { state: 'author', name: null, mention: null, candidates: [], modality: 'asserted' };

export interface Forms {
  /** Drafts of tables, with their voice; positions in units of the body. */
  readonly spoken: readonly Spoken[];
  /** True for a draft of the sentence rules that a table has read better. */
  readonly isTaken: (span: Span) => boolean;
  /** The voice of a draft at its place. */
  readonly voiceAt: (span: Span, voice: Voice, kind: string) => Voice;
}

/** Finds the forms of a body. */
export function formsOf(body: string, published: string | null): Forms {
  const read: Span[] = [];
  const spoken: Spoken[] = [];
  for (const table of tablesOf(body)) {
    const drafts = draftsOfTable(table, published);
    if (drafts === null || drafts.length === 0) continue;
    read.push(table);
    for (const draft of drafts) spoken.push({ draft, voice: AUTHOR });
  }
  const replies = [...repliesOf(body), ...postsOf(body)].filter(({ writer }) => writer !== null);
  const notices = noticesOf(body);
  return {
    spoken,
    isTaken: (span) => read.some((table) => touches(table, span)),
    voiceAt: (span, voice, kind) => inReply(replies, span, unlabelled(notices, span, voice), kind),
  };
}

/** What stands behind a label of a notice is the notice's own word. */
function unlabelled(notices: readonly NoticeLine[], span: Span, voice: Voice): Voice {
  if (voice.state !== 'named' || voice.name === null) return voice;
  const line = notices.find(({ start, end }) => start <= span.start && span.start < end);
  return line?.label.includes(voice.name) ? { ...AUTHOR, modality: voice.modality } : voice;
}

/** A carrier or an open question has no speaker of its own, and a nearer speaker stays. */
function inReply(replies: readonly QuotedReply[], span: Span, voice: Voice, kind: string): Voice {
  if (replies.length === 0 || voice.state === 'named' || kind === 'source_chain' || kind === 'open_question')
    return voice;
  const reply = replies.find(({ start, end }) => start <= span.start && span.start < end);
  if (!reply?.writer) return voice;
  if (voice.state === 'unresolved')
    return { ...voice, candidates: [...new Set([...voice.candidates, reply.writer])] };
  return { ...voice, state: 'named', name: reply.writer, mention: reply.mention, candidates: [] };
}
