/**
 * What a process has used, where the system shows it (Linux: /proc). Elsewhere only the wall clock and
 * the heap cap hold a parser; that is documented, not hidden.
 */
import { readFileSync } from 'node:fs';

export interface Usage {
  /** Milliseconds of processor time since the process started, user and system. */
  readonly cpuMs: number;
  /** Resident memory in MiB. */
  readonly residentMiB: number;
}

/** Linux counts in ticks of a hundredth of a second and in pages of 4 KiB on every platform Node supports it on. */
const TICK_MS = 10;
const PAGE_KIB = 4;

/** Null where the system does not tell or the process is gone. */
export function usageOf(pid: number | undefined): Usage | null {
  if (process.platform !== 'linux' || pid === undefined) return null;
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is a name in brackets that may hold spaces; count from after it.
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    return { cpuMs: ticks * TICK_MS, residentMiB: (Number(fields[21]) * PAGE_KIB) / 1024 };
  } catch {
    return null;
  }
}
