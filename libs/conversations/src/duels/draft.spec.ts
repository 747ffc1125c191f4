import { beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { Spent } from '#accounts';
import type { Turn } from '#backends';
import { ScriptedBackend, delta, finished, says, type Script } from '../../../../test/support/scripted-backend.ts';
import { draftLimits, writeDraft, type Draft } from './draft.ts';

const turn: Turn = { workspaceId: 'w', conversationId: 'c', text: 'Where is it?', history: [], limits: draftLimits };
const costly: Script = () => [delta('On its way.'), { type: 'usage', inputTokens: 10, outputTokens: 4, costMicroUsd: 70 }, finished()];

function write(script: Script, count: (spent: Spent) => Promise<void>, signal = new AbortController().signal): Promise<Draft> {
  return writeDraft({ turn, open: () => Promise.resolve(new ScriptedBackend(script)), count }, signal);
}

describe('what a draft has used', () => {
  beforeAll(() => {
    Logger.overrideLogger(false);
  });

  it('is told once, and not at all when it was nothing', async () => {
    const told: Spent[] = [];
    const count = (spent: Spent): Promise<void> => Promise.resolve(void told.push(spent));
    await write(costly, count);
    await write(says('Free.'), count);
    expect(told).toEqual([{ tokens: 14, microUsd: 70 }]);
  });

  it('that cannot be counted takes neither the draft away nor the reason for which it was stopped', async () => {
    const count = (): Promise<void> => Promise.reject(new Error('the database is away'));
    expect(await write(costly, count)).toMatchObject({ text: 'On its way.', outcome: 'answered', costMicroUsd: 70 });
    const stop = new AbortController();
    const stopped = write(() => [{ type: 'usage', inputTokens: 10, outputTokens: 4, costMicroUsd: 70 }, () => Promise.resolve(stop.abort(new Error('nobody waits')))], count, stop.signal);
    await expect(stopped).rejects.toThrow('nobody waits');
  });
});
