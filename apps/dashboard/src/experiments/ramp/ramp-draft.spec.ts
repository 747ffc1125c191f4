import { describe, expect, it } from '@jest/globals';
import type { RampStanding } from '#contracts';
import { rampProblems, tellRamp, tellStanding, usualRamp, withStep } from './ramp-draft.ts';

describe('the steps of a form by which coverage rises', () => {
  it('begin with a tenth where everybody took part, and with what is set otherwise', () => {
    expect(usualRamp(10_000)).toEqual({ coverage: 1_000, ramp: [2_500, 5_000, 10_000].map((coverage) => ({ hours: 24, coverage })) });
    expect(usualRamp(3_000)).toEqual({ coverage: 3_000, ramp: [5_000, 10_000].map((coverage) => ({ hours: 24, coverage })) });
  });

  it('get a further one half way to everybody', () => {
    expect(withStep([{ hours: 6, coverage: 2_500 }], 1_000).at(-1)).toEqual({ hours: 6, coverage: 6_300 });
    expect(withStep([], 1_000)).toEqual([{ hours: 24, coverage: 5_500 }]);
  });

  it('must rise, last between an hour and thirty days, and begin with somebody', () => {
    expect(rampProblems({ coverage: 1_000, ramp: usualRamp(1_000).ramp })).toBeNull();
    expect(rampProblems({ coverage: 0, ramp: [] })).toBeNull();
    expect(rampProblems({ coverage: 3_000, ramp: [{ hours: 24, coverage: 2_500 }, { hours: 0, coverage: 5_000 }] })).toEqual({ steps: { 0: { coverage: 'More than before this step.' }, 1: { hours: 'Between 1 and 720 hours.' } } });
    expect(rampProblems({ coverage: 0, ramp: [{ hours: 24, coverage: 2_500 }] })).toEqual({ begin: expect.stringContaining('more than 0 %'), steps: {} });
  });

  it('are told in a line', () => {
    expect(tellRamp([{ hours: 24, coverage: 2_500 }, { hours: 1, coverage: 10_000 }]).replaceAll('\u00a0', ' ')).toBe('rising to 25 % after 24 hours, then 100 % after 1 hour');
  });
});

describe('what the next step of coverage waits for', () => {
  const standing: RampStanding = { next: { hours: 24, coverage: 2_500 }, since: '2026-01-01T00:00:00.000Z', dueAt: '2026-01-02T00:00:00.000Z', have: 400, need: 100, heldBy: [] };
  const told = (changes: Partial<RampStanding>, now = '2026-01-02T01:00:00.000Z'): string => tellStanding({ standing: { ...standing, ...changes }, now, say: { count: String, instant: (iso) => iso.slice(0, 10) } }).replaceAll('\u00a0', ' ');

  it('is its time, then enough visitors, and always that no gate alarms', () => {
    expect(told({}, '2026-01-01T12:00:00.000Z')).toBe('From 2026-01-02 on it is 25 %, if nothing alarms.');
    expect(told({ have: 40 })).toBe('The step to 25 % waits for 100 visitors, so that a fault could show; 40 came so far.');
    expect(told({})).toBe('25 % with the next look of Duet, within half a minute.');
    expect(told({ heldBy: ['Visitors were not shared out as the weights say.'] }, '2026-01-01T12:00:00.000Z')).toBe('The step to 25 % is held back, because a gate alarms:');
    expect(told({ dueAt: null })).toBe('The step to 25 % comes 24 hours after the experiment went on.');
  });
});
