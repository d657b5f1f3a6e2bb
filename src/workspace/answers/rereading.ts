/**
 * What a second reader is given and what came of it. Whoever has still to answer sees the proposal as the program made
 * it, without the first answer; answers stand side by side only when nobody has to give one any more.
 */
import { differs, figuresOf, type ReadTwice, type RereadingFigures } from '#claim';
import { Fault } from '#ground';
import type { Views } from '../projections.ts';
import type { Answer, Query } from '../queries.ts';
import type {
  GivenAnswer,
  RereadingDifference,
  RereadingHand,
  RereadingItem,
  RereadingLine,
  ShownFigures,
} from '../reread-shapes.ts';
import type { Row } from '../reader.ts';
import type { Desk } from '../workspace.ts';
import { document } from './documents.ts';

type Asked = Row<Views['rereadings']>;
type Given = Row<Views['rereading-answers']>;

/** Code points of the text on each side of the quote. */
const AROUND = 600;

/** Proposals that have an answer, yes or no, each with the entry that gave it: what a sample is drawn from. */
export async function answered(desk: Desk, query: Query<'answered'>): Promise<Answer<'answered'>> {
  const { reader } = desk;
  const { documentId } = query;
  const row = documentId === undefined ? null : await reader.one<Views['documents']>('documents', documentId);
  if (documentId !== undefined && !row) throw new Fault('not-found', `no document with the id ${documentId}`);
  const compartment = row?.compartment ?? 'open';
  const own = async (parent: string): Promise<string[]> =>
    (await reader.rows<Views['proposals']>('proposals', { parent })).map(({ key }) => key);
  const keys = documentId === undefined ? undefined : await own(documentId);
  const decisions = await reader.rows<Views['decisions']>('decisions', keys === undefined ? {} : { keys });
  const left = new Set<string>();
  if (documentId === undefined)
    for (const { key, row: placing } of await reader.rows<Views['placings']>('placings'))
      if (placing.state === 'set-aside') for (const id of await own(key)) left.add(id);
  return {
    compartment,
    proposals: decisions
      .filter(({ row: { decision } }) => decision === 'accepted' || decision === 'refused')
      .filter((one) => one.compartment === compartment && !left.has(one.key))
      .map(({ key, seq }) => ({ proposalId: key, decidedBy: seq })),
    asKnown: reader.asKnown,
  };
}

/** One drawn proposal with everything that is known of it; what of this leaves is decided below. */
interface Drawn extends ReadTwice {
  readonly proposalId: string;
  readonly proposal: Row<Views['proposals']>;
  readonly firstRow: Row<Views['decisions']>;
  readonly secondRow: Given | null;
  readonly thirdRow: Given | null;
  /** Newest entry of the turn that waits, −1 without one. */
  readonly version: number;
}

async function drawnOf(desk: Desk, asked: Asked): Promise<Drawn[]> {
  const { reader } = desk;
  const { sample } = asked.row;
  const keys = sample.map(({ proposalId }) => proposalId);
  const byKey = <R extends { key: string }>(rows: readonly R[]) => new Map(rows.map((row) => [row.key, row]));
  const proposals = byKey(await reader.rows<Views['proposals']>('proposals', { keys }));
  const decided = await reader.rows<Views['decisions']>('decisions', { keys, latest: false });
  const firsts = new Map(decided.map((row) => [`${row.key} ${row.seq}`, row]));
  const given = byKey(
    await reader.rows<Views['rereading-answers']>('rereading-answers', { parent: asked.key }),
  );
  return sample.flatMap(({ proposalId, decidedBy }) => {
    const proposal = proposals.get(proposalId);
    const firstRow = firsts.get(`${proposalId} ${decidedBy}`);
    // A reader outside of the compartment sees the rest.
    if (!proposal || !firstRow) return [];
    const turn = (name: string): Given | null => given.get(`${asked.key}:${proposalId}:${name}`) ?? null;
    const [second, third] = [turn('second'), turn('third')];
    const first = firstRow.row.decision === 'accepted' ? 'accepted' : 'refused';
    const told = answerIn(second);
    const isSameDay = second?.row.at.slice(0, 10) === firstRow.row.at.slice(0, 10);
    const secondAnswer = told && second ? { answer: told, who: second.row.who, isSameDay } : null;
    // A third answer to a second one that was taken back meanwhile belongs to another pair.
    const last = third && second && third.seq < second.seq ? null : answerIn(third);
    const isThird = secondAnswer !== null && differs({ first, second: secondAnswer });
    return [
      {
        proposalId,
        proposal,
        firstRow,
        first,
        second: secondAnswer,
        third: last && { answer: last },
        secondRow: told === null ? null : second,
        thirdRow: last === null ? null : third,
        version: (isThird ? third : second)?.seq ?? -1,
      },
    ];
  });
}

function answerIn(given: Given | null) {
  return given === null || given.row.answer === 'taken-back' ? null : given.row.answer;
}

function lineOf(asked: Asked, drawn: readonly Drawn[], title: string | null): RereadingLine {
  const { rereadingId, documentId = null, drawnBy, seed, size, population, at, by } = asked.row;
  return {
    rereadingId,
    documentId,
    title,
    askedAt: at,
    askedBy: by,
    drawnBy,
    seed,
    size,
    population,
    drawn: drawn.length,
    figures: shownOf(figuresOf(drawn)),
  };
}

function shownOf(figures: RereadingFigures): ShownFigures {
  return figures.waiting > 0 ? { waiting: figures.waiting } : figures;
}

async function titlesOf({ reader }: Desk, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const keys = [...new Set(ids)];
  const rows = keys.length === 0 ? [] : await reader.rows<Views['documents']>('documents', { keys });
  return new Map(rows.map(({ key, row }) => [key, row.document.title ?? 'a document without a title']));
}

