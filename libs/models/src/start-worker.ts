import { Worker } from 'node:worker_threads';

const fromSources = import.meta.url.endsWith('.ts');

/**
 * Starts a worker thread on a file of this folder, from the build or straight from the sources.
 *
 * @param entry file name without its ending
 */
export function startWorker(entry: string, workerData: object): Worker {
  if (!fromSources) return new Worker(new URL(`./${entry}.js`, import.meta.url), { workerData, execArgv: [] });
  const loader = new URL('../../../scripts/ts-loader.mjs', import.meta.url).href;
  return new Worker(new URL(`./${entry}.ts`, import.meta.url), {
    workerData, execArgv: ['--import', loader, '--conditions=source', '--disable-warning=ExperimentalWarning'],
  });
}
