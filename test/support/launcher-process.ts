/** A process that does nothing but keep an embedded database; tests kill it, or run it as somebody else. */
import { startEmbeddedPostgres } from '../../libs/platform/src/embedded-postgres.ts';
import { LaunchProblem } from '../../libs/platform/src/launch-problem.ts';
import { installedBinaries, usableBinaries } from '../../libs/platform/src/postgres-binaries.ts';

const [dataDir = '', uid = ''] = process.argv.slice(2);
const say = (fact: object): void => { process.stdout.write(`${JSON.stringify(fact)}\n`); };

let binaries: string | undefined;
if (uid !== '') {
  // Only now: everything is imported, and the checkout may lie in a folder closed to that user.
  const owner = { uid: Number(uid), gid: Number(uid), isAnother: true };
  binaries = usableBinaries(installedBinaries(), owner);
  process.setgroups?.([]);
  process.setgid?.(Number(uid));
  process.setuid?.(Number(uid));
}

try {
  const postgres = await startEmbeddedPostgres({ dataDir, log: say, ...(binaries && { binaries }) });
  const { connection, adopted, firstStart, pid } = postgres;
  // Before the word that makes the test go on, and perhaps send the signal at once.
  process.once('SIGTERM', () => void postgres.stop());
  say({ event: 'ready', connection, adopted, firstStart, pid });
} catch (problem) {
  if (!(problem instanceof LaunchProblem)) throw problem;
  say({ event: 'problem', code: problem.code, sentence: problem.message });
  process.exitCode = 1;
}
