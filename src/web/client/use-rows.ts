/** Rows of a long list as they come from the JSON twin of the page, with the pages around what is seen. */
import { useMemo, useState } from 'react';
import type { PersonLine, RecordView } from '#workspace';
import { hrefOf } from '../page/links.ts';
import type { LongList } from '../page/rows.tsx';
import { RowPages, type Fetched } from './row-pages.ts';
import type { Stretch } from './row-window.ts';

export type Row = PersonLine | RecordView;

interface Twin {
  readonly people?: readonly PersonLine[];
  readonly records?: readonly RecordView[];
  readonly total: number;
  readonly asKnown: { readonly head: string };
}

async function fetched({ path, chosen, travel }: LongList, from: number): Promise<Fetched<Row> | null> {
  const href = hrefOf(`${path}.json`, travel, { ...chosen, from: String(from) });
  try {
    const answer = await fetch(href, { headers: { accept: 'application/json' } });
    if (answer.status === 401) {
      location.assign('/unlock');
      return null;
    }
    if (!answer.ok) return null;
    const { people, records, total, asKnown } = (await answer.json()) as Twin;
    return { rows: people ?? records ?? [], total, head: asKnown.head };
  } catch {
    // The program was ended, or the machine slept.
    return null;
  }
}

export interface RowsHeld {
  readonly total: number;
  /** True where rows that are wanted could not be had. */
  readonly failed: boolean;
  at(place: number): Row | null;
  want(stretch: Stretch): void;
}

/** Holds what was fetched; draws again when rows come. `renewed` hears that the list has become another one. */
export function useRowsOf(given: LongList, renewed: (total: number) => void): RowsHeld {
  const [, draw] = useState(0);
  const [total, setTotal] = useState(given.total);
  const pages = useMemo(
    () =>
      new RowPages<Row>(
        {
          fetch: async (from) => fetched(given, from),
          changed: () => draw((n) => n + 1),
          renewed: (now) => {
            setTotal(now);
            renewed(now);
          },
        },
        { from: given.from, rows: given.list.rows, head: given.head },
      ),
    // The list of a page is what it was given; another list is another page.
    [],
  );
  return {
    total,
    failed: pages.failed,
    at: (place) => pages.at(place),
    want: (stretch) => pages.want(stretch, total),
  };
}
