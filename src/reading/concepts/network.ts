/**
 * What was learned of a language as a network of one hidden layer: everything that a clause has (signs, words, pairs of
 * words, words near) is a row of numbers; the rows of a clause are added up, what is below nothing is cut off, and the rest
 * is weighed for each kind (multilayer perceptron with rectified units; Rumelhart, Hinton and Williams 1986). Unlike a
 * sum of weights it knows what two things mean together. Written by bench/reading/fit.ts (`network.txt`).
 */
import { existsSync, readFileSync } from 'node:fs';
import type { Kind } from '../contract.ts';

/** Characters of a row stand for whole numbers from -REACH to REACH; `ZERO` is nothing. */
export const REACH = 45;
export const ZERO = 80;

/** A unit of the hidden layer. */
interface Unit {
  /** What a step of a row's character is worth. */
  readonly scale: number;
  readonly bias: number;
  /** By kind. */
  readonly weights: Float64Array;
}

export class Network {
  readonly kinds: readonly Kind[];
  readonly #bias: Float64Array;
  readonly #units: readonly Unit[];
  /** Lines of the file by the name that they begin with. */
  readonly #lines: ReadonlyMap<string, string>;

  /** Reads the text of a network.txt. */
  constructor(text: string) {
    const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    const [kinds = '', bias = '', width = ''] = lines;
    const numbers = (line: string) => Float64Array.from(line.split(' ').slice(1), Number);
    this.kinds = kinds.split(' ').slice(1) as Kind[];
    this.#bias = numbers(bias);
    const units = Number(width.split(' ')[1]);
    this.#units = lines.slice(3, 3 + units).map((line): Unit => {
      const [scale = 0, own = 0, ...weights] = numbers(line);
      return { scale, bias: own, weights: Float64Array.from(weights) };
    });
    this.#lines = new Map(lines.slice(3 + units).map((line) => [line.slice(0, line.indexOf(' ')), line]));
  }

  /** Reads the network of a folder; null where there is none. */
  static of(folder: URL): Network | null {
    const file = new URL('network.txt', folder);
    return existsSync(file) ? new Network(readFileSync(file, 'utf8')) : null;
  }

  /** Numbers of a row, one for each unit of the hidden layer; null for a name of which nothing was learned. */
  row(name: string): Float32Array | null {
    const line = this.#lines.get(name);
    if (line === undefined) return null;
    const from = line.length - this.#units.length;
    return Float32Array.from(this.#units, ({ scale }, at) => scale * (line.charCodeAt(from + at) - ZERO));
  }

  /** The hidden layer before anything is added. */
  begun(): Float64Array {
    return Float64Array.from(this.#units, ({ bias }) => bias);
  }

  /** Log odds of the kinds for a hidden layer to which all rows of a clause were added. */
  sums(hidden: Float64Array): Float64Array {
    const sums = this.#bias.slice();
    for (const [at, { weights }] of this.#units.entries()) {
      const value = hidden[at] ?? 0;
      if (value > 0)
        for (let kind = 0; kind < sums.length; kind++)
          sums[kind] = (sums[kind] ?? 0) + value * (weights[kind] ?? 0);
    }
    return sums;
  }
}
