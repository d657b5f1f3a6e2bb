/** A chat-completions endpoint on loopback that answers as it is told, and remembers every byte it was sent. */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { endpointOf, type Endpoint } from '#reading';

const FIXTURES = fileURLToPath(new URL('../../../fixtures/reading/model/', import.meta.url));
export const recorded = (name: string): string => readFileSync(`${FIXTURES}${name}`, 'utf8');
export const TEXT = recorded('text.txt');

export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Served {
  readonly endpoint: Endpoint;
  readonly url: string;
  readonly heard: Heard[];
  close(): Promise<void>;
}

export type Answering = (response: ServerResponse, call: Heard, number: number) => void;

/** Starts an endpoint. It answers each call with `answer`. */
export async function serve(answer: Answering): Promise<Served> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const call = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(parts).toString('utf8'),
      };
      heard.push(call);
      answer(response, call, heard.length);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return {
    endpoint: endpointOf(url),
    url,
    heard,
    close: () =>
      new Promise<void>((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

/** An answer in the form of the protocol around a reply. */
export function envelope(reply: unknown, extra: object = {}): string {
  const content = typeof reply === 'string' ? reply : JSON.stringify(reply);
  return JSON.stringify({
    model: 'invented-7b',
    choices: [{ index: 0, message: { role: 'assistant', content } }],
    ...extra,
  });
}

export const sends =
  (body: string, type = 'application/json'): Answering =>
  (response) => {
    response.writeHead(200, { 'content-type': type });
    response.end(body);
  };

/** A count as a model may claim it; `change` makes it a wrong one. */
export function said(change: object = {}, fields: object = {}): Record<string, unknown> {
  return {
    kind: 'count',
    quote: 'it holds 14 drivers from Vessin',
    attribution: {
      status: 'named',
      mention: 'The Ministry of Roads of Orlan said',
      name: 'Ministry of Roads of Orlan',
    },
    modality: 'asserted',
    subject: 'drivers',
    ...change,
    fields: {
      operator: '=',
      number: 14,
      measure: 'held',
      as_of: null,
      period: null,
      unit: null,
      vague: false,
      ...fields,
    },
  };
}
