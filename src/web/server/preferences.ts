/** What a reader sets for this browser: the language and the keys. Both are cookies; the workspace knows neither. */
import { Type, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { createElement } from 'react';
import { Fault } from '#ground';
import { PatternsPage } from '../page/patterns.tsx';
import { SettingsPage } from '../page/settings.tsx';
import { isLanguage } from '../page/say.ts';
import { LANGUAGE_COOKIE } from './messages.ts';
import { sendPage } from './render.ts';
import { seatOf, settingOf } from './seat.ts';
import { formCheck } from './shield.ts';

const LanguageForm = Type.Object({
  _csrf: Type.String({ maxLength: 300 }),
  language: Type.String({ maxLength: 5 }),
  back: Type.Optional(Type.String({ maxLength: 300 })),
});

/** An address of ours: no scheme, no host, nothing but ids, days and codes. */
const OURS = /^\/(?!\/)[\w/.-]*(\?[\w=&.:%-]*)?$/;

/** Where a form leads back to: the address it names if that is one of ours. */
export function backTo(address: string | undefined): string {
  return address !== undefined && OURS.test(address) ? address : '/';
}

export function preferenceRoutes(server: FastifyInstance): void {
  server
    .withTypeProvider<TypeBoxTypeProvider>()
    .post(
      '/language',
      { config: { open: true }, schema: { body: LanguageForm }, preHandler: formCheck(server) },
      async (request, reply) => {
        const { language, back } = request.body;
        if (!isLanguage(language)) throw new Fault('usage-wrong', 'there is no such language');
        void reply.setCookie(LANGUAGE_COOKIE, language, {
          path: '/',
          httpOnly: true,
          sameSite: 'strict',
          secure: true,
          maxAge: 365 * 24 * 60 * 60,
        });
        return reply.redirect(backTo(back), 303);
      },
    );

  server.get('/settings', async (request, reply) => {
    const seat = seatOf(request);
    const setting = await settingOf(seat, request, reply);
    return sendPage(reply, createElement(SettingsPage, { setting, asKnown: setting.overview.asKnown }));
  });

  server.get('/patterns', async (request, reply) => {
    const setting = await settingOf(seatOf(request), request, reply);
    return sendPage(reply, createElement(PatternsPage, { setting, asKnown: setting.overview.asKnown }));
  });
}
