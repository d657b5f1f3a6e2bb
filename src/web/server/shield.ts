/**
 * What stands before every route: headers that let no script run and nothing be loaded from elsewhere, refusal of
 * foreign hosts (DNS rebinding) and foreign origins (forged forms), tokens in forms, a limit on guessing.
 * Follows OWASP ASVS 5.0 chapters 3 and 7; the list of headers is under test in test/web/headers.test.ts.
 */
import { randomBytes } from 'node:crypto';
import cookie from '@fastify/cookie';
import csrf from '@fastify/csrf-protection';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest, preHandlerHookHandler } from 'fastify';
import { Fault } from '#ground';
import type { Place } from './gate.ts';

const PERMISSIONS = [
  'accelerometer',
  'autoplay',
  'camera',
  'clipboard-read',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

/** Headers that go on every answer beside those of helmet. */
export const PLAIN_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'permissions-policy': PERMISSIONS,
  'x-robots-tag': 'noindex, nofollow, noarchive',
};

/** Registers the protections. `secure` is true behind TLS: only then browsers are told to insist on it. */
export async function shield(server: FastifyInstance, place: Place): Promise<void> {
  await server.register(cookie);
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        connectSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: ["'none'"],
      },
    },
    crossOriginEmbedderPolicy: true,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
    hsts: place.secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  });
  server.addHook('onRequest', async (request, reply) => {
    void reply.headers(PLAIN_HEADERS);
    checkHost(request, place);
    if (request.method !== 'GET') checkOrigin(request, place);
  });
  await server.register(rateLimit, { global: false });
  await server.register(csrf, {
    cookieKey: '__Host-habeas-form',
    cookieOpts: { path: '/', httpOnly: true, sameSite: 'strict', secure: true },
    getToken: (request) => tokenOf(request.body) ?? tokenOfHeader(request),
    getUserInfo: formOwner,
    csrfOpts: { hmacKey: randomBytes(32).toString('hex'), algorithm: 'sha256', validity: 12 * 60 * 60_000 },
  });
}

/** Checks the token of a form; goes on every route that changes anything. */
export function formCheck(server: FastifyInstance): preHandlerHookHandler {
  return (request, reply, done) => server.csrfProtection(request, reply, done);
}

/** To whom a form's token is bound: the session, or nobody yet. */
export function formOwner(request: FastifyRequest): string {
  return request.session?.id ?? 'at the gate';
}

function tokenOf(body: unknown): string | undefined {
  const token = typeof body === 'object' && body !== null ? (body as { _csrf?: unknown })._csrf : undefined;
  if (typeof token === 'string') return token;
  // A form with a file carries its fields as parts.
  const part = typeof token === 'object' && token !== null ? (token as { value?: unknown }).value : undefined;
  return typeof part === 'string' ? part : undefined;
}

/** The API carries the token of its page in a header, which no form of another site can set. */
function tokenOfHeader(request: FastifyRequest): string {
  const token = request.headers['x-form-token'];
  return typeof token === 'string' ? token : '';
}

function checkHost(request: FastifyRequest, place: Place): void {
  if (!place.hosts.includes(request.headers.host ?? ''))
    throw new Fault('not-allowed', 'the request names a host that is not this server');
}

// Under "no-referrer" browsers send "Origin: null" with our own forms; Sec-Fetch-Site, which no page can forge, then
// says whose form it was. Where neither header says so, the form is not ours.
function checkOrigin(request: FastifyRequest, place: Place): void {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const isOwn = origin === `${place.secure ? 'https' : 'http'}://${host}`;
  const isHidden = origin === undefined || origin === 'null';
  if (site !== undefined && site !== 'same-origin')
    throw new Fault('not-allowed', 'the form comes from another site');
  if (isOwn || (isHidden && site === 'same-origin')) return;
  throw new Fault('not-allowed', 'the form does not say that it is ours');
}
