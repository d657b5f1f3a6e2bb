/**
 * Settles drafts that compete for the same words: exact repeats, kinds that exclude each other on one clause,
 * and second mentions of the same carrier. Order is the order of the text.
 */
import type { Kind } from './contract.ts';
import { overlap } from './kinds/pattern-kinds.ts';
import type { Draft, Scene } from './scene.ts';

interface Placed {
  readonly draft: Draft;
  readonly scene: Scene;
}

/** On one stretch of words the first kind leaves no room for the second. */
const EXCLUDES: readonly (readonly [Kind, Kind])[] = [
  ['inquiry', 'unknown_count'],
  ['visit', 'contact'],
  ['confidentiality_rule', 'inquiry'],
  ['label', 'ill_treatment_or_health'],
  ['label', 'custody'],
  ['label', 'contact'],
  ['unknown_count', 'count'],
];

/** Drops losers and sorts by position; of two drafts at one place the longer comes first. */
export function settle(placed: readonly Placed[]): Placed[] {
  const sorted = [...placed].sort((a, b) => a.draft.start - b.draft.start || b.draft.end - a.draft.end);
  const bySentence = new Map<number, Placed[]>();
  for (const one of sorted) {
    const list = bySentence.get(one.scene.sentence.index) ?? [];
    list.push(one);
    bySentence.set(one.scene.sentence.index, list);
  }
  const carriers = new Set<string>();
  return sorted.filter(({ draft, scene }) => {
    const rivals = bySentence.get(scene.sentence.index) ?? [];
    for (const [winner, loser] of EXCLUDES)
      if (
        draft.kind === loser &&
        rivals.some((r) => r.draft.kind === winner && overlap(r.draft, draft) >= 0.5)
      )
        return false;
    if (isPut(draft) && (bySentence.get(scene.sentence.index + 1) ?? []).some((r) => isOutcome(r, scene)))
      return false;
    if (draft.kind === 'custody' && rivals.some((r) => isShutOut(r.draft, draft))) return false;
    if (rivals.some((r) => isAccess(r.draft, draft) || isMoreThanHearing(r.draft, draft))) return false;
    if (rivals.some((r) => isCountOf(r.draft, draft) || isNotCounted(r.draft, draft))) return false;
    if (rivals.some((r) => r.draft !== draft && isRepeat(r.draft, draft, rivals))) return false;
    if (draft.kind !== 'source_chain') return true;
    const carrier = String(draft.fields['source']).toLowerCase();
    if (carriers.has(carrier)) return false;
    carriers.add(carrier);
    return true;
  });
}

/** "The team was turned away from the fort": nobody was moved. */
function isShutOut(other: Draft, draft: Draft): boolean {
  return other.kind === 'visit' && other.fields['polarity'] === 'denied' && overlap(other, draft) >= 0.5;
}

/** A question told as put, without what came of it. */
function isPut({ kind, fields }: Draft): boolean {
  return kind === 'inquiry' && fields['outcome'] === null;
}

/** What came of the question of the sentence before: "We wrote to the ministry. It did not reply" is one inquiry. */
function isOutcome({ draft, scene }: Placed, before: Scene): boolean {
  return (
    draft.kind === 'inquiry' &&
    draft.fields['outcome'] !== null &&
    scene.sentence.block === before.sentence.block
  );
}

/** "The hearing is closed" tells that it is closed, not besides that there is one. */
function isMoreThanHearing(other: Draft, draft: Draft): boolean {
  return (
    draft.kind === 'trial' &&
    draft.fields['feature'] === 'hearing' &&
    other.kind === 'trial' &&
    other.fields['feature'] !== 'hearing' &&
    overlap(other, draft) >= 0.5
  );
}

