import { describe, expect, it } from '@jest/globals';
import { latencyBucket, latencyMomentsOf, shuffledLabels, type LabelledUnit } from '#stats';
import { seeded } from '../../../stats/src/seeded.ts';
import { playDealing, type FalseAlarm, type Trial } from './play-dealing.ts';
import { RunningTimes, type UnitTimes } from './running-moments.ts';

const ALPHA = 0.05;
const TRIES = 400;
/** Three standard errors of so many tries at 5 %. */
const BAR = ALPHA + 3 * Math.sqrt((ALPHA * (1 - ALPHA)) / TRIES);

/** Visitors who come one by one; in the second epoch most of them get the treatment, and all are happier. */
function visitors(count: number, { effect = 0, epochs = 1 } = {}): Trial {
  const random = seeded(7);
  const units: LabelledUnit[] = [];
  const happy = Array.from({ length: count }, (_, at) => {
    const epoch = epochs === 2 && at >= count / 2 ? 1 : 0;
    const variant = random() < (epoch === 1 ? 0.8 : 0.5) ? 1 : 0;
    units.push({ variant, epoch });
    return [random() < 0.5 + effect * variant + 0.3 * epoch ? 1 : 0, 1] as const;
  });
  const sequence = { plannedUnits: count, alpha: ALPHA };
  return { units, variants: 2, primary: { kind: 'sums', of: happy }, guardrails: [], compared: { sequence, deciding: { sequence, endAlpha: null } } };
}

function alarmsOf(trial: Trial, tries = TRIES): Record<keyof FalseAlarm, number> {
  const all = Array.from(shuffledLabels(trial.units, { seed: 1, permutations: tries }), (labels) => playDealing(trial, labels));
  const share = (rule: keyof FalseAlarm): number => all.filter((one) => one[rule]).length / tries;
  return { sequence: share('sequence'), oneLook: share('oneLook'), everyLook: share('everyLook'), harm: share('harm') };
}

/** As `visitors`, by how long their answers took: one to four each, log-normal, alike within a visitor. */
function waiting(count: number): Trial {
  const trial = visitors(count);
  const random = seeded(11);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const of = trial.units.map((): UnitTimes => {
    const own = 0.5 * normal();
    const buckets = Array.from({ length: 1 + Math.floor(4 * random()) }, () => latencyBucket(Math.exp(6.5 + own + 0.5 * normal())));
    return [...new Set(buckets)].sort((a, b) => a - b).map((bucket) => [bucket, buckets.filter((one) => one === bucket).length] as const);
  });
  return { ...trial, primary: { kind: 'latency', q: 0.5, of } };
}

describe('an experiment with its labels dealt out by chance', () => {
  it('raises no more false alarms than promised, looked at all along', () => {
    const found = alarmsOf(visitors(1_000));
    expect(found.sequence).toBeLessThan(BAR);
    expect(found.oneLook).toBeLessThan(BAR);
    expect(found.oneLook).toBeGreaterThan(ALPHA - (BAR - ALPHA));
  });

  it('fools whoever stops at the first p below 0.05', () => {
    expect(alarmsOf(visitors(1_000)).everyLook).toBeGreaterThan(0.2);
  });

  it('has no difference left, however large the true one was', () => {
    expect(alarmsOf(visitors(1_000, { effect: 0.3 })).sequence).toBeLessThan(BAR);
  });

  it('is dealt within epochs, so that better days with other weights are no difference', () => {
    expect(alarmsOf(visitors(1_000, { epochs: 2 })).sequence).toBeLessThan(BAR);
  });

  it('keeps its promise also where one test at the planned end decides', () => {
    const trial = visitors(1_000);
    const [looks, endAlpha] = [{ plannedUnits: 1_000, alpha: 0.01 }, 0.04];
    const hybrid: Trial = { ...trial, compared: { ...trial.compared, deciding: { sequence: looks, endAlpha } } };
    const found = alarmsOf(hybrid);
    expect(found.sequence).toBeLessThan(BAR);
    // The end is read: a sequence of 1 % alone finds less.
    expect(found.sequence).toBeGreaterThan(alarmsOf({ ...hybrid, compared: { ...trial.compared, deciding: { sequence: looks, endAlpha: 1e-12 } } }).sequence);
  });

  it('is tried on response times as well', () => {
    const found = alarmsOf(waiting(1_000), 200);
    expect(found.sequence).toBeLessThan(ALPHA + 3 * Math.sqrt((ALPHA * (1 - ALPHA)) / 200));
    expect(found.everyLook).toBeGreaterThan(found.oneLook);
  });

  it('is hardly ever stopped for harm that is not there', () => {
    const trial = visitors(1_000);
    const margin = { better: 'higher', margin: 0.02, marginIs: 'absolute' } as const;
    const found = alarmsOf({ ...trial, guardrails: [{ measure: trial.primary, margin }] });
    expect(found.harm).toBeLessThan(found.sequence + 0.01);
    // Where the margin is next to nothing and the error spent large, the rule does see something: the bar above bites.
    const wide = { plannedUnits: 200, alpha: 0.5 };
    expect(alarmsOf({ ...trial, guardrails: [{ measure: trial.primary, margin: { ...margin, margin: 1e-9 } }], compared: { ...trial.compared, sequence: wide } }).harm).toBeGreaterThan(0.05);
  });
});

describe('running response times', () => {
  it('have the sums that all units together have', () => {
    const units: UnitTimes[] = [[[10, 2], [300, 1]], [[12, 1]], [[10, 1], [12, 3], [1_024, 1]], [[500, 4]]];
    const running = new RunningTimes();
    for (const unit of units) running.add(unit);
    for (const q of [0.3, 0.5, 0.9]) {
      const { buckets, upTo } = running.moments(q);
      const whole = latencyMomentsOf(units.map((unit) => new Map(unit)), q);
      expect(buckets).toEqual(whole.buckets);
      expect(upTo.y.squaredDeviations).toBeCloseTo(whole.upTo.y.squaredDeviations, 10);
      expect(upTo.x.squaredDeviations).toBeCloseTo(whole.upTo.x.squaredDeviations, 10);
      expect(upTo.coDeviations).toBeCloseTo(whole.upTo.coDeviations, 10);
      expect([upTo.y.count, upTo.y.mean, upTo.x.mean]).toEqual([whole.upTo.y.count, whole.upTo.y.mean, whole.upTo.x.mean]);
    }
  });
});
