/** A blind choice between two drafts, one shown on the left and one on the right. */
export interface Duel {
  /** Places of the two variants, 0..variants - 1, not the same. */
  left: number;
  right: number;
  /** "Both bad" says nothing about which is better: it is counted apart. */
  result: 'left' | 'right' | 'tie' | 'both-bad';
  /** Who chose, and in which conversation: choices of one person, or about one matter, resemble each other. */
  rater: string;
  conversation: string;
  /** Of the left and right drafts, in characters, above 0. */
  leftLength: number;
  rightLength: number;
}

/** @throws RangeError when the duel is not a possible one among so many variants */
export function assertDuel({ left, right, leftLength, rightLength }: Duel, variants: number): void {
  const places = [left, right].every((place) => Number.isInteger(place) && place >= 0 && place < variants);
  const lengths = [leftLength, rightLength].every((length) => length > 0 && length < Infinity);
  if (!places || left === right || !lengths) {
    throw new RangeError(`impossible duel: ${left} (${leftLength} characters) against ${right} (${rightLength})`);
  }
}

/** A duel's row of the regression: +1 and -1 for its variants (the first one is the zero of the scale), 1, length. */
export function rowOf({ left, right, leftLength, rightLength }: Duel, variants: number): number[] {
  const row = Array.from({ length: variants + 1 }, () => 0);
  if (left > 0) row[left - 1] = 1;
  if (right > 0) row[right - 1] = -1;
  row[variants - 1] = 1;
  row[variants] = Math.log(leftLength / rightLength);
  return row;
}
