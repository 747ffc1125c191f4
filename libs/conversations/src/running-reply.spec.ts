import { describe, expect, it } from '@jest/globals';
import type { ChatEvent } from '#contracts';
import { newId } from '#platform';
import type { PendingReply } from './pending-reply.ts';
import { RunningReply } from './running-reply.ts';

const reply: PendingReply = {
  id: newId(), workspaceId: newId(), conversationId: newId(), seq: 2, attempt: 1, question: { id: newId(), seq: 1, text: 'Where is it?' }, leaseToken: newId(),
  whose: { siteId: newId(), experimentId: null, phase: null, epoch: null, variantId: null, unitId: null, backendVersionId: newId(), traffic: 'live' },
  visitorId: newId(), crossEngineFallback: true, behind: false, history: [], spent: null, createdAt: new Date(0), since: 0,
};
const substitute = { variantId: null, backendVersionId: newId(), engine: null, fallbackReason: 'provider_error' };

describe('an answer that a substitute begins anew', () => {
  const answer = (): RunningReply => {
    const running = new RunningReply(reply, (_: ChatEvent) => undefined, () => 0, () => undefined);
    running.take({ type: 'start', engine: 'language_model', model: 'openai/large' });
    running.take({ type: 'guarded', findings: ['injection'] });
    running.take({ type: 'citation', citation: { articleId: newId(), slug: 'parcels', title: 'Parcels', heading: null, articleVersion: 1, start: 0, end: 5, snippet: 'Where' } });
    running.take({ type: 'hand_over', reason: 'asked' });
    running.take({ type: 'usage', inputTokens: 100, outputTokens: 7, costMicroUsd: 30 });
    running.take({ type: 'error', code: 'provider_error', retryable: false });
    running.restart(substitute);
    return running;
  };

  it('keeps what the first one cost, and adds to it what the second one costs, told as often as it likes', () => {
    const running = answer();
    expect(running.usage).toEqual({ inputTokens: 100, outputTokens: 7, costMicroUsd: 30 });
    for (const inputTokens of [5, 8]) running.take({ type: 'usage', inputTokens, outputTokens: 1, costMicroUsd: 2 });
    expect(running.usage).toEqual({ inputTokens: 108, outputTokens: 8, costMicroUsd: 32 });
  });

  it('keeps what a guard saw, each finding once', () => {
    const running = answer();
    running.take({ type: 'guarded', findings: ['injection', 'secret'] });
    expect(running.guard).toEqual(['injection', 'secret']);
  });

  it('forgets everything else of the first one', () => {
    const { citations, offersPerson, error, end, served, failed } = answer();
    expect({ citations, offersPerson, error, end, served, failed }).toEqual({ citations: [], offersPerson: false, error: null, end: null, served: substitute, failed: true });
  });
});

describe('the frames of an answer', () => {
  it('leave at once for the first piece and for one that comes late, and gather what comes soon after another', async () => {
    const frames: string[] = [];
    const running = new RunningReply(reply, (event) => void (event.type === 'delta' && frames.push(event.text)), () => 0, () => undefined);
    const say = (text: string): void => running.take({ type: 'delta', text });
    say('Your ');
    expect(frames).toEqual(['Your ']);
    say('parcel ');
    say('left ');
    expect(frames).toEqual(['Your ']);
    while (frames.length < 2) await new Promise((done) => setTimeout(done, 5));
    expect(frames).toEqual(['Your ', 'parcel left ']);
    // Longer than a frame lasts: its timer, begun before ours, has ended by then.
    await new Promise((done) => setTimeout(done, 60));
    say('on Monday.');
    expect(frames).toEqual(['Your ', 'parcel left ', 'on Monday.']);
    running.silence();
  });

  it('tell when the question was sent, and how long the oldest piece in each of them has waited', () => {
    const clock = { ms: 100 };
    const measured: [string, number][] = [];
    const running = new RunningReply({ ...reply, since: 40 }, () => undefined, () => clock.ms, (part, ms) => measured.push([part, ms]));
    const piece = (pieceAt: number): void => {
      Object.assign(running.times, { sentAt: 55, pieceAt });
      running.take({ type: 'delta', text: 'word ' });
    };
    piece(98);
    piece(110);
    piece(120);
    clock.ms = 140;
    running.flush();
    running.silence();
    expect(measured).toEqual([['sent', 15], ['first_frame', 2], ['relay', 30]]);
  });
});
