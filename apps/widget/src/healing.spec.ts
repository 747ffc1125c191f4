import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Healing } from './healing.ts';

describe('a transcript with a gap', () => {
  beforeEach(() => { jest.useFakeTimers(); });
  afterEach(() => { jest.useRealTimers(); });

  it('is read again less and less often while the gap stays', () => {
    const readAt: number[] = [];
    const began = Date.now();
    const healing: Healing = new Healing(() => {
      readAt.push(Date.now() - began);
      healing.look(true);
    });
    healing.look(true);
    jest.advanceTimersByTime(8_000);
    expect(readAt).toEqual([60, 560, 1_760, 4_760, 7_760]);
  });

  it('is read once however much news comes meanwhile', () => {
    let reads = 0;
    const healing = new Healing(() => { reads += 1; });
    for (let news = 0; news < 5; news++) healing.look(true);
    jest.advanceTimersByTime(8_000);
    expect(reads).toBe(1);
  });

  it('is left alone once nothing is missing, and the next gap is read soon', () => {
    const readAt: number[] = [];
    const began = Date.now();
    const healing = new Healing(() => { readAt.push(Date.now() - began); });
    healing.look(true);
    jest.advanceTimersByTime(60);
    healing.look(true);
    healing.look(false);
    jest.advanceTimersByTime(940);
    healing.look(true);
    jest.advanceTimersByTime(8_000);
    expect(readAt).toEqual([60, 1_060]);
  });
});
