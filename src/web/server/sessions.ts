/**
 * Who is at the door: sessions with a random token of 256 bits, of which only the SHA-256 is kept. A session ends
 * after 30 minutes without a request, after 12 hours in any case, and when anyone locks (ASVS 7.3, 7.4). It knows a
 * principal and an open workspace; it knows no passphrase.
 */
import { randomBytes } from 'node:crypto';
import { sha256Hex } from '#ground';
import type { Opened } from './gate.ts';

/** Milliseconds. */
export const IDLE = 30 * 60_000;
export const LONGEST = 12 * 60 * 60_000;

export interface Session extends Opened {
  /** SHA-256 of the token in hex; the token itself is only in the browser. */
  readonly id: string;
  readonly openedAt: number;
  seenAt: number;
  /** How the person who reads here is called, where they said so; it goes with the session. */
  readsAs?: string | undefined;
}

/** All sessions of one server, in memory only. */
export class Sessions {
  readonly #byId = new Map<string, Session>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  get size(): number {
    return this.#byId.size;
  }

  /** Starts a session and gives its token, 43 characters of base64url; it cannot be asked for again. */
  open({ workspace, principal }: Opened): string {
    const token = randomBytes(32).toString('base64url');
    const at = this.#now();
    const id = idOf(token);
    this.#byId.set(id, { id, workspace, principal, openedAt: at, seenAt: at });
    return token;
  }

  /** The session of a token, and counts as a sign of life; null when there is none or it has run out. */
  find(token: string | undefined): Session | null {
    if (token === undefined || token.length > 100) return null;
    const session = this.#byId.get(idOf(token));
    if (!session) return null;
    if (this.#isOver(session)) {
      this.#byId.delete(session.id);
      return null;
    }
    session.seenAt = this.#now();
    return session;
  }

  end(id: string): void {
    this.#byId.delete(id);
  }

  endAll(): void {
    this.#byId.clear();
  }

  /** Forgets what has run out and says how many sessions it ended. */
  sweep(): number {
    const over = [...this.#byId.values()].filter((session) => this.#isOver(session));
    for (const { id } of over) this.#byId.delete(id);
    return over.length;
  }

  #isOver(session: Session): boolean {
    const at = this.#now();
    return at - session.seenAt >= IDLE || at - session.openedAt >= LONGEST;
  }
}

function idOf(token: string): string {
  return sha256Hex(Buffer.from(token));
}
