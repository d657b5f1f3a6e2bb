/**
 * What things can be found by: their words, and the keys of words of names. Words are compared as bytes, whole or by
 * their beginning. The compartments of the reader stand twice, as for rows: in the statement and in the reach.
 */
import type { PoolClient, QueryResultRow } from 'pg';
import type { Found, FindQuery, FindRow, NameQuery } from '#ledger';
import { asCount, asText, asWords, toWords } from './coerce.ts';
import type { Database } from './connect.ts';

const MOST = 1_000;
const SLICE = 5_000;

interface Tables {
  readonly words: string;
  readonly names: string;
}
const LIVE: Tables = { words: 'find_word', names: 'find_name' };

/** Adds what things can be found by, in the transaction of the caller. */
export async function insertFinds(
  client: PoolClient,
  finds: readonly FindRow[],
  tables: Tables = LIVE,
): Promise<void> {
  const words = finds.flatMap((row) => row.words.map((word) => ({ ...row, word })));
  for (let from = 0; from < words.length; from += SLICE) {
    const slice = words.slice(from, from + SLICE);
    await client.query(
      `insert into ${tables.words} (word, seq, view, key, compartment) select * from
         unnest($1::bytea[], $2::bigint[], $3::text[], $4::bytea[], $5::text[]) on conflict do nothing`,
      [
        slice.map(({ word }) => toWords(word)),
        slice.map(({ seq }) => seq),
        slice.map(({ view }) => view),
        slice.map(({ key }) => toWords(key)),
        slice.map(({ compartment }) => compartment),
      ],
    );
  }
  const names = finds.flatMap(({ compartment, names: own }) =>
    own.flatMap(({ word, keys }) => keys.map((key) => ({ compartment, key, word, keys: keys.length }))),
  );
  for (let from = 0; from < names.length; from += SLICE) {
    const slice = names.slice(from, from + SLICE);
    await client.query(
      `insert into ${tables.names} (compartment, key, word, keys) select * from
         unnest($1::text[], $2::bytea[], $3::bytea[], $4::integer[]) on conflict do nothing`,
      [
        slice.map(({ compartment }) => compartment),
        slice.map(({ key }) => toWords(key)),
        slice.map(({ word }) => toWords(word)),
        slice.map(({ keys }) => keys),
      ],
    );
  }
}

/** Removes what comes from these entries, and words of names that nothing else in their compartment holds. */
export async function eraseFinds(client: PoolClient, seqs: readonly number[]): Promise<void> {
  const gone = await client.query<QueryResultRow>(
    'delete from find_word where seq = any($1::bigint[]) returning word',
    [seqs],
  );
  await client.query(
    `delete from find_name n where n.word = any($1::bytea[]) and not exists
       (select 1 from find_word w where w.word = n.word and w.compartment = n.compartment)`,
    [gone.rows.map((row) => row['word'] as unknown)],
  );
}

/** Things that hold a word of every group, those of the newest entries first. */
export async function find(db: Database, query: FindQuery): Promise<Found[]> {
  const { compartments, upTo, views, groups, limit } = query;
  const values: unknown[] = [compartments];
  const next = (value: unknown): string => `$${values.push(value)}`;
  const more = [
    ...(upTo === undefined ? [] : [`and seq < ${next(upTo)}::bigint`]),
    ...(views === undefined ? [] : [`and view = any(${next(views)}::text[])`]),
  ].join(' ');
  const parts = groups.map((group) => {
    const whole = group.filter((word) => !word.endsWith('*')).map(toWords);
    const begun = group.filter((word) => word.endsWith('*')).map((word) => toWords(word.slice(0, -1)));
    const one = [
      ...(whole.length === 0 ? [] : [`word = any(${next(whole)}::bytea[])`]),
      ...begun.map((start) => {
        // No word in UTF-8 holds the byte 255, so this is the end of all that begin so.
        const end = Buffer.concat([start, Buffer.of(0xff)]);
        return `(word >= ${next(start)}::bytea and word < ${next(end)}::bytea)`;
      }),
    ].join(' or ');
    return `select seq, view, key from find_word where compartment = any($1::text[]) ${more} and (${one})`;
  });
  const most = Math.max(0, Math.min(limit, MOST));
  const text = `select seq, view, key from (${parts.join(' intersect ')}) found
    group by seq, view, key order by seq desc, view, key limit ${most}`;
  return db.within(
    { compartments },
    async (client) =>
      (await client.query<QueryResultRow>(text, values)).rows.map((row) => ({
        view: asText(row['view']),
        key: asWords(row['key']),
        seq: asCount(row['seq']),
      })),
    'begin read only',
  );
}

/** Words of names that share keys, those that share the largest part of theirs first. */
export async function findNames(db: Database, query: NameQuery): Promise<string[]> {
  const { compartments, keys, limit } = query;
  const most = Math.max(0, Math.min(limit, MOST));
  const text = `select word from
      (select compartment, word, count(*) * count(*) * 1.0 / max(keys) as worth from find_name
       where compartment = any($1::text[]) and key = any($2::bytea[]) group by compartment, word) shared
    group by word order by max(worth) desc, word limit ${most}`;
  return db.within(
    { compartments },
    async (client) =>
      (await client.query<QueryResultRow>(text, [compartments, keys.map(toWords)])).rows.map((row) =>
        asWords(row['word']),
      ),
    'begin read only',
  );
}
