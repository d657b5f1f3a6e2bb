/** Reads the noun files of WordNet (format: wndb(5WN)) and picks the nouns that mean a person and hardly anything else. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Synset {
  readonly words: readonly string[];
  readonly gloss: string;
}

export interface WordNet {
  /** By offset. */
  readonly synsets: ReadonlyMap<string, Synset>;
  /** Offsets of the synsets under one. */
  readonly under: ReadonlyMap<string, readonly string[]>;
  /** Offsets of the noun senses of a word, the most usual first. */
  readonly senses: ReadonlyMap<string, readonly string[]>;
  /** How often a sense stands in the texts that were tagged for WordNet: `word offset` to number. */
  readonly tagged: ReadonlyMap<string, number>;
}

/** The nouns of a folder with the three files. */
export function readWordNet(folder: string): WordNet {
  const lines = (file: string): string[] =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith(' '));
  const synsets = new Map<string, Synset>();
  const under = new Map<string, string[]>();
  for (const line of lines('data.noun')) {
    const [data = '', gloss = ''] = line.split(' | ');
    const cells = data.trim().split(' ');
    const offset = cells[0] ?? '';
    const number = Number.parseInt(cells[3] ?? '0', 16);
    synsets.set(offset, {
      words: Array.from({ length: number }, (_, at) => cells[4 + 2 * at] ?? ''),
      gloss: gloss.split('"')[0] ?? '',
    });
    for (let at = 5 + 2 * number; at < cells.length; at += 4)
      if (cells[at] === '@')
        under.set(cells[at + 1] ?? '', [...(under.get(cells[at + 1] ?? '') ?? []), offset]);
  }
  const senses = new Map<string, string[]>();
  for (const line of lines('index.noun')) {
    const cells = line.trim().split(' ');
    senses.set(cells[0] ?? '', cells.slice(6 + Number(cells[3])));
  }
  const tagged = new Map<string, number>();
  for (const line of lines('index.sense')) {
    const [key = '', offset = '', , number = '0'] = line.split(' ');
    if (key.includes('%1:')) tagged.set(`${key.split('%')[0]} ${offset}`, Number(number));
  }
  return { synsets, under, senses, tagged };
}

/** Classes, the narrowest first: a word belongs to the first that its first sense stands under (`word.sense`). */
const CLASSES: readonly (readonly [string, readonly string[]])[] = [
  ['captive', ['prisoner.1', 'hostage.1']],
  ['kin', ['relative.1']],
  ['soldier', ['serviceman.1', 'combatant.1', 'guerrilla.1', 'sailor.1', 'military_officer.1']],
  [
    'official',
    [
      'official.1',
      'lawman.1',
      'spokesperson.1',
      'diplomat.1',
      'judge.1',
      'head_of_state.1',
      'legislator.1',
      'lawyer.1',
      'governor.1',
      'administrator.1',
      'mayor.1',
      'commissioner.1',
      'registrar.1',
      'secretary.1',
      'clerk.1',
    ],
  ],
  [
    'person',
    [
      'worker.1',
      'professional.1',
      'expert.1',
      'leader.1',
      'religious_person.1',
      'creator.2',
      'entertainer.1',
      'intellectual.1',
      'inhabitant.1',
      'traveler.1',
      'juvenile.1',
      'adult.1',
      'capitalist.2',
      'enrollee.1',
      'contestant.1',
      'unfortunate.1',
      'communicator.1',
      'advocate.1',
      'preserver.3',
      'national.1',
      'operator.2',
      'orphan.1',
      'victim.1',
      'migrant.1',
      'learner.1',
      'dissenter.1',
      'reformer.1',
      'suspect.1',
      'accused.1',
      'protester.1',
      'gatherer.1',
      'keeper.1',
      'keeper.2',
    ],
  ],
];
/** What is under them and calls names, or is nobody's calling. */
const NOT_UNDER = ['bad_person.1', 'unwelcome_person.1', 'simpleton.1', 'sexual_practice.1', 'deviate.1'];
const INSULT =
  /slur|offensive|obscene|vulgar|derog|disparag|pejorat|slang|contempt|term (?:of|for)|informal|prostitut|sexual|idiot|stupid|foolish/;

/** Words whose plural is a thing, or anybody in everyday talk, though to WordNet they are persons first of all. */
const DENIED = new Set(
  `bearer bleacher blaster booker buyer carrier counter consumer customer dealer distributor dry figure framer goner
  guest host maker mover opener player planter producer reader screener shareholder source spectator starter stager
  subject subscriber super supplier user viewer voter winner loser champion celebrity candidate rival partner tough
  victor crazy silly zany worthy stacker layer extern seasonal second senior`.split(/\s+/),
);

export interface NounRow {
  readonly class: string;
  readonly words: readonly string[];
  readonly origin: string;
}

/**
 * Words whose first sense is a person of one of the classes: no other sense that is not a person, unless it is rare
 * beside it (three uses or more in the tagged texts, nine in ten of them the person).
 */
export function personNouns(net: WordNet): NounRow[] {
  const all = closure(net, ['person.1']);
  const denied = closure(net, NOT_UNDER);
  const classes = CLASSES.map(([name, roots]) => [name, closure(net, roots), roots] as const);
  const lower = new Set(
    [...net.synsets.values()].flatMap(({ words }) => words.filter((word) => /^[a-z]/.test(word))),
  );
  const found = new Map<string, { words: string[]; origin: string }>();
  for (const [word, senses] of [...net.senses].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const first = senses[0] ?? '';
    if (!/^[a-z][a-z-]+[a-z]$/.test(word) || !lower.has(word) || DENIED.has(word)) continue;
    if (!all.has(first) || denied.has(first) || INSULT.test(net.synsets.get(first)?.gloss ?? '')) continue;
    if (!isMostlyPerson(net, word, senses, all)) continue;
    const own = classes.find(([, offsets]) => offsets.has(first));
    if (!own) continue;
    const key = `${own[0]} ${word[0]}`;
    const row = found.get(key) ?? {
      words: [],
      origin: `WordNet 3.1, under ${own[0] === 'person' ? 'the roots in scripts/lib/word-net.ts' : own[2].join(', ')}`,
    };
    row.words.push(word);
    found.set(key, row);
  }
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, row]) => ({ class: key.split(' ')[0] ?? '', ...row }));
}

function isMostlyPerson(
  net: WordNet,
  word: string,
  senses: readonly string[],
  persons: ReadonlySet<string>,
): boolean {
  if (senses.every((offset) => persons.has(offset))) return true;
  const uses = (offset: string): number => net.tagged.get(`${word} ${offset}`) ?? 0;
  const total = senses.reduce((sum, offset) => sum + uses(offset), 0);
  const person = senses
    .filter((offset) => persons.has(offset))
    .reduce((sum, offset) => sum + uses(offset), 0);
  return total >= 3 && person >= 0.9 * total;
}

function closure(net: WordNet, roots: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const open = roots.flatMap((root) => {
    const [word = '', sense = '1'] = root.split('.');
    return net.senses.get(word)?.[Number(sense) - 1] ?? [];
  });
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    open.push(...(net.under.get(at) ?? []));
  }
  return seen;
}
