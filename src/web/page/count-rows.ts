/**
 * The rows of the chart of a count as a model: accounts, persons documented, what the figures force, an estimate, all on
 * one axis from zero. A claim is a dot, an open claim an arrow, a range two bars, an estimate a band; a refusal and a
 * silence are rows of the same size. No bars for claims, no average, nothing drawn between claims. The page and the
 * files that leave are drawn from these rows and from nothing else.
 */
import type { BoundsView, EstimateAnswer, ForcedView, HowMany, SaidRow, WhenView } from '#workspace';
import type { Say } from './say.ts';
import { GROUPS_OF_PERSONS, personsIn, SCOPE_FACETS, type GroupOfPersons } from './count-groups.ts';

export type Mark =
  | { readonly kind: 'dot'; readonly at: number }
  | { readonly kind: 'person'; readonly at: number; readonly isWhole: boolean }
  | { readonly kind: 'arrow'; readonly from: number }
  | { readonly kind: 'upto'; readonly to: number }
  | { readonly kind: 'range'; readonly from: number; readonly to: number }
  /** What such words usually mean; they exclude nothing. */
  | { readonly kind: 'usual'; readonly from: number; readonly to: number }
  | {
      readonly kind: 'band';
      readonly from: number;
      readonly to: number;
      /** The middle half, and the middle, where the engine gives them. */
      readonly half: readonly [number, number] | null;
      readonly middle: number | null;
    }
  /** No number came, or there is none to draw; `how` is a kind of row, or `none`. */
  | { readonly kind: 'void'; readonly how: SaidRow['kind'] | 'none' };

export interface ChartRow {
  /** Place of the row in the page; a permalink ends in it. */
  readonly id: string;
  readonly part: 'says' | 'documented' | 'forced' | 'estimate';
  readonly label: string;
  readonly note: string;
  /** The figure in words, or the word for why there is none. */
  readonly figure: string;
  /** What stands beside the drawing: the words of the source, or a line of ours. */
  readonly read: string;
  readonly mark: Mark;
  readonly said: SaidRow | null;
  /** The group of persons whose number this is. */
  readonly group: GroupOfPersons | null;
}

/** The question as one sentence without links. */
export function questionWords(say: Say, { question, asKnown }: HowMany): string {
  const { measure, on } = question;
  const words = say.rich(`count.ask.${measure}` as 'count.ask.held', {
    m: (chunks) => chunks,
    d: () => (on === null ? say('count.anyDay') : say('count.onDay', { day: say.day(on) })),
    k: () => say.day(asKnown.at),
  });
  const parts: readonly unknown[] = [words].flat(3);
  const sentence = parts.map((part) => (typeof part === 'string' ? part : '')).join('');
  return [sentence, scopeWords(say, { question })].filter((one) => one !== '').join(' ');
}

/** Whom the question is narrowed to, as a sentence; nothing where everybody is asked about. */
export function scopeWords(say: Say, { question }: Pick<HowMany, 'question'>): string {
  const parts = SCOPE_FACETS.flatMap((facet) => {
    const own = question.scope
      .filter((one) => one.facet === facet)
      .map(({ words }) => `\u2068${words}\u2069`);
    return own.length === 0 ? [] : [`${say.code('count.scope', facet)} ${own.join(', ')}`];
  });
  return parts.length === 0 ? '' : say('count.scope.sentence', { terms: parts.join('; ') });
}

/** Bounds in words of this language. Nothing is added: 101 or more is not "about 100". */
export function rangeWords(say: Say, lo: number | null, hi: number | null): string {
  if (hi === null) return (lo ?? 0) > 0 ? say('count.fig.atLeast', { lo: lo ?? 0 }) : say('count.fig.any');
  if (lo === hi) return say.number(hi);
  return (lo ?? 0) === 0 ? say('count.fig.atMost', { hi }) : say('count.fig.range', { lo: lo ?? 0, hi });
}

/** A figure as read. Where another unit is counted, or nothing bounds it, the workspace's own words stand. */
export function figureWords(say: Say, row: SaidRow): string {
  const { lo, hi, usual, unit, readAs } = row;
  const isBounded = (lo ?? 0) > 0 || hi !== null || usual !== null;
  if (row.kind !== 'said' || unit !== 'persons' || !isBounded) return readAs ?? '';
  const bounds = (lo ?? 0) > 0 || hi !== null ? rangeWords(say, lo, hi) : '';
  if (usual === null) return bounds;
  const usually = say('count.fig.usually', { range: rangeWords(say, usual.lo, usual.hi) });
  return bounds === '' ? usually : `${bounds}, ${usually}`;
}

