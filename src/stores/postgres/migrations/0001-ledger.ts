/**
 * Version 1: leaves that every member may read, bodies and rows that only members of their compartment may, and blobs
 * that only a caller who knows the id may. No sequence and no unique value tells of a row one may not see: what is
 * unique is a position, a digest of a retry key, or a random id. No foreign keys: their checks pass by row security.
 */
import { sql, type Kysely } from 'kysely';
import { closed, MEMBER } from './reach.ts';

const STATEMENTS = [
  `create table ledger_head (
     one boolean primary key check (one), size bigint not null, last_leaf_hash bytea, frontier bytea not null)`,
  `insert into ledger_head values (true, 0, null, '')`,

  `create table leaf (
     seq bigint primary key, leaf text not null, leaf_hash bytea not null,
     recorded_at timestamptz not null, key_digest bytea unique)`,
  `create index leaf_recorded_at on leaf (recorded_at, seq)`,

  `create table body (
     seq bigint primary key, compartment text not null, salt bytea, body text, idempotency_key text)`,

  `create table view_row (
     view text not null, key bytea not null, seq bigint not null, parent bytea not null, sort bytea not null,
     compartment text not null, row_json text not null, primary key (view, key, seq))`,
  `create index view_row_order on view_row (view, sort, key, seq)`,
  `create index view_row_parent on view_row (view, parent, sort, key, seq)`,
  `create index view_row_seq on view_row (seq)`,

  `create table tile (level integer, index bigint, hashes bytea not null, primary key (level, index))`,
  `create table checkpoint (
     nr bigint generated always as identity primary key, size bigint not null, root bytea not null,
     note text not null, made_at text not null)`,
  `create table meta (name text primary key, value text not null)`,

  `create table blob (
     blob_id text primary key, begun_at timestamptz not null default now(), size bigint, sha256 text)`,
  `create table blob_chunk (
     blob_id text not null, nr integer not null, bytes bytea not null, digest bytea not null,
     primary key (blob_id, nr))`,
  `alter table blob_chunk alter column bytes set storage external`,
];

const KNOWS_ID = `blob_id = (select nullif(current_setting('habeas.blob', true), ''))`;

/** Creates the tables of version 1 in the schema that comes first on the owner's search path. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const policies = [
    ...closed('body', MEMBER),
    ...closed('view_row', MEMBER),
    ...closed('blob', KNOWS_ID),
    ...closed('blob_chunk', KNOWS_ID),
  ];
  for (const statement of [...STATEMENTS, ...policies]) await sql.raw(statement).execute(db);
}
