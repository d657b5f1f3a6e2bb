/**
 * The cells of one list, column by column: every different cell once, and for each row its place. A list of ten million
 * rows fits, whatever is asked about a column is worked out once per different cell, and what a cell says is not judged
 * here.
 */
import { Numbers } from '#ground';

/** One column: different cells in order of arrival, and which of them each row has. */
export interface CellColumn {
  readonly words: readonly string[];
  readonly places: Int32Array;
}

/** Letters up to which a piece of a longer text is copied and does not keep the text in memory. */
const COPIED = 12;

/** The same words, holding on to nothing else. */
function own(words: string): string {
  return words.length <= COPIED ? words : Buffer.from(words, 'utf16le').toString('utf16le');
}

class Building {
  readonly words: string[] = [];
  readonly #places = new Map<string, number>();
  readonly #numbers: Numbers | null;

  /** `names`: the column names the record, so that looking up what is there already would never find anything. */
  constructor(names: boolean) {
    this.#numbers = names ? null : new Numbers();
  }

  add(cell: string): void {
    if (this.#numbers === null) {
      this.words.push(own(cell));
      return;
    }
    let place = this.#places.get(cell);
    if (place === undefined) {
      place = this.words.length;
      const kept = own(cell);
      this.words.push(kept);
      this.#places.set(kept, place);
    }
    this.#numbers.push(place);
  }

  column(count: number): CellColumn {
    const places = this.#numbers?.all ?? Int32Array.from({ length: count }, (_, row) => row);
    return { words: this.words, places };
  }
}

export interface ListCellsOptions {
  /** Place of the column that is known to name the records. */
  readonly names?: number;
  /** Columns whose cells nobody will ask for; all are kept unless told. */
  readonly isKept?: (at: number) => boolean;
}

export class ListCells {
  readonly columns: readonly string[];
  readonly #building: readonly (Building | null)[];
  readonly #lines = new Numbers();

  constructor(columns: readonly string[], { names, isKept = () => true }: ListCellsOptions = {}) {
    this.columns = columns;
    this.#building = columns.map((_, at) => (at === names || isKept(at) ? new Building(at === names) : null));
  }

  get count(): number {
    return this.#lines.length;
  }

  /** Adds a row; `line` is where it stands in its file. */
  add(cells: readonly string[], line: number): void {
    for (let at = 0; at < this.#building.length; at++) this.#building[at]?.add(cells[at] ?? '');
    this.#lines.push(line);
  }

  lineOf(row: number): number {
    return this.#lines.at(row);
  }

  /** A column; without words where its cells were not kept. */
  column(at: number): CellColumn {
    return (
      this.#building[at]?.column(this.count) ?? { words: [], places: new Int32Array(this.count).fill(-1) }
    );
  }

  /** True if a column names every row, and no two rows alike. */
  isDistinct(at: number): boolean {
    const words = this.#building[at]?.words ?? [];
    if (words.length < this.count) return false;
    const seen = new Set(words.map((cell) => cell.trim()));
    return seen.size === this.count && !seen.has('');
  }

  /** How many rows have each different cell of a column. */
  counts(at: number): Map<string, number> {
    const { words, places } = this.column(at);
    const counts = new Uint32Array(words.length);
    for (const place of places) if (place >= 0) counts[place] = (counts[place] ?? 0) + 1;
    return new Map(words.map((cell, place) => [cell, counts[place] ?? 0]));
  }
}
