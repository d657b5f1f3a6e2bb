/** The commands for lists in files, without a workspace: `link` and `names`. */
import type { Command } from 'commander';
import { example, run } from './flags.ts';

function linkCommand(habeas: Command): void {
  example(
    habeas
      .command('link <files...>')
      .option('--json', 'print the report as JSON')
      .option('--quiet', 'no progress and no remarks on stderr'),
    'habeas link theirs.csv ours.csv --one-to-one --out links.csv --pairs pairs.csv',
  )
    .description('which records of one or more lists are one person; no labels, no tuning, no workspace')
    .option('--out <file>', 'links: source, record, cluster; every record once')
    .option(
      '--pairs <file>',
      'every pair a person should look at or that is linked, with weight and probability',
    )
    .option('--map <pairs>', 'field=column,… where the headings are not recognised')
    .option('--id <column>', 'column that names the record; the first unless told')
    .option('--one-to-one', 'each file holds a person at most once')
    .option('--no-within', 'link the files to each other, not within themselves')
    .option('--threshold <p>', 'least probability of a link; found from the expected errors unless told')
    .option('--pins <file>', 'weights that a person sets: JSON, each with a reason and its author')
    .option('--model-out <file>', 'the learned weights as JSON')
    .option('--engine <name>', 'memory or duckdb; by the number of records unless told')
    .option('--stages <folder>', 'keep stages of a long run here (numbers only), so that it can go on')
    .option('--seed <n>', 'the same files, flags and seed give the same bytes')
    .option('--explain <records...>', 'two records: why they are, or are not, one person')
    .action(run(async () => (await import('./link.ts')).link));
}

function nameCommands(habeas: Command): void {
  const names = habeas.command('names').description('names across scripts, without a workspace');
  example(
    names
      .command('match <queries> <candidates>')
      .option('--json', 'print data as JSON Lines')
      .option('--quiet', 'no progress and no remarks on stderr'),
    'habeas names match theirs.txt ours.txt --top 3 --json',
  )
    .description('for each line of one file the best lines of the other, with scores')
    .option('--top <k>', 'how many of the best lines', '5')
    .action(run(async () => (await import('./names.ts')).namesMatch));
  example(
    names
      .command('romanise')
      .option('--json', 'no effect; lines go in and lines come out')
      .option('--quiet', 'no progress and no remarks on stderr'),
    'habeas names romanise --scheme bgn --lang hy < names.txt',
  )
    .description('standard input to standard output, line by line, in Latin letters')
    .option('--scheme <scheme>', 'bgn, iso9985, ala-lc, icao …')
    .option('--lang <xx>', 'language of the names')
    .action(run(async () => (await import('./names.ts')).namesRomanise));
}

/** Adds `link` and the commands of `names`. */
export function listCommands(habeas: Command): void {
  linkCommand(habeas);
  nameCommands(habeas);
}
