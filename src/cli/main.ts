/**
 * The command line: names, flags and exit codes of the contract (docs/cli.md). Parses, calls, and ends with the code
 * that the fault carries: 0 done, 1 bug, 2 usage, 3 refused, 4 does not verify, 5 locked, 6 interrupted, 7 unreadable.
 */
import { Command, CommanderError } from 'commander';
import { PROGRAM } from '#workspace';
import * as commands from './commands.ts';
import { guarded } from './interrupt.ts';
import { estimate } from './estimate.ts';
import { link } from './link.ts';
import { model } from './model.ts';
import { namesMatch, namesRomanise } from './names.ts';
import { fail, type OutputOptions } from './output.ts';
import { publishCountsTo } from './publish.ts';
import { override, view } from './sign.ts';

/** Runs a command and sets the exit code; a fault is said in words. */
function run<A extends unknown[]>(act: (...args: A) => Promise<void>): (...args: A) => Promise<void> {
  return async (...args) => {
    // Commander passes the command itself last; the options stand before it.
    const options = (args.at(-2) ?? {}) as OutputOptions;
    try {
      await guarded(() => act(...args), options);
    } catch (thrown) {
      process.exitCode = await fail(thrown, options);
    }
  };
}

function common(command: Command): Command {
  return command
    .option('--json', 'print data as JSON')
    .option('--quiet', 'no progress and no remarks on stderr')
    .option('--passphrase-file <file>', 'read the passphrase from this file instead of asking');
}

function recovery(command: Command): Command {
  return command.option('--recovery-file <file>', 'open with the recovery code in this file');
}

function example(command: Command, line: string): Command {
  return command.addHelpText('after', `\nExample:\n  ${line}`);
}

const several = (value: string, all: string[]): string[] => [...all, value];

/** Signing: what somebody takes together, and what two people let stand. */
function signCommands(habeas: Command): void {
  example(
    recovery(common(habeas.command('view <dir>'))),
    'habeas view work.habeas --name "as both say" --accept 0198… --accept 0199…:acknowledged --assume same-moment --reason "for the spring report"',
  )
    .description('what can be taken together; with --name, sign a view and see what it forces')
    .option('--measure <measure>', 'what is counted: held, taken, missing, dead, released, tried …', 'held')
    .option('--name <name>', 'name of the view; signs it')
    .option(
      '--accept <claim>',
      'take this figure; claim:2 for its second other reading, claim:acknowledged',
      several,
      [],
    )
    .option(
      '--assume <words>',
      'same-moment, all-departures, all-arrivals, within:INNER:OUTER or apart:ONE:OTHER',
      several,
      [],
    )
    .option('--list <id>', 'everybody on this list is one of those asked about', several, [])
    .option('--replace <view>', 'take the place of the view with this id')
    .option('--reason <words>', 'why these are taken together, recorded with the view')
    .action(run(view));
  example(
    recovery(common(habeas.command('override <dir>'))),
    'habeas override work.habeas --rules R5 --by "A. Reyl" --by "M. Osk" --reason "small, but complete"',
  )
    .description('two named people let the estimate of the lists stand against rules that refuse it')
    .requiredOption('--rules <rules>', 'comma-separated, R5,R12; nobody can override R1 and R3')
    .requiredOption('--by <name>', 'who lets it stand; at least two people', several, [])
    .requiredOption('--reason <words>', 'why it may stand; printed with the figure')
    .option('--measure <measure>', 'what is counted', 'held')
    .option('--table <hash>', 'the overlap table; that of the lists as they are now unless told')
    .action(run(override));
}

function publishCommand(habeas: Command): void {
  example(
    recovery(common(habeas.command('publish-counts <dir>'))),
    'habeas publish-counts work.habeas --by acknowledged,sex --name "June" --reason "report of June" --out june.csv',
  )
    .description(
      'a table of persons leaves without its small groups, checked against every table that left before',
    )
    .requiredOption(
      '--by <facets>',
      'one facet or two: acknowledged, sources, or attributes like sex, place, unit',
    )
    .option('--name <name>', 'name of the table')
    .option('--reason <words>', 'why it leaves, recorded with it')
    .option('--out <file>', 'the table as CSV')
    .option('--sensitive', 'torture, sexual violence, informers, minors: below 10 stays back instead of 5')
    .option(
      '--consent-by <name>',
      'who says that those counted are named in public with consent; twice',
      several,
      [],
    )
    .option('--consent-reason <words>', 'why their small counts may leave')
    .option('--dry-run', 'show what would leave; record and write nothing')
    .action(run(publishCountsTo));
}

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
    .action(run(link));
}