function markOf(lo: number | null, hi: number | null): Mark {
  if (hi === null) return (lo ?? 0) > 0 ? { kind: 'arrow', from: lo ?? 0 } : { kind: 'void', how: 'none' };
  if (lo === hi) return { kind: 'dot', at: hi };
  return (lo ?? 0) === 0 ? { kind: 'upto', to: hi } : { kind: 'range', from: lo ?? 0, to: hi };
}

function saidMark({ kind, lo, hi, usual, unit }: SaidRow): Mark {
  if (kind !== 'said') return { kind: 'void', how: kind };
  // Families and shares are not persons: they have no place on an axis of persons.
  if (unit !== null && unit !== 'persons') return { kind: 'void', how: 'said' };
  const mark = markOf(lo, hi);
  if (mark.kind !== 'void' || usual?.hi === null || usual === null) return mark;
  return { kind: 'usual', from: usual.lo, to: usual.hi };
}

/** A date in words; never one day where the source gave a season. */
export function whenWords(say: Say, when: WhenView | null): string {
  if (when === null) return say('when.notStated');
  const end = (day: string, unknown: 'when.unknownStart' | 'when.unknownEnd'): string => {
    if (day === 'open') return say('when.noEnd');
    return day === 'unknown' ? say(unknown) : say.day(day);
  };
  const words =
    when.from === when.to
      ? say.day(when.from)
      : say('when.fromTo', {
          from: end(when.from, 'when.unknownStart'),
          to: end(when.to, 'when.unknownEnd'),
        });
  return when.approximate ? say('when.about', { day: words }) : words;
}

/** Whom a figure covers, in the words of the source; ours where it does not say. */
export function coversWords(say: Say, { covers }: SaidRow): string {
  return covers === 'not said' ? say('count.coversNothing') : covers;
}

export function speakerWords(say: Say, { speaker }: SaidRow): string {
  return speaker.state === 'unresolved' ? say('speaker.unclear') : speaker.name;
}

function saidRows(say: Say, rows: readonly SaidRow[]): ChartRow[] {
  return rows.map((row) => {
    const figure = figureWords(say, row);
    const word = say(`row.${row.kind}`);
    return {
      id: `c-${row.claimId}`,
      part: 'says',
      label: speakerWords(say, row),
      note: [coversWords(say, row), whenWords(say, row.asOf)].join(', '),
      figure: row.kind === 'said' ? figure : [word, figure].filter((one) => one !== '').join(' '),
      read: `“${row.words}”`,
      mark: saidMark(row),
      said: row,
      group: null,
    };
  });
}

function documentedRows(say: Say, answer: HowMany): ChartRow[] {
  if (answer.documented.lists === 0) return [];
  return GROUPS_OF_PERSONS.flatMap((group) => {
    const { persons } = personsIn(answer, group);
    if (persons === 0 && (group === 'unsettled' || group === 'silentYear')) return [];
    return [
      {
        id: group,
        part: 'documented' as const,
        label: say(`count.group.${group}`),
        note: say(`count.groupNote.${group}`),
        figure: say('count.persons', { n: persons }),
        read: '',
        mark: { kind: 'person', at: persons, isWhole: group === 'documented' } as const,
        said: null,
        group,
      },
    ];
  });
}

function forcedMark(found: ForcedView): Mark {
  return found.outcome === 'bounds' ? markOf(found.lo, found.hi) : { kind: 'void', how: 'none' };
}

function forcedWords(say: Say, found: ForcedView): string {
  if (found.outcome === 'bounds') return rangeWords(say, found.lo, found.hi);
  return say('count.forced.conflict', { n: found.positions.length });
}

function viewRows(say: Say, view: BoundsView): ChartRow[] {
  const under =
    view.signedBy === null
      ? say('count.forced.unsigned')
      : say('count.forced.under', { name: view.name, day: say.day(view.at ?? '') });
  const place = `view-${view.viewId ?? 'all'}`;
  return view.groups.flatMap(({ isQuestion, size, notAcknowledged }): ChartRow[] => {
    if (!isQuestion) return [];
    const drawn = (id: string, label: string, found: ForcedView): ChartRow => ({
      id,
      part: 'forced',
      label,
      note: under,
      figure: forcedWords(say, found),
      read: '',
      mark: forcedMark(found),
      said: null,
      group: null,
    });
    const outside =
      notAcknowledged === null
        ? []
        : [drawn(`${place}-outside`, say('count.forced.outside'), notAcknowledged)];
    return [drawn(place, say('count.forced.all'), size), ...outside];
  });
}

