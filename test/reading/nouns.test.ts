/** Nouns for persons are looked up by word: callings that nobody listed by hand are counted, things are not. */
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#ground';
import { propose } from '#reading';
import { readRows } from '../../src/reading/lexicon.ts';
import { personNouns, pluralOf } from '../../src/reading/nouns.ts';

const rows = readRows(new URL('../../src/reading/lang/en/', import.meta.url), 'nouns.tsv');

async function counted(text: string): Promise<unknown[]> {
  const { claims } = await propose(text, { lang: 'en' });
  return claims.flatMap((claim) => (claim.kind === 'count' ? [claim.number] : []));
}

describe('callings by word', () => {
  it('counts sixty of them picked by chance, in a sentence of custody', async () => {
    const words = [...personNouns(rows)].flatMap(([plural, name]) => (name === 'kin' ? [] : [plural]));
    const silent: string[] = [];
    for (const plural of seededRandom('callings').shuffled(words).slice(0, 60)) {
      const found = await counted(`Eleven ${plural} were arrested in the port and are still in the fort.`);
      if (found[0] !== 11) silent.push(plural);
    }
    expect(silent).toEqual([]);
  });

  it('knows no word of everyday things', () => {
    const nouns = personNouns(rows);
    const things =
      'stocks heads cases stars printers washers routers carriers trailers counters drawers rockers tankers cutters ' +
      'boats letters bodies figures subjects parties sources readers viewers votes hulks batteries coopers';
    expect(things.split(' ').filter((word) => nouns.has(word))).toEqual([]);
  });

  it.each([
    ['fisherman', 'fishermen'],
    ['shaman', 'shamans'],
    ['housewife', 'housewives'],
    ['notary', 'notaries'],
    ['sister-in-law', 'sisters-in-law'],
    ['seamstress', 'seamstresses'],
    ['schoolchild', 'schoolchildren'],
  ])('%s, %s', (one, many) => {
    expect(pluralOf(one)).toBe(many);
  });

  it.each([
    'Eleven stevedores, four ropewalkers and three glaziers are held in the fort.',
    'The camp has 54 prisoners: nine thatchers, two cooks and 43 boys.',
    'The Office had registered 214 persons deprived of liberty in connection with the conflict.',
    'There were 214 persons deprived of their liberty in the province.',
    'Forty villagers questioned by the army were let go.',
  ])('%s', async (text) => {
    expect((await counted(text)).length).toBeGreaterThan(0);
  });

  it.each([
    'The guards brought eleven lanterns to the prison.',
    'The prisoners were counted and nine gondolas were tied up at the fort.',
    'Two hundred dockers downed tools on Monday after the arrests in the port.',
    'A petition for the release of the prisoner was signed by 1,150 villagers.',
    'Forty bakers walked past the prison.',
  ])('says nothing of %s', async (text) => {
    expect(await counted(text)).toEqual([]);
  });
});
