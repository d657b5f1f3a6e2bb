/** Calls of our own API: the token of the page, a key for each write, one shape for what went wrong. */
import createClient from 'openapi-fetch';
import type { Meant } from '../page/about.tsx';
import type { components, paths } from './api-types.ts';

export type Schemas = components['schemas'];

/** What came of a call: an answer, or a failure of the program, or none at all. */
export type Outcome<T> =
  | { readonly ok: true; readonly answer: T }
  | { readonly ok: false; readonly failure: Schemas['Failure']['error'] | null };

const client = createClient<paths>({ baseUrl: '' });

export const token = (): string => document.documentElement.dataset['token'] ?? '';

/** Headers of one write; its key is new, so that only a repetition of the same call is the same write. */
export function writeHeaders(): { 'idempotency-key': string; 'x-form-token': string } {
  return { 'idempotency-key': crypto.randomUUID(), 'x-form-token': token() };
}

async function outcome<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<Outcome<T>> {
  try {
    const { data, error, response } = await call;
    if (response.status === 401) {
      location.assign('/unlock');
      return { ok: false, failure: null };
    }
    if (data !== undefined) return { ok: true, answer: data };
    return { ok: false, failure: (error as Partial<Schemas['Failure']>).error ?? null };
  } catch {
    // The program was ended, or the machine slept: nothing is known to have been recorded.
    return { ok: false, failure: null };
  }
}

export function decide(proposalId: string, version: number, body: Schemas['Decision']) {
  const header = { ...writeHeaders(), 'if-match': `"${version}"` };
  return outcome(
    client.POST('/api/proposals/{proposalId}/decision', { params: { path: { proposalId }, header }, body }),
  );
}

export function undoDecision(proposalId: string, version: number) {
  const header = { ...writeHeaders(), 'if-match': `"${version}"` };
  return outcome(
    client.POST('/api/proposals/{proposalId}/undo', { params: { path: { proposalId }, header } }),
  );
}

export function acceptGroup(documentId: string, body: Schemas['Group']) {
  const header = writeHeaders();
  return outcome(
    client.POST('/api/documents/{documentId}/group', { params: { path: { documentId }, header }, body }),
  );
}

export function undoGroup(documentId: string, body: Schemas['Group']) {
  const header = writeHeaders();
  return outcome(
    client.POST('/api/documents/{documentId}/group/undo', { params: { path: { documentId }, header }, body }),
  );
}

export function recordClaim(documentId: string, body: Schemas['ClaimByHand']) {
  const header = writeHeaders();
  return outcome(
    client.POST('/api/documents/{documentId}/claims', { params: { path: { documentId }, header }, body }),
  );
}

export function retractClaim(claimId: string, reason: string) {
  const header = writeHeaders();
  return outcome(
    client.POST('/api/claims/{claimId}/retraction', {
      params: { path: { claimId }, header },
      body: { reason },
    }),
  );
}

export function placeAt(documentId: string, body: Schemas['Place']) {
  const header = writeHeaders();
  return outcome(
    client.POST('/api/documents/{documentId}/places', { params: { path: { documentId }, header }, body }),
  );
}

export function readDocument(documentId: string) {
  return outcome(client.GET('/api/documents/{documentId}', { params: { path: { documentId } } }));
}

export function readFinish(documentId: string) {
  return outcome(client.GET('/api/documents/{documentId}/finish', { params: { path: { documentId } } }));
}

/** Rows of the lists that go by these words, in any script; none where the question could not be asked. */
export async function findRows(words: string): Promise<readonly Meant[]> {
  const got = await outcome(
    client.POST('/api/search', {
      params: { header: { 'x-form-token': token() } },
      body: { words, kinds: ['record'], limit: 8 },
    }),
  );
  if (!got.ok) return [];
  return got.answer.hits.map(({ id, words: name, lang, where }) => ({ recordId: id, name, lang, where }));
}

/** People by name in any script; none where the question could not be asked. */
export async function findPeople(words: string): Promise<readonly Schemas['FoundPerson'][]> {
  const got = await outcome(
    client.POST('/api/people/find', {
      params: { header: { 'x-form-token': token() } },
      body: { words: words.slice(0, 400) },
    }),
  );
  return got.ok ? got.answer.people : [];
}
