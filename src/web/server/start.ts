/** Starts a server on a port and says where. On loopback it speaks HTTP; elsewhere only behind a proxy with TLS. */
import type { AddressInfo } from 'node:net';
import { Fault } from '#ground';
import { buildServer } from './build.ts';
import { loopbackHosts, type BuildOptions } from './gate.ts';

export interface StartOptions extends BuildOptions {
  /** 127.0.0.1 unless told. */
  readonly host?: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
}

export interface Started {
  /** What to open in a browser. */
  readonly url: string;
  /** Stops listening, ends all sessions and locks the workspace. */
  close(): Promise<void>;
}

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

/** Throws Fault('usage-wrong') for a host that is not loopback when no https origin is given. */
export async function startServer({
  host = '127.0.0.1',
  port = 0,
  ...options
}: StartOptions): Promise<Started> {
  if (!LOOPBACK.includes(host) && options.origin === undefined)
    throw new Fault(
      'usage-wrong',
      'outside of loopback the server needs the https origin under which it is reached',
    );
  const server = await buildServer(options);
  await server.listen({ host, port });
  const taken = (server.server.address() as AddressInfo).port;
  if (options.origin === undefined) {
    server.place.hosts = loopbackHosts(taken);
    server.place.mark = `-${taken}`;
  }
  const name = host.includes(':') ? `[${host}]` : host;
  return { url: options.origin ?? `http://${name}:${taken}`, close: () => server.close() };
}
