/** Answers about linkage: the pairs that wait for a person, in the order of what they would change, and one of them. */
import { Fault } from '#ground';
import { personsOf, type Judgement } from '#claim';
import { romanise } from '#names';
import { lastSignOf } from '../people/lanes.ts';
import { compareLetters } from '../people/letters.ts';
import type { Roll, RollPerson, RollRecord } from '../people/roll.ts';
import type { PairSide, PairView, PairLine } from '../people/shapes.ts';
import type { Weighed } from '../people/weighing.ts';
import type { Views } from '../projections.ts';
import type { Answer, Query } from '../queries.ts';
import type { Desk } from '../workspace.ts';
import { linesAbout } from './claims.ts';
import { accountsOf } from './people.ts';

type Judged = Views['judgements'];

/** Chance of one person that goes with a weight in thousandths of a bit. */
function chanceOf(millibits: number): number {
  return 1 / (1 + 2 ** (-millibits / 1000));
}

/** A group that grows beyond this is worth a second look before it grows further. */
const LARGE = 5;

function recordOf(roll: Roll, recordId: string): RollRecord | null {
  return roll.personOf.get(recordId)?.records.find((record) => record.recordId === recordId) ?? null;
}

function named(persons: readonly RollPerson[]): number {
  return persons.filter(({ records }) => records.some(({ name }) => name !== '')).length;
}

/** Pairs that a rule proposed and nobody judged, whose records are not one person already. */
function waiting(roll: Roll): { judged: Judged; scripts: string }[] {
  return roll.judgements.flatMap((judged) => {
    if (judged.decision !== 'unsure' || judged.by.kind !== 'rule') return [];
    const [left, right] = [recordOf(roll, judged.left), recordOf(roll, judged.right)];
    if (!left || !right || roll.personOf.get(judged.left) === roll.personOf.get(judged.right)) return [];
    return [{ judged, scripts: [...new Set([left.script, right.script])].sort().join('+') }];
  });
}

/** What would change most comes first: pairs that would make one person of two, the least certain of them first. */
function inOrder(
  pairs: readonly { judged: Judged; scripts: string }[],
): { judged: Judged; scripts: string }[] {
  const doubt = ({ judged }: { judged: Judged }): number => Math.abs(judged.weightMillibits ?? 0);
  return [...pairs].sort(
    (a, b) => doubt(a) - doubt(b) || (a.judged.judgementId < b.judged.judgementId ? -1 : 1),
  );
}

export async function linkage(desk: Desk, query: Query<'linkage'>): Promise<Answer<'linkage'>> {
  const roll = await desk.rolls.of(desk.reader);
  const all = waiting(roll);
  const counts = new Map<string, number>();
  for (const { scripts } of all) counts.set(scripts, (counts.get(scripts) ?? 0) + 1);
  const kept = inOrder(all.filter(({ scripts }) => query.scripts === undefined || scripts === query.scripts));
  const weighed = await desk.weighings.of(desk.reader);
  const lists = new Map(
    (await desk.reader.rows<Views['lists']>('lists')).map(({ key, row }) => [key, row.list.name]),
  );
  return {
    pairs: kept.slice(0, query.limit ?? 200).map(({ judged }): PairLine => ({
      left: judged.left,
      right: judged.right,
      leftName: recordOf(roll, judged.left)?.name ?? '',
      rightName: recordOf(roll, judged.right)?.name ?? '',
      weightMillibits: judged.weightMillibits ?? 0,
    })),
    total: kept.length,
    scripts: [...counts]
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .map(([value, count]) => ({ value, name: null, count, chosen: value === query.scripts })),
    tooLittle: (weighed?.tooLittle ?? []).map(({ list, id }) => ({
      recordId: id,
      listName: lists.get(list) ?? '',
      row: recordOf(roll, id)?.row ?? 0,
    })),
    judged: roll.judgements.filter(({ by, decision }) => by.kind === 'person' && decision !== 'withdrawn')
      .length,
    records: roll.personOf.size,
    asKnown: desk.reader.asKnown,
  };
}

