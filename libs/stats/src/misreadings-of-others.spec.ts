import { describe, expect, it } from '@jest/globals';

import { chanceToWin } from './chance-to-win.ts';
import { complierEffect } from './complier-effect.ts';
import { interactionTest } from './interaction-test.ts';
import { latencyBucket, mergeBuckets, quantileFromBuckets } from './latency-sketch.ts';
import { leeBounds } from './lee-bounds.ts';
import { differenceOfMeans } from './mean-interval.ts';
import { addToMoments, mergeMoments, momentsOf, NO_MOMENTS } from './moments.ts';
import { holm } from './multiplicity.ts';
import { pairMomentsOf } from './pair-moments.ts';
import { ratioInterval } from './ratio-interval.ts';
import { responseRates } from './response-rates.ts';
import { shareOfRuns } from './runs.fixture.ts';
import { sharesOverEpochs } from './sample-ratio-epochs.ts';
import { sampleRatio } from './sample-ratio.ts';
import { shrinkEffects } from './shrinkage.ts';
import { coin, gauss, moodyVisitors } from './simulated.fixture.ts';
import { seeded } from './seeded.ts';
import { stratifiedDifference } from './stratified-difference.ts';

const ones = (count: number, value: number) => Array.from({ length: count }, () => value);
const sketch = (times: Iterable<number>) => {
  const counts = new Map<number, number>();
  for (const time of times) counts.set(latencyBucket(time), (counts.get(latencyBucket(time)) ?? 0) + 1);
  return mergeBuckets(counts);
};

