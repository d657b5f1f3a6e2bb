/**
 * Version 2: what things can be found by. One row for each word of each thing, and the words of names by their keys.
 * Compared as bytes, because only such comparisons may use an index under row security. No sequence: its gaps would
 * tell of rows one may not see.
 */
import { sql, type Kysely } from 'kysely';
import { closed, MEMBER } from './reach.ts';

const STATEMENTS = [
  `create table find_word (
     word bytea not null, seq bigint not null, view text not null, key bytea not null, compartment text not null,
     primary key (word, seq, view, key))`,
  `create index find_word_seq on find_word (seq)`,
  `create table find_name (
     compartment text not null, key bytea not null, word bytea not null, keys integer not null,
     primary key (compartment, key, word))`,
  `create index find_name_word on find_name (word)`,
];

/** Adds the tables of version 2; the rows come from a rebuild, which the program asks for by itself. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const policies = [...closed('find_word', MEMBER), ...closed('find_name', MEMBER)];
  for (const statement of [...STATEMENTS, ...policies]) await sql.raw(statement).execute(db);
}
