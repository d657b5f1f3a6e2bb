/** The islands by name: what the script draws in place of what the server rendered. One line for each. */
import type { ComponentType } from 'react';
import { EstimateIsland } from './estimate-island.tsx';
import { KeysIsland } from './keys-island.tsx';
import { ReadingIsland } from './reading-island.tsx';
import { RowsIsland } from './rows-island.tsx';

// Each island knows the shape of its own props; the server wrote them from the same type.
// oxlint-disable-next-line typescript/no-explicit-any
export const ISLANDS: Readonly<Record<string, ComponentType<any>>> = {
  estimate: EstimateIsland,
  keys: KeysIsland,
  reading: ReadingIsland,
  rows: RowsIsland,
};
