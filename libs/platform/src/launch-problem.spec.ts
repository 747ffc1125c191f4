import { describe, expect, it } from '@jest/globals';
import { explainFailure } from './launch-problem.ts';

const explain = (output: string): [string, string] => {
  const { code, message } = explainFailure(output, '/srv/duet');
  return [code, message];
};

describe('what initdb and postgres print', () => {
  it('becomes a sentence about space', () => {
    const [code, sentence] = explain(
      'creating configuration files ... ok\nrunning bootstrap script ... ' +
        '2026-01-01 12:00:00.000 UTC [41] FATAL:  could not write to file "pg_wal/xlogtemp.41": No space left on device\n' +
        'child process exited with exit code 1\ninitdb: removing contents of data directory "/srv/duet/pg"',
    );
    expect(code).toBe('no_space');
    expect(sentence).toBe(
      'There is no space left for the database in /srv/duet: free some, or point DUET_DATA_DIR to a larger disk.',
    );
  });

  it('becomes a sentence about a user id without a name', () => {
    const [code, sentence] = explain('initdb: error: could not look up effective user ID 12345: user does not exist');
    expect(code).toBe('no_passwd_entry');
    expect(sentence).toMatch(/user id 12345 .*set DATABASE_URL/);
  });

  it('becomes a sentence about programs that do not fit', () => {
    const [code] = explain('postgres: error while loading shared libraries: libicui18n.so.60: cannot open shared object file');
    expect(code).toBe('binaries_broken');
  });

  it('becomes a sentence about rights', () => {
    const [code, sentence] = explain('initdb: error: could not create directory "/srv/duet/pg/pg_wal": Permission denied');
    expect(code).toBe('data_not_writable');
    expect(sentence).toContain('error: could not create directory "/srv/duet/pg/pg_wal": Permission denied');
  });

  it('is quoted without its time where we know no better', () => {
    const [code, sentence] = explain(
      '2026-01-01 12:00:00.000 UTC [7] FATAL:  database files are incompatible with server\n' +
        '2026-01-01 12:00:00.000 UTC [7] DETAIL:  The data directory was initialized by PostgreSQL version 15.',
    );
    expect(code).toBe('start_failed');
    expect(sentence).toBe(
      'The embedded database did not start (FATAL:  database files are incompatible with server); ' +
        'its log is /srv/duet/pg.log.',
    );
  });
});
