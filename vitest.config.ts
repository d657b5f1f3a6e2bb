import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/**
 * Rooms whose tests leave nothing behind in their process: files of these share one, so that the program is loaded, the
 * reader compiled and the script of the pages bundled once for many files and not once for each.
 */
const SHARED = new Set(
  'claim counting disclosure exchange ground ledger names reading web workspace'.split(' '),
);
const rooms = readdirSync(join(import.meta.dirname, 'test'), { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);
const testsOf = (room: string) => `test/${room}/**/*.test.{ts,tsx}`;

export default defineConfig({
  test: {
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
    // No project names what it leaves out: --exclude on the command line would not be heard then.
    projects: [
      {
        extends: true,
        test: {
          name: 'shared',
          include: rooms.filter((room) => SHARED.has(room)).map(testsOf),
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'own',
          include: ['test/*.test.{ts,tsx}', ...rooms.filter((room) => !SHARED.has(room)).map(testsOf)],
          globalSetup: ['test/support/global.ts'],
        },
      },
    ],
  },
});
