/**
 * Small counts that leave: which cells of a table stay back so that nobody can work out a protected one, alone or
 * together with everything released before. Primary suppression by threshold, complementary suppression by asking the
 * whole-number solver how far each protected group could still vary. Follows the practice of official statistics
 * (threshold 5, or 10 for sensitive attributes; zeros count as small; a rate of none or all is a group's secret).
 */
import { Fault, wholeSolver, type LinearRow } from '#ground';

/** Thresholds: how many values, at least, a protected count must be able to take beyond the smallest. */
export const THRESHOLD = { plain: 5, sensitive: 10 } as const;

/** A cell of a table: the smallest group that it or any earlier release can tell apart. */
export interface SmallCell {
  readonly id: string;
  readonly value: number;
  /** Torture, sexual violence, informers, minors, places of detention. */
  readonly isSensitive?: boolean;
  /** People named in public with consent: not protected, by decision of two people with a reason. */
  readonly exempt?: { readonly by: readonly string[]; readonly reason: string };
}

/** A sum that is to be published: its cells, by id. A single cell is a sum of one. */
export interface Line {
  readonly id: string;
  readonly cells: readonly string[];
}

/** A rate to be published: part of whole, both sums of cells. */
export interface Rate {
  readonly part: readonly string[];
  readonly whole: readonly string[];
}

export interface SmallTable {
  readonly cells: readonly SmallCell[];
  readonly lines: readonly Line[];
  readonly rates?: readonly Rate[];
}

/** What left or is about to leave: sums with the range that was published. */
export interface Release {
  readonly releaseId: string;
  readonly lines: readonly { readonly cells: readonly string[]; readonly lo: number; readonly hi: number }[];
}

/** A group whose number must stay open, and by how much. */
interface Protected {
  readonly cells: readonly string[];
  readonly width: number;
  /** Cells of nobody outside of it. People must not hide behind those whom only we know not to exist. */
  readonly nobody: readonly string[];
}

export interface Exposed {
  readonly cells: readonly string[];
  /** Difference between the largest and the smallest number it can still be; smaller than `needs`. */
  readonly width: number;
  readonly needs: number;
}

function valueOf(cells: ReadonlyMap<string, SmallCell>, ids: readonly string[]): number {
  return ids.reduce((sum, id) => {
    const cell = cells.get(id);
    if (cell === undefined) throw new Fault('bug', 'a line of a table names a cell that it does not have');
    return sum + cell.value;
  }, 0);
}

function thresholdOf(cells: ReadonlyMap<string, SmallCell>, ids: readonly string[]): number {
  return ids.some((id) => cells.get(id)?.isSensitive === true) ? THRESHOLD.sensitive : THRESHOLD.plain;
}

function isExempt(cells: ReadonlyMap<string, SmallCell>, ids: readonly string[]): boolean {
  return ids.every((id) => {
    const exempt = cells.get(id)?.exempt;
    if (exempt === undefined) return false;
    if (new Set(exempt.by).size < 2 || exempt.reason.trim() === '')
      throw new Fault('never-publish', 'a small count is exempt only by two people with a reason');
    return true;
  });
}

/** Every group of the table that is small, or of which a rate tells that it is nobody or everybody. */
function protectedIn({ cells, lines, rates = [] }: SmallTable): Protected[] {
  const byId = new Map(cells.map((cell) => [cell.id, cell]));
  const groups = [...cells.map(({ id }) => [id]), ...lines.map((line) => line.cells)];
  const small = groups.filter((ids) => valueOf(byId, ids) < thresholdOf(byId, ids));
  const told = rates.flatMap(({ part, whole }) => {
    const [some, all] = [valueOf(byId, part), valueOf(byId, whole)];
    return some === 0 || some === all ? [part] : [];
  });
  const seen = new Map([...small, ...told].map((ids) => [[...ids].sort().join('\n'), ids]));
  const empty = cells.flatMap(({ id, value }) => (value === 0 ? [id] : []));
  return [...seen.values()]
    .filter((ids) => ids.length > 0 && !isExempt(byId, ids))
    .map((ids) => ({
      cells: ids,
      width: thresholdOf(byId, ids),
      nobody: valueOf(byId, ids) === 0 ? [] : empty.filter((id) => !ids.includes(id)),
    }));
}

type Published = Release['lines'];

/** How far the number of a group can still vary, given everything that is published. Infinity where nothing bounds it. */
export function feasibleWidth(
  cells: readonly string[],
  published: Published,
  group: readonly string[],
): number {
  const place = new Map(cells.map((id, at) => [id, at]));
  const at = (id: string): number => {
    const found = place.get(id);
    if (found === undefined) throw new Fault('bug', 'a published sum names a cell outside the table');
    return found;
  };
  const rows = published.map(({ cells: ids, lo, hi }): LinearRow => ({
    terms: ids.map((id) => [at(id), 1] as const),
    lo,
    hi,
  }));
  const solver = wholeSolver({ variables: cells.length, rows });
  const terms = group.map((id) => [at(id), 1] as const);
  const [least, most] = [solver.least(terms), solver.most(terms)];
  if (least.outcome === 'impossible') throw new Fault('bug', 'published sums contradict each other');
  if (most.outcome !== 'best') return Infinity;
  return most.value - (least.outcome === 'best' ? least.value : 0);
}

