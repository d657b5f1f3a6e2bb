/**
 * What is told without the usual formula: a name given by "are", an answer that came, a figure that is all that is said,
 * an outlet that is only a source. Own sentences in French and Spanish; the rules know no language.
 */
import { expect, test } from 'vitest';
import { propose } from '#reading';

async function claimsOf(lang: 'fr' | 'es', sentence: string) {
  const topic = lang === 'fr' ? 'Des prisonniers sont au camp de Vergne.' : 'Hay presos en el penal de Orbe.';
  const text = `# Note | Invented | 2024-05-10 | invented | ${lang} | original\n\n${topic}\n\n${sentence}\n`;
  return (await propose(text)).claims as unknown as Record<string, unknown>[];
}

const like = (fields: object) => expect.objectContaining(fields) as object;

test('who says of persons that they are pirates or no spies names them', async () => {
  expect(await claimsOf('fr', '« Ce sont des pirates », a lancé le général Odon Karst.')).toContainEqual(
    like({ kind: 'label', label: 'pirates', modality: 'asserted' }),
  );
  expect(await claimsOf('es', '«No son espías», dijo la ministra Elba Ruiz.')).toContainEqual(
    like({ kind: 'label', label: 'espías', modality: 'denied' }),
  );
});

test('a body that replies to a letter has answered, and one that does not has not', async () => {
  expect(await claimsOf('es', 'La gobernación respondió a nuestra carta.')).toContainEqual(
    like({ kind: 'inquiry', outcome: 'answered' }),
  );
  expect(await claimsOf('es', 'La gobernación no respondió a nuestra carta.')).toContainEqual(
    like({ kind: 'inquiry', outcome: 'no_response' }),
  );
});

test('where pronouns are left out a figure behind the verb is all that is said', async () => {
  expect(await claimsOf('es', 'Son cuarenta y cuatro.')).toContainEqual(like({ kind: 'count', number: 44 }));
});

test('a number that is part of a name counts nobody', async () => {
  const claims = await claimsOf('es', 'Los capturó la columna Nueve de Abril.');
  expect(claims.filter(({ kind }) => kind === 'count')).toEqual([]);
});

test('an outlet named only as the source carries what follows', async () => {
  expect(await claimsOf('fr', 'D’après Radio Vergne, les captifs ont été transférés.')).toContainEqual(
    like({ kind: 'source_chain', source: 'Radio Vergne' }),
  );
});

test('a pronoun that can only be an object is somebody to whom something happens', async () => {
  expect(await claimsOf('es', 'Lo tienen encerrado desde marzo.')).toContainEqual(
    like({ kind: 'custody', event: 'held' }),
  );
  expect(await claimsOf('fr', 'Le président les a qualifiés de « vermine ».')).toContainEqual(
    like({ kind: 'label', label: 'vermine' }),
  );
});

test('a verb that opens a sentence goes on with those told of before it', async () => {
  expect(
    await claimsOf(
      'es',
      'Cuatro pescadores fueron apresados el 3 de mayo. Fueron llevados en avión a la capital.',
    ),
  ).toContainEqual(like({ kind: 'custody', event: 'transferred' }));
});
