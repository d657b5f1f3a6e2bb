/**
 * `npm test`: types, lint and format, then every test. Prints each stage with its time, says loudly what this machine
 * could not run and how to get it, and ends with one line `N passed, N failed`. Extra arguments go to vitest.
 * With CI or HABEAS_FULL set, anything left out is a failure.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needs, type Need } from '../test/support/found.ts';

interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const isSet = (name: string): boolean => !['', '0', 'false', undefined].includes(process.env[name]);

function run(program: string, args: readonly string[]): Promise<boolean> {
  // Windows finds npm only through its shell; no argument of ours needs quoting.
  const child = spawn(program, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('exit', (code) => done(code === 0));
  });
}

/** Runs one stage and adds its name to `failed` when it does not pass. */
async function stage(name: string, failed: string[], work: () => Promise<boolean>): Promise<void> {
  console.log(`\n== ${name}`);
  const start = performance.now();
  const isGood = await work();
  console.log(
    `== ${name}: ${isGood ? 'passed' : 'FAILED'} in ${((performance.now() - start) / 1000).toFixed(1)} s`,
  );
  if (!isGood) failed.push(name);
}

/** Counts from vitest's JSON report; a run that wrote no report, or a file that did not load, counts as failed. */
function tallyOf(report: string): Tally {
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const read = JSON.parse(readFileSync(report, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    numTodoTests: number;
    testResults: { status: string; assertionResults: unknown[] }[];
  };
  const unloaded = read.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  return {
    passed: read.numPassedTests,
    failed: read.numFailedTests + unloaded,
    skipped: read.numPendingTests + read.numTodoTests,
  };
}

function runTests(missing: readonly Need[], report: string): Promise<boolean> {
  const excluded = missing.flatMap((need) => need.files.map((pattern) => `--exclude=${pattern}`));
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return run(process.execPath, [
    'node_modules/vitest/vitest.mjs',
    'run',
    ...reporters,
    ...excluded,
    ...process.argv.slice(2),
  ]);
}

function sayWhatWasLeftOut(missing: readonly Need[]): void {
  for (const need of missing) {
    console.log(`\n!!! SKIPPED: everything that needs ${need.name}, which was not found on this machine.`);
    console.log(`!!! Test files left out: ${need.files.join(', ')}`);
    for (const way of need.howToGet) console.log(`!!!   ${way}`);
  }
}

async function main(): Promise<number> {
  const isFull = isSet('CI') || isSet('HABEAS_FULL');
  const wanted = needs();
  const missing = wanted.filter((need) => need.found === null);
  for (const need of wanted) console.log(`${need.name}: ${need.found ?? 'NOT FOUND'}`);
  const folder = mkdtempSync(join(tmpdir(), 'habeas-test-'));
  const report = join(folder, 'report.json');
  const npm = (script: string) => () => run('npm', ['run', '--silent', script]);
  try {
    const failed: string[] = [];
    await stage('types', failed, npm('types'));
    await stage('lint and format', failed, npm('lint'));
    await stage('architecture, unit, property, acceptance, journey', failed, () => runTests(missing, report));
    const tally = tallyOf(report);
    sayWhatWasLeftOut(missing);
    const hasGaps = missing.length > 0 || tally.skipped > 0;
    if (isFull && hasGaps) console.log('\n!!! This run must be full: what was left out counts as a failure.');
    const isGood = failed.length === 0 && tally.failed === 0 && !(isFull && hasGaps);
    console.log(
      `\n${isGood ? 'All stages passed.' : `NOT GOOD. Stages that failed: ${failed.join('; ') || 'none, but something was left out'}`}`,
    );
    console.log(
      `${tally.passed} passed, ${tally.failed} failed${tally.skipped > 0 ? `, ${tally.skipped} skipped` : ''}`,
    );
    return isGood ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
