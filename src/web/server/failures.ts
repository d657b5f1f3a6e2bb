/**
 * How a failure leaves the server: one JSON shape, one page, one log line. None of them carries a value of the
 * request or the words of an exception; what is absent and what may not be seen look the same to the last byte.
 */
import { FAULTS, isFault, type FaultCode } from '#ground';

export interface Failure {
  readonly code: FaultCode;
  readonly http: number;
  /** What happened and what is safe, in words that hold for every case of the code. */
  readonly message: string;
  /** What to do next. */
  readonly hint: string;
  /** The code of the field that a person has to settle first, where that is what is missing. */
  readonly field?: string;
}

/** The one JSON shape of failures. `state` repeats the HTTP number for those who see only the body. */
export interface FailureJson {
  readonly ok: false;
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly hint: string;
    readonly field?: string;
  };
  readonly state: number;
}

const HINTS: Partial<Record<FaultCode, string>> = {
  'vault-locked': 'Unlock the workspace and ask again.',
  'passphrase-wrong': 'Try again. The recovery code that was printed once opens it too.',
  'not-found': 'Go back to the documents.',
  'not-allowed': 'Ask whoever leads this workspace. Nothing was changed.',
  'already-decided': 'Go back to the document to see who decided what.',
  'date-malformed': 'Give a day as 2026-03-31.',
  'usage-wrong': 'Go back and try again. Nothing was changed.',
  'too-many-attempts': 'Wait ten minutes. Nothing was changed and nothing is locked for good.',
  'disk-full': 'Free space, then repeat the last step.',
  'store-unreachable': 'Wait a moment and repeat the last step; it will not be recorded twice.',
  'ledger-broken': 'Run “habeas verify”, keep this copy, and work on with a backup.',
};
const ELSE = 'Go back and try again. If it happens again, report the code below.';

/** Codes that a reader must not be able to tell apart from "there is nothing with this id". */
const SAME_AS_ABSENT: readonly FaultCode[] = ['compartment-closed'];

/** What a thrown value means to the outside. Framework errors keep their HTTP number; anything else is a bug. */
export function failureOf(thrown: unknown): Failure {
  const code = codeOf(thrown);
  const { http, means } = FAULTS[code];
  const field = fieldOf(thrown);
  return {
    code,
    http,
    message: means,
    hint: HINTS[code] ?? ELSE,
    ...(field === undefined ? {} : { field }),
  };
}

// The message of this fault names the field by its code and nothing else.
function fieldOf(thrown: unknown): string | undefined {
  if (!isFault(thrown, 'person-needed')) return undefined;
  return /field (\w{1,30})/.exec(thrown.message)?.[1];
}

function codeOf(thrown: unknown): FaultCode {
  if (isFault(thrown)) return SAME_AS_ABSENT.includes(thrown.code) ? 'not-found' : thrown.code;
  const { code, statusCode } = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as {
    code?: unknown;
    statusCode?: unknown;
  };
  if (typeof code === 'string' && code.startsWith('FST_CSRF')) return 'not-allowed';
  if (statusCode === 429) return 'too-many-attempts';
  if (statusCode === 413) return 'input-too-large';
  if (statusCode === 404) return 'not-found';
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500 ? 'usage-wrong' : 'bug';
}

export function failureJson({ code, http, message, hint, field }: Failure): FailureJson {
  const error = { code, message, hint, ...(field === undefined ? {} : { field }) };
  return { ok: false, error, state: http };
}

/** What may stand in a log about a thrown value: its code, and for a bug the places in our code, without words. */
export function logged(thrown: unknown): { fault: string; at?: readonly string[] } {
  const { code } = failureOf(thrown);
  if (code !== 'bug') return { fault: code };
  const stack = thrown instanceof Error ? (thrown.stack ?? '') : '';
  const frames = [...stack.matchAll(/^\s+at .*?([\w.-]+\.tsx?:\d+):\d+\)?$/gm)].map(
    ([, place]) => place ?? '',
  );
  return { fault: 'bug', at: frames.slice(0, 12) };
}
