import { alikeAcross, duplicateKey, NearDuplicates, seededRandom, shuffle } from '#textmodels';

/** Fewer would be learnt by heart. */
export const FEWEST_CASES = 8;
/** In each half: questions that are nearly the same stay together, so that halves may differ, but not as much as that nothing is compared. */
const FEWEST_IN_A_HALF = 3;

export const isEnough = ({ feedback, validation }: SplitCases): boolean =>
  feedback.length + validation.length >= FEWEST_CASES && Math.min(feedback.length, validation.length) >= FEWEST_IN_A_HALF;

export interface SplitCases {
  feedback: string[];
  validation: string[];
  /** Nearly the same as a question that judges later. */
  leftOut: number;
}

interface Asked {
  id: string;
  question: string;
}

/**
 * Half of the cases to make proposals from, the other half to compare candidates on. Questions that are nearly the same are
 * on one side; those that a frozen set holds are on neither.
 *
 * @param judging questions of frozen sets
 */
export function splitCases(cases: readonly Asked[], judging: readonly string[], seed: number): SplitCases {
  const kept = notAlike(cases, judging);
  const groups = groupAlike(shuffle([...kept], seededRandom(seed)));
  const feedback: string[] = [];
  const validation: string[] = [];
  for (const group of groups) (feedback.length < Math.floor(kept.length / 2) ? feedback : validation).push(...group);
  return { feedback, validation, leftOut: cases.length - kept.length };
}

function notAlike(cases: readonly Asked[], judging: readonly string[]): Asked[] {
  const same = new Set(judging.map(duplicateKey));
  const pairs = alikeAcross([...judging, ...cases.map(({ question }) => question)], [...judging.map(() => 0), ...cases.map(() => 1)]);
  const alike = new Set(pairs.map(([, later]) => later - judging.length));
  return cases.filter(({ question }, at) => !alike.has(at) && !same.has(duplicateKey(question)));
}

function groupAlike(cases: readonly Asked[]): string[][] {
  const near = new NearDuplicates();
  const groups = new Map<number, string[]>();
  cases.forEach(({ id, question }, at) => {
    const first = near.take(question) ?? at;
    groups.set(first, [...(groups.get(first) ?? []), id]);
  });
  return [...groups.values()];
}