/** The program with all its commands; a test reads it to compare with the documents. */
export function program(): Command {
  const habeas = new Command('habeas')
    .description(
      'The record of people who are detained, captured or missing when every fact about them is contested.',
    )
    .version(PROGRAM.version)
    .exitOverride()
    .showHelpAfterError('Run habeas --help for the commands.');

  example(common(habeas.command('demo')), 'habeas demo --port 8080')
    .description('make the fictional sample, print who says how many are held, serve it')
    .option('--no-serve', 'stop after printing')
    .option('--dir <dir>', 'keep the sample in this folder; opened again if it is there')
    .option('--port <n>', 'port on loopback; a free one unless told')
    .action(run(commands.demo));
  example(common(habeas.command('init <dir>')), 'habeas init work.habeas')
    .description('make a new encrypted workspace; prints the recovery code once')
    .option('--name <name>', 'name shown inside the workspace')
    .action(run(commands.init));
  example(common(habeas.command('serve <dir>')), 'habeas serve work.habeas --port 8080')
    .description('serve the web application on loopback')
    .option('--host <host>', 'address to listen on', '127.0.0.1')
    .option('--port <n>', 'port; a free one unless told')
    .action(run(commands.serve));
  example(common(habeas.command('read <file>')), 'habeas read article.txt --json')
    .description('propose claims from a text, HTML, PDF, DOCX or e-mail file (- for standard input)')
    .option('--lang <xx>', 'language of the text; found out unless told')
    .option('--published <date>', 'day of publication, for "yesterday" and dates without a year')
    .option('--save <dir>', 'keep the document and its proposals in this workspace')
    .option('--model <url>', 'read with this model as well: an OpenAI-compatible endpoint, off unless named')
    .option('--model-name <name>', 'name of the model there')
    .option('--model-key-file <file>', 'read the key of the endpoint from this file')
    .action(run(commands.read));
  example(
    common(habeas.command('model <dir>')),
    'habeas model work.habeas --url http://127.0.0.1:11434/v1 --name qwen',
  )
    .description('the model that a workspace may ask beside the rules; none unless its owner chooses one')
    .option('--url <address>', 'choose the endpoint, on this machine or with https')
    .option('--name <name>', 'name of the model there')
    .option('--off', 'use no model from now on')
    .option('--reason <words>', 'why, recorded with the choice')
    .option('--read <document>', 'ask about the document with this id, if it may be shown')
    .option('--model-key-file <file>', 'read the key of the endpoint from this file')
    .action(run(model));
  example(
    common(habeas.command('import <files...>')),
    'habeas import list.csv --into work.habeas --list "Relatives, May"',
  )
    .description('rows of CSV, TSV, JSON Lines or XLSX to records, all or nothing')
    .requiredOption('--into <dir>', 'workspace')
    .requiredOption('--list <name>', 'name of the list')
    .option('--map <pairs>', 'field=column,… where the headings are not recognised; field= for none')
    .option('--encoding <name>', 'of a text list, where it is not found by itself: windows-1251, armscii-8 …')
    .option('--dry-run', 'show what each column is taken for and write nothing')
    .action(run(commands.importLists));
  example(
    recovery(common(habeas.command('count <dir>'))),
    'habeas count work.habeas --as-known 2026-03-31 --json',
  )
    .description(
      'how many: who says what, who is documented, who is acknowledged, what the figures force, an estimate or its refusal',
    )
    .option(
      '--scope <scope>',
      'what is counted, then about whom: "held; place=Renda; holder=…; population=…; standing=…"',
      'held',
    )
    .option('--on <date>', 'only figures that can hold on this day')
    .option('--as-known <date>', 'as this workspace knew it then')
    .action(run(commands.count));
  example(
    recovery(common(habeas.command('verify <dir>'))),
    'habeas verify work.habeas --checkpoint kept-elsewhere.txt',
  )
    .description('check database, ledger, proofs and evidence, one line per part')
    .option('--checkpoint <file>', 'a signed checkpoint that was kept elsewhere')
    .option('--sign <file>', 'when everything verifies, write a signed checkpoint to keep elsewhere')
    .action(run(commands.verify));
  example(
    common(habeas.command('backup <dir> <out>')),
    'habeas backup work.habeas /media/stick/work-may.habeas',
  )
    .description('a verified copy, as encrypted as the original')
    .action(run(commands.backup));
  example(
    recovery(common(habeas.command('passphrase <dir>'))),
    'habeas passphrase work.habeas --recovery-file code.txt',
  )
    .description('set a new passphrase; opens with the old one or with the recovery code')
    .option('--new-passphrase-file <file>', 'read the new passphrase from this file instead of asking')
    .action(run(commands.passphrase));
  example(
    recovery(common(habeas.command('restore <in> <dir>'))),
    'habeas restore /media/stick/work-may.habeas work.habeas',
  )
    .description('a backup to a new folder; opened and verified before it gets its name')
    .action(run(commands.restore));
  example(
    recovery(common(habeas.command('export <dir> <out>'))),
    'habeas export work.habeas for-court --format claims --audience partner',
  )
    .description('claims that an audience may have, with proofs; says what was left out and by which rule')
    .requiredOption('--format <format>', 'claims or reading-cases')
    .option('--audience <audience>', 'public, partner or team; needed for claims')
    .option('--reason <words>', 'why, recorded with the disclosure')
    .action(run(commands.exportTo));
  example(
    habeas
      .command('estimate <table>')
      .option('--json', 'print data as JSON')
      .option('--quiet', 'no progress and no remarks on stderr'),
    'habeas estimate lists.csv --seed 1 --json',
  )
    .description('how many stand on no list, from the overlap of lists; or the reason why nobody can say')
    .option(
      '--engines <names>',
      'comma-separated: chapman, chao, mthlb, loglinear, dga, lcmcr; all unless told',
    )
    .option('--draws <n>', 'draws kept per chain of latent classes')
    .option('--seed <n>', 'the same table, flags and seed give the same figures')
    .option('--check-only', 'show what is documented and which rules hold; estimate nothing')
    .option('--override <rules>', 'let the estimate stand against these rules; needs --by twice and --reason')
    .option('--by <name>', 'who lets it stand; at least two people', several, [])
    .option('--reason <words>', 'why it may stand; printed with the figure')
    .action(run(estimate));
  signCommands(habeas);
  publishCommand(habeas);
  linkCommand(habeas);
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
    .action(run(namesMatch));
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
    .action(run(namesRomanise));
  return habeas;
}

/** Runs one command line. Sets the exit code and never throws. */
export async function main(argv: readonly string[]): Promise<void> {
  try {
    await program().parseAsync(argv);
  } catch (thrown) {
    if (thrown instanceof CommanderError) process.exitCode = thrown.exitCode === 0 ? 0 : 2;
    else process.exitCode = await fail(thrown);
  }
}
