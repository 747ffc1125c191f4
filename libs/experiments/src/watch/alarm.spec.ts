import { describe, expect, it } from '@jest/globals';
import { usualDecision, type Evidence, type EvidenceCell } from '#contracts';
import { seeded } from '../../../stats/src/seeded.ts';
import { evidenceOf, shares } from '../analysis/evidence.fixture.ts';
import { alarmsOf as alarmsWith, isNews } from './alarm.ts';

/** Before the first alarm. */
const alarmsOf = (evidence: Evidence) => alarmsWith(evidence, evidence.cells);
const plan = { units: 400, alpha: 0.05, decision: usualDecision };
const failures = (control: number, treatment: number, of: number): EvidenceCell[] => [shares('a', 'failure', control, of), shares('b', 'failure', treatment, of)];

describe('alarms', () => {
  it('put failures first, which pause; other harm stops', () => {
    const cells = [shares('a', 'hand_over', 50, 500), shares('b', 'hand_over', 250, 500), ...failures(5, 200, 500)];
    expect(alarmsOf(evidenceOf({ plan, cells }))).toEqual([
      { act: 'pause', variantId: 'b', measure: 'failure', units: 1_000, reason: 'The share of failed answers is 40 % with Fine-tuned and 1 % with Prompt, over 1,000 visitors: worse than its margin allows (2.0 points).' },
      { act: 'stop', variantId: 'b', measure: 'hand_over', units: 1_000, reason: 'The share handed over is 50 % with Fine-tuned and 10 % with Prompt, over 1,000 visitors: worse than its margin allows (5.0 points).' },
    ]);
  });

  it('are raised by a variant that always fails from 50 visitors of each on, and never by the better side', () => {
    expect(alarmsOf(evidenceOf({ plan, cells: failures(0, 49, 49) }))).toEqual([]);
    expect(alarmsOf(evidenceOf({ plan, cells: failures(0, 50, 50) }))).toMatchObject([{ act: 'pause', measure: 'failure' }]);
    expect(alarmsOf(evidenceOf({ plan, cells: failures(9, 0, 50) }))).toEqual([]);
    expect(alarmsOf(evidenceOf({ plan, cells: failures(0, 0, 50) }))).toEqual([]);
  });

  it('pause as well for a control that fails, or for variants that all fail, from a fifth of their answers on', () => {
    const [alarm, ...others] = alarmsOf(evidenceOf({ plan, cells: failures(50, 0, 50) }));
    expect([alarm, others]).toEqual([{ act: 'pause', variantId: 'a', measure: 'failure', units: 1_000, reason: 'The share of failed answers is 100 % with Prompt, over 50 visitors: no variant may fail in more than 20 %.' }, []]);
    expect(alarmsOf(evidenceOf({ plan, cells: failures(300, 300, 500) })).map(({ act, variantId }) => [act, variantId])).toEqual([['pause', 'a'], ['pause', 'b']]);
    expect(alarmsOf(evidenceOf({ plan, cells: failures(49, 0, 49) }))).toEqual([]);
    expect(alarmsOf(evidenceOf({ plan, cells: failures(110, 110, 500) }))).toEqual([]);
    expect(alarmsOf(evidenceOf({ cells: failures(500, 0, 500) }))).toEqual([]);
  });

  it('hold to a limit that is safe at any look: equal variants at it are hardly ever paused, however often one looks', () => {
    const random = seeded(61);
    const [runs, looks] = [300, 40];
    let alarmed = 0;
    for (let run = 0; run < runs; run++) {
      const failed = [0, 0];
      for (let look = 1; look <= looks; look++) {
        for (let visitor = 0; visitor < 50; visitor++) for (const side of [0, 1]) if (random() < 0.2) failed[side]!++;
        if (alarmsOf(evidenceOf({ plan: { ...plan, units: 2_000 }, cells: failures(failed[0]!, failed[1]!, look * 50) })).some(({ reason }) => reason.includes('no variant may fail'))) {
          alarmed++;
          break;
        }
      }
    }
    expect(alarmed / runs).toBeLessThanOrEqual(0.05);
  });

  it('forget what was before the last one: a mended variant runs on', () => {
    const evidence = evidenceOf({ plan, cells: failures(300, 300, 500) });
    expect(alarmsWith(evidence, failures(2, 2, 200))).toEqual([]);
    expect(alarmsWith(evidence, failures(120, 2, 200))).toMatchObject([{ act: 'pause', variantId: 'a' }]);
  });

  it('are not raised by a loss within its margin, or by a guardrail that nobody set', () => {
    expect(alarmsOf(evidenceOf({ plan, cells: failures(5, 12, 500) }))).toEqual([]);
    expect(alarmsOf(evidenceOf({ cells: failures(5, 200, 500) }))).toEqual([]);
  });
});

describe('an alarm', () => {
  it('is news when Duet never acted on the variant', () => {
    expect(isNews({ units: 100 }, null)).toBe(true);
  });

  it('is news again at a fifth more visitors than Duet acted on, not before', () => {
    expect([199, 200, 239, 240, 1_000].map((units) => isNews({ units }, 200))).toEqual([false, false, false, true, true]);
    expect([121, 122].map((units) => isNews({ units }, 101))).toEqual([false, true]);
  });
});
