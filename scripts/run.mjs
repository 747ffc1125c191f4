import { spawn } from 'node:child_process';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '..');

/** The program has said why; a stack of ours would add nothing. */
class ProgramFailed extends Error {}

/** Runs a program in the project's folder with our terminal; rejects with a sentence when it fails. */
export function run(command, args, env = {}, stdio = 'inherit') {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd: root, stdio, env: { ...process.env, ...env } });
    child.on('error', fail);
    child.on('exit', (code, signal) => {
      if (code === 0) done();
      else fail(new ProgramFailed(`${path.basename(command)} ${args[0]} ended with ${signal ?? `code ${code}`}`));
    });
  });
}

/** Runs a program of node_modules (or of ours) with this Node. */
export function runNode(args, env) {
  return run(process.execPath, args, env);
}
