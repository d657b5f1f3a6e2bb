/** Whom a question went to: an office keeps what it is of. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { propose } from '#reading';

const addressees = async (text: string, lang?: string) =>
  (await propose(text, lang === undefined ? {} : { lang })).claims.flatMap((claim) =>
    claim.kind === 'inquiry' ? [claim.addressee] : [],
  );

it('an office is shown with what it is of, in English', async () => {
  const text = readFileSync(new URL('../../sample/documents/01-feature.txt', import.meta.url), 'utf8');
  expect(await addressees(text)).toContain('Berrandi Ministry of Defence');
});

it('an office is shown with what it is of, in French', async () => {
  const text = 'En juin, nous avons demandé au ministère de la Défense combien de soldats sont détenus.';
  expect(await addressees(text, 'fr')).toEqual(['ministère de la Défense']);
});
