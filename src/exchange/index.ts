/** Exchange: lists that come in, and the files that go out. */
export { COLUMNS_VERSION, FIELDS, readColumns, refuseRepeatedIds } from './columns.ts';
export type { ColumnReading, Field } from './columns.ts';
export { TABLE_LIMITS, tableFormat } from './format.ts';
export type { TableFormat } from './format.ts';
export { malformed, RowReader } from './rows.ts';
export { readTable, tableOfRows } from './table.ts';
export type { Table } from './table.ts';