/** How far a protected group can vary for a reader who knows which cells are of nobody. */
function widthOf(universe: readonly string[], published: Published, { cells, nobody }: Protected): number {
  const known = nobody.map((id) => ({ cells: [id], lo: 0, hi: 0 }));
  return feasibleWidth(universe, [...published, ...known], cells);
}

/** Protected groups that what is published gives away, worst first. */
function exposedBy(
  universe: readonly string[],
  published: Published,
  guarded: readonly Protected[],
): Exposed[] {
  return guarded
    .map((group) => ({
      cells: group.cells,
      width: widthOf(universe, published, group),
      needs: group.width,
    }))
    .filter(({ width, needs }) => width < needs)
    .sort((a, b) => a.width - a.needs - (b.width - b.needs));
}

export interface Suppressed {
  /** Lines that may leave, with their sums. */
  readonly lines: readonly (Line & { readonly value: number })[];
  /** Lines that stay back because they are small, and because others would give those away. */
  readonly primary: readonly string[];
  readonly complementary: readonly string[];
}

function exactly(lines: readonly (Line & { value: number })[]): Published {
  return lines.map(({ cells, value }) => ({ cells, lo: value, hi: value }));
}

/**
 * The lines of a table that may leave so that no protected group can be worked out, together with all earlier releases.
 * Throws Fault('never-publish') when earlier releases alone give a protected group away: then nothing may leave.
 */
export function suppressed(table: SmallTable, earlier: readonly Release[] = []): Suppressed {
  const byId = new Map(table.cells.map((cell) => [cell.id, cell]));
  const before = earlier.flatMap(({ lines }) => lines);
  const universe = [...new Set([...byId.keys(), ...before.flatMap(({ cells }) => cells)])];
  const guarded = protectedIn(table);
  if (exposedBy(universe, before, guarded).length > 0)
    throw new Fault('never-publish', 'earlier releases already give a small count of this table away');
  const isGuarded = new Set(guarded.map(({ cells }) => [...cells].sort().join('\n')));
  const all = table.lines.map((line) => ({ ...line, value: valueOf(byId, line.cells) }));
  const primary = all.filter(({ cells }) => isGuarded.has([...cells].sort().join('\n')));
  let kept = all.filter((line) => !primary.includes(line));
  const complementary: string[] = [];
  for (;;) {
    const [worst] = exposedBy(universe, [...before, ...exactly(kept)], guarded);
    if (worst === undefined) break;
    const group = guarded.find(({ cells }) => cells === worst.cells);
    if (group === undefined) throw new Fault('bug', 'an exposed group is none of the protected ones');
    const out = complementFor(worst, kept, (lines) =>
      widthOf(universe, [...before, ...exactly(lines)], group),
    );
    complementary.push(out.id);
    kept = kept.filter((line) => line !== out);
  }
  return { lines: kept, primary: primary.map(({ id }) => id), complementary };
}

/** The line whose absence opens the group furthest; among equals the smallest number, which loses the reader least. */
function complementFor<L extends Line & { value: number }>(
  worst: Exposed,
  kept: readonly L[],
  widthWith: (lines: readonly L[]) => number,
): L {
  const tried = kept
    .map((line) => {
      const width = widthWith(kept.filter((other) => other !== line));
      return { line, width: Math.min(width, worst.needs) };
    })
    .sort((a, b) => b.width - a.width || a.line.value - b.line.value || (a.line.id < b.line.id ? -1 : 1));
  // No single line may help where two hide the same sum; then the smallest that touches the group goes first.
  const best = tried.find(({ width }) => width > worst.width);
  const touching = tried.find(({ line }) => line.cells.some((id) => worst.cells.includes(id)));
  const found = best ?? touching ?? tried[0];
  if (found === undefined) throw new Fault('bug', 'a group is given away although nothing is published');
  return found.line;
}

/**
 * The release ledger's question: may this release follow those before it? Returns what it would give away, jointly with
 * all of them; empty means that it may leave. `cells` are the true numbers, which stay here.
 */
export function givesAway(table: SmallTable, next: Release, earlier: readonly Release[]): Exposed[] {
  const published = [...earlier, next].flatMap(({ lines }) => lines);
  const ids = [...table.cells.map(({ id }) => id), ...published.flatMap(({ cells }) => cells)];
  return exposedBy([...new Set(ids)], published, protectedIn(table));
}

/** A range outward to multiples of the threshold, never narrower than it: 3 is 0 to 5, and 5 is 5 to 10. */
export function outwardRange(
  value: number,
  threshold: number = THRESHOLD.plain,
): { readonly lo: number; readonly hi: number } {
  const lo = Math.floor(value / threshold) * threshold;
  return { lo, hi: lo + threshold };
}
