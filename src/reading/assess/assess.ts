/**
 * The last word on what rules have proposed. A proposal that its clause, its words and the text around it do not
 * speak for is left out; a clause on which no rule has seen a kind that everything speaks for is proposed, and says that
 * it was made this way (`weighed:…`). Weights are fitted by bench/reading/fit.ts (logistic models, one per kind) on texts
 * of our own; a language without weights keeps all that its rules say.
 */
import type { Kind } from '../contract.ts';
import { FILLABLE, filled } from '../concepts/fill.ts';
import type { Clause, Line } from '../concepts/line.ts';
import type { Part, Spoken } from '../part.ts';
import { inContext, untold, type Weighed } from './context.ts';
import { measured } from './measured.ts';
import { isAside, type Look, looksOf, signsOfLooks, type Touched } from './looks.ts';

/** Words that a clause needs for a claim that no rule has seen. */
const SHORTEST = 3;

/** A part without what is doubted, with what no rule has seen, and with what its figures count. */
export function assessed(part: Part): Part {
  const own = weighed(part);
  const spoken = measured(own.spoken, own.sight?.lines ?? []);
  return spoken === own.spoken ? own : { ...own, spoken };
}

/** A part without what is doubted, and with what no rule has seen. */
export function weighed(part: Part): Part {
  const { sight } = part;
  const tongue = sight?.lines[0]?.tongue;
  if (!sight || !tongue || tongue.leanings.kinds.length === 0) return part;
  const { looks, touched } = looksOf(sight.lines, part.spoken);
  const { kinds } = tongue.leanings;
  const signsAt = signsOfLooks(looks);
  const nothing = untold(kinds);
  const all = looks.map((look, at): Weighed => {
    const told = new Set(look.told.map(({ draft }) => draft.kind));
    if (isAside(look, sight.isAbout)) return { sums: nothing, told };
    const { signs, words, further } = signsAt(at);
    return { sums: tongue.leanings.sums(signs, words, tongue.leanings.learned(further)), told };
  });
  const chances = inContext(all, kinds);
  const sumOf = (at: number, kind: Kind) => chances(at, kinds.indexOf(kind));
  const doubted: Spoken[] = [];
  const kept = touched.filter(({ spoken, looks: own }) => {
    const { kind } = spoken.draft;
    if (!kinds.includes(kind) || own.length === 0) return true;
    const isKept = own.some((at) => sumOf(at, kind) >= tongue.doubt);
    if (!isKept) doubted.push(spoken);
    return isKept;
  });
  const isOpen = ({ line }: Clause) => !line.isQuestion && sight.isAbout(line);
  const added = unseen(looks, kept, { kinds, sumOf, isOpen, enough: tongue.trust }).flatMap(
    ({ look, kind }) => {
      const { clause } = look;
      const find = filled(clause, kind, kind === 'count' ? measureBefore(look, looks, kept) : undefined);
      return find === null ? [] : (sight.tell(find, clause.line) ?? []);
    },
  );
  const spoken = [...kept.map((one) => one.spoken), ...added].sort(
    (a, b) => a.draft.start - b.draft.start || b.draft.end - a.draft.end,
  );
  return { ...part, spoken, doubted };
}

/** What the last figure before a look in its paragraph counts. */
function measureBefore(look: Look, looks: readonly Look[], kept: readonly Touched[]): unknown {
  const { block } = look.clause.line.sentence;
  const before = kept.findLast(
    ({ spoken: { draft }, looks: own }) =>
      draft.kind === 'count' &&
      draft.start < look.start &&
      own.some((at) => looks[at]?.clause.line.sentence.block === block),
  );
  return before?.spoken.draft.fields['measure'];
}

/** Clauses and kinds that everything speaks for and nothing was proposed of, the likeliest of neighbours first. */
function unseen(
  looks: readonly Look[],
  kept: readonly Touched[],
  by: {
    kinds: readonly Kind[];
    sumOf: (at: number, kind: Kind) => number;
    isOpen: (clause: Clause) => boolean;
    enough: number;
  },
): { look: Look; kind: Kind }[] {
  const key = (at: number, kind: Kind) => `${at}:${kind}`;
  const taken = new Set(
    kept.flatMap(({ spoken, looks: own }) => own.map((at) => key(at, spoken.draft.kind))),
  );
  // "… declined to discuss it and said: no comment": a refusal is told once in a sentence. "We asked the navy. It did not
  // answer.": nor is the question beside its outcome another one.
  const told = new Set(
    kept.flatMap(({ spoken, looks: own }) =>
      spoken.draft.kind === 'inquiry' ? own.map((at) => looks[at]?.clause.line) : [],
    ),
  );
  const asked = new Set(told);
  let behind: Line | undefined;
  for (const { clause } of looks.toReversed()) {
    if (behind && behind !== clause.line && told.has(behind)) asked.add(clause.line);
    behind = clause.line;
  }
  const found = looks.flatMap(({ clause }, at) =>
    clause.to - clause.from + 1 < SHORTEST || !by.isOpen(clause)
      ? []
      : FILLABLE.flatMap((kind) => {
          const isFree =
            by.kinds.includes(kind) &&
            !taken.has(key(at, kind)) &&
            !taken.has(key(at, 'inquiry')) &&
            !(kind === 'inquiry' && asked.has(clause.line));
          const sum = isFree ? by.sumOf(at, kind) : -Infinity;
          return sum >= by.enough ? [{ at, kind, sum }] : [];
        }),
  );
  const added = new Set<string>();
  // Beside a clause that tells the same the next one mostly goes on with it; figures stand side by side.
  const isNeighbour = (at: number, other: number, kind: Kind) =>
    (added.has(key(other, kind)) || (kind !== 'count' && taken.has(key(other, kind)))) &&
    looks[at]?.clause.line === looks[other]?.clause.line;
  return found
    .sort((a, b) => b.sum - a.sum || a.at - b.at)
    .flatMap(({ at, kind }) => {
      const look = looks[at];
      if (!look || isNeighbour(at, at - 1, kind) || isNeighbour(at, at + 1, kind)) return [];
      added.add(key(at, kind));
      return { look, kind };
    });
}
