/**
 * Whom the reader would name as the speaker of every gold claim, found by it or not: three times as many cases as the
 * claims it matches. usage: node bin/run-ts.js bench/reading/heard.ts [--gold DIR] [--lang en] [--half odd|even] [--errors]
 * `--errors` lists what may be learned from; of the even half only totals are told.
 */
import { fileURLToPath } from 'node:url';
import { splitHeader } from '#reading';
import { formsOf } from '../../src/reading/forms/apply.ts';
import { patternsOf } from '../../src/reading/language.ts';
import { readPatterns } from '../../src/reading/patterns.ts';
import type { Draft } from '../../src/reading/scene.ts';
import type { Voice } from '../../src/reading/speaker.ts';
import { casesOf, type Half } from './score.ts';
import { sameName, type Scored } from './scorer.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures/reading/dev', import.meta.url));
const AUTHOR: Voice = { state: 'author', name: null, mention: null, candidates: [], modality: 'asserted' };

/** Where a count is anchored: at its figure. */
const FIGURE =
  /\d[\d.,]*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\p{L}+teen|\p{L}+ty(?:-\p{L}+)?|dozens?|hundreds?|thousands?)\b/iu;

/** Claims whose gold names a speaker: resolved, right; and those of the text's own voice: somebody named. */
interface Heard {
  named: number;
  resolved: number;
  right: number;
  nobody: number;
  invented: number;
}

function hear(folder: string, half: Half, tell: (line: string) => void): Heard {
  const sum: Heard = { named: 0, resolved: 0, right: 0, nobody: 0, invented: 0 };
  const pack = patternsOf('en');
  if (!pack) return sum;
  for (const { slug, text, gold } of casesOf(folder, half, value('--lang') ?? '')) {
    const { body, header } = splitHeader(text);
    if ((header.lang ?? 'en') !== 'en') continue;
    const part = readPatterns(body, pack, { ...header, lang: 'en' });
    const forms = formsOf(body, header.published);
    for (const claim of gold.claims) {
      if (claim['optional'] === true || /^(?:source_chain|open_question|label)$/.test(claim.kind)) continue;
      // Of an inquiry the one asked is needed to tell whether its own word is told.
      if (claim.kind === 'inquiry' && typeof claim['addressee'] !== 'string') continue;
      const start = body.indexOf(claim.quote);
      if (start < 0) continue;
      const draft = draftOf(claim, start);
      const spoken = part.hear?.({ draft, voice: AUTHOR });
      const voice = forms.voiceAt(draft, spoken?.voice ?? AUTHOR, claim.kind);
      const wanted = claim['attributed_to'];
      const accepted = [wanted, ...((claim['attributed_to_alt'] as unknown[] | undefined) ?? [])];
      const isRight = accepted.some((one) => sameName(one, voice.name));
      if (typeof wanted === 'string') {
        sum.named++;
        if (voice.name !== null) sum.resolved++;
        if (voice.name !== null && isRight) sum.right++;
      } else {
        sum.nobody++;
        if (!isRight) sum.invented++;
      }
      if (!isRight)
        tell(
          `${slug} ${voice.name === null ? 'nobody' : 'WRONG'}: ${claim.kind} "${claim.quote.slice(0, 110)}" is ${JSON.stringify(wanted)}, heard ${JSON.stringify(voice.name)} (${voice.state}; ${voice.candidates.join(' | ')})`,
        );
    }
  }
  return sum;
}

function draftOf(claim: Scored, start: number): Draft {
  const fields = Object.fromEntries(
    ['addressee', 'outcome', 'feature', 'who'].map((name) => [name, claim[name] ?? null]),
  );
  const end = start + claim.quote.length;
  return {
    kind: claim.kind as Draft['kind'],
    start,
    end,
    rule: 'gold',
    cue: (claim.kind === 'count' ? FIGURE.exec(claim.quote)?.[0] : undefined) ?? claim.quote,
    fields,
    ...(typeof claim['speaker'] === 'string' ? { speaker: claim['speaker'] } : {}),
  };
}

const args = process.argv.slice(2);
const value = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
const half = (value('--half') ?? 'odd') as Half;
const lines: string[] = [];
const { named, resolved, right, nobody, invented } = hear(value('--gold') ?? FIXTURES, half, (line) =>
  lines.push(line),
);
const percent = (part: number, of: number) => ((100 * part) / Math.max(1, of)).toFixed(1);
console.log(
  `${half}: speaker named in the gold ${named}, resolved ${resolved} (${percent(resolved, named)} %), right ${right} (${percent(right, resolved)} %); nobody to be named ${nobody}, named all the same ${invented} (${percent(invented, nobody)} %)`,
);
if (args.includes('--errors') && half !== 'even') console.log(lines.join('\n'));
