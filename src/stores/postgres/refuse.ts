/**
 * Turns what the driver throws into faults. A server's error carries values (the failing row, the key that exists, the
 * text of a statement): nothing of it passes but the five letters of its SQLSTATE, and for refused constraints not
 * even these, so that a hidden row cannot be told from a malformed one.
 */
import { Fault, type FaultCode } from '#ground';

const EXACT: Readonly<Record<string, readonly [FaultCode, string]>> = {
  '53100': ['disk-full', 'the database server has no space left'],
  '40001': ['ledger-conflict', 'another writer was first'],
  '40P01': ['ledger-conflict', 'another writer was first'],
  '55P03': ['ledger-conflict', 'another writer held the ledger for too long'],
  '42501': ['entry-malformed', 'the store refused what was to be written'],
  '44000': ['entry-malformed', 'the store refused what was to be written'],
  XX001: ['ledger-broken', 'the server found damaged pages'],
  XX002: ['ledger-broken', 'the server found a damaged index'],
};

/** Connection, authorisation, missing database, shutdown, resources. */
const UNREACHABLE = /^(?:08|28|3D|53|57|58)/;

function sqlState(thrown: unknown): string | null {
  const code: unknown = thrown instanceof Error && 'code' in thrown ? thrown.code : null;
  // EPIPE and its like have five letters too, but no digit.
  return typeof code === 'string' && /^(?=.*\d)[0-9A-Z]{5}$/.test(code) ? code : null;
}

/** The fault that stands for a thrown value; a fault stays itself. Never carries the original as its cause. */
export function asFault(thrown: unknown): Fault {
  if (thrown instanceof Fault) return thrown;
  const state = sqlState(thrown);
  if (state === null) {
    if (thrown instanceof TypeError || thrown instanceof RangeError) {
      return new Fault('bug', 'the store could not prepare a call');
    }
    return new Fault('store-unreachable', 'the database server did not answer');
  }
  const known = EXACT[state];
  if (known !== undefined) return new Fault(...known);
  if (state.startsWith('23')) return new Fault('entry-malformed', 'the store refused what was to be written');
  if (UNREACHABLE.test(state))
    return new Fault('store-unreachable', `the database server refused (sqlstate ${state})`);
  return new Fault('bug', `the database refused a call (sqlstate ${state})`);
}
