#!/usr/bin/env node
// Starts the command line. TypeScript is run by tsx, so no build step stands between clone and start.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Habeas needs Node 20.19 or newer; this is ${process.versions.node}. Nothing was changed.`);
  process.exit(2);
}
const { register } = await import('tsx/esm/api');
register();
const { main } = await import('../src/cli/main.ts');
await main(process.argv);
