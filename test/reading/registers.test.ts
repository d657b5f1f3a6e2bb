/**
 * Lists of persons, and figures that are no count: an entry tells in sentences without a subject what happened to the
 * person it begins with, a figure behind a label counts what the label says, and losses or strength of troops are none.
 */
import { expect, test } from 'vitest';
import { propose } from '#reading';

async function claimsOf(lang: string, ...paragraphs: string[]) {
  const text = `# Register | Invented | 2024-05-10 | invented | ${lang} | original\n\n${paragraphs.join('\n\n')}\n`;
  return (await propose(text)).claims as unknown as Record<string, unknown>[];
}

const like = (fields: object) => expect.objectContaining(fields) as object;

test('what an entry of a list tells without a subject happened to the person it begins with', async () => {
  const french = await claimsOf(
    'fr',
    'Prisonniers du dépôt de Vergne.',
    '1. Odilon Sarre, aiguilleur, 51 ans. Interpellé le 9 février au dépôt. Transféré dix jours plus tard à la forteresse d’Orve.',
  );
  expect(french).toContainEqual(like({ kind: 'custody', event: 'arrested', who: 'Odilon Sarre' }));
  expect(french).toContainEqual(like({ kind: 'custody', event: 'transferred', who: 'Odilon Sarre' }));
  const turkish = await claimsOf(
    'tr',
    'Limandaki tutuklular.',
    '2. Nazlı Ertem, aşçı, 40 yaşında. 3 Mart’ta gözaltına alındı.',
  );
  expect(turkish).toContainEqual(like({ kind: 'custody', event: 'arrested' }));
});

test('a sentence without a subject outside a list is nobody’s event', async () => {
  const claims = await claimsOf(
    'fr',
    'Les prisonniers de Vergne attendent.',
    'La poste a fermé. Transféré à la mairie.',
  );
  expect(claims.filter(({ kind }) => kind === 'custody')).toEqual([]);
});

test('a figure alone behind a colon counts what its label says', async () => {
  expect(
    await claimsOf('fr', 'Prisonniers du dépôt de Vergne.', 'Relâchés depuis l’ouverture : 12'),
  ).toContainEqual(like({ kind: 'count', number: 12, measure: 'released' }));
  expect(await claimsOf('es', 'Presos del puerto de Orbe.', 'Liberados: 31')).toContainEqual(
    like({ kind: 'count', number: 31, measure: 'released' }),
  );
});

test('losses and strength of troops are no count of persons held', async () => {
  const claims = await claimsOf(
    'fr',
    'La Tressane retient des pêcheurs.',
    'Depuis l’été, la guerre a tué quelque 4 500 soldats.',
    'La milice, née en 2016, aligne 800 combattants.',
  );
  expect(claims.filter(({ kind }) => kind === 'count')).toEqual([]);
});

test('a day named without its month is no count', async () => {
  const claims = await claimsOf(
    'es',
    'Los presos siguen en Orbe.',
    'Fue trasladado el 22 al penal de Lindes.',
  );
  expect(claims.filter(({ kind }) => kind === 'count')).toEqual([]);
});

test('a death told with a negation of its own is a death', async () => {
  const claims = await claimsOf(
    'fr',
    'Des otages sont revenus.',
    'Gaspard Lorme n’a pas survécu aux fièvres.',
  );
  expect(claims).toContainEqual(like({ kind: 'death', modality: 'asserted' }));
});
