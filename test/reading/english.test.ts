/**
 * English beyond the texts: wordings of our own by kind (bench/reading/own), speakers told in one sentence, and ordinary
 * news at which the reader has to stay silent. Floors are shares, so that no single wording is tuned to.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { propose } from '#reading';
import { expect, test } from 'vitest';

const OWN = new URL('../../bench/reading/own/', import.meta.url);
const LEAD = 'The detainees.\n\n';

function rowsOf(url: URL): string[] {
  return readFileSync(url, 'utf8')
    .split('\n')
    .filter((row) => row.trim() !== '' && !row.startsWith('#'));
}

async function read(sentence: string, lead = LEAD) {
  const { claims } = await propose(lead + sentence, { lang: 'en', published: '2024-05-01' });
  return claims;
}

test('nearly all wordings of our own are found as the kind they tell, each quoted from the text', async () => {
  let found = 0;
  let of = 0;
  for (const file of readdirSync(OWN).filter((name) => name.endsWith('.tsv')))
    for (const row of rowsOf(new URL(file, OWN))) {
      const [wanted = '', sentence = ''] = row.split('\t');
      const claims = await read(sentence);
      for (const { quote } of claims) expect(LEAD + sentence).toContain(quote);
      for (const kind of wanted.split(';').map((one) => /^\w+/.exec(one)?.[0])) {
        of++;
        if (claims.some((claim) => claim.kind === kind)) found++;
      }
    }
  expect(of).toBeGreaterThan(350);
  expect(found / of).toBeGreaterThan(0.86);
}, 120_000);

test('figures of our own are read with their bound, and what they count', async () => {
  let exact = 0;
  let measured = 0;
  const rows = rowsOf(new URL('counts.tsv', OWN));
  for (const row of rows) {
    const [wanted = '', sentence = ''] = row.split('\t');
    const [, value = '', measure] = wanted.split(';')[0]?.split(':') ?? [];
    const claims = (await read(sentence)) as unknown as Readonly<Record<string, unknown>>[];
    const count = claims.find((claim) => claim['kind'] === 'count');
    if (count && `${String(count['operator'])}${String(count['number'])}` === value) exact++;
    if (count?.['measure'] === measure) measured++;
  }
  expect(exact / rows.length).toBeGreaterThan(0.85);
  expect(measured / rows.length).toBeGreaterThan(0.75);
}, 60_000);

test('a speaker told in the sentence is named, and hardly ever somebody else', async () => {
  const words = (text: string) =>
    text
      .toLowerCase()
      .replace(/['’]s?\b/g, '')
      .split(/[^\p{L}\d]+/u)
      .filter((word) => !/^(?:the|an?|of|his|her|)$/.test(word));
  let right = 0;
  let wrong = 0;
  const rows = rowsOf(new URL('speakers.tsv', import.meta.url));
  for (const row of rows) {
    const [who = '', sentence = ''] = row.split('\t');
    const named = (await read(sentence)).flatMap((claim) => claim.attributed_to ?? []);
    const own = words(who);
    if (named.some((name) => words(name).some((word) => own.includes(word)))) right++;
    else if (named.length > 0) wrong++;
  }
  expect(right / rows.length).toBeGreaterThan(0.75);
  expect(wrong / rows.length).toBeLessThan(0.06);
}, 60_000);

test('ordinary news yields next to nothing when no passage is about persons held', async () => {
  const noisy: string[] = [];
  const rows = rowsOf(new URL('news.txt', OWN));
  for (const sentence of rows)
    if ((await read(sentence, '')).some(({ kind }) => kind !== 'open_question')) noisy.push(sentence);
  expect(rows.length).toBeGreaterThan(140);
  expect(noisy.length).toBeLessThan(15);
}, 60_000);

test('numbers in names, of places and after "about the" are not taken for what they are not', async () => {
  const seventeen = await read('Seventeen of us lived in a cell for six, the witness said.');
  expect(seventeen.filter(({ kind }) => kind === 'count')).toMatchObject([{ operator: '=', number: 17 }]);
  const about = await read('The letter is about the 12 soldiers captured at Orlo.');
  expect(about.filter(({ kind }) => kind === 'count')).toMatchObject([
    { operator: '=', number: 12, measure: 'taken' },
  ]);
  const named = await read('The camp holds 40 prisoners.', 'The men of Camp Nine\n\n');
  expect(named.filter(({ kind }) => kind === 'count')).toMatchObject([{ number: 40, measure: 'held' }]);
});

test('answers of an interview marked Q. and A. are those of the person it is with', async () => {
  const claims = await read(
    'Q. Have you seen your client?\nA. I have not been allowed to meet him since March.\n\nQ. And the charge?\nA. He was charged with espionage on 3 May.',
    'An interview with the lawyer Mira Kolt.\n\n',
  );
  const told = claims.filter(({ kind }) => kind !== 'open_question' && kind !== 'source_chain');
  expect(told.length).toBeGreaterThan(1);
  for (const claim of told) expect(claim.attributed_to).toBe('Mira Kolt');
});

test.each([
  'The Corvane Weekly tried to find out who is held, where, and on whose word.',
  'We wanted to know who is being held in the camp.',
  'Her sister wondered whether she had been beaten in the cells.',
])('what somebody wants to find out has not happened: %s', async (sentence) => {
  const told = (await read(sentence)).map(({ kind }) => kind);
  expect(told).not.toContain('custody');
  expect(told).not.toContain('ill_treatment_or_health');
});

test('what two rules see in the same words is proposed once', async () => {
  const claims = await read('The advocate said none of them had been allowed a lawyer of their choice.');
  expect(claims.filter(({ kind }) => kind === 'trial')).toHaveLength(1);
});

test('a closed hearing is one observation, not two', async () => {
  const claims = await read('The hearing will be held in closed session.');
  expect(claims).toMatchObject([{ kind: 'trial', feature: 'closed' }]);
});
