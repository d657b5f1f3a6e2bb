/**
 * English questions, silences, visits and hearings beyond single rows: what came of a question, who was asked, damage
 * beside a quote; and floors for the invented texts and sentences of bench/reading/own, half of which no rule was
 * written from.
 */
import { fileURLToPath } from 'node:url';
import { propose } from '#reading';
import { expect, test } from 'vitest';
import { harmonic, scoreHalf } from '../../bench/reading/score.ts';
import { scoreSentences } from '../../bench/reading/sentences.ts';

async function read(text: string) {
  const { claims } = await propose(`The prisoners are held in a camp.\n\n${text}`, {
    lang: 'en',
    published: '2024-05-01',
  });
  return claims.filter(({ start }) => start > 30);
}

test('a question and what came of it are one inquiry, and its addressee is the one who was asked', async () => {
  const claims = await read('Our third letter to the Ministry of Defence about the crew: no reply to date.');
  expect(claims).toMatchObject([
    { kind: 'inquiry', outcome: 'no_response', addressee: 'Ministry of Defence', modality: 'no_response' },
  ]);
  const two = await read('We asked the navy where the crew is held. It did not answer.');
  expect(two.filter(({ kind }) => kind === 'inquiry')).toMatchObject([{ outcome: 'no_response' }]);
});

test('a refusal says more than an answer, and each clause has one', async () => {
  const claims = await read(
    'The Directorate wrote back that it "sees no need to respond to rumours" about the prisoners.',
  );
  expect(claims.filter(({ kind }) => kind === 'inquiry')).toMatchObject([
    { outcome: 'refused', modality: 'refused' },
  ]);
});

test('who is sent away from the gate is no prisoner moved, whoever heads the sentence', async () => {
  const claims = await read('Monitors of the Regional Council were turned away from the Old Mill on 3 June.');
  expect(claims).toMatchObject([{ kind: 'visit', polarity: 'denied', date: '2023-06-03' }]);
});

test('a court that dismisses an appeal denies nothing', async () => {
  const [claim] = await read('On 11 February the court dismissed the appeal against the sentence.');
  expect(claim).toMatchObject({ kind: 'trial', feature: 'appeal_rejected', modality: 'asserted' });
});

test('lines of a court notice are read with the lines around them', async () => {
  const claims = await read(
    'Case No. 14/2019\nAccused: DORN, Petra\nDate of hearing: 18 March 2019\nThe public is excluded.\nLeave to appeal: denied.',
  );
  const features = claims.flatMap((claim) => (claim.kind === 'trial' ? [claim.feature] : []));
  expect(features).toEqual(expect.arrayContaining(['hearing', 'closed', 'appeal_rejected']));
});

test('a question in lower case ends at its mark', async () => {
  const claims = await read('why does nobody ask about the driver? he was taken from the bus too');
  expect(claims.filter(({ kind }) => kind === 'open_question')).toMatchObject([
    { quote: 'why does nobody ask about the driver?' },
  ]);
});

test('a quote beside damage is flagged, one a line away is not', async () => {
  const hurt = await read('The lawyer was not admitted to the hearing [inaudible] until noon.');
  expect(hurt.length).toBeGreaterThan(0);
  for (const { flags } of hurt) expect(flags).toContain('damaged');
  const whole = await read('The lawyer was not admitted to the hearing.\n\n%%ERR segment 12%% and more.');
  for (const { flags, quote } of whole) if (quote.includes('lawyer')) expect(flags).not.toContain('damaged');
});

test('the outlet that writes is no carrier of its own text', async () => {
  const claims = await read('"I do not discuss such matters," the colonel told this newspaper.');
  expect(claims.filter(({ kind }) => kind === 'source_chain')).toEqual([]);
});

test('sentences of our own keep their floors, those that no rule was written from too', async () => {
  const fit = await scoreSentences('');
  const measured = await scoreSentences('measured/');
  expect(fit.found / fit.of).toBeGreaterThan(0.9);
  expect(measured.found / measured.of).toBeGreaterThan(0.79);
  // The near misses grew by fifteen that share whole wordings with real claims; before them this was 0.78.
  expect(measured.quiet / measured.quietOf).toBeGreaterThan(0.75);
  const held = await scoreSentences('measured/', undefined, 'a');
  expect(held.found / held.of).toBeGreaterThan(0.74);
  expect(held.quiet / held.quietOf).toBeGreaterThan(0.5);
}, 120_000);

test('invented texts of our own keep their floors, those that no rule was written from too', async () => {
  const folder = fileURLToPath(new URL('../../bench/reading/own/texts/', import.meta.url));
  const odd = await scoreHalf('odd', folder, undefined, 'b-');
  const even = await scoreHalf('even', folder, undefined, 'b-');
  expect(harmonic(odd.all)).toBeGreaterThan(0.74);
  expect(harmonic(even.all)).toBeGreaterThan(0.66);
  expect(odd.notVerbatim + even.notVerbatim).toBe(0);
}, 120_000);

test('a reported question ends where somebody answers it', async () => {
  const kinds = async (sentence: string) =>
    (await propose(`The detainees.\n\n${sentence}`, { lang: 'en' })).claims.map(({ kind }) => kind);
  expect(
    await kinds('Asked about the brothers, the colonel said that both were arrested on 3 May.'),
  ).toContain('custody');
  expect(await kinds('The colonel would not say where the brothers were taken.')).not.toContain('custody');
  expect(await kinds('Two released men have drawn us a map of the stairs.')).not.toContain('custody');
});

test('questions that somebody puts to somebody do not stand open; the one a text ends on does', async () => {
  const open = async (text: string) =>
    (await read(text)).flatMap(({ kind, quote }) => (kind === 'open_question' ? [quote] : []));
  const talk =
    'HOST: Where are the captured sailors?\n\nDRAY: In the fort.\n\nHOST: Who guards the prisoners?\n\nDRAY: The army.';
  expect(await open(talk)).toEqual([]);
  expect(await open('How many prisoners are there? "I could not say," the sergeant said.')).toEqual([]);
  expect(await open('The seven prisoners came home. Where are the other four captives?')).toEqual([
    'Where are the other four captives?',
  ]);
});

test('a turn that follows a question and does not answer it is a refusal', async () => {
  const claims = await read(
    'Question: Where were the prisoners taken?\n\nSpokesperson: That is for the prison department.',
  );
  expect(claims).toContainEqual(
    expect.objectContaining({ kind: 'inquiry', outcome: 'refused', addressee: 'Spokesperson' }),
  );
});

test('a number that is asked for and not told is unknown', async () => {
  const claims = await read(
    "The prisoners are in the salt works. How many prisoners are still there? We couldn't tell you.",
  );
  expect(claims.map(({ kind }) => kind)).toContain('unknown_count');
});
