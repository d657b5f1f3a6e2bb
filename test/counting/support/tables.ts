/**
 * Overlap tables of the literature, as counts per pattern (no person is in them), and a simulated one. They are the
 * tables on which every published estimator can be checked. Patterns are written as the lists' marks, left to right.
 */
import { type OverlapTable } from '../../../src/counting/mse/table.ts';
import { parseTable } from '../../../src/counting/mse/parse.ts';

function csv(lists: string, cells: string): string {
  const rows = cells
    .trim()
    .split(/\s+/)
    .map((cell) => {
      const [marks = '', count = ''] = cell.split(':');
      return [...marks, count].join(',');
    });
  return [`${lists},count`, ...rows].join('\n');
}

/** Killings in Kosovo, March to June 1999, four lists: Ball, Betts, Scheuren, Dudukovich and Asher 2002. */
export const KOSOVO_CSV = csv(
  'EXH,ABA,OSCE,HRW',
  `1000:1131 0100:845 1100:177 0010:936 1010:228 0110:217 1110:181 0001:306 1001:106 0101:31 1101:18 0011:123 1011:42 0111:32 1111:27`,
);

/** Potential trafficking victims in the United Kingdom, 2013, six lists: Silverman 2014, Bales, Hesketh and Silverman 2015. */
export const UK_2013_CSV = csv(
  'LA,NG,PF,GO,GP,NCA',
  `100000:54 010000:463 001000:907 000100:695 000010:316 000001:57 110000:15 101000:19 100100:3 011000:56 010100:19 010010:1 010001:3 001100:69 001010:10 001001:31 000110:8 000101:6 000011:1 111000:1 110100:1 011100:4 011001:3 001101:1 111100:1`,
);

/** HIV infections in Rome, four lists: Abeni, Brancato and Perucci 1994. */
export const HIV_ROME_CSV = csv(
  'c1,c2,c3,c4',
  `1111:0 1110:3 1101:1 1100:33 1011:0 1010:20 1001:6 1000:403 0111:3 0110:35 0101:10 0100:545 0011:11 0010:621 0001:205`,
);

/** Snowshoe hares on six occasions: Cormack 1989. */
export const SNOWSHOE_HARE_CSV = csv(
  'c1,c2,c3,c4,c5,c6',
  `100000:3 010000:6 001000:5 101000:1 000100:3 100100:2 010100:3 101100:1 000010:4 100010:2 010010:3 110010:1 101010:1 000110:1 000001:4 100001:1 010001:1 110001:1 001001:2 011001:2 000101:4 010101:3 001101:1 011101:2 000011:2 010011:1 001011:1 011011:1 000111:1 100111:1 010111:1 011111:1 111111:2`,
);

/** Three lists built to have no finite maximum: Chan, Silverman and Vincent 2021. */
export const ARTIFICIAL_CSV = csv('A,B,C', `100:40 010:30 001:20 110:6`);

/** Simulated: 2,000 people of two classes, four lists. */
export const SIMULATED_CSV = csv(
  'A,B,C,D',
  `1000:265 0100:159 1100:91 0010:189 1010:98 0110:71 1110:47 0001:76 1001:52 0101:28 1101:37 0011:41 1011:35 0111:22 1111:34`,
);

/** Kosovo and the others as tables. */
export const KOSOVO: OverlapTable = parseTable(KOSOVO_CSV);
export const UK_2013: OverlapTable = parseTable(UK_2013_CSV);
export const HIV_ROME: OverlapTable = parseTable(HIV_ROME_CSV);
export const SNOWSHOE_HARE: OverlapTable = parseTable(SNOWSHOE_HARE_CSV);
export const ARTIFICIAL: OverlapTable = parseTable(ARTIFICIAL_CSV);
export const SIMULATED: OverlapTable = parseTable(SIMULATED_CSV);

/** The set of lists with these names. */
export function setOf(table: OverlapTable, ...names: readonly string[]): number {
  return names.reduce((set, name) => set | (1 << table.lists.indexOf(name)), 0);
}
