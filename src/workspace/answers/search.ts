/**
 * Search: every word that was typed must be there, as typed, as the beginning of a word, in another spelling, or in
 * another script. The index gives ids; what is shown is read through the reader, which forgets neither compartment
 * nor moment. The words that were asked for are kept nowhere.
 */
import { nameLikeness, scriptOf } from '#names';
import { Fault } from '#ground';
import { findWords, keysOf, preparedWord } from '../finds.ts';
import type { Views } from '../projections.ts';
import type { Answer, Query, SearchHit } from '../queries.ts';
import type { Reader } from '../reader.ts';
import type { Desk } from '../workspace.ts';
import { governing, handlingView, publisherOf, shelfFor, speakerView, type Shelf } from './views.ts';

const MOST_WORDS = 8;
const MOST_TYPED = 400;
/** Words of names that the keys bring, and how alike one must be to be looked for. */
const BROUGHT = 96;
const ALIKE = 0.78;
/** Less is enough for two words with the same row of consonants, the more so the longer the row. */
const ALIKE_WITH_ROW = [ALIKE, ALIKE, ALIKE, 0.66, 0.5] as const;
const MOST_SPELLINGS = 40;
/** A word of one letter, or of digits only, has no other spelling. */
const HAS_SPELLINGS = /\p{L}[\p{L}\p{M}]/u;

const VIEWS: Readonly<Record<SearchHit['kind'], string>> = {
  record: 'records',
  claim: 'claims',
  proposal: 'proposals',
  document: 'documents',
  party: 'parties',
};
const KIND = new Map(Object.entries(VIEWS).map(([kind, view]) => [view, kind as SearchHit['kind']]));

/** One typed word with its other spellings, most alike first. */
interface Asked {
  readonly word: string;
  readonly spellings: readonly string[];
}

async function spellingsOf(reader: Reader, word: string): Promise<readonly string[]> {
  if (!HAS_SPELLINGS.test(word)) return [];
  const keys = keysOf(word);
  const rows = new Set(keys.filter((key) => key.startsWith('=')));
  const brought = await reader.findNames(keys, BROUGHT);
  const typed = preparedWord(word);
  return brought
    .filter((other) => other !== word)
    .map((other) => ({ other, like: nameLikeness(typed, preparedWord(other)) }))
    .filter(({ other, like }) => {
      if (like >= ALIKE) return true;
      const shared = keysOf(other).filter((key) => rows.has(key));
      const longest = Math.max(0, ...shared.map((key) => key.length - 1));
      return like >= (ALIKE_WITH_ROW[Math.min(longest, 4)] ?? ALIKE);
    })
    .sort((a, b) => b.like - a.like)
    .slice(0, MOST_SPELLINGS)
    .map(({ other }) => other);
}

/** Ids in the order to show: all words as typed, then as beginnings, then other spellings, each newest first. */
async function findAll(
  reader: Reader,
  asked: readonly Asked[],
  views: readonly string[],
  limit: number,
): Promise<{ view: string; key: string }[]> {
  const last = asked.length - 1;
  const typed = asked.map(({ word }) => [word]);
  const begun = asked.map(({ word }, at) => (at === last ? [word, `${word}*`] : [word]));
  const wide = asked.map(({ spellings }, at) => [...(begun[at] ?? []), ...spellings]);
  // Most questions end here; what follows looks further and costs more.
  const found = await reader.find(typed, views, limit);
  if (found.length < limit) found.push(...(await reader.find(begun, views, limit)));
  if (found.length < limit && asked.some(({ spellings }) => spellings.length > 0))
    found.push(...(await reader.find(wide, views, limit)));
  const places = new Map(found.map(({ view, key }) => [`${view} ${key}`, { view, key }]));
  return [...places.values()].slice(0, limit);
}

export async function search(desk: Desk, query: Query<'search'>): Promise<Answer<'search'>> {
  if (query.words.length > MOST_TYPED)
    throw new Fault('usage-wrong', `a search takes at most ${MOST_TYPED} characters`);
  const words = [...new Set(findWords(query.words))].slice(0, MOST_WORDS);
  const { reader } = desk;
  if (words.length === 0) return { hits: [], more: false, alsoRead: [], asKnown: reader.asKnown };
  const limit = Math.min(Math.max(1, query.limit ?? 50), 200);
  const views = (query.kinds ?? (Object.keys(VIEWS) as SearchHit['kind'][])).map((kind) => VIEWS[kind]);
  const asked = await Promise.all(
    words.map(async (word) => ({ word, spellings: await spellingsOf(reader, word) })),
  );
  const places = await findAll(reader, asked, views, limit + 1);
  const hits = await shown(desk, places, asked);
  return {
    hits: hits.slice(0, limit),
    more: places.length > limit,
    alsoRead: asked
      .filter(({ spellings }) => spellings.length > 0)
      .map(({ word, spellings }) => ({ word, as: spellings.slice(0, 8) })),
    asKnown: reader.asKnown,
  };
}

/** How the words asked for stand in a text. */
function recognised(text: string, asked: readonly Asked[]): SearchHit['by'] {
  const there = new Set(findWords(text));
  const starts = (word: string): boolean => [...there].some((one) => one.startsWith(word));
  const changed = asked.filter(({ word }) => !there.has(word) && !starts(word));
  if (changed.length === 0) return 'words';
  const isOther = changed.some(({ word, spellings }) =>
    spellings.some((other) => there.has(other) && scriptOf(other) !== scriptOf(word)),
  );
  return isOther ? 'script' : 'spelling';
}

