/**
 * Prints precision, recall and field accuracy of the reader over a folder of texts with gold claims, beside the
 * figures committed last. usage: node bin/run-ts.js bench/reading/score.ts [--gold DIR] [--lang LL] [--half odd|even] [--errors] [--rules] [--freeze]
 * `--freeze` commits the figures of the fixtures, or with `--gold` and `--lang` those of one other language.
 * `--errors` and `--rules` (what each rule proposed and how much of it was right, worst first) are refused for the even
 * half, which is only measured.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { propose, splitHeader } from '#reading';
import { readMarked } from './marked.ts';
import { emptyFigures, scoreText, type Figures, type Scored, type Tally } from './scorer.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const FIXTURES = join(HERE, '../../fixtures/reading/dev');
const FROZEN = join(HERE, 'frozen.json');
const FROZEN_LANGUAGES = join(HERE, 'frozen-languages.json');

export type Half = 'odd' | 'even' | 'all';

/** Scores the texts of one half of a folder. */
export async function scoreHalf(
  half: Half,
  folder = FIXTURES,
  problems?: (line: string) => void,
  lang = '',
): Promise<Figures> {
  let figures = emptyFigures();
  for (const { slug, text, gold } of casesOf(folder, half, lang)) {
    const reading = await propose(text, { name: slug });
    const proposals = reading.claims as unknown as Scored[];
    for (const one of gold.refused ?? [])
      if (proposals.some((proposal) => isSame(one, proposal)))
        problems?.(`${slug} refused by a person and proposed again: ${one.kind}: ${one.quote.slice(0, 100)}`);
    figures = scoreText(
      { body: splitHeader(text).body, gold: gold.claims, proposals },
      figures,
      problems && ((line) => problems(`${slug} ${line}`)),
    );
  }
  return figures;
}

interface Case {
  readonly slug: string;
  readonly text: string;
  readonly gold: { readonly claims: readonly Scored[]; readonly refused?: readonly Scored[] };
}

/** The texts of a half: pairs of text and gold, and marked texts, of which every fourth is only measured. */
export function casesOf(folder: string, half: Half, lang: string): Case[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith(lang))
    .sort()
    .flatMap((file): Case[] => {
      const [, number, ending] = /^[a-z]+-[A-Z]?(\d+).*?(\.gold\.json|\.txt)$/.exec(file) ?? [];
      const path = join(folder, file);
      if (ending === '.gold.json') {
        if (half !== 'all' && (Number(number) % 2 === 1) !== (half === 'odd')) return [];
        const slug = file.replace(ending, '');
        const text = readFileSync(join(folder, `${slug}.txt`), 'utf8');
        return [{ slug, text, gold: JSON.parse(readFileSync(path, 'utf8')) as Case['gold'] }];
      }
      if (ending !== '.txt' || existsSync(path.replace('.txt', '.gold.json'))) return [];
      if (half !== 'all' && (Number(number) % 4 !== 0) !== (half === 'odd')) return [];
      const { text, claims } = readMarked(readFileSync(path, 'utf8'), file);
      return [{ slug: file.replace('.txt', ''), text, gold: { claims } }];
    });
}

/** What a person refused (`habeas export --format reading-cases`), word for word and from the same speaker. */
function isSame(refused: Scored, proposal: Scored): boolean {
  return ['kind', 'quote', 'attributed_to', 'modality'].every(
    (field) => (refused[field] ?? null) === (proposal[field] ?? null),
  );
}

/** The figures of other languages committed last: they are measured on texts that are not part of the repository. */
export function frozenLanguages(): Record<string, Record<'odd' | 'even', Short>> {
  return JSON.parse(readFileSync(FROZEN_LANGUAGES, 'utf8')) as ReturnType<typeof frozenLanguages>;
}

/** The figures of a half in short. */
export interface Short extends Tally {
  readonly acceptedAsIs: number;
  readonly speakers: Figures['speakers'];
}

function short({ all, acceptedAsIs, speakers }: Figures): Short {
  return { ...all, acceptedAsIs, speakers };
}

/** Precision and recall in one figure. */
export function harmonic({ gold, proposed, matched }: Tally): number {
  return gold + proposed === 0 ? 1 : (2 * matched) / (gold + proposed);
}

