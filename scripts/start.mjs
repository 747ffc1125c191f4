import { endWith, prepare } from './prepare.mjs';

stopWithNpm();
try {
  await prepare();
  await import('../dist/apps/server/src/main.js');
} catch (error) {
  endWith(error);
}

/** `kill <npm's pid>` ends npm and its shell but never reaches this process: it notices, and stops as if told. */
function stopWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 300);
  watch.unref();
}