type Shown = (key: string) => Omit<SearchHit, 'by'> | null;

async function shown(
  desk: Desk,
  places: readonly { view: string; key: string }[],
  asked: readonly Asked[],
): Promise<SearchHit[]> {
  const { reader } = desk;
  const keys = (view: string): string[] => places.flatMap((place) => (place.view === view ? place.key : []));
  const claims = await reader.rows<Views['claims']>('claims', { keys: keys('claims') });
  const proposals = await reader.rows<Views['proposals']>('proposals', { keys: keys('proposals') });
  const decided = new Set(
    (await reader.rows<Views['decisions']>('decisions', { keys: keys('proposals') }))
      .filter(({ row }) => row.decision !== 'open')
      .map(({ key }) => key),
  );
  const shelf = await shelfFor(
    reader,
    [
      ...keys('documents'),
      ...claims.flatMap(({ row }) => row.claim.passages.map(({ documentId }) => documentId)),
      ...proposals.map(({ row }) => row.proposal.passage.documentId),
    ],
    [],
  );
  const makers: Readonly<Record<SearchHit['kind'], Shown>> = {
    record: await recordsShown(reader, keys('records')),
    claim: claimsShown(claims, shelf),
    proposal: proposalsShown(
      proposals.filter(({ key }) => !decided.has(key)),
      shelf,
    ),
    document: documentsShown(shelf),
    party: partiesShown(shelf),
  };
  return places.flatMap(({ view, key }) => {
    const hit = makers[KIND.get(view) ?? 'record'](key);
    return hit === null ? [] : [{ ...hit, by: recognised(`${hit.words} ${hit.where}`, asked) }];
  });
}

async function recordsShown(reader: Reader, keys: readonly string[]): Promise<Shown> {
  const records = new Map(
    (await reader.rows<Views['records']>('records', { keys })).map((row) => [row.key, row]),
  );
  const lists = new Map(
    (await reader.rows<Views['lists']>('lists')).map(({ key, row }) => [key, row.list.name]),
  );
  return (key) => {
    const found = records.get(key);
    if (!found) return null;
    const { names, origin, handling } = found.row;
    const cells = origin.kind === 'row' ? origin.cells.map(({ words }) => words).join(', ') : '';
    return {
      kind: 'record',
      id: key,
      words: names[0]?.words ?? cells,
      lang: names[0]?.lang ?? null,
      where:
        origin.kind === 'row' ? `${lists.get(origin.listId) ?? ''}, row ${origin.row}` : origin.passage.exact,
      speaker: null,
      documentId: origin.kind === 'mention' ? origin.passage.documentId : null,
      handling: handlingView(handling),
    };
  };
}

function titleOf(shelf: Shelf, documentId: string): string {
  return shelf.documents.get(documentId)?.document.title ?? '';
}

function claimsShown(rows: readonly { key: string; row: Views['claims'] }[], shelf: Shelf): Shown {
  const byId = new Map(rows.map(({ key, row }) => [key, row.claim]));
  return (key) => {
    const claim = byId.get(key);
    if (!claim) return null;
    const documentId = claim.passages[0]?.documentId ?? null;
    return {
      kind: 'claim',
      id: key,
      words: claim.passages[0]?.exact ?? ('words' in claim ? claim.words : ''),
      lang: documentId === null ? null : (shelf.documents.get(documentId)?.document.language ?? null),
      where: documentId === null ? '' : titleOf(shelf, documentId),
      speaker: speakerView(claim.speaker, shelf.parties, publisherOf(shelf, documentId)),
      documentId,
      handling: governing(claim, shelf),
    };
  };
}

function proposalsShown(rows: readonly { key: string; row: Views['proposals'] }[], shelf: Shelf): Shown {
  const byId = new Map(rows.map(({ key, row }) => [key, row.proposal]));
  return (key) => {
    const proposal = byId.get(key);
    if (!proposal) return null;
    const { documentId, exact } = proposal.passage;
    const document = shelf.documents.get(documentId)?.document;
    return {
      kind: 'proposal',
      id: key,
      words: exact,
      lang: document?.language ?? null,
      where: titleOf(shelf, documentId),
      speaker: null,
      documentId,
      handling: document ? handlingView(document.handling) : null,
    };
  };
}

function documentsShown(shelf: Shelf): Shown {
  return (key) => {
    const document = shelf.documents.get(key)?.document;
    if (!document) return null;
    return {
      kind: 'document',
      id: key,
      words: document.title ?? '',
      lang: document.language ?? null,
      where: publisherOf(shelf, key),
      speaker: null,
      documentId: key,
      handling: handlingView(document.handling),
    };
  };
}

function partiesShown(shelf: Shelf): Shown {
  const byId = new Map(shelf.parties.all().map((party) => [party.partyId, party]));
  return (key) => {
    const party = byId.get(key);
    if (!party) return null;
    const name = party.names[0];
    return {
      kind: 'party',
      id: key,
      words: name?.words ?? party.words ?? '',
      lang: name?.lang ?? null,
      where: party.names
        .slice(1)
        .map(({ words }) => words)
        .join(', '),
      speaker: null,
      documentId: null,
      handling: null,
    };
  };
}
