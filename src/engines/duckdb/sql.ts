/**
 * A typed plan of linkage as SQL: joins, CASE, whole-number arithmetic, nothing that another database would answer
 * differently. Strings never stand in it; what is compared are numbers. −1 is "nothing said", there is no NULL.
 */
import type { Comparison, Num, ScoreJob, Test } from '#linkage';

/** A look-up of a level, shared by every expression that needs it. */
interface Lookup {
  readonly name: string;
  readonly table: string;
  readonly a: string;
  readonly b: string;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '')}"`;
const MOST_DIGITS = 9;

/** Columns of `row` by their place, so that no name of a column reaches the engine. */
export class Names {
  readonly #places = new Map<string, number>();

  /** The name in SQL of a column of rows. */
  column(name: string): string {
    const place = this.#places.get(name);
    if (place !== undefined) return `c${place}`;
    this.#places.set(name, this.#places.size);
    return `c${this.#places.size - 1}`;
  }

  get all(): readonly string[] {
    return [...this.#places.keys()];
  }
}

/** Writes expressions and remembers the look-ups they need. */
export class Writer {
  readonly names: Names;
  readonly lookups: Lookup[] = [];
  readonly #has: (column: string) => boolean;
  readonly #hasTable: (table: string) => boolean;

  constructor(job: ScoreJob, names: Names) {
    this.names = names;
    this.#has = (column) => job.encoded.columns.has(column);
    this.#hasTable = (table) => job.encoded.tables.has(table);
  }

  number(num: Num): string {
    switch (num.kind) {
      case 'number':
        return String(num.value);
      case 'column':
        if (!this.#has(num.name)) return '-1';
        return `${num.side === 'left' ? 'l' : 'r'}.${this.names.column(num.name)}`;
      case 'level':
        return this.#level(num.table, this.number(num.a), this.number(num.b));
      case 'digits':
        return this.#digits(this.number(num.a), this.number(num.b));
      case 'minus':
        return `(${this.number(num.a)} - ${this.number(num.b)})`;
      case 'distance':
        return `abs(${this.number(num.a)} - ${this.number(num.b)})`;
      case 'remainder':
        return `(${this.number(num.a)} % ${num.by})`;
      case 'greatest':
        return num.of.length === 0
          ? '-1'
          : `greatest(-1, ${num.of.map((one) => this.number(one)).join(', ')})`;
      case 'case': {
        const when = num.when.map(([test, then]) => `WHEN ${this.test(test)} THEN ${this.number(then)}`);
        return `(CASE ${when.join(' ')} ELSE ${this.number(num.otherwise)} END)`;
      }
    }
  }

  test(test: Test): string {
    switch (test.kind) {
      case 'equal':
        return `(${this.number(test.a)} = ${this.number(test.b)})`;
      case 'atLeast':
        return `(${this.number(test.a)} >= ${this.number(test.b)})`;
      case 'not':
        return `(NOT ${this.test(test.of)})`;
      case 'all':
        return test.of.length === 0 ? '(1 = 1)' : `(${test.of.map((one) => this.test(one)).join(' AND ')})`;
      case 'any':
        return test.of.length === 0 ? '(1 = 0)' : `(${test.of.map((one) => this.test(one)).join(' OR ')})`;
    }
  }

  #level(table: string, a: string, b: string): string {
    if (!this.#hasTable(table) || a === '-1' || b === '-1') return '-1';
    let found = this.lookups.find((one) => one.table === table && one.a === a && one.b === b);
    if (found === undefined) {
      found = { name: `v${this.lookups.length}`, table, a, b };
      this.lookups.push(found);
    }
    return `(CASE WHEN ${a} < 0 OR ${b} < 0 THEN -1 WHEN ${a} = ${b} THEN 5 ELSE coalesce(${found.name}.level, 0) END)`;
  }

  #digits(a: string, b: string): string {
    const each = Array.from({ length: MOST_DIGITS }, (_, k) => {
      const at = 10 ** k;
      return `(CASE WHEN (${a} // ${at}) % 10 <> (${b} // ${at}) % 10 THEN 1 ELSE 0 END)`;
    });
    return `(${each.join(' + ')})`;
  }

