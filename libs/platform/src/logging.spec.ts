import { describe, expect, it } from '@jest/globals';
import { NestLog, createLog } from './logging.ts';

describe('a line of the log', () => {
  it('says where an error came from, and nothing that a statement or a row held', () => {
    const lines: string[] = [];
    const log = new NestLog(createLog('trace', { write: (line) => void lines.push(line) }));
    const database = Object.assign(new Error('duplicate key'), { code: '23505', query: 'insert', parameters: ['my secret words'], detail: 'Failing row contains (my secret words)', driverError: { detail: 'my secret words' } });
    log.error({ event: 'answer.lost', replyId: 'r' }, new Error('not stored', { cause: database }), 'Answering');
    log.warn({ event: 'answer.failed', text: 'my secret words', about: { text: 'my secret words' } });
    expect(lines.join('')).not.toContain('secret words');
    expect(JSON.parse(lines[0]!)).toMatchObject({ event: 'answer.lost', room: 'Answering', err: { type: 'Error', message: 'not stored', cause: { message: 'duplicate key', code: '23505' } } });
    expect((JSON.parse(lines[0]!) as { err: { stack: string } }).err.stack).toContain('logging.spec');
  });
});
