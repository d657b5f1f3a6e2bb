/**
 * Who said it, over sequences of two to five sentences (bench/reading/own/sequences*.txt): how many speakers are named, how
 * many of those rightly, and how often somebody is named where the text says nobody. Sequences with odd numbers are
 * built on and can be listed; those with even numbers are only counted.
 * usage: node bin/run-ts.js bench/reading/speakers.ts [--misses]
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { propose, type Proposal } from '#reading';
import { sameName } from './scorer.ts';

const OWN = new URL('own/', import.meta.url);

/** Marked words of a sequence: positions of its text and the speakers that are right ("-" the text itself, "?" nobody). */
interface Mark {
  readonly start: number;
  readonly end: number;
  readonly speakers: readonly string[];
}

interface Sequence {
  readonly number: number;
  readonly about: string;
  readonly text: string;
  readonly marks: readonly Mark[];
}

export interface SpeakerFigures {
  /** Marked claims that were proposed, and all marked. */
  proposed: number;
  marked: number;
  /** Of those proposed: with a named speaker in the text, resolved, and right. */
  named: number;
  resolved: number;
  right: number;
  /** Of those proposed: nobody to be named, and somebody named all the same. */
  nobody: number;
  invented: number;
}

/** The sequences of a file; text between braces up to "=" is marked. */
export function sequencesOf(file: string): Sequence[] {
  const sequences: Sequence[] = [];
  for (const part of readFileSync(new URL(file, OWN), 'utf8').split(/^## /m).slice(1)) {
    const [head = '', ...rest] = part.split('\n');
    const marks: Mark[] = [];
    let text = '';
    let from = 0;
    const body = rest.join('\n').trim();
    for (const match of body.matchAll(/\{([^=}]*)=([^}]*)\}/g)) {
      text += body.slice(from, match.index);
      marks.push({
        start: text.length,
        end: text.length + (match[1] ?? '').length,
        speakers: (match[2] ?? '').split('|'),
      });
      text += match[1] ?? '';
      from = match.index + match[0].length;
    }
    text += body.slice(from);
    sequences.push({ number: Number.parseInt(head, 10), about: head, text, marks });
  }
  return sequences;
}

/** The figures of one half of a file. */
export async function scoreSequences(
  file: string,
  half: 'odd' | 'even',
  tell?: (line: string) => void,
  lang = 'en',
): Promise<SpeakerFigures> {
  const sum = { proposed: 0, marked: 0, named: 0, resolved: 0, right: 0, nobody: 0, invented: 0 };
  for (const sequence of sequencesOf(file)) {
    if ((sequence.number % 2 === 1) !== (half === 'odd')) continue;
    const { claims } = await propose(sequence.text, { lang, published: '2024-05-02', name: sequence.about });
    for (const mark of sequence.marks) {
      sum.marked++;
      const claim = claimAt(claims, mark);
      if (!claim) continue;
      sum.proposed++;
      judge(sum, claim, mark.speakers, (verdict) =>
        tell?.(
          `${verdict} ${sequence.about}: {${sequence.text.slice(mark.start, mark.end)}} want ${mark.speakers.join('|')}, got ${claim.attribution.state} ${claim.attributed_to ?? ''} (${claim.attribution.candidates.join('; ')})`,
        ),
      );
    }
  }
  return sum;
}

function judge(
  sum: SpeakerFigures,
  claim: Proposal,
  speakers: readonly string[],
  tell: (verdict: string) => void,
): void {
  const { state } = claim.attribution;
  const name = claim.attributed_to;
  const isRight = speakers.some((speaker) => name !== null && sameName(speaker, name));
  const isNobody = speakers.includes('-') || speakers.includes('?');
  if (name === null && isNobody) {
    if (speakers.every((speaker) => /^[-?]$/.test(speaker))) sum.nobody++;
    return;
  }
  if (speakers.every((speaker) => /^[-?]$/.test(speaker))) {
    sum.nobody++;
    sum.invented++;
    tell('INVENTED');
    return;
  }
  sum.named++;
  if (name === null) {
    tell(state === 'author' ? 'author  ' : 'open    ');
    return;
  }
  sum.resolved++;
  if (isRight) sum.right++;
  else tell('WRONG   ');
}

/** The claim that fits the marked words best, if it shares half of the shorter of the two. */
function claimAt(claims: readonly Proposal[], { start, end }: Mark): Proposal | null {
  let best: { claim: Proposal; share: number } | null = null;
  for (const claim of claims) {
    if (claim.kind === 'source_chain' || claim.kind === 'open_question') continue;
    const shared = Math.min(claim.end, end) - Math.max(claim.start, start);
    if (shared * 2 < Math.min(claim.end - claim.start, end - start)) continue;
    const share = shared / (Math.max(claim.end, end) - Math.min(claim.start, start));
    if (!best || share > best.share) best = { claim, share };
  }
  return best?.claim ?? null;
}

async function main(args: readonly string[]): Promise<void> {
  const files = readdirSync(OWN).filter((name) => /^sequences.*\.txt$/.test(name));
  for (const file of files.sort())
    for (const half of ['odd', 'even'] as const) {
      const lang = /^sequences-(\w\w)\.txt$/.exec(file)?.[1] ?? 'en';
      const shows = half === 'odd' && args.includes('--misses');
      const sum = await scoreSequences(file, half, shows ? (line) => console.log(line) : undefined, lang);
      console.log(
        `${file} ${half}: proposed ${sum.proposed}/${sum.marked}; named resolved ${sum.resolved}/${sum.named}, right ${sum.right}/${sum.resolved}; named where nobody is ${sum.invented}/${sum.nobody}`,
      );
    }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
