/**
 * Writes src/reading/lang/en/nouns.tsv: English nouns that mean a person, by class, taken from WordNet. Give the folder
 * that holds `data.noun`, `index.noun` and `index.sense` of WordNet 3.1; nothing is downloaded and nothing of it is
 * needed to run the program. usage: node bin/run-ts.js scripts/person-nouns.ts FOLDER
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { personNouns, readWordNet } from './lib/word-net.ts';

const folder = process.argv[2];
if (folder === undefined) throw new Error('name the folder of the WordNet files');
const target = new URL('../src/reading/lang/en/nouns.tsv', import.meta.url);
const rows = personNouns(readWordNet(join(folder)));
const head = [
  '# Nouns for persons from WordNet 3.1 (Princeton University; licence in docs/dependencies.md), by class. Written by',
  '# scripts/person-nouns.ts: change the script and not this file. Singular, one row per class and first letter.',
  'class\twords\torigin',
];
writeFileSync(
  target,
  `${[...head, ...rows.map((row) => `${row.class}\t${row.words.join(' ')}\t${row.origin}`)].join('\n')}\n`,
);
process.stdout.write(`${target.pathname}: ${rows.reduce((sum, row) => sum + row.words.length, 0)} words\n`);