/** The figures committed last, by half. */
export function frozenFigures(): Record<string, Figures> {
  return JSON.parse(readFileSync(FROZEN, 'utf8')) as Record<string, Figures>;
}

const percent = (part: number, whole: number) =>
  whole === 0 ? '    -' : ((100 * part) / whole).toFixed(1).padStart(5);

function row(name: string, now: Tally, then: Tally | undefined): string {
  const change = then
    ? ` (was ${percent(then.matched, then.proposed)} ${percent(then.matched, then.gold)})`
    : '';
  return `${name.padEnd(26)}${String(now.gold).padStart(5)}${String(now.proposed).padStart(5)}${String(now.matched).padStart(5)} ${percent(now.matched, now.proposed)} ${percent(now.matched, now.gold)}${change}`;
}

function print(figures: Figures, before: Figures | undefined): void {
  console.log(`texts ${figures.texts}\nkind                       gold prop. match    P%    R%`);
  for (const [kind, tally] of Object.entries(figures.kinds))
    if (tally.gold + tally.proposed > 0) console.log(row(kind, tally, before?.kinds[kind]));
  console.log(row('all', figures.all, before?.all));
  console.log(
    `accepted as is ${percent(figures.acceptedAsIs, figures.all.gold)} % of gold, ${percent(figures.acceptedAsIs, figures.all.proposed)} % of proposals; not verbatim ${figures.notVerbatim}`,
  );
  const { named, resolved, right } = figures.speakers;
  console.log(
    `named speakers: resolved ${percent(resolved, named)} %, right of the resolved ${percent(right, resolved)} %`,
  );
  for (const [field, { right: good, of }] of Object.entries(figures.fields))
    console.log(
      `  ${field.padEnd(16)}${String(good).padStart(4)}/${String(of).padEnd(4)}${percent(good, of)}`,
    );
}

async function main(args: readonly string[]): Promise<void> {
  const value = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const folder = value('--gold') ?? FIXTURES;
  const lang = value('--lang') ?? '';
  const halves: Half[] = value('--half') ? [value('--half') as Half] : ['odd', 'even'];
  const frozen = folder === FIXTURES && lang === '' ? safely(frozenFigures) : undefined;
  const now: Record<string, Figures> = { ...frozen };
  for (const half of halves) {
    const lines: string[] = [];
    now[half] = await scoreHalf(half, folder, (line) => lines.push(line), lang);
    console.log(`\n== ${half} half`);
    print(now[half], frozen?.[half]);
    if (args.includes('--errors') && half !== 'even')
      console.log(lines.filter((line) => !line.includes(' rule ')).join('\n'));
    if (args.includes('--rules') && half !== 'even') printRules(lines);
  }
  if (args.includes('--freeze') && folder === FIXTURES)
    writeFileSync(FROZEN, `${JSON.stringify(now, null, 1)}\n`);
  if (args.includes('--freeze') && folder !== FIXTURES && lang && now['odd'] && now['even']) {
    const all = safely(frozenLanguages) ?? {};
    all[lang] = { odd: short(now['odd']), even: short(now['even']) };
    writeFileSync(FROZEN_LANGUAGES, `${JSON.stringify(all, null, 1)}\n`);
  }
}

/** What each rule proposed and how much of it was right; those that do not pay first. */
function printRules(lines: readonly string[]): void {
  const rules = new Map<string, { right: number; wrong: number }>();
  for (const line of lines) {
    const [, verdict, rule = ''] = / rule (right|wrong) (\S+)/.exec(line) ?? [];
    if (verdict === undefined) continue;
    const tally = rules.get(rule) ?? { right: 0, wrong: 0 };
    tally[verdict === 'right' ? 'right' : 'wrong']++;
    rules.set(rule, tally);
  }
  const worst = [...rules].sort((a, b) => b[1].wrong - b[1].right - (a[1].wrong - a[1].right));
  for (const [rule, { right, wrong }] of worst)
    console.log(`${String(right).padStart(4)} right ${String(wrong).padStart(4)} wrong  ${rule}`);
}

function safely<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

if (process.argv[1]?.endsWith('score.ts')) await main(process.argv.slice(2));
