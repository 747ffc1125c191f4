const FIRST_MS = 500;
const MOST_MS = 30_000;

/** How long to wait before attempt n (from 0): anything between nothing and a bound that doubles, so that many tabs spread out. */
export const backoffMs = (attempt: number, random: () => number): number =>
  Math.round(random() * Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(attempt, 10)));
