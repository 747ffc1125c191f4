import { describe, expect, it } from '@jest/globals';
import type { ChatEvent, RecordedMessage } from '#contracts';
import { heard, nothingYet, type LiveTranscript, type Reading } from './live-transcript.ts';

const conversationId = 'conversation';
const message = (seq: number, over: Partial<RecordedMessage> = {}): RecordedMessage => ({
  id: `message-${seq}`, seq, role: 'assistant', text: '', state: 'streaming', attempt: 1, clientMessageId: null, authorName: null, citations: [], options: [],
  offersPerson: false, thumb: null, createdAt: '2026-03-09T10:00:00Z', assignedVariantId: null, servedVariantId: null, assignedBackendVersionId: null,
  servedBackendVersionId: null, servedEngine: null, result: null, fallbackReason: null, errorCode: null, intent: null, firstTokenMs: null, totalMs: null,
  inputTokens: null, outputTokens: null, costMicroUsd: null, confidence: null, language: null, guard: [], toolCalls: [], ...over,
});
const delta = (seq: number, offset: number, text: string, attempt = 1): ChatEvent => ({ type: 'delta', conversationId, messageId: `message-${seq}`, attempt, offset, text });
const told = (one: RecordedMessage): ChatEvent => ({ type: 'message', conversationId, message: one });
const read = (...messages: RecordedMessage[]): Reading => ({ type: 'read', messages, state: 'with_agent' });
const after = (...news: (ChatEvent | Reading)[]): LiveTranscript => news.reduce(heard, nothingYet);
const texts = ({ messages }: LiveTranscript): string[] => messages.map(({ text }) => text);

describe('a conversation that is followed live', () => {
  it('grows a running answer by its pieces, each once', () => {
    const live = after(read(message(1)), delta(1, 0, 'Your parcel '), delta(1, 0, 'Your parcel '), delta(1, 7, 'rcel left.'));
    expect(texts(live)).toEqual(['Your parcel left.']);
    expect(live.rereads).toBe(0);
  });

  it('holds a piece that came too early, asks to be read again, and joins it then', () => {
    const early = after(read(message(1)), delta(1, 5, ' world'));
    expect([texts(early), early.rereads]).toEqual([[''], 1]);
    const joined = heard(early, read(message(1, { text: 'Hello' })));
    expect([texts(joined), joined.rereads]).toEqual([['Hello world'], 1]);
  });

  it('keeps what it heard when an older reading arrives late', () => {
    const live = after(read(message(1)), delta(1, 0, 'Hello'), told(message(2, { role: 'visitor', text: 'Thanks', state: 'complete' })), read(message(1, { text: 'He' })));
    expect(texts(live)).toEqual(['Hello', 'Thanks']);
  });

  it('never goes back from a finished answer to a running one', () => {
    const finished: ChatEvent = { type: 'finished', conversationId, message: message(1, { text: 'Done.', state: 'complete' }), textLength: 5 };
    const live = after(read(message(1)), finished, told(message(1, { text: 'Do' })), delta(1, 5, ' more'));
    expect(live.messages[0]).toMatchObject({ text: 'Done.', state: 'complete' });
    expect(live.held).toEqual([]);
  });

  it('starts over when the answer is attempted again, and drops pieces of the attempt before', () => {
    const live = after(read(message(1, { text: 'Half', state: 'failed' })), delta(1, 0, 'Whole', 2), delta(1, 4, ' old', 1));
    expect(live.messages[0]).toMatchObject({ text: 'Whole', attempt: 2, state: 'streaming' });
  });

  it('keeps recorded facts when an event tells of the message again', () => {
    const live = after(read(message(1, { state: 'complete', intent: 'refund' })), told({ ...message(1, { state: 'complete', thumb: 'up' }), intent: 'refund' }));
    expect(live.messages[0]).toMatchObject({ intent: 'refund', thumb: 'up' });
  });

  it('asks to be read again when a message is missing in between or at the end', () => {
    expect(after(read(message(1)), told(message(3))).rereads).toBe(1);
    expect(after(read(message(1)), { type: 'heartbeat', conversationId, lastSeq: 2 }).rereads).toBe(1);
    expect(after(read(message(1)), { type: 'heartbeat', conversationId, lastSeq: 1 }).rereads).toBe(0);
  });
});
