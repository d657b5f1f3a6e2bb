import { expect, test } from 'vitest';
import { propose } from '#reading';

/** How the press of several languages builds its sentences: who speaks, who is told, what is nobody's figure. */
async function read(lang: string, text: string, published = '2024-06-14') {
  const { claims } = await propose(text, { lang, published });
  return claims;
}

test('the journalists who are told are no part of the name', async () => {
  const [claim] = await read('ru', '«В плену остаются 40 солдат», — сказал Лисовец журналистам.');
  expect(claim?.attributed_to).toBe('Лисовец');
});

test('an outlet that is told something is no carrier', async () => {
  const russian = await read('ru', 'Жена пленного Инна рассказала агентству, что муж позвонил ей 10 мая.');
  const spanish = await read('es', 'La madre del preso contó a la radio que su hijo llamó el 10 de mayo.');
  expect([...russian, ...spanish].map((claim) => claim.kind)).not.toContain('source_chain');
});

test('a name set off by commas is the speaker, not the office before it', async () => {
  const [french] = await read(
    'fr',
    "L'épouse du captif, Maud Hervelin, assure avoir reçu une lettre de lui le 1er mai.",
  );
  const [spanish] = await read('es', 'Quedan 40 presos en el penal, recordó su delegada, Beatriz Onís.');
  expect([french?.attributed_to, spanish?.attributed_to]).toEqual(['Maud Hervelin', 'Beatriz Onís']);
});

test('a verb without a subject goes on with the subject of the verb before', async () => {
  const claims = await read(
    'es',
    'El Ministerio de Justicia afirmó que hay 12 presos, negó que se torture a los detenidos y cifró en 40 los liberados.',
  );
  expect(new Set(claims.map((claim) => claim.attributed_to))).toEqual(new Set(['El Ministerio de Justicia']));
});

test('people at the end of a text who have nothing to do with custody are no count', async () => {
  const text = 'Fueron secuestrados 11 trabajadores.\n\nLa mina está lejos.\n\nEl mar es azul.';
  const claims = await read('es', `${text}\n\nLa mina da empleo a 1.500 personas en la ciudad.`);
  expect(claims.flatMap((claim) => (claim.kind === 'count' ? [claim.number] : []))).toEqual([11]);
});

test('a number inside a name counts nobody', async () => {
  const claims = await read('es', 'El preso fue trasladado al penal de Tres Bocas.');
  expect(claims.map((claim) => claim.kind)).not.toContain('count');
});

test('a request to enter that is left open is a visit denied', async () => {
  const [claim] = await read('ru', 'Делегаты запросили доступ к пленным, но пока не получили его.');
  expect([claim?.kind, claim?.kind === 'visit' ? claim.polarity : null]).toEqual(['visit', 'denied']);
});

test('a round word behind a bound is a figure, alone it is a vague one', async () => {
  const one = await read('ru', 'В лагере около сотни пленных.');
  const many = await read('ru', 'В лагере сотни пленных.');
  expect(
    [...one, ...many].flatMap((claim) => (claim.kind === 'count' ? [[claim.operator, claim.number]] : [])),
  ).toEqual([
    ['~', 100],
    ['>=', 200],
  ]);
});

test('a side that holds prisoners, and whoever is deprived of liberty, are nobody in particular', async () => {
  const claims = [
    ...(await read('uk', 'Комітет доповідає лише стороні, яка тримає полонених.')),
    ...(await read('ru', 'Всякое лицо, лишённое свободы, имеет право на врача.')),
  ];
  expect(claims.map((claim) => claim.kind)).not.toContain('custody');
});

test('how many, they do not know: one unknown number over two clauses', async () => {
  const [claim] = await read('ru', 'Сколько пленных содержится именно в Каменке, там не знают.');
  expect([claim?.kind, claim?.modality]).toEqual(['unknown_count', 'unknown']);
});

test('parts behind a colon are counted like their total, whoever they are', async () => {
  const claims = await read(
    'uk',
    'Документ охоплює 74 полонених з обох сторін: 43 лугарці та 31 військовик союзу.',
  );
  expect(claims.flatMap((claim) => (claim.kind === 'count' ? [claim.number] : []))).toEqual([74, 43, 31]);
});

test('one refusal told twice in a sentence is one inquiry', async () => {
  const claims = await read(
    'ru',
    'Обсуждать дело пленных прокурор Крутень с прессой отказался и бросил на ходу: «Без комментариев».',
  );
  expect(claims.filter((claim) => claim.kind === 'inquiry')).toHaveLength(1);
});

test('the way an illness is negated denies no illness', async () => {
  const claims = await read('uk', 'Полонений не чує на ліве вухо після побоїв.');
  expect(claims.map((claim) => claim.modality)).not.toContain('denied');
});

test('ranks stand between an office and the name behind a comma', async () => {
  const [claim] = await read(
    'fr',
    "Selon le porte-parole de l'armée, le colonel Yvan Morteau, 40 soldats sont détenus à Malagne.",
  );
  expect(claim?.attributed_to).toContain('Yvan Morteau');
});

test('whoever stands before a relative clause speaks behind it', async () => {
  const claims = await read(
    'fr',
    'Jeanne Auclair, dont le mari est captif, raconte que les lettres de son mari ont cessé depuis mai.',
  );
  expect(claims.map((claim) => claim.attributed_to)).toContain('Jeanne Auclair');
});

test('they were thirty-eight: the figure is all that is said', async () => {
  const claims = await read('fr', 'Quarante soldats sont détenus. En mai, ils étaient trente-huit.');
  expect(claims.flatMap((claim) => (claim.kind === 'count' ? [claim.number] : []))).toEqual([40, 38]);
});

test('a figure behind a verb of counting is no speaker', async () => {
  const claims = await read(
    'ru',
    'Общество «Дозор» насчитало 31 осуждённого пленного. Из них восемь больны.',
  );
  expect(claims.map((claim) => claim.attributed_to).join()).not.toContain('осуждённого');
});

test('a pronoun behind a speaker who could not be made out stays open', async () => {
  const claims = await read(
    'ru',
    '«Пленных 40», — сказал Лисовец. Позже в эфире утверждали, что в лагере 14 пленных. Он назвал пленных «гостями».',
  );
  expect(claims.find((claim) => claim.kind === 'label')?.attributed_to).toBeNull();
});

test('a treated group that is counted for something else is told of twice', async () => {
  const claims = await read(
    'fr',
    'Les prisonniers parlent. Trois femmes relâchées le 2 octobre ont raconté à la presse avoir été privées de sommeil.',
  );
  expect(claims.map((claim) => claim.kind).sort()).toEqual(['count', 'ill_treatment_or_health']);
});

test('a description of another sort of person is nobody named before', async () => {
  const claims = await read(
    'fr',
    "La ministre Clarisse Aumont a confirmé 12 libérations de prisonniers. L'avocat affirme que 40 détenus restent en prison.",
  );
  expect(claims.map((claim) => claim.attributed_to)).toEqual(['Clarisse Aumont', "L'avocat"]);
});
