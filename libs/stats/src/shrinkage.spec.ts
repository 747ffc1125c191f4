import { describe, expect, it } from '@jest/globals';

import { normalQuantile } from './distributions.ts';
import { seeded } from './seeded.ts';
import { shrinkEffects } from './shrinkage.ts';

const topics = [
  { value: 0.3, standardError: 0.1 },
  { value: -0.1, standardError: 0.15 },
  { value: 0.05, standardError: 0.05 },
  { value: 0.6, standardError: 0.3 },
];

function shrunk(segments: typeof topics) {
  const answer = shrinkEffects(segments);
  if (answer.kind !== 'shrunk') throw new Error(answer.kind);
  return answer;
}

const squares = (values: readonly number[]): number => values.reduce((sum, value) => sum + value ** 2, 0);

describe('shrunk effects of segments', () => {
  it('match the reference', () => {
    // tau2 = mpmath.findroot of sum((y - m)^2/(se^2 + tau2)) = 3, m weighted by 1/(se^2 + tau2);
    // the fourth by b = se^2/(se^2 + tau2)/3: m + (1 - b)(y - m), variance se^2 (1 - b) + b^2 var m + 2 (b (y - m))^2.
    const answer = shrunk(topics);
    expect(answer.betweenVariance).toBeCloseTo(0.04622586238670409, 12);
    expect(answer.mean).toBeCloseTo(0.1546712848569526, 12);
    expect(answer.segments[3]?.value).toBeCloseTo(0.5019285969622508, 12);
    expect(answer.segments[3]?.standardError).toBeCloseTo(0.3003690944535469, 12);
  });

  it('are drawn furthest to the common mean when noise explains the differences', () => {
    const alike = topics.map(({ standardError }, i) => ({ value: 0.2 + (i % 2) * 0.01, standardError }));
    const answer = shrunk(alike);
    expect(answer.betweenVariance).toBe(0);
    // (k - 3) / (k - 1) of the way.
    for (const { kept } of answer.segments) expect(kept).toBeCloseTo(2 / 3, 12);
  });

  it('keep less of a noisy segment', () => {
    const [precise, noisy] = [shrunk(topics).segments[2], shrunk(topics).segments[3]];
    expect(precise?.kept).toBeGreaterThan(noisy?.kept ?? 1);
  });

  it('lie nearer to the truth than the raw effects, and their errors hold it', () => {
    const random = seeded(5);
    const normal = () => normalQuantile(Math.min(1 - 1e-10, Math.max(1e-10, random())));
    let raw = 0;
    let drawn = 0;
    let covered = 0;
    for (let run = 0; run < 300; run++) {
      const truths = Array.from({ length: 10 }, () => 0.2 + 0.1 * normal());
      const seen = truths.map((truth, i) => ({ value: truth + (0.05 + 0.02 * i) * normal(), standardError: 0.05 + 0.02 * i }));
      const { segments } = shrunk(seen);
      raw += squares(seen.map(({ value }, i) => value - (truths[i] ?? 0)));
      drawn += squares(segments.map(({ value }, i) => value - (truths[i] ?? 0)));
      covered += segments.filter(({ value, standardError }, i) => Math.abs(value - (truths[i] ?? 0)) < 1.96 * standardError).length;
    }
    expect(drawn / raw).toBeLessThan(0.6);
    expect(covered / 3000).toBeGreaterThan(0.93);
  });

  it('need four segments', () => {
    expect(shrinkEffects(topics.slice(0, 3))).toEqual({ kind: 'too-few', have: 3, need: 4 });
  });
});
