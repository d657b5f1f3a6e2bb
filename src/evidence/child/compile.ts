/**
 * Puts the child's source into one module without TypeScript, so that the child needs no compiler, no
 * loader thread and no right to start processes. The compiler is the one that tsx brings (esbuild).
 * Libraries stay outside as absolute addresses: the child may read node_modules and nothing else.
 */
import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Fault } from '#ground';

interface Resolution {
  readonly path: string;
  readonly external?: boolean;
  readonly sideEffects?: boolean;
}
interface ResolveArgs {
  readonly path: string;
  readonly resolveDir: string;
  readonly kind: string;
  readonly pluginData?: unknown;
}
interface Build {
  onResolve(options: { filter: RegExp }, found: (args: ResolveArgs) => Promise<Resolution | undefined>): void;
  resolve(
    path: string,
    options: { resolveDir: string; kind: string; pluginData: unknown },
  ): Promise<Resolution>;
}
/** The little of esbuild that is used here. */
interface Esbuild {
  build(options: Record<string, unknown>): Promise<{ outputFiles: readonly { text: string }[] }>;
}

export interface Compiled {
  readonly code: string;
  /** Folders the child must be allowed to read: the node_modules that hold its libraries. */
  readonly folders: readonly string[];
}

const require = createRequire(import.meta.url);

function loadEsbuild(): Esbuild {
  try {
    return createRequire(require.resolve('tsx'))('esbuild') as Esbuild;
  } catch (cause) {
    throw new Fault('bug', 'the compiler that comes with tsx is missing', {
      hint: 'Run npm install again.',
      cause,
    });
  }
}

/** Every node_modules folder above a file: a library finds its own libraries in any of them. */
function foldersAbove(file: string): string[] {
  const parts = dirname(file).split(sep);
  return parts.flatMap((part, at) => (part === 'node_modules' ? [parts.slice(0, at + 1).join(sep)] : []));
}

const MARK = { isOurs: true };

async function bundle(entry: string): Promise<Compiled> {
  const folders = new Set<string>();
  const setup = (build: Build): void => {
    build.onResolve({ filter: /^[^.#/\\]/ }, async ({ path, resolveDir, kind, pluginData }) => {
      if (pluginData === MARK || kind === 'entry-point') return undefined;
      if (path.startsWith('node:')) return { path, external: true };
      const found = await build.resolve(path, { resolveDir, kind, pluginData: MARK });
      for (const folder of foldersAbove(found.path)) folders.add(folder);
      return { path: pathToFileURL(found.path).href, external: true, sideEffects: false };
    });
  };
  const built = await loadEsbuild().build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    treeShaking: true,
    logLevel: 'silent',
    plugins: [{ name: 'libraries-outside', setup }],
  });
  return { code: built.outputFiles[0]?.text ?? '', folders: [...folders] };
}

const compiled = new Map<string, Promise<Compiled>>();

/** Compiles an entry file once for the life of the process. */
export function compileEntry(entry: string): Promise<Compiled> {
  let result = compiled.get(entry);
  if (result === undefined) {
    result = bundle(entry);
    compiled.set(entry, result);
  }
  return result;
}

/** The parser's own entry file. */
export const PARSER_ENTRY = fileURLToPath(new URL('./entry.ts', import.meta.url));

/** Where pdf.js keeps its character maps, with a slash at the end. */
export const PDF_ASSETS = `${dirname(require.resolve('pdfjs-dist/package.json'))}${sep}`;