describe('faults of other products, in what they read from their numbers:', () => {
  it('naming a winner once its chance to win passes 95 %, which half of the experiments without a difference do', () => {
    const draw = coin(0.5);
    const named = shareOfRuns(81, (random) => {
      let [a, b] = [NO_MOMENTS, NO_MOMENTS];
      for (let unit = 1; unit <= 1_000; unit++) {
        [a, b] = [addToMoments(a, draw(random)), addToMoments(b, draw(random))];
        const difference = unit % 10 > 0 ? null : differenceOfMeans(a, b);
        if (difference?.kind === 'estimate' && Math.abs(chanceToWin(difference).chanceToWin - 0.5) > 0.45) return true;
      }
      return false;
    }, 400);
    // Which is why it only describes here: no type of this library turns it into a decision.
    expect(named).toBeGreaterThan(0.4);
  });

  it('taking each rating for a unit, so that a visitor who rates ten times alike counts ten times', () => {
    const visitors = moodyVisitors(seeded(82), 200, 0.7);
    const tenfold = visitors.map(({ numerator, denominator }) => ({ numerator: 10 * numerator, denominator: 10 * denominator }));
    const [once, ten] = [ratioInterval(pairMomentsOf(visitors)), ratioInterval(pairMomentsOf(tenfold))];
    if (once.kind !== 'estimate' || ten.kind !== 'estimate') throw new Error(once.kind);
    expect(ten.standardError).toBeCloseTo(once.standardError, 12);
  });

  it('leaving out answers that timed out, which makes the model that times out look fast', () => {
    const steady = sketch(Array.from({ length: 1000 }, (_, i) => 1000 + i));
    const failing = sketch(Array.from({ length: 1000 }, (_, i) => (i < 900 ? 500 + i : Infinity)));
    expect(quantileFromBuckets(steady, 0.95)).toMatchObject({ kind: 'value' });
    expect(quantileFromBuckets(failing, 0.95)).toEqual({ kind: 'censored', count: 1000, censored: 100 });
  });

  it('reading a quantile from a summary without any bound on its error, between two humps say', () => {
    const random = seeded(83);
    const times = Array.from({ length: 20_000 }, () => (random() < 0.5 ? 300 : 9000) * Math.exp(0.05 * gauss(random))).sort((a, b) => a - b);
    for (const q of [0.4, 0.49, 0.51, 0.6]) {
      const read = quantileFromBuckets(sketch(times), q);
      if (read.kind !== 'value') throw new Error(read.kind);
      expect(Math.abs(read.ms / (times[Math.floor(q * 19_999)] ?? NaN) - 1)).toBeLessThan(0.011);
    }
  });

  it('alarming about the sample ratio because the weights were changed on the way', () => {
    // 10 : 90 for a day, then 50 : 50; each day as planned.
    const epochs = [{ weights: [9, 1], units: [9000, 1000] }, { weights: [1, 1], units: [1000, 1000] }];
    expect(sampleRatio(sharesOverEpochs(epochs))).toMatchObject({ pValue: 1, mismatch: false });
    const byLastWeights = sampleRatio([{ units: 10_000, weight: 1 }, { units: 2000, weight: 1 }]);
    expect(byLastWeights).toMatchObject({ mismatch: true });
  });

  it('taking a change of weights on a bad day for an effect of the variant', () => {
    const day = (good: number, bad: number) => momentsOf([...ones(good, 1), ...ones(bad, 0)]);
    // No effect on either day: 80 % on the first, 50 % on the second.
    const [a1, b1, a2, b2] = [day(720, 180), day(80, 20), day(50, 50), day(450, 450)];
    const pooled = differenceOfMeans(mergeMoments(a1, a2), mergeMoments(b1, b2));
    const days = [differenceOfMeans(a1, b1), differenceOfMeans(a2, b2)].flatMap((one) => (one.kind === 'estimate' ? [one] : []));
    expect(pooled).toMatchObject({ kind: 'estimate', high: expect.closeTo(-0.2, 1) });
    const byDay = stratifiedDifference(days);
    expect(byDay.value).toBeCloseTo(0, 12);
  });

  it('comparing the satisfaction of those who answered, when the unhappy of one variant stay silent', () => {
    const [a, b] = [{ counts: [100, 0, 100, 0, 100], asked: 300 }, { counts: [0, 0, 100, 0, 100], asked: 300 }] as const;
    expect(responseRates({ successes: 300, trials: 300 }, { successes: 200, trials: 300 }, { plannedUnits: 600, alpha: 0.01 })).toMatchObject({ notComparable: true });
    const bounds = leeBounds(a, b);
    expect(bounds).toMatchObject({ kind: 'bounds', trimmed: 'control' });
    // The means are 3 and 4; nothing changed but who answers.
    if (bounds.kind === 'bounds') expect(bounds.low).toBeLessThanOrEqual(1e-12);
  });

  it('comparing what each variant served after fallbacks, instead of what was assigned', () => {
    const random = seeded(84);
    // The treatment adds 0.2 where it answers; on hard questions, worth 1 less, it fails and the control answers.
    const side = (isTreatment: boolean) => Array.from({ length: 4000 }, () => {
      const isHard = random() < 0.3;
      const served = isTreatment && !isHard ? 1 : 0;
      return { numerator: (isHard ? -1 : 0) + 0.2 * served + gauss(random), denominator: served };
    });
    const [a, b] = [side(false), side(true)];
    const served = (by: number) => momentsOf([...a, ...b].filter(({ denominator }) => denominator === by).map(({ numerator }) => numerator));
    const naive = differenceOfMeans(served(0), served(1));
    const ours = complierEffect(pairMomentsOf(a), pairMomentsOf(b));
    if (naive.kind !== 'estimate' || ours.kind !== 'estimate') throw new Error(ours.kind);
    expect(naive.low).toBeGreaterThan(0.4);
    expect([ours.low < 0.2, ours.high > 0.2]).toEqual([true, true]);
  });

  it('naming the segment that is luckiest, of twenty without any difference between them', () => {
    const random = seeded(85);
    const claims = { raw: 0, ours: 0, shown: 0, lucky: 0 };
    for (let run = 0; run < 400; run++) {
      const segments = Array.from({ length: 20 }, () => ({ value: gauss(random), standardError: 1 }));
      const test = interactionTest(segments);
      const best = Math.max(...segments.map(({ value }) => value));
      const shrunk = shrinkEffects(segments);
      if (best > 1.96) claims.raw++;
      if (test.kind === 'test' && test.pValue < 0.05) claims.ours++;
      claims.lucky += best / 400;
      claims.shown += shrunk.kind === 'shrunk' ? Math.max(...shrunk.segments.map(({ value }) => value)) / 400 : NaN;
    }
    expect(claims.raw / 400).toBeGreaterThan(0.3);
    expect(claims.ours / 400).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / 400));
    expect(claims.shown).toBeLessThan(0.5 * claims.lucky);
  });

  it('counting tests that could not be made, or showing p-values that were not adjusted', () => {
    expect(holm([0.02, null, 0.04])).toEqual([0.04, null, 0.04]);
  });
});
