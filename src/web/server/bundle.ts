/**
 * The one script: bundled from src/web/client by esbuild when it is first asked for, and kept in memory. Nothing is
 * built at install, nothing of it is on disk where it could be stale or altered (decision 0013).
 */
import { build, stop } from 'esbuild';
import { Fault } from '#ground';

let bundled: Promise<string> | null = null;

/** The script as text. Throws Fault('bug') when it cannot be bundled. */
export function clientScript(): Promise<string> {
  bundled ??= bundle().catch((thrown: unknown) => {
    bundled = null;
    throw new Fault('bug', 'the script of the pages cannot be bundled', { cause: thrown });
  });
  return bundled;
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [new URL('../client/main.ts', import.meta.url).pathname],
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  await stop();
  return outputFiles[0]?.text ?? '';
}
