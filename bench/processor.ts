/**
 * Processor time of this program and everything it started, from /proc: on a machine that other work shares it says
 * more than the clock, because waiting for the processor is not in it. Linux only; elsewhere it is not a number.
 */
import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds of one tick: Linux has counted a hundred a second for user programs since ever. */
const TICK = 10;

interface Seen {
  readonly parent: number;
  readonly ms: number;
}

function seen(pid: string): Seen | null {
  try {
    // The name of the program may hold spaces; what follows it does not.
    const [, after = ''] = /^\d+ \(.*\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    const fields = after.split(' ').map(Number);
    const [, parent = 0] = fields;
    const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15);
    return { parent, ms: (user + system + childUser + childSystem) * TICK };
  } catch {
    return null;
  }
}

/** Milliseconds of processor time used so far by this process and all that descend from it. */
export function processorMs(): number {
  let pids: string[];
  try {
    pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return Number.NaN;
  }
  const all = new Map(pids.flatMap((pid) => [[Number(pid), seen(pid)] as const]));
  let sum = 0;
  for (const [pid, one] of all) {
    if (one === null) continue;
    let above = pid;
    while (above > 1 && above !== process.pid) above = all.get(above)?.parent ?? 0;
    if (above === process.pid) sum += one.ms;
  }
  return sum;
}
