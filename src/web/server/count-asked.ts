/** What an address asks of a count: a measure, a day, and terms of a scope by their ids. */
import { SCOPE_FACETS, type HowMany, type Query } from '#workspace';
import { argument } from './seat.ts';

export function askedIn(query: unknown): Query<'count'> {
  const measure = argument(query, 'measure');
  const on = argument(query, 'on');
  const scope = SCOPE_FACETS.flatMap((facet) =>
    (argument(query, facet) ?? '')
      .split('.')
      .filter((id) => id !== '')
      .map((id) => ({ facet, term: `#${id}` })),
  );
  return {
    what: 'count',
    ...(measure === undefined ? {} : { measure }),
    ...(on === undefined ? {} : { on }),
    ...(scope.length === 0 ? {} : { scope }),
  };
}

/** The same question as an answer's, asked again. */
export function askedAgain({ question }: Pick<HowMany, 'question'>): Query<'count'> {
  const { measure, on, scope } = question;
  return {
    what: 'count',
    measure,
    ...(on === null ? {} : { on }),
    scope: scope.map(({ facet, id }) => ({ facet, term: `#${id}` })),
  };
}
