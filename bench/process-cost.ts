import { execFileSync } from 'node:child_process';
import fs from 'node:fs';

/** Kernel clock ticks a second. */
const TICKS = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

const statOf = (pid: number): string[] => fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];

/** CPU time that a process has used so far, in milliseconds, user and system. */
export function cpuMs(pid: number): number {
  const fields = statOf(pid);
  return ((Number(fields[11]) + Number(fields[12])) * 1_000) / TICKS;
}

/** Resident memory of a process in kilobytes. */
export const residentKb = (pid: number): number => Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);

/** A process and all that descend from it: PostgreSQL serves each connection in a process of its own. */
export function family(pid: number): number[] {
  const parents = new Map<number, number[]>();
  for (const name of fs.readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const parent = Number(fs.readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]);
      parents.set(parent, [...(parents.get(parent) ?? []), Number(name)]);
    } catch {
      // It ended while we looked.
    }
  }
  const descend = (of: number): number[] => [of, ...(parents.get(of) ?? []).flatMap(descend)];
  return descend(pid);
}

/** CPU time of a process and its descendants, also of those that it has outlived. */
export const familyCpuMs = (pid: number): number => family(pid).reduce((sum, one) => {
  try {
    return sum + cpuMs(one);
  } catch {
    return sum;
  }
}, outlivedCpuMs(pid));

/** CPU time of the children that have ended. */
const outlivedCpuMs = (pid: number): number => {
  const fields = statOf(pid);
  return ((Number(fields[13]) + Number(fields[14])) * 1_000) / TICKS;
};

/** @returns the value below which the share `q` of the values lies; NaN without values */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

export const round = (value: number, digits = 1): number => Number(value.toFixed(digits));

/** Options of the form `--name value`. */
export function options<T extends Record<string, number>>(defaults: T): T {
  const given: Record<string, number> = { ...defaults };
  for (const name of Object.keys(defaults)) {
    const at = process.argv.indexOf(`--${name}`);
    if (at > 0) given[name] = Number(process.argv[at + 1]);
  }
  return given as T;
}

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
