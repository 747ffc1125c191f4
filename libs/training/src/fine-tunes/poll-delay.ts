const SECOND_MS = 1_000;
const FIRST_MINUTE_MS = 60_000;
const SHORTEST_MS = 10_000;
const LONGEST_MS = 300_000;
/** A job is looked at about thirty times in each span as long as it has lasted. */
const SHARE = 30;

/**
 * Until a provider is asked again: each second in the first minute, when most small jobs end and somebody is watching; then
 * from 10 seconds up to 5 minutes.
 *
 * @param ageMs since the job was asked for
 */
export const pollDelayMs = (ageMs: number): number => (ageMs < FIRST_MINUTE_MS ? SECOND_MS : Math.min(LONGEST_MS, Math.max(SHORTEST_MS, ageMs / SHARE)));

/** Until a provider that could not be asked is asked again: 1 s, 2 s, 4 s and so on up to 5 minutes, and no sooner than it wishes. */
export const troubleDelayMs = (failures: number, wishedMs = 0): number => Math.max(Math.min(wishedMs, LONGEST_MS), Math.min(LONGEST_MS, SECOND_MS * 2 ** Math.min(failures, 20)));
