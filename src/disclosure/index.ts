/** Disclosure: which claims may leave, to whom, and by which rule the others stay. */
export { AUDIENCES, isAudience } from './audience.ts';
export type { Audience } from './audience.ts';
export { clear, keptBy, rankOf, RULES } from './rules.ts';
export type { Cleared, DisclosureRule, Handled } from './rules.ts';
export { firewall } from './firewall.ts';
export type { FirewallAnswer } from './firewall.ts';
export { MOST_CELLS, releasable } from './releases.ts';
export type { EarlierTable, PersonInTable, ReleasedTable, TableLine, TableOptions } from './releases.ts';
export { feasibleWidth, givesAway, outwardRange, suppressed, THRESHOLD } from './small-counts.ts';
export type { Exposed, Line, Rate, Release, SmallCell, SmallTable, Suppressed } from './small-counts.ts';
