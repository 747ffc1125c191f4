import { describe, expect, it } from '@jest/globals';
import type { QueueItem } from '#contracts';
import { groupsOf, inOrder, neighbour } from './groups.ts';

const item = (conversationId: string, minute: number, agentId: string | null = null): QueueItem => ({
  conversationId, agentId, agentName: agentId, siteName: 'Shop', state: agentId ? 'with_agent' : 'waiting', reason: null, email: null, opening: 'Hello',
  lastText: 'Hello', waitingSince: `2026-03-09T10:${String(minute).padStart(2, '0')}:00Z`, lastSeq: 1,
});
const ids = (items: readonly QueueItem[]): string[] => items.map(({ conversationId }) => conversationId);

describe('the queue of the inbox', () => {
  const queue = [item('late', 9), item('early', 1), item('mine', 5, 'me'), item('theirs', 3, 'bob')];

  it('keeps apart what is mine, what waits and what colleagues have, longest waiting first', () => {
    const groups = groupsOf(queue, 'me');
    expect([ids(groups.mine), ids(groups.waiting), ids(groups.others)]).toEqual([['mine'], ['early', 'late'], ['theirs']]);
  });

  it('claims nothing for a member whose id is not known yet', () => {
    expect(ids(groupsOf(queue, null).mine)).toEqual([]);
  });

  it('is walked from end to end, and entered from outside at an end', () => {
    const order = inOrder(groupsOf(queue, 'me'));
    expect(neighbour(order, 'mine', 1)?.conversationId).toBe('early');
    expect(neighbour(order, 'theirs', 1)?.conversationId).toBe('theirs');
    expect(neighbour(order, 'mine', -1)?.conversationId).toBe('mine');
    expect(neighbour(order, 'gone', 1)?.conversationId).toBe('mine');
    expect(neighbour(order, null, -1)?.conversationId).toBe('theirs');
    expect(neighbour([], null, 1)).toBeUndefined();
  });
});
