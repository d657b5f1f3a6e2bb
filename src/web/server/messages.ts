/**
 * The catalogues: every JSON file of src/web/messages/<language>, put together. Which language a request is answered
 * in: what the reader chose, else the first of the browser's languages that we have, else English.
 */
import { readdirSync, readFileSync } from 'node:fs';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isLanguage, LANGUAGES, sayIn, type Catalogue, type Language, type Say } from '../page/say.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The words of this request's language. */
    say: Say;
  }
}

/** Holds the language a reader chose. Nothing else is in it. */
export const LANGUAGE_COOKIE = '__Host-habeas-language';

function catalogueOf(language: Language): Catalogue {
  const folder = new URL(`../messages/${language}/`, import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const all = files.map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Catalogue);
  const { '@': _mark, ...messages } = Object.assign({}, ...all) as Record<string, string>;
  return messages;
}

/** All catalogues, by language; for the server and for the test that compares them. */
export const CATALOGUES: Readonly<Record<Language, Catalogue>> = {
  en: catalogueOf('en'),
  hy: catalogueOf('hy'),
  az: catalogueOf('az'),
  ru: catalogueOf('ru'),
  ar: catalogueOf('ar'),
};

const SAYS = Object.fromEntries(
  LANGUAGES.map((language) => [language, sayIn(language, CATALOGUES[language])]),
) as Record<Language, Say>;

/** Gives every request its words, and the script its catalogue. */
export function speakRequests(server: FastifyInstance): void {
  server.decorateRequest('say', null as unknown as Say);
  server.addHook('onRequest', async (request) => {
    request.say = SAYS[languageOf(request)];
  });
  for (const language of LANGUAGES)
    server.get(`/messages/${language}`, { config: { open: true } }, async (_request, reply) =>
      reply.type('application/json; charset=utf-8').send(CATALOGUES[language]),
    );
}

function languageOf(request: FastifyRequest): Language {
  const chosen = request.cookies[LANGUAGE_COOKIE];
  if (isLanguage(chosen)) return chosen;
  const wished = (request.headers['accept-language'] ?? '').slice(0, 200);
  for (const [code] of wished.matchAll(/[a-z]{2}(?=[-,;]|$)/gi)) {
    const language = code.toLowerCase();
    if (isLanguage(language)) return language;
  }
  return 'en';
}
