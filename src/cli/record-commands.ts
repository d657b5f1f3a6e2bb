/** The commands that make a record, add to it, ask it and keep it. */
import type { Command } from 'commander';
import { common, example, recovery, run } from './flags.ts';

/** Adds the commands from `demo` to `export`. */
export function recordCommands(habeas: Command): void {
  example(common(habeas.command('demo')), 'habeas demo --port 8080')
    .description('make the fictional sample, print who says how many are held, serve it')
    .option('--no-serve', 'stop after printing')
    .option('--dir <dir>', 'keep the sample in this folder; opened again if it is there')
    .option('--port <n>', 'port on loopback; a free one unless told')
    .action(run(async () => (await import('./serve.ts')).demo));
  example(common(habeas.command('init <dir>')), 'habeas init work.habeas')
    .description('make a new encrypted workspace; prints the recovery code once')
    .option('--name <name>', 'name shown inside the workspace')
    .action(run(async () => (await import('./keep.ts')).init));
  example(common(habeas.command('serve <dir>')), 'habeas serve work.habeas --port 8080')
    .description('serve the web application on loopback')
    .option('--host <host>', 'address to listen on', '127.0.0.1')
    .option('--port <n>', 'port; a free one unless told')
    .action(run(async () => (await import('./serve.ts')).serve));
  example(common(habeas.command('read <file>')), 'habeas read article.txt --json')
    .description('propose claims from a text, HTML, PDF, DOCX or e-mail file (- for standard input)')
    .option('--lang <xx>', 'language of the text; found out unless told')
    .option('--published <date>', 'day of publication, for "yesterday" and dates without a year')
    .option('--save <dir>', 'keep the document and its proposals in this workspace')
    .option('--model <url>', 'read with this model as well: an OpenAI-compatible endpoint, off unless named')
    .option('--model-name <name>', 'name of the model there')
    .option('--model-key-file <file>', 'read the key of the endpoint from this file')
    .action(run(async () => (await import('./read.ts')).read));
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
    .action(run(async () => (await import('./model.ts')).model));
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
    .action(run(async () => (await import('./import.ts')).importLists));
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
    .action(run(async () => (await import('./how-many.ts')).count));
  example(
    recovery(common(habeas.command('verify <dir>'))),
    'habeas verify work.habeas --checkpoint kept-elsewhere.txt',
  )
    .description('check database, ledger, proofs and evidence, one line per part')
    .option('--checkpoint <file>', 'a signed checkpoint that was kept elsewhere')
    .option('--sign <file>', 'when everything verifies, write a signed checkpoint to keep elsewhere')
    .action(run(async () => (await import('./keep.ts')).verify));
  example(
    common(habeas.command('backup <dir> <out>')),
    'habeas backup work.habeas /media/stick/work-may.habeas',
  )
    .description('a verified copy, as encrypted as the original')
    .action(run(async () => (await import('./keep.ts')).backup));
  example(
    recovery(common(habeas.command('passphrase <dir>'))),
    'habeas passphrase work.habeas --recovery-file code.txt',
  )
    .description('set a new passphrase; opens with the old one or with the recovery code')
    .option('--new-passphrase-file <file>', 'read the new passphrase from this file instead of asking')
    .action(run(async () => (await import('./keep.ts')).passphrase));
  example(
    recovery(common(habeas.command('restore <in> <dir>'))),
    'habeas restore /media/stick/work-may.habeas work.habeas',
  )
    .description('a backup to a new folder; opened and verified before it gets its name')
    .action(run(async () => (await import('./keep.ts')).restore));
  example(
    recovery(common(habeas.command('export <dir> <out>'))),
    'habeas export work.habeas for-court --format claims --audience partner',
  )
    .description('claims that an audience may have, with proofs; says what was left out and by which rule')
    .requiredOption('--format <format>', 'claims or reading-cases')
    .option('--audience <audience>', 'public, partner or team; needed for claims')
    .option('--reason <words>', 'why, recorded with the disclosure')
    .action(run(async () => (await import('./export.ts')).exportTo));
}
