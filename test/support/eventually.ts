import { setTimeout as pause } from 'node:timers/promises';

const LOOK_EVERY_MS = 50;

/** Reads until the value fits. @returns what was read last, also when the time is over, for the test to judge */
export async function eventually<T>(read: () => Promise<T>, fits: (value: T) => boolean, timeoutMs = 15_000): Promise<T> {
  for (const deadline = Date.now() + timeoutMs; ; await pause(LOOK_EVERY_MS)) {
    const value = await read();
    if (fits(value) || Date.now() > deadline) return value;
  }
}
