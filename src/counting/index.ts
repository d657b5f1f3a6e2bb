/** Counting: who says how many, who is documented by name, and estimates by capture–recapture or their refusal. */
export { readFigure } from './figure.ts';
export type { Figure } from './figure.ts';
export { isCountingClaim, saidBy, saidKindOf } from './saidby.ts';
export type { CountingClaim, InScope, SaidBy, SaidKind, SaidLine, SaidQuestion } from './saidby.ts';
export { documented, DOCUMENTED_RULE, personsAmong } from './documented.ts';
export type { CountedRecord, Documented } from './documented.ts';
export { acknowledged, ACKNOWLEDGED_RULE, ladderClaims } from './acknowledged.ts';
export type { Acknowledged, LadderClaim, PersonStanding, Standing } from './acknowledged.ts';
export { MOST_LISTS, MOST_PEOPLE, overlapTable } from './mse/table.ts';
export { parseTable } from './mse/parse.ts';
export type { OverlapTable, TableRow } from './mse/table.ts';
export { DEFAULT_SEED, estimate } from './mse/estimate.ts';
export type { EstimateOptions } from './mse/estimate.ts';
export type { EstimateContext } from './mse/evidence.ts';
export { ASSUMPTIONS, ENGINES, POPULATION } from './mse/report.ts';
export type {
  Assumption,
  EngineName,
  EngineReport,
  EstimateReport,
  Headline,
  Interval,
  Outcome,
  Override,
  RuleId,
  RuleReport,
  SelfTests,
} from './mse/report.ts';
export {
  drawPartitions,
  linkErrors,
  LINKAGE_DRAWS,
  pooledOver,
  rubinPooled,
  tableOfPartition,
} from './mse/linkage.ts';
export type { DrawEstimate } from './mse/draw.ts';
export type { LinkageDraws, LinkErrors, Pooled, PooledEngine } from './mse/linkage.ts';
export { reasonOf, REASONS } from './mse/reasons.ts';
export type { Reason, ReasonCode, ReasonValues } from './mse/reasons.ts';
export { NEVER_OVERRIDDEN } from './mse/override.ts';
export { BEFORE as STOPS_BEFORE, RULES } from './mse/rules.ts';
export type { Rule } from './mse/rules.ts';
export { LEAST_IN_PART } from './mse/strata.ts';
export type { Stratification, StrataTest } from './mse/strata.ts';
export type { Stage } from './mse/tasks.ts';
export type { TaskOptions } from './mse/threads.ts';
export { MOST_ATOMS } from './bounds/atoms.ts';
export type { CountedSet, Region, SetRelations, Statement } from './bounds/atoms.ts';
export { forced, MOST_POSITIONS, positionsOf, quickBounds } from './bounds/solve.ts';
export type { Bounds, Forced, Position, Problem } from './bounds/solve.ts';
export { asSaid, boundsOfView, DOCUMENTED_ID, notAcknowledged, UNUSED, viewProblem } from './bounds/view.ts';
export type {
  AcceptedClaim,
  BoundsQuestion,
  DocumentedFloor,
  GroupBounds,
  UnusedReason,
  ViewAssumption,
  ViewProblem,
  ViewSet,
} from './bounds/view.ts';
