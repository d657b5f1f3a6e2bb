/**
 * What a fuzzy date bounds: the table of our own, because libraries put a northern spring in January and make
 * a date-time end in the instant it starts. Bounds are whole days, both included, and never narrower than
 * the words: a season that may be meant in two ways gets both. `~` and `?` do not widen anything, for nobody
 * wrote by how much; they are flags. Meteorological seasons; see docs/decisions/0003-edtf-bounds.md.
 */
import {
  dayNumber,
  daysInMonth,
  FIRST_YEAR,
  formatDay,
  isDayInterval,
  LAST_YEAR,
  type CalendarDay,
  type DayInterval,
  type DayParts,
  type Edge,
} from './interval.ts';
import type { Atom, AtomEdge, DateAtom, Expression, Refused, SeasonAtom, Stretch } from './when-grammar.ts';

/** How fine the words are, from the finest. The first masked part of a date decides: `2023-XX-14` is `year`. */
export const PRECISIONS = [
  'second',
  'minute',
  'day',
  'month',
  'season',
  'quarter',
  'four-months',
  'half-year',
  'year',
  'decade',
  'century',
  'millennium',
  'none',
] as const;
export type Precision = (typeof PRECISIONS)[number];

/** The hemisphere by which a season was read; `unlocated` if the text does not say, and read as northern. */
export const SEASON_BASES = ['N', 'S', 'unlocated'] as const;
export type SeasonBasis = (typeof SEASON_BASES)[number];

/** What a single date or season bounds. Several members only for a season that the year holds twice. */
interface AtomBounds {
  readonly members: readonly { readonly from: CalendarDay; readonly to: CalendarDay }[];
  readonly precision: Precision;
}

export interface ExpressionBounds {
  readonly min: Edge;
  readonly max: Edge;
  readonly members: readonly DayInterval[];
  readonly precision: Precision;
  readonly approx: boolean;
  readonly uncertain: boolean;
  readonly seasonBasis?: SeasonBasis;
}

/** First month with its year's offset, last month with its year's offset. */
type MonthRun = readonly [startYear: number, startMonth: number, endYear: number, endMonth: number];

const MARCH_TO_MAY: readonly MonthRun[] = [[0, 3, 0, 5]];
const JUNE_TO_AUGUST: readonly MonthRun[] = [[0, 6, 0, 8]];
const SEPTEMBER_TO_NOVEMBER: readonly MonthRun[] = [[0, 9, 0, 11]];
/** "Winter 2023" is December 2022 to February 2023, or December 2023 to February 2024: both, until someone chooses. */
const DECEMBER_TO_FEBRUARY: readonly MonthRun[] = [
  [-1, 12, 0, 2],
  [0, 12, 1, 2],
];

const NORTHERN = [MARCH_TO_MAY, JUNE_TO_AUGUST, SEPTEMBER_TO_NOVEMBER, DECEMBER_TO_FEBRUARY];
const SOUTHERN = [SEPTEMBER_TO_NOVEMBER, DECEMBER_TO_FEBRUARY, MARCH_TO_MAY, JUNE_TO_AUGUST];

interface SeasonMeaning {
  readonly runs: readonly MonthRun[];
  readonly precision: Precision;
}

/** `hemisphere` locates 21–24 only; the other codes say themselves where they are. */
function meaningOfSeason(code: number, hemisphere: SeasonBasis): SeasonMeaning {
  if (code <= 32) {
    const southern = code <= 24 ? hemisphere === 'S' : code >= 29;
    const runs = (southern ? SOUTHERN : NORTHERN)[(code - 21) % 4] ?? [];
    return { runs, precision: 'season' };
  }
  const [precision, first, length]: [Precision, number, number] =
    code <= 36 ? ['quarter', 33, 3] : code <= 39 ? ['four-months', 37, 4] : ['half-year', 40, 6];
  const startMonth = (code - first) * length + 1;
  return { runs: [[0, startMonth, 0, startMonth + length - 1]], precision };
}

function boundsOfSeason({ year, code }: SeasonAtom, hemisphere: SeasonBasis): AtomBounds | Refused {
  const { runs, precision } = meaningOfSeason(code, hemisphere);
  const inRange = runs.every(([first, , last]) => year + first >= FIRST_YEAR && year + last <= LAST_YEAR);
  if (!inRange) return { ok: false, reason: 'year-out-of-range' };
  const members = runs.map(([startYear, startMonth, endYear, endMonth]) => ({
    from: formatDay({ year: year + startYear, month: startMonth, day: 1 }),
    to: formatDay({ year: year + endYear, month: endMonth, day: daysInMonth(year + endYear, endMonth) }),
  }));
  return { members, precision };
}

/** Every number a pattern such as `20X3` can stand for, in rising or falling order. */
function* fillings(pattern: string, falling: boolean): Generator<number> {
  const masks = pattern.split('X').length - 1;
  if (masks === 0) {
    yield Number(pattern);
    return;
  }
  const count = 10 ** masks;
  for (let step = 0; step < count; step += 1) {
    const digits = String(falling ? count - 1 - step : step).padStart(masks, '0');
    let next = 0;
    yield Number(pattern.replaceAll('X', () => digits.charAt(next++)));
  }
}

/** The earliest or the latest existing day the atom allows, or null if it allows none (a 30 February). */
function outermostDay(atom: DateAtom, latest: boolean): DayParts | null {
  for (const magnitude of fillings(atom.year, latest !== atom.negative)) {
    if (atom.negative && magnitude === 0) continue;
    const year = atom.negative ? -magnitude : magnitude;
    for (const month of atom.month === null ? [latest ? 12 : 1] : fillings(atom.month, latest)) {
      const length = daysInMonth(year, month);
      if (length === 0) continue;
      for (const day of atom.day === null ? [latest ? length : 1] : fillings(atom.day, latest)) {
        if (day >= 1 && day <= length) return { year, month, day };
      }
    }
  }
  return null;
}

