/**
 * What the full test run uses when this machine has it: PostgreSQL and Chromium. Says what is there and how to get
 * the rest. A test file that needs one of them is named after it (see `needs`) and is left out, loudly, by
 * scripts/test.ts when it is not there; no test decides by itself to be skipped.
 */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findPageDrawer, findTesseract } from '#evidence';
import { findPostgres } from '../../scripts/postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Addresses of a scratch database, or null when no server was found or none is needed by the chosen files. */
    postgres: { adminUrl: string; ownerUrl: string; appUrl: string; appRole: string } | null;
  }
}

/** Something outside the repository that some test files need. */
export interface Need {
  readonly name: string;
  /** Where it was found, or null. */
  readonly found: string | null;
  /** Glob patterns of the test files that need it. */
  readonly files: readonly string[];
  /** How to get it, one line per system. */
  readonly howToGet: readonly string[];
}

const CHROMIUM_NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'msedge',
];

const CHROMIUM_PLACES = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Chromium\\Application\\chrome.exe',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Path of a Chromium of this machine (HABEAS_CHROMIUM names another), or null. */
export function findChromium(): string | null {
  const named = process.env['HABEAS_CHROMIUM'];
  if (named !== undefined && named !== '') return existsSync(named) ? named : null;
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const ending = process.platform === 'win32' ? '.exe' : '';
  const onPath = folders.flatMap((folder) => CHROMIUM_NAMES.map((name) => join(folder, name + ending)));
  return [...onPath, ...CHROMIUM_PLACES].find((path) => existsSync(path)) ?? null;
}

/** A server given by HABEAS_PG (address of an administrator, on loopback), else the programs to start one, else null. */
export function postgresPlace(): string | null {
  const given = process.env['HABEAS_PG'];
  if (given !== undefined && given !== '') return 'the server that HABEAS_PG names';
  return findPostgres()?.bin ?? null;
}

const POSTGRES_WAYS = [
  'Debian, Ubuntu: apt-get install postgresql',
  'macOS: brew install postgresql@17',
  'Windows: install PostgreSQL 15 or later from postgresql.org',
];

/** What the full run needs, and whether it is there. */
export function needs(): readonly Need[] {
  return [
    {
      name: 'the programs of PostgreSQL (a server of our own is crashed on purpose)',
      found: findPostgres()?.bin ?? null,
      files: ['test/**/postgres-kill.test.ts'],
      howToGet: POSTGRES_WAYS,
    },
    {
      name: 'PostgreSQL',
      found: postgresPlace(),
      files: ['test/**/postgres*.test.ts'],
      howToGet: [
        ...POSTGRES_WAYS,
        'or set HABEAS_PG to the address of an administrator of a test server on this machine',
      ],
    },
    {
      name: 'Tesseract and pdftoppm',
      found: findPageDrawer() === null ? null : findTesseract(),
      files: ['test/**/tesseract*.test.ts'],
      howToGet: [
        'Debian, Ubuntu: apt-get install tesseract-ocr tesseract-ocr-eng tesseract-ocr-hye tesseract-ocr-rus poppler-utils',
        'macOS: brew install tesseract tesseract-lang poppler',
      ],
    },
    {
      name: 'Chromium',
      found: findChromium(),
      files: ['test/journey/**/*.test.ts', 'test/**/*chromium*.test.ts', 'test/**/*journey*.test.ts'],
      howToGet: [
        'Debian, Ubuntu: apt-get install chromium',
        'macOS: brew install --cask chromium',
        'Windows: Chrome or Edge is found by itself',
        'or set HABEAS_CHROMIUM to the path of the program',
      ],
    },
  ];
}
