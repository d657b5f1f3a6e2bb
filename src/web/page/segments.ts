/**
 * Cuts a pinned text where passages and damage begin and end, so that overlapping passages can be drawn. Nothing is
 * added, dropped or moved: the pieces put together are the text. Positions are Unicode code points, half-open.
 */

/** How a stretch of text stands: a person claimed it, a reader proposes it, nobody dealt with it, it is damaged, or it is being chosen. */
export type Layer = 'claimed' | 'proposed' | 'unclaimed' | 'damaged' | 'choose';

/** Something that lies over a stretch of text. */
export interface Over {
  /** Unique among those over one text. */
  readonly key: string;
  readonly layer: Layer;
  readonly start: number;
  readonly end: number;
  /** Where a press on the words leads; null for damage. */
  readonly href: string | null;
  /** True for the passage a person is deciding on. */
  readonly inHand?: boolean;
  /** Words to show at the end of the stretch (damage). */
  readonly words?: string;
}

export interface Segment {
  readonly text: string;
  /** All that lie over this piece, the narrowest first. */
  readonly over: readonly Over[];
  /** Those that begin here. */
  readonly begins: readonly Over[];
  /** Those that end with this piece. */
  readonly ends: readonly Over[];
}

/** Cuts the text. What lies outside of it is clipped; what is empty is left out. */
export function segmentsOf(text: string, over: readonly Over[]): readonly Segment[] {
  const inside = over
    .map((one) => ({ ...one, start: Math.max(0, one.start) }))
    .filter((one) => one.start < one.end);
  const points = [...new Set(inside.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const cuts = cutAt(text, points);
  const starting = grouped(inside, ({ start }) => start);
  const active = new Set<Over>();
  const segments: Segment[] = [];
  for (const { from, to, text: piece } of cuts) {
    for (const one of active) if (one.end <= from) active.delete(one);
    const begins = starting.get(from) ?? [];
    for (const one of begins) active.add(one);
    const here = [...active].sort((a, b) => a.end - a.start - (b.end - b.start) || a.start - b.start);
    segments.push({ text: piece, over: here, begins, ends: here.filter(({ end }) => end <= to || to < 0) });
  }
  return segments;
}

/** Pieces line by line; a line keeps its line feed at its end, so that the lines put together are the text. */
export function linesOf(segments: readonly Segment[]): readonly (readonly Segment[])[] {
  const lines: Segment[][] = [];
  let line: Segment[] = [];
  for (const segment of segments) {
    const pieces = segment.text.split(/(?<=\n)/);
    pieces.forEach((text, n) => {
      const isFirst = n === 0;
      const isLast = n === pieces.length - 1;
      line.push({
        ...segment,
        text,
        begins: isFirst ? segment.begins : [],
        ends: isLast ? segment.ends : [],
      });
      if (text.endsWith('\n')) {
        lines.push(line);
        line = [];
      }
    });
  }
  if (line.length > 0) lines.push(line);
  return lines;
}

interface Cut {
  readonly from: number;
  /** -1 for the last piece: it runs to the end of the text. */
  readonly to: number;
  readonly text: string;
}

// One walk over the text turns code points into UTF-16 offsets; a megabyte is walked once, not once per passage.
function cutAt(text: string, points: readonly number[]): readonly Cut[] {
  const cuts: Cut[] = [];
  let [point, unit, from, fromUnit] = [0, 0, 0, 0];
  for (const wanted of points) {
    while (point < wanted && unit < text.length) {
      unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
      point += 1;
    }
    if (point < wanted) break;
    if (unit > fromUnit) cuts.push({ from, to: point, text: text.slice(fromUnit, unit) });
    [from, fromUnit] = [point, unit];
  }
  if (fromUnit < text.length) cuts.push({ from, to: -1, text: text.slice(fromUnit) });
  return cuts;
}

function grouped<T>(all: readonly T[], by: (one: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const one of all) {
    const group = groups.get(by(one));
    if (group) group.push(one);
    else groups.set(by(one), [one]);
  }
  return groups;
}