function precisionOfDate({ year, month, day, clock }: DateAtom): Precision {
  const firstMask = year.indexOf('X');
  if (firstMask >= 0) return (['none', 'millennium', 'century', 'decade'] as const)[firstMask] ?? 'none';
  if (month === null || month.includes('X')) return 'year';
  if (day === null || day.includes('X')) return 'month';
  return clock ?? 'day';
}

function boundsOfAtom(atom: Atom, hemisphere: SeasonBasis): AtomBounds | Refused {
  if (atom.kind === 'season') return boundsOfSeason(atom, hemisphere);
  const [first, last] = [outermostDay(atom, false), outermostDay(atom, true)];
  if (first === null || last === null) return { ok: false, reason: 'not-in-calendar' };
  return { members: [{ from: formatDay(first), to: formatDay(last) }], precision: precisionOfDate(atom) };
}

interface StretchBounds {
  readonly members: readonly DayInterval[];
  readonly atoms: readonly AtomBounds[];
}

function boundsOfStretch({ start, end }: Stretch, hemisphere: SeasonBasis): StretchBounds | Refused {
  const startBounds = boundsOfEdge(start, hemisphere);
  if ('ok' in startBounds) return startBounds;
  if (start === end && typeof start === 'object') {
    return { members: startBounds.members, atoms: startBounds.atoms };
  }
  const endBounds = boundsOfEdge(end, hemisphere);
  if ('ok' in endBounds) return endBounds;
  const member = { from: hullOf(startBounds.members).from, to: hullOf(endBounds.members).to };
  if (!isDayInterval(member)) return { ok: false, reason: 'interval-reversed' };
  return { members: [member], atoms: [...startBounds.atoms, ...endBounds.atoms] };
}

function boundsOfEdge(edge: AtomEdge, hemisphere: SeasonBasis): StretchBounds | Refused {
  if (typeof edge === 'string') return { members: [{ from: edge, to: edge }], atoms: [] };
  const bounds = boundsOfAtom(edge, hemisphere);
  return 'ok' in bounds ? bounds : { members: bounds.members, atoms: [bounds] };
}

/** From the earliest to the latest; an open edge beats a day, and an unknown one stands only where it is alone. */
function hullOf(members: readonly DayInterval[]): DayInterval {
  const froms = members.map((member) => member.from);
  const tos = members.map((member) => member.to);
  return { from: outermost(froms, 0), to: outermost(tos, -1) };
}

function outermost(edges: readonly Edge[], place: 0 | -1): Edge {
  if (edges.includes('open')) return 'open';
  const days = edges.filter((edge) => edge !== 'unknown');
  return days.sort((a, b) => dayNumber(a) - dayNumber(b)).at(place) ?? 'unknown';
}

function compareMembers(a: DayInterval, b: DayInterval): number {
  const place = ({ from, to }: DayInterval) => [from === 'open' ? -Infinity : dayNumber(from), to] as const;
  const [[aFrom, aTo], [bFrom, bTo]] = [place(a), place(b)];
  return aFrom === bFrom ? (aTo < bTo ? -1 : aTo > bTo ? 1 : 0) : aFrom < bFrom ? -1 : 1;
}

/** What the whole expression bounds. `hemisphere` is how seasons 21–24 are read. Never throws. */
export function boundsOfExpression(
  { shape, stretches }: Expression,
  hemisphere: SeasonBasis,
): ExpressionBounds | Refused {
  const parts: StretchBounds[] = [];
  for (const stretch of stretches) {
    const part = boundsOfStretch(stretch, hemisphere);
    if ('ok' in part) return part;
    parts.push(part);
  }
  const members = parts.flatMap((part) => part.members);
  // The members of a set have no order of their own.
  if (shape === 'oneOf' || shape === 'allOf') members.sort(compareMembers);
  const atoms = parts.flatMap((part) => part.atoms);
  const dates = stretches.flatMap(({ start, end }) => [start, end]);
  const seasonBasis = commonBasis(dates, hemisphere);
  const { from, to } = hullOf(members);
  return {
    min: from,
    max: to,
    members,
    precision: coarsest(atoms.map((atom) => atom.precision)),
    approx: dates.some((date) => typeof date === 'object' && date.kind === 'date' && date.approx),
    uncertain: dates.some((date) => typeof date === 'object' && date.kind === 'date' && date.uncertain),
    ...(seasonBasis === undefined ? {} : { seasonBasis }),
  };
}

/** The hemisphere that 21–24 were read by, if there is one of them; else the one that all other seasons name. */
function commonBasis(dates: readonly AtomEdge[], hemisphere: SeasonBasis): SeasonBasis | undefined {
  const codes = dates.flatMap((date) =>
    typeof date === 'object' && date.kind === 'season' ? date.code : [],
  );
  if (codes.some((code) => code <= 24)) return hemisphere;
  const named = new Set(codes.filter((code) => code <= 32).map((code) => (code <= 28 ? 'N' : 'S')));
  return named.size === 1 ? [...named][0] : undefined;
}

function coarsest(precisions: readonly Precision[]): Precision {
  const ranks = precisions.map((precision) => PRECISIONS.indexOf(precision));
  return PRECISIONS[Math.max(...ranks)] ?? 'none';
}
