/**
 * A seat: what one request of one session may ask. Pages and their JSON twins read through it and through nothing
 * else, so that no route can forget the principal, the purpose or the day.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Fault, isId } from '#ground';
import type { Answer, Principal, Purpose, Query, QueryName, Watch, Workspace } from '#workspace';
import { keysFrom } from '../page/actions.ts';
import type { Setting } from '../page/frame.tsx';
import type { Travel } from '../page/links.ts';
import { formOwner } from './shield.ts';

/** Keys as a person set them in this browser; the script writes it, so it is no secret from scripts. */
const KEYS_COOKIE = 'habeas-keys';

export interface Seat {
  readonly workspace: Workspace;
  readonly principal: Principal;
  readonly travel: Travel;
  /** How the person who reads is called, where they said so. */
  readonly readsAs: string | undefined;
  /** Asks the workspace, for the day that the reader travels to. */
  read<Q extends QueryName>(purpose: Purpose, query: Query<Q>, watch?: Watch): Promise<Answer<Q>>;
}

/** The seat of a request. Throws Fault('vault-locked') where there is no session. */
export function seatOf(request: FastifyRequest): Seat {
  const { session } = request;
  if (!session) throw new Fault('vault-locked', 'there is no session');
  const { workspace, principal, readsAs } = session;
  const travel = travelOf(request.query);
  const read = <Q extends QueryName>(purpose: Purpose, query: Query<Q>, watch?: Watch): Promise<Answer<Q>> =>
    workspace.read<Q>(principal, purpose, { ...query, ...travel }, watch);
  return { workspace, principal, travel, readsAs, read };
}

/** What the frame of a page needs; sets the cookie that the page's forms are checked against. */
export async function settingOf(seat: Seat, request: FastifyRequest, reply: FastifyReply): Promise<Setting> {
  const overview = await overviewOf(seat);
  const csrf = reply.generateCsrf({ userInfo: formOwner(request) });
  const path = request.url.split('?')[0] ?? '/';
  return {
    overview,
    csrf,
    travel: seat.travel,
    path,
    asked: askedIn(request.query),
    compartments: seat.principal.compartments.length,
    keys: keysFrom(request.cookies[KEYS_COOKIE]),
    readsAs: seat.readsAs,
  };
}

// In a past before the workspace had a name it is still this workspace, and still a sample.
async function overviewOf(seat: Seat): Promise<Answer<'overview'>> {
  const overview = await seat.read('work', { what: 'overview', soon: true });
  if (seat.travel.asKnown === undefined) return overview;
  const now = await seat.workspace.read(seat.principal, 'work', { what: 'overview', soon: true });
  return { ...overview, name: now.name, sample: now.sample };
}

/** Words of an address that say what just happened, and the day, which is said by itself. */
const PASSING = new Set(['asKnown', 'done', 'made', 'need', 'locked']);

/** What a page was asked for, as its address has it. */
function askedIn(query: unknown): Record<string, string> {
  const pairs = Object.entries(query as Record<string, unknown>).filter(
    (pair): pair is [string, string] =>
      typeof pair[1] === 'string' && pair[1] !== '' && !PASSING.has(pair[0]),
  );
  return Object.fromEntries(pairs.slice(0, 20));
}

/** An id from an address. What is no id names nothing: the answer is that of an unknown id. */
export function idIn(params: unknown, name: string): string {
  const id = (params as Record<string, unknown>)[name];
  if (!isId(id)) throw new Fault('not-found', 'the address holds no id');
  return id;
}

/** One argument of an address, or undefined; an empty one counts as absent, one given twice is refused. */
export function argument(query: unknown, name: string): string | undefined {
  const value = (query as Record<string, unknown>)[name];
  if (value === undefined || value === '') return undefined;
  if (typeof value !== 'string' || value.length > 500)
    throw new Fault('usage-wrong', 'an argument is given twice or is too long');
  return value;
}

function travelOf(query: unknown): Travel {
  const asKnown = argument(query, 'asKnown');
  return asKnown === undefined ? {} : { asKnown };
}
