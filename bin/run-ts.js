// Runs one TypeScript file of the project: node bin/run-ts.js scripts/NAME.ts [arguments]
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { register } from 'tsx/esm/api';
// As in habeas.js: expressions are compiled at once, not interpreted first.
setFlagsFromString('--no-regexp-tier-up');
register();
const file = process.argv[2];
process.argv.splice(1, 2, resolve(file));
await import(pathToFileURL(resolve(file)).href);
