import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE_MS = 20_000;

/** After the run. */
export default () => removeRunFolder(process.env.DUET_TEST_RUN);

/** Ends the database servers that the workers of a run left behind, and removes its folder. */
export async function removeRunFolder(folder) {
  const servers = fs.readdirSync(folder).map((name) => path.join(folder, name, 'server', 'pg', 'postmaster.pid')).filter((file) => fs.existsSync(file));
  // Nothing of them is kept.
  for (const file of servers) end(Number(fs.readFileSync(file, 'utf8').split('\n')[0]));
  for (const until = Date.now() + PATIENCE_MS; servers.some((file) => fs.existsSync(file)) && Date.now() < until; ) await pause(20);
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}

function end(pid) {
  try {
    process.kill(pid, 'SIGQUIT');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
