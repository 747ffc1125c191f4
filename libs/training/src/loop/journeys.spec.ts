import { describe, expect, it } from '@jest/globals';
import { journeyOf, medianToImproved, type Dislike, type History } from './journeys.ts';

const dislike: Dislike = { messageId: 'disliked', at: 100, intent: 'refund', agentAt: null, again: [] };
const nothing: History = { approvals: [], lessons: [], gates: [], live: [] };
const approved: History = { ...nothing, approvals: [{ intent: 'refund', at: 90 }, { intent: 'refund', at: 200 }] };
const trained = { begunAt: 210, endedAt: 250, messageIds: null, versions: [{ id: 'better', at: 260 }] };
const answer = { versionId: 'better', intent: 'refund', at: 300, atOnce: false };

describe('journeyOf', () => {
  it('stops at the dislike while nobody has a better answer', () => {
    expect(journeyOf(dislike, { ...nothing, approvals: [{ intent: 'delivery', at: 150 }] }))
      .toEqual({ dislikedAt: 100, betterAt: null, learntAt: null, versionAt: null, gateAt: null, improvedAt: null });
  });

  it('takes the first better answer after the dislike, of an agent or approved', () => {
    expect(journeyOf(dislike, approved).betterAt).toBe(200);
    expect(journeyOf({ ...dislike, agentAt: 120 }, approved).betterAt).toBe(120);
  });

  it('goes over training, version and gate to the first live answer about the same', () => {
    const live = [{ ...answer, intent: 'delivery', at: 270 }, { ...answer, versionId: 'other', at: 280 }, answer, { ...answer, at: 400 }];
    expect(journeyOf(dislike, { ...approved, lessons: [trained], gates: [{ versionId: 'better', at: 265 }], live }))
      .toEqual({ dislikedAt: 100, betterAt: 200, learntAt: 250, versionAt: 260, gateAt: 265, improvedAt: 300 });
  });

  it('learns nothing from a training that began before the approval', () => {
    expect(journeyOf(dislike, { ...approved, lessons: [{ ...trained, begunAt: 199 }], live: [answer] })).toMatchObject({ betterAt: 200, learntAt: null, improvedAt: null });
  });

  it('learns from a data set only if the disliked answer is in it', () => {
    const set = { ...trained, messageIds: ['another'] };
    expect(journeyOf(dislike, { ...nothing, lessons: [set] }).learntAt).toBeNull();
    expect(journeyOf(dislike, { ...nothing, lessons: [{ ...set, messageIds: ['disliked'] }] })).toMatchObject({ learntAt: 250, versionAt: 260 });
  });

  it('arrives at once where approved answers need no training', () => {
    expect(journeyOf(dislike, { ...approved, lessons: [trained], live: [answer, { ...answer, versionId: 'prompt', at: 220, atOnce: true }] }))
      .toMatchObject({ learntAt: 200, versionAt: 200, improvedAt: 220 });
  });

  it('never says that an answer improved whose topic nobody knows', () => {
    const live = [{ ...answer, intent: null }];
    expect(journeyOf({ ...dislike, intent: null }, { ...nothing, lessons: [{ ...trained, messageIds: ['disliked'] }], live }).improvedAt).toBeNull();
  });

  it('arrives where others ask the same and no topic is named, over a data set or an edited version', () => {
    const again = [{ versionId: 'better', versionAt: 260, at: 300 }];
    const lessons = [{ ...trained, messageIds: ['disliked'] }];
    expect(journeyOf({ ...dislike, intent: null, agentAt: 120, again }, { ...nothing, lessons })).toMatchObject({ betterAt: 120, learntAt: 250, versionAt: 260, improvedAt: 300 });
    expect(journeyOf({ ...dislike, intent: null, again }, { ...nothing, gates: [{ versionId: 'better', at: 270 }] }))
      .toEqual({ dislikedAt: 100, betterAt: 260, learntAt: 260, versionAt: 260, gateAt: 270, improvedAt: 300 });
  });
});

describe('medianToImproved', () => {
  const after = (ms: number) => ({ dislikedAt: 0, improvedAt: ms });
  const since = (at: number) => ({ dislikedAt: at, improvedAt: null });

  it('is the middle of those that arrived when all did', () => {
    expect(medianToImproved([after(30), after(10), after(20)], 100)).toBe(20);
  });

  it('counts those under way as long as they were seen', () => {
    // 10: 3/4 under way; one is lost at 15; 20: 3/4 * 1/2 = 3/8.
    expect(medianToImproved([after(10), since(85), after(20), since(0)], 100)).toBe(20);
  });

  it('is unknown while most are under way', () => {
    expect(medianToImproved([after(10), since(0), since(0)], 100)).toBeNull();
    expect(medianToImproved([], 100)).toBeNull();
  });
});
