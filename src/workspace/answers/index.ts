/** One answerer per query. A query without one does not compile. */
import type { Answer, Query, QueryName } from '../queries.ts';
import type { Desk } from '../workspace.ts';
import { claim, claims, history, overview, parties } from './claims.ts';
import { countTable } from './count-table.ts';
import { count } from './count.ts';
import { document, documents, original } from './documents.ts';
import { exportClaims } from './export.ts';
import { lists, people, person } from './people.ts';
import { linkage, pair } from './linkage.ts';
import { records } from './records.ts';
import { search } from './search.ts';
import { bytes, finish, imports } from './finish.ts';
import { sources } from './sources.ts';
import { model } from './model.ts';
import { answered, rereading, rereadings } from './rereading.ts';
import { proposal, source } from './source.ts';

export const answerers: { readonly [Q in QueryName]: (desk: Desk, query: Query<Q>) => Promise<Answer<Q>> } = {
  overview,
  documents,
  document,
  proposal,
  source,
  original,
  claims,
  claim,
  count,
  parties,
  records,
  history,
  people,
  person,
  lists,
  linkage,
  pair,
  sources,
  search,
  bytes,
  imports,
  finish,
  model,
  answered,
  rereadings,
  rereading,
  export: exportClaims,
  'count-table': countTable,
};
