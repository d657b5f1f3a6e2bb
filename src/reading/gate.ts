/**
 * The last gate: quotes are cut from the body itself, checked to be in it, kept to their length, and flagged.
 * Nothing reaches a person that did not pass here.
 */
import { type Proposal, MAX_QUOTE } from './contract.ts';
import { turns } from './denial.ts';
import type { Draft } from './scene.ts';
import { codePointIndex } from './segment.ts';
import type { Voice } from './speaker.ts';

/** The last gate: quotes are cut from the body itself, checked to be in it, and counted if they are not. */
export class Gate {
  readonly dropped = { notVerbatim: 0, tooLong: 0 };
  readonly at: (position: number) => number;
  readonly #body: string;

  constructor(body: string) {
    this.#body = body;
    this.at = codePointIndex(body);
  }

  pass(draft: Draft, heard: Voice, number: number): Proposal | null {
    const voice = withoutNobody(heard, draft);
    let { start, end } = draft;
    if (end - start > MAX_QUOTE) {
      const cue = this.#body.indexOf(draft.cue, start);
      if (cue < 0 || draft.cue.length > MAX_QUOTE) {
        this.dropped.tooLong++;
        return null;
      }
      start = Math.max(start, cue - (MAX_QUOTE - draft.cue.length) / 2) | 0;
      end = Math.min(end, start + MAX_QUOTE);
      if (/[\udc00-\udfff]/.test(this.#body[start] ?? '')) start++;
      if (/[\udc00-\udfff]/.test(this.#body[end] ?? '')) end--;
    }
    const quote = this.#body.slice(start, end);
    if (!quote.trim() || !this.#body.startsWith(quote, start)) {
      this.dropped.notVerbatim++;
      return null;
    }
    const fields: object = draft.fields;
    return {
      id: `c${number}`,
      kind: draft.kind,
      quote,
      attributed_to: voice.state === 'named' ? voice.name : null,
      modality: voice.modality,
      subject: (draft.subject ?? draft.kind).slice(0, 120),
      ...fields,
      start: this.at(start),
      end: this.at(end),
      rule: draft.rule,
      cue: draft.cue,
      attribution: { state: voice.state, mention: voice.mention, candidates: voice.candidates.slice(0, 5) },
      flags: flagsOf(quote, draft, voice, this.#body.slice(Math.max(0, start - NEAR), end + NEAR)),
    } as Proposal;
  }
}

/** "Neither A nor B replied" has no speaker called "Neither A nor B": the text itself tells of the silence. */
function withoutNobody(voice: Voice, draft: Draft): Voice {
  if (voice.state !== 'named' || !/^(?:neither|nor|none|nobody|no one|no)\b/i.test(voice.name ?? ''))
    return voice;
  return { ...voice, state: draft.kind === 'inquiry' ? 'author' : 'unresolved', name: null, candidates: [] };
}

/** Units around a quote in which damage makes it doubtful too. */
const NEAR = 60;

/** What broken conversions, translators and hurried transcribers leave behind: where words are missing or wrong. */
const DAMAGE =
  /\ufffd|%%|\b0x[\da-f]{2,}\b|&(?:#x?[\da-f]{2,6}|[a-z]{2,6});|[[(](?:unintelligible|inaudible|illegible|unclear|garbled|indistinct|not translated|translation error|word missing|page torn)[^\])]{0,30}[\])]|(?:Ã.|â€.){2}|(?<!\?)\?{4,}/i;

/** Cheap test that spares most quotes the expression above. */
const MAY_BE_DAMAGED = /[\ufffd%&[(?ÃãÂâ]|0[xX]/;

/** True if a quote is damaged, or stands in the same line right beside damage. */
function isDamaged(quote: string, near: string): boolean {
  if (!MAY_BE_DAMAGED.test(near)) return false;
  if (DAMAGE.test(quote)) return true;
  const at = near.indexOf(quote);
  const from = near.lastIndexOf('\n', at) + 1;
  const to = near.indexOf('\n', at + quote.length);
  return DAMAGE.test(near.slice(from, to < 0 ? undefined : to));
}

function flagsOf(quote: string, draft: Draft, voice: Voice, near: string): string[] {
  const flags: string[] = [];
  if (/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u061c]/.test(quote)) flags.push('bidi-control');
  if (isDamaged(quote, near)) flags.push('damaged');
  if (draft.kind === 'confidentiality_rule' || /\b(?:ICRC|Red Cross)\b/.test(voice.name ?? ''))
    flags.push('confidential-body');
  if (voice.state === 'unresolved') flags.push('unresolved-speaker');
  if (voice.modality === 'denied' && !turns(quote)) flags.push('denial-outside-quote');
  return flags;
}
