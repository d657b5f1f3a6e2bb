/**
 * Two readers of one text: rules and model. Proposals of one kind that overlap by half of the shorter are one proposal;
 * where both agree it ranks first, where they differ both values are shown, and neither overrules the other.
 */
import type { Kind, Proposal } from '../contract.ts';
import type { Checked } from './verify.ts';

/** One field in which the readers differ. */
export interface Difference {
  readonly field: string;
  readonly rules: unknown;
  readonly model: unknown;
}

/** Who proposed it, and where they differ. */
export interface Readers {
  readonly readers: readonly ('rules' | 'model')[];
  readonly differences: readonly Difference[];
}

export type ReadTwice = Proposal & Readers;

export interface Merged {
  readonly claims: readonly ReadTwice[];
  readonly agreed: number;
  readonly differing: number;
  readonly added: number;
}

/** Fields of a kind that both readers fill. */
const COMPARED: Readonly<Record<Kind, readonly string[]>> = {
  count: ['operator', 'number', 'measure', 'as_of', 'period', 'unit', 'vague'],
  unknown_count: ['measure'],
  label: ['label'],
  custody: ['event', 'who', 'place', 'date', 'by'],
  death: ['who', 'cause', 'date'],
  ill_treatment_or_health: ['who'],
  trial: ['feature', 'who', 'date'],
  contact: ['polarity', 'channel', 'date'],
  visit: ['visitor', 'visited', 'polarity', 'date'],
  confidentiality_rule: ['holder', 'recipient'],
  inquiry: ['asker', 'addressee', 'outcome', 'n'],
  agreement: ['stage', 'parties'],
  open_question: [],
  source_chain: ['relation', 'source'],
};

/** Names and descriptions are the same when one is a piece of the other. */
const LOOSE = new Set([
  'label',
  'who',
  'place',
  'by',
  'cause',
  'visitor',
  'visited',
  'holder',
  'recipient',
  'asker',
  'addressee',
  'parties',
  'source',
  'attributed_to',
]);

interface Placed {
  readonly kind: Kind;
  readonly start: number;
  readonly end: number;
}

/** Share of the shorter of two stretches that both cover. */
function overlap(a: Placed, b: Placed): number {
  const both = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return both <= 0 ? 0 : both / Math.min(a.end - a.start, b.end - b.start);
}

const words = (value: unknown): string =>
  String(value)
    .normalize('NFC')
    .toLowerCase()
    .replace(/^(?:the|a|an) |['’]s?$/g, '')
    .trim();

function same(field: string, a: unknown, b: unknown): boolean {
  if (JSON.stringify(a ?? null) === JSON.stringify(b ?? null)) return true;
  if (typeof a !== 'string' || typeof b !== 'string' || !LOOSE.has(field)) return false;
  const [x, y] = [words(a), words(b)];
  return x !== '' && y !== '' && (x.includes(y) || y.includes(x));
}

function differencesOf(rules: Proposal, model: Placed & Checked): Difference[] {
  const told = rules as unknown as Readonly<Record<string, unknown>>;
  const found: Difference[] = COMPARED[rules.kind].flatMap((field) =>
    same(field, told[field], model.fields[field])
      ? []
      : [{ field, rules: told[field] ?? null, model: model.fields[field] ?? null }],
  );
  if (rules.modality !== model.modality)
    found.push({ field: 'modality', rules: rules.modality, model: model.modality });
  const speaker = (state: string, name: string | null): string | null =>
    state === 'unresolved' ? 'not certain' : name;
  const mine = speaker(rules.attribution.state, rules.attributed_to);
  const theirs = speaker(model.attribution.state, model.attributedTo);
  if (!same('attributed_to', mine, theirs))
    found.push({ field: 'attributed_to', rules: mine, model: theirs });
  return found;
}

/** Joins both readings. `model` stands in code points like `rules`. Agreement first, then difference, then one reader alone. */
export function merge(
  rules: readonly Proposal[],
  model: readonly Checked[],
  label: (claim: Checked, number: number) => Proposal,
): Merged {
  const pairs = rules
    .flatMap((own, at) =>
      model
        .map((other, index) => ({ at, index, share: own.kind === other.kind ? overlap(own, other) : 0 }))
        .filter(({ share }) => share >= 0.5)
        .map((pair) => ({ ...pair, off: differencesOf(own, model[pair.index] as Checked).length })),
    )
    // One to one: the tightest pair that agrees best is settled first.
    .sort((a, b) => a.off - b.off || b.share - a.share || a.at - b.at || a.index - b.index);
  const byRule = new Map<number, number>();
  const used = new Set<number>();
  for (const { at, index } of pairs) {
    if (byRule.has(at) || used.has(index)) continue;
    byRule.set(at, index);
    used.add(index);
  }
  const read: ReadTwice[] = rules.map((own, at) => {
    const other = model[byRule.get(at) ?? -1];
    if (!other) return { ...own, readers: ['rules'], differences: [] };
    const differences = differencesOf(own, other);
    const flags = [
      ...new Set([...own.flags, ...other.flags, ...(differences.length > 0 ? ['readers-differ'] : [])]),
    ];
    return { ...own, flags, readers: ['rules', 'model'], differences };
  });
  const alone = model
    .filter((_, index) => !used.has(index))
    .map((claim, n): ReadTwice => ({ ...label(claim, n + 1), readers: ['model'], differences: [] }));
  const rank = ({ readers, differences }: ReadTwice): number =>
    readers.length === 2 ? (differences.length === 0 ? 0 : 1) : 2;
  const claims = [...read, ...alone].sort(
    (a, b) => rank(a) - rank(b) || a.start - b.start || b.end - a.end || a.id.localeCompare(b.id),
  );
  const both = read.filter(({ readers }) => readers.length === 2);
  const differing = both.filter(({ differences }) => differences.length > 0).length;
  return { claims, agreed: both.length - differing, differing, added: alone.length };
}
