import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isFault } from '#ground';
import { denseCounts, insideList, onlyLists, peopleOn } from '../../src/counting/mse/table.ts';
import { parseTable } from '../../src/counting/mse/parse.ts';
import { KOSOVO, KOSOVO_CSV, setOf } from './support/tables.ts';

function messageOf(text: string): string {
  try {
    parseTable(text);
  } catch (thrown) {
    if (isFault(thrown, 'import-malformed')) return thrown.message;
    throw thrown;
  }
  return 'accepted';
}

describe('the overlap table', () => {
  test('N20 lists, rows and rows of zero in any order are one table with one hash', () => {
    const [head = '', ...rows] = KOSOVO_CSV.split('\n').map((line) => line.split(','));
    const columns = (head as readonly string[]).length - 1;
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...Array(columns).keys()], { minLength: columns }),
        fc.shuffledSubarray([...rows.keys()], { minLength: rows.length }),
        (order, lines) => {
          const written = [head as readonly string[], ...lines.map((at) => rows[at] as readonly string[])]
            .map((line) => [...order.map((at) => line[at]), line.at(-1)].join(','))
            .join('\n');
          expect(parseTable(`${written}\n0,0,0,0,0\n`)).toEqual(KOSOVO);
        },
      ),
    );
  });

  test('N20 an absent pattern and a pattern with nobody are the same', () => {
    expect(parseTable('a,b,count\n1,0,3\n0,1,2\n')).toEqual(parseTable('a,b,count\n1,0,3\n0,1,2\n1,1,0\n'));
  });

  test('N21 a malformed table is refused with its row and never repaired', () => {
    expect(messageOf('')).toBe('row 1: the file is empty');
    expect(messageOf('a,b,count\n')).toContain('no row of people');
    expect(messageOf('a,b\n1,0\n')).toContain('"count"');
    expect(messageOf('count\n3\n')).toContain('no column is a list');
    expect(messageOf('a,a,count\n1,0,3\n')).toContain('columns 1 and 2');
    expect(messageOf('a,b,count\n1,0,-3\n')).toContain('row 2');
    expect(messageOf('a,b,count\n1,0,2.5\n')).toContain('row 2');
    expect(messageOf('a,b,count\n1,0,2\n0,1,1e3\n')).toContain('row 3');
    expect(messageOf('a,b,count\n1,0,3\n1,3\n')).toContain('row 3');
    expect(messageOf('a,b,count\n1,0,3\n1,2,4\n')).toContain('row 3, column 2');
    expect(messageOf('a,b,count\n1,0,3\n0,1,4\n1,0,1\n')).toContain('rows 2 and 4');
    expect(messageOf('a,b,count\n1,0,3\n0,0,4\n')).toContain('people on no list');
    expect(messageOf('a,b,count\n1,0,0\n')).toContain('no people');
    expect(messageOf('a,b,count\n"1,0,3\n')).toContain('CSV');
    const forty = Array.from({ length: 40 }, (_, at) => `l${at}`);
    expect(messageOf(`${forty.join(',')},count\n${forty.map(() => 1).join(',')},3\n`)).toContain(
      '40 columns are lists',
    );
  });

  test('N21 the same table as other programs write it is the same table', () => {
    const plain = parseTable('a,b,c,count\n1,0,0,3\n0,1,1,2\n');
    const ways = [
      '\uFEFFa,b,c,count\r\n1,0,0,3\r\n0,1,1,2\r\n',
      'a;b;c;count\n1;0;0;3\n0;1;1;2',
      'a\tb\tc\tcount\n1\t0\t0\t3\n0\t1\t1\t2\n',
      '"a","b","c","count"\n"1","0","0","3"\n0,1,1,2\n',
      '"","a","b","c","Freq"\n"1",1,0,0,3\n"2",0,1,1,2\n',
      'count,c,b,a\n3,0,0,1\n2,1,1,0\n',
      'a,b,c,Frequency\n 1 , 0 , 0 , 3 \n0,1,1,2\n\n',
      'a,b,c,n\nTRUE,FALSE,FALSE,3.0\nFALSE,TRUE,TRUE,2.0\n',
      'a,b,c,count\n0,0,0,NA\n1,0,0,3\n0,1,1,2\n',
      'a,b,c,count\n0,0,0,\n1,0,0,3\n0,1,1,2\n1,1,1,0\n',
      'a,b,c,count\n0,0,0,0\n1,0,0,3\n0,1,1,2\n',
    ];
    for (const way of ways) expect(parseTable(way), way).toEqual(plain);
    expect(parseTable('N,S,count\n1,0,3\n0,1,2\n').lists).toEqual(['N', 'S']);
  });

  test('N21 what only looks like a table is refused', () => {
    expect(messageOf('a,b,count,count\n1,0,3,3\n')).toContain('columns 3 and 4');
    expect(messageOf('a,b,count\n1,0,\n')).toContain('row 2');
    expect(messageOf('a,b,count\n1,0,NA\n')).toContain('row 2');
    expect(messageOf('a,b,count\n1,0,1e99\n')).toContain('row 2');
    expect(messageOf('a,b,count\n1,0,99999999999999999999\n')).toContain('row 2');
    expect(messageOf('a,b,count\n1,0,900000000000000\n')).toContain('more than');
    expect(messageOf('a,b,count\n1,,3\n')).toContain('row 2, column 2');
    expect(messageOf('a,b,count\n1,0,3,9\n')).toContain('row 2: 4 columns');
    expect(messageOf('a b count\n1 0 3\n')).toContain('"count"');
    expect(messageOf('{"a":1}')).toContain('CSV');
    expect(messageOf('\u0000\u0001')).toContain('"count"');
  });

  test('N21 no message repeats a heading', () => {
    expect(messageOf('Canary Person,Canary Person,count\n1,0,3\n')).not.toContain('Canary');
  });

  test('margins, sub-tables and the inside of a list agree with the rows', () => {
    expect(KOSOVO.n).toBe(4400);
    expect(denseCounts(KOSOVO).reduce((sum, f) => sum + f, 0)).toBe(4400);
    expect(peopleOn(KOSOVO, setOf(KOSOVO, 'EXH', 'ABA'))).toBe(403);
    const three = onlyLists(KOSOVO, setOf(KOSOVO, 'EXH', 'ABA', 'OSCE'));
    expect(three?.n).toBe(4094);
    const inside = insideList(KOSOVO, KOSOVO.lists.indexOf('EXH'));
    expect(inside?.n).toBe(1910 - 1131);
  });
});
