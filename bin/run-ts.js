// Runs one TypeScript file of the project: node bin/run-ts.js scripts/NAME.ts [arguments]
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { register } from 'tsx/esm/api';
register();
const file = process.argv[2];
process.argv.splice(1, 2, resolve(file));
await import(pathToFileURL(resolve(file)).href);
