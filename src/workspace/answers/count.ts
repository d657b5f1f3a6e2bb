/** The answer to "how many?": who says what, silences and refusals as lines, who is documented by name. */
import { FACETS, list, type Facet, type Scope, type Terms } from '#claim';
import { documented, DOCUMENTED_RULE, saidBy, type CountingClaim, type SaidLine } from '#counting';
import { Fault, isCalendarDay } from '#ground';
import type { Views } from '../projections.ts';
import type { DocumentedAnswer, HowMany, PassageView, Query, SaidRow } from '../queries.ts';
import type { Row } from '../reader.ts';
import type { Desk } from '../workspace.ts';
import { familiesOf } from './documents.ts';
import { measureWords } from './sentences.ts';
import {
  governing,
  marksInForce,
  passageView,
  publisherOf,
  shelfFor,
  speakerView,
  whenView,
  type Shelf,
} from './views.ts';

const KINDS = ['count', 'count-unknown', 'inquiry-outcome'] as const;

const NOT_ANSWERED: HowMany['notAnswered'] = [
  { what: 'acknowledged', because: 'This version does not yet tell whom the holder acknowledges by name.' },
  { what: 'unacknowledged', because: 'It would need the acknowledgement of each person.' },
  { what: 'bounds', because: 'This version does not yet compute what the claims force together.' },
  { what: 'estimate', because: 'This version does not estimate how many stand on no list.' },
];

const nameOfFacet: Readonly<Record<Facet, string>> = {
  population: 'who is meant',
  standing: 'civilians or soldiers',
  holder: 'who holds them',
  place: 'where',
  measure: 'what is counted',
  period: 'when',
};

function termsWords(terms: Terms): string | null {
  if ('any' in terms) return null;
  return terms.words ?? ('said' in terms ? terms.said.join(', ') : null);
}

/** Whom a figure covers, in the words of its scope; words that stand inside longer ones are said once. */
function covers(scope: Scope): string {
  const words = (['population', 'holder', 'place'] as const).flatMap(
    (facet) => termsWords(scope[facet]) ?? [],
  );
  const longest = words.filter(
    (one, at) =>
      !words.some((other, also) => also !== at && other.includes(one) && (other !== one || also < at)),
  );
  return longest.length === 0 ? 'not said' : longest.join('; ');
}

function comparisonWords(line: SaidLine<unknown>): string | null {
  if (line.comparison === null) return null;
  const facets = line.comparison.facets
    .filter((facet) => FACETS.includes(facet))
    .map((facet) => nameOfFacet[facet]);
  switch (line.comparison.outcome) {
    case 'conflict-possible':
      return 'may conflict with the first figure';
    case 'partly-comparable':
      return `partly comparable with the first figure; not settled: ${facets.join(', ')}`;
    case 'not-comparable':
      return `not comparable with the first figure: ${facets.join(', ')}`;
  }
}

type Source = Row<Views['claims']>;

function saidRow(line: SaidLine<Source>, shelf: Shelf, families: ReadonlyMap<string, number>): SaidRow {
  const { claim } = line;
  const documentId = claim.passages[0]?.documentId ?? line.source.parent;
  const inquiry = claim.claimKind === 'inquiry-outcome' ? claim.inquiry : null;
  const publisher = publisherOf(shelf, documentId);
  const passage = claim.passages[0];
  const noPassage: PassageView = { documentId, exact: '', start: 0, end: 0, damaged: false };
  const hard = line.figure?.bounds?.hard;
  return {
    claimId: claim.claimId,
    kind: line.kind,
    speaker: inquiry
      ? {
          state: 'named',
          name: shelf.parties.nameOf(inquiry.addressee),
          partyId: inquiry.addressee.kind === 'party' ? inquiry.addressee.partyId : null,
          candidates: [],
        }
      : speakerView(claim.speaker, shelf.parties, publisher),
    words:
      passage?.exact ?? (claim.claimKind === 'count' && claim.value.kind === 'said' ? claim.value.words : ''),
    readAs: line.figure?.text ?? null,
    lo: line.kind === 'said' && hard ? hard.lo : null,
    hi: line.kind === 'said' && hard ? hard.hi : null,
    measure: claim.claimKind === 'inquiry-outcome' ? null : claim.measure,
    modality: claim.modality,
    asOf: whenView(claim.asOf),
    covers: covers(claim.scope),
    documentId,
    documentTitle: shelf.documents.get(documentId)?.document.title ?? 'a document without a title',
    passage: passage ? passageView(passage, shelf.texts.get(passage.documentId)?.damaged ?? []) : noPassage,
    family: families.get(documentId) ?? 0,
    asker: inquiry
      ? inquiry.asker.kind === 'author'
        ? publisher
        : shelf.parties.nameOf(inquiry.asker)
      : null,
    addressees: inquiry?.n ?? null,
    handling: governing(claim, shelf),
    marks: marksInForce(shelf.marks.get(claim.claimId) ?? []).map(({ mark }) => mark),
    comparison: comparisonWords(line),
  };
}

