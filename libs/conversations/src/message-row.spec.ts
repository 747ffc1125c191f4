import { describe, expect, it } from '@jest/globals';
import { ChatMessage } from '#contracts';
import { hashOf, newId } from '#platform';
import { freshMessage } from './message-row.ts';

describe('a message on its way to the tabs', () => {
  it('carries what its visitor may see and nothing else of what was stored', () => {
    const stored = { id: newId(), clientMessageId: newId(), text: 'Where is my parcel?', hash: hashOf('Where is my parcel?'), seq: 1, createdAt: new Date('2026-07-01T12:00:00Z'), role: 'visitor' as const };
    const sent = freshMessage(stored);
    expect(sent).toEqual(ChatMessage.parse(sent));
    expect(Object.values(sent).some((value) => value instanceof Uint8Array)).toBe(false);
  });
});
