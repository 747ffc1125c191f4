import { describe, expect, it } from '@jest/globals';
import { systemLines, toldToTeam } from './system-lines.ts';

describe('what the product says in a chat', () => {
  it('never speaks to the visitor where the team reads it', () => {
    const lines = Object.values(systemLines).map((line) => (typeof line === 'string' ? line : line('Ada')));
    expect(lines.map(toldToTeam).filter((line) => /\b(you|your|we)\b/i.test(line))).toEqual([]);
  });

  it('names who joined and who left in the same words for everybody', () => {
    expect(toldToTeam(systemLines.joined('Ada'))).toBe('Ada joined the conversation.');
  });
});
