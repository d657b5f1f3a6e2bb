/**
 * Who speaks where a text has only one voice or gives it short labels: initials and letters of an interview, a verb of
 * speech that ends a sentence, and a speaker named only in an earlier paragraph.
 */
import { expect, test } from 'vitest';
import { propose } from '#reading';

async function claimsOf(lang: string, ...paragraphs: string[]) {
  const text = `# Note | Invented | 2024-05-10 | invented | ${lang} | original\n\n${paragraphs.join('\n\n')}\n`;
  return (await propose(text)).claims as unknown as Record<string, unknown>[];
}

const like = (fields: object) => expect.objectContaining(fields) as object;

test('initials before an answer are the guest named in full before', async () => {
  const claims = await claimsOf(
    'fr',
    'Odile Marsan, médiatrice de la République d’Orve, nous reçoit.',
    'Revue : Combien de prisonniers y a-t-il ?',
    'Odile Marsan : Il y a 40 prisonniers au fort.',
    'Revue : Et ailleurs ?',
    'O. M. : Ailleurs, 12 détenus sont enfermés dans une cave. J’ai écrit au gouverneur, qui n’a pas répondu.',
    'Revue : Merci.',
  );
  expect(claims).toContainEqual(like({ kind: 'count', number: 40, attributed_to: 'Odile Marsan' }));
  expect(claims).toContainEqual(like({ kind: 'count', number: 12, attributed_to: 'Odile Marsan' }));
  expect(claims).toContainEqual(
    like({ kind: 'inquiry', outcome: 'no_response', attributed_to: 'Odile Marsan' }),
  );
});

test('the place of an office is not the guest of an interview', async () => {
  const claims = await claimsOf(
    'es',
    'Honorio Brea fue durante años celador del penal de Las Cumbres.',
    'Pregunta: ¿Cuántos presos había?',
    'Respuesta: Había 90 presos en el penal.',
    'P.: ¿Recibían cartas?',
    'R.: A los presos no les llegaba ninguna carta.',
    'P.: ¿Y visitas?',
    'R.: Tampoco.',
  );
  expect(claims).toContainEqual(like({ kind: 'count', number: 90, attributed_to: 'Honorio Brea' }));
  expect(claims).toContainEqual(like({ kind: 'contact', polarity: 'absent', attributed_to: 'Honorio Brea' }));
});

test('a verb of speech that ends a sentence does not take the subject of what is said as its speaker', async () => {
  const claims = await claimsOf(
    'es',
    'Dos presos siguen en el penal, contó la maestra Elvira Sanz. La familia no ha recibido ni una carta, agregó.',
  );
  const contact = claims.find(({ kind }) => kind === 'contact');
  expect(contact?.['attributed_to']).not.toBe('La familia');
});

test('a quotation without a subject belongs to the only party that has spoken in the text', async () => {
  const claims = await claimsOf(
    'es',
    'Un grupo de expertos de la ONU expresó hoy su alarma por los presos de Orbe.',
    '«Al menos 54 presos fueron torturados», afirmaron.',
  );
  expect(claims).toContainEqual(
    like({ kind: 'count', number: 54, attributed_to: 'Un grupo de expertos de la ONU' }),
  );
});

test('the subject of what is said is not the speaker of a verb that comes after it', async () => {
  const claims = await claimsOf(
    'es',
    'Los presos siguen en Orbe.',
    'Mi hermano aparece herido en las fotos, contó llorando Domitila Reyes.',
  );
  const health = claims.find(({ kind }) => kind === 'ill_treatment_or_health');
  expect(health?.['attributed_to']).not.toBe('Mi hermano');
});

test('a list that a body keeps back is a question refused, a number it keeps back is an unknown count', async () => {
  const list = await claimsOf(
    'fr',
    'Des prisonniers sont à Orve.',
    'Les comités ont refusé de livrer leurs listes.',
  );
  expect(list).toContainEqual(like({ kind: 'inquiry', outcome: 'refused' }));
  expect(list.filter(({ kind }) => kind === 'unknown_count')).toEqual([]);
});
