/** Exchange: lists that come in, and the files that go out. */
export { COLUMNS_VERSION, FIELDS, readColumns, refuseRepeatedIds } from './columns.ts';
export type { ColumnReading, Field } from './columns.ts';
export { readTable, TABLE_LIMITS, tableFormat, tableOfRows } from './table.ts';
export type { Table, TableFormat } from './table.ts';
