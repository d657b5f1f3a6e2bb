/** `habeas count`: asks a workspace how many, and prints what it answers. */
import { Fault } from '#ground';
import { SCOPE_FACETS, type AskedTerm, type Query } from '#workspace';
import { countText } from './count.ts';
import { print, printJson } from './output.ts';
import { withWorkspace, type Common } from './session.ts';
import { terminalWidth } from './table.ts';

/**
 * `held; place=Renda|Tessa; holder=the ministry`: what is counted, then facets with terms. Throws Fault('usage-wrong').
 */
export function scopeIn(words: string): Pick<Query<'count'>, 'measure' | 'scope'> {
  const parts = words
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const measures = parts.filter((part) => !part.includes('='));
  if (measures.length > 1) throw new Fault('usage-wrong', 'a scope names one thing to count');
  const scope = parts.flatMap((part): AskedTerm[] => {
    const [name = '', ...rest] = part.split('=');
    if (rest.length === 0) return [];
    const facet = SCOPE_FACETS.find((one) => one === name.trim());
    if (facet === undefined)
      throw new Fault('usage-wrong', 'there is no such facet of a scope', {
        hint: `Facets: ${SCOPE_FACETS.join(', ')}. What is counted stands alone, the day is --on.`,
      });
    return rest
      .join('=')
      .split('|')
      .map((term) => ({ facet, term }));
  });
  return {
    ...(measures[0] === undefined ? {} : { measure: measures[0] }),
    ...(scope.length === 0 ? {} : { scope }),
  };
}

export async function count(
  folder: string,
  options: Common & { measure?: string; scope?: string; on?: string; asKnown?: string },
): Promise<void> {
  const query: Query<'count'> = {
    what: 'count',
    estimate: 'run',
    ...(options.scope === undefined ? {} : scopeIn(options.scope)),
    ...(options.on === undefined ? {} : { on: options.on }),
    ...(options.asKnown === undefined ? {} : { asKnown: options.asKnown }),
  };
  await withWorkspace(folder, options, async ({ workspace, owner }) => {
    const answer = await workspace.read(owner, 'count', query);
    await (options.json ? printJson(answer) : print(countText(answer, terminalWidth())));
  });
}
