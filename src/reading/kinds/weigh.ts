/**
 * The last resort: a sentence that no rule has claimed goes to the kind most of its words speak for, if they are
 * enough and no other kind is near. It finds what is told by paraphrase; each proposal says that it was made this way.
 */
import type { Kind } from '../contract.ts';
import { isAsked, isBattle, isHypothetical, isNorm } from '../guards.ts';
import type { Weights } from '../pack.ts';
import type { Draft, Scene } from '../scene.ts';
import type { Span } from '../segment.ts';

/** Points a kind needs, and by how many it has to lead. */
const ENOUGH = Number(process.env["EN"] ?? 4);
const LEAD = Number(process.env["LE"] ?? 1);

interface Tally {
  points: number;
  readonly words: Span[];
  readonly values: Map<string, number>;
}

/** Proposes at most one claim for a sentence nothing else was found in. */
export function weighed(scene: Scene, claimed: readonly Draft[]): Draft[] {
  if (!scene.onTopic || claimed.some((draft) => draft.kind !== 'source_chain')) return [];
  const whole = { start: 0, end: scene.plain.length };
  if (isAsked(scene, scene.plain.length) || isNorm(scene, whole) || isHypothetical(scene, whole)) return [];
  const tallies = tallied(scene, scene.pack.weights);
  const [first, second] = [...tallies].sort((a, b) => b[1].points - a[1].points);
  if (!first || first[1].points < ENOUGH || first[1].points - (second?.[1].points ?? 0) < LEAD) return [];
  const [kind, tally] = first;
  if (/^(?:custody|death|ill_treatment_or_health)$/.test(kind) && isBattle(scene, whole)) return [];
  const span = { start: tally.words[0]?.start ?? 0, end: tally.words.at(-1)?.end ?? 0 };
  const cue = scene.plain.slice(span.start, span.end);
  const hit = {
    pattern: { id: `weights:${kind}`, fields: {}, expression: /$/g, stems: null, company: null, unless: null },
    ...span,
    words: cue,
    groups: {},
  };
  const fields = fieldsOf(scene, kind, tally);
  return fields === null ? [] : [scene.draft(kind, hit, fields, { subject: kind })];
}

function tallied(scene: Scene, weights: Weights): Map<Kind, Tally> {
  const tallies = new Map<Kind, Tally>();
  const seen = new Set<string>();
  for (const token of scene.list) {
    if (seen.has(token.lower)) continue;
    seen.add(token.lower);
    for (const { kind, value, weight } of weights.of(token.lower)) {
      const tally = tallies.get(kind) ?? { points: 0, words: [], values: new Map<string, number>() };
      tally.points += weight;
      if (weight >= 1) tally.words.push(token);
      if (value) tally.values.set(value, (tally.values.get(value) ?? 0) + weight);
      tallies.set(kind, tally);
    }
  }
  return tallies;
}

function fieldsOf(scene: Scene, kind: Kind, tally: Tally): Record<string, unknown> | null {
  const [start, end] = [tally.words[0]?.start ?? 0, tally.words.at(-1)?.end ?? 0];
  const date = scene.dateNear({ start, end });
  const who = scene.subjectBefore(tally.words[0]?.start ?? 0);
  const value = [...tally.values].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
  const polarity = scene.polarityOf(kind, scene.plain);
  if (kind === 'custody') return value ? { event: value, who, place: null, date, by: null } : null;
  if (kind === 'trial') return { feature: 'hearing', who, date };
  if (kind === 'death') return { who, cause: null, date };
  if (kind === 'ill_treatment_or_health') return { who };
  if (kind === 'inquiry') return { asker: null, addressee: null, outcome: polarity, n: null };
  if (kind === 'contact') return { polarity: polarity ?? 'exists', channel: null, date };
  if (kind === 'visit') return { visitor: who, visited: null, polarity: polarity ?? 'occurred', date };
  if (kind === 'agreement') return polarity ? { stage: polarity, parties: null } : null;
  if (kind === 'unknown_count') return { measure: 'held' };
  if (kind === 'confidentiality_rule') return { holder: null, recipient: null };
  return null;
}
