/**
 * The way every lexicon-driven kind works: hits of its lexicon, guards, one draft per clause.
 * A kind gives its own fields and guards; longer and earlier hits of a clause win over later ones.
 */
import type { Kind } from '../contract.ts';
import type { Hit } from '../lexicon.ts';
import type { Draft, Scene } from '../scene.ts';
import type { Span } from '../segment.ts';

export interface KindRule {
  readonly kind: Kind;
  /** Makes drafts of one hit; none where the rule does not hold here. */
  readonly read: (hit: Hit, scene: Scene) => readonly Draft[];
  /** Sentences the rule has no say in; asked only where it has hits. */
  readonly unless?: (scene: Scene) => boolean;
  /** Field in which two drafts of one clause may differ and both stand. */
  readonly distinct?: string;
}

/** Runs a rule over a sentence; at most one draft per clause and distinct value. */
export function runRule(rule: KindRule, scene: Scene): Draft[] {
  const hits = scene.hits(rule.kind);
  if (hits.length === 0 || rule.unless?.(scene)) return [];
  const taken: { span: Span; value: unknown }[] = [];
  const drafts: Draft[] = [];
  for (const hit of hits) {
    for (const draft of rule.read(hit, scene)) {
      const value = rule.distinct ? draft.fields[rule.distinct] : undefined;
      if (taken.some((t) => t.value === value && overlap(t.span, draft) >= 0.5)) continue;
      taken.push({ span: draft, value });
      drafts.push(draft);
    }
  }
  return drafts;
}

/** Shared part of two spans against the shorter one. */
export function overlap(a: Span, b: Span): number {
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  const shorter = Math.min(a.end - a.start, b.end - b.start);
  return shorter > 0 ? Math.max(0, shared) / shorter : 0;
}

/** Who a hit is about: the row says subject, group, possessor or nobody. */
export function whoOf(hit: Hit, scene: Scene): string | null {
  const how = hit.pattern.fields['who'] ?? 'subj';
  if (how === 'group') return hit.groups['who']?.words.trim() ?? null;
  if (how === 'none') return null;
  if (how === 'match') return hit.words;
  if (how === 'poss') return possessor(scene.plain.slice(0, hit.end), hit.start);
  if (how === 'of')
    return (
      / of (?<who>[^.;,]{2,50}?)(?= (?:is|are|was|were|has|have|in|by|at|on)\b|$)/.exec(hit.words)?.groups?.[
        'who'
      ] ?? scene.subjectBefore(hit.start)
    );
  return scene.subjectBefore(hit.start);
}

function possessor(before: string, start: number): string | null {
  const own = /^(his|her|their|its)\b/i.exec(before.slice(start))?.[1];
  if (own !== undefined) return own;
  return (
    /(?:^|\s)(?<who>(?:the |The )?(?:[\w'-]+ ){0,3}?[\w-]+)'s? $/
      .exec(before.slice(0, start))
      ?.groups?.['who']?.replace(/^.* (?=(?:the|their|his|her|its|our) )/i, '') ?? null
  );
}
