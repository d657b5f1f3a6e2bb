/** The commands for figures that somebody answers for: estimates, views, overrides, tables that leave. */
import type { Command } from 'commander';
import { common, example, recovery, run, several } from './flags.ts';

function estimateCommand(habeas: Command): void {
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
    .action(run(async () => (await import('./estimate.ts')).estimate));
}

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
    .action(run(async () => (await import('./sign.ts')).view));
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
    .action(run(async () => (await import('./sign.ts')).override));
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
    .action(run(async () => (await import('./publish.ts')).publishCountsTo));
}

/** Adds the commands from `estimate` to `publish-counts`. */
export function figureCommands(habeas: Command): void {
  estimateCommand(habeas);
  signCommands(habeas);
  publishCommand(habeas);
}