async function sideOf(desk: Desk, recordId: string): Promise<PairSide> {
  const row = await desk.reader.one<Views['records']>('records', recordId);
  if (!row) throw new Fault('not-found', `no record with the id ${recordId}`);
  const list = await desk.reader.one<Views['lists']>('lists', row.parent);
  const headings = new Map(list?.row.list.columns.map(({ column, heading }) => [column, heading]));
  const { names, origin } = row.row;
  const name = names[0];
  const words = name?.words ?? '';
  return {
    recordId,
    listId: row.parent,
    listName: list?.row.list.name ?? '',
    row: origin.kind === 'row' ? origin.row : 0,
    name: { words, lang: name?.lang ?? null, script: name?.script ?? 'Zyyy' },
    latin: name && name.script !== 'Latn' ? romanise(words, { scheme: 'bgn' }) : null,
    letters: [],
    cells:
      origin.kind === 'row'
        ? origin.cells.map(({ column, words: said }) => ({ column: headings.get(column) ?? '', words: said }))
        : [{ column: '', words: origin.passage.exact }],
  };
}

/** Who there would be if the two were judged one, computed as the persons of the workspace are. */
async function ifLinked(desk: Desk, left: string, right: string): Promise<PairView['ifLinked']> {
  const roll = await desk.rolls.of(desk.reader);
  const ids = [...roll.personOf.keys()];
  const [a, b] = [roll.personOf.get(left), roll.personOf.get(right)];
  const before = named(roll.persons);
  const judgement = {
    judgementId: 'preview',
    left,
    right,
    decision: 'same' as const,
    seq: Number.MAX_SAFE_INTEGER,
  };
  const after = personsOf(ids, [...roll.judgements, judgement]);
  const joined = after.persons.find(({ recordIds }) => recordIds.includes(left));
  const isJoined = joined?.recordIds.includes(right) ?? false;
  const nameOf = new Map(
    roll.persons.flatMap(({ records }) => records.map((one) => [one.recordId, one.name])),
  );
  const documented = after.persons.filter(({ recordIds }) =>
    recordIds.some((id) => (nameOf.get(id) ?? '') !== ''),
  ).length;
  const earliest = [a, b]
    .flatMap((one) => one ?? [])
    .sort((x, y) => (x.records[0]?.seq ?? 0) - (y.records[0]?.seq ?? 0))[0];
  const records = roll.persons
    .flatMap((one) => one.records)
    .filter(({ recordId }) => joined?.recordIds.includes(recordId));
  const now = earliest ? await accountsOf(desk, earliest) : [];
  const then = earliest ? await accountsOf(desk, { ...earliest, records }) : [];
  const today = desk.reader.asKnown.at.slice(0, 10);
  return {
    signBefore: lastSignOf(now, today)?.on ?? null,
    sign: lastSignOf(then, today)?.on ?? null,
    differ: then.filter(({ differ }) => differ > 0).map(({ group, differ: n }) => ({ group, n })),
    personId: earliest?.personId ?? left,
    isJoined,
    records: joined?.recordIds.length ?? 0,
    recordsBefore: earliest?.records.length ?? 0,
    documentedBefore: before,
    documented,
  };
}

function hardFacts(
  roll: Roll,
  left: PairSide,
  right: PairSide,
  linked: PairView['ifLinked'],
): PairView['before'] {
  const [a, b] = [roll.personOf.get(left.recordId), roll.personOf.get(right.recordId)];
  const facts: { code: PairView['before'][number]['code']; n: number }[] = [];
  facts.push({ code: left.listId === right.listId ? 'same-list' : 'other-list', n: 0 });
  const listed = new Set(a?.records.map(({ parent }) => parent));
  const doubled = a === b ? [] : (b?.records ?? []).filter(({ parent }) => listed.has(parent));
  if (left.listId !== right.listId && doubled.length > 0)
    facts.push({ code: 'doubles-list', n: doubled.length });
  if (!linked.isJoined) facts.push({ code: 'kept-apart', n: 0 });
  facts.push({ code: linked.records > LARGE ? 'group-large' : 'group', n: linked.records });
  return facts;
}

