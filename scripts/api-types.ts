/**
 * Writes the types of the API from its own OpenAPI document to src/web/client/api-types.ts, for openapi-fetch. Run it
 * after a change of the API; a test compares what it would write with what is there.
 */
import { writeFileSync } from 'node:fs';
import { apiTypes } from './lib/api-types.ts';
import { openApiDocument } from './lib/open-api.ts';

const target = new URL('../src/web/client/api-types.ts', import.meta.url);
writeFileSync(target, apiTypes(await openApiDocument()));
process.stdout.write(`${target.pathname}\n`);