async function documentedAnswer(
  desk: Desk,
  families: ReadonlyMap<string, number>,
): Promise<DocumentedAnswer> {
  const lists = await desk.reader.rows<Views['lists']>('lists');
  const listOf = new Map(lists.map(({ key, row }) => [key, row.list]));
  const counted: Parameters<typeof documented>[0][number][] = [];
  const perList = new Map<string, number>();
  for await (const { key, parent, row } of desk.reader.each<Views['records']>('records')) {
    const list = listOf.get(parent);
    if (!list) continue;
    perList.set(parent, (perList.get(parent) ?? 0) + 1);
    counted.push({
      recordId: key,
      listId: parent,
      family: families.get(list.documentId) ?? 0,
      isNamed: row.names.length > 0,
    });
  }
  const judgements = await desk.reader.rows<Views['judgements']>('judgements');
  const answer = documented(
    counted,
    judgements.map(({ row }) => row),
  );
  const shelf = await shelfFor(
    desk.reader,
    lists.map(({ row }) => row.list.documentId),
    [],
  );
  return {
    persons: answer.persons,
    records: answer.records,
    lists: answer.lists,
    twoSources: answer.twoSources,
    rule: DOCUMENTED_RULE,
    byList: lists.map(({ key, row }) => ({
      listId: key,
      name: row.list.name,
      publisher: publisherOf(shelf, row.list.documentId),
      records: perList.get(key) ?? 0,
      documentId: row.list.documentId,
    })),
  };
}

/** Proposals about numbers that nobody has decided. */
async function undecided(desk: Desk): Promise<number> {
  const decided = new Set<string>();
  for await (const { key, row } of desk.reader.each<Views['decisions']>('decisions'))
    if (row.decision !== 'open') decided.add(key);
  const aside = new Set(
    (await desk.reader.rows<Views['placings']>('placings'))
      .filter(({ row }) => row.state === 'set-aside')
      .map(({ key }) => key),
  );
  let open = 0;
  for await (const { key, parent, row } of desk.reader.each<Views['proposals']>('proposals')) {
    const isFigure = row.proposal.kind === 'count' || row.proposal.kind === 'unknown_count';
    if (isFigure && !decided.has(key) && !aside.has(parent)) open += 1;
  }
  return open;
}

export async function count(desk: Desk, query: Query<'count'>): Promise<HowMany> {
  const measure = query.measure ?? 'held';
  const on = query.on ?? null;
  if (!list('ME').has(measure))
    throw new Fault('usage-wrong', 'there is no such thing to count', {
      hint: `What can be counted: ${list('ME')
        .members.map(({ code }) => code)
        .join(', ')}.`,
    });
  if (on !== null && !isCalendarDay(on)) throw new Fault('date-malformed', 'on takes a day like 2026-03-31');
  const sources: Source[] = [];
  for (const kind of KINDS)
    sources.push(...(await desk.reader.rows<Views['claims']>('claims-by-kind', { parent: kind })));
  const families = await familiesOf(desk);
  const shelf = await shelfFor(
    desk.reader,
    sources.flatMap(({ row }) => row.claim.passages.map(({ documentId }) => documentId)),
    sources.map(({ key }) => key),
  );
  const table = saidBy(sources, ({ row }) => row.claim as CountingClaim, { measure, on });
  return {
    question: {
      measure,
      on,
      words: `How many are ${measureWords(measure)}${on === null ? '' : ` on ${on}`}?`,
    },
    rows: table.lines.map((line) => saidRow(line, shelf, families)),
    elsewhere: table.elsewhere,
    documented: await documentedAnswer(desk, families),
    notAnswered: NOT_ANSWERED,
    undecided: await undecided(desk),
    leftOut: [],
    asKnown: desk.reader.asKnown,
  };
}
