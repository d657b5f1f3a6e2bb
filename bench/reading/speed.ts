/**
 * How fast the reader reads: about 1 MB of invented text made of the fixtures, against its bare limit
 * (the same text cut into words). usage: node bin/run-ts.js bench/reading/speed.ts [megabytes]
 */
import { readdirSync, readFileSync } from 'node:fs';
import { propose, splitHeader } from '#reading';

const folder = new URL('../../fixtures/reading/dev/', import.meta.url);
const bodies = readdirSync(folder)
  .filter((name) => name.endsWith('.txt') && Number(/\d+/.exec(name)?.[0]) % 2 === 1)
  .map((name) => splitHeader(readFileSync(new URL(name, folder), 'utf8')).body);

const wanted = Number(process.argv[2] ?? 1) * 1_000_000;
let text = '';
while (text.length < wanted) text += `${bodies.join('\n\n')}\n\n`;

await propose(bodies[0] ?? 'x', { lang: 'en' });
const bare = process.hrtime.bigint();
const words = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
const bareSeconds = Number(process.hrtime.bigint() - bare) / 1e9;
const start = process.hrtime.bigint();
const reading = await propose(text, { lang: 'en', published: '2020-01-01' });
const seconds = Number(process.hrtime.bigint() - start) / 1e9;
const megabytes = text.length / 1e6;
console.log(
  `${megabytes.toFixed(2)} MB, ${words} words, ${reading.claims.length} proposals, ${reading.unclaimed.length} unclaimed`,
);
console.log(
  `${seconds.toFixed(2)} s, ${(megabytes / seconds).toFixed(2)} MB/s; bare word cutting ${(megabytes / bareSeconds).toFixed(0)} MB/s; heap ${(process.memoryUsage().heapUsed / 1e6).toFixed(0)} MB`,
);
