import { describe, expect, it } from '@jest/globals';
import { terminalProgress } from './terminal-progress.ts';

describe('progress without a terminal', () => {
  it('is a line each ten per cent', () => {
    const written: string[] = [];
    const progress = terminalProgress('Training', { write: (text) => written.push(text) });
    for (let at = 0; at <= 1_000; at++) progress.show(at / 1_000, `epoch ${at}`);
    progress.done();
    expect(written).toHaveLength(11);
    expect(written[0]).toBe('Training: 0 % epoch 0\n');
    expect(written.at(-1)).toBe('Training: 100 % epoch 1000\n');
  });
});