/** A request to be let in that was refused is access denied; it is not a question besides. */
function isAccess(other: Draft, draft: Draft): boolean {
  return (
    draft.kind === 'inquiry' &&
    draft.fields['outcome'] === 'refused' &&
    other.kind === 'visit' &&
    other.fields['polarity'] === 'denied' &&
    overlap(other, draft) >= 0.5 &&
    /\b(?:visits?|visiting|inspect\w*|access|entry|admission|enter|be let in|to see)\b/i.test(
      draft.cue + other.cue,
    )
  );
}

const COUNTED: ReadonlySet<Kind> = new Set([
  'custody',
  'death',
  'ill_treatment_or_health',
  'trial',
  'contact',
  'visit',
  'agreement',
]);

/** Features that say no more of a counted group than that it has a trial. */
const PLAIN: ReadonlySet<string> = new Set(['hearing', 'verdict', 'on_trial', 'delayed']);

/** The number decides the kind: what is said of a counted group is the count, unless it is a dated or placed event. */
function isCountOf(count: Draft, draft: Draft): boolean {
  if (count.kind !== 'count' || !COUNTED.has(draft.kind) || overlap(count, draft) < 0.5) return false;
  if (draft.kind === 'agreement') return draft.fields['stage'] === 'concluded' && count.start <= draft.start;
  const { feature } = draft.fields;
  // How a trial went is more than that there was one, unless the count is a share of such trials.
  if (typeof feature === 'string' && !PLAIN.has(feature) && count.fields['unit'] !== 'percent') return false;
  const said = draft.fields['who'];
  const who = typeof said === 'string' ? said : '';
  // How a counted group fares is told by the count; who is named or pointed at has a claim of their own.
  if (draft.kind === 'ill_treatment_or_health' && !/^(?:\p{Lu}|(?:he|she|him|her|they|we|us|I)\b)/u.test(who))
    return true;
  const named = who !== '' && !count.cue.includes(who) && !who.includes(count.cue);
  // A group held that is nobody by name is the group counted beside it.
  if (
    draft.kind === 'custody' &&
    draft.fields['event'] === 'held' &&
    draft.fields['date'] === null &&
    !/\p{Lu}|^(?:he|she|him|her)$/u.test(who)
  )
    return true;
  if (draft.kind === 'custody' && who.includes(count.cue.slice(0, 12))) return false;
  return !named || draft.kind === 'trial' || draft.kind === 'visit';
}

/** Requests that were refused are inquiries, not cases; those who visit, ask or seize are not the ones counted. */
function isNotCounted(other: Draft, count: Draft): boolean {
  if (count.kind !== 'count' || other.kind === 'count') return false;
  if ((other.kind === 'inquiry' || other.kind === 'visit') && count.fields['measure'] === 'cases')
    return overlap(other, count) >= 0.5;
  const doers = ['by', 'visitor', 'addressee', 'asker'].map((field) => other.fields[field]);
  return doers.some((doer) => typeof doer === 'string' && doer.includes(count.cue));
}

/** Two rules of one kind met on the same words: the earlier in the list (the more special rule) stays. */
function isRepeat(other: Draft, draft: Draft, rivals: readonly Placed[]): boolean {
  if (other.kind !== draft.kind || draft.kind === 'count' || draft.kind === 'source_chain') return false;
  if (overlap(other, draft) < 0.5) return false;
  // Two names for what the same words tell; the rule that read more of them knows better.
  if (other.cue !== draft.cue && other.cue.includes(draft.cue)) return true;
  if (draft.cue !== other.cue && draft.cue.includes(other.cue)) return false;
  const key = DISTINCT[draft.kind];
  if (key !== undefined && family(other.fields[key]) !== family(draft.fields[key])) return false;
  const order = (one: Draft) => rivals.findIndex((r) => r.draft === one);
  return order(other) < order(draft);
}

/** Values that name one happening in two ways. */
function family(value: unknown): unknown {
  return value === 'arrested' ? 'captured' : value === 'exchanged' ? 'released' : value;
}

const DISTINCT: Readonly<Partial<Record<Kind, string>>> = {
  trial: 'feature',
  inquiry: 'addressee',
  label: 'label',
};
