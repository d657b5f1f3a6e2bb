/** Chooses the engine of linkage, as stores.ts chooses the store. Nobody else does. */
import { Fault } from '#ground';
import { memoryLinkEngine, type LinkEngine } from '#workspace/lists';

/** Records up to which the engine in memory is faster than filling another. */
const SHORT = 20_000;

/**
 * The engine of this name; by the number of records unless one is named. All give the same bytes. Throws
 * Fault('usage-wrong') for a name there is no engine of.
 */
export async function linkEngine(name: string | undefined, records: number): Promise<LinkEngine> {
  const chosen = name ?? (records <= SHORT ? 'memory' : 'duckdb');
  if (chosen === 'memory') return memoryLinkEngine;
  if (chosen !== 'duckdb')
    throw new Fault('usage-wrong', 'there is no such engine', { hint: 'Engines: memory, duckdb.' });
  const { duckDbEngine } = await import('#engines/duckdb');
  return duckDbEngine();
}
