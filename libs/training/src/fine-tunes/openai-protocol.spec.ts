import { describe, expect, it } from '@jest/globals';
import { RemoteCheckpoint, RemoteEvent, RemoteJob, checkpointOf, eventOf, polledOf } from './openai-protocol.ts';

const told = (event: object) => eventOf(RemoteEvent.parse({ id: 'e-1', ...event }));

describe('what a training server tells', () => {
  it.each([[1_780_000_000], [1_780_000_000_000], [1_780_000_000_000_000]])('has its moment, in seconds or less: %d', (at) => {
    expect(told({ created_at: at }).at.toISOString()).toBe('2026-05-28T20:26:40.000Z');
  });

  it('has a moment that can be kept whatever is said of it', () => {
    for (const at of [null, 'yesterday', -5, 1e300, undefined]) expect(told({ created_at: at }).at.toISOString()).toMatch(/^\d{4}-/);
  });

  it('is kept without NUL and halves of characters', () => {
    const { remoteId, message } = told({ id: 'e\u0000', message: `\u0000${'x'.repeat(1_998)}😀` });
    expect([remoteId, message]).toEqual(['e\ufffd', `\ufffd${'x'.repeat(1_998)}\ufffd`]);
    const job = RemoteJob.parse({ id: 'j', status: 'failed', error: { code: 'a\u0000', message: 'b\ud83d' } });
    expect(polledOf(job).error).toEqual({ code: 'a\ufffd', detail: 'b\ufffd' });
  });

  it('counts in whole numbers that have a place', () => {
    expect(told({ data: { step: 1e12, total_steps: 10.4 } })).toMatchObject({ steps: 10, point: { step: 2_147_483_647 } });
    expect(told({ message: 'Step 99999999999/2: training loss=0.5' })).toMatchObject({ steps: 2, point: { step: 2_147_483_647, trainLoss: 0.5 } });
    expect(checkpointOf(RemoteCheckpoint.parse({ id: 'c', step_number: -1.5 }))).toMatchObject({ step: 0 });
    expect(polledOf(RemoteJob.parse({ id: 'j', status: 'running', trained_tokens: 12.5 })).trainedTokens).toBe(13);
  });
});
