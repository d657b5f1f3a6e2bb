/**
 * A typed plan of linkage as SQL: joins, CASE, whole-number arithmetic, nothing that another database would answer
 * differently. Strings never stand in it; what is compared are numbers. −1 is "nothing said", there is no NULL.
 *
 * The same text runs in DuckDB, PostgreSQL and Spark: no quoted names (Spark reads quotation marks as text), no division
 * whose result depends on the database (`//` is DuckDB's, `/` cuts in PostgreSQL and does not in Spark), only functions
 * that all three have (abs, coalesce, greatest, least). A test runs it in PostgreSQL.
 */
import type { Comparison, Num, ScoreJob, Test } from '#linkage';

const MOST_DIGITS = 9;

/** The name in SQL of a table of words that are alike; its own name never reaches the engine. Columns: a, b, level. */
export function tableIn(job: ScoreJob, table: string): string {
  return `t${[...job.encoded.tables.keys()].indexOf(table)}`;
}

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

/** A number that is worked out once and has a name from then on. */
interface Step {
  readonly name: string;
  readonly sql: string;
  /** Steps it needs come in earlier layers. */
  readonly layer: number;
  /** The join that it needs. */
  readonly join?: string;
}

interface Written {
  readonly sql: string;
  /** Layer from which on it can be asked for. */
  readonly layer: number;
}

/**
 * Writes numbers layer by layer: whatever costs something is a step with a name, and the same step is never written
 * twice, because no database promises to see that two branches of a CASE ask for the same thing.
 */
export class Writer {
  readonly names: Names;
  readonly #steps = new Map<string, Step>();
  /** Columns of the two rows that are read, by their name in SQL. */
  readonly #read = new Map<string, string>();
  readonly #job: ScoreJob;

  constructor(job: ScoreJob, names: Names) {
    this.names = names;
    this.#job = job;
  }