function whyOf(weighed: Weighed | null, left: string, right: string): PairView['why'] {
  const [a, b] = [weighed?.nameOf.get(left), weighed?.nameOf.get(right)];
  if (!weighed || !a || !b) return null;
  const { startBits, weight, probability, household, parts } = weighed.linked.explain(a, b);
  return {
    startBits,
    bits: weight,
    probability,
    household,
    parts: parts
      .filter(({ level, bits, isCovered }) => level >= 0 && bits !== 0 && !isCovered)
      .sort((x, y) => Math.abs(y.bits) - Math.abs(x.bits))
      .map(({ comparison, title, words, bits, rarityBits, left: one, right: other }) => ({
        comparison,
        title,
        words,
        bits,
        rarityBits,
        left: one,
        right: other,
      })),
  };
}

/** A reason to begin with, from what counted most; the person keeps it or writes another. */
function reasonFrom(why: PairView['why']): string {
  if (why === null) return '';
  const strongest = why.parts.slice(0, 3).map(({ title, words, rarityBits }) => {
    const rare = rarityBits > 1 ? ', rare here' : '';
    return `${title.toLowerCase()}: ${words}${rare}`;
  });
  const joined = strongest.join('; ');
  return joined === '' ? '' : `${joined.slice(0, 1).toUpperCase()}${joined.slice(1)}.`;
}

export async function pair(desk: Desk, query: Query<'pair'>): Promise<Answer<'pair'>> {
  const roll = await desk.rolls.of(desk.reader);
  const [left, right] = await Promise.all([sideOf(desk, query.left), sideOf(desk, query.right)]);
  if (left.recordId === right.recordId) throw new Fault('usage-wrong', 'a pair is two records');
  const letters = compareLetters(left.name.words, right.name.words);
  const linked = await ifLinked(desk, left.recordId, right.recordId);
  const why = whyOf(await desk.weighings.of(desk.reader), left.recordId, right.recordId);
  const key = [left.recordId, right.recordId].sort().join(':');
  const trail = await desk.reader.rows<Judged>('judgements', { keys: [key], latest: false });
  const standing = trail.at(-1)?.row;
  const queue = inOrder(waiting(roll)).filter(
    ({ scripts }) => query.scripts === undefined || scripts === query.scripts,
  );
  const place = queue.findIndex(({ judged }) => [judged.left, judged.right].sort().join(':') === key);
  const next = queue[place === -1 ? 0 : place + 1]?.judged ?? queue[0]?.judged;
  const isNextOther = next && [next.left, next.right].sort().join(':') !== key;
  return {
    pair: {
      left: { ...left, letters: letters.left },
      right: { ...right, letters: letters.right },
      letterPairs: letters.pairs,
      ifLinked: linked,
      before: hardFacts(roll, left, right, linked),
      why,
      reason: reasonFrom(why),
      judgement: standing && standing.by.kind === 'person' ? judgementView(standing) : null,
      earlier: trail.map(({ row }) => judgementView(row)),
    },
    place: place + 1,
    total: queue.length,
    next: isNextOther ? { left: next.left, right: next.right } : null,
    history: await linesAbout(desk.reader, left.recordId),
    asKnown: desk.reader.asKnown,
  };
}

function judgementView({
  decision,
  reason,
  by,
  at,
  weightMillibits,
}: Judgement & { at: string }): PairView['earlier'][number] {
  return {
    decision,
    reason,
    by: by.kind === 'person' ? by.principalId : null,
    at,
    chance: weightMillibits === undefined ? null : chanceOf(weightMillibits),
  };
}
