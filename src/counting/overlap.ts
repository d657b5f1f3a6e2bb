/**
 * Side door of counting: estimates from a table of overlaps, which knows no claim. Who has such a table in a file need not
 * load the vocabulary of claims.
 */
export { parseTable } from './mse/parse.ts';
export type { OverlapTable } from './mse/table.ts';
export { estimate } from './mse/estimate.ts';
export type { EstimateOptions } from './mse/estimate.ts';
export { ENGINES } from './mse/report.ts';
export type { EngineName, EstimateReport } from './mse/report.ts';