  /** The step of this key, made when it is asked for the first time. */
  #step(key: string, layer: number, make: (name: string) => Omit<Step, 'name' | 'layer'>): Written {
    let step = this.#steps.get(key);
    if (step === undefined) {
      const name = `x${this.#steps.size}`;
      step = { name, layer, ...make(name) };
      this.#steps.set(key, step);
    }
    return { sql: step.name, layer: step.layer + 1 };
  }

  #plain(sql: string, layer: number): Written {
    return this.#step(sql, layer, () => ({ sql }));
  }

  number(num: Num): Written {
    switch (num.kind) {
      case 'number':
        return { sql: String(num.value), layer: 0 };
      case 'column': {
        if (!this.#job.encoded.columns.has(num.name)) return { sql: '-1', layer: 0 };
        const column = this.names.column(num.name);
        const [side, name] = num.side === 'left' ? ['l', `l${column}`] : ['r', `r${column}`];
        this.#read.set(name, `${side}.${column}`);
        return { sql: name, layer: 0 };
      }
      case 'level':
        return this.#level(num.table, this.number(num.a), this.number(num.b));
      case 'digits':
        return this.#digits(this.number(num.a), this.number(num.b));
      case 'minus':
        return this.#of([num.a, num.b], ([a = '', b = '']) => `(${a} - ${b})`);
      case 'distance':
        return this.#of([num.a, num.b], ([a = '', b = '']) => `abs(${a} - ${b})`);
      case 'remainder':
        return this.#of([num.a], ([a = '']) => `(${a} % ${num.by})`);
      case 'greatest': {
        const [only, ...more] = num.of;
        if (only !== undefined && more.length === 0) return this.number(only);
        const { sql, layer } = this.#of(num.of, (of) => `greatest(${['-1', ...of].join(', ')})`);
        return num.of.length === 0 ? { sql: '-1', layer: 0 } : this.#plain(sql, layer);
      }
      case 'case': {
        const when = num.when.map(([test, then]) => [this.test(test), this.number(then)] as const);
        const otherwise = this.number(num.otherwise);
        const layer = Math.max(otherwise.layer, ...when.flatMap(([test, then]) => [test.layer, then.layer]));
        const written = when.map(([test, then]) => `WHEN ${test.sql} THEN ${then.sql}`);
        return this.#plain(`(CASE ${written.join(' ')} ELSE ${otherwise.sql} END)`, layer);
      }
    }
  }

  #of(nums: readonly Num[], write: (of: string[]) => string): Written {
    const of = nums.map((num) => this.number(num));
    return { sql: write(of.map(({ sql }) => sql)), layer: Math.max(0, ...of.map(({ layer }) => layer)) };
  }

  test(test: Test): Written {
    switch (test.kind) {
      case 'equal':
        return this.#of([test.a, test.b], ([a = '', b = '']) => `(${a} = ${b})`);
      case 'atLeast':
        return this.#of([test.a, test.b], ([a = '', b = '']) => `(${a} >= ${b})`);
      case 'not': {
        const { sql, layer } = this.test(test.of);
        return { sql: `(NOT ${sql})`, layer };
      }
      default: {
        const of = test.of.map((one) => this.test(one));
        const [between, none] = test.kind === 'all' ? [' AND ', '(1 = 1)'] : [' OR ', '(1 = 0)'];
        return {
          sql: of.length === 0 ? none : `(${of.map(({ sql }) => sql).join(between)})`,
          layer: Math.max(0, ...of.map(({ layer }) => layer)),
        };
      }
    }
  }

  /** Two words of a table; looked up only where both are said and not the same. */
  #level(table: string, a: Written, b: Written): Written {
    if (!this.#job.encoded.tables.has(table) || a.sql === '-1' || b.sql === '-1')
      return { sql: '-1', layer: 0 };
    const differ = `${a.sql} >= 0 AND ${b.sql} >= 0 AND ${a.sql} <> ${b.sql}`;
    const word = this.#plain(`(CASE WHEN ${differ} THEN ${a.sql} ELSE -1 END)`, Math.max(a.layer, b.layer));
    const said = `WHEN ${a.sql} < 0 OR ${b.sql} < 0 THEN -1 WHEN ${a.sql} = ${b.sql} THEN 5`;
    return this.#step(`${table} ${word.sql} ${b.sql}`, word.layer, (name) => ({
      sql: `(CASE ${said} ELSE coalesce(j${name}.level, 0) END)`,
      join: `LEFT JOIN ${tableIn(this.#job, table)} j${name} ON j${name}.a = ${word.sql} AND j${name}.b = ${b.sql}`,
    }));
  }

  #digits(a: Written, b: Written): Written {
    // A digit in its place is what a longer remainder has more than a shorter one.
    const digit = (sql: string, k: number): string => `(${sql} % ${10 ** (k + 1)} - ${sql} % ${10 ** k})`;
    const each = Array.from(
      { length: MOST_DIGITS },
      (_, k) => `(CASE WHEN ${digit(a.sql, k)} <> ${digit(b.sql, k)} THEN 1 ELSE 0 END)`,
    );
    return this.#plain(`(${each.join(' + ')})`, Math.max(a.layer, b.layer));
  }

  /** Columns of the two rows that the steps read: as they stand in the first layer. */
  get read(): readonly string[] {
    return [...this.#read].map(([name, column]) => `${column} AS ${name}`);
  }

  /** The steps as one WITH list; every layer has all columns of the one before. Named y0, y1 … */
  layers(from: string): { sql: string; last: string } {
    const steps = [...this.#steps.values()];
    const depth = Math.max(-1, ...steps.map(({ layer }) => layer));
    let last = from;
    const written: string[] = [];
    for (let layer = 0; layer <= depth; layer++) {
      const own = steps.filter((step) => step.layer === layer);
      if (own.length === 0) continue;
      const columns = own.map(({ name, sql }) => `CAST(${sql} AS INTEGER) AS ${name}`);
      const joins = own.flatMap(({ join }) => join ?? []);
      written.push(`y${layer} AS (SELECT ${last}.*, ${columns.join(', ')} FROM ${last} ${joins.join(' ')})`);
      last = `y${layer}`;
    }
    return { sql: written.join(',\n'), last };
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
    // Rounded towards zero by hand, because databases disagree on dividing negative numbers; without a remainder they agree.
    const thousandth = (sql: string): string => `CAST((${sql} - ${sql} % 1000) / 1000 AS INTEGER)`;
    const rare =
      !hasRare || share === 0
        ? ''
        : ` + (CASE WHEN q${at} >= 0 THEN ${thousandth(`(q${at} * ${share})`)} ELSE -${thousandth(`(-q${at} * ${share})`)} END)`;
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

/** Comparisons that fail together, by place. */
function groupsIn({ comparisons }: ScoreJob): number[][] {
  const groups = new Map<string, number[]>();
  comparisons.forEach(({ group, name }, at) => {
    const key = group ?? ` ${name}`;
    groups.set(key, [...(groups.get(key) ?? []), at]);
  });
  return [...groups.values()];
}

/** The statements of a job; they read the tables of `tablesOf` and the table `met` of pairs (a, b). */
export function scoreSql(job: ScoreJob): ScoreSql {
  const names = new Names();
  const writer = new Writer(job, names);
  const levels = job.comparisons.map(({ value }, at) => `${writer.number(value).sql} AS s${at}`);
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
  const { sql: steps, last } = writer.layers('seen');
  const kept = job.comparisons.flatMap((_, at) =>
    (job.weights.rare[at] ?? null) === null ? [] : [`q${at}`],
  );
  const weigh = [
    'WITH seen AS (SELECT met.a AS a, met.b AS b, (CASE WHEN l.list = r.list THEN 1 ELSE 0 END) AS w,',
    [...writer.read, ...rares].join(', '),
    'FROM met JOIN rec l ON l.id = met.a JOIN rec r ON r.id = met.b),',
    steps === '' ? '' : `${steps},`,
    `levels AS (SELECT ${['a', 'b', 'w', ...levels, ...kept].join(', ')} FROM ${last}),`,
    `weighed AS (SELECT a, b, w, ${parts.join(', ')} FROM levels),`,
    `done AS (SELECT a, b, CAST(${weight(job, groupsIn(job))} AS INTEGER) AS weight FROM weighed)`,
    `SELECT a, b, weight FROM done WHERE weight >= ${job.least}`,
  ].join('\n');
  return { names, meet, weigh };
}