  /** The joins that the look-ups written so far need. */
  joins(): string {
    return this.lookups
      .map(
        ({ name, table, a, b }) =>
          `LEFT JOIN ${quoted(`t ${table}`)} ${name} ON ${name}.a = ${a} AND ${name}.b = ${b}`,
      )
      .join('\n');
  }
}

/** Thousandths of a bit of one comparison whose level stands in the column `s<at>`. */
function part(at: number, comparison: Comparison, job: ScoreJob): string {
  const { weights } = job;
  const rarity = weights.rarity[at];
  const shares = comparison.levels.map((_, level) => rarity?.[level] ?? 0);
  const hasRare = weights.rare[at] !== null && weights.rare[at] !== undefined;
  const when = comparison.levels.map((_, level) => {
    const weight = weights.levels[at]?.[level] ?? 0;
    const share = shares[level] ?? 0;
    // Rounded towards zero by hand, because databases disagree on dividing negative numbers.
    const rare =
      !hasRare || share === 0
        ? ''
        : ` + (CASE WHEN q${at} >= 0 THEN (q${at} * ${share}) // 1000 ELSE -((-q${at} * ${share}) // 1000) END)`;
    return `WHEN ${level} THEN ${weight}${rare}`;
  });
  return `(CASE s${at} ${when.join(' ')} ELSE 0 END)`;
}

const sum = (terms: readonly string[]): string => (terms.length === 0 ? '0' : terms.join(' + '));

/** Weight of a pair from its levels: see `Scorer` of linkage, of which this is the same sum. */
function weight(job: ScoreJob, groups: readonly (readonly number[])[]): string {
  const { comparisons, weights } = job;
  const isShared = (at: number): boolean => comparisons[at]?.isShared !== false;
  const strangers = groups.map((members) =>
    members.length === 1
      ? `p${members[0] ?? 0}`
      : `(${sum(members.map((at) => `greatest(p${at}, 0)`))} + least(0, ${members.map((at) => `p${at}`).join(', ')}))`,
  );
  const own = comparisons.map((_, at) => at).filter((at) => !isShared(at));
  const prior = `(CASE WHEN w = 1 THEN ${weights.priorWithin} ELSE ${weights.priorAcross} END)`;
  const kin = `(CASE WHEN w = 1 THEN ${weights.priorKinWithin} ELSE ${weights.priorKinAcross} END)`;
  return `least(${sum([prior, ...strangers])}, ${sum([kin, ...own.map((at) => `p${at}`)])})`;
}

export interface ScoreSql {
  readonly names: Names;
  /** Adds the pairs that this key brings, and no earlier key, to the table `met`; one slice of the rows on the left. */
  meet(key: number, slice: number, slices: number): string;
  /** Weighs the pairs in `met`. */
  readonly weigh: string;
}

/** The statements of a job. `groups` are the comparisons that fail together. */
export function scoreSql(job: ScoreJob, groups: readonly (readonly number[])[]): ScoreSql {
  const names = new Names();
  const writer = new Writer(job, names);
  const levels = job.comparisons.map(({ value }, at) => `CAST(${writer.number(value)} AS INTEGER) AS s${at}`);
  const rares = job.comparisons.flatMap((_, at) =>
    (job.weights.rare[at] ?? null) === null ? [] : [`least(l.q${at}, r.q${at}) AS q${at}`],
  );
  const parts = job.comparisons.map((comparison, at) => `${part(at, comparison, job)} AS p${at}`);
  const meet = (key: number, slice: number, slices: number): string => {
    const where = [
      `l.k${key} >= 0`,
      ...(slices > 1 ? [`l.id % ${slices} = ${slice}`] : []),
      ...(job.acrossOnly ? ['l.list <> r.list'] : []),
      ...job.keys.slice(0, key).map((_, k) => `NOT (l.k${k} >= 0 AND l.k${k} = r.k${k})`),
    ];
    return `INSERT INTO met SELECT l.id, r.id FROM rec l JOIN rec r ON l.k${key} = r.k${key} AND l.id < r.id WHERE ${where.join(' AND ')}`;
  };
  const weigh = [
    'WITH seen AS (SELECT met.a AS a, met.b AS b, (CASE WHEN l.list = r.list THEN 1 ELSE 0 END) AS w,',
    [...levels, ...rares].join(', '),
    `FROM met JOIN rec l ON l.id = met.a JOIN rec r ON r.id = met.b ${writer.joins()}),`,
    `weighed AS (SELECT a, b, w, ${parts.join(', ')} FROM seen),`,
    `done AS (SELECT a, b, CAST(${weight(job, groups)} AS INTEGER) AS weight FROM weighed)`,
    `SELECT a, b, weight FROM done WHERE weight >= ${job.least}`,
  ].join('\n');
  return { names, meet, weigh };
}
