export type LaunchProblemCode =
  | 'already_running'
  | 'no_space'
  | 'no_passwd_entry'
  | 'unsupported_platform'
  | 'binaries_missing'
  | 'binaries_broken'
  | 'data_not_ours'
  | 'data_not_writable'
  | 'password_missing'
  | 'socket_folder_taken'
  | 'start_failed'
  | 'port_busy'
  | 'other_secret_key'
  | 'database_newer';

/** The product cannot run here. The message is one sentence, made for the person at the terminal. */
export class LaunchProblem extends Error {
  override readonly name = 'LaunchProblem';

  constructor(
    readonly code: LaunchProblemCode,
    sentence: string,
    options?: ErrorOptions,
  ) {
    super(sentence, options);
  }
}

/** Every problem that our own database cannot solve ends with the same way out. */
export const useOwnServer = 'set DATABASE_URL to a PostgreSQL 15+ server of your own';

/**
 * The problem behind what initdb or postgres printed, or behind an error of the file system.
 *
 * @param output the program's messages in English (it runs with LC_ALL=C)
 */
export function explainFailure(output: string, folder: string, cause?: unknown): LaunchProblem {
  if (/No space left on device|ENOSPC|Disk quota exceeded|EDQUOT/.test(output)) {
    return new LaunchProblem(
      'no_space',
      `There is no space left for the database in ${folder}: free some, or point DUET_DATA_DIR to a larger disk.`,
      { cause },
    );
  }
  const unknownUser = /could not look up effective user ID (\d+)/.exec(output);
  if (unknownUser) {
    return new LaunchProblem(
      'no_passwd_entry',
      `The user id ${unknownUser[1]} has no entry in /etc/passwd, which the embedded database needs: ` +
        `add one, or ${useOwnServer}.`,
      { cause },
    );
  }
  if (/error while loading shared libraries|symbol lookup error|version `GLIBC/.test(output)) {
    return new LaunchProblem(
      'binaries_broken',
      `The embedded database does not run on this system (${lastMeaningfulLine(output)}): ` +
        `reinstall it with "npm ci", or ${useOwnServer}.`,
      { cause },
    );
  }
  if (/EACCES|EPERM|EROFS|ENOTDIR|EEXIST|Permission denied|Read-only file system/.test(output)) {
    return new LaunchProblem(
      'data_not_writable',
      `The database cannot write to ${folder} (${lastMeaningfulLine(output)}): ` +
        `point DUET_DATA_DIR to a folder of your own, or ${useOwnServer}.`,
      { cause },
    );
  }
  return new LaunchProblem(
    'start_failed',
    `The embedded database did not start (${lastMeaningfulLine(output)}); its log is ${folder}/pg.log.`,
    { cause },
  );
}

/** The last FATAL, PANIC or error line, else the last line at all, without the timestamp in front. */
function lastMeaningfulLine(output: string): string {
  const lines = output.split('\n').map((line) => line.trim()).filter(Boolean);
  const line = lines.findLast((text) => /FATAL|PANIC|error:|ERROR/.test(text)) ?? lines.at(-1) ?? 'it said nothing';
  return line.replace(/^.*?((FATAL|PANIC|ERROR|error):)/, '$1').slice(0, 300);
}