/** Why there is no estimate, in one line of this language. */
export function noEstimateWords(say: Say, { report, because }: EstimateAnswer): string {
  const refused = report?.rules.filter(({ outcome }) => outcome === 'refuse') ?? [];
  if (refused.length > 0) return say('count.est.refused', { rules: refused.map(({ id }) => id).join(', ') });
  if (report === null && because === 'there is no list of names') return say('count.est.noList');
  return report !== null && report.engines.length === 0 ? say('count.est.notRun') : say('count.est.none');
}

/** Who let a refused estimate stand, and why; it goes wherever the figure goes. */
export function overrideWords(say: Say, { report, overrides }: EstimateAnswer): string[] {
  if (report === null || report.overrides.length === 0) return [];
  return overrides.map(({ rules, by, at, reason }) => {
    const stands = say('count.override.stands', {
      rules: rules.join(', '),
      by: by.join('; '),
      day: say.day(at),
    });
    return `${stands} “\u2068${reason}\u2069”`;
  });
}

function estimateRows(say: Say, { estimate }: HowMany): ChartRow[] {
  const { report } = estimate;
  const row = {
    id: 'estimate',
    part: 'estimate',
    label: say('count.est.all'),
    said: null,
    group: null,
    read: '',
  } as const;
  const headline = report?.headline ?? null;
  if (report === null || headline === null) {
    const figure = noEstimateWords(say, estimate);
    return [{ ...row, note: '', figure, mark: { kind: 'void', how: 'none' } }];
  }
  const engines = report.engines.flatMap(({ name, interval, point, twenty }): ChartRow[] => {
    if (interval === null || point === null || twenty === null) return [];
    const [low, high] = [between(twenty, 4), between(twenty, 14)];
    return [
      {
        ...row,
        id: `estimate-${name}`,
        label: say(`engine.${name}`),
        note: say('count.est.half', { lo: low, hi: high, middle: Math.round(point) }),
        figure: rangeWords(say, Math.round(interval.lo), Math.round(interval.hi)),
        mark: {
          kind: 'band',
          from: interval.lo,
          to: interval.hi,
          half: [low, high],
          middle: point,
        },
      },
    ];
  });
  const { lo, hi } = headline;
  return [
    {
      ...row,
      note: [say('count.est.lists', { n: report.table.lists.length }), ...overrideWords(say, estimate)].join(
        '; ',
      ),
      figure: say('count.est.between', { lo, hi }),
      mark: { kind: 'band', from: lo, to: hi, half: null, middle: null },
    },
    ...engines,
  ];
}

/** The level between two of twenty values. */
function between(twenty: readonly number[], at: number): number {
  return Math.round(((twenty[at] ?? 0) + (twenty[at + 1] ?? 0)) / 2);
}

/** The rows of the chart, in the order drawn. */
export function chartRows(say: Say, answer: HowMany): ChartRow[] {
  const { asIf, views } = answer.bounds;
  return [
    ...saidRows(say, answer.rows),
    ...documentedRows(say, answer),
    ...[...(asIf === null ? [] : [asIf]), ...views].flatMap((view) => viewRows(say, view)),
    ...estimateRows(say, answer),
  ];
}

/** An axis from zero with round steps; an open claim keeps room for its arrow. */
export interface Axis {
  readonly end: number;
  readonly ticks: readonly number[];
}

function reach({ mark }: ChartRow): number {
  switch (mark.kind) {
    case 'void':
      return 0;
    case 'arrow':
      return mark.from * 1.15;
    case 'dot':
    case 'person':
      return mark.at;
    default:
      return mark.to;
  }
}

export function axisOf(rows: readonly ChartRow[]): Axis {
  const largest = Math.max(10, ...rows.map(reach));
  const rough = largest / 4;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step =
    [1, 2, 2.5, 5, 10].map((times) => times * unit).find((one) => one >= rough && Number.isInteger(one)) ??
    10 * unit;
  const steps = Math.ceil(largest / step);
  return { end: steps * step, ticks: Array.from({ length: steps + 1 }, (_, at) => at * step) };
}
