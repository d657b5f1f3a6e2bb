/**
 * Where a model is: the address of an OpenAI-compatible chat-completions endpoint, and how far away it is. Plain HTTP
 * goes to this machine only, because text about held persons must not cross a network in the open. An address carries
 * no secret: names, passwords, queries and fragments in it are refused.
 */
import { isIP } from 'node:net';
import { Fault } from '#ground';

/** How far a text travels: nowhere, to a machine of the same network, or away. */
export type Reach = 'loopback' | 'private' | 'remote';

export interface Endpoint {
  /** Full address of the chat-completions call. */
  readonly url: string;
  readonly reach: Reach;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
const PRIVATE =
  /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|\[f[cd][0-9a-f]{2}:|\[fe[89ab][0-9a-f]:)/i;

function reachOf(host: string): Reach {
  if (LOOPBACK.test(host)) return 'loopback';
  const isAddress = isIP(host.replace(/^\[|\]$/g, '')) !== 0;
  return isAddress && PRIVATE.test(host) ? 'private' : 'remote';
}

/**
 * Reads an address: a base such as `http://127.0.0.1:11434/v1`, or the full address of the call.
 * Throws Fault('usage-wrong') for anything that is no such address; the message repeats nothing of it.
 */
export function endpointOf(words: string): Endpoint {
  const refuse = (why: string, hint: string): never => {
    throw new Fault('usage-wrong', `the address of the model ${why}`, { hint });
  };
  let url: URL;
  try {
    url = new URL(words);
  } catch (cause) {
    throw new Fault('usage-wrong', 'the address of the model is no address', {
      hint: 'Write it like http://127.0.0.1:11434/v1.',
      cause,
    });
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    refuse('is neither http nor https', 'Write it like http://127.0.0.1:11434/v1.');
  if (url.username !== '' || url.password !== '')
    refuse('carries a name or password', 'Put the key into a file and name it with --model-key-file.');
  if (url.search !== '' || url.hash !== '')
    refuse('carries a query or fragment', 'Give the address alone; a key belongs into a file.');
  const reach = reachOf(url.hostname);
  if (url.protocol === 'http:' && reach !== 'loopback')
    refuse(
      'is plain http and not on this machine',
      'Text about held persons must not travel in the open: use https, or a tunnel to this machine.',
    );
  const path = url.pathname.replace(/\/+$/, '');
  url.pathname = path.endsWith('/chat/completions') ? path : `${path}/chat/completions`;
  return { url: url.href, reach };
}

/** Reads a key as a file holds it. Throws Fault('usage-wrong') for what cannot be sent as one; never repeats it. */
export function keyOf(words: string): string {
  const key = words.trim();
  if (!/^[\u0021-\u007e]{1,4096}$/.test(key))
    throw new Fault('usage-wrong', 'the key of the model is empty or holds characters that cannot be sent');
  return key;
}