export async function rereadings(desk: Desk, _query: Query<'rereadings'>): Promise<Answer<'rereadings'>> {
  const asked = await desk.reader.rows<Views['rereadings']>('rereadings');
  const titles = await titlesOf(
    desk,
    asked.flatMap(({ row }) => row.documentId ?? []),
  );
  const lines: RereadingLine[] = [];
  for (const one of asked)
    lines.push(lineOf(one, await drawnOf(desk, one), titles.get(one.row.documentId ?? '') ?? null));
  return { rereadings: lines.reverse(), asKnown: desk.reader.asKnown };
}

/** Throws Fault('not-found') when there is no such sample for this principal. */
export async function rereading(desk: Desk, query: Query<'rereading'>): Promise<Answer<'rereading'>> {
  const asked = await desk.reader.one<Views['rereadings']>('rereadings', query.rereadingId);
  if (!asked) throw new Fault('not-found', `no sample with the id ${query.rereadingId}`);
  const drawn = await drawnOf(desk, asked);
  const me = { by: desk.principal.id, reader: query.reader ?? null };
  const items = drawn.map((one) => itemOf(one, me));
  const titles = await titlesOf(
    desk,
    drawn.map(({ proposal }) => proposal.parent),
  );
  const mine = items.filter((one) => isFor(one, query.who));
  const [wanted] = mine;
  return {
    ...lineOf(asked, drawn, titles.get(asked.row.documentId ?? '') ?? null),
    items,
    needsWho: items.some(({ waitsFor, isFirstReader }) => waitsFor !== null && isFirstReader),
    yours: mine.length,
    hand: wanted ? await handOf(desk, wanted) : null,
    last: lastOf(drawn, me),
    differ: items.some(({ waitsFor }) => waitsFor === 'second')
      ? []
      : drawn.filter(differs).map((one) => differenceOf(one, titles)),
    asKnown: desk.reader.asKnown,
  };
}

type Me = { readonly by: string; readonly reader: string | null };

function isBy(given: Given | null, me: Me): boolean {
  return given !== null && given.row.by === me.by && (given.row.reader ?? null) === me.reader;
}

function itemOf(one: Drawn, me: Me): RereadingItem {
  const { proposalId, proposal, firstRow, secondRow, version } = one;
  const waitsFor = one.second === null ? 'second' : differs(one) && one.third === null ? 'third' : null;
  return {
    proposalId,
    documentId: proposal.parent,
    compartment: proposal.compartment,
    waitsFor,
    version,
    isFirstReader: firstRow.row.by === me.by,
    isSecondReader: isBy(secondRow, me),
  };
}

/** Whether somebody who says who they are may answer it now. */
function isFor(item: RereadingItem, who: Query<'rereading'>['who']): boolean {
  if (item.waitsFor === null) return false;
  const isOther = !item.isFirstReader || who === 'another-person';
  if (item.waitsFor === 'third') return isOther && !item.isSecondReader;
  return isOther || who === 'same-person';
}

/** The proposal as the program made it; nobody's answer goes with it. */
async function handOf(desk: Desk, item: RereadingItem): Promise<RereadingHand | null> {
  const page = await document(desk, { what: 'document', documentId: item.documentId });
  const found = page.proposals.find(({ proposalId }) => proposalId === item.proposalId);
  if (!found || item.waitsFor === null) return null;
  const points = [...(page.text ?? '')];
  const { start, end } = found.passage;
  return {
    turn: item.waitsFor,
    version: item.version,
    proposal: { ...found, decision: null, version: -1 },
    document: page.document,
    before: fromWord(points.slice(Math.max(0, start - AROUND), start).join(''), start > AROUND),
    after: toWord(points.slice(end, end + AROUND).join(''), points.length > end + AROUND),
  };
}

/** A stretch that was cut begins with a whole word; where it has none it stays as it is. */
function fromWord(words: string, isCut: boolean): string {
  return isCut ? words.replace(/^\S*\s+/u, '') : words;
}

function toWord(words: string, isCut: boolean): string {
  return isCut ? words.replace(/\s+\S*$/u, '') : words;
}

/** The newest answer that this reader gave, which they can take back. */
function lastOf(drawn: readonly Drawn[], me: Me): Answer<'rereading'>['last'] {
  const given = drawn.flatMap(({ secondRow, thirdRow }) =>
    // An answer that somebody else has looked at since is no longer only this reader's.
    [thirdRow ?? secondRow].filter((row) => row !== null && isBy(row, me)),
  );
  const newest = given.reduce<Given | null>(
    (a, b) => (a !== null && b !== null && a.seq > b.seq ? a : b),
    null,
  );
  return newest && { proposalId: newest.row.proposalId, turn: newest.row.turn, version: newest.seq };
}

function differenceOf(one: Drawn, titles: ReadonlyMap<string, string>): RereadingDifference {
  const { proposal, firstRow, secondRow, thirdRow } = one;
  const given = ({ row }: Given): GivenAnswer => ({
    answer: row.answer === 'taken-back' ? 'parked' : row.answer,
    by: row.by,
    name: row.reader ?? null,
    at: row.at,
  });
  const isSettled = secondRow !== null && thirdRow !== null;
  return {
    proposalId: one.proposalId,
    documentId: proposal.parent,
    title: titles.get(proposal.parent) ?? '',
    kind: proposal.row.proposal.kind,
    exact: proposal.row.proposal.passage.exact,
    answers: isSettled
      ? [
          { answer: one.first, by: firstRow.row.by, name: null, at: firstRow.row.at },
          given(secondRow),
          given(thirdRow),
        ]
      : null,
  };
}
