/** The answer to "how many?": who says what, silences and refusals as lines, who is documented by name. */
import { FACETS, list, type ClaimOf, type CountBounds, type Facet, type Scope, type Terms } from '#claim';
import { readFigure, saidBy, type CountingClaim, type SaidLine } from '#counting';
import { Fault, isCalendarDay } from '#ground';
import type { Views } from '../projections.ts';
import type { HowMany, SaidRow, ScopeTerm } from '../count-answer.ts';
import type { PassageView, Query } from '../queries.ts';
import type { Row } from '../reader.ts';
import type { Desk } from '../workspace.ts';
import { boundsAnswer, forcedEnds, type Accounts } from './count-bounds.ts';
import { estimateAnswer } from './count-estimate.ts';
import { acknowledgedAnswer, countedPeople, documentedAnswer } from './count-persons.ts';
import { askedScope, knownTerms, peopleInScope, SCOPE_FACETS } from './count-scope.ts';
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

/** What can be counted, by code. */
export const MEASURES: readonly string[] = list('ME').members.map(({ code }) => code);

const KINDS = ['count', 'count-unknown', 'inquiry-outcome'] as const;

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

/** The usual range where it says more than the hard one. */
function usualOf(bounds: CountBounds | null): SaidRow['usual'] {
  if (bounds === null) return null;
  const { hard, usual } = bounds;
  return usual.lo === hard.lo && usual.hi === hard.hi ? null : usual;
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
    usual: line.kind === 'said' ? usualOf(line.figure?.bounds ?? null) : null,
    unit: claim.claimKind === 'count' ? claim.unit : null,
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
    inScope: line.inScope,
    comparison: comparisonWords(line),
    compared:
      line.comparison === null ? null : { outcome: line.comparison.outcome, facets: line.comparison.facets },
  };
}

/** Recorded figures, without those that were retracted or replaced, and how to speak of them. */
function accountsOf(
  sources: readonly Source[],
  shelf: Shelf,
  families: ReadonlyMap<string, number>,
): Accounts {
  const replaced = new Set(sources.flatMap(({ row }) => row.claim.supersedes ?? []));
  const claims = new Map<string, ClaimOf<'count'>>();
  const words = new Map<string, string>();
  for (const { key, row } of sources) {
    const { claim } = row;
    const isOut = marksInForce(shelf.marks.get(key) ?? []).some(({ mark }) => mark === 'retracted');
    if (claim.claimKind !== 'count' || isOut || replaced.has(key)) continue;
    claims.set(key, claim);
    const publisher = publisherOf(shelf, claim.passages[0]?.documentId ?? null);
    const said = claim.value.kind === 'said' ? claim.value.words : readFigure(claim).text;
    words.set(key, `${speakerView(claim.speaker, shelf.parties, publisher).name}: “${said}”`);
  }
  return {
    claims,
    originOf: (claim) => {
      const documentId = claim.passages[0]?.documentId ?? '';
      return claim.familyId ?? String(families.get(documentId) ?? claim.claimId);
    },
    wordsOf: (claimId) => words.get(claimId) ?? 'an account that is not shown',
    scopeWords: covers,
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

/** " Only place: one or other; holder: another." Nothing where everybody is asked about. */
function onlyWords(terms: readonly ScopeTerm[]): string {
  const parts = SCOPE_FACETS.flatMap((facet) => {
    const said = terms.filter((one) => one.facet === facet).map(({ words }) => words);
    return said.length === 0 ? [] : [`${facet}: ${said.join(' or ')}`];
  });
  return parts.length === 0 ? '' : ` Only ${parts.join('; ')}.`;
}

export async function count(desk: Desk, query: Query<'count'>): Promise<HowMany> {
  const measure = query.measure ?? 'held';
  const on = query.on ?? null;
  if (!list('ME').has(measure))
    throw new Fault('usage-wrong', 'there is no such thing to count', {
      hint: `What can be counted: ${MEASURES.join(', ')}.`,
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
  const everybody = await countedPeople(desk, families);
  const terms = knownTerms(
    sources.map(({ row }) => row.claim),
    everybody,
  );
  const asked = askedScope(query.scope ?? [], terms);
  const table = saidBy(sources, ({ row }) => row.claim as CountingClaim, {
    measure,
    on,
    scope: asked.terms.length === 0 ? null : asked.scope,
  });
  const { people, groups } = await peopleInScope(desk, everybody, asked);
  const views = (await desk.reader.rows<Views['count-views']>('count-views')).filter(
    ({ row }) => row.view.withdrawn !== true,
  );
  const bounds = boundsAnswer(
    { scope: asked.scope, measure, on },
    accountsOf(sources, shelf, families),
    views,
    people,
  );
  const run = query.estimate === 'run';
  return {
    question: {
      measure,
      on,
      scope: asked.terms,
      words: `How many are ${measureWords(measure)}${on === null ? '' : ` on ${on}`}?${onlyWords(asked.terms)}`,
    },
    terms,
    rows: table.lines.map((line) => saidRow(line, shelf, families)),
    elsewhere: table.elsewhere,
    documented: await documentedAnswer(desk, people, groups),
    acknowledged: await acknowledgedAnswer(desk, people, families, on ?? desk.reader.asKnown.at.slice(0, 10)),
    bounds,
    estimate: await estimateAnswer(desk, people, {
      measure,
      run,
      scope: asked.terms,
      groups,
      ...forcedEnds(bounds),
    }),
    notAnswered: [],
    undecided: await undecided(desk),
    leftOut: [],
    asKnown: desk.reader.asKnown,
  };
}
