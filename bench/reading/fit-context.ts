/** The weights of what the text around says of a clause (src/reading/assess/context.ts), for bench/reading/fit.ts. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kind } from '#reading';
import { Context, traitNames, type Weighed } from '../../src/reading/assess/context.ts';
import { fitted } from './fit-model.ts';

/** A text whose looks were weighed without it, with what it tells. */
export interface Unseen {
  readonly looks: readonly (Weighed & {
    readonly kinds: ReadonlySet<string>;
    /** Kinds about which the text leaves it open. */
    readonly open: ReadonlySet<string>;
    readonly worth: number;
  })[];
}

/** Questions are few, and rules tell by where they stand which of them stay open. */
const ALONE: readonly Kind[] = ['open_question'];

/** Fits one logistic model per kind and writes them as `context.tsv` into a folder. */
export function writeContext(folder: string, texts: readonly Unseen[], kinds: readonly Kind[]): void {
  const names = traitNames(kinds);
  const contexts = texts.map(({ looks }) => new Context(looks, kinds));
  const traitsAt = (text: number, at: number, kind: number) => {
    const traits = new Float64Array(names.length);
    contexts[text]!.write(at, kind, traits);
    return traits;
  };
  const lines = kinds.flatMap((kind, number) => {
    if (ALONE.includes(kind)) return [];
    const rows = texts.flatMap(({ looks }, text) =>
      looks.flatMap(({ kinds: told, open, worth }, at) =>
        told.has(kind) || !open.has(kind)
          ? [{ at: [], sense: traitsAt(text, at, number), worth, is: told.has(kind) }]
          : [],
      ),
    );
    const mean = names.map((_, place) => average(rows.map(({ sense }) => sense[place]!)));
    const spread = names.map(
      (_, place) => Math.sqrt(average(rows.map(({ sense }) => (sense[place]! - mean[place]!) ** 2))) || 1,
    );
    const model = fitted(
      rows.map((row) => ({ ...row, sense: row.sense.map((trait, at) => (trait - mean[at]!) / spread[at]!) })),
      rows.map(({ is }) => is),
      0,
      names.length,
    );
    const weights = names.map((_, at) => model.sense[at]! / spread[at]!);
    const bias = weights.reduce((sum, weight, at) => sum - weight * mean[at]!, model.bias);
    const pairs = names.map((name, at) => `${name}=${weights[at]!.toFixed(3)}`);
    return `${kind}\tbias=${bias.toFixed(3)} ${pairs.join(' ')}\tfitted on texts that the weights of their looks had not seen`;
  });
  writeFileSync(
    join(folder, 'context.tsv'),
    `# Written by bench/reading/fit.ts --context; not by hand.\nkind\tweights\torigin\n${lines.join('\n')}\n`,
  );
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
