import { describe, expect, it } from '@jest/globals';
import type { ArrivalGroup, Evidence } from '#contracts';
import { analyse } from './analyse.ts';
import { evidenceOf, shares } from './evidence.fixture.ts';
import { ratioGroups } from './ratio-groups.ts';

const group = (kind: ArrivalGroup['kind'], key: string | null, [a, b]: readonly [number, number]): ArrivalGroup[] =>
  [['a', a] as const, ['b', b] as const].map(([variantId, units]) => ({ kind, key, name: key ?? 'Not known', variantId, epoch: 1, units }));
const came = (...groups: ArrivalGroup[][]): Pick<Evidence, 'arrivals'> => ({ arrivals: { groups: groups.flat(), unread: 0 } });
const gatesOf = (evidence: Evidence, kind: string) => analyse(evidence).gates.filter((one) => one.kind === kind);
const live = evidenceOf().experiment;
/** A treatment that is better beyond doubt. */
const better: Partial<Evidence> = { cells: [shares('a', 'resolved', 200, 500), shares('b', 'resolved', 350, 500)], plan: { ...evidenceOf().plan, decision: { ...evidenceOf().plan.decision, primary: 'resolved' } } };

describe('visitors who are programs', () => {
  const browsers = (automated: readonly [number, number]) => came(group('browser', 'chrome', [400, 400]), group('browser', 'automated', automated), group('browser', null, [90, 90]));

  it('are a reason to look before acting above 1 % of those whose browser is known, and never one to distrust all numbers', () => {
    const many = evidenceOf({ ...better, ...browsers([5, 4]) });
    expect(gatesOf(many, 'automated')).toMatchObject([{ state: 'alarm', have: 9, need: 8, sentence: expect.stringMatching(/^9 of 809 visitors \(1\.11 %\) came in an automated browser/) }]);
    expect([analyse(many).verdict.conclusion, analyse(evidenceOf(better)).verdict.conclusion]).toEqual(['continue', 'ship']);
    expect(gatesOf(evidenceOf(browsers([4, 4])), 'automated')).toMatchObject([{ state: 'ok', have: 8, need: 8 }]);
  });

  it('are not spoken of where there are none, nothing is known, or programs are the point', () => {
    expect(gatesOf(evidenceOf(browsers([0, 0])), 'automated')).toEqual([]);
    expect(gatesOf(evidenceOf(), 'automated')).toEqual([]);
    expect(gatesOf(evidenceOf({ ...browsers([50, 50]), experiment: { ...live, traffic: 'replay' } }), 'automated')).toEqual([]);
  });
});

describe('times that contradict each other', () => {
  const clocks = (units: number, more: Partial<NonNullable<Evidence['clocks']>> = {}) => ({ clocks: { units, answeredFirst: 0, ratedFirst: 0, assignedOutside: 0, ...more } });

  it('are named, and a reason to look above 1 % of the visitors', () => {
    const off = evidenceOf({ ...better, ...clocks(11, { assignedOutside: 8, answeredFirst: 4 }) });
    expect(gatesOf(off, 'clock')).toMatchObject([{ state: 'alarm', have: 11, need: 10, sentence: '11 of 1,000 visitors (1.1 %) have times that contradict each other by more than a second: 8 assigned outside their period and 4 answered before they were assigned. Compare the clocks of the servers and of the database.' }]);
    expect(analyse(off).verdict.conclusion).toBe('continue');
    expect(gatesOf(evidenceOf(clocks(10, { ratedFirst: 10 })), 'clock')).toMatchObject([{ state: 'ok', sentence: expect.stringContaining('10 rated before they were asked') }]);
  });

  it('are not spoken of where there are none, or a file of before did not keep them', () => {
    expect([...gatesOf(evidenceOf(clocks(0)), 'clock'), ...gatesOf(evidenceOf(), 'clock')]).toEqual([]);
  });
});

describe('how visitors of each browser were shared out', () => {
  it('shows the browser in which they get lost, and whom another engine answered without a test', () => {
    const { groups = [] } = ratioGroups(evidenceOf(came(group('browser', 'safari', [250, 120]), group('browser', 'chrome', [250, 240]), group('fallback', 'own', [499, 100]), group('fallback', 'elsewhere', [1, 260]))));
    expect(groups.map(({ kind, key }) => [kind, key])).toEqual([['browser', 'safari'], ['browser', 'chrome'], ['fallback', 'own'], ['fallback', 'elsewhere']]);
    expect(groups[0]!.adjustedP).toBe(2 * groups[0]!.p!);
    expect(groups.slice(2).map(({ p, adjustedP, variants }) => [p, adjustedP, variants.map(({ assigned }) => assigned)])).toEqual([[null, null, [499, 100]], [null, null, [1, 260]]]);
  });
});
