import { describe, expect, it } from '@jest/globals';
import { drawBucket } from './assign.ts';
import { isHeldOut } from './holdout.ts';

const siteId = '01a220b0-ff39-736c-b3ed-b4f0388ddef5';
const units = Array.from({ length: 20_000 }, (_, at) => `visitor ${at}`);
const out = (share: number, site = siteId): string[] => units.filter((unitId) => isHeldOut(share, { siteId: site, unitId, traffic: 'live' }));

describe('the holdout of a site', () => {
  it('keeps its share of visitors out', () => {
    expect(out(0)).toEqual([]);
    // 2,000 of 20,000 with a standard error of 42.
    expect(Math.abs(out(1_000).length - 2_000)).toBeLessThan(4 * 42);
  });

  it('keeps those out whom a smaller share kept out, and others on another site', () => {
    const larger = new Set(out(1_500));
    expect(out(500).every((unit) => larger.has(unit))).toBe(true);
    const elsewhere = new Set(out(1_000, '01a220b0-0000-736c-b3ed-b4f0388ddef5'));
    const both = out(1_000).filter((unit) => elsewhere.has(unit)).length;
    // A tenth of a tenth: 200, with a standard error of 14.
    expect(Math.abs(both - 200)).toBeLessThan(4 * 14);
  });

  it('takes as many from the first half of a layer as from the second', () => {
    const first = out(1_000).filter((unit) => drawBucket('the salt of a layer', unit) < 5_000).length;
    expect(Math.abs(first / out(1_000).length - 0.5)).toBeLessThan(4 * 0.0112);
  });

  it('leaves replays and previews alone', () => {
    expect(units.some((unitId) => isHeldOut(2_000, { siteId, unitId, traffic: 'replay' }) || isHeldOut(2_000, { siteId, unitId, traffic: 'preview' }))).toBe(false);
  });
});
